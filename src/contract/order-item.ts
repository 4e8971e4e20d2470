import { type Static, Type } from 'typebox';
import { WireBand } from './bandset.ts';
import { WireCloudDelivery } from './delivery.ts';
import type { Operation } from './operation.ts';
import { WirePagination } from './pagination.ts';

const WireOrderItemType = Type.Enum(['TASKING', 'ARCHIVE', 'RECURRING']);

const WireOrderItemStatus = Type.Enum(['DRAFT', 'ACTIVE', 'FULFILLED', 'CANCELLED', 'FAILED', 'PARTIALLY_FULFILLED']);

const WirePaymentStatus = Type.Enum(['PAID', 'PARTIAL-REFUND', 'REFUND', 'UNPAID', 'PARTIAL-MONTHLY']);

const WireFeasibilityStatus = Type.Enum(['NOT_APPLICABLE', 'FAILED', 'WEAK_SUCCESS', 'SUCCESS', 'UNSPECIFIED']);

export const WireRecurrence = Type.Enum(['ONCE', 'MONTHLY', 'BIMONTHLY', 'QUARTERLY', 'NOT_APPLICABLE']);
export type WireRecurrence = Static<typeof WireRecurrence>;

export const WireDeliverySpeed = Type.Enum(['STANDARD', 'NOT_APPLICABLE']);
export type WireDeliverySpeed = Static<typeof WireDeliverySpeed>;

const WireImageType = Type.Enum(['VNIR', 'SWIR', 'VSWIR']);

const WireOrderTaskStatus = Type.Enum([
  'DRAFT',
  'SUBMITTED',
  'IN_PROGRESS',
  'FULFILLED',
  'PARTIALLY_FULFILLED',
  'FAILED',
  'CANCELLED',
  'EXPIRED',
]);

const WireOrderTaskType = Type.Enum(['ARCHIVE', 'TASKING']);

/** The document gives this field two word lists that share only FAILED; either may come. */
const WireOrderTaskDeliveryStatus = Type.Enum([
  'PENDING',
  'SUCCESSFUL',
  'FAILED',
  'NOT_APPLICABLE',
  'UNSPECIFIED',
  'CREATED',
  'IN_PROGRESS',
  'SUCCESS',
]);

export const WireInterval = Type.Partial(Type.Object({ start: Type.String(), end: Type.String() }));
export type WireInterval = Static<typeof WireInterval>;

/** `item_id` comes without the collection that a read of the item needs. */
const WireOrderedImage = Type.Partial(Type.Object({ item_id: Type.String(), geometry: Type.Unknown() }));

/** `item_id` names the image, of an archive item, whose price is changed. */
export const WireUplift = Type.Partial(
  Type.Object({
    title: Type.String(),
    subtitle: Type.String(),
    item_id: Type.String(),
    amount: Type.Integer(),
    percentage: Type.Integer(),
  }),
);
export type WireUplift = Static<typeof WireUplift>;

const WireOrderItemBandset = Type.Partial(
  Type.Object({
    bandset_id: Type.String(),
    bands: Type.Array(WireBand),
    custom: Type.Array(Type.Array(Type.Integer())),
  }),
);

/**
 * An order item as orders carry it. `area` in square kilometres; cloud cover (per cent), off-nadir angle (degrees)
 * and the dates bound what tasking may capture.
 */
export const WireOrderItemRow = Type.Partial(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    order_id: Type.String(),
    project_id: Type.String(),
    org_id: Type.String(),
    user_id: Type.String(),
    type: WireOrderItemType,
    status: WireOrderItemStatus,
    payment_status: WirePaymentStatus,
    usecase: Type.String(),
    area: Type.Integer(),
    images: Type.Array(WireOrderedImage),
    image_type: WireImageType,
    bandset: WireOrderItemBandset,
    number_of_bands: Type.Integer(),
    cloud_cover: Type.Integer(),
    off_nadir: Type.Integer(),
    start_date: Type.String(),
    end_date: Type.String(),
    recurrence: WireRecurrence,
    no_of_occurrences: Type.Integer(),
    occurrences: Type.Array(WireInterval),
    feasibility_status: WireFeasibilityStatus,
    last_feasibility_check: Type.String(),
    delivery_speed: WireDeliverySpeed,
    cloud_delivery: WireCloudDelivery,
    base_amount: Type.Number(),
    final_amount: Type.Number(),
    uplifts: Type.Array(WireUplift),
    tokens_used: Type.Integer(),
    transaction_id: Type.String(),
    created_at: Type.String(),
    created_by: Type.String(),
    updated_at: Type.String(),
    updated_by: Type.String(),
  }),
);
export type WireOrderItemRow = Static<typeof WireOrderItemRow>;

/** One capture or one archive delivery of an order item; its dates are written day first, `15-05-2024`. */
export const WireOrderTask = Type.Partial(
  Type.Object({
    id: Type.String(),
    order_item_id: Type.String(),
    type: WireOrderTaskType,
    status: WireOrderTaskStatus,
    delivery_status: WireOrderTaskDeliveryStatus,
    start_date: Type.String(),
    end_date: Type.String(),
    number_of_strips: Type.Integer(),
    tokens_used: Type.Integer(),
    transaction_id: Type.String(),
    created_at: Type.String(),
    created_by: Type.String(),
    updated_at: Type.String(),
    updated_by: Type.String(),
  }),
);
export type WireOrderTask = Static<typeof WireOrderTask>;

/** An order item as its own calls give it: the row with its tasks. */
export const WireOrderItem = Type.Partial(
  Type.Object({
    ...WireOrderItemRow.properties,
    tasks: Type.Array(WireOrderTask),
    validation_errors: Type.Array(Type.Record(Type.String(), Type.Array(Type.String()))),
  }),
);
export type WireOrderItem = Static<typeof WireOrderItem>;

const WireOrderItemList = Type.Partial(
  Type.Object({ order_items: Type.Array(WireOrderItem), pagination: WirePagination }),
);

export const orderItemOperations = {
  ListOrderItems: {
    method: 'GET',
    path: '/v0/order-items',
    query: Type.Partial(
      Type.Object({
        user_id: Type.String(),
        type: Type.String(),
        status: Type.String(),
        order_ids: Type.String(),
        created_by: Type.String(),
        created_at: Type.String(),
        project_ids: Type.String(),
        ids: Type.String(),
        area: Type.String(),
        limit: Type.Integer(),
        offset: Type.Integer(),
      }),
    ),
    answers: { 200: WireOrderItemList },
    format: 'json',
    access: 'read',
    batchedBy: ['ids', 'order_ids', 'project_ids'],
  },
  GetOrderItemById: {
    method: 'GET',
    path: '/v0/order-items/{id}',
    answers: { 200: WireOrderItem },
    answersOne: true,
    format: 'json',
    envelope: 'order_item',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
