import * as resolve from '../resolvers/delivery.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import type { Delivery, DeliveryStatus } from '../upstream/delivery.ts';
import { CatalogEntryRef, CatalogTargetInputRef } from './catalog.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { TrackableRef } from './shared/trackable.ts';
import { CloudDeliveryInputRef, CloudDeliveryRef } from './store.ts';

export const DeliveryRef = builder.objectRef<Delivery>('Delivery');

export const DeliveryStatusRef = enumOf<DeliveryStatus>('DeliveryStatus', 'How far a delivery has come.', {
  UNSPECIFIED: 'Nothing is known.',
  CREATED: 'Taken on.',
  PENDING: 'Waiting for the image.',
  IN_PROGRESS: 'Being transferred.',
  SUCCESS: 'All of it is in the store.',
  FAILED: 'It could not be transferred.',
  NOT_APPLICABLE: 'There is nothing to deliver.',
});

builder.node(DeliveryRef, {
  description: 'The transfer of one image of the catalog to a store.',
  interfaces: [TrackableRef],
  id: { resolve: ({ id }) => globalIdOf('Delivery', { id }) },
  loadOne: (id, context) => resolve.delivery(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    taskId: t.exposeID('taskId', {
      description: 'The order task that it belongs to; null where it was asked for apart from any order.',
    }),
    status: t.expose('status', { type: DeliveryStatusRef, description: 'How far it has come.' }),
    targetPath: t.exposeString('targetPath', {
      description: 'Where in the store the image is, below the path of `cloudDelivery`.',
    }),
    cloudDelivery: t.expose('cloudDelivery', { type: CloudDeliveryRef, description: 'Where it goes.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    createdBy: t.exposeID('createdBy', { description: 'Who asked for it.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    updatedBy: t.exposeID('updatedBy', { description: 'Who changed it last.' }),
    catalogEntry: relationOf(t, CatalogEntryRef, {
      description: 'The image that is delivered.',
      upstream: calls('field', 'SearchCatalogs', 'GetCatalogById'),
      identity: ({ catalogEntryId }) => (catalogEntryId === null ? null : { id: catalogEntryId }),
      resolve: resolve.deliveryCatalogEntry,
    }),
  }),
});

builder.objectFields(CatalogEntryRef, (t) => ({
  deliveryStatus: t.expose('deliveryStatus', {
    type: DeliveryStatusRef,
    description: 'How far its delivery has come.',
  }),
  deliveries: t.field({
    type: [DeliveryRef],
    description: 'Its transfers to stores, newest first.',
    extensions: { upstream: calls('field', 'ListDeliveries') },
    resolve: resolve.catalogEntryDeliveries,
  }),
}));

builder.queryFields((t) => ({
  deliveries: connectionOf(t, DeliveryRef, {
    description: 'Transfers of images to stores, newest first: those for which all that is given holds.',
    args: {
      catalogEntryId: t.arg.id({ description: 'Only those of this catalog entry, by either of its ids.' }),
      orderItemId: t.arg.id({ description: 'Only those of what this order item brought, by either of its ids.' }),
      taskId: t.arg.id({ description: 'Only those that this order task asked for.' }),
    },
    upstream: calls('field', 'ListDeliveries'),
    resolve: resolve.deliveries,
  }),
  delivery: t.field({
    type: DeliveryRef,
    description: 'One transfer of an image to a store; null where there is none that the key can reach.',
    args: { id: t.arg.id({ required: true, description: 'The delivery, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'ListDeliveries') },
    resolve: resolve.delivery,
  }),
}));

const DeliveryInputRef = builder.inputType('DeliveryInput', {
  description: 'Which images are to be put where.',
  fields: (t) => ({
    target: t.field({ type: CatalogTargetInputRef, required: true, description: 'The images.' }),
    cloudDelivery: t.field({ type: CloudDeliveryInputRef, required: true, description: 'Where they go.' }),
  }),
});

const CreateDeliveriesInputRef = builder.inputType('CreateDeliveriesInput', {
  description: 'What is to be delivered.',
  fields: (t) => ({
    deliveries: t.field({
      type: [DeliveryInputRef],
      required: true,
      description: 'At least one; each may name several images.',
    }),
  }),
});

const CreateDeliveriesPayloadRef = payloadOf<{ deliveries: readonly Delivery[] }>(
  'CreateDeliveriesPayload',
  'What came of `createDeliveries`.',
);

builder.objectFields(CreateDeliveriesPayloadRef, (t) => ({
  deliveries: t.field({
    type: [DeliveryRef],
    description: 'The new deliveries, one for each image, still under way; null where `userErrors` says why not.',
    resolve: (payload) => payload.deliveries,
  }),
}));

builder.mutationFields((t) => ({
  createDeliveries: t.field({
    type: CreateDeliveriesPayloadRef,
    description: 'Has images of the catalog put into a store. They go in the background: watch `state`.',
    args: {
      input: t.arg({ type: CreateDeliveriesInputRef, required: true, description: 'What is to be delivered.' }),
    },
    extensions: { upstream: calls('field', 'CreateDeliveries') },
    resolve: resolve.createDeliveries,
  }),
}));
