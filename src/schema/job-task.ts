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
  description: 'One step of a job: the run of one block.',
  interfaces: [TrackableRef],
  id: { resolve: ({ workflowId, jobId, id }) => globalIdOf('JobTask', { workflowId, jobId, id }) },
  loadOne: (id, context) => resolve.jobTaskNode(id, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', {
      description: 'Name, unique within the job. Other tasks refer to it in `dependsOn`.',
    }),
    status: t.exposeString('status', {
      description: "Status in Pixxel's own words. `state` gives it in the shared vocabulary.",
    }),
    stateMessage: t.exposeString('stateMessage', { description: 'Status message.' }),
    dependsOn: t.exposeStringList('dependsOn', {
      nullable: false,
      description: 'Names of the tasks that must finish first.',
    }),
    inputs: t.expose('inputs', {
      type: [BlockParameterRef],
      nullable: false,
      description: 'Input values. Empty if Pixxel sent them in an unknown form: see `rawInput`.',
    }),
    outputs: t.expose('outputs', {
      type: [BlockParameterRef],
      nullable: false,
      description: 'Output values. Empty if Pixxel sent them in an unknown form: see `rawResult`.',
    }),
    rawInput: t.expose('rawInput', { type: 'JSON', description: 'Input values, as Pixxel sent them.' }),
    rawResult: t.expose('rawResult', { type: 'JSON', description: 'Output values, as Pixxel sent them.' }),
    infoLogs: t.expose('infoLogs', { type: 'JSON', description: 'Log records of the run, as Pixxel sent them.' }),
    disclaimer: t.exposeStringList('disclaimer', {
      nullable: false,
      description: 'Disclaimers that apply to the results.',
    }),
    error: t.exposeString('error', { description: 'Why it failed; null if it did not fail.' }),
    failureType: t.exposeString('failureType', { description: 'Kind of failure; null if it did not fail.' }),
    estimatedDurationInSeconds: t.exposeInt('estimatedDurationInSeconds', {
      description: 'Expected duration in seconds.',
    }),
    timeTaken: t.exposeString('timeTaken', {
      description: "How long it took, in Pixxel's notation, such as `12m30s`.",
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', description: 'When it ended; null until then.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When its result was received.' }),
    sentAt: t.expose('sentAt', { type: 'DateTime', description: 'When it was sent to its block.' }),
    inferenceStartedAt: t.expose('inferenceStartedAt', { type: 'DateTime', description: 'When the block started.' }),
    inferenceEndedAt: t.expose('inferenceEndedAt', { type: 'DateTime', description: 'When the block finished.' }),
    blockId: t.exposeID('blockId', { description: 'Pixxel id of the block.' }),
    blockName: t.exposeString('blockName', { description: 'Name of the block.' }),
    blockVersion: t.exposeString('blockVersion', { description: 'Version of the block.' }),
    dependencies: t.field({
      type: [JobTaskRef],
      nullable: false,
      description: 'The tasks that must finish first.',
      resolve: resolve.jobTaskDependencies,
    }),
    block: relationOf(t, BlockRef, {
      description: 'The version of the block that it runs.',
      upstream: [...calls('field', 'ListBlocks'), ...calls('row', 'GetBlockVersion')],
      ...resolve.jobTaskBlock,
    }),
    job: relationOf(t, JobRef, {
      description: 'The job that it belongs to.',
      upstream: calls('row', 'GetJobById'),
      ...resolve.jobTaskJob,
    }),
  }),
});

builder.objectFields(JobRef, (t) => ({
  tasks: t.field({
    type: [JobTaskRef],
    description: 'Tasks of the job, one for each block.',
    extensions: { upstream: calls('row', 'GetJobById') },
    resolve: jobTasks,
  }),
}));

const RequestJobTaskDownloadInputRef = builder.inputType('RequestJobTaskDownloadInput', {
  description: 'Input of `requestJobTaskDownload`.',
  fields: (t) => ({
    taskId: t.id({ required: true, description: 'The task, by global id or Pixxel id.' }),
    jobId: t.id({
      description: 'The job of the task, by global id or Pixxel id. Required if `taskId` is a Pixxel id.',
    }),
    workflowId: t.id({
      description: 'The workflow of the job, by global id or Pixxel id. Required if no id given is a global id.',
    }),
  }),
});

const RequestJobTaskDownloadPayloadRef = downloadPayloadOf(
  'RequestJobTaskDownloadPayload',
  'Result of `requestJobTaskDownload`.',
);

builder.mutationFields((t) => ({
  requestJobTaskDownload: t.field({
    type: RequestJobTaskDownloadPayloadRef,
    description:
      'Packs inputs and outputs of one task of a job into a download. Repeat the mutation until `signedUrl` is set: Pixxel has no separate status query.',
    args: { input: t.arg({ type: RequestJobTaskDownloadInputRef, required: true, description: 'The task to pack.' }) },
    extensions: { upstream: calls('field', 'RequestJobTaskDownload') },
    resolve: resolve.requestJobTaskDownload,
  }),
}));
