import type { UpstreamClient } from '../upstream/http/client.ts';
import { listSatellites, type Satellite } from '../upstream/satellite.ts';
import { type WholeSet, wholeSet } from './kit/batching.ts';

export interface SatelliteLoaders {
  /** One call for all satellites, however many are requested. There is no single read. */
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
