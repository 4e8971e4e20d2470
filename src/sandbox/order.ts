import type { WireNewOrder, WireNewOrderItem, WireOrder } from '../contract/order.ts';
import { cloudStoreOf } from './cloud-store.ts';
import { orderItemNow, orderItemRow } from './order-item.ts';
import { addPlan, type OrderPlan, occurrencesOf, paymentTime, planItem } from './order-plan.ts';
import {
  forbidden,
  type Handlers,
  invalid,
  isVisible,
  notFound,
  notFoundAsInvalid,
  projectOf,
  type Scope,
} from './server/handler.ts';
import { isAsked, pageOf } from './server/paging.ts';
import { momentOf, orderDate } from './world/dates.ts';
import { type Bbox, bboxOf, faultOf, gapInKm } from './world/geometry.ts';
import { doneShare, hasBegun } from './world/progress.ts';
import type { Store, StoredOrder } from './world/store.ts';

export const orderHandlers: Handlers<'ListOrders' | 'SubmitOrder' | 'GetOrderById'> = {
  ListOrders(call) {
    const { store, account, query } = call;
    const { rows, pagination } = pageOf(
      store.orders
        .values()
        .filter((order) => order.org_id === account.orgId && isAsked(order.user_id, query.user_id))
        .toArray(),
      query,
      { defaultLimit: 10, pageCap: call.pageCap },
    );
    return { orders: rows.map((order) => orderNow(store, order)), pagination };
  },

  SubmitOrder(call) {
    const { store, account, body } = call;
    checkOrder(call, body);
    const createdAt = store.now();
    const id = store.newId();
    const frame = { world: store, account, orderId: id, createdAt, newId: store.newId };
    const plans = body.order_items.map((wanted) => planItem(frame, wanted));
    const order: StoredOrder = {
      id,
      org_id: account.orgId,
      user_id: account.userId,
      status: 'PAID',
      total_amount: plans.reduce((sum, { item }) => sum + (item.final_amount ?? 0), 0),
      paid_at: orderDate(createdAt + paymentTime),
      transaction_id: id,
      created_at: orderDate(createdAt),
      created_by: account.userId,
      updated_at: orderDate(createdAt),
      updated_by: account.userId,
    };
    if (body.dry_run) return quoteOf(order, plans);
    store.orders.set(id, order);
    store.spans.set(id, { startsAt: createdAt, endsAt: createdAt + paymentTime });
    for (const plan of plans) {
      addPlan(store, plan);
      for (const [of, span] of plan.spans) store.spans.set(of, span);
    }
    return orderNow(store, order);
  },

  GetOrderById({ store, account, path }) {
    const order = store.orders.get(path.id);
    if (order?.org_id !== account.orgId) throw notFound('order not found');
    return orderNow(store, order);
  },
};

/** The current state of the order, with its items. */
function orderNow(store: Store, order: StoredOrder): WireOrder {
  const order_items = store.orderItems
    .values()
    .filter(({ order_id }) => order_id === order.id)
    .map((item) => orderItemRow(orderItemNow(store, item)))
    .toArray();
  if (doneShare(store, order.id) >= 1) return { ...order, order_items };
  return { ...order, status: 'PAYMENT_IN_PROGRESS', paid_at: '', order_items };
}

/** The price of an order that is not placed. */
function quoteOf(order: StoredOrder, plans: readonly OrderPlan[]): WireOrder {
  return {
    ...order,
    status: 'UNPAID',
    paid_at: '',
    order_items: plans.map(({ item }) =>
      orderItemRow({ ...item, status: 'DRAFT', payment_status: 'UNPAID', tokens_used: 0 }),
    ),
  };
}

