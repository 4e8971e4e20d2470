import { type Static, Type } from 'typebox';
import type { Operation } from './operation.ts';
import { WireDeliverySpeed, WireOrderItemRow, WireRecurrence } from './order-item.ts';
import { WirePagination } from './pagination.ts';

const WireOrderStatus = Type.Enum(['PAID', 'REFUND', 'UNPAID', 'PAYMENT_IN_PROGRESS']);

/** `status` is about payment, progress is the items' own. `paid_at` may be an empty string. */
export const WireOrder = Type.Partial(
  Type.Object({
    id: Type.String(),
    org_id: Type.String(),
    user_id: Type.String(),
    status: WireOrderStatus,
    total_amount: Type.Number(),
    paid_at: Type.String(),
    transaction_id: Type.String(),
    order_items: Type.Array(WireOrderItemRow),
    created_at: Type.String(),
    created_by: Type.String(),
    updated_at: Type.String(),
    updated_by: Type.String(),
  }),
);
export type WireOrder = Static<typeof WireOrder>;

const WireOrderList = Type.Partial(Type.Object({ orders: Type.Array(WireOrder), pagination: WirePagination }));

/** `MultiPolygon` is among the words, but `coordinates` is only as deep as a Polygon's. */
const WireOrderGeometry = Type.Partial(
  Type.Object({
    type: Type.Enum(['FeatureCollection']),
    features: Type.Array(
      Type.Partial(
        Type.Object({
          type: Type.Enum(['Feature']),
          geometry: Type.Partial(
            Type.Object({
              type: Type.Enum(['Polygon', 'MultiPolygon']),
              coordinates: Type.Array(Type.Array(Type.Array(Type.Number()))),
            }),
          ),
        }),
      ),
    ),
  }),
);

/**
 * Archive orders need `item_ids`, tasking needs the bandset, the recurrence and the dates: `start_date` counts,
 * `end_date` does not, and a recurring order gives `no_of_occurrences` in its place. Cloud cover (per cent) and
 * off-nadir angle (degrees) are 20 unless sent.
 */
export const WireNewOrderItem = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 100 })),
    project_id: Type.String(),
    usecase: Type.String(),
    geometry: WireOrderGeometry,
    item_ids: Type.Optional(Type.Array(Type.String())),
    bandset: Type.Optional(Type.Partial(Type.Object({ bandset_id: Type.String() }), { additionalProperties: false })),
    recurrence: Type.Optional(WireRecurrence),
    start_date: Type.Optional(Type.String()),
    end_date: Type.Optional(Type.String()),
    no_of_occurrences: Type.Optional(Type.Integer()),
    cloud_cover: Type.Optional(Type.Integer()),
    off_nadir: Type.Optional(Type.Integer()),
    delivery_speed: Type.Optional(WireDeliverySpeed),
    cloud_delivery: Type.Optional(
      Type.Partial(Type.Object({ config: Type.String(), path: Type.String() }), { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);
export type WireNewOrderItem = Static<typeof WireNewOrderItem>;

/** With `dry_run` the order is priced and nothing is bought. */
export const WireNewOrder = Type.Object(
  { dry_run: Type.Optional(Type.Boolean()), order_items: Type.Array(WireNewOrderItem) },
  { additionalProperties: false },
);
export type WireNewOrder = Static<typeof WireNewOrder>;

export const orderOperations = {
  ListOrders: {
    method: 'GET',
    path: '/v0/orders',
    query: Type.Partial(Type.Object({ user_id: Type.String(), limit: Type.Integer(), offset: Type.Integer() })),
    answers: { 200: WireOrderList },
    format: 'json',
    access: 'read',
  },
  /** With `dry_run` it prices the order and buys nothing; it is still handled as a write: never repeated, never shared. */
  SubmitOrder: {
    method: 'POST',
    path: '/v0/orders',
    body: WireNewOrder,
    answers: { 201: WireOrder },
    format: 'json',
    envelope: 'order',
    access: 'write',
  },
  GetOrderById: {
    method: 'GET',
    path: '/v0/orders/{id}',
    answers: { 200: WireOrder },
    answersOne: true,
    format: 'json',
    envelope: 'order',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
