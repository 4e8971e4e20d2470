import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/stac.ts';
import type { StacCollection, StacProvider } from '../upstream/stac-collection.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { AoiImageRef } from './aoi.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { IntervalRef } from './shared/interval.ts';
import { StacSortInputRef, TimeIntervalInputRef } from './shared/item-search.ts';
import { StacAssetRef, StacLinkRef } from './stac-asset.ts';

export const StacCollectionRef = builder.objectRef<StacCollection>('StacCollection');
export const StacItemRef = builder.objectRef<StacItem>('StacItem');

const StacProviderRef = builder.objectRef<StacProvider>('StacProvider').implement({
  description: 'Who took, processed or keeps the images of a collection.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name.' }),
    description: t.exposeString('description', { description: 'More about them.' }),
    roles: t.exposeStringList('roles', { nullable: false, description: 'What they did, such as `producer`.' }),
    url: t.exposeString('url', { description: 'Their home page.' }),
  }),
});

builder.node(StacCollectionRef, {
  description: 'A collection of the archive: images of one kind.',
  id: { resolve: ({ id }) => globalIdOf('StacCollection', { id }) },
  loadOne: (id, context) => resolve.collection(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    title: t.exposeString('title', { description: 'The name to show to people.' }),
    description: t.exposeString('description', { description: 'What is in it.' }),
    license: t.exposeString('license', { description: 'Under which licence its images are given.' }),
    stacVersion: t.exposeString('stacVersion', { description: 'The version of STAC that describes it.' }),
    stacExtensions: t.exposeStringList('stacExtensions', {
      nullable: false,
      description: 'The extensions of STAC that it uses.',
    }),
    bboxes: t.field({
      type: t.listRef(t.listRef('Float', { nullable: false }), { nullable: false }),
      nullable: false,
      description: 'Where its images lie: boxes of west, south, east, north in degrees. The first holds the others.',
      resolve: ({ bboxes }) => bboxes,
    }),
    intervals: t.expose('intervals', {
      type: [IntervalRef],
      nullable: false,
      description: 'When its images were taken. The first interval holds the others.',
    }),
    summaries: t.expose('summaries', { type: 'JSON', description: 'Values and ranges of its images by property.' }),
    providers: t.expose('providers', {
      type: [StacProviderRef],
      nullable: false,
      description: 'Who stands behind it.',
    }),
    links: t.expose('links', { type: [StacLinkRef], nullable: false, description: 'Links to what belongs to it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    items: connectionOf(t, StacItemRef, {
      description: 'Its images. How many there are is not known.',
      upstream: calls('row', 'ListCollectionItems'),
      resolve: resolve.collectionItems,
    }),
  }),
});

builder.node(StacItemRef, {
  description: 'One image of the archive.',
  id: { resolve: ({ collectionId, id }) => globalIdOf('StacItem', { collectionId: collectionId ?? '', id }) },
  loadOne: (id, context) => resolve.stacItem(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    stacVersion: t.exposeString('stacVersion', { description: 'The version of STAC that describes it.' }),
    stacExtensions: t.exposeStringList('stacExtensions', {
      nullable: false,
      description: 'The extensions of STAC that it uses.',
    }),
    bbox: t.exposeFloatList('bbox', { description: 'The box around it: west, south, east, north in degrees.' }),
    geometry: t.expose('geometry', { type: 'GeoJSONGeometry', description: 'Its outline on the ground.' }),
    datetime: t.expose('datetime', { type: 'DateTime', description: 'When it was taken.' }),
    title: t.exposeString('title', { description: 'What to show to people.' }),
    platform: t.exposeString('platform', { description: 'The satellite that took it.' }),
    constellation: t.exposeString('constellation', { description: 'The constellation that the satellite is in.' }),
    instruments: t.exposeStringList('instruments', { nullable: false, description: 'The sensors that took it.' }),
    gsdInM: t.exposeFloat('gsdInM', { description: 'Ground sample distance in metres.' }),
    cloudCover: t.exposeFloat('cloudCover', { description: 'How much of it clouds cover, in per cent.' }),
    offNadir: t.exposeFloat('offNadir', { description: 'How far from straight down it looks, in degrees.' }),
    sunAzimuth: t.exposeFloat('sunAzimuth', { description: 'Where the sun stood, in degrees from north, clockwise.' }),
    sunElevation: t.exposeFloat('sunElevation', { description: 'How high the sun stood, in degrees.' }),
    productLevel: t.exposeString('productLevel', { description: 'How far it is processed, such as `L2A`.' }),
    projection: t.exposeString('projection', { description: 'Its map projection, such as `EPSG:32643`.' }),
    properties: t.expose('properties', {
      type: 'JSON',
      description: 'All its properties, under the names that STAC gives them.',
    }),
    assets: t.expose('assets', { type: [StacAssetRef], nullable: false, description: 'Its files.' }),
    links: t.expose('links', { type: [StacLinkRef], nullable: false, description: 'Links to what belongs to it.' }),
    collection: relationOf(t, StacCollectionRef, {
      description: 'The collection that it is in.',
      upstream: calls('field', 'ListCollections', 'GetCollectionById'),
      identity: ({ collectionId }) => (collectionId === null ? null : { id: collectionId }),
      resolve: resolve.itemCollection,
    }),
  }),
});

