import { type Static, Type } from 'typebox';
import { WireBand } from './bandset.ts';
import { WireCloudDelivery, WireDeliveryStatus } from './delivery.ts';
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

export const WireInterval = Type.Partial(
  Type.Object({
    end: Type.String(),
    start: Type.String(),
  }),
);
export type WireInterval = Static<typeof WireInterval>;

export const WireUplift = Type.Partial(
  Type.Object({
    amount: Type.Integer(),
    item_id: Type.String(),
    percentage: Type.Integer(),
    subtitle: Type.String(),
    title: Type.String(),
  }),
);
export type WireUplift = Static<typeof WireUplift>;

export const WireOrderedImage = Type.Partial(
  Type.Object({
    geometry: Type.Unknown(),
    item_id: Type.String(),
  }),
);
export type WireOrderedImage = Static<typeof WireOrderedImage>;

export const WireOrderItemBandset = Type.Partial(
  Type.Object({
    bands: Type.Array(WireBand),
    bandset_id: Type.String(),
    custom: Type.Array(Type.Array(Type.Integer())),
  }),
);
export type WireOrderItemBandset = Static<typeof WireOrderItemBandset>;

export const WireOrderItemRow = Type.Partial(
  Type.Object({
    area: Type.Integer(),
    bandset: WireOrderItemBandset,
    base_amount: Type.Number(),
    cloud_cover: Type.Integer(),
    cloud_delivery: WireCloudDelivery,
    created_at: Type.String(),
    created_by: Type.String(),
    delivery_speed: WireDeliverySpeed,
    end_date: Type.String(),
    feasibility_status: WireFeasibilityStatus,
    final_amount: Type.Number(),
    id: Type.String(),
    image_type: WireImageType,
    images: Type.Array(WireOrderedImage),
    last_feasibility_check: Type.String(),
    name: Type.String(),
    no_of_occurrences: Type.Integer(),
    number_of_bands: Type.Integer(),
    occurrences: Type.Array(WireInterval),
    off_nadir: Type.Integer(),
    order_id: Type.String(),
    org_id: Type.String(),
    payment_status: WirePaymentStatus,
    project_id: Type.String(),
    recurrence: WireRecurrence,
    start_date: Type.String(),
    status: WireOrderItemStatus,
    tokens_used: Type.Integer(),
    transaction_id: Type.String(),
    type: WireOrderItemType,
    updated_at: Type.String(),
    updated_by: Type.String(),
    uplifts: Type.Array(WireUplift),
    usecase: Type.String(),
    user_id: Type.String(),
  }),
);
export type WireOrderItemRow = Static<typeof WireOrderItemRow>;

export const WireOrderTask = Type.Partial(
  Type.Object({
    created_at: Type.String(),
    created_by: Type.String(),
    delivery_status: WireDeliveryStatus,
    end_date: Type.String(),
    id: Type.String(),
    number_of_strips: Type.Integer(),
    order_item_id: Type.String(),
    start_date: Type.String(),
    status: WireOrderTaskStatus,
    tokens_used: Type.Integer(),
    transaction_id: Type.String(),
    type: WireOrderTaskType,
    updated_at: Type.String(),
    updated_by: Type.String(),
  }),
);
export type WireOrderTask = Static<typeof WireOrderTask>;

export const WireOrderItem = Type.Partial(
  Type.Object({
    area: Type.Integer(),
    bandset: WireOrderItemBandset,
    base_amount: Type.Number(),
    cloud_cover: Type.Integer(),
    cloud_delivery: WireCloudDelivery,
    created_at: Type.String(),
    created_by: Type.String(),
    delivery_speed: WireDeliverySpeed,
    end_date: Type.String(),
    feasibility_status: WireFeasibilityStatus,
    final_amount: Type.Number(),
    id: Type.String(),
    image_type: WireImageType,
    images: Type.Array(WireOrderedImage),
    last_feasibility_check: Type.String(),
    name: Type.String(),
    no_of_occurrences: Type.Integer(),
    number_of_bands: Type.Integer(),
    occurrences: Type.Array(WireInterval),
    off_nadir: Type.Integer(),
    order_id: Type.String(),
    org_id: Type.String(),
    payment_status: WirePaymentStatus,
    project_id: Type.String(),
    recurrence: WireRecurrence,
    start_date: Type.String(),
    status: WireOrderItemStatus,
    tasks: Type.Array(WireOrderTask),
    tokens_used: Type.Integer(),
    transaction_id: Type.String(),
    type: WireOrderItemType,
    updated_at: Type.String(),
    updated_by: Type.String(),
    uplifts: Type.Array(WireUplift),
    usecase: Type.String(),
    user_id: Type.String(),
    validation_errors: Type.Array(Type.Record(Type.String(), Type.Array(Type.String()))),
  }),
);
export type WireOrderItem = Static<typeof WireOrderItem>;

export const WireOrderItemList = Type.Partial(
  Type.Object({
    order_items: Type.Array(WireOrderItem),
    pagination: WirePagination,
  }),
);
export type WireOrderItemList = Static<typeof WireOrderItemList>;
