import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/order.ts';
import { orderItemOrder } from '../resolvers/order-item.ts';
import type { Order, OrderStatus } from '../upstream/order.ts';
import { CatalogEntryRef } from './catalog.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { OrderItemRef } from './order-item.ts';

export const OrderRef = builder.objectRef<Order>('Order');

const OrderStatusRef = enumOf<OrderStatus>('OrderStatus', 'How the payment of an order stands.', {
  PAID: 'Paid.',
  REFUND: 'Paid back.',
  UNPAID: 'Not paid.',
  PAYMENT_IN_PROGRESS: 'Being paid.',
});

builder.node(OrderRef, {
  description: 'What was bought in one go: archive images, captures to come, or both.',
  id: { resolve: ({ id }) => globalIdOf('Order', { id }) },
  loadOne: (id, context) => resolve.order(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    orgId: t.exposeID('orgId', { description: 'The organization (workspace) that ordered.' }),
    userId: t.exposeID('userId', { description: 'Who ordered.' }),
    status: t.expose('status', {
      type: OrderStatusRef,
      description: 'How its payment stands; how far the work is, its items say.',
    }),
    totalAmount: t.exposeFloat('totalAmount', { description: 'The price of all items in tokens.' }),
    transactionId: t.exposeID('transactionId', { description: 'The payment.' }),
    paidAt: t.expose('paidAt', { type: 'DateTime', description: 'When it was paid; null where it is not.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was placed.' }),
    createdBy: t.exposeID('createdBy', { description: 'Who placed it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Who changed it last.' }),
    items: t.expose('items', { type: [OrderItemRef], nullable: false, description: 'What was bought.' }),
    catalogEntries: connectionOf(t, CatalogEntryRef, {
      description: 'The images that it has brought.',
      upstream: calls('field', 'SearchCatalogs', 'ListOrderItems'),
      resolve: resolve.orderCatalogEntries,
    }),
  }),
});

builder.objectFields(OrderItemRef, (t) => ({
  order: relationOf(t, OrderRef, {
    description: 'The order it is part of.',
    upstream: calls('field', 'ListOrders', 'GetOrderById'),
    identity: ({ orderId }) => (orderId === null ? null : { id: orderId }),
    resolve: orderItemOrder,
  }),
}));

builder.queryFields((t) => ({
  orders: connectionOf(t, OrderRef, {
    description: 'The orders that the key can reach.',
    args: { userId: t.arg.id({ description: 'Only orders that this user placed.' }) },
    upstream: calls('field', 'ListOrders'),
    resolve: resolve.orders,
  }),
  order: t.field({
    type: OrderRef,
    description: 'One order; null where there is none that the key can reach.',
    args: { id: t.arg.id({ required: true, description: 'The order, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'GetOrderById') },
    resolve: resolve.order,
  }),
}));
