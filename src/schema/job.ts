import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/job.ts';
import type { Job } from '../upstream/job.ts';
import { downloadPayloadOf } from './download.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { payloadOf } from './kit/payload.ts';
import { lookupOf, needing, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { ProjectRef } from './project.ts';
import { TimeIntervalInputRef } from './shared/interval.ts';
import { LifecycleStateRef, TrackableRef } from './shared/trackable.ts';
import { WorkflowErrorRef, WorkflowRef } from './workflow.ts';

export const JobRef = builder.objectRef<Job>('Job');

builder.node(JobRef, {
  description: 'One run of a workflow.',
  interfaces: [TrackableRef],
  id: { resolve: ({ workflowId, id }) => globalIdOf('Job', { workflowId, id }) },
  loadOne: (id, context) => resolve.job.load(resolve.job.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    status: t.exposeString('status', {
      description: "Status in Pixxel's own words. `state` gives it in the shared vocabulary.",
    }),
    cost: t.exposeInt('cost', { description: 'Cost in tokens.' }),
    estimatedDurationInSeconds: t.exposeInt('estimatedDurationInSeconds', {
      description: 'Expected duration in seconds.',
    }),
    timeTaken: t.exposeString('timeTaken', {
      description: "How long it took, in Pixxel's notation, such as `12m30s`.",
    }),
    createdBy: t.exposeID('createdBy', { description: 'Id of the user who started it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', description: 'When it ended; null while it is running.' }),
    execCreatedAt: t.field({
      type: 'DateTime',
      description: 'When its execution was created.',
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
      description: 'Problems found in the workflow when the job was started.',
      extensions: { upstream: calls('row', 'GetJobById') },
      resolve: resolve.jobValidationErrors,
    }),
    workflow: relationOf(t, WorkflowRef, {
      description: 'The workflow that it runs.',
      upstream: calls('row', 'ListWorkflows'),
      // The global id of a workflow holds its project, which a job does not know.
      standsFor: ['pixxelId', '__typename'],
      ...resolve.jobWorkflow,
    }),
  }),
});

const JobFilterRef = builder.inputType('JobFilter', {
  description: 'Filters a list of jobs. A job must match every field given.',
  fields: (t) => ({
    states: t.field({ type: [LifecycleStateRef], description: 'Only jobs in one of these states.' }),
    createdBy: t.id({ description: 'Only jobs started by this user.' }),
    createdAt: t.field({ type: TimeIntervalInputRef, description: 'Only jobs started in this interval.' }),
  }),
});

builder.objectFields(WorkflowRef, (t) => ({
  jobs: connectionOf(t, JobRef, {
    description: 'Runs of this workflow, newest first.',
    args: { filter: t.arg({ type: JobFilterRef, description: 'Only matching jobs; all if omitted.' }) },
    upstream: calls('row', 'ListJobs'),
    needs: ['id'],
    resolve: resolve.workflowJobs,
  }),
  latestJob: t.field({
    type: JobRef,
    description: 'The job that was created last; null if the workflow has no matching job.',
    args: { states: t.arg({ type: [LifecycleStateRef], description: 'Only jobs in one of these states.' }) },
    extensions: { upstream: calls('row', 'ListJobs'), ahead: needing('id') },
    resolve: resolve.workflowLatestJob,
  }),
}));

const JOBS_OF_WORKFLOWS =
  'They are read workflow by workflow, newest workflow first. If the operation runs out of calls to Pixxel before the end, `extensions.warnings` says so, and `totalCount` is null.';

builder.objectFields(ProjectRef, (t) => ({
  jobs: connectionOf(t, JobRef, {
    description: `Runs of the workflows of this project, newest first. ${JOBS_OF_WORKFLOWS}`,
    args: { filter: t.arg({ type: JobFilterRef, description: 'Only matching jobs; all if omitted.' }) },
    upstream: [...calls('field', 'ListWorkflows'), ...calls('each', 'ListJobs')],
    needs: ['id'],
    resolve: resolve.projectJobs,
  }),
}));

builder.queryFields((t) => ({
  jobs: connectionOf(t, JobRef, {
    description: `Runs of workflows: all that the key can access, newest first. ${JOBS_OF_WORKFLOWS}`,
    args: { filter: t.arg({ type: JobFilterRef, description: 'Only matching jobs; all if omitted.' }) },
    upstream: [...calls('field', 'ListWorkflows'), ...calls('each', 'ListJobs')],
    resolve: resolve.jobs,
  }),
  job: lookupOf(t, JobRef, {
    description: 'One run of a workflow; null if it does not exist or the key cannot access it.',
    args: {
      id: t.arg.id({ required: true, description: 'The job, by global id or Pixxel id.' }),
      workflowId: t.arg.id({
        description: 'The workflow that it runs, by global id or Pixxel id. Required if `id` is a Pixxel id.',
      }),
    },
    upstream: calls('field', 'GetJobById'),
    ...resolve.job,
  }),
}));

const CreateJobInputRef = builder.inputType('CreateJobInput', {
  description: 'Input of `createJob`.',
  fields: (t) => ({
    workflowId: t.id({ required: true, description: 'The workflow, by global id or Pixxel id.' }),
    projectId: t.id({
      description:
        'The project of the workflow, by global id or Pixxel id. If `workflowId` is a Pixxel id, giving the project saves one call to Pixxel.',
    }),
  }),
});

const CreateJobPayloadRef = payloadOf<{ job: Job }>('CreateJobPayload', 'Result of `createJob`.');

builder.objectFields(CreateJobPayloadRef, (t) => ({
  job: t.field({
    type: JobRef,
    description: 'The new job, still running; null if `userErrors` is not empty.',
    resolve: (payload) => payload.job,
  }),
}));

const RequestJobDownloadInputRef = builder.inputType('RequestJobDownloadInput', {
  description: 'Input of `requestJobDownload`.',
  fields: (t) => ({
    jobId: t.id({ required: true, description: 'The job, by global id or Pixxel id.' }),
    workflowId: t.id({
      description: 'The workflow of the job, by global id or Pixxel id. Required if `jobId` is a Pixxel id.',
    }),
  }),
});

const RequestJobDownloadPayloadRef = downloadPayloadOf('RequestJobDownloadPayload', 'Result of `requestJobDownload`.');

builder.mutationFields((t) => ({
  createJob: t.field({
    type: CreateJobPayloadRef,
    description:
      'Runs a workflow as saved in the console. This spends tokens: `Workflow.estimatedCost` tells how many. It runs in the background: follow `state` and `progress`, or subscribe to `jobProgress`.',
    args: { input: t.arg({ type: CreateJobInputRef, required: true, description: 'The workflow to run.' }) },
    extensions: { upstream: calls('field', 'ListWorkflows', 'CreateJob') },
    resolve: resolve.createJob,
  }),
  requestJobDownload: t.field({
    type: RequestJobDownloadPayloadRef,
    description:
      'Packs inputs and outputs of a job into a download. Repeat the mutation until `signedUrl` is set: Pixxel has no separate status query.',
    args: { input: t.arg({ type: RequestJobDownloadInputRef, required: true, description: 'The job to pack.' }) },
    extensions: { upstream: calls('field', 'RequestJobDownload') },
    resolve: resolve.requestJobDownload,
  }),
}));
