import type { UpstreamClient } from '../upstream/client.ts';
import { createAoiLoaders } from './aoi.ts';
import { createBandsetLoaders } from './bandset.ts';
import { createProjectLoaders } from './project.ts';
import { createSatelliteLoaders } from './satellite.ts';
import { createStacLoaders } from './stac.ts';
import { createStoreLoaders } from './store.ts';

const factories = {
  aoi: createAoiLoaders,
  bandset: createBandsetLoaders,
  project: createProjectLoaders,
  satellite: createSatelliteLoaders,
  stac: createStacLoaders,
  store: createStoreLoaders,
};

/** The loaders of every resource. They live for one operation, or one event of a subscription, of one caller. */
export type Loaders = { readonly [Name in keyof typeof factories]: ReturnType<(typeof factories)[Name]> };

/** Loaders over one caller's client; those of a resource are made when first used, since most operations touch few. */
export function createLoaders(client: UpstreamClient): Loaders {
  const made = new Map<string, unknown>();
  const loaders = {};
  for (const [name, create] of Object.entries(factories)) {
    Object.defineProperty(loaders, name, {
      get() {
        if (!made.has(name)) made.set(name, create(client));
        return made.get(name);
      },
    });
  }
  return loaders as Loaders; // one getter was defined for each key of the type
}
