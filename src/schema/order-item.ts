import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/order-item.ts';
import type {
  DeliverySpeed,
  FeasibilityStatus,
  FieldErrors,
  ImageType,
  OrderedImage,
  OrderItem,
  OrderItemStatus,
  OrderItemType,
  PaymentStatus,
  Recurrence,
  Uplift,
} from '../upstream/order-item.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { BandRef, BandsetRef } from './bandset.ts';
import { CatalogEntryRef } from './catalog.ts';
import { DeliveryRef } from './delivery.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { ProjectRef } from './project.ts';
import { IntervalRef } from './shared/interval.ts';
import { TrackableRef } from './shared/trackable.ts';
import { StacItemRef } from './stac.ts';
import { CloudDeliveryRef } from './store.ts';

export const OrderItemRef = builder.objectRef<OrderItem>('OrderItem');
export const UpliftRef = builder.objectRef<Uplift>('Uplift');
export const OrderedImageRef = builder.objectRef<OrderedImage>('OrderedImage');

export const OrderItemTypeRef = enumOf<OrderItemType>('OrderItemType', 'What is bought.', {
  TASKING: 'One capture that is yet to be made.',
  ARCHIVE: 'Images that exist already.',
  RECURRING: 'Captures that are yet to be made, one each period.',
});

const OrderItemStatusRef = enumOf<OrderItemStatus>('OrderItemStatus', 'How far an order item has come.', {
  DRAFT: 'Not paid yet.',
  ACTIVE: 'Being captured or prepared.',
  FULFILLED: 'All of its images are there.',
  PARTIALLY_FULFILLED: 'It has ended with some of its images.',
  CANCELLED: 'It was called off.',
  FAILED: 'It has ended without an image.',
});

const PaymentStatusRef = enumOf<PaymentStatus>('PaymentStatus', 'How the payment of an order item stands.', {
  PAID: 'Paid.',
  PARTIAL_REFUND: 'Paid, and in part paid back.',
  REFUND: 'Paid back.',
  UNPAID: 'Not paid.',
  PARTIAL_MONTHLY: 'Paid month by month, and not to the end yet.',
});

export const FeasibilityStatusRef = enumOf<FeasibilityStatus>(
  'FeasibilityStatus',
  'Whether a capture can be made as ordered.',
  {
    NOT_APPLICABLE: 'Nothing has to be captured.',
    FAILED: 'It cannot.',
    WEAK_SUCCESS: 'It may, with little room.',
    SUCCESS: 'It can.',
    UNSPECIFIED: 'That was not looked at.',
  },
);

const RecurrenceRef = enumOf<Recurrence>('Recurrence', 'How often a capture is made.', {
  ONCE: 'Once.',
  WEEKLY: 'Every week.',
  MONTHLY: 'Every month.',
  BIMONTHLY: 'Every second month.',
  QUARTERLY: 'Every third month.',
  NOT_APPLICABLE: 'Nothing is captured.',
});

const DeliverySpeedRef = enumOf<DeliverySpeed>('DeliverySpeed', 'How soon after the capture an image is there.', {
  STANDARD: 'In the usual time.',
  EXPEDITED: 'Sooner, at a higher price.',
  NOT_APPLICABLE: 'Nothing is captured.',
});

const ImageTypeRef = enumOf<ImageType>('ImageType', 'The part of the spectrum that an image covers.', {
  VNIR: 'Visible and near infrared.',
  SWIR: 'Short-wave infrared.',
  VSWIR: 'Visible to short-wave infrared.',
});

/** The field that leads from an image's id to the image. */
function itemOf<Parent extends OrderedImage | Uplift>(t: Parameters<typeof relationOf<Parent, StacItem>>[0]) {
  return relationOf(t, StacItemRef, {
    description: 'The image itself; null where the archive does not have it.',
    upstream: calls('field', 'SearchArchive'),
    identity: ({ itemId }) => (itemId === null ? null : { id: itemId, collectionId: null }),
    resolve: resolve.orderedItem,
  });
}

