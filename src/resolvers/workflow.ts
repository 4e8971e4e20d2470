import type { Context } from '../context.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import type { Workflow, WorkflowError, WorkflowFilter } from '../upstream/workflow.ts';
import { filterText } from './input/filter-text.ts';
import { type FilteredArgs, type FilteredList, filteredPage } from './input/filtered-page.ts';
import { keysWithin, optionalIdOf } from './input/global-id.ts';
import { refuse } from './input/input-error.ts';
import { type IntervalInput, intervalFaults, isDuring, toInterval } from './input/interval.ts';
import type { Maybe } from './input/maybe.ts';
import { loadProject } from './project.ts';

interface WorkflowFilterInput {
  name?: Maybe<string>;
  createdBy?: Maybe<string>;
  createdAt?: Maybe<IntervalInput>;
  updatedAt?: Maybe<IntervalInput>;
}

/** Query.workflow: the single read requires the project. */
export const workflow = {
  key(args: { id: string; projectId?: Maybe<string> }): { id: string; projectId?: string } {
    const { projectId, id } = keysWithin('Workflow', args.id, ['id'], { projectId: args.projectId });
    return projectId ? { projectId, id } : { id };
  },
  load: ({ projectId, id }: { id: string; projectId?: string }, { loaders }: Context): Promise<Workflow | null> =>
    projectId ? loaders.workflow.detailByKey.load({ projectId, id }) : loaders.workflow.byId.load(id),
};

/** Query.workflows */
export function workflows(
  _root: unknown,
  { projectId, filter, page }: FilteredArgs<WorkflowFilterInput> & { projectId?: Maybe<string> },
  context: Context,
): Promise<Page<Workflow>> {
  const id = optionalIdOf('Project', projectId, ['projectId']);
  return workflowPage({ filter, page }, (sent, rows) => context.loaders.workflow.page(id, sent, rows), context);
}

/** Project.workflows */
export function projectWorkflows(
  { id }: Pick<Project, 'id'>,
  args: FilteredArgs<WorkflowFilterInput>,
  context: Context,
): Promise<Page<Workflow>> {
  const read = (filter: WorkflowFilter, page: PageRequest) =>
    context.loaders.workflow.pageByProjectId.load({ parentId: id, filter, page });
  return workflowPage(args, read, context);
}

/** Workflow.project */
export const workflowProject = {
  key: ({ projectId }: Workflow) => (projectId === null ? null : { id: projectId }),
  load: loadProject,
};

/** Workflow.legacyProjectId: only list rows have it. */
export async function workflowLegacyProjectId(
  { id, legacyProjectId }: Pick<Workflow, 'id'> & Partial<Workflow>,
  _args: unknown,
  { loaders }: Context,
): Promise<string | null> {
  if (legacyProjectId !== undefined) return legacyProjectId;
  return (await loaders.workflow.listed.load(id))?.legacyProjectId ?? null;
}

/** Workflow.estimatedCost */
export async function workflowEstimatedCost(
  workflow: Workflow,
  _args: unknown,
  { loaders }: Context,
): Promise<number | null> {
  const { id, projectId, hasDetail } = workflow;
  if (hasDetail) return workflow.estimatedCost;
  const estimate = await loaders.workflow.estimate.load({ projectId: projectId ?? '', id });
  return estimate?.tokens ?? null;
}

/** Workflow.spec */
export async function workflowSpec(workflow: Workflow, _args: unknown, { loaders }: Context): Promise<unknown> {
  return (await detailOf(workflow, loaders))?.spec ?? null;
}

/** Workflow.validationErrors */
export async function workflowValidationErrors(
  workflow: Workflow,
  _args: unknown,
  { loaders }: Context,
): Promise<WorkflowError[] | null> {
  return (await detailOf(workflow, loaders))?.validationErrors ?? null;
}

/** The workflow as the single read has it; null if its project is unknown. */
function detailOf(workflow: Workflow, loaders: Context['loaders']): Promise<Workflow | null> | Workflow | null {
  const { id, projectId, hasDetail } = workflow;
  if (hasDetail) return workflow;
  return projectId === null ? null : loaders.workflow.detailByKey.load({ projectId, id });
}

/** A page of the workflows that match. The API takes one moment instead of an interval, so the gateway filters by dates. */
function workflowPage(
  { filter, page }: FilteredArgs<WorkflowFilterInput>,
  read: (sent: WorkflowFilter, page: PageRequest) => Promise<Page<Workflow>>,
  { record }: Context,
): Promise<Page<Workflow>> {
  refuse((['createdAt', 'updatedAt'] as const).flatMap((name) => intervalFaults(filter?.[name], ['filter', name])));
  const [created, updated] = [toInterval(filter?.createdAt), toInterval(filter?.updatedAt)];
  const sent = {
    name: filterText(filter?.name, ['filter', 'name']),
    createdBy: filterText(filter?.createdBy, ['filter', 'createdBy']),
  };
  if (!created && !updated) return read(sent, page);
  const list: FilteredList<Workflow> = {
    rowsPerRead: 500,
    read: (rows) => read(sent, rows),
    select: (rows) =>
      new Set(rows.filter((row) => isDuring(created, row.createdAt) && isDuring(updated, row.updatedAt))),
    onStopped: (rows, shown) => record.warnings.stoppedEarly('ListWorkflows', rows, shown),
  };
  return filteredPage(list, page);
}
