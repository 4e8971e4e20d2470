import { type Static, Type } from 'typebox';
import { WireBand } from './bandset.ts';
import { WireCloudDelivery } from './delivery.ts';
import { WirePagination } from './pagination.ts';

export const WireOrderItemType = Type.Enum(['TASKING', 'ARCHIVE', 'RECURRING']);
export type WireOrderItemType = Static<typeof WireOrderItemType>;

export const WireOrderItemStatus = Type.Enum([
  'DRAFT',
  'ACTIVE',
  'FULFILLED',
  'CANCELLED',
  'FAILED',
  'PARTIALLY_FULFILLED',
]);
export type WireOrderItemStatus = Static<typeof WireOrderItemStatus>;

export const WirePaymentStatus = Type.Enum(['PAID', 'PARTIAL-REFUND', 'REFUND', 'UNPAID', 'PARTIAL-MONTHLY']);
export type WirePaymentStatus = Static<typeof WirePaymentStatus>;

export const WireFeasibilityStatus = Type.Enum(['NOT_APPLICABLE', 'FAILED', 'WEAK_SUCCESS', 'SUCCESS', 'UNSPECIFIED']);
export type WireFeasibilityStatus = Static<typeof WireFeasibilityStatus>;

export const WireRecurrence = Type.Enum(['ONCE', 'MONTHLY', 'BIMONTHLY', 'QUARTERLY', 'NOT_APPLICABLE']);
export type WireRecurrence = Static<typeof WireRecurrence>;

export const WireDeliverySpeed = Type.Enum(['STANDARD', 'NOT_APPLICABLE']);
export type WireDeliverySpeed = Static<typeof WireDeliverySpeed>;

export const WireImageType = Type.Enum(['VNIR', 'SWIR', 'VSWIR']);
export type WireImageType = Static<typeof WireImageType>;

export const WireOrderTaskStatus = Type.Enum([
  'DRAFT',
  'SUBMITTED',
  'IN_PROGRESS',
  'FULFILLED',
  'PARTIALLY_FULFILLED',
  'FAILED',
  'CANCELLED',
  'EXPIRED',
]);
export type WireOrderTaskStatus = Static<typeof WireOrderTaskStatus>;

export const WireOrderTaskType = Type.Enum(['ARCHIVE', 'TASKING']);
export type WireOrderTaskType = Static<typeof WireOrderTaskType>;

/** The document gives this field two word lists that share only FAILED; either may come. */
export const WireOrderTaskDeliveryStatus = Type.Enum([
  'PENDING',
  'SUCCESSFUL',
  'FAILED',
  'NOT_APPLICABLE',
  'UNSPECIFIED',
  'CREATED',
  'IN_PROGRESS',
  'SUCCESS',
]);
export type WireOrderTaskDeliveryStatus = Static<typeof WireOrderTaskDeliveryStatus>;

export const WireInterval = Type.Partial(Type.Object({ start: Type.String(), end: Type.String() }));
export type WireInterval = Static<typeof WireInterval>;

/** `item_id` comes without the collection that a read of the item needs. */
export const WireOrderedImage = Type.Partial(Type.Object({ item_id: Type.String(), geometry: Type.Unknown() }));
export type WireOrderedImage = Static<typeof WireOrderedImage>;

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

export const WireOrderItemBandset = Type.Partial(
  Type.Object({
    bandset_id: Type.String(),
    bands: Type.Array(WireBand),
    custom: Type.Array(Type.Array(Type.Integer())),
  }),
);
export type WireOrderItemBandset = Static<typeof WireOrderItemBandset>;

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

export const WireOrderItemList = Type.Partial(
  Type.Object({ order_items: Type.Array(WireOrderItem), pagination: WirePagination }),
);
