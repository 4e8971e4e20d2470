import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/stac.ts';
import type { StacCollection, StacProvider } from '../upstream/stac-collection.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { lookupOf, relationOf } from './kit/relation.ts';
import { calls, callsForIds } from './kit/upstream-cost.ts';
import { BBOX } from './shared/bbox.ts';
import { coverageField } from './shared/coverage.ts';
import { showAsGeoJson } from './shared/geojson.ts';
import { IntervalRef } from './shared/interval.ts';
import { PositionRef } from './shared/position.ts';
import { StacAssetRef, StacLinkRef } from './stac-asset.ts';

export const StacCollectionRef = builder.objectRef<StacCollection>('StacCollection');
export const StacItemRef = builder.objectRef<StacItem>('StacItem');

const StacProviderRef = builder.objectRef<StacProvider>('StacProvider').implement({
  description: 'An organization that captured, processed or hosts the images of a collection.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name.' }),
    description: t.exposeString('description', { description: 'Description of the provider.' }),
    roles: t.exposeStringList('roles', { nullable: false, description: 'Roles of the provider, such as `producer`.' }),
    url: t.exposeString('url', { description: 'Home page of the provider.' }),
  }),
});

builder.node(StacCollectionRef, {
  description: 'A collection of the archive: a set of images of one kind.',
  id: { resolve: ({ id }) => globalIdOf('StacCollection', { id }) },
  loadOne: (id, context) => resolve.collection.load(resolve.collection.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    title: t.exposeString('title', { description: 'Display name.' }),
    description: t.exposeString('description', { description: 'What the collection contains.' }),
    license: t.exposeString('license', { description: 'Licence of the images.' }),
    stacVersion: t.exposeString('stacVersion', { description: 'STAC version of this record.' }),
    stacExtensions: t.exposeStringList('stacExtensions', {
      nullable: false,
      description: 'STAC extensions that this record uses.',
    }),
    bboxes: t.field({
      type: t.listRef(t.listRef('Float', { nullable: false }), { nullable: false }),
      nullable: false,
      description:
        'Spatial extent: bounding boxes of west, south, east, north in degrees. The first covers all others.',
      resolve: ({ bboxes }) => bboxes,
    }),
    intervals: t.expose('intervals', {
      type: [IntervalRef],
      nullable: false,
      description: 'Temporal extent. The first interval covers all others.',
    }),
    summaries: t.expose('summaries', {
      type: 'JSON',
      description: "Values and ranges of the images' properties, by property.",
    }),
    providers: t.expose('providers', {
      type: [StacProviderRef],
      nullable: false,
      description: 'Providers of the collection.',
    }),
    links: t.expose('links', { type: [StacLinkRef], nullable: false, description: 'Links to related resources.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    items: connectionOf(t, StacItemRef, {
      description: 'Images of the collection. The archive does not report a total.',
      upstream: calls('row', 'ListCollectionItems'),
      needs: ['id'],
      resolve: resolve.collectionItems,
    }),
  }),
});

builder.node(StacItemRef, {
  description: 'One image of the archive (a STAC item).',
  id: { resolve: ({ collectionId, id }) => globalIdOf('StacItem', { collectionId: collectionId ?? '', id }) },
  loadOne: (id, context) => resolve.stacItem.load(resolve.stacItem.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    stacVersion: t.exposeString('stacVersion', { description: 'STAC version of this record.' }),
    stacExtensions: t.exposeStringList('stacExtensions', {
      nullable: false,
      description: 'STAC extensions that this record uses.',
    }),
    bbox: t.exposeFloatList('bbox', {
      description: `Bounding box: ${BBOX}. Six numbers if Pixxel sends heights: lowest after south, highest after north.`,
    }),
    geometry: t.expose('geometry', { type: 'GeoJSONGeometry', description: 'Footprint on the ground.' }),
    centroid: t.expose('centroid', { type: PositionRef, description: 'Centre of the footprint.' }),
    coverage: coverageField(t, resolve.itemCoverage),
    datetime: t.expose('datetime', {
      type: 'DateTime',
      description: 'When it was taken. Null for a composite: see `startDatetime` and `endDatetime`.',
    }),
    startDatetime: t.expose('startDatetime', {
      type: 'DateTime',
      description: 'First moment of a composite; null if it was taken at one moment.',
    }),
    endDatetime: t.expose('endDatetime', {
      type: 'DateTime',
      description: 'Last moment of a composite; null if it was taken at one moment.',
    }),
    title: t.exposeString('title', { description: 'Display name.' }),
    platform: t.exposeString('platform', { description: 'The satellite that took it.' }),
    constellation: t.exposeString('constellation', { description: 'Constellation of the satellite.' }),
    instruments: t.exposeStringList('instruments', { nullable: false, description: 'Sensors that took it.' }),
    gsdInM: t.exposeFloat('gsdInM', { description: 'Ground sample distance in metres.' }),
    cloudCover: t.exposeFloat('cloudCover', { description: 'Cloud cover in percent; null if unknown.' }),
    offNadir: t.exposeFloat('offNadir', { description: 'Off-nadir angle in degrees; 0 is straight down.' }),
    sunAzimuth: t.exposeFloat('sunAzimuth', { description: 'Sun azimuth in degrees, clockwise from north.' }),
    sunElevation: t.exposeFloat('sunElevation', { description: 'Sun elevation above the horizon in degrees.' }),
    productLevel: t.exposeString('productLevel', { description: 'Processing level, such as `L2A`.' }),
    projection: t.exposeString('projection', { description: 'Map projection, such as `EPSG:32643`.' }),
    properties: t.expose('properties', {
      type: 'JSON',
      description: 'All STAC properties, under their STAC names.',
    }),
    assets: t.expose('assets', { type: [StacAssetRef], nullable: false, description: 'Files of the image.' }),
    links: t.expose('links', { type: [StacLinkRef], nullable: false, description: 'Links to related resources.' }),
    collection: relationOf(t, StacCollectionRef, {
      description: 'The collection of the image.',
      upstream: calls('field', 'ListCollections', 'GetCollectionById'),
      ...resolve.itemCollection,
    }),
  }),
});

showAsGeoJson(StacItemRef, 'a STAC ItemCollection: whole items, as the archive describes them.', ({ stac }) => stac);

builder.queryFields((t) => ({
  collections: t.field({
    type: [StacCollectionRef],
    description: 'Collections of the archive: all, or those with the given ids. Ids that do not exist are left out.',
    args: { ids: t.arg.idList({ description: 'Only these collections, by global id or Pixxel id.' }) },
    extensions: {
      upstream: [...callsForIds({ ids: 'StacCollection' }, 'ListCollections'), ...calls('field', 'GetCollectionById')],
    },
    resolve: resolve.collections,
  }),
  collection: lookupOf(t, StacCollectionRef, {
    description: 'One collection; null if it does not exist.',
    args: { id: t.arg.id({ required: true, description: 'The collection, by global id or Pixxel id.' }) },
    upstream: calls('field', 'GetCollectionById'),
    ...resolve.collection,
  }),
  stacItem: lookupOf(t, StacItemRef, {
    description: 'One image of the archive; null if it does not exist or the key cannot access it.',
    args: {
      id: t.arg.id({ required: true, description: 'The image, by global id or Pixxel id.' }),
      collectionId: t.arg.id({
        description:
          'The collection of the image, by global id or Pixxel id. If omitted and `id` is a Pixxel id, all collections are searched.',
      }),
    },
    upstream: calls('field', 'GetCollectionItemById', 'SearchArchive'),
    ...resolve.stacItem,
  }),
}));
