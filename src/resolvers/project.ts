import type { Context } from '../context.ts';
import { type Loadable, mapLoadable } from '../loaders/kit/batching.ts';
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

/** Query.project */
export function project(_root: unknown, args: { id: string }, { loaders }: Context): Loadable<Project | null> {
  return loaders.project.byId.load(idOf('Project', args.id));
}

/** Project.membersCount: only a row of the list has it. */
export function projectMembersCount(
  { id, membersCount }: Project,
  _args: unknown,
  { loaders }: Context,
): Loadable<number | null> {
  if (membersCount !== undefined) return membersCount;
  return mapLoadable(loaders.project.listed.load(id), (listed) => listed?.membersCount ?? null);
}
