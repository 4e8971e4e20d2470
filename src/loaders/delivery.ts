import type { UpstreamClient } from '../upstream/client.ts';
import { type Delivery, type DeliveryFilter, getDelivery, listDeliveries } from '../upstream/delivery.ts';
import { nullIfNotFound } from '../upstream/failure.ts';
import { callPerId, Loader, type WholeSet, wholeSet } from './batching.ts';

export interface DeliveryLoaders {
  /** One call for the list, filtered or not. Its rows are as complete as the read of one and are primed into `byId`. */
  list(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  /** One call for all deliveries that the key can reach. */
  all: WholeSet<Delivery>;
  /** One id: a list of its own. Several: the whole list. */
  byId: Loader<string, Delivery | null>;
  /** One catalog entry: a list of its own. Several: the whole list, taken apart. */
  byCatalogEntryId: Loader<string, readonly Delivery[]>;
  /** One order task: a list of its own. Several: the whole list, taken apart. Deliveries asked for by hand belong to no task. */
  byTaskId: Loader<string, readonly Delivery[]>;
  /** A list for each order item, since a delivery names none. It holds those asked for by hand too. */
  byOrderItemId: Loader<string, readonly Delivery[] | null>;
}

export function createDeliveryLoaders(client: UpstreamClient): DeliveryLoaders {
  const list: DeliveryLoaders['list'] = async (filter) => {
    const deliveries = await listDeliveries(client, filter);
    for (const delivery of deliveries) byId.prime(delivery.id, delivery);
    return deliveries;
  };
  const all = wholeSet(
    'delivery.all',
    (delivery) => delivery.id,
    () => list({}),
  );
  const byId = new Loader<string, Delivery | null>('delivery.byId', itself, async (ids) => {
    const [id] = ids;
    if (ids.length === 1 && id !== undefined) return [await nullIfNotFound(getDelivery(client, id))];
    await all.list();
    return Promise.all(ids.map((each) => all.byId(each)));
  });

  /** The deliveries of each parent, which a row names. */
  const listPerParent = (
    name: string,
    filterOf: (id: string) => DeliveryFilter,
    parentOf: (row: Delivery) => string | null,
  ) =>
    new Loader<string, readonly Delivery[]>(name, itself, async (ids) => {
      const [id] = ids;
      if (ids.length === 1 && id !== undefined) return [await list(filterOf(id))];
      const rows = Map.groupBy(await all.list(), parentOf);
      return ids.map((each) => rows.get(each) ?? []);
    });

  return {
    list,
    all,
    byId,
    byCatalogEntryId: listPerParent(
      'delivery.byCatalogEntryId',
      (catalogEntryId) => ({ catalogEntryId }),
      (delivery) => delivery.catalogEntryId,
    ),
    byTaskId: listPerParent(
      'delivery.byTaskId',
      (taskId) => ({ taskId }),
      (delivery) => delivery.taskId,
    ),
    byOrderItemId: callPerId('delivery.byOrderItemId', (orderItemId) => list({ orderItemId })),
  };
}

const itself = (id: string) => id;
