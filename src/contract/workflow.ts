import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';
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

const WireWorkflowList = Type.Partial(
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

const WireWorkflowEstimate = Type.Partial(Type.Object({ estimated_cost: Type.Integer() }));

export const workflowOperations = {
  // listWorkflows
  ListWorkflows: {
    method: 'GET',
    path: '/v0/workflows',
    query: Type.Partial(
      Type.Object({
        project_id: Type.String(),
        id: Type.String(),
        name: Type.String(),
        created_by: Type.String(),
        created_on: Type.String(),
        updated_at: Type.String(),
        offset: Type.Integer({ default: 0 }),
        limit: Type.Integer({ default: 50 }),
      }),
    ),
    answers: { 200: WireWorkflowList },
    format: 'json',
    access: 'read',
  },
  // getWorkflowsById
  GetWorkflowById: {
    method: 'GET',
    path: '/v0/workflows/{workflow_id}',
    query: Type.Object({ project_id: Type.String() }),
    answers: { 200: WireWorkflow },
    answersOne: true,
    format: 'json',
    envelope: 'workflow',
    access: 'read',
  },
  // getWorkflowCostEstimate
  GetWorkflowEstimate: {
    method: 'GET',
    path: '/v0/workflows/{workflow_id}/estimate',
    answers: { 200: WireWorkflowEstimate },
    format: 'json',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
