import { nullIfNotFound } from '../upstream/failure.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import {
  type CostEstimate,
  findWorkflow,
  getWorkflow,
  getWorkflowEstimate,
  listWorkflows,
  type Workflow,
  type WorkflowFilter,
  type WorkflowKey,
} from '../upstream/workflow.ts';
import { callPerId, callPerKey, eachSettled, type Loader, loaderOf } from './kit/batching.ts';
import { type ParentPage, pagePerParent } from './kit/parent-pages.ts';

export interface WorkflowLoaders {
  /** A call for each workflow whose project is not known. It comes without detail, unless that was read before. */
  byId: Loader<string, Workflow | null>;
  /** The workflow as the list gives it: at hand after a list, else a call for each. */
  listed: Loader<string, Workflow | null>;
  /** A call for each workflow: the single read, which demands the project. Primed into `byId`. */
  whole: Loader<WorkflowKey, Workflow | null>;
  /** A call for each workflow, saved where its single read is made anyway: that carries the cost too. */
  estimate: Loader<WorkflowKey, CostEstimate | null>;
  /** One call for a page. Its rows have no detail; they are primed into `byId`. */
  page(projectId: string | undefined, filter: WorkflowFilter, request: PageRequest): Promise<Page<Workflow>>;
  /** A call for each project: the list takes one. Totals of several are counted in one list of all, see `pagePerParent`. */
  pageByProjectId: Loader<ParentPage<WorkflowFilter>, Page<Workflow>>;
}

export function createWorkflowLoaders(client: UpstreamClient): WorkflowLoaders {
  const nameOf = ({ projectId, id }: WorkflowKey) => JSON.stringify([projectId, id]);
  const listed = callPerId<Workflow>('workflow.listed', (id) => findWorkflow(client, id));
  const byId = callPerId<Workflow>('workflow.byId', async (id) => listed.load(id));
  const wholes = new Map<string, Promise<Workflow | null>>();
  const whole = loaderOf<WorkflowKey, Workflow | null>(
    'workflow.whole',
    nameOf,
    (keys) => eachSettled(keys, (key) => nullIfNotFound(readWhole(key))),
    wholes,
  );
  const readWhole = async (key: WorkflowKey) => {
    const workflow = await getWorkflow(client, key);
    byId.prime(workflow.id, workflow);
    return workflow;
  };
  const estimate = callPerKey<WorkflowKey, CostEstimate>('workflow.estimate', nameOf, async (key) => {
    // A batch leaves when all fields of a level have been asked for: if the whole is wanted, it is in flight by now.
    const workflow = await wholes.get(nameOf(key));
    return workflow?.detail ? { tokens: workflow.detail.estimatedCost } : getWorkflowEstimate(client, key.id);
  });
  const page: WorkflowLoaders['page'] = async (projectId, filter, request) => {
    const workflows = await listWorkflows(client, projectId, filter, request);
    for (const workflow of workflows.items) {
      byId.prime(workflow.id, workflow);
      listed.prime(workflow.id, workflow);
    }
    return workflows;
  };
  const pageByProjectId = pagePerParent<WorkflowFilter, Workflow>('workflow.pageByProjectId', {
    read: async ([projectId, ...others], filter, request) => {
      const rows = page(others.length > 0 ? undefined : projectId, filter, request);
      return (await nullIfNotFound(rows)) ?? emptyPage;
    },
    parentOf: (workflow) => workflow.projectId,
    readsOnlyOneOrAll: true,
  });
  return { byId, listed, whole, estimate, page, pageByProjectId };
}
