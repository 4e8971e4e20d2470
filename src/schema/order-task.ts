import * as resolve from '../resolvers/order-item.ts';
import type { OrderTask, OrderTaskStatus } from '../upstream/order-task.ts';
import { DeliveryRef, DeliveryStatusRef } from './delivery.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { OrderItemRef } from './order-item.ts';
import { OrderItemTypeRef } from './order-item-status.ts';
import { LifecycleStateRef } from './shared/trackable.ts';

const OrderTaskRef = builder.objectRef<OrderTask>('OrderTask');

const OrderTaskStatusRef = enumOf<OrderTaskStatus>('OrderTaskStatus', 'Status of an order task.', {
  DRAFT: 'Planned. A later capture of a recurring order stays in this status until shortly before its start.',
  SUBMITTED: 'Submitted to the satellite or the archive.',
  IN_PROGRESS: 'Images are being captured or prepared.',
  FULFILLED: 'All images are available.',
  PARTIALLY_FULFILLED: 'Finished with some of the images.',
  FAILED: 'Finished without any image.',
  CANCELLED: 'Cancelled.',
  EXPIRED: 'The capture window ended without a capture.',
});

OrderTaskRef.implement({
  description: 'One unit of work on an order item: a capture, or the delivery of archive images.',
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    type: t.expose('type', { type: OrderItemTypeRef, description: 'Whether it is a capture or an archive order.' }),
    status: t.expose('status', { type: OrderTaskStatusRef, description: 'Status of the task.' }),
    state: t.expose('state', {
      type: LifecycleStateRef,
      nullable: false,
      description: 'State of the work, in the vocabulary shared by all long-running work.',
    }),
    deliveryStatus: t.expose('deliveryStatus', {
      type: DeliveryStatusRef,
      description: 'Status of the delivery of its images to a cloud store.',
    }),
    numberOfStrips: t.exposeInt('numberOfStrips', { description: 'Number of strips in which the area is captured.' }),
    startDate: t.expose('startDate', { type: 'Date', description: 'First day of its capture window.' }),
    endDate: t.expose('endDate', { type: 'Date', description: 'Last day of its capture window.' }),
    tokensUsed: t.exposeInt('tokensUsed', { description: 'Tokens charged.' }),
    transactionId: t.exposeID('transactionId', { description: 'Id of the payment transaction.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    createdBy: t.exposeID('createdBy', { description: 'Id of the user who created it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Id of the user who last changed it.' }),
    orderItem: relationOf(t, OrderItemRef, {
      description: 'The order item that it belongs to.',
      upstream: calls('field', 'ListOrderItems', 'GetOrderItemById'),
      ...resolve.orderTaskOrderItem,
    }),
    deliveries: t.field({
      type: [DeliveryRef],
      description: 'Transfers to a cloud store requested by the order itself, newest first.',
      extensions: { upstream: calls('field', 'ListDeliveries') },
      resolve: resolve.orderTaskDeliveries,
    }),
  }),
});

builder.objectFields(OrderItemRef, (t) => ({
  tasks: t.field({
    type: [OrderTaskRef],
    description:
      'Tasks of the order item: one for an archive order or a single capture, one for each recurring capture.',
    extensions: { upstream: calls('field', 'ListOrderItems') },
    resolve: resolve.orderItemTasks,
  }),
}));
