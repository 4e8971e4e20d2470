import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/order-item.ts';
import { orderItems, projectOrderItems } from '../resolvers/order-item-page.ts';
import type { OrderItem } from '../upstream/order-item.ts';
import type { FieldErrors } from '../upstream/order-item-lists.ts';
import { BandRef, BandsetRef } from './bandset.ts';
import { CatalogEntryRef } from './catalog.ts';
import { DeliveryRef } from './delivery.ts';
import { builder } from './kit/builder.ts';
import { checkedByGateway, connectionOf } from './kit/connection.ts';
import { lookupOf, needing, relationOf } from './kit/relation.ts';
import { calls, callsForIds } from './kit/upstream-cost.ts';
import { OrderedImageRef, UpliftRef } from './order-item-image.ts';
import {
  DeliverySpeedRef,
  FeasibilityStatusRef,
  ImageTypeRef,
  OrderItemStatusRef,
  OrderItemTypeRef,
  PaymentStatusRef,
  RecurrenceRef,
} from './order-item-status.ts';
import { ProjectRef } from './project.ts';
import { IntervalRef, TimeIntervalInputRef } from './shared/interval.ts';
import { RangeInputRef } from './shared/range.ts';
import { TrackableRef } from './shared/trackable.ts';
import { CloudDeliveryRef } from './store.ts';

export const OrderItemRef = builder.objectRef<OrderItem>('OrderItem');

const FieldErrorsRef = builder.objectRef<FieldErrors>('FieldErrors').implement({
  description: 'Validation errors of one field of an order item.',
  fields: (t) => ({
    field: t.exposeString('field', { nullable: false, description: 'Name of the field in the REST API.' }),
    messages: t.exposeStringList('messages', {
      nullable: false,
      description: 'What is wrong, one message for each problem.',
    }),
  }),
});

builder.node(OrderItemRef, {
  description: 'One line of an order: archive images or new captures of an area, for a project.',
  interfaces: [TrackableRef],
  id: { resolve: ({ id }) => globalIdOf('OrderItem', { id }) },
  loadOne: (id, context) => resolve.orderItem.load(resolve.orderItem.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Name of the order item.' }),
    type: t.expose('type', { type: OrderItemTypeRef, description: 'Kind of order item.' }),
    status: t.expose('status', { type: OrderItemStatusRef, description: 'Status of the order item.' }),
    progress: t.float({
      description: 'Percentage of its tasks that have ended, 0 to 100; null if it has no tasks.',
      extensions: { upstream: calls('field', 'ListOrderItems') },
      resolve: resolve.orderItemProgress,
    }),
    paymentStatus: t.expose('paymentStatus', { type: PaymentStatusRef, description: 'Payment status.' }),
    feasibilityStatus: t.expose('feasibilityStatus', {
      type: FeasibilityStatusRef,
      description: 'Feasibility of the capture.',
    }),
    lastFeasibilityCheck: t.expose('lastFeasibilityCheck', {
      type: 'DateTime',
      description: 'When feasibility was last assessed.',
    }),
    recurrence: t.expose('recurrence', { type: RecurrenceRef, description: 'How often captures are made.' }),
    deliverySpeed: t.expose('deliverySpeed', {
      type: DeliverySpeedRef,
      description: 'How soon after capture an image is delivered.',
    }),
    imageType: t.expose('imageType', { type: ImageTypeRef, description: 'Spectral range of the images.' }),
    areaInSqKm: t.exposeFloat('areaInSqKm', { description: 'Ordered area in square kilometres.' }),
    baseAmount: t.exposeFloat('baseAmount', { description: 'Price in tokens before uplifts.' }),
    finalAmount: t.exposeFloat('finalAmount', { description: 'Price in tokens including uplifts.' }),
    tokensUsed: t.exposeInt('tokensUsed', { description: 'Tokens charged.' }),
    uplifts: t.expose('uplifts', {
      type: [UpliftRef],
      nullable: false,
      description: 'Surcharges and other changes of the price.',
    }),
    bands: t.expose('bands', { type: [BandRef], nullable: false, description: 'The ordered bands.' }),
    numberOfBands: t.exposeInt('numberOfBands', { description: 'Number of ordered bands.' }),
    customBands: t.expose('customBands', {
      type: t.listRef(t.listRef('Int', { nullable: false }), { nullable: false }),
      nullable: false,
      description: 'Individually selected bands, as groups of band numbers.',
    }),
    cloudCover: t.exposeFloat('cloudCover', { description: 'Maximum cloud cover of a capture, in percent.' }),
    offNadir: t.exposeFloat('offNadir', { description: 'Maximum off-nadir angle of a capture, in degrees.' }),
    startDate: t.expose('startDate', { type: 'DateTime', description: 'Start of the capture window (inclusive).' }),
    endDate: t.expose('endDate', { type: 'DateTime', description: 'End of the capture window (exclusive).' }),
    occurrenceCount: t.exposeInt('occurrenceCount', { description: 'Number of captures.' }),
    occurrences: t.expose('occurrences', {
      type: [IntervalRef],
      nullable: false,
      description: 'Capture window of each occurrence.',
    }),
    useCase: t.exposeString('useCase', { description: 'Use case of the images.' }),
    transactionId: t.exposeID('transactionId', { description: 'Id of the payment transaction.' }),
    orgId: t.exposeID('orgId', { description: 'Id of the organization (workspace) that ordered it.' }),
    userId: t.exposeID('userId', { description: 'Id of the user who ordered it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was ordered.' }),
    createdBy: t.exposeID('createdBy', { description: 'Id of the user who created it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Id of the user who last changed it.' }),
    images: t.expose('images', { type: [OrderedImageRef], nullable: false, description: 'Ordered archive images.' }),
    cloudDelivery: t.expose('cloudDelivery', {
      type: CloudDeliveryRef,
      description: 'Cloud store to which its images are delivered; null if none.',
    }),
    validationErrors: t.field({
      type: [FieldErrorsRef],
      description: 'What Pixxel found wrong with the order item, by field; empty if nothing.',
      extensions: { upstream: calls('field', 'ListOrderItems') },
      resolve: resolve.orderItemValidationErrors,
    }),
    project: relationOf(t, ProjectRef, {
      description: 'The project that it was ordered for.',
      upstream: calls('field', 'ListProjects', 'GetProjectById'),
      ...resolve.orderItemProject,
    }),
    bandset: relationOf(t, BandsetRef, {
      description: 'The bandset that was ordered.',
      upstream: calls('field', 'ListBandsets'),
      ...resolve.orderItemBandset,
    }),
    catalogEntries: connectionOf(t, CatalogEntryRef, {
      description: 'Images that it delivered.',
      upstream: calls('field', 'SearchCatalogs', 'ListOrderItems'),
      needs: ['id'],
      resolve: resolve.orderItemCatalogEntries,
    }),
    deliveries: t.field({
      type: [DeliveryRef],
      description: 'Transfers of its images to cloud stores, newest first.',
      extensions: {
        upstream: calls('field', 'ListDeliveries', 'ListOrderItems', 'SearchCatalogs'),
        ahead: needing('id'),
      },
      resolve: resolve.orderItemDeliveries,
    }),
  }),
});

