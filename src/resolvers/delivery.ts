import type { Context } from '../context.ts';
import { type Loadable, mapLoadable } from '../loaders/kit/batching.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import type { Delivery } from '../upstream/delivery.ts';
import * as upstream from '../upstream/delivery.ts';
import { newestFirst, type Page, type PageRequest, pageOfWhole } from '../upstream/page.ts';
import { type CatalogTargetInput, targetFaults, toCatalogTarget } from './catalog.ts';
import { idOf, optionalIdOf } from './input/global-id.ts';
import { emptyFaults, refuse } from './input/input-error.ts';
import { attempt, type Payload } from './input/write.ts';

type Id = string | null | undefined;

/** Query.deliveries */
export async function deliveries(
  _root: unknown,
  { page, ...args }: { catalogEntryId?: Id; orderItemId?: Id; taskId?: Id; page: PageRequest },
  { loaders }: Context,
): Promise<Page<Delivery>> {
  const all = await loaders.delivery.list({
    catalogEntryId: optionalIdOf('CatalogEntry', args.catalogEntryId, ['catalogEntryId']),
    orderItemId: optionalIdOf('OrderItem', args.orderItemId, ['orderItemId']),
    taskId: args.taskId ?? undefined,
  });
  return pageOfWhole(newestFirst(all), page);
}

/** Query.delivery */
export function delivery(_root: unknown, args: { id: string }, { loaders }: Context): Loadable<Delivery | null> {
  return loaders.delivery.byId.load(idOf('Delivery', args.id));
}

/** CatalogEntry.deliveries */
export function catalogEntryDeliveries(
  { id }: CatalogEntry,
  _args: unknown,
  { loaders }: Context,
): Loadable<Delivery[]> {
  return mapLoadable(loaders.delivery.byCatalogEntryId.load(id), newestFirst);
}

/** Delivery.catalogEntry */
export function deliveryCatalogEntry(
  { catalogEntryId }: Delivery,
  _args: unknown,
  { loaders }: Context,
): Loadable<CatalogEntry | null> {
  return catalogEntryId === null ? null : loaders.catalog.byId.load(catalogEntryId);
}

interface DeliveryInput {
  target: CatalogTargetInput;
  cloudDelivery: { storeId: string; path?: string | null | undefined };
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
    const wanted = input.deliveries.map(({ target, cloudDelivery: { storeId, path } }, index) => {
      const place = ['deliveries', String(index)];
      return {
        target: toCatalogTarget(target, [...place, 'target']),
        cloudDelivery: {
          storeId: idOf('Store', storeId, [...place, 'cloudDelivery', 'storeId']),
          path: path ?? undefined,
        },
      };
    });
    const deliveries = await upstream.createDeliveries(client, wanted);
    loaders.delivery.added(deliveries);
    return { deliveries };
  });
}
