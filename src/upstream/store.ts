import type { WireCloudDelivery } from '../contract/delivery.ts';
import type { WireNewStore, WireStore } from '../contract/store.ts';
import type { UpstreamClient } from './http/client.ts';
import { rowOf } from './wire/row.ts';
import type { WireReader } from './wire/wire-reader.ts';

const STORE_TYPES = ['S3', 'GCS', 'AZBLOB'] as const;
export type StoreType = (typeof STORE_TYPES)[number];

/** A customer's own bucket that images are delivered to. Its credentials are never returned. */
export interface Store {
  id: string;
  name: string | null;
  type: StoreType | null;
  bucket: string | null;
  region: string | null;
  pathPrefix: string | null;
  labels: unknown;
  createdAt: string | null;
  updatedAt: string | null;
  createdBy: string | null;
}

/** Destination of images: a store, and a prefix in it. */
export interface CloudDelivery {
  storeId: string | null;
  path: string | null;
}

/** ListStores: all stores in one answer. */
export async function listStores(client: UpstreamClient): Promise<Store[]> {
  const { answer, reader } = await client.call('ListStores', {});
  return reader.rows('stores', answer.stores, (store) => toStore(store, reader)).items;
}

/** Input of `createStore`. */
export interface NewStore {
  name: string;
  bucket: string;
  region: string;
  pathPrefix?: string | null | undefined;
  labels?: Readonly<Record<string, string>> | undefined;
  credentials: StoreCredentials;
}

/** Credentials for writing to the bucket. The branch that is set names the cloud. */
export interface StoreCredentials {
  s3?: { accessKeyId: string; secretAccessKey: string } | null | undefined;
  gcs?: { projectId: string; serviceAccountCredentials: string } | null | undefined;
  azblob?: { accountName: string; tenantId: string; clientId: string; clientSecret: string } | null | undefined;
}

/** CreateStore. The credentials are sent and not kept. @throws UpstreamFailure, without any part of the credentials */
export async function createStore(client: UpstreamClient, store: NewStore): Promise<Store> {
  const { name, bucket, region, pathPrefix, labels, credentials } = store;
  const body: WireNewStore = {
    name,
    configs: { bucket, region, ...(pathPrefix ? { path_prefix: pathPrefix } : {}) },
    ...toWireCredentials(credentials),
    ...(labels ? { labels } : {}),
  };
  const { answer, reader } = await client.call('CreateStore', { body });
  return toStore(answer, reader);
}

/** DeleteStore. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function deleteStore(client: UpstreamClient, id: string): Promise<void> {
  await client.call('DeleteStore', { path: { id } });
}

function toWireCredentials({ s3, gcs, azblob }: StoreCredentials): Pick<WireNewStore, 'type' | 'secrets'> {
  if (s3) {
    return { type: 'S3', secrets: { access_key_id: s3.accessKeyId, secret_access_key: s3.secretAccessKey } };
  }
  if (gcs) {
    const { projectId, serviceAccountCredentials } = gcs;
    return { type: 'GCS', secrets: { project_id: projectId, service_account_credentials: serviceAccountCredentials } };
  }
  if (azblob) {
    const { accountName, tenantId, clientId, clientSecret } = azblob;
    return {
      type: 'AZBLOB',
      secrets: { account_name: accountName, tenant_id: tenantId, client_id: clientId, client_secret: clientSecret },
    };
  }
  throw new TypeError('Credentials have one branch.');
}

const toStore = rowOf<Store, WireStore>({
  id: (wire, reader) => reader.id('id', wire.id),
  name: (wire, reader) => reader.text('name', wire.name),
  type: (wire, reader) => reader.enumValue('type', wire.type, STORE_TYPES),
  bucket: (wire, reader) => reader.text('configs.bucket', wire.configs?.bucket),
  region: (wire, reader) => reader.text('configs.region', wire.configs?.region),
  pathPrefix: (wire, reader) => reader.text('configs.path_prefix', wire.configs?.path_prefix),
  labels: (wire, reader) => reader.json('labels', wire.labels),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
  createdBy: (wire, reader) => reader.nonEmptyText('created_by', wire.created_by),
});

/** The destination of an order item or a delivery; null if its images go to no store. */
export function toCloudDelivery(
  wire: Partial<WireCloudDelivery> | null | undefined,
  reader: WireReader,
): CloudDelivery | null {
  if (!wire) return null;
  const storeId = reader.reference('cloud_delivery.config', wire.config);
  const path = reader.text('cloud_delivery.path', wire.path);
  // The upstream may send an empty object if there is no delivery.
  return storeId === null && !path ? null : { storeId, path };
}

/** Where to deliver images: a store, and a folder in it. */
export interface NewCloudDelivery {
  storeId: string;
  path?: string | null | undefined;
}

/** The destination in the upstream's form. */
export function toWireCloudDelivery({ storeId, path }: NewCloudDelivery): WireCloudDelivery {
  return { config: storeId, ...(path ? { path } : {}) };
}
