import type { Context } from '../context.ts';
import type { Loadable } from '../loaders/batching.ts';
import type { CloudDelivery, Store } from '../upstream/store.ts';
import { idOf } from './global-id.ts';

/** Query.stores */
export function stores(_root: unknown, _args: unknown, { loaders }: Context): Loadable<readonly Store[]> {
  return loaders.store.all.list();
}

/** Query.store */
export function store(_root: unknown, args: { id: string }, { loaders }: Context): Loadable<Store | null> {
  return loaders.store.all.byId(idOf('Store', args.id));
}

/** CloudDelivery.store */
export function cloudDeliveryStore(
  { storeId }: CloudDelivery,
  _args: unknown,
  { loaders }: Context,
): Loadable<Store | null> {
  return storeId === null ? null : loaders.store.all.byId(storeId);
}