const OrderItemFilterRef = builder.inputType('OrderItemFilter', {
  description: `Filters a list of order items. An item must match every field given. ${checkedByGateway('`createdAt` and `areaInSqKm`')}`,
  fields: (t) => ({
    userId: t.id({ description: 'Only items ordered by this user.' }),
    createdBy: t.id({ description: 'Only items created by this user.' }),
    type: t.field({ type: OrderItemTypeRef, description: 'Only items of this type.' }),
    status: t.field({ type: OrderItemStatusRef, description: 'Only items with this status.' }),
    createdAt: t.field({ type: TimeIntervalInputRef, description: 'Only items ordered in this interval.' }),
    areaInSqKm: t.field({ type: RangeInputRef, description: 'Only items of this area, in square kilometres.' }),
  }),
});

function isFilteredHere({
  filter,
}: {
  filter?: { createdAt?: unknown; areaInSqKm?: unknown } | null | undefined;
}): boolean {
  return Boolean(filter?.createdAt ?? filter?.areaInSqKm);
}

builder.objectFields(ProjectRef, (t) => ({
  orderItems: connectionOf(t, OrderItemRef, {
    description: 'Order items of this project.',
    args: { filter: t.arg({ type: OrderItemFilterRef, description: 'Only matching items; all if omitted.' }) },
    upstream: calls('field', 'ListOrderItems'),
    readsOn: isFilteredHere,
    needs: ['id'],
    resolve: projectOrderItems,
  }),
  latestOrderItem: t.field({
    type: OrderItemRef,
    description: 'The order item that was created last; null if the project has no order items.',
    extensions: { upstream: calls('field', 'ListOrderItems'), ahead: needing('id') },
    resolve: resolve.projectLatestOrderItem,
  }),
}));

builder.queryFields((t) => ({
  orderItems: connectionOf(t, OrderItemRef, {
    description: 'Order items: all that the key can access, or those that match every argument given.',
    args: {
      ids: t.arg.idList({ description: 'Only these items, by global id or Pixxel id.' }),
      orderIds: t.arg.idList({ description: 'Only items of these orders, by global id or Pixxel id.' }),
      projectIds: t.arg.idList({ description: 'Only items for these projects, by global id or Pixxel id.' }),
      filter: t.arg({ type: OrderItemFilterRef, description: 'Only matching items; all if omitted.' }),
    },
    upstream: callsForIds({ ids: 'OrderItem', orderIds: 'Order', projectIds: 'Project' }, 'ListOrderItems'),
    readsOn: isFilteredHere,
    resolve: orderItems,
  }),
  orderItem: lookupOf(t, OrderItemRef, {
    description: 'One order item; null if it does not exist or the key cannot access it.',
    args: { id: t.arg.id({ required: true, description: 'The order item, by global id or Pixxel id.' }) },
    upstream: calls('field', 'GetOrderItemById'),
    ...resolve.orderItem,
  }),
}));
