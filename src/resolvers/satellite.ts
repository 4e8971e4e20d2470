import type { Context } from '../context.ts';
import type { Satellite } from '../upstream/satellite.ts';
import type { StacItem } from '../upstream/stac-item.ts';
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

/**
 * The satellites that can have taken an image: the one it names by id or name, or else all that have its collection. Empty if the
 * image tells neither.
 */
export function satellitesOf(
  { collectionId, satelliteId, platform }: StacItem,
  satellites: readonly Satellite[],
): readonly Satellite[] {
  const named = satellites.filter(({ id, name }) => id === satelliteId || isSameWord(name, platform));
  if (named.length > 0) return named;
  return satellites.filter(({ collections }) => collections.some((one) => one.collectionId === collectionId));
}

function isSameWord(one: string | null, other: string | null): boolean {
  return one !== null && one.toLowerCase() === other?.toLowerCase();
}
