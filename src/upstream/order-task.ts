import type { WireOrderTask } from '../contract/order-item.ts';
import { DELIVERY_STATUS, type DeliveryStatus } from './delivery.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import type { WireReader } from './wire/wire-reader.ts';

export type OrderTaskType = 'TASKING' | 'ARCHIVE';

const ORDER_TASK_TYPE: Record<string, OrderTaskType> = { tasking: 'TASKING', archive: 'ARCHIVE' };

export type OrderTaskStatus =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'IN_PROGRESS'
  | 'FULFILLED'
  | 'PARTIALLY_FULFILLED'
  | 'FAILED'
  | 'CANCELLED'
  | 'EXPIRED';

const ORDER_TASK_STATUS: Record<string, OrderTaskStatus> = {
  draft: 'DRAFT',
  submitted: 'SUBMITTED',
  in_progress: 'IN_PROGRESS',
  fulfilled: 'FULFILLED',
  partially_fulfilled: 'PARTIALLY_FULFILLED',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
  expired: 'EXPIRED',
  // The older docs' words.
  completed: 'FULFILLED',
  partially_completed: 'PARTIALLY_FULFILLED',
};

/** One capture or one archive delivery of an order item. The upstream shows it with its item and nowhere else. */
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
    // The document's own sample has a STAC id in `order_item_id`; the item that carries the task is the one it is of.
    orderItemId,
    type: reader.word('tasks.type', wire.type, ORDER_TASK_TYPE),
    status: reader.word('tasks.status', wire.status, ORDER_TASK_STATUS),
    state: stateOf(wire.status),
    deliveryStatus: reader.word('tasks.delivery_status', wire.delivery_status, DELIVERY_STATUS),
    numberOfStrips: reader.integer('tasks.number_of_strips', wire.number_of_strips),
    startDate: reader.day('tasks.start_date', wire.start_date),
    endDate: reader.day('tasks.end_date', wire.end_date),
    tokensUsed: reader.integer('tasks.tokens_used', wire.tokens_used),
    transactionId: reader.reference('tasks.transaction_id', wire.transaction_id),
    createdAt: reader.instant('tasks.created_at', wire.created_at),
    createdBy: reader.reference('tasks.created_by', wire.created_by),
    updatedAt: reader.instant('tasks.updated_at', wire.updated_at),
    updatedBy: reader.reference('tasks.updated_by', wire.updated_by),
  };
}
