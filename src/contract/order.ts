import { type Static, Type } from 'typebox';
import { WireDeliverySpeed, WireOrderItemRow, WireRecurrence } from './order-item.ts';
import { WirePagination } from './pagination.ts';

export const WireOrderStatus = Type.Enum(['PAID', 'REFUND', 'UNPAID', 'PAYMENT_IN_PROGRESS']);
export type WireOrderStatus = Static<typeof WireOrderStatus>;

export const WireOrder = Type.Partial(
  Type.Object({
    created_at: Type.String(),
    created_by: Type.String(),
    id: Type.String(),
    order_items: Type.Array(WireOrderItemRow),
    org_id: Type.String(),
    paid_at: Type.String(),
    status: WireOrderStatus,
    total_amount: Type.Number(),
    transaction_id: Type.String(),
    updated_at: Type.String(),
    updated_by: Type.String(),
    user_id: Type.String(),
  }),
);
export type WireOrder = Static<typeof WireOrder>;

export const WireOrderList = Type.Partial(
  Type.Object({
    orders: Type.Array(WireOrder),
    pagination: WirePagination,
  }),
);
export type WireOrderList = Static<typeof WireOrderList>;

export const WireNewOrderItem = Type.Object(
  {
    project_id: Type.String(),
    name: Type.Optional(Type.String({ maxLength: 100 })),
    geometry: Type.Partial(
      Type.Object({
        features: Type.Array(
          Type.Partial(
            Type.Object({
              geometry: Type.Partial(
                Type.Object({
                  coordinates: Type.Array(Type.Array(Type.Array(Type.Number()))),
                  type: Type.Enum(['Polygon', 'MultiPolygon']),
                }),
              ),
              type: Type.Enum(['Feature']),
            }),
          ),
        ),
        type: Type.Enum(['FeatureCollection']),
      }),
    ),
    recurrence: Type.Optional(WireRecurrence),
    start_date: Type.Optional(Type.String()),
    end_date: Type.Optional(Type.String()),
    no_of_occurrences: Type.Optional(Type.Integer()),
    cloud_cover: Type.Optional(Type.Integer()),
    off_nadir: Type.Optional(Type.Integer()),
    bandset: Type.Optional(
      Type.Partial(
        Type.Object({
          bandset_id: Type.String(),
        }),
      ),
    ),
    delivery_speed: Type.Optional(WireDeliverySpeed),
    usecase: Type.String(),
    item_ids: Type.Optional(Type.Array(Type.String())),
    cloud_delivery: Type.Optional(
      Type.Partial(
        Type.Object({
          config: Type.String(),
          path: Type.String(),
        }),
      ),
    ),
  },
  { additionalProperties: false },
);
export type WireNewOrderItem = Static<typeof WireNewOrderItem>;

export const WireNewOrder = Type.Object(
  {
    dry_run: Type.Optional(Type.Boolean()),
    order_items: Type.Array(WireNewOrderItem),
  },
  { additionalProperties: false },
);
export type WireNewOrder = Static<typeof WireNewOrder>;
