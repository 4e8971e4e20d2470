import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';
import { RawJson } from './raw-json.ts';
import { WireWorkflowError } from './workflow.ts';

/**
 * One block's turn in a job. `depends_on` names tasks by `name`, not by `id`. `progress` is a number here and a
 * string on the job; `estimated_time_duration` counts seconds.
 */
export const WireJobTask = Type.Partial(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    status: Type.String(),
    state_msg: Type.String(),
    progress: Type.Number(),
    depends_on: Type.Array(Type.String()),
    block_info: Type.Partial(Type.Object({ id: Type.String(), name: Type.String(), version: Type.String() })),
    inputs: RawJson,
    result: RawJson,
    info_logs: RawJson,
    disclaimer: Type.Array(Type.String()),
    err_msg: Type.String(),
    failure_type: Type.String(),
    estimated_time_duration: Type.Integer(),
    time_taken: Type.String(),
    created_at: Type.String(),
    updated_at: Type.String(),
    send_time: Type.String(),
    recv_time: Type.String(),
    block_inf_start_time: Type.String(),
    block_inf_end_time: Type.String(),
    finished_at: Type.String(),
  }),
);
export type WireJobTask = Static<typeof WireJobTask>;

/** A job as lists give it. `progress` is a percentage as a string; `estimated_duration` counts seconds. */
export const WireJobRow = Type.Partial(
  Type.Object({
    id: Type.String(),
    workflow_id: Type.String(),
    status: Type.String(),
    progress: Type.String(),
    cost: Type.Integer(),
    estimated_duration: Type.Integer(),
    time_taken: Type.String(),
    created_by: Type.String(),
    created_at: Type.String(),
    updated_at: Type.String(),
    finished_at: Type.String(),
  }),
);
export type WireJobRow = Static<typeof WireJobRow>;

const WireJobList = Type.Partial(Type.Object({ jobs: Type.Array(WireJobRow) }));

/** A job as the single read and the start of a run give it: the row with its tasks. */
export const WireJob = Type.Partial(
  Type.Object({
    ...WireJobRow.properties,
    tasks: Type.Array(WireJobTask),
    spec: RawJson,
    val_errors: Type.Array(WireWorkflowError),
    exec_created_at: Type.String(),
    exec_updated_at: Type.String(),
  }),
);
export type WireJob = Static<typeof WireJob>;

/** Camel case here, snake case in the package of a task. */
const WireJobDownload = Type.Partial(
  Type.Object({ id: Type.String(), workflowId: Type.String(), status: Type.String(), signed_url: Type.String() }),
);

const WireJobTaskDownload = Type.Partial(
  Type.Object({
    id: Type.String(),
    job_id: Type.String(),
    workflow_id: Type.String(),
    status: Type.String(),
    signed_url: Type.String(),
  }),
);

export const jobOperations = {
  // listJobs
  ListJobs: {
    method: 'GET',
    path: '/v0/workflows/{workflow_id}/jobs',
    query: Type.Partial(
      Type.Object({ id: Type.String(), status: Type.String(), created_by: Type.String(), created_on: Type.String() }),
    ),
    answers: { 200: WireJobList },
    format: 'json',
    access: 'read',
  },
  // createJob
  CreateJob: {
    method: 'POST',
    path: '/v0/workflows/{workflow_id}/jobs',
    query: Type.Object({ project_id: Type.String() }),
    answers: { 200: WireJob },
    format: 'json',
    envelope: 'job',
    access: 'write',
  },
  // getJobById
  GetJobById: {
    method: 'GET',
    path: '/v0/workflows/{workflow_id}/jobs/{job_id}',
    answers: { 200: WireJob },
    answersOne: true,
    format: 'json',
    envelope: 'job',
    access: 'read',
  },
  // downloadJob
  RequestJobDownload: {
    method: 'PUT',
    path: '/v0/workflows/{workflow_id}/jobs/{job_id}/download',
    answers: { 200: WireJobDownload },
    format: 'json',
    access: 'write',
  },
  // downloadTask
  RequestJobTaskDownload: {
    method: 'PUT',
    path: '/v0/workflows/{workflow_id}/jobs/{job_id}/tasks/{task_id}/download',
    answers: { 200: WireJobTaskDownload },
    format: 'json',
    access: 'write',
  },
} as const satisfies Record<string, Operation>;
