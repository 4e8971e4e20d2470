import type { Context } from '../context.ts';
import { type Loadable, mapLoadable } from '../loaders/kit/batching.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import type { Workflow, WorkflowDetail, WorkflowError, WorkflowFilter } from '../upstream/workflow.ts';
import { keysWithin, optionalIdOf } from './input/global-id.ts';

interface FilteredPage {
  filter?: { [Name in keyof WorkflowFilter]?: string | null | undefined } | null | undefined;
  page: PageRequest;
}

/** Query.workflow */
export function workflow(
  _root: unknown,
  args: { id: string; projectId?: string | null | undefined },
  { loaders }: Context,
): Loadable<Workflow | null> {
  const { projectId, id } = keysWithin('Workflow', args.id, ['id'], { projectId: args.projectId });
  return projectId ? loaders.workflow.whole.load({ projectId, id }) : loaders.workflow.byId.load(id);
}

/** Query.workflows */
export function workflows(
  _root: unknown,
  { projectId, filter, page }: FilteredPage & { projectId?: string | null | undefined },
  { loaders }: Context,
): Promise<Page<Workflow>> {
  const id = optionalIdOf('Project', projectId, ['projectId']);
  return loaders.workflow.page(id, toWorkflowFilter(filter), page);
}

/** Project.workflows */
export function projectWorkflows(
  { id }: Project,
  { filter, page }: FilteredPage,
  { loaders }: Context,
): Loadable<Page<Workflow>> {
  const key = { parentId: id, filter: toWorkflowFilter(filter), page };
  return mapLoadable(loaders.workflow.pageByProjectId.load(key), (workflows) => workflows ?? emptyPage);
}

/** Workflow.project */
export function workflowProject(
  { projectId }: Workflow,
  _args: unknown,
  { loaders }: Context,
): Loadable<Project | null> {
  return projectId === null ? null : loaders.project.byId.load(projectId);
}

/** Workflow.legacyProjectId: only a row of the list has it. */
export function workflowLegacyProjectId(
  { id, legacyProjectId }: Workflow,
  _args: unknown,
  { loaders }: Context,
): Loadable<string | null> {
  if (legacyProjectId !== undefined) return legacyProjectId;
  return mapLoadable(loaders.workflow.listed.load(id), (listed) => listed?.legacyProjectId ?? null);
}

/** Workflow.estimatedCost */
export function workflowEstimatedCost(
  { id, projectId, detail }: Workflow,
  _args: unknown,
  { loaders }: Context,
): Loadable<number | null> {
  if (detail) return detail.estimatedCost;
  const estimate = loaders.workflow.estimate.load({ projectId: projectId ?? '', id });
  return mapLoadable(estimate, (cost) => cost?.tokens ?? null);
}

/** Workflow.spec */
export function workflowSpec(workflow: Workflow, _args: unknown, { loaders }: Context): Loadable<unknown> {
  return mapLoadable(detailOf(workflow, loaders), (detail) => detail?.spec ?? null);
}

/** Workflow.validationErrors */
export function workflowValidationErrors(
  workflow: Workflow,
  _args: unknown,
  { loaders }: Context,
): Loadable<WorkflowError[] | null> {
  return mapLoadable(detailOf(workflow, loaders), (detail) => detail?.validationErrors ?? null);
}

/** What the single read has of a workflow; null where its project is not known. */
function detailOf({ id, projectId, detail }: Workflow, loaders: Context['loaders']): Loadable<WorkflowDetail | null> {
  if (detail) return detail;
  if (projectId === null) return null;
  return mapLoadable(loaders.workflow.whole.load({ projectId, id }), (workflow) => workflow?.detail ?? null);
}

function toWorkflowFilter(filter: FilteredPage['filter']): WorkflowFilter {
  return {
    name: filter?.name ?? undefined,
    createdBy: filter?.createdBy ?? undefined,
    createdOn: filter?.createdOn ?? undefined,
    updatedAt: filter?.updatedAt ?? undefined,
  };
}
