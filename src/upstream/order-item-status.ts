/** The words of order items in the graph. Those of the API differ in hyphens: `PARTIAL-REFUND`. */
export const ORDER_ITEM_TYPES = ['TASKING', 'ARCHIVE', 'RECURRING'] as const;
export type OrderItemType = (typeof ORDER_ITEM_TYPES)[number];

export const ORDER_ITEM_STATUSES = [
  'DRAFT',
  'ACTIVE',
  'FULFILLED',
  'PARTIALLY_FULFILLED',
  'CANCELLED',
  'FAILED',
] as const;
export type OrderItemStatus = (typeof ORDER_ITEM_STATUSES)[number];

export const PAYMENT_STATUSES = ['PAID', 'PARTIAL_REFUND', 'REFUND', 'UNPAID', 'PARTIAL_MONTHLY'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const FEASIBILITY_STATUSES = ['NOT_APPLICABLE', 'FAILED', 'WEAK_SUCCESS', 'SUCCESS', 'UNSPECIFIED'] as const;
export type FeasibilityStatus = (typeof FEASIBILITY_STATUSES)[number];

export const RECURRENCES = ['ONCE', 'WEEKLY', 'MONTHLY', 'BIMONTHLY', 'QUARTERLY', 'NOT_APPLICABLE'] as const;
export type Recurrence = (typeof RECURRENCES)[number];

export const DELIVERY_SPEEDS = ['STANDARD', 'EXPEDITED', 'NOT_APPLICABLE'] as const;
export type DeliverySpeed = (typeof DELIVERY_SPEEDS)[number];

export const IMAGE_TYPES = ['VNIR', 'SWIR', 'VSWIR'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];
