import type { WireInterval, WireOrderItem, WireUplift } from '../contract/order-item.ts';
import type { Interval } from './wire/time.ts';
import type { WireReader } from './wire/wire-reader.ts';

/** A surcharge or discount. */
export interface Uplift {
  title: string | null;
  subtitle: string | null;
  percentage: number | null;
  amount: number | null;
  itemId: string | null;
}

/** A problem with one field of an order item. */
export interface FieldErrors {
  field: string;
  messages: readonly string[];
}

/** Surcharges and discounts, also of a quote. */
export function toUplifts(wire: readonly WireUplift[] | null | undefined, reader: WireReader): Uplift[] {
  return reader.list('uplifts', wire, (uplift) => ({
    title: reader.text('uplifts.title', uplift.title),
    subtitle: reader.text('uplifts.subtitle', uplift.subtitle),
    percentage: reader.number('uplifts.percentage', uplift.percentage),
    amount: reader.number('uplifts.amount', uplift.amount),
    itemId: reader.reference('uplifts.item_id', uplift.item_id),
  }));
}

/** The planned captures, also of a quote. */
export function toOccurrences(wire: readonly WireInterval[] | null | undefined, reader: WireReader): Interval[] {
  return reader.list('occurrences', wire, (occurrence) => ({
    start: reader.dateTime('occurrences.start', occurrence.start),
    end: reader.dateTime('occurrences.end', occurrence.end),
  }));
}

/** The band numbers of each capture. */
export function toCustomBands(wire: readonly (readonly number[])[] | null | undefined, reader: WireReader): number[][] {
  return reader.list('bandset.custom', wire, (bands) =>
    reader
      .list('bandset.custom', bands, (number) => reader.integer('bandset.custom', number, 0))
      .filter((number) => number !== null),
  );
}

/** The problems of an order item, an entry for each field. */
export function toFieldErrors(wire: WireOrderItem['validation_errors'], reader: WireReader): FieldErrors[] {
  return reader
    .list('validation_errors', wire, (errors) =>
      reader.entries('validation_errors', errors).map(([field, messages]) => ({
        field,
        messages: reader.texts('validation_errors', messages),
      })),
    )
    .flat();
}
