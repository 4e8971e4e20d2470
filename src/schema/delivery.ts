import * as resolve from '../resolvers/delivery.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import type { Delivery, DeliveryStatus } from '../upstream/delivery.ts';
import { CatalogEntryRef, CatalogTargetInputRef } from './catalog.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { lookupOf, needing, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { LifecycleStateRef, TrackableRef } from './shared/trackable.ts';
import { CloudDeliveryInputRef, CloudDeliveryRef } from './store.ts';

export const DeliveryRef = builder.objectRef<Delivery>('Delivery');

export const DeliveryStatusRef = enumOf<DeliveryStatus>('DeliveryStatus', 'Status of a delivery.', {
  UNSPECIFIED: 'Unknown.',
  CREATED: 'Created; the transfer has not started.',
  PENDING: 'Created; the transfer has not started.',
  IN_PROGRESS: 'The image is being transferred.',
  SUCCESS: 'The image is in the store.',
  FAILED: 'The transfer failed.',
  NOT_APPLICABLE: 'No delivery was requested.',
});

builder.node(DeliveryRef, {
  description: 'The transfer of one catalog image to a cloud store.',
  interfaces: [TrackableRef],
  id: { resolve: ({ id }) => globalIdOf('Delivery', { id }) },
  loadOne: (id, context) => resolve.delivery.load(resolve.delivery.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    taskId: t.exposeID('taskId', {
      description:
        'Id of the order task that it belongs to; null if the delivery was requested separately from an order.',
    }),
    status: t.expose('status', { type: DeliveryStatusRef, description: 'Status of the delivery.' }),
    targetPath: t.exposeString('targetPath', {
      description: 'Path of the image in the store, relative to the path of `cloudDelivery`.',
    }),
    cloudDelivery: t.expose('cloudDelivery', { type: CloudDeliveryRef, description: 'Where the image is delivered.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was requested.' }),
    createdBy: t.exposeID('createdBy', { description: 'Id of the user who requested it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Id of the user who last changed it.' }),
    catalogEntry: relationOf(t, CatalogEntryRef, {
      description: 'The delivered image.',
      upstream: calls('field', 'SearchCatalogs', 'GetCatalogById'),
      ...resolve.deliveryCatalogEntry,
    }),
  }),
});

builder.objectFields(CatalogEntryRef, (t) => ({
  deliveryStatus: t.expose('deliveryStatus', {
    type: DeliveryStatusRef,
    description: 'Status of its delivery.',
  }),
  deliveries: t.field({
    type: [DeliveryRef],
    description: 'Transfers of the image to cloud stores, newest first.',
    extensions: { upstream: calls('field', 'ListDeliveries'), ahead: needing('id') },
    resolve: resolve.catalogEntryDeliveries,
  }),
}));

builder.queryFields((t) => ({
  deliveries: connectionOf(t, DeliveryRef, {
    description: 'Transfers of images to cloud stores, newest first. A delivery must match every argument given.',
    args: {
      catalogEntryId: t.arg.id({ description: 'Only deliveries of this catalog entry, by global id or Pixxel id.' }),
      orderItemId: t.arg.id({
        description: 'Only deliveries of images of this order item, by global id or Pixxel id.',
      }),
      taskId: t.arg.id({ description: 'Only deliveries requested by this order task.' }),
      states: t.arg({ type: [LifecycleStateRef], description: 'Only deliveries in one of these states.' }),
    },
    upstream: calls('field', 'ListDeliveries'),
    resolve: resolve.deliveries,
  }),
  delivery: lookupOf(t, DeliveryRef, {
    description: 'One delivery; null if it does not exist or the key cannot access it.',
    args: { id: t.arg.id({ required: true, description: 'The delivery, by global id or Pixxel id.' }) },
    upstream: calls('field', 'ListDeliveries'),
    ...resolve.delivery,
  }),
}));

const DeliveryInputRef = builder.inputType('DeliveryInput', {
  description: 'Images to deliver, and the store to deliver them to.',
  fields: (t) => ({
    target: t.field({ type: CatalogTargetInputRef, required: true, description: 'Images to deliver.' }),
    cloudDelivery: t.field({ type: CloudDeliveryInputRef, required: true, description: 'Where to deliver them.' }),
  }),
});

const CreateDeliveriesInputRef = builder.inputType('CreateDeliveriesInput', {
  description: 'Input of `createDeliveries`.',
  fields: (t) => ({
    deliveries: t.field({
      type: [DeliveryInputRef],
      required: true,
      description: 'Deliveries to create, at least one. Each can name several images.',
    }),
  }),
});

const CreateDeliveriesPayloadRef = payloadOf<{ deliveries: readonly Delivery[] }>(
  'CreateDeliveriesPayload',
  'Result of `createDeliveries`.',
);

builder.objectFields(CreateDeliveriesPayloadRef, (t) => ({
  deliveries: t.field({
    type: [DeliveryRef],
    description: 'The new deliveries, one for each image, still in progress; null if `userErrors` is not empty.',
    resolve: (payload) => payload.deliveries,
  }),
}));

builder.mutationFields((t) => ({
  createDeliveries: t.field({
    type: CreateDeliveriesPayloadRef,
    description:
      'Delivers catalog images to a cloud store. Transfers run in the background: follow `state`, or subscribe to `deliveryProgress`.',
    args: {
      input: t.arg({
        type: CreateDeliveriesInputRef,
        required: true,
        description: 'The images, and where to deliver them.',
      }),
    },
    extensions: { upstream: calls('field', 'CreateDeliveries') },
    resolve: resolve.createDeliveries,
  }),
}));
