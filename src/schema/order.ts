import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/order.ts';
import { orderItemOrder } from '../resolvers/order-item.ts';
import type { Order, OrderStatus } from '../upstream/order.ts';
import { CatalogEntryRef } from './catalog.ts';
import { builder } from './kit/builder.ts';
import { checkedByGateway, connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { lookupOf, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { OrderItemRef } from './order-item.ts';
import { TimeIntervalInputRef } from './shared/interval.ts';

export const OrderRef = builder.objectRef<Order>('Order');

const OrderStatusRef = enumOf<OrderStatus>('OrderStatus', 'Payment status of an order.', {
  PAID: 'Paid.',
  REFUND: 'Refunded.',
  UNPAID: 'Not paid.',
  PAYMENT_IN_PROGRESS: 'Payment is in progress.',
});

builder.node(OrderRef, {
  description: 'A purchase of archive images, new captures, or both.',
  id: { resolve: ({ id }) => globalIdOf('Order', { id }) },
  loadOne: (id, context) => resolve.order.load(resolve.order.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    orgId: t.exposeID('orgId', { description: 'Id of the organization (workspace) that ordered.' }),
    userId: t.exposeID('userId', { description: 'Id of the user who ordered.' }),
    status: t.expose('status', {
      type: OrderStatusRef,
      description: 'Payment status. The progress of the work is on its items.',
    }),
    totalAmount: t.exposeFloat('totalAmount', { description: 'Total price in tokens.' }),
    transactionId: t.exposeID('transactionId', { description: 'Id of the payment transaction.' }),
    paidAt: t.expose('paidAt', { type: 'DateTime', description: 'When it was paid; null if it is not paid.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was placed.' }),
    createdBy: t.exposeID('createdBy', { description: 'Id of the user who placed it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Id of the user who last changed it.' }),
    items: t.expose('items', { type: [OrderItemRef], nullable: false, description: 'Lines of the order.' }),
    catalogEntries: connectionOf(t, CatalogEntryRef, {
      description: 'Images that the order delivered.',
      upstream: calls('field', 'SearchCatalogs', 'ListOrderItems'),
      needs: ['id'],
      resolve: resolve.orderCatalogEntries,
    }),
  }),
});

builder.objectFields(OrderItemRef, (t) => ({
  order: relationOf(t, OrderRef, {
    description: 'The order that it belongs to.',
    upstream: calls('field', 'ListOrders', 'GetOrderById'),
    ...orderItemOrder,
  }),
}));

builder.queryFields((t) => ({
  orders: connectionOf(t, OrderRef, {
    description: `Orders that the key can access. ${checkedByGateway('`statuses` and `between`')}`,
    args: {
      userId: t.arg.id({ description: 'Only orders placed by this user.' }),
      statuses: t.arg({ type: [OrderStatusRef], description: 'Only orders with one of these payment statuses.' }),
      between: t.arg({ type: TimeIntervalInputRef, description: 'Only orders placed in this interval.' }),
    },
    upstream: calls('field', 'ListOrders'),
    readsOn: ({ statuses, between }) => Boolean(statuses ?? between),
    resolve: resolve.orders,
  }),
  order: lookupOf(t, OrderRef, {
    description: 'One order; null if it does not exist or the key cannot access it.',
    args: { id: t.arg.id({ required: true, description: 'The order, by global id or Pixxel id.' }) },
    upstream: calls('field', 'GetOrderById'),
    ...resolve.order,
  }),
}));