function checkOrder(call: Scope, { order_items }: WireNewOrder): void {
  if (order_items.length === 0) throw invalid('order_items must hold at least one');
  for (const [position, wanted] of order_items.entries()) {
    const place = `order_items.${position}`;
    if (!projectOf(call, wanted.project_id)) {
      throw forbidden(`${place}.project_id: project not found, or this key may not order in it`);
    }
    if (wanted.usecase.trim() === '') throw invalid(`${place}.usecase must not be empty`);
    checkGeometry(`${place}.geometry`, wanted.geometry);
    const { config } = wanted.cloud_delivery ?? {};
    if (config !== undefined && !cloudStoreOf(call, config)) {
      throw notFoundAsInvalid(`${place}.cloud_delivery.config: store not found`);
    }
    const isTasking = wanted.bandset !== undefined || wanted.start_date !== undefined;
    if (isTasking === (wanted.item_ids !== undefined)) {
      throw invalid(`${place} needs either item_ids, or bandset and start_date`);
    }
    if (isTasking) checkTasking(call, place, wanted);
    else checkImages(call, place, wanted.item_ids ?? []);
  }
}

function checkGeometry(place: string, { type, features = [] }: WireNewOrderItem['geometry']): void {
  if (type !== 'FeatureCollection' || features.length === 0) {
    throw invalid(`${place} must be a FeatureCollection of at least one feature`);
  }
  const boxes = features.map(({ geometry }, position): Bbox => {
    const fault = faultOf(geometry?.coordinates ?? []);
    if (fault) throw invalid(`${place}.features.${position} ${fault}`);
    return bboxOf(geometry?.coordinates) ?? [0, 0, 0, 0];
  });
  const isFar = boxes.some(
    (box, position) => boxes.length > 1 && boxes.every((other, at) => at === position || gapInKm(box, other) > 200),
  );
  if (isFar) throw invalid(`${place} has a polygon more than 200 km away from all others`);
}

function checkImages(call: Scope, place: string, itemIds: readonly string[]): void {
  if (itemIds.length === 0) throw invalid(`${place}.item_ids must name at least one image`);
  for (const id of itemIds) {
    if (!call.store.stacItems.has(id) || !isVisible(call, id) || !hasBegun(call.store, id)) {
      throw notFoundAsInvalid(`${place}.item_ids: image not found in the archive: ${id}`);
    }
  }
}

function checkTasking({ store }: Scope, place: string, wanted: WireNewOrderItem): void {
  const { recurrence = 'ONCE', start_date, end_date, no_of_occurrences, cloud_cover = 20, off_nadir = 20 } = wanted;
  if (!store.bandsets.has(wanted.bandset?.bandset_id ?? '')) {
    throw notFoundAsInvalid(`${place}.bandset.bandset_id: bandset not found`);
  }
  const start = momentOf(start_date ?? '');
  if (Number.isNaN(start)) throw invalid(`${place}.start_date must be RFC 3339`);
  if (start < store.now()) throw invalid(`${place}.start_date must not be in the past`);
  if (end_date !== undefined && !(momentOf(end_date) > start)) {
    throw invalid(`${place}.end_date must be RFC 3339 and after start_date`);
  }
  if (recurrence === 'NOT_APPLICABLE') throw invalid(`${place}.recurrence does not apply to tasking`);
  if (recurrence !== 'ONCE' && (end_date === undefined) === (no_of_occurrences === undefined)) {
    throw invalid(`${place} recurs, so it needs either end_date or no_of_occurrences`);
  }
  if (no_of_occurrences !== undefined && no_of_occurrences < (recurrence === 'ONCE' ? 0 : 1)) {
    throw invalid(`${place}.no_of_occurrences must be at least 1`);
  }
  if (occurrencesOf(wanted).length > 60) throw invalid(`${place} recurs more than 60 times`);
  if (cloud_cover < 0 || cloud_cover > 100) throw invalid(`${place}.cloud_cover must be 0 to 100 per cent`);
  if (off_nadir < 0 || off_nadir > 45) throw invalid(`${place}.off_nadir must be 0 to 45 degrees`);
}
