import { type Static, Type } from 'typebox';
import { RawJson } from './raw-json.ts';
import { WireWorkflowError } from './workflow.ts';

export const WireJobTask = Type.Partial(
  Type.Object({
    id: Type.String(),
    info_logs: RawJson,
    created_at: Type.String(),
    updated_at: Type.String(),
    finished_at: Type.String(),
    estimated_time_duration: Type.Integer(),
    time_taken: Type.String(),
    status: Type.String(),
    state_msg: Type.String(),
    inputs: RawJson,
    result: RawJson,
    depends_on: Type.Array(Type.String()),
    name: Type.String(),
    progress: Type.Number(),
    disclaimer: Type.Array(Type.String()),
    recv_time: Type.String(),
    send_time: Type.String(),
    block_inf_start_time: Type.String(),
    block_inf_end_time: Type.String(),
    block_info: Type.Partial(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        version: Type.String(),
      }),
    ),
    err_msg: Type.String(),
    failure_type: Type.String(),
  }),
);
export type WireJobTask = Static<typeof WireJobTask>;

export const WireJobRow = Type.Partial(
  Type.Object({
    created_by: Type.String(),
    id: Type.String(),
    cost: Type.Integer(),
    workflow_id: Type.String(),
    created_at: Type.String(),
    updated_at: Type.String(),
    finished_at: Type.String(),
    estimated_duration: Type.Integer(),
    progress: Type.String(),
    status: Type.String(),
    time_taken: Type.String(),
  }),
);
export type WireJobRow = Static<typeof WireJobRow>;

export const WireJobList = Type.Partial(
  Type.Object({
    jobs: Type.Array(WireJobRow),
  }),
);
export type WireJobList = Static<typeof WireJobList>;

export const WireJob = Type.Partial(
  Type.Object({
    created_by: Type.String(),
    status: Type.String(),
    time_taken: Type.String(),
    id: Type.String(),
    tasks: Type.Array(WireJobTask),
    val_errors: Type.Array(WireWorkflowError),
    spec: RawJson,
    cost: Type.Integer(),
    workflow_id: Type.String(),
    updated_at: Type.String(),
    finished_at: Type.String(),
    exec_created_at: Type.String(),
    exec_updated_at: Type.String(),
    created_at: Type.String(),
    estimated_duration: Type.Integer(),
    progress: Type.String(),
  }),
);
export type WireJob = Static<typeof WireJob>;

export const WireJobDownload = Type.Partial(
  Type.Object({
    id: Type.String(),
    status: Type.String(),
    signed_url: Type.String(),
    workflowId: Type.String(),
  }),
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
