import * as resolve from '../resolvers/order-new.ts';
import type { Order } from '../upstream/order.ts';
import type { TaskingOrder } from '../upstream/order-new.ts';
import type { OrderQuote, OrderQuoteItem } from '../upstream/order-quote.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { calls } from './kit/upstream-cost.ts';
import { OrderRef } from './order.ts';
import { FeasibilityStatusRef, OrderItemTypeRef, UpliftRef } from './order-item.ts';
import { IntervalRef } from './shared/interval.ts';
import { CloudDeliveryInputRef } from './store.ts';

const RecurrenceInputRef = enumOf<TaskingOrder['recurrence']>('RecurrenceInput', 'How often to capture.', {
  ONCE: 'Once.',
  MONTHLY: 'Every month.',
  BIMONTHLY: 'Every second month.',
  QUARTERLY: 'Every third month.',
});

const ArchiveOrderInputRef = builder.inputType('ArchiveOrderInput', {
  description: 'Images that exist already.',
  fields: (t) => ({
    itemIds: t.idList({ required: true, description: 'The STAC items, as a search of the archive finds them.' }),
  }),
});

const TaskingOrderInputRef = builder.inputType('TaskingOrderInput', {
  description: 'Captures to come.',
  fields: (t) => ({
    bandsetId: t.id({ required: true, description: 'The bands to capture.' }),
    startDate: t.field({
      type: 'DateTime',
      required: true,
      description: 'From when on to capture; at least a day from now.',
    }),
    endDate: t.field({
      type: 'DateTime',
      description: 'Until when, that moment not included. Recurring captures take this or `occurrenceCount`.',
    }),
    occurrenceCount: t.int({ description: 'How many captures to make, where they recur and there is no `endDate`.' }),
    recurrence: t.field({
      type: RecurrenceInputRef,
      required: true,
      defaultValue: 'ONCE',
      description: 'How often to capture.',
    }),
    cloudCover: t.int({ defaultValue: 20, description: 'The most clouds to accept, 0 to 100 per cent.' }),
    offNadir: t.int({ defaultValue: 20, description: 'How far from straight down to look at most, degrees.' }),
  }),
});

const OrderProductInputRef = builder.inputType('OrderProductInput', {
  description: 'What to order: one of the two.',
  isOneOf: true,
  fields: (t) => ({
    archive: t.field({ type: ArchiveOrderInputRef, description: 'Images that exist already.' }),
    tasking: t.field({ type: TaskingOrderInputRef, description: 'Captures to come.' }),
  }),
});

const OrderItemInputRef = builder.inputType('OrderItemInput', {
  description: 'One position of an order.',
  fields: (t) => ({
    projectId: t.id({ required: true, description: 'The project that it is for.' }),
    name: t.string({ description: 'A name for it, of at most 100 characters.' }),
    useCase: t.string({ required: true, description: 'What the images are for, such as `agriculture`.' }),
    geometry: t.field({
      type: 'GeoJSONArea',
      required: true,
      description: 'The area. Less than 100 square kilometres costs as much as 100.',
    }),
    cloudDelivery: t.field({
      type: CloudDeliveryInputRef,
      description: 'Where to put the images once they are there; nowhere where it is left out.',
    }),
    product: t.field({ type: OrderProductInputRef, required: true, description: 'What to order.' }),
  }),
});

const SubmitOrderInputRef = builder.inputType('SubmitOrderInput', {
  description: 'An order. Archive images and captures to come can stand in one.',
  fields: (t) => ({
    items: t.field({ type: [OrderItemInputRef], required: true, description: 'What to order; at least one.' }),
  }),
});

const OrderQuoteItemRef = builder.objectRef<OrderQuoteItem>('OrderQuoteItem').implement({
  description: 'What one position of an order would cost.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    type: t.expose('type', { type: OrderItemTypeRef, description: 'What would be bought.' }),
    areaInSqKm: t.exposeFloat('areaInSqKm', { description: 'The area in square kilometres.' }),
    baseAmount: t.exposeFloat('baseAmount', { description: 'The price in tokens before uplifts.' }),
    finalAmount: t.exposeFloat('finalAmount', { description: 'The price in tokens with uplifts.' }),
    uplifts: t.expose('uplifts', { type: [UpliftRef], nullable: false, description: 'What changes the price.' }),
    feasibilityStatus: t.expose('feasibilityStatus', {
      type: FeasibilityStatusRef,
      description: 'Whether it can be captured so.',
    }),
    occurrences: t.expose('occurrences', {
      type: [IntervalRef],
      nullable: false,
      description: 'When each capture would be made.',
    }),
  }),
});

const OrderQuoteRef = builder.objectRef<OrderQuote>('OrderQuote').implement({
  description: 'What an order would cost.',
  fields: (t) => ({
    totalAmount: t.exposeFloat('totalAmount', { description: 'The price of all items in tokens.' }),
    items: t.expose('items', {
      type: [OrderQuoteItemRef],
      nullable: false,
      description: 'The price of each item, in the order of the input.',
    }),
  }),
});

builder.queryFields((t) => ({
  orderQuote: t.field({
    type: OrderQuoteRef,
    description: 'What an order would cost. Nothing is ordered.',
    args: { input: t.arg({ type: SubmitOrderInputRef, required: true, description: 'The order to price.' }) },
    extensions: { upstream: calls('field', 'SubmitOrder') },
    resolve: resolve.orderQuote,
  }),
}));

const SubmitOrderPayloadRef = payloadOf<{ order: Order }>('SubmitOrderPayload', 'What came of `submitOrder`.');

builder.objectFields(SubmitOrderPayloadRef, (t) => ({
  order: t.field({
    type: OrderRef,
    description: 'The new order; null where `userErrors` says why not.',
    resolve: (payload) => payload.order,
  }),
}));

builder.mutationFields((t) => ({
  submitOrder: t.field({
    type: SubmitOrderPayloadRef,
    description: 'Buys images: this spends tokens. `orderQuote` tells the price of the same input before.',
    args: { input: t.arg({ type: SubmitOrderInputRef, required: true, description: 'What to order.' }) },
    extensions: { upstream: calls('field', 'SubmitOrder') },
    resolve: resolve.submitOrder,
  }),
}));
