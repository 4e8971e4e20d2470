import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/insight.ts';
import type { Insight } from '../upstream/insight.ts';
import { AoiRef } from './aoi.ts';
import { BlockParameterRef } from './block.ts';
import { downloadPayloadOf } from './download.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { payloadOf } from './kit/payload.ts';
import { lookupOf, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { TimeIntervalInputRef } from './shared/interval.ts';
import { LifecycleStateRef, TrackableRef } from './shared/trackable.ts';

export const InsightRef = builder.objectRef<Insight>('Insight');

builder.node(InsightRef, {
  description: 'A processing block run on an AOI, and its result.',
  interfaces: [TrackableRef],
  id: { resolve: ({ aoiId, id }) => globalIdOf('Insight', { aoiId, id }) },
  loadOne: (id, context) => resolve.insight.load(resolve.insight.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Display name.' }),
    status: t.exposeString('status', {
      description: "Status in Pixxel's own words. `state` gives it in the shared vocabulary.",
    }),
    cost: t.exposeInt('cost', { description: 'Cost in tokens.' }),
    estimatedDurationInMinutes: t.exposeInt('estimatedDurationInMinutes', {
      description: 'Expected duration in minutes.',
    }),
    error: t.exposeString('error', { description: 'Why it failed; null if it did not fail.' }),
    inputs: t.expose('inputs', {
      type: [BlockParameterRef],
      nullable: false,
      description: 'Input values. Empty if Pixxel sent them in an unknown form: see `rawInput`.',
    }),
    outputs: t.expose('outputs', {
      type: [BlockParameterRef],
      nullable: false,
      description: 'Output values. Empty if Pixxel sent them in an unknown form: see `rawOutput`.',
    }),
    rawInput: t.expose('rawInput', { type: 'JSON', description: 'Input values, as Pixxel sent them.' }),
    rawOutput: t.expose('rawOutput', { type: 'JSON', description: 'Output values, as Pixxel sent them.' }),
    metadata: t.expose('metadata', { type: 'JSON', description: 'Metadata stored with the insight: strings by name.' }),
    createdBy: t.exposeID('createdBy', { description: 'Id of the user who created it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      description: 'When it was deleted; null if it is not deleted.',
    }),
    aoi: relationOf(t, AoiRef, {
      description: 'The AOI that the block was run on.',
      upstream: calls('row', 'GetAoiById'),
      ...resolve.insightAoi,
    }),
  }),
});

const InsightFilterRef = builder.inputType('InsightFilter', {
  description: 'Filters a list of insights. An insight must match every field given.',
  fields: (t) => ({
    states: t.field({ type: [LifecycleStateRef], description: 'Only insights in one of these states.' }),
    createdBy: t.id({ description: 'Only insights created by this user.' }),
    createdAt: t.field({ type: TimeIntervalInputRef, description: 'Only insights created in this interval.' }),
  }),
});

builder.objectFields(AoiRef, (t) => ({
  insights: connectionOf(t, InsightRef, {
    description: 'Insights of this AOI, newest first.',
    args: { filter: t.arg({ type: InsightFilterRef, description: 'Only matching insights; all if omitted.' }) },
    upstream: calls('row', 'ListInsights'),
    needs: ['id'],
    resolve: resolve.aoiInsights,
  }),
}));

builder.queryFields((t) => ({
  insight: lookupOf(t, InsightRef, {
    description: 'One insight; null if it does not exist or the key cannot access it.',
    args: {
      id: t.arg.id({ required: true, description: 'The insight, by global id or Pixxel id.' }),
      aoiId: t.arg.id({
        description: 'The AOI of the insight, by global id or Pixxel id. Required if `id` is a Pixxel id.',
      }),
    },
    upstream: calls('field', 'ListInsights'),
    ...resolve.insight,
  }),
}));

const DeleteInsightInputRef = builder.inputType('DeleteInsightInput', {
  description: 'Input of `deleteInsight`.',
  fields: (t) => ({
    insightId: t.id({ required: true, description: 'The insight, by global id or Pixxel id.' }),
    aoiId: t.id({
      description: 'The AOI of the insight, by global id or Pixxel id. Required if `insightId` is a Pixxel id.',
    }),
    projectId: t.id({
      description: 'The project of the AOI, by global id or Pixxel id. Giving it saves one call to Pixxel.',
    }),
  }),
});

const DeleteInsightPayloadRef = payloadOf<{ deletedInsightId: string }>(
  'DeleteInsightPayload',
  'Result of `deleteInsight`.',
);

builder.objectFields(DeleteInsightPayloadRef, (t) => ({
  deletedInsightId: t.id({
    description: 'Global id of the deleted insight, to remove it from caches; null if `userErrors` is not empty.',
    resolve: (payload) => payload.deletedInsightId,
  }),
}));

const RequestInsightDownloadInputRef = builder.inputType('RequestInsightDownloadInput', {
  description: 'Input of `requestInsightDownload`.',
  fields: (t) => ({
    insightId: t.id({ required: true, description: 'The insight, by global id or Pixxel id.' }),
    aoiId: t.id({
      description: 'The AOI of the insight, by global id or Pixxel id. Required if `insightId` is a Pixxel id.',
    }),
    inputs: t.idList({
      description: 'Inputs to pack, each by its name or by the global id or Pixxel id of its asset; all if omitted.',
    }),
    outputs: t.idList({
      description: 'Outputs to pack, each by its name or by the global id or Pixxel id of its asset; all if omitted.',
    }),
  }),
});

const RequestInsightDownloadPayloadRef = downloadPayloadOf(
  'RequestInsightDownloadPayload',
  'Result of `requestInsightDownload`.',
);

builder.mutationFields((t) => ({
  deleteInsight: t.field({
    type: DeleteInsightPayloadRef,
    description: 'Deletes an insight permanently.',
    args: { input: t.arg({ type: DeleteInsightInputRef, required: true, description: 'The insight to delete.' }) },
    extensions: { upstream: calls('field', 'GetAoiById', 'DeleteInsight') },
    resolve: resolve.deleteInsight,
  }),
  requestInsightDownload: t.field({
    type: RequestInsightDownloadPayloadRef,
    description:
      'Packs inputs and outputs of an insight into a download. Repeat the mutation until `signedUrl` is set: Pixxel has no separate status query.',
    args: {
      input: t.arg({ type: RequestInsightDownloadInputRef, required: true, description: 'The insight to pack.' }),
    },
    extensions: { upstream: calls('field', 'RequestInsightDownload') },
    resolve: resolve.requestInsightDownload,
  }),
}));
