import type { UpstreamClient } from '../upstream/http/client.ts';
import { listStores, type Store } from '../upstream/store.ts';
import { type WholeSet, wholeSet } from './kit/batching.ts';

export interface StoreLoaders {
  /** The whole set is one call, whoever asks for whichever store; there is no call for one. */
  all: WholeSet<Store>;
}

export function createStoreLoaders(client: UpstreamClient): StoreLoaders {
  return {
    all: wholeSet(
      'store.all',
      (store) => store.id,
      () => listStores(client),
    ),
  };
}
