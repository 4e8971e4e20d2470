import type { Context } from '../context.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import type { Project } from '../upstream/project.ts';
import { idOf } from './input/global-id.ts';

/** Query.projects */
export function projects(
  _root: unknown,
  { page }: { page: PageRequest },
  { loaders }: Context,
): Promise<Page<Project>> {
  return loaders.project.page(page);
}

/** A project by its id. */
export function loadProject({ id }: { id: string }, { loaders }: Context): Promise<Project | null> {
  return loaders.project.byId.load(id);
}

/** Query.project */
export const project = { key: ({ id }: { id: string }) => ({ id: idOf('Project', id) }), load: loadProject };

/** Project.membersCount: only list rows have it. */
export async function projectMembersCount(
  { id, membersCount }: Project,
  _args: unknown,
  { loaders }: Context,
): Promise<number | null> {
  if (membersCount !== undefined) return membersCount;
  const listed = await loaders.project.listed.load(id);
  return listed?.membersCount ?? null;
}