builder.objectFields(AoiImageRef, (t) => ({
  item: relationOf(t, StacItemRef, {
    description: 'The image itself; null where the archive does not have it.',
    upstream: calls('field', 'SearchArchive'),
    identity: ({ itemId }) => ({ id: itemId, collectionId: null }),
    resolve: resolve.aoiImageItem,
  }),
}));

const ArchiveSearchInputRef = builder.inputType('ArchiveSearchInput', {
  description: 'Which images of the archive: those for which all that is given holds.',
  fields: (t) => ({
    ids: t.idList({ description: 'Only these images, by either of their ids.' }),
    collectionIds: t.idList({ description: 'Only images of these collections, by either of their ids.' }),
    datetime: t.field({ type: TimeIntervalInputRef, description: 'Only images taken then.' }),
    bbox: t.floatList({
      description:
        'Only images that meet this box: west, south, east, north in degrees, or six numbers with heights. Not together with `intersects`.',
    }),
    intersects: t.field({
      type: 'GeoJSONGeometry',
      description: 'Only images that meet this geometry. Not together with `bbox`.',
    }),
    query: t.field({
      type: 'JSON',
      description: 'Conditions on properties: `{ "eo:cloud_cover": { "gte": 0, "lt": 10 } }`.',
    }),
  }),
});

builder.queryFields((t) => ({
  collections: t.field({
    type: [StacCollectionRef],
    description: 'The collections of the archive: all, or those of the ids that are there.',
    args: { ids: t.arg.idList({ description: 'Only these collections, by either of their ids.' }) },
    extensions: { upstream: calls('field', 'ListCollections', 'GetCollectionById') },
    resolve: resolve.collections,
  }),
  collection: t.field({
    type: StacCollectionRef,
    description: 'One collection; null where there is none.',
    args: { id: t.arg.id({ required: true, description: 'The collection, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'GetCollectionById') },
    resolve: resolve.collection,
  }),
  stacItem: t.field({
    type: StacItemRef,
    description: 'One image of the archive; null where there is none that the key can reach.',
    args: {
      id: t.arg.id({ required: true, description: 'The image, by either of its ids.' }),
      collectionId: t.arg.id({
        description:
          'The collection that it is in. Without it, and with an id that does not name it, it is searched for.',
      }),
    },
    extensions: { upstream: calls('field', 'GetCollectionItemById', 'SearchArchive') },
    resolve: resolve.stacItem,
  }),
  searchArchive: connectionOf(t, StacItemRef, {
    description: 'Images of the archive. How many match is not known.',
    args: {
      input: t.arg({ type: ArchiveSearchInputRef, required: true, description: 'Which images.' }),
      sortBy: t.arg({ type: [StacSortInputRef], description: 'In which order; the first entry counts most.' }),
    },
    upstream: calls('field', 'SearchArchive'),
    resolve: resolve.searchArchive,
  }),
}));
