import { globalIdOf } from '../resolvers/input/global-id.ts';
import { jobTasks } from '../resolvers/job.ts';
import * as resolve from '../resolvers/job-task.ts';
import type { JobTask } from '../upstream/job-task.ts';
import { BlockParameterRef, BlockRef } from './block.ts';
import { downloadPayloadOf } from './download.ts';
import { JobRef } from './job.ts';
import { builder } from './kit/builder.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { TrackableRef } from './shared/trackable.ts';

const JobTaskRef = builder.objectRef<JobTask>('JobTask');

builder.node(JobTaskRef, {
  description: "One block's turn in a job.",
  interfaces: [TrackableRef],
  id: { resolve: ({ workflowId, jobId, id }) => globalIdOf('JobTask', { workflowId, jobId, id }) },
  loadOne: (id, context) => resolve.jobTaskNode(id, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name, by which other tasks of the job depend on it.' }),
    status: t.exposeString('status', { description: 'How far it has come, in the words of Pixxel.' }),
    stateMessage: t.exposeString('stateMessage', { description: 'What it is doing, in words.' }),
    dependsOn: t.exposeStringList('dependsOn', {
      nullable: false,
      description: 'The names of the tasks that must be done before it.',
    }),
    inputs: t.expose('inputs', {
      type: [BlockParameterRef],
      nullable: false,
      description: 'What it was given; empty where that came in another form, see `rawInput`.',
    }),
    outputs: t.expose('outputs', {
      type: [BlockParameterRef],
      nullable: false,
      description: 'What it made; empty where that came in another form, see `rawResult`.',
    }),
    rawInput: t.expose('rawInput', { type: 'JSON', description: 'What it was given, as Pixxel sent it.' }),
    rawResult: t.expose('rawResult', { type: 'JSON', description: 'What it made, as Pixxel sent it.' }),
    infoLogs: t.expose('infoLogs', { type: 'JSON', description: 'What it noted while it ran, as Pixxel sent it.' }),
    disclaimer: t.exposeStringList('disclaimer', {
      nullable: false,
      description: 'What its results must be read with.',
    }),
    error: t.exposeString('error', { description: 'Why it failed; null where it did not.' }),
    failureType: t.exposeString('failureType', { description: 'What kind of failure it was.' }),
    estimatedDurationInSeconds: t.exposeInt('estimatedDurationInSeconds', {
      description: 'How many seconds it is expected to take.',
    }),
    timeTaken: t.exposeString('timeTaken', { description: 'How long it took, such as `12m30s`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was planned.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', description: 'When it ended; null before that.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When its result came back.' }),
    sentAt: t.expose('sentAt', { type: 'DateTime', description: 'When it was sent to its block.' }),
    inferenceStartedAt: t.expose('inferenceStartedAt', { type: 'DateTime', description: 'When the block began.' }),
    inferenceEndedAt: t.expose('inferenceEndedAt', { type: 'DateTime', description: 'When the block was done.' }),
    blockId: t.exposeID('blockId', { description: 'The block, by its id in the Pixxel console and REST API.' }),
    blockName: t.exposeString('blockName', { description: 'The name of the block.' }),
    blockVersion: t.exposeString('blockVersion', { description: 'The version of the block.' }),
    dependencies: t.field({
      type: [JobTaskRef],
      nullable: false,
      description: 'The tasks that must be done before it.',
      resolve: resolve.jobTaskDependencies,
    }),
    block: relationOf(t, BlockRef, {
      description: 'The block version that it runs.',
      upstream: [...calls('field', 'ListBlocks'), ...calls('row', 'GetBlockVersion')],
      identity: ({ blockId, blockName, blockVersion }) =>
        blockName === null || blockVersion === null ? null : { id: blockId, name: blockName, version: blockVersion },
      resolve: resolve.jobTaskBlock,
    }),
    job: relationOf(t, JobRef, {
      description: 'The job it belongs to.',
      upstream: calls('row', 'GetJobById'),
      identity: ({ workflowId, jobId }) => ({ workflowId, id: jobId }),
      resolve: resolve.jobTaskJob,
    }),
  }),
});

builder.objectFields(JobRef, (t) => ({
  tasks: t.field({
    type: [JobTaskRef],
    description: 'Its tasks: one for each block that it runs.',
    extensions: { upstream: calls('row', 'GetJobById') },
    resolve: jobTasks,
  }),
}));

const RequestJobTaskDownloadInputRef = builder.inputType('RequestJobTaskDownloadInput', {
  description: 'Which task of a job to pack.',
  fields: (t) => ({
    taskId: t.id({ required: true, description: 'The task, by either of its ids.' }),
    jobId: t.id({ description: 'Its job: needed where `taskId` is not the global id.' }),
    workflowId: t.id({ description: 'The workflow that the job runs: needed where no id given is a global one.' }),
  }),
});

const RequestJobTaskDownloadPayloadRef = downloadPayloadOf(
  'RequestJobTaskDownloadPayload',
  'What came of `requestJobTaskDownload`.',
);

builder.mutationFields((t) => ({
  requestJobTaskDownload: t.field({
    type: RequestJobTaskDownloadPayloadRef,
    description: 'Has inputs and outputs of one task of a job packed. Ask again until `signedUrl` is there.',
    args: { input: t.arg({ type: RequestJobTaskDownloadInputRef, required: true, description: 'What to pack.' }) },
    extensions: { upstream: calls('field', 'RequestJobTaskDownload') },
    resolve: resolve.requestJobTaskDownload,
  }),
}));
