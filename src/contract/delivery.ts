import { type Static, Type } from 'typebox';

export const WireDeliveryStatus = Type.Enum(['UNSPECIFIED', 'CREATED', 'FAILED', 'IN_PROGRESS', 'SUCCESS']);
export type WireDeliveryStatus = Static<typeof WireDeliveryStatus>;

export const WireCloudDelivery = Type.Object({
  config: Type.String(),
  path: Type.Optional(Type.String()),
});
export type WireCloudDelivery = Static<typeof WireCloudDelivery>;

export const WireDelivery = Type.Partial(
  Type.Object({
    catalog_id: Type.String(),
    cloud_delivery: WireCloudDelivery,
    created_at: Type.String(),
    created_by: Type.String(),
    delivery_id: Type.String(),
    status: WireDeliveryStatus,
    target_path: Type.String(),
    task_id: Type.String(),
    updated_at: Type.String(),
    updated_by: Type.String(),
  }),
);
export type WireDelivery = Static<typeof WireDelivery>;

export const WireDeliveryList = Type.Partial(
  Type.Object({
    deliveries: Type.Array(WireDelivery),
  }),
);
export type WireDeliveryList = Static<typeof WireDeliveryList>;

export const WireDeliveryRequest = Type.Object(
  {
    catalog_ids: Type.Array(Type.String()),
    cloud_info: WireCloudDelivery,
    order_item_ids: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type WireDeliveryRequest = Static<typeof WireDeliveryRequest>;

export const WireNewDeliveries = Type.Object(
  {
    deliveries: Type.Array(WireDeliveryRequest),
  },
  { additionalProperties: false },
);
export type WireNewDeliveries = Static<typeof WireNewDeliveries>;
