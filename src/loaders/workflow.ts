import { nullIfNotFound } from '../upstream/failure.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import { readAll } from '../upstream/read-page.ts';
import { idKey } from '../upstream/wire/ids.ts';
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
import {
  callPerId,
  callPerKey,
  eachSettled,
  type Loader,
  loaderOf,
  noneIfListFails,
  type WholeSet,
  wholeSet,
} from './kit/batching.ts';
import { type ParentPage, pagePerParent } from './kit/parent-pages.ts';

export interface WorkflowLoaders {
  /** One call for each workflow whose project is unknown. It comes without detail, unless the detail is loaded. */
  byId: Loader<string, Workflow | null>;
  /** The workflow as a list row: free after a list, otherwise one call each. */
  listed: Loader<string, Workflow | null>;
  /** One call for each workflow: the single read, which requires the project. Primed into `byId`. */
  detailByKey: Loader<WorkflowKey, Workflow | null>;
  /** One call for each workflow, unless its single read is made anyway: that includes the cost. */
  estimate: Loader<WorkflowKey, CostEstimate | null>;
  /** One call for a page. Rows have no detail; they are primed into `byId`. */
  page(projectId: string | undefined, filter: WorkflowFilter, request: PageRequest): Promise<Page<Workflow>>;
  /** All workflows that the key can access, read once. */
  all: WholeSet<Workflow>;
  /** All workflows of a project: one list for one project; for several the list of all, as the list takes only one. */
  wholeByProjectId: Loader<string, readonly Workflow[]>;
  /** One or two projects: one call each, as the list filters by only one. More: the list of all if it is short, see `pagePerParent`. */
  pageByProjectId: Loader<ParentPage<WorkflowFilter>, Page<Workflow>>;
}

export function createWorkflowLoaders(client: UpstreamClient): WorkflowLoaders {
  const nameOf = ({ projectId, id }: WorkflowKey) => JSON.stringify([projectId, id]);
  const listed = callPerId<Workflow>('workflow.listed', (id) => findWorkflow(client, id));
  const byId = callPerId<Workflow>('workflow.byId', async (id) => listed.load(id));
  const details = new Map<string, Promise<Workflow | null>>();
  const detailByKey = loaderOf<WorkflowKey, Workflow | null>(
    'workflow.detailByKey',
    nameOf,
    (keys) => eachSettled(keys, (key) => nullIfNotFound(readDetail(key))),
    details,
  );
  const readDetail = async (key: WorkflowKey) => {
    const workflow = await getWorkflow(client, key);
    byId.prime(workflow.id, workflow);
    return workflow;
  };
  const estimate = callPerKey<WorkflowKey, CostEstimate>('workflow.estimate', nameOf, async (key) => {
    // A batch is sent when all fields of a level have been requested: if the full workflow is requested, it is in flight by now.
    const workflow = await details.get(nameOf(key));
    return workflow?.hasDetail ? { tokens: workflow.estimatedCost } : getWorkflowEstimate(client, key.id);
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
  const all = wholeSet<Workflow>('workflow.all', idOf, () =>
    readAll('ListWorkflows', (request) => page(undefined, {}, request)),
  );
  const readAlone = async (projectId: string) => {
    return (await nullIfNotFound(readAll('ListWorkflows', (request) => page(projectId, {}, request)))) ?? [];
  };
  const wholeByProjectId = loaderOf<string, readonly Workflow[]>('workflow.wholeByProjectId', idKey, async (ids) => {
    const workflows = ids.length > 1 ? await all.list().catch(noneIfListFails) : [];
    const isEveryOneNamed = workflows.length > 0 && workflows.every(({ projectId }) => projectId !== null);
    if (!isEveryOneNamed) return eachSettled(ids, readAlone);
    const byProject = Map.groupBy(workflows, ({ projectId }) => idKey(projectId ?? ''));
    return ids.map((id) => byProject.get(idKey(id)) ?? []);
  });
  return { byId, listed, detailByKey, estimate, page, pageByProjectId, all, wholeByProjectId };
}

const idOf = ({ id }: Workflow) => id;
