import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/store.ts';
import type { CloudDelivery, Store, StoreType } from '../upstream/store.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';

export const StoreRef = builder.objectRef<Store>('Store');

const StoreTypeRef = enumOf<StoreType>('StoreType', 'Whose cloud a store is in.', {
  S3: 'Amazon S3, or what speaks its protocol.',
  GCS: 'Google Cloud Storage.',
  AZBLOB: 'Azure Blob Storage.',
});

builder.node(StoreRef, {
  description: 'A bucket of your own, to which images can be delivered. Its credentials cannot be read back.',
  id: { resolve: ({ id }) => globalIdOf('Store', { id }) },
  loadOne: (id, context) => resolve.store(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name, unique among your stores.' }),
    type: t.expose('type', { type: StoreTypeRef, description: 'Whose cloud it is in.' }),
    bucket: t.exposeString('bucket', { description: 'The bucket or container.' }),
    region: t.exposeString('region', { description: 'Where the bucket is.' }),
    pathPrefix: t.exposeString('pathPrefix', { description: 'The folder in the bucket under which all is put.' }),
    labels: t.expose('labels', { type: 'JSON', description: 'Labels of your own, names with texts.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was connected.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    createdBy: t.exposeID('createdBy', { description: 'Who connected it.' }),
  }),
});

export const CloudDeliveryRef = builder.objectRef<CloudDelivery>('CloudDelivery').implement({
  description: 'Where images are put once they are there.',
  fields: (t) => ({
    path: t.exposeString('path', { description: "The folder, below the store's own prefix." }),
    store: relationOf(t, StoreRef, {
      description: 'The store; null where it has been disconnected since.',
      upstream: calls('field', 'ListStores'),
      identity: ({ storeId }) => (storeId === null ? null : { id: storeId }),
      resolve: resolve.cloudDeliveryStore,
    }),
  }),
});

export const CloudDeliveryInputRef = builder.inputType('CloudDeliveryInput', {
  description: 'Where images are to be put.',
  fields: (t) => ({
    storeId: t.id({ required: true, description: 'The store, by either of its ids.' }),
    path: t.string({ description: "The folder, below the store's own prefix." }),
  }),
});

builder.queryFields((t) => ({
  stores: t.field({
    type: [StoreRef],
    description: 'All stores that are connected.',
    extensions: { upstream: calls('field', 'ListStores') },
    resolve: resolve.stores,
  }),
  store: t.field({
    type: StoreRef,
    description: 'One store; null where there is none.',
    args: { id: t.arg.id({ required: true, description: 'The store, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'ListStores') },
    resolve: resolve.store,
  }),
}));

const S3CredentialsInputRef = builder.inputType('S3CredentialsInput', {
  description: 'What Pixxel writes into an S3 bucket with.',
  fields: (t) => ({
    accessKeyId: t.string({ required: true, description: 'The id of the access key.' }),
    secretAccessKey: t.string({ required: true, description: 'Its secret.' }),
  }),
});

const GcsCredentialsInputRef = builder.inputType('GcsCredentialsInput', {
  description: 'What Pixxel writes into a Google Cloud Storage bucket with.',
  fields: (t) => ({
    projectId: t.string({ required: true, description: 'The Google Cloud project.' }),
    serviceAccountCredentials: t.string({
      required: true,
      description: 'The key file of a service account, as Google gives it.',
    }),
  }),
});

const AzblobCredentialsInputRef = builder.inputType('AzblobCredentialsInput', {
  description: 'What Pixxel writes into an Azure container with.',
  fields: (t) => ({
    accountName: t.string({ required: true, description: 'The storage account.' }),
    tenantId: t.string({ required: true, description: 'The directory (tenant) of the application.' }),
    clientId: t.string({ required: true, description: 'The application.' }),
    clientSecret: t.string({ required: true, description: 'Its secret.' }),
  }),
});

const StoreCredentialsInputRef = builder.inputType('StoreCredentialsInput', {
  description: 'What Pixxel writes into the bucket with: one of the three, which says whose cloud it is.',
  isOneOf: true,
  fields: (t) => ({
    s3: t.field({ type: S3CredentialsInputRef, description: 'For Amazon S3, or what speaks its protocol.' }),
    gcs: t.field({ type: GcsCredentialsInputRef, description: 'For Google Cloud Storage.' }),
    azblob: t.field({ type: AzblobCredentialsInputRef, description: 'For Azure Blob Storage.' }),
  }),
});

const CreateStoreInputRef = builder.inputType('CreateStoreInput', {
  description: 'A bucket to connect.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'A name that no other store of yours has.' }),
    bucket: t.string({ required: true, description: 'The bucket or container.' }),
    region: t.string({ required: true, description: 'Where the bucket is.' }),
    pathPrefix: t.string({ description: 'The folder in the bucket under which to put all.' }),
    labels: t.field({ type: 'JSON', description: 'Labels of your own: an object of texts.' }),
    credentials: t.field({
      type: StoreCredentialsInputRef,
      required: true,
      description: 'What Pixxel writes into it with. Handed on and not kept; pass it as a variable.',
    }),
  }),
});

const DeleteStoreInputRef = builder.inputType('DeleteStoreInput', {
  description: 'The store to disconnect.',
  fields: (t) => ({ storeId: t.id({ required: true, description: 'The store, by either of its ids.' }) }),
});

const CreateStorePayloadRef = payloadOf<{ store: Store }>('CreateStorePayload', 'What came of `createStore`.');

builder.objectFields(CreateStorePayloadRef, (t) => ({
  store: t.field({
    type: StoreRef,
    description: 'The new store; null where `userErrors` says why not.',
    resolve: (payload) => payload.store,
  }),
}));

const DeleteStorePayloadRef = payloadOf<{ deletedStoreId: string }>(
  'DeleteStorePayload',
  'What came of `deleteStore`.',
);

builder.objectFields(DeleteStorePayloadRef, (t) => ({
  deletedStoreId: t.id({
    description: 'The `pixxelId` of the store that is gone; null where `userErrors` says why not.',
    resolve: (payload) => payload.deletedStoreId,
  }),
}));

builder.mutationFields((t) => ({
  createStore: t.field({
    type: CreateStorePayloadRef,
    description: 'Connects a bucket of your own, so that images can be delivered to it.',
    args: { input: t.arg({ type: CreateStoreInputRef, required: true, description: 'The bucket to connect.' }) },
    extensions: { upstream: calls('field', 'CreateStore') },
    resolve: resolve.createStore,
  }),
  deleteStore: t.field({
    type: DeleteStorePayloadRef,
    description: 'Disconnects a store. What was delivered stays in the bucket.',
    args: { input: t.arg({ type: DeleteStoreInputRef, required: true, description: 'The store to disconnect.' }) },
    extensions: { upstream: calls('field', 'DeleteStore') },
    resolve: resolve.deleteStore,
  }),
}));
