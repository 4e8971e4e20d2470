import { type Delivery, type DeliveryFilter, getDelivery, listDeliveries } from '../upstream/delivery.ts';
import { nullIfNotFound } from '../upstream/failure.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { idKey } from '../upstream/wire/ids.ts';
import type { TaskIds } from './catalog.ts';
import { type Loader, loaderOf, type WholeSet, wholeSet } from './kit/batching.ts';

export interface DeliveryLoaders {
  /** One call for the list with a filter, and one for `all` without. Rows are complete and primed into `byId`. */
  list(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  /** One call for all deliveries that the key can access. */
  all: WholeSet<Delivery>;
  /** One id: a list filtered by it. Several: the whole list. */
  byId: Loader<string, Delivery | null>;
  /** One catalog entry: a list filtered by it. Several: the whole list, grouped. */
  byCatalogEntryId: Loader<string, readonly Delivery[]>;
  /** One order task: a list filtered by it. Several: the whole list, grouped. Deliveries that were requested directly have no task. */
  byTaskId: Loader<string, readonly Delivery[]>;
  /**
   * One order item: a list filtered by it. Several: the whole list, grouped by their tasks. A delivery that was requested directly
   * has no task and is matched by its catalog entry. `links` loads both keys, only when they are needed.
   */
  byOrderItemId(id: string, links: OrderItemLinks): Promise<readonly Delivery[]>;
  /** Call it after a write that created the deliveries. */
  created(deliveries: readonly Delivery[]): void;
}

/** The keys that connect an order item to its deliveries. */
export interface OrderItemLinks {
  taskIds: TaskIds;
  /** The task that produced a catalog entry. */
  taskOfEntry(catalogEntryId: string): Promise<string | null>;
}

export function createDeliveryLoaders(client: UpstreamClient): DeliveryLoaders {
  const read = async (filter: DeliveryFilter) => {
    const deliveries = await listDeliveries(client, filter);
    for (const delivery of deliveries) byId.prime(delivery.id, delivery);
    return deliveries;
  };
  const all = wholeSet(
    'delivery.all',
    (delivery) => delivery.id,
    () => read({}),
  );
  const list: DeliveryLoaders['list'] = (filter) => {
    const isOfAll = Object.values(filter).every((value) => value === undefined);
    return isOfAll ? all.list() : read(filter);
  };
  const byId = loaderOf<string, Delivery | null>('delivery.byId', idKey, async (ids) => {
    const [id] = ids;
    if (ids.length === 1 && id !== undefined) return [await nullIfNotFound(getDelivery(client, id))];
    return Promise.all(ids.map((each) => all.byId(each)));
  });

  /** The deliveries of each parent, as named by the rows. */
  const listPerParent = (
    name: string,
    filterOf: (id: string) => DeliveryFilter,
    parentOf: (row: Delivery) => string | null,
  ) =>
    loaderOf<string, readonly Delivery[]>(name, idKey, async (ids) => {
      const [id] = ids;
      if (ids.length === 1 && id !== undefined) return [await list(filterOf(id))];
      const rows = Map.groupBy(await all.list(), (row) => keyOf(parentOf(row)));
      return ids.map((each) => rows.get(idKey(each)) ?? []);
    });

  const byCatalogEntryId = listPerParent(
    'delivery.byCatalogEntryId',
    (catalogEntryId) => ({ catalogEntryId }),
    (delivery) => delivery.catalogEntryId,
  );
  const byTaskId = listPerParent(
    'delivery.byTaskId',
    (taskId) => ({ taskId }),
    (delivery) => delivery.taskId,
  );

  const linksOf = new Map<string, OrderItemLinks>();
  const ofOrderItem = loaderOf<string, readonly Delivery[]>('delivery.byOrderItemId', idKey, async (ids) => {
    const [id] = ids;
    if (ids.length === 1 && id !== undefined) return [await list({ orderItemId: id })];
    const taskIds = Promise.all(ids.map((each) => linksOf.get(each)?.taskIds() ?? []));
    const rows = all.list().then((deliveries) => Promise.all(deliveries.map(withTask)));
    const [tasks, deliveries] = await Promise.all([taskIds, rows]);
    const byTask = Map.groupBy(deliveries, ({ taskId }) => keyOf(taskId));
    return tasks.map((own) => own.flatMap((taskId) => byTask.get(idKey(taskId)) ?? []).map(({ delivery }) => delivery));
  });
  const withTask = async (delivery: Delivery) => {
    const { taskId, catalogEntryId } = delivery;
    if (taskId !== null || catalogEntryId === null) return { delivery, taskId };
    const [links] = linksOf.values();
    return { delivery, taskId: (await links?.taskOfEntry(catalogEntryId)) ?? null };
  };

  return {
    list,
    all,
    byId,
    byCatalogEntryId,
    byTaskId,
    byOrderItemId(id, links) {
      linksOf.set(id, links);
      return ofOrderItem.load(id);
    },
    created(deliveries) {
      all.changed();
      for (const lists of [byCatalogEntryId, byTaskId, ofOrderItem]) lists.clearAll();
      for (const delivery of deliveries) byId.prime(delivery.id, delivery);
    },
  };
}

function keyOf(id: string | null): string | null {
  return id === null ? null : idKey(id);
}
