import type { UpstreamClient } from '../upstream/http/client.ts';
import { getOrder, listOrders, type Order, type OrderFilter } from '../upstream/order.ts';
import { quoteOrder } from '../upstream/order-new.ts';
import type { OrderQuoteItem } from '../upstream/order-quote.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { loadApart } from './kit/apart.ts';
import { type Loader, likelyPage, listOrCallPerId, loaderOf } from './kit/batching.ts';
import { chunksOfSize } from './kit/chunks.ts';

/** An archive image to price separately. */
export interface ImageToQuote {
  itemId: string;
  projectId: string;
  useCase: string;
  /** A checked GeoJSON area. */
  geometry: object;
}

export interface OrderLoaders {
  /** 1 or 2 ids: one call each. 3 or more: one page of the list, then one call for each id that it lacks. */
  byId: Loader<string, Order | null>;
  /** One call for a page. Rows are complete and primed into `byId`. */
  page(filter: OrderFilter, request: PageRequest): Promise<Page<Order>>;
  /** One dry run for 100 images. If it is refused because of some of them, up to 30 more price the others, see `loadApart`. */
  quoteOfImage: Loader<ImageToQuote, OrderQuoteItem | null>;
  /** Call it after a write that placed the order. */
  created(order: Order): void;
}

/** Order items priced in one call. */
const POSITIONS_PER_QUOTE = 100;

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
  const quoteOfImage = loaderOf<ImageToQuote, OrderQuoteItem | null>(
    'order.quoteOfImage',
    ({ itemId, projectId, useCase, geometry }) => JSON.stringify([itemId, projectId, useCase, textOf(geometry)]),
    async (images) => {
      const parts = chunksOfSize(images, POSITIONS_PER_QUOTE).map((part) => {
        return loadApart(part, ({ itemId }) => itemId, quotesOf);
      });
      return (await Promise.all(parts)).flat();
    },
  );
  const quotesOf = async (images: readonly ImageToQuote[]): Promise<(OrderQuoteItem | null)[]> => {
    const positions = images.map(({ itemId, ...image }) => ({ ...image, product: { archive: { itemIds: [itemId] } } }));
    const { items } = await quoteOrder(client, positions);
    const byImage = new Map(items.flatMap((item) => item.itemIds.map((id) => [id, item] as const)));
    // The answer keeps the order of the request. If items are missing, only their images identify them.
    return images.map(({ itemId }, at) => (items.length === images.length ? items[at] : byImage.get(itemId)) ?? null);
  };
  return {
    byId,
    page,
    quoteOfImage,
    created(order) {
      byId.prime(order.id, order);
    },
  };
}

/** The JSON of areas, cached: rows share one area. */
const texts = new WeakMap<object, string>();

function textOf(geometry: object): string {
  const text = texts.get(geometry) ?? JSON.stringify(geometry);
  texts.set(geometry, text);
  return text;
}
