import type { Operation } from '../../contract/operation.ts';
import { type OperationName, operations } from '../../contract/operations.ts';
import { type Bbox, bboxOf } from '../../geometry/bounds.ts';
import { centroidOf } from '../../geometry/centroid.ts';
import { type Region, regionOf } from '../../geometry/region.ts';
import { BadShape } from '../../geometry/shape.ts';
import { UpstreamFailure } from '../failure.ts';
import { toId } from './ids.ts';
import { isRecord, orderedKeys } from './json.ts';
import { LateMember } from './late-member.ts';
import { isTooDeep } from './nesting.ts';
import { RepeatedRows } from './repeated-rows.ts';
import { ValueReader } from './value-reader.ts';
import type { Warnings } from './warnings.ts';

/** Rows of one answer. None is asked for more than 1,000; some services ignore that, and send the whole list. */
const MAX_ROWS = 50_000;

/** A longitude and a latitude in degrees. */
export interface Position {
  longitude: number;
  latitude: number;
}

/** The usable rows of a list. */
export interface ReadRows<Value> {
  items: Value[];
  /** Number of rows received, including dropped ones. */
  received: number;
  /** Position of each item among them; undefined if none was dropped. */
  positions?: number[] | undefined;
  /** Tells the caller that reading stopped before the list ended: after so many rows, of which some are shown. */
  onStopped?: (rows: number, shown: number) => void;
}

/**
 * Reads the answers of one operation into the form that the graph promises. Values in another form become null or empty
 * and count as drift. Rows without an id are dropped with a warning.
 */
export class WireReader extends ValueReader {
  readonly #warnings: Warnings | undefined;
  /** The list being read, and its value. */
  #list: string | null = null;
  #rows: unknown;

  constructor(
    operation: OperationName,
    onDrift?: (operation: OperationName, field: string) => void,
    warnings?: Warnings,
  ) {
    super(operation, onDrift);
    this.#warnings = warnings;
  }

  /**
   * The id of a row, or of the object that the answer is.
   * @throws UpstreamFailure if the id is missing or invalid. A list drops the row. A single read found nothing, so its kind is
   * `notFound`; for a write it is `invalidAnswer`.
   */
  id(field: string, value: unknown): string {
    const id = toId(value);
    if (id !== undefined) return id;
    this.#leaveOut(field, `has no ${field}`);
    const isWrite = operations[this.operation].access === 'write';
    throw new UpstreamFailure(isWrite ? 'invalidAnswer' : 'notFound', this.operation, {
      message: `The answer has no ${field}.`,
      // A write that was answered has been applied, whatever the answer lacks.
      isOutcomeUnknown: isWrite,
    });
  }

  /** Each item of a list, as `read` returns it. A missing, null or non-list value reads as an empty list. */
  list<Item, Value>(field: string, value: readonly Item[] | null | undefined, read: (item: Item) => Value): Value[] {
    const values: Value[] = [];
    if (Array.isArray(value)) {
      for (const item of value) {
        if (item !== null && item !== undefined) values.push(read(item));
        else this.drift(field);
      }
    } else if (value !== undefined && value !== null) this.#unusable(field, 'empty because it is not a list');
    return values;
  }

  /** Like `list`, for objects with an id: one without it is dropped. */
  listWithIds<Item, Value extends object>(
    field: string,
    value: readonly Item[] | null | undefined,
    read: (item: Item) => Value,
  ): Value[] {
    return this.#usable(field, value, read).items;
  }

  /**
   * The rows that the answer consists of, with their positions, which pages need. An answer without this list may be one of another
   * form, so it reads as an empty list with a warning. A null list is empty.
   */
  rows<Item, Value extends object>(
    field: string,
    value: readonly Item[] | null | undefined,
    read: (item: Item) => Value,
  ): ReadRows<Value> {
    if (value === undefined) this.#unusable(field, 'empty because it is missing');
    const rows = this.#usable(field, value, read);
    rows.onStopped = (received, shown) => this.#warnings?.stoppedEarly(this.operation, received, shown);
    return rows;
  }

