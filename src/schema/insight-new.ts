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
    name: t.string({ required: true, description: 'Name of the block.' }),
    version: t.string({ required: true, description: 'Version of the block.' }),
  }),
});

const AssetSourceInputRef = builder.inputType('AssetSourceInput', {
  description: 'The asset of the AOI that a raster input comes from.',
  fields: (t) => ({
    assetId: t.id({ required: true, description: 'The asset, by global id or Pixxel id.' }),
    type: t.string({ required: true, description: 'Kind of asset, such as `raw_mosaic`.' }),
  }),
});

const BlockParameterInputRef = builder.inputType('BlockParameterInput', {
  description: 'A value for one input of a block: give `value` or `stacUrl`. Format and type are taken from the block.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the input in the block.' }),
    value: t.string({ description: 'The value, as a string even if it is a number.' }),
    stacUrl: t.string({ description: 'URL of the STAC item to use as a raster: the `self` link of the image.' }),
    assetSource: t.field({ type: AssetSourceInputRef, description: 'The asset that a raster comes from.' }),
  }),
});

const CreateInsightInputRef = builder.inputType('CreateInsightInput', {
  description: 'Input of `createInsight` and `insightEstimate`.',
  fields: (t) => ({
    aoiId: t.id({ required: true, description: 'The AOI to run the block on, by global id or Pixxel id.' }),
    projectId: t.id({ description: 'The project of the AOI, by global id or Pixxel id.' }),
    name: t.string({ description: 'Display name.' }),
    block: t.field({ type: BlockRefInputRef, required: true, description: 'The block to run.' }),
    inputs: t.field({
      type: [BlockParameterInputRef],
      required: true,
      description: 'Values for the inputs of the block.',
    }),
    metadata: t.field({
      type: 'JSON',
      description: 'Metadata to store with the insight: an object whose values are strings.',
    }),
  }),
});

const CostEstimateRef = builder.objectRef<CostEstimate>('CostEstimate').implement({
  description: 'An estimated cost.',
  fields: (t) => ({ tokens: t.exposeInt('tokens', { description: 'Cost in tokens.' }) }),
});

builder.queryFields((t) => ({
  insightEstimate: t.field({
    type: CostEstimateRef,
    description: 'Estimated cost of an insight. Nothing is run or charged.',
    args: { input: t.arg({ type: CreateInsightInputRef, required: true, description: 'The insight to price.' }) },
    extensions: { upstream: calls('field', 'GetBlockVersion', 'CreateInsight') },
    resolve: resolve.insightEstimate,
  }),
}));

const CreateInsightPayloadRef = payloadOf<resolve.CreatedInsight>('CreateInsightPayload', 'Result of `createInsight`.');

builder.objectFields(CreateInsightPayloadRef, (t) => ({
  insightId: t.id({
    description: 'Pixxel id of the new insight. It is set even if the insight cannot be read back.',
    resolve: (payload) => payload.insightId,
  }),
  insight: relationOf(t, InsightRef, {
    description: 'The new insight, still running; null if `userErrors` is not empty.',
    upstream: calls('field', 'ListInsights'),
    ...resolve.createdInsight,
  }),
  message: t.string({ description: 'Message from Pixxel.', resolve: (payload) => payload.message }),
}));

builder.mutationFields((t) => ({
  createInsight: t.field({
    type: CreateInsightPayloadRef,
    description:
      'Runs a block on an AOI. This spends tokens: `insightEstimate` tells the price. It runs in the background: follow `state` and `progress`, or subscribe to `insightProgress`.',
    args: { input: t.arg({ type: CreateInsightInputRef, required: true, description: 'The insight to create.' }) },
    extensions: { upstream: calls('field', 'GetBlockVersion', 'CreateInsight') },
    resolve: resolve.createInsight,
  }),
}));
