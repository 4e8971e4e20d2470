import type { WireOrderTask } from '../contract/order-item.ts';
import { DELIVERY_STATUS_ALIASES, DELIVERY_STATUSES, type DeliveryStatus } from './delivery.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { rowOf } from './wire/row.ts';

const ORDER_TASK_TYPES = ['TASKING', 'ARCHIVE'] as const;
export type OrderTaskType = (typeof ORDER_TASK_TYPES)[number];

const ORDER_TASK_STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'IN_PROGRESS',
  'FULFILLED',
  'PARTIALLY_FULFILLED',
  'FAILED',
  'CANCELLED',
  'EXPIRED',
] as const;
export type OrderTaskStatus = (typeof ORDER_TASK_STATUSES)[number];

/** Status words of the older docs for order tasks and order items. */
export const ORDER_STATUS_ALIASES = { COMPLETED: 'FULFILLED', PARTIALLY_COMPLETED: 'PARTIALLY_FULFILLED' } as const;

/** One capture or archive delivery of an order item. The upstream shows it only as part of its item. */
export interface OrderTask {
  id: string;
  orderItemId: string;
  type: OrderTaskType | null;
  status: OrderTaskStatus | null;
  state: LifecycleState;
  deliveryStatus: DeliveryStatus | null;
  numberOfStrips: number | null;
  startDate: string | null;
  endDate: string | null;
  tokensUsed: number | null;
  transactionId: string | null;
  createdAt: string | null;
  createdBy: string | null;
  updatedAt: string | null;
  updatedBy: string | null;
}

/** A task as part of its item: there is no single read. */
export const toOrderTask = rowOf<OrderTask, WireOrderTask, { orderItemId: string }>({
  id: (wire, reader) => reader.id('tasks.id', wire.id),
  // The document's sample has a STAC id in `order_item_id`, so the owner is the item that carries the task.
  orderItemId: (_wire, _reader, { orderItemId }) => orderItemId,
  type: (wire, reader) => reader.enumValue('tasks.type', wire.type, ORDER_TASK_TYPES),
  status: (wire, reader) => reader.enumValue('tasks.status', wire.status, ORDER_TASK_STATUSES, ORDER_STATUS_ALIASES),
  state: (wire) => stateOf(wire.status),
  deliveryStatus: (wire, reader) =>
    reader.enumValue('tasks.delivery_status', wire.delivery_status, DELIVERY_STATUSES, DELIVERY_STATUS_ALIASES),
  numberOfStrips: (wire, reader) => reader.integer('tasks.number_of_strips', wire.number_of_strips, 0),
  startDate: (wire, reader) => reader.date('tasks.start_date', wire.start_date),
  endDate: (wire, reader) => reader.date('tasks.end_date', wire.end_date),
  tokensUsed: (wire, reader) => reader.integer('tasks.tokens_used', wire.tokens_used, 0),
  transactionId: (wire, reader) => reader.reference('tasks.transaction_id', wire.transaction_id),
  createdAt: (wire, reader) => reader.dateTime('tasks.created_at', wire.created_at),
  createdBy: (wire, reader) => reader.nonEmptyText('tasks.created_by', wire.created_by),
  updatedAt: (wire, reader) => reader.dateTime('tasks.updated_at', wire.updated_at),
  updatedBy: (wire, reader) => reader.nonEmptyText('tasks.updated_by', wire.updated_by),
});
