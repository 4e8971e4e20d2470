import type { Context } from '../context.ts';
import type { Loadable } from '../loaders/kit/batching.ts';
import type { Satellite } from '../upstream/satellite.ts';
import { idOf } from './input/global-id.ts';

/** Query.satellites */
export function satellites(_root: unknown, _args: unknown, { loaders }: Context): Loadable<readonly Satellite[]> {
  return loaders.satellite.all.list();
}

/** Query.satellite */
export function satellite(_root: unknown, args: { id: string }, { loaders }: Context): Loadable<Satellite | null> {
  return loaders.satellite.all.byId(idOf('Satellite', args.id));
}