  #usable<Item, Value extends object>(
    field: string,
    value: readonly Item[] | null | undefined,
    read: (item: Item) => Value,
  ): ReadRows<Value> {
    if (!Array.isArray(value)) {
      if (value !== undefined && value !== null) this.#unusable(field, 'empty because it is not a list');
      return { items: [], received: 0 };
    }
    if (value.length > MAX_ROWS) {
      const message = `The answer has ${value.length} ${field}; ${MAX_ROWS} is the limit.`;
      throw new UpstreamFailure('invalidAnswer', this.operation, { message });
    }
    const items: Value[] = [];
    let positions: number[] | undefined;
    const { late }: Operation = operations[this.operation];
    const repeated = new RepeatedRows(value, late);
    this.#within(field, value, () => {
      for (let position = 0; position < value.length; position += 1) {
        const row = this.#row(field, value[position], read);
        const isRepeat = row !== null && repeated.includes(position, row);
        if (isRepeat) this.drift(field);
        if (row !== null && !isRepeat) {
          items.push(row);
          positions?.push(position);
        } else positions ??= items.map((_item, index) => index);
      }
    });
    return { items, received: value.length, positions };
  }

  /** A list of strings. */
  texts(field: string, value: readonly unknown[] | null | undefined): readonly string[] {
    if (Array.isArray(value) && value.every(isText)) return value;
    return this.list(field, value, (item) => this.text(field, item)).filter((text) => text !== null);
  }

  /** The ids of other objects in a list. Values that cannot be ids are left out. */
  references(field: string, value: readonly unknown[] | null | undefined): string[] {
    return this.list(field, value, (item) => this.reference(field, item)).filter((id) => id !== null);
  }

  /** An object within another, with an id of its own; null if it is missing, empty or has no id. */
  nested<Item extends object, Value extends object>(
    field: string,
    value: Item | null | undefined,
    read: (item: Item) => Value,
  ): Value | null {
    if (value === undefined || value === null || Object.keys(value).length === 0) return null;
    return this.#within(field, value, () => this.#row(field, value, read));
  }

  /** A list of numbers in which positions have a meaning, so one hole makes all of it null. */
  numbers(field: string, value: readonly unknown[] | null | undefined): readonly number[] | null {
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value)) return this.odd(field);
    if (value.every(Number.isFinite)) return value;
    // The archive sends some numbers as strings.
    const numbers = value.map((item) => (typeof item === 'string' && item.trim() !== '' ? Number(item) : item));
    return numbers.every(Number.isFinite) ? numbers : this.odd(field);
  }

  /** West, south, east, north in degrees; six numbers if heights are included. */
  boundingBox(field: string, value: readonly unknown[] | null | undefined): readonly number[] | null {
    const numbers = this.numbers(field, value);
    return numbers === null || isBox(numbers) ? numbers : this.odd(field);
  }

  /** A position written `[longitude, latitude]`, with or without a height. */
  position(field: string, value: readonly unknown[] | null | undefined): Position | null {
    const numbers = this.numbers(field, value);
    if (numbers === null) return null;
    const [longitude, latitude] = numbers;
    if (longitude === undefined || latitude === undefined) return this.odd(field);
    return isOnGlobe(longitude, latitude) ? { longitude, latitude } : this.odd(field);
  }

  /** The entries of a map, in the upstream's order; none if it is missing or null. */
  entries<Value>(
    field: string,
    member: LateMember | Readonly<Record<string, Value>> | null | undefined,
  ): [string, Value][] {
    const value = this.decoded(field, member);
    if (value === undefined || value === null) return [];
    if (isRecord(value)) {
      // Each key is an own property of the map.
      return orderedKeys(value).map((key) => [key, value[key] as Value]);
    }
    this.#unusable(field, 'empty because it is not a map');
    return [];
  }

  /** An outline that must be one Polygon, maybe as a `JsonText`; null, with a warning, for one with several parts. */
  polygon(field: string, value: unknown): object | null {
    const text = value instanceof LateMember ? value.polygon : null;
    if (text) return text;
    const outline = this.outline(field, value);
    if (outline === null || ('type' in outline && outline.type === 'Polygon')) return outline;
    this.#unusable(field, 'null because it has several parts: `geojson` shows them');
    return null;
  }

  /** Bounding box of a GeoJSON geometry. */
  bbox(field: string, geometry: unknown): Bbox | null {
    return this.#computed(field, geometry, bboxOf);
  }

  /** Centroid of a GeoJSON geometry. */
  centroid(field: string, geometry: unknown): Position | null {
    return this.#computed(field, geometry, centroidOf);
  }

  /** A GeoJSON area prepared for overlap computations. */
  region(field: string, geometry: unknown): Region | null {
    return this.#computed(field, geometry, regionOf);
  }

  #computed<Value>(field: string, member: unknown, compute: (geometry: object) => Value): Value | null {
    const geometry = this.decoded(field, member);
    if (typeof geometry !== 'object' || geometry === null) return null;
    if (isTooDeep(geometry)) return this.odd(field);
    try {
      return compute(geometry);
    } catch (error) {
      if (error instanceof BadShape) return this.odd(field);
      throw error;
    }
  }

  /** Warnings of what `read` reads name this list. */
  #within<Value>(list: string, rows: unknown, read: () => Value): Value {
    const outer = this.#list;
    const outerRows = this.#rows;
    this.#list = list;
    this.#rows = rows;
    const value = read();
    this.#list = outer;
    this.#rows = outerRows;
    return value;
  }

  #row<Item, Value extends object>(field: string, item: Item, read: (item: Item) => Value): Value | null {
    if (typeof item !== 'object' || item === null) {
      this.#leaveOut(field, 'is not an object');
      return null;
    }
    try {
      return read(item);
    } catch (failure) {
      // The row has no id; `id` has counted it.
      if (failure instanceof UpstreamFailure) return null;
      throw failure;
    }
  }

  #leaveOut(field: string, why: string): void {
    this.drift(field);
    if (this.#list !== null && this.#warnings?.counts(this.#rows, this) === false) return;
    this.#warnings?.leftOut(this.operation, this.#list, why);
  }

  #unusable(field: string, shownAs: string): void {
    this.drift(field);
    this.#warnings?.unusable(this.operation, field, shownAs);
  }
}

/** Whether the numbers are two positions on the globe, with or without heights. */
function isBox(numbers: readonly number[]): boolean {
  const half = numbers.length / 2;
  return (half === 2 || half === 3) && isOnGlobe(numbers[0], numbers[1]) && isOnGlobe(numbers[half], numbers[half + 1]);
}

function isOnGlobe(longitude = Number.NaN, latitude = Number.NaN): boolean {
  return Math.abs(longitude) <= 360 && Math.abs(latitude) <= 90;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
