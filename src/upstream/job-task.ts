import type { WireJobTask } from '../contract/job.ts';
import { type BlockParameter, toBlockParameters } from './block-parameter.ts';
import { type Download, toDownload } from './download.ts';
import type { UpstreamClient } from './http/client.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { rowOf } from './wire/row.ts';

/** Key of a job task. */
export interface JobTaskKey {
  workflowId: string;
  jobId: string;
  id: string;
}

/** The run of one block in a job. */
export interface JobTask extends JobTaskKey {
  name: string | null;
  status: string | null;
  state: LifecycleState;
  stateMessage: string | null;
  progress: number | null;
  /** Names of the tasks of the same job that must end first. */
  dependsOn: readonly string[];
  inputs: BlockParameter[];
  outputs: BlockParameter[];
  rawInput: unknown;
  rawResult: unknown;
  infoLogs: unknown;
  disclaimer: readonly string[];
  error: string | null;
  failureType: string | null;
  estimatedDurationInSeconds: number | null;
  timeTaken: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  finishedAt: string | null;
  receivedAt: string | null;
  sentAt: string | null;
  inferenceStartedAt: string | null;
  inferenceEndedAt: string | null;
  blockId: string | null;
  blockName: string | null;
  blockVersion: string | null;
}

/** RequestJobTaskDownload. Repeating the request returns the status of the package: there is no status call. @throws UpstreamFailure */
export async function requestJobTaskDownload(
  client: UpstreamClient,
  { workflowId, jobId, id }: JobTaskKey,
): Promise<Download> {
  const path = { workflow_id: workflowId, job_id: jobId, task_id: id };
  const { answer, reader } = await client.call('RequestJobTaskDownload', { path });
  return toDownload('JOB_TASK', answer, reader);
}

/** A task as part of its job: there is no single read. */
export const toJobTask = rowOf<JobTask, WireJobTask, { workflowId: string; jobId: string }>({
  workflowId: (_wire, _reader, { workflowId }) => workflowId,
  jobId: (_wire, _reader, { jobId }) => jobId,
  id: (wire, reader) => reader.id('tasks.id', wire.id),
  name: (wire, reader) => reader.text('tasks.name', wire.name),
  status: (wire, reader) => reader.text('tasks.status', wire.status),
  state: (wire) => stateOf(wire.status),
  stateMessage: (wire, reader) => reader.nonEmptyText('tasks.state_msg', wire.state_msg),
  progress: (wire, reader) => reader.progress('tasks.progress', wire.progress),
  dependsOn: (wire, reader) => reader.texts('tasks.depends_on', wire.depends_on),
  inputs(_wire, reader) {
    return toBlockParameters('tasks.inputs', this.rawInput, reader);
  },
  outputs(_wire, reader) {
    return toBlockParameters('tasks.result', this.rawResult, reader);
  },
  rawInput: (wire, reader) => reader.json('tasks.inputs', wire.inputs),
  rawResult: (wire, reader) => reader.json('tasks.result', wire.result),
  infoLogs: (wire, reader) => reader.json('tasks.info_logs', wire.info_logs),
  disclaimer: (wire, reader) => reader.texts('tasks.disclaimer', wire.disclaimer),
  error: (wire, reader) => reader.nonEmptyText('tasks.err_msg', wire.err_msg),
  failureType: (wire, reader) => reader.nonEmptyText('tasks.failure_type', wire.failure_type),
  estimatedDurationInSeconds: (wire, reader) =>
    reader.integer('tasks.estimated_time_duration', wire.estimated_time_duration, 0),
  timeTaken: (wire, reader) => reader.nonEmptyText('tasks.time_taken', wire.time_taken),
  createdAt: (wire, reader) => reader.dateTime('tasks.created_at', wire.created_at),
  updatedAt: (wire, reader) => reader.dateTime('tasks.updated_at', wire.updated_at),
  finishedAt: (wire, reader) => reader.dateTime('tasks.finished_at', wire.finished_at),
  receivedAt: (wire, reader) => reader.dateTime('tasks.recv_time', wire.recv_time),
  sentAt: (wire, reader) => reader.dateTime('tasks.send_time', wire.send_time),
  inferenceStartedAt: (wire, reader) => reader.dateTime('tasks.block_inf_start_time', wire.block_inf_start_time),
  inferenceEndedAt: (wire, reader) => reader.dateTime('tasks.block_inf_end_time', wire.block_inf_end_time),
  blockId: (wire, reader) => reader.reference('tasks.block_info.id', wire.block_info?.id),
  blockName: (wire, reader) => reader.reference('tasks.block_info.name', wire.block_info?.name),
  blockVersion: (wire, reader) => reader.reference('tasks.block_info.version', wire.block_info?.version),
});
