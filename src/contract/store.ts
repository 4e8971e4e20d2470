import { type Static, Type } from 'typebox';

export const WireStoreType = Type.Enum(['S3', 'GCS', 'AZBLOB']);
export type WireStoreType = Static<typeof WireStoreType>;

export const WireStoreConfigs = Type.Object({
  bucket: Type.String(),
  region: Type.String(),
  path_prefix: Type.Optional(Type.String()),
});
export type WireStoreConfigs = Static<typeof WireStoreConfigs>;

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

export const WireStoreList = Type.Partial(Type.Object({ stores: Type.Array(WireStore) }));

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
