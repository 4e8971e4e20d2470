import type { Context } from '../context.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import type { Workflow, WorkflowDetail, WorkflowError, WorkflowFilter } from '../upstream/workflow.ts';
import { keysWithin, optionalIdOf } from './input/global-id.ts';
import { loadProject } from './project.ts';

interface FilteredPage {
  filter?: { [Name in keyof WorkflowFilter]?: string | null | undefined } | null | undefined;
  page: PageRequest;
}

/** Query.workflow: the single read requires the project. */
export const workflow = {
  key(args: { id: string; projectId?: string | null | undefined }): { id: string; projectId?: string } {
    const { projectId, id } = keysWithin('Workflow', args.id, ['id'], { projectId: args.projectId });
    return projectId ? { projectId, id } : { id };
  },
  load: ({ projectId, id }: { id: string; projectId?: string }, { loaders }: Context): Promise<Workflow | null> =>
    projectId ? loaders.workflow.whole.load({ projectId, id }) : loaders.workflow.byId.load(id),
};

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
  { id }: Pick<Project, 'id'>,
  { filter, page }: FilteredPage,
  { loaders }: Context,
): Promise<Page<Workflow>> {
  const key = { parentId: id, filter: toWorkflowFilter(filter), page };
  return loaders.workflow.pageByProjectId.load(key);
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
  { id, projectId, detail }: Workflow,
  _args: unknown,
  { loaders }: Context,
): Promise<number | null> {
  if (detail) return detail.estimatedCost;
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

/** The part of a workflow that only the single read has; null if its project is unknown. */
async function detailOf(
  { id, projectId, detail }: Workflow,
  loaders: Context['loaders'],
): Promise<WorkflowDetail | null> {
  if (detail) return detail;
  if (projectId === null) return null;
  return (await loaders.workflow.whole.load({ projectId, id }))?.detail ?? null;
}

function toWorkflowFilter(filter: FilteredPage['filter']): WorkflowFilter {
  return {
    name: filter?.name ?? undefined,
    createdBy: filter?.createdBy ?? undefined,
    createdOn: filter?.createdOn ?? undefined,
    updatedAt: filter?.updatedAt ?? undefined,
  };
}
