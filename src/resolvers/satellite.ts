import type { Context } from '../context.ts';
import type { Satellite } from '../upstream/satellite.ts';
import { idOf } from './input/global-id.ts';

/** Query.satellites */
export function satellites(_root: unknown, _args: unknown, { loaders }: Context): Promise<readonly Satellite[]> {
  return loaders.satellite.all.list();
}

/** A satellite, found in the list of all. */
export const inSatellites = {
  load: ({ id }: { id: string }, { loaders }: Context): Promise<Satellite | null> => loaders.satellite.all.byId(id),
  start: ({ loaders }: Context) => loaders.satellite.all.list(),
};

/** Query.satellite */
export const satellite = { key: ({ id }: { id: string }) => ({ id: idOf('Satellite', id) }), ...inSatellites };
