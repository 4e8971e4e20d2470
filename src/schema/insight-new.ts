import * as resolve from '../resolvers/insight-new.ts';
import type { CostEstimate } from '../upstream/workflow.ts';
import { InsightRef } from './insight.ts';
import { builder } from './kit/builder.ts';
import { payloadOf } from './kit/payload.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';

const BlockRefInputRef = builder.inputType('BlockRefInput', {
  description: 'One version of a block.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the block.' }),
    version: t.string({ required: true, description: 'Its version.' }),
  }),
});

const AssetSourceInputRef = builder.inputType('AssetSourceInput', {
  description: 'The asset of the AOI that a raster is taken from.',
  fields: (t) => ({
    assetId: t.id({ required: true, description: 'The asset, by either of its ids.' }),
    type: t.string({ required: true, description: 'What kind of asset it is, such as `raw_mosaic`.' }),
  }),
});

const BlockParameterInputRef = builder.inputType('BlockParameterInput', {
  description: 'What an input of a block is given: a `value` or a `stacUrl`. What it must be is taken from the block.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name that the block has for it.' }),
    value: t.string({ description: 'The value, as text also where it is a number.' }),
    stacUrl: t.string({ description: 'The STAC item that holds a raster.' }),
    assetSource: t.field({ type: AssetSourceInputRef, description: 'Where a raster comes from.' }),
  }),
});

const CreateInsightInputRef = builder.inputType('CreateInsightInput', {
  description: 'What an insight is made from.',
  fields: (t) => ({
    aoiId: t.id({ required: true, description: 'The AOI to run the block on, by either of its ids.' }),
    projectId: t.id({ description: 'The project of the AOI.' }),
    name: t.string({ description: 'A name to show to people.' }),
    block: t.field({ type: BlockRefInputRef, required: true, description: 'What to run.' }),
    inputs: t.field({ type: [BlockParameterInputRef], required: true, description: 'What to give to it.' }),
    metadata: t.field({ type: 'JSON', description: 'Free texts to keep with it: an object whose values are texts.' }),
  }),
});

const CostEstimateRef = builder.objectRef<CostEstimate>('CostEstimate').implement({
  description: 'What something is expected to cost.',
  fields: (t) => ({ tokens: t.exposeInt('tokens', { description: 'The cost in tokens.' }) }),
});

builder.queryFields((t) => ({
  insightEstimate: t.field({
    type: CostEstimateRef,
    description: 'What an insight would cost. Nothing is run.',
    args: { input: t.arg({ type: CreateInsightInputRef, required: true, description: 'What it is made from.' }) },
    extensions: { upstream: calls('field', 'GetBlockVersion', 'CreateInsight') },
    resolve: resolve.insightEstimate,
  }),
}));

const CreateInsightPayloadRef = payloadOf<resolve.CreatedInsight>(
  'CreateInsightPayload',
  'What came of `createInsight`.',
);

builder.objectFields(CreateInsightPayloadRef, (t) => ({
  insightId: t.id({
    description:
      'The new insight, by its id in the Pixxel console and REST API; there even where it cannot be read back.',
    resolve: (payload) => payload.insightId,
  }),
  insight: relationOf(t, InsightRef, {
    description: 'The new insight, still being worked on; null where `userErrors` says why not.',
    upstream: calls('field', 'ListInsights'),
    identity: ({ aoiId, insightId }) => (aoiId && insightId ? { aoiId, id: insightId } : null),
    resolve: resolve.createdInsight,
  }),
  message: t.string({ description: 'What Pixxel says about it.', resolve: (payload) => payload.message }),
}));

builder.mutationFields((t) => ({
  createInsight: t.field({
    type: CreateInsightPayloadRef,
    description: 'Runs a block on an AOI, at its cost. It runs in the background: watch `state` and `progress`.',
    args: { input: t.arg({ type: CreateInsightInputRef, required: true, description: 'What to run on what.' }) },
    extensions: { upstream: calls('field', 'GetBlockVersion', 'CreateInsight') },
    resolve: resolve.createInsight,
  }),
}));
