import type { UpstreamClient } from '../upstream/http/client.ts';
import { listSatellites, type Satellite } from '../upstream/satellite.ts';
import { type WholeSet, wholeSet } from './kit/batching.ts';

export interface SatelliteLoaders {
  /** The whole set is one call, whoever asks for whichever satellite; there is no call for one. */
  all: WholeSet<Satellite>;
}

export function createSatelliteLoaders(client: UpstreamClient): SatelliteLoaders {
  return {
    all: wholeSet(
      'satellite.all',
      (satellite) => satellite.id,
      () => listSatellites(client),
    ),
  };
}
