import * as resolve from '../resolvers/stac-search.ts';
import { builder } from './kit/builder.ts';
import { checkedByGateway, connectionOf } from './kit/connection.ts';
import { calls } from './kit/upstream-cost.ts';
import { ImageOrderStateRef } from './order-item-of-image.ts';
import { itemSearchFields, StacSortInputRef } from './shared/item-search.ts';
import { StacItemRef } from './stac.ts';

const ArchiveSearchInputRef = builder.inputType('ArchiveSearchInput', {
  description: 'Input of `searchArchive`. An image must match every field given.',
  fields: (t) => ({
    ids: t.idList({ description: 'Only these images, by global id or Pixxel id.' }),
    ...itemSearchFields(t),
    aoiId: t.id({
      description:
        'Only images that intersect the outline of this AOI, by global id or Pixxel id. Cannot be combined with `bbox` or `intersects`.',
    }),
  }),
});

const CoverageRefineInputRef = builder.inputType('CoverageRefineInput', {
  description: 'How much of an area an image must cover.',
  fields: (t) => ({
    of: t.field({ type: 'GeoJSONArea', description: 'The area; the area of the search if omitted.' }),
    minPercent: t.float({ required: true, description: 'Minimum percentage of the area, 0 to 100.' }),
  }),
});

const ArchiveRefineInputRef = builder.inputType('ArchiveRefineInput', {
  description: 'Conditions on the images found that the gateway checks. An image must match every field given.',
  fields: (t) => ({
    coverage: t.field({ type: CoverageRefineInputRef, description: 'Only images that cover this much of an area.' }),
    maxCloudCover: t.float({
      description: 'Only images with at most this cloud cover, in percent. Images without a value are left out.',
    }),
    orderStates: t.field({
      type: [ImageOrderStateRef],
      description: 'Only images with one of these order states.',
    }),
  }),
});

builder.queryFields((t) => ({
  searchArchive: connectionOf(t, StacItemRef, {
    description:
      'Images of the archive, to order or to create AOIs from. The archive does not report a total, so `totalCount` is null.',
    args: {
      input: t.arg({ type: ArchiveSearchInputRef, required: true, description: 'The search.' }),
      refine: t.arg({
        type: ArchiveRefineInputRef,
        description: `Further conditions. ${checkedByGateway('them')}`,
      }),
      sortBy: t.arg({ type: [StacSortInputRef], description: 'Sort order; the first entry takes precedence.' }),
    },
    upstream: calls('field', 'SearchArchive', 'GetAoiById', 'SearchCatalogs', 'ListOrderItems', 'ListCollections'),
    readsOn: ({ refine }) => Boolean(refine),
    resolve: resolve.searchArchive,
  }),
}));
