import { type Static, Type } from 'typebox';
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

export const WireJobList = Type.Partial(Type.Object({ jobs: Type.Array(WireJobRow) }));

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
export const WireJobDownload = Type.Partial(
  Type.Object({ id: Type.String(), workflowId: Type.String(), status: Type.String(), signed_url: Type.String() }),
);
export type WireJobDownload = Static<typeof WireJobDownload>;

export const WireJobTaskDownload = Type.Partial(
  Type.Object({
    id: Type.String(),
    job_id: Type.String(),
    workflow_id: Type.String(),
    status: Type.String(),
    signed_url: Type.String(),
  }),
);
export type WireJobTaskDownload = Static<typeof WireJobTaskDownload>;
