import * as resolve from '../resolvers/search.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { calls } from './kit/upstream-cost.ts';
import { StacItemRef } from './stac.ts';

const ImageSearchSatelliteInputRef = builder.inputType('ImageSearchSatelliteInput', {
  description: 'A satellite and the collection of its images to look through.',
  fields: (t) => ({
    satelliteId: t.id({ required: true, description: 'The satellite, by either of its ids.' }),
    collectionId: t.id({
      required: true,
      description: 'One of the `collections` of this satellite, by its `collectionId` or by the id of the collection.',
    }),
  }),
});

const RangeFilterInputRef = builder.inputType('RangeFilterInput', {
  description: 'A range in which a property of the images must lie, both ends included.',
  fields: (t) => ({
    property: t.string({
      required: true,
      description: 'The property, such as `eo:cloud_cover`: one of the `queryables` of the collection.',
    }),
    min: t.int({ required: true, description: 'The least value.' }),
    max: t.int({ required: true, description: 'The greatest value.' }),
  }),
});

const ImageSearchInputRef = builder.inputType('ImageSearchInput', {
  description: 'Which images: those for which all of it holds.',
  fields: (t) => ({
    startDate: t.field({ type: 'DateTime', required: true, description: 'Taken no earlier than this.' }),
    endDate: t.field({ type: 'DateTime', required: true, description: 'Taken no later than this.' }),
    satellites: t.field({
      type: [ImageSearchSatelliteInputRef],
      required: true,
      description: 'Taken by one of these satellites; at least one.',
    }),
    geometry: t.field({ type: 'GeoJSONGeometry', required: true, description: 'Meeting this geometry.' }),
    filters: t.field({ type: [RangeFilterInputRef], description: 'With properties in these ranges.' }),
  }),
});

builder.queryFields((t) => ({
  searchImages: connectionOf(t, StacItemRef, {
    description: 'Images that AOIs can be made from.',
    args: { input: t.arg({ type: ImageSearchInputRef, required: true, description: 'Which images.' }) },
    upstream: calls('field', 'SearchImages'),
    resolve: resolve.searchImages,
  }),
}));
