import type { WireDelivery, WireDeliveryRequest } from '../contract/delivery.ts';
import { chosenCatalogs } from './catalog.ts';
import { cloudStoreOf } from './cloud-store.ts';
import { type Handlers, invalid, notFoundAsInvalid, type Scope } from './server/handler.ts';
import { isAsked } from './server/paging.ts';
import { microDate, second } from './world/dates.ts';
import { doneShare, hasBegun } from './world/progress.ts';
import type { Store, StoredCatalog, StoredDelivery } from './world/store.ts';

export const deliveryHandlers: Handlers<'ListDeliveries' | 'CreateDeliveries'> = {
  ListDeliveries(call) {
    const { store, query } = call;
    const taskIds =
      query.order_item_id === undefined
        ? undefined
        : new Set(store.orderItems.get(query.order_item_id)?.tasks?.map(({ id }) => id));
    const deliveries = store.deliveries
      .values()
      .filter((delivery) => {
        const catalog = store.catalogs.get(delivery.catalog_id);
        return (
          catalog?.org_id === call.account.orgId &&
          hasBegun(store, delivery.delivery_id) &&
          isAsked(delivery.delivery_id, query.delivery_id) &&
          isAsked(delivery.catalog_id, query.catalog_id) &&
          isAsked(delivery.task_id, query.task_id) &&
          (!taskIds || taskIds.has(catalog.task_id))
        );
      })
      .map((delivery) => deliveryNow(store, delivery))
      .toArray();
    return { deliveries };
  },

  CreateDeliveries(call) {
    const { store, account, body } = call;
    if (body.deliveries.length === 0) throw invalid('deliveries must hold at least one');
    // All are checked before one starts.
    const wanted = body.deliveries.flatMap((request) => checkedRequest(call, request));
    const now = store.now();
    const span = { startsAt: now, endsAt: now + 10 * second };
    const deliveries = wanted.map(({ catalog, cloud }) => {
      const delivery = deliveryOf(store.newId(), catalog, cloud, account.userId, span.startsAt, span.endsAt);
      store.deliveries.set(delivery.delivery_id, delivery);
      store.spans.set(delivery.delivery_id, span);
      return deliveryNow(store, delivery);
    });
    return { deliveries };
  },
};

/** The final state of a delivery. */
export function deliveryOf(
  id: string,
  catalog: StoredCatalog,
  cloud: WireDeliveryRequest['cloud_info'],
  userId: string,
  startsAt: number,
  endsAt: number,
): StoredDelivery {
  return {
    delivery_id: id,
    catalog_id: catalog.id,
    cloud_delivery: cloud,
    target_path: `${catalog.task_id}/${catalog.details?.id ?? catalog.id}.zip`,
    status: 'SUCCESS',
    created_at: microDate(startsAt),
    created_by: userId,
    updated_at: microDate(endsAt),
    updated_by: userId,
  };
}

/** The current state of the delivery. */
function deliveryNow(store: Store, delivery: StoredDelivery): WireDelivery {
  const share = doneShare(store, delivery.delivery_id);
  if (share >= 1) return delivery;
  return { ...delivery, status: share < 0.3 ? 'CREATED' : 'IN_PROGRESS', updated_at: microDate(store.now()) };
}

function checkedRequest(scope: Scope, request: WireDeliveryRequest) {
  if (!cloudStoreOf(scope, request.cloud_info.config))
    throw notFoundAsInvalid('cloud_info.config names no store: not found');
  return chosenCatalogs(scope, request).map((catalog) => ({ catalog, cloud: request.cloud_info }));
}
