import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';

export const WireStoreType = Type.Enum(['S3', 'GCS', 'AZBLOB']);
export type WireStoreType = Static<typeof WireStoreType>;

const WireStoreConfigs = Type.Object({
  bucket: Type.String(),
  region: Type.String(),
  path_prefix: Type.Optional(Type.String()),
});

/** A bucket of the customer's own. What was sent as `secrets` never comes back. */
export const WireStore = Type.Partial(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    type: WireStoreType,
    configs: WireStoreConfigs,
    labels: Type.Record(Type.String(), Type.String()),
    created_by: Type.String(),
    created_at: Type.String(),
    updated_at: Type.String(),
  }),
);
export type WireStore = Static<typeof WireStore>;

const WireStoreList = Type.Partial(Type.Object({ stores: Type.Array(WireStore) }));

/** The keys of `secrets` follow `type`: they are the cloud provider's credentials. */
export const WireNewStore = Type.Object(
  {
    name: Type.String(),
    type: WireStoreType,
    configs: WireStoreConfigs,
    secrets: Type.Record(Type.String(), Type.String()),
    labels: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
);
export type WireNewStore = Static<typeof WireNewStore>;

export const storeOperations = {
  ListStores: {
    method: 'GET',
    path: '/v0/stores',
    answers: { 200: WireStoreList },
    format: 'json',
    access: 'read',
  },
  CreateStore: {
    method: 'POST',
    path: '/v0/stores',
    body: WireNewStore,
    secretsIn: 'secrets',
    answers: { 200: WireStore },
    format: 'json',
    envelope: 'store',
    access: 'write',
  },
  DeleteStore: {
    method: 'DELETE',
    path: '/v0/stores/{id}',
    answers: { 204: Type.Unknown() },
    format: 'empty',
    access: 'write',
  },
} as const satisfies Record<string, Operation>;
