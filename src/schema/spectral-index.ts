import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/spectral-index.ts';
import type { ExpressionType, IndexType, SpectralIndex } from '../upstream/spectral-index.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { lookupOf, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { SatelliteRef } from './satellite.ts';

export const SpectralIndexRef = builder.objectRef<SpectralIndex>('SpectralIndex');

const IndexTypeRef = enumOf<IndexType>('IndexType', 'Origin of an index.', {
  CUSTOM: 'Created by a user of your organization.',
  PRESET: 'Provided by Pixxel.',
});

export const ExpressionTypeRef = enumOf<ExpressionType>(
  'ExpressionType',
  'Kind of picture that an expression produces.',
  {
    COMPOSITE: 'Three bands, shown as red, green and blue.',
    INDEX: 'A formula over bands, drawn with a colour map.',
    GRAYSCALE: 'One band, from black to white.',
  },
);

builder.node(SpectralIndexRef, {
  description: 'A spectral index: a formula over the bands of a satellite, such as NDVI.',
  id: { resolve: ({ id }) => globalIdOf('SpectralIndex', { id }) },
  loadOne: (id, context) => resolve.index.load(resolve.index.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Name, such as `NDVI`.' }),
    description: t.exposeString('description', { description: 'What the index shows.' }),
    type: t.expose('type', {
      type: IndexTypeRef,
      description: 'Whether it is provided by Pixxel or was created by a user.',
    }),
    expression: t.exposeString('expression', { description: 'Formula, such as `(B08-B04)/(B08+B04)`.' }),
    expressionType: t.expose('expressionType', {
      type: ExpressionTypeRef,
      description: 'Kind of picture that it produces.',
    }),
    bands: t.exposeStringList('bands', { nullable: false, description: 'Names of the bands in the formula.' }),
    rescale: t.exposeFloatList('rescale', {
      nullable: false,
      description: 'Index values at the lower and upper end of the colour map.',
    }),
    colormap: t.exposeString('colormap', { description: 'Name of the colour map.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    satellite: relationOf(t, SatelliteRef, {
      description: 'The satellite whose bands it uses.',
      upstream: calls('field', 'ListSatellites'),
      ...resolve.indexSatellite,
    }),
  }),
});

const IndexFilterRef = builder.inputType('IndexFilter', {
  description: 'Filters a list of indices. An index must match every field given.',
  fields: (t) => ({
    type: t.field({ type: IndexTypeRef, description: 'Only indices of this origin.' }),
    expressionType: t.field({
      type: ExpressionTypeRef,
      description: 'Only indices that produce this kind of picture.',
    }),
  }),
});

builder.objectFields(SatelliteRef, (t) => ({
  indices: connectionOf(t, SpectralIndexRef, {
    description: 'Spectral indices over the bands of this satellite.',
    args: { filter: t.arg({ type: IndexFilterRef, description: 'Only matching indices; all if omitted.' }) },
    upstream: calls('field', 'ListIndices'),
    needs: ['id'],
    resolve: resolve.satelliteIndices,
  }),
}));

builder.queryFields((t) => ({
  indices: connectionOf(t, SpectralIndexRef, {
    description: 'Spectral indices of one satellite, or of all satellites.',
    args: {
      satelliteId: t.arg.id({ description: 'Only indices of this satellite, by global id or Pixxel id.' }),
      filter: t.arg({ type: IndexFilterRef, description: 'Only matching indices; all if omitted.' }),
    },
    upstream: calls('field', 'ListIndices'),
    resolve: resolve.indices,
  }),
  index: lookupOf(t, SpectralIndexRef, {
    description: 'One spectral index; null if it does not exist or the key cannot access it.',
    args: { id: t.arg.id({ required: true, description: 'The index, by global id or Pixxel id.' }) },
    upstream: calls('field', 'ListIndices'),
    ...resolve.index,
  }),
}));

const CreateIndexInputRef = builder.inputType('CreateIndexInput', {
  description: 'Input of `createIndex`.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name, unique among the indices of the satellite.' }),
    description: t.string({ required: true, description: 'What the index shows.' }),
    expression: t.string({ required: true, description: 'Formula over bands, such as `(B08-B04)/(B08+B04)`.' }),
    expressionType: t.field({
      type: ExpressionTypeRef,
      required: true,
      description: 'Kind of picture that it produces.',
    }),
    colormap: t.string({ required: true, description: 'Name of the colour map.' }),
    rescale: t.intList({
      required: true,
      description: 'Two whole numbers: the index values at the lower and upper end of the colour map.',
    }),
    satelliteId: t.id({ required: true, description: 'The satellite whose bands it uses, by global id or Pixxel id.' }),
  }),
});

const CreateIndexPayloadRef = payloadOf<{ index: SpectralIndex }>('CreateIndexPayload', 'Result of `createIndex`.');

builder.objectFields(CreateIndexPayloadRef, (t) => ({
  index: t.field({
    type: SpectralIndexRef,
    description: 'The new index; null if `userErrors` is not empty.',
    resolve: (payload) => payload.index,
  }),
}));

builder.mutationFields((t) => ({
  createIndex: t.field({
    type: CreateIndexPayloadRef,
    description: 'Creates a custom spectral index.',
    args: { input: t.arg({ type: CreateIndexInputRef, required: true, description: 'The index to create.' }) },
    extensions: { upstream: calls('field', 'CreateIndex') },
    resolve: resolve.createIndex,
  }),
}));
