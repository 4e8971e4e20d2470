import * as resolve from '../resolvers/search.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { calls } from './kit/upstream-cost.ts';
import { StacItemRef } from './stac.ts';

const ImageSearchSatelliteInputRef = builder.inputType('ImageSearchSatelliteInput', {
  description: 'A satellite, and which of its image collections to search.',
  fields: (t) => ({
    satelliteId: t.id({ required: true, description: 'The satellite, by global id or Pixxel id.' }),
    collectionId: t.id({
      required: true,
      description:
        'One of the `collections` of the satellite, by its `collectionId` or by the global id of the collection.',
    }),
  }),
});

const RangeFilterInputRef = builder.inputType('RangeFilterInput', {
  description:
    'A range for a property of the images, both ends inclusive: a minimum, a maximum, or both. Pixxel takes whole numbers here.',
  fields: (t) => ({
    property: t.string({
      required: true,
      description: 'Property, such as `eo:cloud_cover`: one of the `queryables` of the collection.',
    }),
    min: t.int({ description: 'Minimum; open if omitted.' }),
    max: t.int({ description: 'Maximum; open if omitted.' }),
  }),
});

const ImageSearchInputRef = builder.inputType('ImageSearchInput', {
  description: 'Input of `searchImages`. An image must match every field given.',
  fields: (t) => ({
    startDate: t.field({ type: 'DateTime', required: true, description: 'Earliest acquisition time.' }),
    endDate: t.field({ type: 'DateTime', required: true, description: 'Latest acquisition time.' }),
    satellites: t.field({
      type: [ImageSearchSatelliteInputRef],
      required: true,
      description: 'Satellites and collections to search, at least one.',
    }),
    geometry: t.field({
      type: 'GeoJSONGeometry',
      required: true,
      description: 'Only images that intersect this geometry.',
    }),
    filters: t.field({ type: [RangeFilterInputRef], description: 'Ranges of properties that images must match.' }),
  }),
});

builder.queryFields((t) => ({
  searchImages: connectionOf(t, StacItemRef, {
    description:
      'Images of chosen satellites, from which AOIs can be created. `searchArchive` searches the whole archive, and its images can be ordered, too.',
    args: { input: t.arg({ type: ImageSearchInputRef, required: true, description: 'The search.' }) },
    upstream: calls('field', 'SearchImages'),
    resolve: resolve.searchImages,
  }),
}));
