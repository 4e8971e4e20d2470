import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/insight.ts';
import type { Insight } from '../upstream/insight.ts';
import { AoiRef } from './aoi.ts';
import { BlockParameterRef } from './block.ts';
import { downloadPayloadOf } from './download.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { payloadOf } from './kit/payload.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { LifecycleStateRef, TrackableRef } from './shared/trackable.ts';

export const InsightRef = builder.objectRef<Insight>('Insight');

builder.node(InsightRef, {
  description: 'A block run on an AOI, and what came of it.',
  interfaces: [TrackableRef],
  id: { resolve: ({ aoiId, id }) => globalIdOf('Insight', { aoiId, id }) },
  loadOne: (id, context) => resolve.insight(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name to show to people.' }),
    status: t.exposeString('status', { description: 'How far it has come, in the words of Pixxel.' }),
    cost: t.exposeInt('cost', { description: 'What it costs, in tokens.' }),
    estimatedDurationInMinutes: t.exposeInt('estimatedDurationInMinutes', {
      description: 'How many minutes it is expected to take.',
    }),
    error: t.exposeString('error', { description: 'Why it failed; null where it did not.' }),
    inputs: t.expose('inputs', {
      type: [BlockParameterRef],
      nullable: false,
      description: 'What it was given; empty where that came in another form, see `rawInput`.',
    }),
    outputs: t.expose('outputs', {
      type: [BlockParameterRef],
      nullable: false,
      description: 'What it made; empty where that came in another form, see `rawOutput`.',
    }),
    rawInput: t.expose('rawInput', { type: 'JSON', description: 'What it was given, as Pixxel sent it.' }),
    rawOutput: t.expose('rawOutput', { type: 'JSON', description: 'What it made, as Pixxel sent it.' }),
    metadata: t.expose('metadata', { type: 'JSON', description: 'Free texts kept with it.' }),
    createdBy: t.exposeID('createdBy', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    deletedAt: t.expose('deletedAt', { type: 'DateTime', description: 'When it was deleted; null while it is not.' }),
    aoi: relationOf(t, AoiRef, {
      description: 'The AOI that it was run on.',
      upstream: calls('row', 'GetAoiById'),
      identity: ({ aoiId }) => ({ id: aoiId }),
      resolve: resolve.insightAoi,
    }),
  }),
});

const InsightFilterRef = builder.inputType('InsightFilter', {
  description: 'Narrows a list of insights.',
  fields: (t) => ({
    states: t.field({ type: [LifecycleStateRef], description: 'Only insights in one of these states.' }),
    createdBy: t.id({ description: 'Only insights that this person made.' }),
    createdOn: t.field({
      type: 'DateTime',
      description: 'Only insights made then; midnight stands for the whole day.',
    }),
  }),
});

builder.objectFields(AoiRef, (t) => ({
  insights: connectionOf(t, InsightRef, {
    description: 'The insights of this AOI, the newest first.',
    args: { filter: t.arg({ type: InsightFilterRef, description: 'Which insights; all where it is left out.' }) },
    upstream: calls('row', 'ListInsights'),
    resolve: resolve.aoiInsights,
  }),
}));

builder.queryFields((t) => ({
  insight: t.field({
    type: InsightRef,
    description: 'One insight; null where there is none that the key can reach.',
    args: {
      id: t.arg.id({ required: true, description: 'The insight, by either of its ids.' }),
      aoiId: t.arg.id({ description: 'The AOI it is of: needed where `id` is not the global one.' }),
    },
    extensions: { upstream: calls('field', 'ListInsights') },
    resolve: resolve.insight,
  }),
}));

const DeleteInsightInputRef = builder.inputType('DeleteInsightInput', {
  description: 'Which insight to delete.',
  fields: (t) => ({
    insightId: t.id({ required: true, description: 'The insight, by either of its ids.' }),
    aoiId: t.id({ description: 'The AOI it is of: needed where `insightId` is not the global id.' }),
    projectId: t.id({ description: 'The project of the AOI, which saves looking for it.' }),
  }),
});

const DeleteInsightPayloadRef = payloadOf<{ deletedInsightId: string }>(
  'DeleteInsightPayload',
  'What came of `deleteInsight`.',
);

builder.objectFields(DeleteInsightPayloadRef, (t) => ({
  deletedInsightId: t.id({
    description: 'The insight that is no more, by its id in the Pixxel console and REST API.',
    resolve: (payload) => payload.deletedInsightId,
  }),
}));

const RequestInsightDownloadInputRef = builder.inputType('RequestInsightDownloadInput', {
  description: 'What of an insight to pack.',
  fields: (t) => ({
    insightId: t.id({ required: true, description: 'The insight, by either of its ids.' }),
    aoiId: t.id({ description: 'The AOI it is of: needed where `insightId` is not the global id.' }),
    inputs: t.idList({ description: 'Only these of its inputs; all where it is left out.' }),
    outputs: t.idList({ description: 'Only these of its outputs; all where it is left out.' }),
  }),
});

const RequestInsightDownloadPayloadRef = downloadPayloadOf(
  'RequestInsightDownloadPayload',
  'What came of `requestInsightDownload`.',
);

builder.mutationFields((t) => ({
  deleteInsight: t.field({
    type: DeleteInsightPayloadRef,
    description: 'Deletes an insight for good.',
    args: { input: t.arg({ type: DeleteInsightInputRef, required: true, description: 'Which one.' }) },
    extensions: { upstream: calls('field', 'GetAoiById', 'DeleteInsight') },
    resolve: resolve.deleteInsight,
  }),
  requestInsightDownload: t.field({
    type: RequestInsightDownloadPayloadRef,
    description: 'Has inputs and outputs of an insight packed. Ask again until `signedUrl` is there.',
    args: { input: t.arg({ type: RequestInsightDownloadInputRef, required: true, description: 'What to pack.' }) },
    extensions: { upstream: calls('field', 'RequestInsightDownload') },
    resolve: resolve.requestInsightDownload,
  }),
}));
