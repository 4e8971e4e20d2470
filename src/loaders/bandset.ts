import { type Bandset, listBandsets } from '../upstream/bandset.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { type WholeSet, wholeSet } from './kit/batching.ts';

export interface BandsetLoaders {
  /** One call for all bandsets, however many are requested. There is no single read. */
  all: WholeSet<Bandset>;
}

export function createBandsetLoaders(client: UpstreamClient): BandsetLoaders {
  return {
    all: wholeSet(
      'bandset.all',
      (bandset) => bandset.id,
      () => listBandsets(client),
    ),
  };
}
