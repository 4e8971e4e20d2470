import type { WireWorkflow } from '../contract/workflow.ts';
import { dateFilter } from './server/date-filter.ts';
import { forbidden, type Handlers, notFoundAsInvalid, projectOf, type Scope } from './server/handler.ts';
import { isAsked, pageOf } from './server/paging.ts';
import type { StoredWorkflow } from './world/store.ts';

export const workflowHandlers: Handlers<'ListWorkflows' | 'GetWorkflowById' | 'GetWorkflowEstimate'> = {
  ListWorkflows(call) {
    const { store, query } = call;
    const isCreatedThen = dateFilter('created_on', query.created_on);
    const isUpdatedThen = dateFilter('updated_at', query.updated_at);
    const { rows, pagination } = pageOf(
      store.workflows
        .values()
        .filter(
          (workflow) =>
            projectOf(call, workflow.project_id) !== undefined &&
            isAsked(workflow.project_id, query.project_id) &&
            isAsked(workflow.id, query.id) &&
            isAsked(workflow.name, query.name) &&
            isAsked(workflow.created_by, query.created_by) &&
            isCreatedThen(workflow.created_at) &&
            isUpdatedThen(workflow.updated_at),
        )
        .toArray(),
      query,
      { defaultLimit: 50, pageCap: call.pageCap },
    );
    const workflows = rows.map(({ spec: _spec, estimated_cost: _cost, val_errors: _errors, ...row }) => row);
    return { workflows, pagination };
  },

  GetWorkflowById(call) {
    const { legacy_project_id: _listOnly, ...workflow } = foundWorkflowOf(call, call.query.project_id);
    return workflow satisfies WireWorkflow;
  },

  GetWorkflowEstimate(call) {
    return { estimated_cost: foundWorkflow(call, call.path.workflow_id).estimated_cost ?? 0 };
  },
};

/** The workflow, if it is in a project of the caller's. */
export function foundWorkflow(scope: Scope, id: string): StoredWorkflow {
  const workflow = scope.store.workflows.get(id);
  if (!workflow || !projectOf(scope, workflow.project_id)) throw notFoundAsInvalid('workflow not found');
  return workflow;
}

/** The workflow, if it is in this project. */
export function foundWorkflowOf(call: Scope & { path: { workflow_id: string } }, projectId: string): StoredWorkflow {
  if (!projectOf(call, projectId)) throw forbidden('project not found, or this key has no access to it');
  const workflow = foundWorkflow(call, call.path.workflow_id);
  if (workflow.project_id !== projectId) throw notFoundAsInvalid('workflow not found in this project');
  return workflow;
}
