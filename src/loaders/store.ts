import type { UpstreamClient } from '../upstream/http/client.ts';
import { listStores, type Store } from '../upstream/store.ts';
import { type WholeSet, wholeSet } from './kit/batching.ts';

export interface StoreLoaders {
  /** One call for all stores, however many are requested. There is no single read. */
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
