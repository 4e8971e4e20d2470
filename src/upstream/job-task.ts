import type { WireJobTask } from '../contract/job.ts';
import { type BlockParameter, toBlockParameters } from './block-parameter.ts';
import { type Download, toDownload } from './download.ts';
import type { UpstreamClient } from './http/client.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import type { WireReader } from './wire/wire-reader.ts';

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
export function toJobTask(wire: WireJobTask, workflowId: string, jobId: string, reader: WireReader): JobTask {
  const rawInput = reader.json('tasks.inputs', wire.inputs);
  const rawResult = reader.json('tasks.result', wire.result);
  const block = wire.block_info;
  return {
    workflowId,
    jobId,
    id: reader.id('tasks.id', wire.id),
    name: reader.text('tasks.name', wire.name),
    status: reader.text('tasks.status', wire.status),
    state: stateOf(wire.status),
    stateMessage: reader.nonEmptyText('tasks.state_msg', wire.state_msg),
    progress: reader.progress('tasks.progress', wire.progress),
    dependsOn: reader.texts('tasks.depends_on', wire.depends_on),
    inputs: toBlockParameters('tasks.inputs', rawInput, reader),
    outputs: toBlockParameters('tasks.result', rawResult, reader),
    rawInput,
    rawResult,
    infoLogs: reader.json('tasks.info_logs', wire.info_logs),
    disclaimer: reader.texts('tasks.disclaimer', wire.disclaimer),
    error: reader.nonEmptyText('tasks.err_msg', wire.err_msg),
    failureType: reader.nonEmptyText('tasks.failure_type', wire.failure_type),
    estimatedDurationInSeconds: reader.integer('tasks.estimated_time_duration', wire.estimated_time_duration, 0),
    timeTaken: reader.nonEmptyText('tasks.time_taken', wire.time_taken),
    createdAt: reader.dateTime('tasks.created_at', wire.created_at),
    updatedAt: reader.dateTime('tasks.updated_at', wire.updated_at),
    finishedAt: reader.dateTime('tasks.finished_at', wire.finished_at),
    receivedAt: reader.dateTime('tasks.recv_time', wire.recv_time),
    sentAt: reader.dateTime('tasks.send_time', wire.send_time),
    inferenceStartedAt: reader.dateTime('tasks.block_inf_start_time', wire.block_inf_start_time),
    inferenceEndedAt: reader.dateTime('tasks.block_inf_end_time', wire.block_inf_end_time),
    blockId: reader.reference('tasks.block_info.id', block?.id),
    blockName: reader.reference('tasks.block_info.name', block?.name),
    blockVersion: reader.reference('tasks.block_info.version', block?.version),
  };
}
