import type { WireOrder } from '../contract/order.ts';
import type { UpstreamClient } from './http/client.ts';
import { type OrderItem, toEmbeddedOrderItem } from './order-item.ts';
import { type Page, type PageRequest, readPage, withTotal } from './page.ts';
import type { WireReader } from './wire/wire-reader.ts';

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
    return withTotal(rows, answer.pagination?.total, args, reader);
  });
}

export function toOrder(wire: WireOrder, reader: WireReader): Order {
  const id = reader.id('id', wire.id);
  let items: OrderItem[] | undefined;
  return {
    id,
    orgId: reader.reference('org_id', wire.org_id),
    userId: reader.reference('user_id', wire.user_id),
    status: reader.enumValue('status', wire.status, ORDER_STATUSES),
    totalAmount: reader.number('total_amount', wire.total_amount),
    transactionId: reader.reference('transaction_id', wire.transaction_id),
    paidAt: reader.dateTime('paid_at', wire.paid_at),
    createdAt: reader.dateTime('created_at', wire.created_at),
    createdBy: reader.nonEmptyText('created_by', wire.created_by),
    updatedAt: reader.dateTime('updated_at', wire.updated_at),
    updatedBy: reader.nonEmptyText('updated_by', wire.updated_by),
    // Read on first access: most readers of an order only want its cost.
    get items() {
      items ??= reader.listWithIds('order_items', wire.order_items, (item) => toEmbeddedOrderItem(item, id, reader));
      return items;
    },
  };
}
