import type { Context } from '../context.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import type { Delivery } from '../upstream/delivery.ts';
import * as upstream from '../upstream/delivery.ts';
import { emptyPage, newestFirst, type Page, type PageRequest, pageOfWhole } from '../upstream/page.ts';
import type { NewCloudDelivery } from '../upstream/store.ts';
import type { LifecycleState } from '../upstream/wire/lifecycle.ts';
import { type CatalogTargetInput, loadCatalogEntry, targetFaults, toCatalogTarget } from './catalog.ts';
import { filterText } from './input/filter-text.ts';
import { idOf, optionalIdOf } from './input/global-id.ts';
import { emptyFaults, refuse } from './input/input-error.ts';
import type { Maybe } from './input/maybe.ts';
import { attempt, type Payload } from './input/write.ts';

type Id = Maybe<string>;

/** Query.deliveries */
export function deliveries(
  _root: unknown,
  {
    page,
    states,
    ...args
  }: {
    catalogEntryId?: Id;
    orderItemId?: Id;
    taskId?: Id;
    states?: Maybe<readonly LifecycleState[]>;
    page: PageRequest;
  },
  { loaders }: Context,
): Page<Delivery> | Promise<Page<Delivery>> {
  if (states?.length === 0) return emptyPage;
  const all = loaders.delivery.list({
    catalogEntryId: optionalIdOf('CatalogEntry', args.catalogEntryId, ['catalogEntryId']),
    orderItemId: optionalIdOf('OrderItem', args.orderItemId, ['orderItemId']),
    taskId: filterText(args.taskId, ['taskId']),
  });
  const isWanted = ({ state }: Delivery) => states?.includes(state) ?? true;
  return all.then((rows) => pageOfWhole(newestFirst(rows.filter(isWanted)), page));
}

/** Query.delivery */
export const delivery = {
  key: ({ id }: { id: string }) => ({ id: idOf('Delivery', id) }),
  load: ({ id }: { id: string }, { loaders }: Context) => loaders.delivery.byId.load(id),
};

/** CatalogEntry.deliveries */
export async function catalogEntryDeliveries(
  { id }: Pick<CatalogEntry, 'id'>,
  _args: unknown,
  { loaders }: Context,
): Promise<Delivery[]> {
  return newestFirst(await loaders.delivery.byCatalogEntryId.load(id));
}

/** Delivery.catalogEntry */
export const deliveryCatalogEntry = {
  key: ({ catalogEntryId }: Delivery) => (catalogEntryId === null ? null : { id: catalogEntryId }),
  load: loadCatalogEntry,
};

interface DeliveryInput {
  target: CatalogTargetInput;
  cloudDelivery: NewCloudDelivery;
}

/** Mutation.createDeliveries */
export function createDeliveries(
  _root: unknown,
  { input }: { input: { deliveries: readonly DeliveryInput[] } },
  { client, loaders }: Context,
): Promise<Payload<{ deliveries: readonly Delivery[] }>> {
  return attempt('`deliveries`', input, async () => {
    refuse([
      ...emptyFaults(input.deliveries, ['deliveries']),
      ...input.deliveries.flatMap(({ target }, index) => targetFaults(target, ['deliveries', String(index), 'target'])),
    ]);
    const wanted = input.deliveries.map(({ target, cloudDelivery }, index) => {
      const place = ['deliveries', String(index)];
      const storeId = idOf('Store', cloudDelivery.storeId, [...place, 'cloudDelivery', 'storeId']);
      return {
        target: toCatalogTarget(target, [...place, 'target']),
        cloudDelivery: { ...cloudDelivery, storeId },
      };
    });
    const deliveries = await upstream.createDeliveries(client, wanted);
    loaders.delivery.created(deliveries);
    return { deliveries };
  });
}
