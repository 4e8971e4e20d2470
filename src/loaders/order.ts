import type { UpstreamClient } from '../upstream/http/client.ts';
import { getOrder, listOrders, type Order, type OrderFilter } from '../upstream/order.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { type Loader, likelyPage, listOrCallPerId } from './kit/batching.ts';

export interface OrderLoaders {
  /** 1 or 2 ids: a call each. From 3 on: one page of the list, then a call for each id that it lacks. */
  byId: Loader<string, Order | null>;
  /** One call for a page. Its rows are as complete as the single read and are primed into `byId`. */
  page(filter: OrderFilter, request: PageRequest): Promise<Page<Order>>;
}

export function createOrderLoaders(client: UpstreamClient): OrderLoaders {
  const page: OrderLoaders['page'] = async (filter, request) => {
    const orders = await listOrders(client, filter, request);
    for (const order of orders.items) byId.prime(order.id, order);
    return orders;
  };
  const byId = listOrCallPerId<Order>(
    'order.byId',
    (order) => order.id,
    (id) => getOrder(client, id),
    async (count) => {
      return (await page({}, likelyPage(count))).items;
    },
  );
  return { byId, page };
}
