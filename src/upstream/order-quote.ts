import type { WireOrder } from '../contract/order.ts';
import { toOccurrences, toUplifts, type Uplift } from './order-item-lists.ts';
import {
  FEASIBILITY_STATUSES,
  type FeasibilityStatus,
  ORDER_ITEM_TYPES,
  type OrderItemType,
} from './order-item-status.ts';
import type { Interval } from './wire/time.ts';
import type { WireReader } from './wire/wire-reader.ts';

/** The price of an order. The upstream sends it as an order, but its ids do not exist. */
export interface OrderQuote {
  totalAmount: number | null;
  items: OrderQuoteItem[];
}

/** The price of one order item. */
export interface OrderQuoteItem {
  /** The STAC items that it prices. */
  itemIds: readonly string[];
  name: string | null;
  type: OrderItemType | null;
  areaInSqKm: number | null;
  baseAmount: number | null;
  finalAmount: number | null;
  uplifts: Uplift[];
  feasibilityStatus: FeasibilityStatus | null;
  occurrences: Interval[];
}

/** The price in the answer to a dry run. */
export function toOrderQuote(wire: WireOrder, reader: WireReader): OrderQuote {
  return {
    totalAmount: reader.number('total_amount', wire.total_amount, 0),
    items: reader.list('order_items', wire.order_items, (item) => ({
      itemIds: reader
        .list('images', item.images, ({ item_id }) => reader.reference('images.item_id', item_id))
        .filter((id) => id !== null),
      name: reader.text('name', item.name),
      type: reader.enumValue('type', item.type, ORDER_ITEM_TYPES),
      areaInSqKm: reader.number('area', item.area, 0),
      baseAmount: reader.number('base_amount', item.base_amount, 0),
      finalAmount: reader.number('final_amount', item.final_amount, 0),
      uplifts: toUplifts(item.uplifts, reader),
      feasibilityStatus: reader.enumValue('feasibility_status', item.feasibility_status, FEASIBILITY_STATUSES),
      occurrences: toOccurrences(item.occurrences, reader),
    })),
  };
}
