import * as resolve from '../resolvers/aoi-new.ts';
import type { Aoi, NewAoi } from '../upstream/aoi.ts';
import { AoiRef } from './aoi.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { calls } from './kit/upstream-cost.ts';

const ImageProviderRef = enumOf<NewAoi['provider']>('ImageProvider', 'Provider of the images of an AOI.', {
  PIXXEL: "Pixxel's own satellites.",
  PLANETARY: 'Open data, such as Sentinel-2.',
});

const CreateAoiInputRef = builder.inputType('CreateAoiInput', {
  description: 'Input of `createAoi`.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name, unique within the project.' }),
    description: t.string({ description: 'Free-text description; the name if omitted.' }),
    projectId: t.id({ required: true, description: 'Project in which to create the AOI, by global id or Pixxel id.' }),
    satelliteId: t.id({
      description:
        'Satellite that took the images, by global id or Pixxel id. If omitted, it is found from the images, with two calls to Pixxel.',
    }),
    provider: t.field({
      type: ImageProviderRef,
      description: 'Provider of the images. If omitted, it is found from their collection, with two calls to Pixxel.',
    }),
    geometry: t.field({ type: 'GeoJSONPolygon', required: true, description: 'Outline of the area.' }),
    itemIds: t.idList({
      required: true,
      description:
        'Images to clip, by global id or Pixxel id: `StacItem` objects of `searchArchive` or `searchImages`.',
    }),
  }),
});

const CreateAoiPayloadRef = payloadOf<{ aoi: Aoi }>('CreateAoiPayload', 'Result of `createAoi`.');

builder.objectFields(CreateAoiPayloadRef, (t) => ({
  aoi: t.field({
    type: AoiRef,
    description: 'The new AOI, still processing; null if `userErrors` is not empty.',
    resolve: (payload) => payload.aoi,
  }),
}));

builder.mutationFields((t) => ({
  createAoi: t.field({
    type: CreateAoiPayloadRef,
    description:
      'Creates an AOI from images. Processing runs in the background: follow `state` and `progress`, or subscribe to `aoiProgress`.',
    args: { input: t.arg({ type: CreateAoiInputRef, required: true, description: 'The AOI to create.' }) },
    extensions: { upstream: calls('field', 'SearchArchive', 'ListSatellites', 'CreateAoi') },
    resolve: resolve.createAoi,
  }),
}));
