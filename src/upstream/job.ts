import type { WireJob, WireJobRow } from '../contract/job.ts';
import { type Download, toDownload } from './download.ts';
import type { UpstreamClient } from './http/client.ts';
import { type JobTask, toJobTask } from './job-task.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { rowOf } from './wire/row.ts';
import { toWorkflowErrors, type WorkflowError, type WorkflowKey } from './workflow.ts';

/** Key of a job. */
export interface JobKey {
  workflowId: string;
  id: string;
}

/** One run of a workflow. */
export interface Job extends JobKey {
  status: string | null;
  state: LifecycleState;
  progress: number | null;
  /** Tokens. */
  cost: number | null;
  estimatedDurationInSeconds: number | null;
  timeTaken: string | null;
  createdBy: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  finishedAt: string | null;
  /** Whether it comes from a single read, or from the write that created it. A list row lacks the properties below: its lists are empty, the others null. */
  hasDetail: boolean;
  tasks: JobTask[];
  spec: unknown;
  validationErrors: WorkflowError[];
  execCreatedAt: string | null;
  execUpdatedAt: string | null;
}

/** Filters that the upstream offers. Status words have no closed list, and the date is one moment, so the gateway filters by state and interval. */
export interface JobFilter {
  createdBy?: string | undefined;
}

/** GetJobById, with its tasks. @throws UpstreamFailure; the document has no 404 for it */
export async function getJob(client: UpstreamClient, { workflowId, id }: JobKey): Promise<Job> {
  const { answer, reader } = await client.call('GetJobById', { path: { workflow_id: workflowId, job_id: id } });
  return toJob(answer, reader, { workflowId, hasDetail: true });
}

/** ListJobs: all runs of a workflow, in one answer. Rows have no detail. */
export async function listJobs(client: UpstreamClient, workflowId: string, filter: JobFilter): Promise<Job[]> {
  const query = { created_by: filter.createdBy };
  const { answer, reader } = await client.call('ListJobs', { path: { workflow_id: workflowId }, query });
  return reader.rows('jobs', answer.jobs, (job) => toJob(job, reader, { workflowId, hasDetail: false })).items;
}

/** CreateJob: runs the workflow and spends tokens. Returns at once, with the planned tasks. @throws UpstreamFailure */
export async function createJob(client: UpstreamClient, { projectId, id }: WorkflowKey): Promise<Job> {
  const { answer, reader } = await client.call('CreateJob', {
    path: { workflow_id: id },
    query: { project_id: projectId },
  });
  return toJob(answer, reader, { workflowId: id, hasDetail: true });
}

/** RequestJobDownload. Repeating the request returns the status of the package: there is no status call. @throws UpstreamFailure */
export async function requestJobDownload(client: UpstreamClient, { workflowId, id }: JobKey): Promise<Download> {
  const { answer, reader } = await client.call('RequestJobDownload', { path: { workflow_id: workflowId, job_id: id } });
  return toDownload('JOB', answer, reader);
}

/** The workflow of a job, and whether the answer is a single read or a row of a list. */
interface JobSource {
  workflowId: string;
  hasDetail: boolean;
}

const toJob = rowOf<Job, WireJob & WireJobRow, JobSource>({
  workflowId: (_wire, _reader, { workflowId }) => workflowId,
  id: (wire, reader) => reader.id('id', wire.id),
  status: (wire, reader) => reader.text('status', wire.status),
  state: (wire) => stateOf(wire.status),
  progress: (wire, reader) => reader.progress('progress', wire.progress),
  cost: (wire, reader) => reader.integer('cost', wire.cost, 0),
  estimatedDurationInSeconds: (wire, reader) => reader.integer('estimated_duration', wire.estimated_duration, 0),
  timeTaken: (wire, reader) => reader.nonEmptyText('time_taken', wire.time_taken),
  createdBy: (wire, reader) => reader.nonEmptyText('created_by', wire.created_by),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
  finishedAt: (wire, reader) => reader.dateTime('finished_at', wire.finished_at),
  hasDetail: (_wire, _reader, { hasDetail }) => hasDetail,
  tasks(wire, reader, { workflowId }) {
    return reader.listWithIds('tasks', wire.tasks, (task) => toJobTask(task, reader, { workflowId, jobId: this.id }));
  },
  spec: (wire, reader) => reader.json('spec', wire.spec),
  validationErrors: (wire, reader) => toWorkflowErrors(wire.val_errors, reader),
  execCreatedAt: (wire, reader) => reader.dateTime('exec_created_at', wire.exec_created_at),
  execUpdatedAt: (wire, reader) => reader.dateTime('exec_updated_at', wire.exec_updated_at),
});
