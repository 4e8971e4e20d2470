import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';

export const WireDeliveryStatus = Type.Enum(['UNSPECIFIED', 'CREATED', 'FAILED', 'IN_PROGRESS', 'SUCCESS']);
export type WireDeliveryStatus = Static<typeof WireDeliveryStatus>;

/** Where images are put: `config` is the id of a store, `path` a prefix in it. */
export const WireCloudDelivery = Type.Object({ config: Type.String(), path: Type.Optional(Type.String()) });
export type WireCloudDelivery = Static<typeof WireCloudDelivery>;

/**
 * The transfer of one image. Its id is `delivery_id`, not `id`; `task_id` is set only where an order asked for the
 * delivery; the full place is `cloud_delivery.path` followed by `target_path`.
 */
export const WireDelivery = Type.Partial(
  Type.Object({
    delivery_id: Type.String(),
    catalog_id: Type.String(),
    task_id: Type.String(),
    status: WireDeliveryStatus,
    cloud_delivery: WireCloudDelivery,
    target_path: Type.String(),
    created_at: Type.String(),
    created_by: Type.String(),
    updated_at: Type.String(),
    updated_by: Type.String(),
  }),
);
export type WireDelivery = Static<typeof WireDelivery>;

const WireDeliveryList = Type.Partial(Type.Object({ deliveries: Type.Array(WireDelivery) }));

/** Exactly one of the two id lists may be sent, although the document requires both. */
export const WireDeliveryRequest = Type.Object(
  {
    catalog_ids: Type.Optional(Type.Array(Type.String(), { uniqueItems: true })),
    order_item_ids: Type.Optional(Type.Array(Type.String(), { uniqueItems: true })),
    cloud_info: WireCloudDelivery,
  },
  { additionalProperties: false },
);
export type WireDeliveryRequest = Static<typeof WireDeliveryRequest>;

export const WireNewDeliveries = Type.Object(
  { deliveries: Type.Array(WireDeliveryRequest) },
  { additionalProperties: false },
);
export type WireNewDeliveries = Static<typeof WireNewDeliveries>;

export const deliveryOperations = {
  ListDeliveries: {
    method: 'GET',
    path: '/v0/catalogs/deliveries',
    query: Type.Partial(
      Type.Object({
        delivery_id: Type.String(),
        catalog_id: Type.String(),
        task_id: Type.String(),
        order_item_id: Type.String(),
      }),
    ),
    answers: { 200: WireDeliveryList },
    format: 'json',
    access: 'read',
  },
  // CreateDelivery
  CreateDeliveries: {
    method: 'POST',
    path: '/v0/catalogs/deliveries',
    body: WireNewDeliveries,
    answers: { 201: WireDeliveryList },
    format: 'json',
    access: 'write',
  },
} as const satisfies Record<string, Operation>;
