import { nullIfNotFound, UpstreamFailure } from '../upstream/failure.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import {
  getOrderItem,
  listAllOrderItems,
  listOrderItems,
  type OrderItem,
  type OrderItemFilter,
} from '../upstream/order-item.ts';
import { type Page, type PageRequest, pageOfWhole } from '../upstream/page.ts';
import { canBeJoined, idKey } from '../upstream/wire/ids.ts';
import { eachApart, inOrderOf, type Loader, loaderOf, refusalIn, type WholeSet, wholeSet } from './kit/batching.ts';
import { chunksOf, rowsByIds } from './kit/chunks.ts';
import { type ParentPage, pagePerParent } from './kit/parent-pages.ts';

export interface OrderItemLoaders {
  /** One id: its single read. Several: one list filtered by these ids. */
  byId: Loader<string, OrderItem | null>;
  /** Complete items for those that were read as part of orders: one list for all orders, unless loaded. */
  detailById: Loader<{ id: string; orderId: string }, OrderItem | null>;
  /**
   * One call for a page, or one for each part of an id list that is too long for a URL. Rows are as complete as the single
   * read and are primed into `byId` and `detailById`.
   */
  page(filter: OrderItemFilter, request: PageRequest): Promise<Page<OrderItem>>;
  /** The items that order this image, or whose tasks delivered it. Reads all order items of the key once. */
  holding(itemId: string, taskIds: readonly string[]): Promise<OrderItem[]>;
  /** The item that has this task. All order items of the key are read once: no filter takes a task. */
  ofTask(taskId: string): Promise<OrderItem | null>;
  /** All items of a project: one list for all projects, if it has at most 500 rows. One each if the API refuses that list. */
  wholeByProjectId: Loader<string, readonly OrderItem[]>;
  /** All order items that the key can access, read once. */
  all: WholeSet<OrderItem>;
  /** Call it after a write that created order items. */
  created(): void;
  /** One call for the pages of several projects together. Pages that it may truncate are read again, see `pagePerParent`. */
  pageByProjectId: Loader<ParentPage<OrderItemFilter>, Page<OrderItem>>;
}

/** Page size for all items of some orders: an order rarely has many. */
const LIKELY_ITEMS = 100;
/** Page size if the whole list is needed. */
const ROWS_OF_A_LIST = 500;

export function createOrderItemLoaders(client: UpstreamClient): OrderItemLoaders {
  const keep = (items: readonly OrderItem[]) => {
    for (const item of items) {
      byId.prime(item.id, item);
      if (item.orderId !== null) detailById.prime({ id: item.id, orderId: item.orderId }, item);
    }
    return items;
  };
  const byId = loaderOf<string, OrderItem | null>('orderItem.byId', idKey, async (ids) => {
    const [id] = ids;
    if (ids.length === 1 && id !== undefined) return [await nullIfNotFound(getOrderItem(client, id))];
    const items = rowsByIds(ids.filter(canBeJoined), (part) => listAllOrderItems(client, { ids: part }, part.length));
    return inOrderOf(ids, items.then(keep), idOf, (each) => getOrderItem(client, each));
  });
  const detailById: OrderItemLoaders['detailById'] = loaderOf(
    'orderItem.detailById',
    ({ id }) => idKey(id),
    async (rows) => {
      const orderIds = [...new Set(rows.map(({ orderId }) => orderId))];
      const likely = Math.max(LIKELY_ITEMS, rows.length);
      const items = rowsByIds(orderIds, (part) => listAllOrderItems(client, { orderIds: part }, likely));
      return inOrderOf(rows.map(idOf), items.then(keep), idOf, (id) => getOrderItem(client, id));
    },
  );
  const page: OrderItemLoaders['page'] = async (filter, request) => {
    const parts = partsOf(filter);
    client.ensureCalls('ListOrderItems', parts.length);
    if (parts.length > 1) {
      const lists = await Promise.all(parts.map((part) => listAllOrderItems(client, part, LIKELY_ITEMS)));
      return pageOfWhole(keep(lists.flat()), request);
    }
    const items = await listOrderItems(client, filter, request);
    keep(items.items);
    return items;
  };
  const pageByProjectId = pagePerParent<OrderItemFilter, OrderItem>('orderItem.pageByProjectId', {
    read: (projectIds, filter, request) => page({ ...filter, projectIds }, request),
    parentOf: (item) => item.projectId,
  });
  const all = wholeSet('orderItem.all', idOf, async () => keep(await listAllOrderItems(client, {}, ROWS_OF_A_LIST)));
  let index: Promise<Holders> | undefined;
  const holders = () => {
    index ??= all.list().then(holdersOf);
    return index;
  };
  const wholeByProjectId = loaderOf<string, readonly OrderItem[]>('orderItem.wholeByProjectId', itself, async (ids) => {
    const read = (part: readonly string[]) => listAllOrderItems(client, { projectIds: part }, ROWS_OF_A_LIST);
    const list = rowsByIds(ids, read);
    const items = await (ids.length > 1 ? list.catch(refusalIn) : list);
    if (items instanceof UpstreamFailure) {
      return eachApart(ids, async (id) => byProjectOf(keep(await read([id]))).get(idKey(id)) ?? [], items);
    }
    const byProject = byProjectOf(keep(items));
    return ids.map((id) => byProject.get(idKey(id)) ?? []);
  });
  return {
    byId,
    detailById,
    page,
    pageByProjectId,
    wholeByProjectId,
    all,
    async holding(itemId, taskIds) {
      const { byImage, byTask } = await holders();
      return [...new Set([...(byImage.get(itemId) ?? []), ...taskIds.flatMap((id) => byTask.get(idKey(id)) ?? [])])];
    },
    async ofTask(taskId) {
      return (await holders()).byTask.get(idKey(taskId))?.[0] ?? null;
    },
    created() {
      index = undefined;
      all.changed();
      pageByProjectId.clearAll();
      wholeByProjectId.clearAll();
    },
  };
}

/** Order items by their images and by their tasks. */
interface Holders {
  byImage: ReadonlyMap<string, readonly OrderItem[]>;
  byTask: ReadonlyMap<string, readonly OrderItem[]>;
}

function holdersOf(items: readonly OrderItem[]): Holders {
  const byImage = new Map<string, OrderItem[]>();
  const byTask = new Map<string, OrderItem[]>();
  const add = (map: Map<string, OrderItem[]>, key: string | null, item: OrderItem) => {
    if (key !== null) map.set(key, [...(map.get(key) ?? []), item]);
  };
  for (const item of items) {
    for (const { itemId } of item.images) add(byImage, itemId, item);
    for (const { id } of item.tasks ?? []) add(byTask, idKey(id), item);
  }
  return { byImage, byTask };
}

function byProjectOf(items: readonly OrderItem[]): ReadonlyMap<string | null, readonly OrderItem[]> {
  return Map.groupBy(items, ({ projectId }) => projectId && idKey(projectId));
}

const itself = (id: string) => id;
const idOf = ({ id }: { id: string }) => id;

/** The filter, split into parts whose id lists fit in a URL. No item matches two parts. */
function partsOf(filter: OrderItemFilter): OrderItemFilter[] {
  return (['ids', 'orderIds', 'projectIds'] as const).reduce<OrderItemFilter[]>(
    (parts, name) => {
      const chunks = chunksOf(filter[name] ?? [], (id) => id);
      return chunks.length < 2 ? parts : parts.flatMap((part) => chunks.map((chunk) => ({ ...part, [name]: chunk })));
    },
    [filter],
  );
}
