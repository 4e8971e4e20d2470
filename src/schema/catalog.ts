import * as resolve from '../resolvers/catalog.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import { BandsetRef } from './bandset.ts';
import { DownloadRef, downloadPayloadOf } from './download.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { StacSortInputRef, TimeIntervalInputRef } from './shared/item-search.ts';
import { StacItemRef } from './stac.ts';

export const CatalogEntryRef = builder.objectRef<CatalogEntry>('CatalogEntry');

builder.node(CatalogEntryRef, {
  description: 'One image that an order has brought. The REST API calls it a catalog.',
  id: { resolve: ({ id }) => globalIdOf('CatalogEntry', { id }) },
  loadOne: (id, context) => resolve.catalogEntry(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    taskId: t.exposeID('taskId', { description: 'The order task that brought it.' }),
    orgId: t.exposeID('orgId', { description: 'The organization (workspace) that owns it.' }),
    areaInSqKm: t.exposeFloat('areaInSqKm', { description: 'The area that it covers, in square kilometres.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it came in.' }),
    createdBy: t.exposeID('createdBy', { description: 'Who made it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Who changed it last.' }),
    item: t.expose('item', {
      type: StacItemRef,
      description: 'The image, as the catalog describes it: at times with fewer properties than in the archive.',
    }),
    bandset: relationOf(t, BandsetRef, {
      description: 'The bands that it has.',
      upstream: calls('field', 'ListBandsets'),
      identity: ({ bandsetId }) => (bandsetId === null ? null : { id: bandsetId }),
      resolve: resolve.catalogEntryBandset,
    }),
  }),
});

builder.objectFields(StacItemRef, (t) => ({
  catalogEntries: connectionOf(t, CatalogEntryRef, {
    description: 'What your orders have brought of this image: empty where it was not ordered yet.',
    upstream: calls('field', 'SearchCatalogs'),
    resolve: resolve.itemCatalogEntries,
  }),
}));

const CatalogFilterRef = builder.inputType('CatalogFilter', {
  description: 'Which entries of the catalog: those for which all that is given holds.',
  fields: (t) => ({
    ids: t.idList({ description: 'Only these entries, by either of their ids.' }),
    itemIds: t.idList({ description: 'Only entries of these STAC items, by either of their ids.' }),
    orderIds: t.idList({ description: 'Only what these orders have brought, by either of their ids.' }),
    orderItemIds: t.idList({ description: 'Only what these order items have brought, by either of their ids.' }),
    collectionIds: t.idList({ description: 'Only images of these collections, by either of their ids.' }),
    datetime: t.field({ type: TimeIntervalInputRef, description: 'Only images taken then.' }),
    bbox: t.floatList({
      description:
        'Only images that meet this box: west, south, east, north in degrees, or six numbers with heights. Not together with `intersects`.',
    }),
    intersects: t.field({
      type: 'GeoJSONGeometry',
      description: 'Only images that meet this geometry, which must be a Polygon. Not together with `bbox`.',
    }),
    query: t.field({
      type: 'JSON',
      description: 'Conditions on properties: `{ "eo:cloud_cover": { "gte": 0, "lt": 10 } }`.',
    }),
  }),
});

builder.queryFields((t) => ({
  catalogEntries: connectionOf(t, CatalogEntryRef, {
    description: 'The images that orders have brought.',
    args: {
      filter: t.arg({ type: CatalogFilterRef, description: 'Which entries; all where it is left out.' }),
      sortBy: t.arg({ type: [StacSortInputRef], description: 'In which order; the first entry counts most.' }),
    },
    upstream: calls('field', 'SearchCatalogs'),
    resolve: resolve.catalogEntries,
  }),
  catalogEntry: t.field({
    type: CatalogEntryRef,
    description: 'One image that an order has brought; null where there is none that the key can reach.',
    args: { id: t.arg.id({ required: true, description: 'The entry, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'GetCatalogById') },
    resolve: resolve.catalogEntry,
  }),
  catalogDownload: t.field({
    type: DownloadRef,
    description: 'How far a package of catalog images has come; null where there is no such package.',
    args: { id: t.arg.id({ required: true, description: 'The `downloadId` that `requestCatalogDownload` gave.' }) },
    extensions: { upstream: calls('field', 'GetCatalogDownload') },
    resolve: resolve.catalogDownload,
  }),
}));

export const CatalogTargetInputRef = builder.inputType('CatalogTargetInput', {
  description: 'Images of the catalog: one of the two lists.',
  isOneOf: true,
  fields: (t) => ({
    catalogEntryIds: t.idList({ description: 'These entries, by either of their ids.' }),
    orderItemIds: t.idList({ description: 'All that these order items have brought, by either of their ids.' }),
  }),
});

const RequestCatalogDownloadInputRef = builder.inputType('RequestCatalogDownloadInput', {
  description: 'What is to be packed.',
  fields: (t) => ({
    target: t.field({ type: CatalogTargetInputRef, required: true, description: 'The images.' }),
  }),
});

const RequestCatalogDownloadPayloadRef = downloadPayloadOf(
  'RequestCatalogDownloadPayload',
  'What came of `requestCatalogDownload`.',
);

builder.mutationFields((t) => ({
  requestCatalogDownload: t.field({
    type: RequestCatalogDownloadPayloadRef,
    description: 'Has images of the catalog packed. `catalogDownload` tells when the package is ready.',
    args: {
      input: t.arg({ type: RequestCatalogDownloadInputRef, required: true, description: 'What is to be packed.' }),
    },
    extensions: { upstream: calls('field', 'RequestCatalogDownload') },
    resolve: resolve.requestCatalogDownload,
  }),
}));
