import type { Context } from '../context.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import type { Order } from '../upstream/order.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { idOf } from './input/global-id.ts';
import { taskIdsOf } from './order-item.ts';

/** An order by its id. */
export function loadOrder({ id }: { id: string }, { loaders }: Context): Promise<Order | null> {
  return loaders.order.byId.load(id);
}

/** Query.order */
export const order = { key: ({ id }: { id: string }) => ({ id: idOf('Order', id) }), load: loadOrder };

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
  { id }: Pick<Order, 'id'>,
  { page }: { page: PageRequest },
  context: Context,
): Promise<Page<CatalogEntry>> {
  const taskIds = async () => {
    const order = await loadOrder({ id }, context);
    const lists = await Promise.all((order?.items ?? []).map((item) => taskIdsOf(item, context)()));
    return lists.flat();
  };
  return context.loaders.catalog.pageByOrderId(id, taskIds, page);
}
