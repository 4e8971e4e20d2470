import type { WireOrderTask } from '../contract/order-item.ts';
import { DELIVERY_STATUS_ALIASES, DELIVERY_STATUSES, type DeliveryStatus } from './delivery.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import type { WireReader } from './wire/wire-reader.ts';

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

export function toOrderTask(wire: WireOrderTask, orderItemId: string, reader: WireReader): OrderTask {
  return {
    id: reader.id('tasks.id', wire.id),
    // The document's sample has a STAC id in `order_item_id`, so the owner is the item that carries the task.
    orderItemId,
    type: reader.enumValue('tasks.type', wire.type, ORDER_TASK_TYPES),
    status: reader.enumValue('tasks.status', wire.status, ORDER_TASK_STATUSES, ORDER_STATUS_ALIASES),
    state: stateOf(wire.status),
    deliveryStatus: reader.enumValue(
      'tasks.delivery_status',
      wire.delivery_status,
      DELIVERY_STATUSES,
      DELIVERY_STATUS_ALIASES,
    ),
    numberOfStrips: reader.integer('tasks.number_of_strips', wire.number_of_strips, 0),
    startDate: reader.date('tasks.start_date', wire.start_date),
    endDate: reader.date('tasks.end_date', wire.end_date),
    tokensUsed: reader.integer('tasks.tokens_used', wire.tokens_used, 0),
    transactionId: reader.reference('tasks.transaction_id', wire.transaction_id),
    createdAt: reader.dateTime('tasks.created_at', wire.created_at),
    createdBy: reader.nonEmptyText('tasks.created_by', wire.created_by),
    updatedAt: reader.dateTime('tasks.updated_at', wire.updated_at),
    updatedBy: reader.nonEmptyText('tasks.updated_by', wire.updated_by),
  };
}
