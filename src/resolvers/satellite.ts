import type { Context } from '../context.ts';
import type { Satellite } from '../upstream/satellite.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { isSameId } from '../upstream/wire/ids.ts';
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
 * The satellites that can have taken an image: the one it names by id or name, or else those that have its collection, of which
 * its `platform` may tell one apart. Empty if the image tells neither.
 */
export function satellitesOf(
  { collectionId, satelliteId, platform }: StacItem,
  satellites: readonly Satellite[],
): readonly Satellite[] {
  const word = wordOf(platform);
  const named = satellites.filter(
    ({ id, name }) => isSameId(id, satelliteId ?? '') || (word !== '' && wordOf(name) === word),
  );
  if (named.length > 0) return named;
  const owners = satellites.filter(({ collections }) => collections.some((one) => one.collectionId === collectionId));
  const alike = owners.filter(({ name }) => areAlike(wordOf(name), word));
  return alike.length > 0 ? alike : owners;
}

/** Platforms are not spelled like satellites: `Pixxel-TD1` and `pixxel td1` are the same word. */
function wordOf(name: string | null): string {
  return (name ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** `TD1` and `Pixxel-TD1`, or `Sentinel-2A` and `Sentinel-2`. */
function areAlike(one: string, other: string): boolean {
  return one !== '' && other !== '' && (one.includes(other) || other.includes(one));
}
