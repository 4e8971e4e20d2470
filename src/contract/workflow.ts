import { type Static, Type } from 'typebox';
import { WirePagination } from './pagination.ts';
import { RawJson } from './raw-json.ts';

export const WireWorkflowError = Type.Partial(
  Type.Object({
    from: Type.String(),
    to: Type.String(),
    err: Type.String(),
    reason: Type.String(),
    component_name: Type.String(),
  }),
);
export type WireWorkflowError = Static<typeof WireWorkflowError>;

export const WireWorkflowRow = Type.Partial(
  Type.Object({
    id: Type.String(),
    project_id: Type.String(),
    legacy_project_id: Type.String(),
    name: Type.String(),
    created_by: Type.String(),
    description: Type.String(),
    created_at: Type.String(),
    updated_at: Type.String(),
  }),
);
export type WireWorkflowRow = Static<typeof WireWorkflowRow>;

export const WireWorkflowList = Type.Partial(
  Type.Object({
    workflows: Type.Array(WireWorkflowRow),
    pagination: WirePagination,
  }),
);
export type WireWorkflowList = Static<typeof WireWorkflowList>;

export const WireWorkflow = Type.Partial(
  Type.Object({
    id: Type.String(),
    estimated_cost: Type.Integer(),
    name: Type.String(),
    created_by: Type.String(),
    description: Type.String(),
    spec: RawJson,
    created_at: Type.String(),
    updated_at: Type.String(),
    val_errors: Type.Array(WireWorkflowError),
    project_id: Type.String(),
  }),
);
export type WireWorkflow = Static<typeof WireWorkflow>;

export const WireWorkflowEstimate = Type.Partial(
  Type.Object({
    estimated_cost: Type.Integer(),
  }),
);
export type WireWorkflowEstimate = Static<typeof WireWorkflowEstimate>;
