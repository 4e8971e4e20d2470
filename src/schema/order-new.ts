import { MAX_FURTHER_CALLS } from '../loaders/kit/apart.ts';
import * as resolve from '../resolvers/order-new.ts';
import type { Order } from '../upstream/order.ts';
import type { TaskingOrder } from '../upstream/order-new.ts';
import type { OrderQuote, OrderQuoteItem } from '../upstream/order-quote.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { calls } from './kit/upstream-cost.ts';
import { OrderRef } from './order.ts';
import { UpliftRef } from './order-item-image.ts';
import { FeasibilityStatusRef, OrderItemTypeRef } from './order-item-status.ts';
import { IntervalRef } from './shared/interval.ts';
import { StacItemRef } from './stac.ts';
import { CloudDeliveryInputRef } from './store.ts';

const RecurrenceInputRef = enumOf<TaskingOrder['recurrence']>('RecurrenceInput', 'How often to capture.', {
  ONCE: 'Once.',
  MONTHLY: 'Every month.',
  BIMONTHLY: 'Every second month.',
  QUARTERLY: 'Every third month.',
});

const ArchiveOrderInputRef = builder.inputType('ArchiveOrderInput', {
  description: 'Existing archive images.',
  fields: (t) => ({
    itemIds: t.idList({
      required: true,
      description: 'The images, by global id or Pixxel id: `StacItem` objects of `searchArchive`.',
    }),
  }),
});

const TaskingOrderInputRef = builder.inputType('TaskingOrderInput', {
  description: 'New captures (tasking).',
  fields: (t) => ({
    bandsetId: t.id({ required: true, description: 'Bandset to capture, by global id or Pixxel id.' }),
    startDate: t.field({
      type: 'DateTime',
      required: true,
      description: 'Start of the capture window (inclusive), at least 24 hours from now.',
    }),
    endDate: t.field({
      type: 'DateTime',
      description: 'End of the capture window (exclusive). For recurring captures, give this or `occurrenceCount`.',
    }),
    occurrenceCount: t.int({
      description: 'Number of recurring captures, at least 1. Give it if there is no `endDate`.',
    }),
    recurrence: t.field({
      type: RecurrenceInputRef,
      required: true,
      defaultValue: 'ONCE',
      description: 'How often to capture.',
    }),
    cloudCover: t.int({ defaultValue: 20, description: 'Maximum cloud cover in percent, 0 to 100.' }),
    offNadir: t.int({ defaultValue: 20, description: 'Maximum off-nadir angle in degrees, 0 to 90.' }),
  }),
});

const OrderProductInputRef = builder.inputType('OrderProductInput', {
  description: 'What to order: give exactly one of the two.',
  isOneOf: true,
  fields: (t) => ({
    archive: t.field({ type: ArchiveOrderInputRef, description: 'Existing archive images.' }),
    tasking: t.field({ type: TaskingOrderInputRef, description: 'New captures (tasking).' }),
  }),
});

const OrderItemInputRef = builder.inputType('OrderItemInput', {
  description: 'One line of an order.',
  fields: (t) => ({
    projectId: t.id({ required: true, description: 'Project to order for, by global id or Pixxel id.' }),
    name: t.string({ description: 'Name of the order item, at most 100 characters.' }),
    useCase: t.string({ required: true, description: 'Use case of the images, such as `agriculture`.' }),
    geometry: t.field({
      type: 'GeoJSONArea',
      required: true,
      description: 'Area to order. Areas under 100 square kilometres are billed as 100.',
    }),
    cloudDelivery: t.field({
      type: CloudDeliveryInputRef,
      description: 'Cloud store to deliver the images to; none if omitted.',
    }),
    product: t.field({ type: OrderProductInputRef, required: true, description: 'What to order.' }),
  }),
});

