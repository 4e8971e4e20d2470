import { type Bandset, listBandsets } from '../upstream/bandset.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { type WholeSet, wholeSet } from './kit/batching.ts';

export interface BandsetLoaders {
  /** The whole set is one call, whoever asks for whichever bandset; there is no call for one. */
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
