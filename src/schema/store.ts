import { globalIdOf } from '../resolvers/global-id.ts';
import * as resolve from '../resolvers/store.ts';
import type { CloudDelivery, Store, StoreType } from '../upstream/store.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum.ts';
import { relationOf } from './relation.ts';
import { calls } from './upstream-cost.ts';

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
