import { type Static, Type } from 'typebox';
import { WirePagination } from './pagination.ts';
import { RawJson } from './raw-json.ts';

/** What is wrong in a workflow's graph, between which two of its components. */
export const WireWorkflowError = Type.Partial(
  Type.Object({
    component_name: Type.String(),
    from: Type.String(),
    to: Type.String(),
    err: Type.String(),
    reason: Type.String(),
  }),
);
export type WireWorkflowError = Static<typeof WireWorkflowError>;

const shared = {
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  project_id: Type.String(),
  created_by: Type.String(),
  created_at: Type.String(),
  updated_at: Type.String(),
};

/** A workflow as the list gives it. `legacy_project_id` leads nowhere, and the single read does not have it. */
export const WireWorkflowRow = Type.Partial(Type.Object({ ...shared, legacy_project_id: Type.String() }));
export type WireWorkflowRow = Static<typeof WireWorkflowRow>;

export const WireWorkflowList = Type.Partial(
  Type.Object({ workflows: Type.Array(WireWorkflowRow), pagination: WirePagination }),
);

/** A workflow as the single read gives it. The cost is called tokens here and credits in the estimate. */
export const WireWorkflow = Type.Partial(
  Type.Object({
    ...shared,
    estimated_cost: Type.Integer(),
    spec: RawJson,
    val_errors: Type.Array(WireWorkflowError),
  }),
);
export type WireWorkflow = Static<typeof WireWorkflow>;

export const WireWorkflowEstimate = Type.Partial(Type.Object({ estimated_cost: Type.Integer() }));
export type WireWorkflowEstimate = Static<typeof WireWorkflowEstimate>;
