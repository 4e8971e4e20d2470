import type { WireNewOrderItem } from '../contract/order.ts';
import type { WireOrderTask } from '../contract/order-item.ts';
import { catalogItemOf, pixxelName, stacItemOf } from './stac-item.ts';
import { dayFirst, microDate } from './world/dates.ts';
import { bboxOf } from './world/geometry.ts';
import type { Account, Span, StoredCatalog, StoredOrderItem, StoredStacItem, World } from './world/store.ts';

/** The order that an item is part of. */
export interface OrderFrame {
  readonly world: Pick<World, 'stacItems' | 'bandsets' | 'satellites'>;
  readonly account: Account;
  readonly orderId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly newId: () => string;
}

/** The members that items of archive and tasking orders share. */
export function commonOf(frame: OrderFrame, id: string, wanted: WireNewOrderItem, span: Span) {
  const { account, orderId, createdAt } = frame;
  return {
    id,
    order_id: orderId,
    project_id: wanted.project_id,
    org_id: account.orgId,
    user_id: account.userId,
    name: wanted.name ?? `Order of ${microDate(createdAt).slice(0, 10)}`,
    usecase: wanted.usecase,
    status: 'FULFILLED' as const,
    payment_status: 'PAID' as const,
    image_type: 'VNIR' as const,
    transaction_id: orderId,
    ...(wanted.cloud_delivery?.config && {
      cloud_delivery: { config: wanted.cloud_delivery.config, path: wanted.cloud_delivery.path ?? '' },
    }),
    validation_errors: [],
    created_at: microDate(createdAt),
    created_by: account.userId,
    updated_at: microDate(span.endsAt),
    updated_by: account.userId,
  };
}

/** The task of an item, in its final state. */
export function taskOf(
  { account, orderId, createdAt, newId }: OrderFrame,
  itemId: string,
  span: Span,
  tokens: number,
): WireOrderTask {
  return {
    id: newId(),
    order_item_id: itemId,
    status: 'FULFILLED',
    delivery_status: 'NOT_APPLICABLE',
    start_date: dayFirst(span.startsAt),
    end_date: dayFirst(span.endsAt),
    tokens_used: tokens,
    transaction_id: orderId,
    created_at: microDate(createdAt),
    created_by: account.userId,
    updated_at: microDate(span.endsAt),
    updated_by: account.userId,
  };
}

/** The task after its images were delivered, if the order names a store. */
export function withDelivery(task: WireOrderTask, { cloud_delivery }: WireNewOrderItem): WireOrderTask {
  return cloud_delivery?.config ? { ...task, delivery_status: 'SUCCESS' } : task;
}

/**
 * The image that a satellite will take for a tasking order.
 * @param index position among the images of the order item
 */
export function captureOf(
  { world }: OrderFrame,
  { geometry }: WireNewOrderItem,
  takenAt: number,
  index: number,
  itemId: string,
) {
  // The newest satellite does all tasking.
  const satellite = world.satellites.values().find(({ name }) => name === 'Pixxel-FF01') ?? { id: '', bands: [] };
  const number = (Number.parseInt(itemId.slice(0, 6), 16) + index) % 1e6;
  return stacItemOf({
    id: pixxelName('FF01', number, takenAt, 5, satellite.bands?.length ?? 0),
    satellite,
    collection: 'pixxel-ff-l2a',
    bbox: bboxOf(geometry.features?.map((feature) => feature.geometry?.coordinates)) ?? [0, 0, 0, 0],
    takenAt,
    gsd: 5,
  });
}

/** The catalog entry of an image that was captured or clipped for an item. */
export function catalogOf(
  { account, newId }: OrderFrame,
  item: StoredOrderItem,
  taskId: string,
  image: StoredStacItem,
  at: number,
): StoredCatalog {
  return {
    id: newId(),
    org_id: account.orgId,
    task_id: taskId,
    bandset_id: item.bandset?.bandset_id ?? '',
    area: item.area ?? 0,
    delivery_status: 'SUCCESS',
    details: catalogItemOf(image),
    created_at: microDate(at),
    created_by: account.userId,
    updated_at: microDate(at),
    updated_by: account.userId,
  };
}
