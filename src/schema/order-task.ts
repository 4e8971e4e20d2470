import * as resolve from '../resolvers/order-item.ts';
import type { OrderTask, OrderTaskStatus } from '../upstream/order-task.ts';
import { DeliveryRef, DeliveryStatusRef } from './delivery.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { OrderItemRef, OrderItemTypeRef } from './order-item.ts';
import { LifecycleStateRef } from './shared/trackable.ts';

export const OrderTaskRef = builder.objectRef<OrderTask>('OrderTask');

const OrderTaskStatusRef = enumOf<OrderTaskStatus>('OrderTaskStatus', 'How far an order task has come.', {
  DRAFT: 'Planned; a later capture stays so until shortly before its start.',
  SUBMITTED: 'Handed to the satellite or the archive.',
  IN_PROGRESS: 'Being captured or prepared.',
  FULFILLED: 'All of its images are there.',
  PARTIALLY_FULFILLED: 'It has ended with some of its images.',
  FAILED: 'It has ended without an image.',
  CANCELLED: 'It was called off.',
  EXPIRED: 'Its time ran out before a capture was made.',
});

OrderTaskRef.implement({
  description: 'One piece of the work on an order item: a capture, or the handing over of archive images.',
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    type: t.expose('type', { type: OrderItemTypeRef, description: 'Whether it captures or takes from the archive.' }),
    status: t.expose('status', { type: OrderTaskStatusRef, description: 'How far it has come.' }),
    state: t.expose('state', { type: LifecycleStateRef, nullable: false, description: 'Where the work stands.' }),
    deliveryStatus: t.expose('deliveryStatus', {
      type: DeliveryStatusRef,
      description: 'How far the delivery of its images to a store has come.',
    }),
    numberOfStrips: t.exposeInt('numberOfStrips', { description: 'How many strips the area is captured in.' }),
    startDate: t.expose('startDate', { type: 'Date', description: 'The first day of its time.' }),
    endDate: t.expose('endDate', { type: 'Date', description: 'The last day of its time.' }),
    tokensUsed: t.exposeInt('tokensUsed', { description: 'Tokens that were taken for it.' }),
    transactionId: t.exposeID('transactionId', { description: 'The payment.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    createdBy: t.exposeID('createdBy', { description: 'Who made it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Who changed it last.' }),
    orderItem: relationOf(t, OrderItemRef, {
      description: 'The order item it is part of.',
      upstream: calls('field', 'ListOrderItems', 'GetOrderItemById'),
      identity: ({ orderItemId }) => ({ id: orderItemId }),
      resolve: resolve.orderTaskOrderItem,
    }),
    deliveries: t.field({
      type: [DeliveryRef],
      description: 'The transfers to a store that the order itself asked for, newest first.',
      extensions: { upstream: calls('field', 'ListDeliveries') },
      resolve: resolve.orderTaskDeliveries,
    }),
  }),
});

builder.objectFields(OrderItemRef, (t) => ({
  tasks: t.field({
    type: [OrderTaskRef],
    description: 'The work on it: one task for an archive order or a single capture, one for each capture that recurs.',
    extensions: { upstream: calls('field', 'ListOrderItems') },
    resolve: resolve.orderItemTasks,
  }),
}));