UpliftRef.implement({
  description: 'Something that changes a price.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What it is for, in short.' }),
    subtitle: t.exposeString('subtitle', { description: 'What it is for, in more words.' }),
    percentage: t.exposeFloat('percentage', { description: 'Per cent of the base amount.' }),
    amount: t.exposeFloat('amount', { description: 'Tokens.' }),
    itemId: t.exposeID('itemId', {
      description: 'The STAC item id of the image that it is about; null for no one image.',
    }),
    item: itemOf(t),
  }),
});

OrderedImageRef.implement({
  description: 'An image that an order item holds.',
  fields: (t) => ({
    itemId: t.exposeID('itemId', { description: 'The STAC item id of the image.' }),
    item: itemOf(t),
    geometry: t.expose('geometry', { type: 'GeoJSONGeometry', description: 'The part of it that was ordered.' }),
  }),
});

const FieldErrorsRef = builder.objectRef<FieldErrors>('FieldErrors').implement({
  description: 'What is wrong with one field of an order item.',
  fields: (t) => ({
    field: t.exposeString('field', { nullable: false, description: 'The field, by the name Pixxel gives it.' }),
    messages: t.exposeStringList('messages', { nullable: false, description: 'What is wrong with it.' }),
  }),
});

builder.node(OrderItemRef, {
  description: 'One position of an order: images of the archive, or captures to come, of an area for a project.',
  interfaces: [TrackableRef],
  id: { resolve: ({ id }) => globalIdOf('OrderItem', { id }) },
  loadOne: (id, context) => resolve.orderItem(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name it was given.' }),
    type: t.expose('type', { type: OrderItemTypeRef, description: 'What is bought.' }),
    status: t.expose('status', { type: OrderItemStatusRef, description: 'How far it has come.' }),
    progress: t.float({
      description:
        'Per cent of its tasks that have ended; null where the tasks are not at hand: select `tasks` beside it.',
      resolve: resolve.orderItemProgress,
    }),
    paymentStatus: t.expose('paymentStatus', { type: PaymentStatusRef, description: 'How its payment stands.' }),
    feasibilityStatus: t.expose('feasibilityStatus', {
      type: FeasibilityStatusRef,
      description: 'Whether it can be captured as ordered.',
    }),
    lastFeasibilityCheck: t.expose('lastFeasibilityCheck', {
      type: 'DateTime',
      description: 'When that was last looked at.',
    }),
    recurrence: t.expose('recurrence', { type: RecurrenceRef, description: 'How often it is captured.' }),
    deliverySpeed: t.expose('deliverySpeed', {
      type: DeliverySpeedRef,
      description: 'How soon after a capture the image is there.',
    }),
    imageType: t.expose('imageType', { type: ImageTypeRef, description: 'The part of the spectrum.' }),
    areaInSqKm: t.exposeFloat('areaInSqKm', { description: 'The ordered area in square kilometres.' }),
    baseAmount: t.exposeFloat('baseAmount', { description: 'The price in tokens before uplifts.' }),
    finalAmount: t.exposeFloat('finalAmount', { description: 'The price in tokens with uplifts.' }),
    tokensUsed: t.exposeInt('tokensUsed', { description: 'Tokens that were taken for it.' }),
    uplifts: t.expose('uplifts', { type: [UpliftRef], nullable: false, description: 'What changed its price.' }),
    bands: t.expose('bands', { type: [BandRef], nullable: false, description: 'The bands that were ordered.' }),
    numberOfBands: t.exposeInt('numberOfBands', { description: 'How many bands that are.' }),
    customBands: t.expose('customBands', {
      type: t.listRef(t.listRef('Int', { nullable: false }), { nullable: false }),
      nullable: false,
      description: 'Bands that were picked one by one, by their numbers, in groups.',
    }),
    cloudCover: t.exposeFloat('cloudCover', { description: 'The clouds that a capture may have, per cent.' }),
    offNadir: t.exposeFloat('offNadir', { description: 'How far from straight down a capture may look, degrees.' }),
    startDate: t.expose('startDate', { type: 'DateTime', description: 'The first moment that it may be captured.' }),
    endDate: t.expose('endDate', { type: 'DateTime', description: 'The moment before which it must be captured.' }),
    occurrenceCount: t.exposeInt('occurrenceCount', { description: 'How many captures are to be made.' }),
    occurrences: t.expose('occurrences', {
      type: [IntervalRef],
      nullable: false,
      description: 'When each capture may be made.',
    }),
    useCase: t.exposeString('useCase', { description: 'What the images are for.' }),
    transactionId: t.exposeID('transactionId', { description: 'The payment.' }),
    orgId: t.exposeID('orgId', { description: 'The organization (workspace) that ordered it.' }),
    userId: t.exposeID('userId', { description: 'Who ordered it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was ordered.' }),
    createdBy: t.exposeID('createdBy', { description: 'Who made it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Who changed it last.' }),
    images: t.expose('images', { type: [OrderedImageRef], nullable: false, description: 'The images it holds.' }),
    cloudDelivery: t.expose('cloudDelivery', {
      type: CloudDeliveryRef,
      description: 'Where its images are put once they are there; null where nowhere.',
    }),
    validationErrors: t.field({
      type: [FieldErrorsRef],
      description: 'What is wrong with it.',
      extensions: { upstream: calls('field', 'ListOrderItems') },
      resolve: resolve.orderItemValidationErrors,
    }),
    project: relationOf(t, ProjectRef, {
      description: 'The project it is for.',
      upstream: calls('field', 'ListProjects', 'GetProjectById'),
      identity: ({ projectId }) => (projectId === null ? null : { id: projectId }),
      resolve: resolve.orderItemProject,
    }),
    bandset: relationOf(t, BandsetRef, {
      description: 'The bandset that was ordered.',
      upstream: calls('field', 'ListBandsets'),
      identity: ({ bandsetId }) => (bandsetId === null ? null : { id: bandsetId }),
      resolve: resolve.orderItemBandset,
    }),
    catalogEntries: connectionOf(t, CatalogEntryRef, {
      description: 'The images that it has brought.',
      upstream: calls('field', 'SearchCatalogs', 'ListOrderItems'),
      resolve: resolve.orderItemCatalogEntries,
    }),
    deliveries: t.field({
      type: [DeliveryRef],
      description: 'The transfers of its images to stores, newest first.',
      extensions: { upstream: calls('field', 'ListDeliveries', 'ListOrderItems', 'SearchCatalogs') },
      resolve: resolve.orderItemDeliveries,
    }),
  }),
});

