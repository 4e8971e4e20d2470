import { flatBox } from '../geometry/cut.ts';
import * as resolve from '../resolvers/catalog.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import { BandsetRef } from './bandset.ts';
import { DownloadRef, downloadPayloadOf } from './download.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { lookupOf, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { BBOX } from './shared/bbox.ts';
import { coverageField } from './shared/coverage.ts';
import { showAsGeoJson } from './shared/geojson.ts';
import { itemSearchFields, StacSortInputRef } from './shared/item-search.ts';
import { PositionRef } from './shared/position.ts';
import { StacItemRef } from './stac.ts';

export const CatalogEntryRef = builder.objectRef<CatalogEntry>('CatalogEntry');

builder.node(CatalogEntryRef, {
  description: 'One image delivered by an order. The REST API calls it a catalog.',
  id: { resolve: ({ id }) => globalIdOf('CatalogEntry', { id }) },
  loadOne: (id, context) => resolve.catalogEntry.load(resolve.catalogEntry.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    taskId: t.exposeID('taskId', { description: 'Id of the order task that delivered it.' }),
    orgId: t.exposeID('orgId', { description: 'Id of the organization (workspace) that owns it.' }),
    areaInSqKm: t.exposeFloat('areaInSqKm', { description: 'Covered area in square kilometres.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added to the catalog.' }),
    createdBy: t.exposeID('createdBy', { description: 'Id of the user who created it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Id of the user who last changed it.' }),
    item: t.expose('item', {
      type: StacItemRef,
      description:
        "The image as the catalog describes it. It may have fewer properties than the archive's description.",
    }),
    bbox: t.floatList({
      description: `Bounding box of the image: ${BBOX}.`,
      resolve: ({ item }) => (item?.bbox ? flatBox(item.bbox) : null),
    }),
    centroid: t.field({
      type: PositionRef,
      description: 'Centre of the footprint of the image.',
      resolve: ({ item }) => item?.centroid ?? null,
    }),
    coverage: coverageField(t, resolve.catalogEntryCoverage),
    bandset: relationOf(t, BandsetRef, {
      description: 'The bandset of the image.',
      upstream: calls('field', 'ListBandsets'),
      ...resolve.catalogEntryBandset,
    }),
  }),
});

showAsGeoJson(
  CatalogEntryRef,
  'a FeatureCollection of the footprints. The properties of a feature are `pixxelId`, `itemId`, `collectionId`, `taskId`, `bandsetId`, `datetime`, `cloudCover`, `areaInSqKm`, `deliveryStatus`, `createdAt` and `updatedAt`.',
  resolve.catalogEntryFeature,
);

builder.objectFields(StacItemRef, (t) => ({
  catalogEntries: connectionOf(t, CatalogEntryRef, {
    description: 'Catalog entries of this image: what your orders delivered. Empty if you have not ordered it.',
    upstream: calls('field', 'SearchCatalogs'),
    needs: ['id'],
    resolve: resolve.itemCatalogEntries,
  }),
}));

const CatalogFilterRef = builder.inputType('CatalogFilter', {
  description: 'Filters the catalog. An entry must match every field given.',
  fields: (t) => ({
    ids: t.idList({ description: 'Only these entries, by global id or Pixxel id.' }),
    itemIds: t.idList({ description: 'Only entries of these STAC items, by global id or Pixxel id.' }),
    orderIds: t.idList({ description: 'Only images delivered by these orders, by global id or Pixxel id.' }),
    orderItemIds: t.idList({ description: 'Only images delivered by these order items, by global id or Pixxel id.' }),
    ...itemSearchFields(t, ', which must be a Polygon'),
  }),
});

builder.queryFields((t) => ({
  catalogEntries: connectionOf(t, CatalogEntryRef, {
    description: 'Images delivered by your orders.',
    args: {
      filter: t.arg({ type: CatalogFilterRef, description: 'Only matching entries; all if omitted.' }),
      sortBy: t.arg({ type: [StacSortInputRef], description: 'Sort order; the first entry takes precedence.' }),
    },
    upstream: calls('field', 'SearchCatalogs', 'ListCollections'),
    resolve: resolve.catalogEntries,
  }),
  catalogEntry: lookupOf(t, CatalogEntryRef, {
    description: 'One delivered image; null if it does not exist or the key cannot access it.',
    args: { id: t.arg.id({ required: true, description: 'The entry, by global id or Pixxel id.' }) },
    upstream: calls('field', 'GetCatalogById'),
    ...resolve.catalogEntry,
  }),
  catalogDownload: t.field({
    type: DownloadRef,
    description: 'A package requested with `requestCatalogDownload`; null if it does not exist.',
    args: { id: t.arg.id({ required: true, description: 'The `downloadId` that `requestCatalogDownload` returned.' }) },
    extensions: { upstream: calls('field', 'GetCatalogDownload') },
    resolve: resolve.catalogDownload,
  }),
}));

export const CatalogTargetInputRef = builder.inputType('CatalogTargetInput', {
  description: 'Catalog images: give exactly one of the two lists.',
  isOneOf: true,
  fields: (t) => ({
    catalogEntryIds: t.idList({ description: 'These entries, by global id or Pixxel id.' }),
    orderItemIds: t.idList({ description: 'All images delivered by these order items, by global id or Pixxel id.' }),
  }),
});

const RequestCatalogDownloadInputRef = builder.inputType('RequestCatalogDownloadInput', {
  description: 'Input of `requestCatalogDownload`.',
  fields: (t) => ({
    target: t.field({ type: CatalogTargetInputRef, required: true, description: 'Images to pack.' }),
  }),
});

const RequestCatalogDownloadPayloadRef = downloadPayloadOf(
  'RequestCatalogDownloadPayload',
  'Result of `requestCatalogDownload`.',
);

builder.mutationFields((t) => ({
  requestCatalogDownload: t.field({
    type: RequestCatalogDownloadPayloadRef,
    description:
      'Packs catalog images into a download. Query `catalogDownload` until `signedUrl` is set, or subscribe to `catalogDownloadProgress`.',
    args: {
      input: t.arg({
        type: RequestCatalogDownloadInputRef,
        required: true,
        description: 'The images to pack.',
      }),
    },
    extensions: { upstream: calls('field', 'RequestCatalogDownload') },
    resolve: resolve.requestCatalogDownload,
  }),
}));
