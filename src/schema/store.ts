import { globalIdOf } from '../resolvers/input/global-id.ts';
import * as resolve from '../resolvers/store.ts';
import type { CloudDelivery, Store, StoreType } from '../upstream/store.ts';
import { builder } from './kit/builder.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { lookupOf, relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';

const StoreRef = builder.objectRef<Store>('Store');

const StoreTypeRef = enumOf<StoreType>('StoreType', 'Cloud provider of a store.', {
  S3: 'Amazon S3, or a service with the same API.',
  GCS: 'Google Cloud Storage.',
  AZBLOB: 'Azure Blob Storage.',
});

builder.node(StoreRef, {
  description: 'A cloud bucket of your own to which images can be delivered. Its credentials cannot be read back.',
  id: { resolve: ({ id }) => globalIdOf('Store', { id }) },
  loadOne: (id, context) => resolve.store.load(resolve.store.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Name, unique among your stores.' }),
    type: t.expose('type', { type: StoreTypeRef, description: 'Cloud provider.' }),
    bucket: t.exposeString('bucket', { description: 'Bucket or container.' }),
    region: t.exposeString('region', { description: 'Region of the bucket.' }),
    pathPrefix: t.exposeString('pathPrefix', { description: 'Folder in the bucket that holds all deliveries.' }),
    labels: t.expose('labels', { type: 'JSON', description: 'Labels: strings by name.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was connected.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    createdBy: t.exposeID('createdBy', { description: 'Id of the user who connected it.' }),
  }),
});

export const CloudDeliveryRef = builder.objectRef<CloudDelivery>('CloudDelivery').implement({
  description: 'Where images are delivered.',
  fields: (t) => ({
    path: t.exposeString('path', { description: "Folder, relative to the store's own prefix." }),
    store: relationOf(t, StoreRef, {
      description: 'The store; null if it has been disconnected.',
      upstream: calls('field', 'ListStores'),
      ...resolve.cloudDeliveryStore,
    }),
  }),
});

export const CloudDeliveryInputRef = builder.inputType('CloudDeliveryInput', {
  description: 'Where to deliver images.',
  fields: (t) => ({
    storeId: t.id({ required: true, description: 'The store, by global id or Pixxel id.' }),
    path: t.string({ description: "Folder, relative to the store's own prefix." }),
  }),
});

builder.queryFields((t) => ({
  stores: t.field({
    type: [StoreRef],
    description: 'All connected stores.',
    extensions: { upstream: calls('field', 'ListStores') },
    resolve: resolve.stores,
  }),
  store: lookupOf(t, StoreRef, {
    description: 'One store; null if it does not exist.',
    args: { id: t.arg.id({ required: true, description: 'The store, by global id or Pixxel id.' }) },
    upstream: calls('field', 'ListStores'),
    ...resolve.store,
  }),
}));

const S3CredentialsInputRef = builder.inputType('S3CredentialsInput', {
  description: 'Credentials with which Pixxel writes to an S3 bucket.',
  fields: (t) => ({
    accessKeyId: t.string({ required: true, description: 'Access key id.' }),
    secretAccessKey: t.string({ required: true, description: 'Secret access key.' }),
  }),
});

const GcsCredentialsInputRef = builder.inputType('GcsCredentialsInput', {
  description: 'Credentials with which Pixxel writes to a Google Cloud Storage bucket.',
  fields: (t) => ({
    projectId: t.string({ required: true, description: 'Google Cloud project id.' }),
    serviceAccountCredentials: t.string({
      required: true,
      description: 'Key file (JSON) of a service account.',
    }),
  }),
});

const AzblobCredentialsInputRef = builder.inputType('AzblobCredentialsInput', {
  description: 'Credentials with which Pixxel writes to an Azure container.',
  fields: (t) => ({
    accountName: t.string({ required: true, description: 'Name of the storage account.' }),
    tenantId: t.string({ required: true, description: 'Directory (tenant) id of the application.' }),
    clientId: t.string({ required: true, description: 'Client id of the application.' }),
    clientSecret: t.string({ required: true, description: 'Client secret of the application.' }),
  }),
});

const StoreCredentialsInputRef = builder.inputType('StoreCredentialsInput', {
  description:
    'Credentials with which Pixxel writes to the bucket: give exactly one of the three. It also determines the cloud provider.',
  isOneOf: true,
  fields: (t) => ({
    s3: t.field({ type: S3CredentialsInputRef, description: 'For Amazon S3, or a service with the same API.' }),
    gcs: t.field({ type: GcsCredentialsInputRef, description: 'For Google Cloud Storage.' }),
    azblob: t.field({ type: AzblobCredentialsInputRef, description: 'For Azure Blob Storage.' }),
  }),
});

const CreateStoreInputRef = builder.inputType('CreateStoreInput', {
  description: 'Input of `createStore`.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name, unique among your stores.' }),
    bucket: t.string({ required: true, description: 'Bucket or container.' }),
    region: t.string({ required: true, description: 'Region of the bucket.' }),
    pathPrefix: t.string({ description: 'Folder in the bucket for all deliveries.' }),
    labels: t.field({ type: 'JSON', description: 'Labels: an object whose values are strings.' }),
    credentials: t.field({
      type: StoreCredentialsInputRef,
      required: true,
      description:
        'Credentials with which Pixxel writes to the bucket. The gateway passes them on and does not store them. Pass them as a variable, not in the query text.',
    }),
  }),
});

const DeleteStoreInputRef = builder.inputType('DeleteStoreInput', {
  description: 'Input of `deleteStore`.',
  fields: (t) => ({ storeId: t.id({ required: true, description: 'The store, by global id or Pixxel id.' }) }),
});

const CreateStorePayloadRef = payloadOf<{ store: Store }>('CreateStorePayload', 'Result of `createStore`.');

builder.objectFields(CreateStorePayloadRef, (t) => ({
  store: t.field({
    type: StoreRef,
    description: 'The new store; null if `userErrors` is not empty.',
    resolve: (payload) => payload.store,
  }),
}));

const DeleteStorePayloadRef = payloadOf<{ deletedStoreId: string }>('DeleteStorePayload', 'Result of `deleteStore`.');

builder.objectFields(DeleteStorePayloadRef, (t) => ({
  deletedStoreId: t.id({
    description: 'Global id of the disconnected store, to remove it from caches; null if `userErrors` is not empty.',
    resolve: (payload) => payload.deletedStoreId,
  }),
}));

builder.mutationFields((t) => ({
  createStore: t.field({
    type: CreateStorePayloadRef,
    description: 'Connects a bucket of your own for deliveries.',
    args: { input: t.arg({ type: CreateStoreInputRef, required: true, description: 'The bucket to connect.' }) },
    extensions: { upstream: calls('field', 'CreateStore') },
    resolve: resolve.createStore,
  }),
  deleteStore: t.field({
    type: DeleteStorePayloadRef,
    description: 'Disconnects a store. Images already delivered stay in the bucket.',
    args: {
      input: t.arg({ type: DeleteStoreInputRef, required: true, description: 'The store to disconnect.' }),
    },
    extensions: { upstream: calls('field', 'DeleteStore') },
    resolve: resolve.deleteStore,
  }),
}));
