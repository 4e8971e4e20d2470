import type { Context } from '../context.ts';
import type { Bandset } from '../upstream/bandset.ts';
import { idOf } from './input/global-id.ts';

/** Query.bandsets */
export function bandsets(_root: unknown, _args: unknown, { loaders }: Context): Promise<readonly Bandset[]> {
  return loaders.bandset.all.list();
}

/** A bandset, found in the list of all. */
export const inBandsets = {
  load: ({ id }: { id: string }, { loaders }: Context): Promise<Bandset | null> => loaders.bandset.all.byId(id),
  start: ({ loaders }: Context) => loaders.bandset.all.list(),
};

/** Query.bandset */
export const bandset = { key: ({ id }: { id: string }) => ({ id: idOf('Bandset', id) }), ...inBandsets };
