import type { WireCloudDelivery } from '../contract/delivery.ts';
import type { WireStore } from '../contract/store.ts';
import type { UpstreamClient } from './client.ts';
import type { WireReader } from './wire-reader.ts';

export type StoreType = 'S3' | 'GCS' | 'AZBLOB';

const STORE_TYPE: Record<string, StoreType> = { s3: 'S3', gcs: 'GCS', azblob: 'AZBLOB' };

/** A bucket of the customer's own, to which images are delivered. Its credentials never come back. */
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

/** Where images are put: a store, and a prefix in it. */
export interface CloudDelivery {
  storeId: string | null;
  path: string | null;
}

/** ListStores: all of them in one answer. */
export async function listStores(client: UpstreamClient): Promise<Store[]> {
  const reader = client.reader('ListStores');
  const { stores } = await client.call('ListStores', {});
  return reader.list('stores', stores, (store) => toStore(store, reader));
}

function toStore(wire: WireStore, reader: WireReader): Store {
  return {
    id: reader.id('id', wire.id),
    name: reader.text('name', wire.name),
    type: reader.word('type', wire.type, STORE_TYPE),
    bucket: reader.text('configs.bucket', wire.configs?.bucket),
    region: reader.text('configs.region', wire.configs?.region),
    pathPrefix: reader.text('configs.path_prefix', wire.configs?.path_prefix),
    labels: reader.json('labels', wire.labels),
    createdAt: reader.instant('created_at', wire.created_at),
    updatedAt: reader.instant('updated_at', wire.updated_at),
    createdBy: reader.reference('created_by', wire.created_by),
  };
}

/** The place that an order item or a delivery names; null where it names none. */
export function toCloudDelivery(
  wire: Partial<WireCloudDelivery> | null | undefined,
  reader: WireReader,
): CloudDelivery | null {
  if (!wire) return null;
  const storeId = reader.reference('cloud_delivery.config', wire.config);
  const path = reader.text('cloud_delivery.path', wire.path);
  // Where nothing is delivered the object may come all the same, empty.
  return storeId === null && !path ? null : { storeId, path };
}

/** Where images are to be put. */
export interface NewCloudDelivery {
  storeId: string;
  path?: string | null | undefined;
}

export function toWireCloudDelivery({ storeId, path }: NewCloudDelivery): WireCloudDelivery {
  return { config: storeId, ...(path ? { path } : {}) };
}
