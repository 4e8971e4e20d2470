import type { WireOrderItem, WireOrderItemRow, WireOrderTask } from '../contract/order-item.ts';
import { dateFilter } from './server/date-filter.ts';
import { type Handlers, invalid, notFoundAsInvalid } from './server/handler.ts';
import { isAsked, listOf, pageOf } from './server/paging.ts';
import { day, microDate } from './world/dates.ts';
import { doneShare, hasBegun } from './world/progress.ts';
import type { Store, StoredOrderItem } from './world/store.ts';

export const orderItemHandlers: Handlers<'ListOrderItems' | 'GetOrderItemById'> = {
  ListOrderItems(call) {
    const { store, account, query } = call;
    const [ids, orderIds, projectIds] = [listOf(query.ids), listOf(query.order_ids), listOf(query.project_ids)];
    const isCreatedThen = dateFilter('created_at', query.created_at);
    const isOfThatSize = areaFilter(query.area);
    const { rows, pagination } = pageOf(
      store.orderItems
        .values()
        .filter(
          (item) =>
            item.org_id === account.orgId &&
            (!ids || ids.has(item.id)) &&
            (!orderIds || orderIds.has(item.order_id)) &&
            (!projectIds || projectIds.has(item.project_id)) &&
            isAsked(item.type, query.type) &&
            isAsked(item.user_id, query.user_id) &&
            isAsked(item.created_by, query.created_by) &&
            isCreatedThen(item.created_at) &&
            isOfThatSize(item.area),
        )
        .map((item) => orderItemNow(store, item))
        .filter(({ status }) => isAsked(status, query.status))
        .toArray(),
      query,
      { defaultLimit: 10, pageCap: call.pageCap },
    );
    return { order_items: rows, pagination };
  },

  GetOrderItemById({ store, account, path }) {
    const item = store.orderItems.get(path.id);
    if (item?.org_id !== account.orgId) throw notFoundAsInvalid('order item not found');
    return orderItemNow(store, item);
  },
};

/** The current state of the order item. */
export function orderItemNow(store: Store, item: StoredOrderItem): WireOrderItem {
  if (!store.spans.has(item.id)) return item;
  const share = doneShare(store, item.id);
  const tasks = item.tasks?.map((task) => taskNow(store, task, item)) ?? [];
  if (share >= 1) return { ...item, tasks };
  const isPaid = share >= 0;
  const images = item.images?.filter(({ item_id = '' }) => hasBegun(store, item_id)) ?? [];
  return {
    ...item,
    status: isPaid ? 'ACTIVE' : 'DRAFT',
    payment_status: isPaid ? 'PAID' : 'UNPAID',
    tokens_used: isPaid ? (item.tokens_used ?? 0) : 0,
    images,
    tasks,
    updated_at: microDate(store.now()),
  };
}

/** What an order shows of its items. */
export function orderItemRow({ tasks: _tasks, validation_errors: _errors, ...row }: WireOrderItem): WireOrderItemRow {
  return row;
}

function taskNow(store: Store, task: WireOrderTask, item: StoredOrderItem): WireOrderTask {
  const span = store.spans.get(task.id ?? '');
  const share = doneShare(store, task.id ?? '');
  if (!span) return task;
  const isDelivered = task.delivery_status !== 'NOT_APPLICABLE';
  if (share >= 1) {
    const isRunning = store.deliveries
      .values()
      .some(({ task_id, delivery_id }) => task_id === task.id && doneShare(store, delivery_id) < 1);
    return isRunning ? { ...task, delivery_status: 'IN_PROGRESS' } : task;
  }
  // The later captures of a recurring order are submitted five days ahead.
  const isDraft = share < 0 && item.type === 'RECURRING' && span.startsAt - store.now() > 5 * day;
  return {
    ...task,
    status: share >= 0 ? 'IN_PROGRESS' : isDraft ? 'DRAFT' : 'SUBMITTED',
    ...(isDelivered && { delivery_status: 'PENDING' as const }),
    tokens_used: 0,
    updated_at: microDate(store.now()),
  };
}

/** Square kilometres: one number, or two separated by a comma, both included. */
function areaFilter(text: string | undefined): (area: number | undefined) => boolean {
  if (text === undefined || text === '') return () => true;
  const bounds = text.split(',').map(Number);
  if (bounds.some(Number.isNaN)) throw invalid('area must be one number or two', { area: text });
  const [least = 0, most = least] = bounds;
  return (area = 0) => area >= least && area <= most;
}
