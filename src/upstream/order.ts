import type { WireOrder } from '../contract/order.ts';
import type { UpstreamClient } from './http/client.ts';
import { type OrderItem, toEmbeddedOrderItem } from './order-item.ts';
import { type Page, type PageRequest, readPage } from './page.ts';
import type { WireReader } from './wire/wire-reader.ts';

export type OrderStatus = 'PAID' | 'REFUND' | 'UNPAID' | 'PAYMENT_IN_PROGRESS';

const ORDER_STATUS: Record<string, OrderStatus> = {
  paid: 'PAID',
  refund: 'REFUND',
  unpaid: 'UNPAID',
  payment_in_progress: 'PAYMENT_IN_PROGRESS',
};

/** What was bought in one go. Its status is about payment; how far the work is, its items say. */
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

export interface OrderFilter {
  userId?: string | undefined;
}

/** GetOrderById. @throws UpstreamFailure, of kind `notFound` where there is none */
export async function getOrder(client: UpstreamClient, id: string): Promise<Order> {
  return toOrder(await client.call('GetOrderById', { path: { id } }), client.reader('GetOrderById'));
}

/** ListOrders: one page. Its rows are as complete as the single read. */
export function listOrders(client: UpstreamClient, filter: OrderFilter, request: PageRequest): Promise<Page<Order>> {
  const reader = client.reader('ListOrders');
  return readPage(request, true, async (args) => {
    const { orders, pagination } = await client.call('ListOrders', { query: { ...args, user_id: filter.userId } });
    return {
      items: reader.list('orders', orders, (order) => toOrder(order, reader)),
      total: reader.integer('pagination.total', pagination?.total),
    };
  });
}

export function toOrder(wire: WireOrder, reader: WireReader): Order {
  const id = reader.id('id', wire.id);
  return {
    id,
    orgId: reader.reference('org_id', wire.org_id),
    userId: reader.reference('user_id', wire.user_id),
    status: reader.word('status', wire.status, ORDER_STATUS),
    totalAmount: reader.number('total_amount', wire.total_amount),
    transactionId: reader.reference('transaction_id', wire.transaction_id),
    paidAt: reader.instant('paid_at', wire.paid_at),
    createdAt: reader.instant('created_at', wire.created_at),
    createdBy: reader.reference('created_by', wire.created_by),
    updatedAt: reader.instant('updated_at', wire.updated_at),
    updatedBy: reader.reference('updated_by', wire.updated_by),
    // Read when they are asked for: most who follow a relation to an order want to know what it cost.
    get items() {
      return reader.list('order_items', wire.order_items, (item) => toEmbeddedOrderItem(item, id, reader));
    },
  };
}
