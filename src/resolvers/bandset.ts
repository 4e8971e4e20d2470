import type { Context } from '../context.ts';
import type { Loadable } from '../loaders/kit/batching.ts';
import type { Bandset } from '../upstream/bandset.ts';
import { idOf } from './input/global-id.ts';

/** Query.bandsets */
export function bandsets(_root: unknown, _args: unknown, { loaders }: Context): Loadable<readonly Bandset[]> {
  return loaders.bandset.all.list();
}

/** Query.bandset */
export function bandset(_root: unknown, args: { id: string }, { loaders }: Context): Loadable<Bandset | null> {
  return loaders.bandset.all.byId(idOf('Bandset', args.id));
}