const OrderItemFilterRef = builder.inputType('OrderItemFilter', {
  description: 'Narrows a list of order items.',
  fields: (t) => ({
    userId: t.id({ description: 'Only items that this user ordered.' }),
    createdBy: t.id({ description: 'Only items that this user made.' }),
    type: t.field({ type: OrderItemTypeRef, description: 'Only items of this type.' }),
    status: t.field({ type: OrderItemStatusRef, description: 'Only items that stand so.' }),
  }),
});

builder.objectFields(ProjectRef, (t) => ({
  orderItems: connectionOf(t, OrderItemRef, {
    description: 'What was ordered for this project.',
    args: { filter: t.arg({ type: OrderItemFilterRef, description: 'Which items; all where it is left out.' }) },
    upstream: calls('field', 'ListOrderItems'),
    resolve: resolve.projectOrderItems,
  }),
}));

builder.queryFields((t) => ({
  orderItems: connectionOf(t, OrderItemRef, {
    description: 'Order items: all that the key can reach, or those that fit every argument.',
    args: {
      ids: t.arg.idList({ description: 'Only these items, by either of their ids.' }),
      orderIds: t.arg.idList({ description: 'Only items of these orders, by either of their ids.' }),
      projectIds: t.arg.idList({ description: 'Only items for these projects, by either of their ids.' }),
      filter: t.arg({ type: OrderItemFilterRef, description: 'Which items; all where it is left out.' }),
    },
    upstream: calls('field', 'ListOrderItems'),
    resolve: resolve.orderItems,
  }),
  orderItem: t.field({
    type: OrderItemRef,
    description: 'One order item; null where there is none that the key can reach.',
    args: { id: t.arg.id({ required: true, description: 'The order item, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'GetOrderItemById') },
    resolve: resolve.orderItem,
  }),
}));
