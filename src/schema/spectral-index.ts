import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/spectral-index.ts';
import type { ExpressionType, IndexType, SpectralIndex } from '../upstream/spectral-index.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { SatelliteRef } from './satellite.ts';

export const SpectralIndexRef = builder.objectRef<SpectralIndex>('SpectralIndex');

const IndexTypeRef = enumOf<IndexType>('IndexType', 'Where an index comes from.', {
  CUSTOM: 'Made by somebody of the organization.',
  PRESET: 'Comes with Pixxel.',
});

export const ExpressionTypeRef = enumOf<ExpressionType>('ExpressionType', 'What kind of picture an expression makes.', {
  COMPOSITE: 'Three bands, shown as red, green and blue.',
  INDEX: 'A formula over bands, drawn with a colour map.',
  GRAYSCALE: 'One band, from black to white.',
});

builder.node(SpectralIndexRef, {
  description: 'A formula over the bands of a satellite that makes something visible, such as NDVI.',
  id: { resolve: ({ id }) => globalIdOf('SpectralIndex', { id }) },
  loadOne: (id, context) => resolve.index(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name, such as `NDVI`.' }),
    description: t.exposeString('description', { description: 'What it shows.' }),
    type: t.expose('type', { type: IndexTypeRef, description: 'Whether it comes with Pixxel or was made by a user.' }),
    expression: t.exposeString('expression', { description: 'The formula, such as `(B08-B04)/(B08+B04)`.' }),
    expressionType: t.expose('expressionType', {
      type: ExpressionTypeRef,
      description: 'What kind of picture it makes.',
    }),
    bands: t.exposeStringList('bands', { nullable: false, description: 'The bands that the formula reads.' }),
    rescale: t.exposeFloatList('rescale', {
      nullable: false,
      description: 'The values at the lower and the upper end of the colours.',
    }),
    colormap: t.exposeString('colormap', { description: 'The name of its colour map.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    satellite: relationOf(t, SatelliteRef, {
      description: 'The satellite whose bands it reads.',
      upstream: calls('field', 'ListSatellites'),
      identity: ({ satelliteId }) => (satelliteId === null ? null : { id: satelliteId }),
      resolve: resolve.indexSatellite,
    }),
  }),
});

const IndexFilterRef = builder.inputType('IndexFilter', {
  description: 'Narrows a list of indices.',
  fields: (t) => ({
    type: t.field({ type: IndexTypeRef, description: 'Only those that come with Pixxel, or only those of users.' }),
    expressionType: t.field({ type: ExpressionTypeRef, description: 'Only those that make this kind of picture.' }),
  }),
});

builder.objectFields(SatelliteRef, (t) => ({
  indices: connectionOf(t, SpectralIndexRef, {
    description: 'The indices over its bands.',
    args: { filter: t.arg({ type: IndexFilterRef, description: 'Which indices; all where it is left out.' }) },
    upstream: calls('field', 'ListIndices'),
    resolve: resolve.satelliteIndices,
  }),
}));

builder.queryFields((t) => ({
  indices: connectionOf(t, SpectralIndexRef, {
    description: 'Spectral indices, of one satellite or of all.',
    args: {
      satelliteId: t.arg.id({ description: 'Only indices of this satellite, by either of its ids.' }),
      filter: t.arg({ type: IndexFilterRef, description: 'Which indices; all where it is left out.' }),
    },
    upstream: calls('field', 'ListIndices'),
    resolve: resolve.indices,
  }),
  index: t.field({
    type: SpectralIndexRef,
    description: 'One spectral index; null where there is none that the key can see.',
    args: { id: t.arg.id({ required: true, description: 'The index, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'ListIndices') },
    resolve: resolve.index,
  }),
}));

const CreateIndexInputRef = builder.inputType('CreateIndexInput', {
  description: 'What a spectral index is made from.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'A name that no other index of the satellite has.' }),
    description: t.string({ required: true, description: 'What it shows.' }),
    expression: t.string({ required: true, description: 'The formula over bands, such as `(B08-B04)/(B08+B04)`.' }),
    expressionType: t.field({ type: ExpressionTypeRef, required: true, description: 'What kind of picture it makes.' }),
    colormap: t.string({ required: true, description: 'The name of the colour map to draw it with.' }),
    rescale: t.intList({
      required: true,
      description: 'Two whole numbers: the values at the lower and the upper end of the colours.',
    }),
    satelliteId: t.id({ required: true, description: 'The satellite whose bands it reads.' }),
  }),
});

const CreateIndexPayloadRef = payloadOf<{ index: SpectralIndex }>('CreateIndexPayload', 'What came of `createIndex`.');

builder.objectFields(CreateIndexPayloadRef, (t) => ({
  index: t.field({
    type: SpectralIndexRef,
    description: 'The new index; null where `userErrors` says why not.',
    resolve: (payload) => payload.index,
  }),
}));

builder.mutationFields((t) => ({
  createIndex: t.field({
    type: CreateIndexPayloadRef,
    description: 'Makes a spectral index of your own.',
    args: { input: t.arg({ type: CreateIndexInputRef, required: true, description: 'What to make it from.' }) },
    extensions: { upstream: calls('field', 'CreateIndex') },
    resolve: resolve.createIndex,
  }),
}));
