import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store, StoredWorkflow } from '../../src/sandbox/world/store.ts';

/** The workflow of this name in the sandbox, with its global id. */
export function workflowNamed(store: Store, name: string): StoredWorkflow & { globalId: string } {
  const workflow = store.workflows.values().find((one) => one.name === name);
  if (!workflow) throw new Error(`no workflow is named ${name}`);
  return { ...workflow, globalId: globalIdOf('Workflow', { projectId: workflow.project_id, id: workflow.id }) };
}
