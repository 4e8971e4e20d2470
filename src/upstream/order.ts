import type { WireOrder } from '../contract/order.ts';
import type { UpstreamClient } from './http/client.ts';
import { withTotal } from './list-answer.ts';
import { type OrderItem, toOrderItem } from './order-item.ts';
import type { Page, PageRequest } from './page.ts';
import { readPage } from './read-page.ts';
import { rowOf } from './wire/row.ts';

const ORDER_STATUSES = ['PAID', 'REFUND', 'UNPAID', 'PAYMENT_IN_PROGRESS'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** A purchase. Its status is about payment; its items show the progress of the work. */
export interface Order {
  id: string;
  orgId: string | null;
  userId: string | null;
  status: OrderStatus | null;
  totalAmount: number | null;
  transactionId: string | null;
  paidAt: string | null;
  createdAt: string | null;
  createdBy: string | null;
  updatedAt: string | null;
  updatedBy: string | null;
  /** Without tasks and validation errors. */
  items: OrderItem[];
}

/** The filters of ListOrders that the gateway uses. */
export interface OrderFilter {
  userId?: string | undefined;
}

/** GetOrderById. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getOrder(client: UpstreamClient, id: string): Promise<Order> {
  const { answer, reader } = await client.call('GetOrderById', { path: { id } });
  return toOrder(answer, reader);
}

/** ListOrders: one page. Its rows are as complete as the single read. */
export function listOrders(client: UpstreamClient, filter: OrderFilter, request: PageRequest): Promise<Page<Order>> {
  return readPage(request, true, async (args) => {
    const { answer, reader } = await client.call('ListOrders', { query: { ...args, user_id: filter.userId } });
    const rows = reader.rows('orders', answer.orders, (order) => toOrder(order, reader));
    return withTotal(rows, answer.pagination, args, reader);
  });
}

/** The order in an answer, with its items. */
export const toOrder = rowOf<Order, WireOrder>({
  id: (wire, reader) => reader.id('id', wire.id),
  orgId: (wire, reader) => reader.reference('org_id', wire.org_id),
  userId: (wire, reader) => reader.reference('user_id', wire.user_id),
  status: (wire, reader) => reader.enumValue('status', wire.status, ORDER_STATUSES),
  totalAmount: (wire, reader) => reader.number('total_amount', wire.total_amount, 0),
  transactionId: (wire, reader) => reader.reference('transaction_id', wire.transaction_id),
  paidAt: (wire, reader) => reader.dateTime('paid_at', wire.paid_at),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  createdBy: (wire, reader) => reader.nonEmptyText('created_by', wire.created_by),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
  updatedBy: (wire, reader) => reader.nonEmptyText('updated_by', wire.updated_by),
  items(wire, reader) {
    return reader.listWithIds('order_items', wire.order_items, (item) =>
      toOrderItem(item, reader, { partOf: this.id }),
    );
  },
});
