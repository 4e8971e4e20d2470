import type { Context } from '../context.ts';
import type { Loadable } from '../loaders/kit/batching.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import type { Order } from '../upstream/order.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { idOf } from './input/global-id.ts';
import { taskIdsOf } from './order-item.ts';

/** Query.order */
export function order(_root: unknown, args: { id: string }, { loaders }: Context): Loadable<Order | null> {
  return loaders.order.byId.load(idOf('Order', args.id));
}

/** Query.orders */
export function orders(
  _root: unknown,
  { userId, page }: { userId?: string | null | undefined; page: PageRequest },
  { loaders }: Context,
): Promise<Page<Order>> {
  return loaders.order.page({ userId: userId ?? undefined }, page);
}

/** Order.catalogEntries */
export function orderCatalogEntries(
  { id, items }: Order,
  { page }: { page: PageRequest },
  context: Context,
): Loadable<Page<CatalogEntry>> {
  const taskIds = async () => {
    const lists = await Promise.all(items.map((item) => taskIdsOf(item, context)()));
    return lists.flat();
  };
  return context.loaders.catalog.pageByOrderId(id, taskIds, page);
}