const SubmitOrderInputRef = builder.inputType('SubmitOrderInput', {
  description: 'Input of `submitOrder` and `orderQuote`. One order can mix archive images and new captures.',
  fields: (t) => ({
    items: t.field({ type: [OrderItemInputRef], required: true, description: 'Lines of the order, at least one.' }),
  }),
});

const OrderQuoteItemRef = builder.objectRef<OrderQuoteItem>('OrderQuoteItem').implement({
  description: 'Price of one line of an order.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the order item.' }),
    type: t.expose('type', { type: OrderItemTypeRef, description: 'Kind of order item.' }),
    areaInSqKm: t.exposeFloat('areaInSqKm', { description: 'Area in square kilometres.' }),
    baseAmount: t.exposeFloat('baseAmount', { description: 'Price in tokens before uplifts.' }),
    finalAmount: t.exposeFloat('finalAmount', { description: 'Price in tokens including uplifts.' }),
    uplifts: t.expose('uplifts', {
      type: [UpliftRef],
      nullable: false,
      description: 'Surcharges and other changes of the price.',
    }),
    feasibilityStatus: t.expose('feasibilityStatus', {
      type: FeasibilityStatusRef,
      description: 'Feasibility of the capture.',
    }),
    occurrences: t.expose('occurrences', {
      type: [IntervalRef],
      nullable: false,
      description: 'Capture window of each occurrence.',
    }),
  }),
});

const OrderQuoteRef = builder.objectRef<OrderQuote>('OrderQuote').implement({
  description: 'Price of an order.',
  fields: (t) => ({
    totalAmount: t.exposeFloat('totalAmount', { description: 'Total price in tokens.' }),
    items: t.expose('items', {
      type: [OrderQuoteItemRef],
      nullable: false,
      description: 'Price of each line, in the order of the input.',
    }),
  }),
});

builder.queryFields((t) => ({
  orderQuote: t.field({
    type: OrderQuoteRef,
    description: 'Price of an order. Nothing is ordered or charged.',
    args: { input: t.arg({ type: SubmitOrderInputRef, required: true, description: 'The order to price.' }) },
    extensions: { upstream: calls('field', 'SubmitOrder') },
    resolve: resolve.orderQuote,
  }),
}));

builder.objectFields(StacItemRef, (t) => ({
  quote: t.field({
    type: OrderQuoteItemRef,
    description: `Price of the image, ordered alone for this area. Nothing is ordered. Null if the image has no valid footprint and no area is given. Up to 100 images are priced together. If Pixxel refuses some of them, these are null with an error, and the others are priced in at most ${MAX_FURTHER_CALLS} further calls.`,
    args: {
      projectId: t.arg.id({ required: true, description: 'Project to price it for, by global id or Pixxel id.' }),
      area: t.arg({ type: 'GeoJSONArea', description: 'Area to order; the whole footprint of the image if omitted.' }),
      useCase: t.arg.string({
        required: true,
        defaultValue: 'other',
        description: 'What the image is for, such as `agriculture`.',
      }),
    },
    extensions: { upstream: calls('field', 'SubmitOrder'), work: true },
    resolve: resolve.itemQuote,
  }),
}));

const SubmitOrderPayloadRef = payloadOf<{ order: Order }>('SubmitOrderPayload', 'Result of `submitOrder`.');

builder.objectFields(SubmitOrderPayloadRef, (t) => ({
  order: t.field({
    type: OrderRef,
    description: 'The new order; null if `userErrors` is not empty.',
    resolve: (payload) => payload.order,
  }),
}));

builder.mutationFields((t) => ({
  submitOrder: t.field({
    type: SubmitOrderPayloadRef,
    description: 'Orders images. This spends tokens: `orderQuote` tells the price of the same input.',
    args: { input: t.arg({ type: SubmitOrderInputRef, required: true, description: 'What to order.' }) },
    extensions: { upstream: calls('field', 'SubmitOrder') },
    resolve: resolve.submitOrder,
  }),
}));
