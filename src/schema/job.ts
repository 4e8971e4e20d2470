import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/job.ts';
import type { Job } from '../upstream/job.ts';
import { downloadPayloadOf } from './download.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { payloadOf } from './kit/payload.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { LifecycleStateRef, TrackableRef } from './shared/trackable.ts';
import { WorkflowErrorRef, WorkflowRef } from './workflow.ts';

export const JobRef = builder.objectRef<Job>('Job');

builder.node(JobRef, {
  description: 'One run of a workflow.',
  interfaces: [TrackableRef],
  id: { resolve: ({ workflowId, id }) => globalIdOf('Job', { workflowId, id }) },
  loadOne: (id, context) => resolve.job(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    status: t.exposeString('status', { description: 'How far it has come, in the words of Pixxel.' }),
    cost: t.exposeInt('cost', { description: 'What it costs, in tokens.' }),
    estimatedDurationInSeconds: t.exposeInt('estimatedDurationInSeconds', {
      description: 'How many seconds it is expected to take.',
    }),
    timeTaken: t.exposeString('timeTaken', { description: 'How long it took, such as `12m30s`.' }),
    createdBy: t.exposeID('createdBy', { description: 'Who started it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', description: 'When it ended; null while it runs.' }),
    execCreatedAt: t.field({
      type: 'DateTime',
      description: 'When its execution was made.',
      extensions: { upstream: calls('row', 'GetJobById') },
      resolve: resolve.jobExecCreatedAt,
    }),
    execUpdatedAt: t.field({
      type: 'DateTime',
      description: 'When its execution last changed.',
      extensions: { upstream: calls('row', 'GetJobById') },
      resolve: resolve.jobExecUpdatedAt,
    }),
    spec: t.field({
      type: 'JSON',
      description: 'The graph of blocks that it runs, as Pixxel sent it.',
      extensions: { upstream: calls('row', 'GetJobById') },
      resolve: resolve.jobSpec,
    }),
    validationErrors: t.field({
      type: [WorkflowErrorRef],
      description: 'What was wrong in the workflow when it was started.',
      extensions: { upstream: calls('row', 'GetJobById') },
      resolve: resolve.jobValidationErrors,
    }),
    workflow: relationOf(t, WorkflowRef, {
      description: 'The workflow that it runs.',
      upstream: calls('row', 'ListWorkflows'),
      // The global id of a workflow holds its project, which a job does not know.
      standsFor: ['pixxelId', '__typename'],
      identity: ({ workflowId }) => ({ id: workflowId }),
      resolve: resolve.jobWorkflow,
    }),
  }),
});

const JobFilterRef = builder.inputType('JobFilter', {
  description: 'Narrows a list of jobs.',
  fields: (t) => ({
    states: t.field({ type: [LifecycleStateRef], description: 'Only jobs in one of these states.' }),
    createdBy: t.id({ description: 'Only jobs that this person started.' }),
    createdOn: t.field({ type: 'DateTime', description: 'Only jobs started then; midnight stands for the whole day.' }),
  }),
});

builder.objectFields(WorkflowRef, (t) => ({
  jobs: connectionOf(t, JobRef, {
    description: 'The runs of this workflow, the newest first.',
    args: { filter: t.arg({ type: JobFilterRef, description: 'Which jobs; all where it is left out.' }) },
    upstream: calls('row', 'ListJobs'),
    resolve: resolve.workflowJobs,
  }),
}));

builder.queryFields((t) => ({
  job: t.field({
    type: JobRef,
    description: 'One run of a workflow; null where there is none that the key can reach.',
    args: {
      id: t.arg.id({ required: true, description: 'The job, by either of its ids.' }),
      workflowId: t.arg.id({ description: 'The workflow that it runs: needed where `id` is not the global one.' }),
    },
    extensions: { upstream: calls('field', 'GetJobById') },
    resolve: resolve.job,
  }),
}));

const CreateJobInputRef = builder.inputType('CreateJobInput', {
  description: 'Which workflow to run.',
  fields: (t) => ({
    workflowId: t.id({ required: true, description: 'The workflow, by either of its ids.' }),
    projectId: t.id({
      description: 'Its project, which saves looking for it where `workflowId` is not the global id.',
    }),
  }),
});

const CreateJobPayloadRef = payloadOf<{ job: Job }>('CreateJobPayload', 'What came of `createJob`.');

builder.objectFields(CreateJobPayloadRef, (t) => ({
  job: t.field({
    type: JobRef,
    description: 'The new run, under way; null where `userErrors` says why not.',
    resolve: (payload) => payload.job,
  }),
}));

const RequestJobDownloadInputRef = builder.inputType('RequestJobDownloadInput', {
  description: 'Which job to pack.',
  fields: (t) => ({
    jobId: t.id({ required: true, description: 'The job, by either of its ids.' }),
    workflowId: t.id({ description: 'The workflow that it runs: needed where `jobId` is not the global id.' }),
  }),
});

const RequestJobDownloadPayloadRef = downloadPayloadOf(
  'RequestJobDownloadPayload',
  'What came of `requestJobDownload`.',
);

builder.mutationFields((t) => ({
  createJob: t.field({
    type: CreateJobPayloadRef,
    description: 'Runs a workflow as it stands, at its cost. It runs in the background: watch `state` and `progress`.',
    args: { input: t.arg({ type: CreateJobInputRef, required: true, description: 'What to run.' }) },
    extensions: { upstream: calls('field', 'ListWorkflows', 'CreateJob') },
    resolve: resolve.createJob,
  }),
  requestJobDownload: t.field({
    type: RequestJobDownloadPayloadRef,
    description: 'Has inputs and outputs of a job packed. Ask again until `signedUrl` is there.',
    args: { input: t.arg({ type: RequestJobDownloadInputRef, required: true, description: 'What to pack.' }) },
    extensions: { upstream: calls('field', 'RequestJobDownload') },
    resolve: resolve.requestJobDownload,
  }),
}));
