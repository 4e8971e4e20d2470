import type {
  DeliverySpeed,
  FeasibilityStatus,
  ImageType,
  OrderItemStatus,
  OrderItemType,
  PaymentStatus,
  Recurrence,
} from '../upstream/order-item-status.ts';
import { enumOf } from './kit/enum.ts';

export const OrderItemTypeRef = enumOf<OrderItemType>('OrderItemType', 'Kind of order item.', {
  TASKING: 'One new capture (tasking).',
  ARCHIVE: 'Existing archive images.',
  RECURRING: 'Recurring new captures, one in each period.',
});

export const OrderItemStatusRef = enumOf<OrderItemStatus>('OrderItemStatus', 'Status of an order item.', {
  DRAFT: 'Not paid yet.',
  ACTIVE: 'Images are being captured or prepared.',
  FULFILLED: 'All images are available.',
  PARTIALLY_FULFILLED: 'Finished with some of the images.',
  CANCELLED: 'Cancelled.',
  FAILED: 'Finished without any image.',
});

export const PaymentStatusRef = enumOf<PaymentStatus>('PaymentStatus', 'Payment status of an order item.', {
  PAID: 'Paid.',
  PARTIAL_REFUND: 'Paid and partly refunded.',
  REFUND: 'Refunded.',
  UNPAID: 'Not paid.',
  PARTIAL_MONTHLY: 'Paid monthly; not fully paid yet.',
});

export const FeasibilityStatusRef = enumOf<FeasibilityStatus>(
  'FeasibilityStatus',
  'Feasibility of a capture as ordered.',
  {
    NOT_APPLICABLE: 'Not applicable: nothing has to be captured.',
    FAILED: 'Not feasible.',
    WEAK_SUCCESS: 'Feasible with little margin.',
    SUCCESS: 'Feasible.',
    UNSPECIFIED: 'Not assessed.',
  },
);

export const RecurrenceRef = enumOf<Recurrence>('Recurrence', 'How often captures are made.', {
  ONCE: 'Once.',
  WEEKLY: 'Every week.',
  MONTHLY: 'Every month.',
  BIMONTHLY: 'Every second month.',
  QUARTERLY: 'Every third month.',
  NOT_APPLICABLE: 'Not applicable: nothing is captured.',
});

export const DeliverySpeedRef = enumOf<DeliverySpeed>(
  'DeliverySpeed',
  'How soon after capture an image is delivered.',
  {
    STANDARD: 'Standard delivery time.',
    EXPEDITED: 'Faster delivery, at a higher price.',
    NOT_APPLICABLE: 'Not applicable: nothing is captured.',
  },
);

export const ImageTypeRef = enumOf<ImageType>('ImageType', 'Spectral range of an image.', {
  VNIR: 'Visible and near infrared.',
  SWIR: 'Short-wave infrared.',
  VSWIR: 'Visible to short-wave infrared.',
});
