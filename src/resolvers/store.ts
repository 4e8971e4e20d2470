import type { Context } from '../context.ts';
import type { CloudDelivery, NewStore, Store } from '../upstream/store.ts';
import * as upstream from '../upstream/store.ts';
import { globalIdOf, idOf } from './input/global-id.ts';
import { emptyFaults, type InputError, refuse } from './input/input-error.ts';
import { stringMapFaults, toStringMap } from './input/string-map.ts';
import { attempt, type Payload } from './input/write.ts';

/** Query.stores */
export function stores(_root: unknown, _args: unknown, { loaders }: Context): Promise<readonly Store[]> {
  return loaders.store.all.list();
}

/** A store, found in the list of all. */
const inStores = {
  load: ({ id }: { id: string }, { loaders }: Context): Promise<Store | null> => loaders.store.all.byId(id),
  start: ({ loaders }: Context) => loaders.store.all.list(),
};

/** Query.store */
export const store = { key: ({ id }: { id: string }) => ({ id: idOf('Store', id) }), ...inStores };

/** CloudDelivery.store */
export const cloudDeliveryStore = {
  key: ({ storeId }: CloudDelivery) => (storeId === null ? null : { id: storeId }),
  ...inStores,
};

interface CreateStoreArgs {
  input: Omit<NewStore, 'labels'> & { labels?: unknown };
}

/** Mutation.createStore */
export function createStore(
  _root: unknown,
  { input }: CreateStoreArgs,
  { client, loaders }: Context,
): Promise<Payload<{ store: Store }>> {
  return attempt('`stores`', input, async () => {
    refuse([
      ...emptyFaults(input.name, ['name']),
      ...emptyFaults(input.bucket, ['bucket']),
      ...emptyFaults(input.region, ['region']),
      ...credentialFaults(input.credentials),
      ...stringMapFaults(input.labels, ['labels']),
    ]);
    const store = await upstream.createStore(client, { ...input, labels: toStringMap(input.labels) });
    loaders.store.all.changed();
    return { store };
  });
}

/** Names the credentials that are empty. Quotes none. */
function credentialFaults(credentials: NewStore['credentials']): InputError[] {
  return Object.entries(credentials).flatMap(([branch, values]) =>
    Object.entries<string>(values ?? {}).flatMap(([name, value]) => emptyFaults(value, ['credentials', branch, name])),
  );
}

/** Mutation.deleteStore */
export function deleteStore(
  _root: unknown,
  { input }: { input: { storeId: string } },
  { client, loaders }: Context,
): Promise<Payload<{ deletedStoreId: string }>> {
  return attempt('`stores`', input, async () => {
    const id = idOf('Store', input.storeId, ['storeId']);
    await upstream.deleteStore(client, id);
    loaders.store.all.changed();
    return { deletedStoreId: globalIdOf('Store', { id }) };
  });
}
