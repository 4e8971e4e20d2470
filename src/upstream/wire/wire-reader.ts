import { type OperationName, operations } from '../../contract/operations.ts';
import { type Bbox, bboxOf } from '../../geometry/bounds.ts';
import { centroidOf } from '../../geometry/centroid.ts';
import { type Region, regionOf } from '../../geometry/region.ts';
import { BadShape } from '../../geometry/shape.ts';
import { UpstreamFailure } from '../failure.ts';
import { toDay, toInstant } from './time.ts';

/** A longitude and a latitude in degrees. */
export interface Position {
  longitude: number;
  latitude: number;
}

/**
 * Reads the values of one operation's answers into the form that the graph promises. What is not in the declared
 * form becomes null, or an empty list, and is counted as drift; only a missing id makes an answer invalid.
 */
export class WireReader {
  readonly #operation: OperationName;
  readonly #onDrift: ((operation: OperationName, field: string) => void) | undefined;

  constructor(operation: OperationName, onDrift?: (operation: OperationName, field: string) => void) {
    this.#operation = operation;
    this.#onDrift = onDrift;
  }

  /** @throws UpstreamFailure of kind `invalidAnswer` where there is no id. */
  id(field: string, value: unknown): string {
    if (isId(value)) return String(value);
    throw new UpstreamFailure('invalidAnswer', this.#operation, {
      message: `The answer has no ${field}.`,
      // A write that was answered has been done, whatever the answer lacks.
      isOutcomeUnknown: operations[this.#operation].access === 'write',
    });
  }

  /** Text, or null where there is none. */
  text(field: string, value: unknown): string | null {
    if (typeof value === 'string') return value;
    if (value === undefined || value === null) return null;
    if (typeof value === 'number' || typeof value === 'boolean') {
      this.#drift(field);
      return String(value);
    }
    return this.#odd(field);
  }

  /** Like `text`, but null for the empty text: ids of other objects, and addresses that do not exist yet. */
  nonEmptyText(field: string, value: unknown): string | null {
    const text = this.text(field, value);
    return text === '' ? null : text;
  }

  /** A finite number; number-like text (`"45"`, `"45%"`) is read as one. */
  number(field: string, value: unknown): number | null {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (value === undefined || value === null || value === '') return null;
    const number = typeof value === 'string' ? Number(value.trim().replace(/\s*%$/, '')) : Number.NaN;
    if (!Number.isFinite(number) || (typeof value === 'string' && value.trim() === '')) return this.#odd(field);
    return number;
  }

  /** A whole number of 32 bits, rounded where the upstream sends a fraction. */
  integer(field: string, value: unknown): number | null {
    const number = this.number(field, value);
    if (number === null) return null;
    const whole = Math.round(number);
    if (whole !== number) this.#drift(field);
    return Math.abs(whole) <= 0x7fffffff ? whole : this.#odd(field);
  }

  /** Per cent, 0 to 100; what lies outside is brought to the nearer end. */
  percent(field: string, value: unknown): number | null {
    const number = this.number(field, value);
    if (number === null) return null;
    if (number < 0 || number > 100) this.#drift(field);
    return Math.min(100, Math.max(0, number));
  }

  boolean(field: string, value: unknown): boolean | null {
    if (typeof value === 'boolean') return value;
    return value === undefined || value === null ? null : this.#odd(field);
  }

  /**
   * The one of `values` that the upstream's word stands for, compared without case; a blank or a hyphen is an underscore.
   * `aliases` are other words, in upper case. Null for an unknown word.
   */
  enumValue<Value extends string>(
    field: string,
    value: unknown,
    values: readonly Value[],
    aliases: Readonly<Record<string, NoInfer<Value>>> = {},
  ): Value | null {
    if (value === undefined || value === null || value === '') return null;
    if (typeof value !== 'string') return this.#odd(field);
    const word = value.toUpperCase();
    return valueNamed(word, values, aliases) ?? valueNamed(toName(word), values, aliases) ?? this.#odd(field);
  }

  /** RFC 3339 from any of the upstream's forms, or null. */
  dateTime(field: string, value: unknown): string | null {
    if (value === undefined || value === null || value === '') return null;
    return (typeof value === 'string' ? toInstant(value) : null) ?? this.#odd(field);
  }

  /** `YYYY-MM-DD` from any of the upstream's forms, or null. */
  date(field: string, value: unknown): string | null {
    if (value === undefined || value === null || value === '') return null;
    return (typeof value === 'string' ? toDay(value) : null) ?? this.#odd(field);
  }

  /** Each item of a list as `read` gives it; an absent or null list is empty, and so is what is no list. */
  list<Item, Value>(field: string, value: readonly Item[] | null | undefined, read: (item: Item) => Value): Value[] {
    const values: Value[] = [];
    if (Array.isArray(value)) {
      for (const item of value) if (item !== null && item !== undefined) values.push(read(item));
    } else if (value !== undefined && value !== null) this.#drift(field);
    return values;
  }

  /** Like `list`, for items that have an `id`; an item without one is left out. */
  listWithIds<Item extends { id?: unknown }, Value>(
    field: string,
    value: readonly Item[] | null | undefined,
    read: (item: Item) => Value,
  ): Value[] {
    const whole = this.list(field, value, (item) => item);
    const named = whole.filter(({ id }) => isId(id));
    if (named.length < whole.length) this.#drift(`${field}.id`);
    return named.map(read);
  }

  /** The texts of a list. */
  texts(field: string, value: readonly unknown[] | null | undefined): readonly string[] {
    if (Array.isArray(value) && value.every(isText)) return value;
    return this.list(field, value, (item) => this.text(field, item)).filter((text) => text !== null);
  }

  /** The numbers of a list; the archive writes some as text. */
  numbers(field: string, value: readonly unknown[] | null | undefined): readonly number[] {
    if (Array.isArray(value) && value.every(Number.isFinite)) return value;
    return this.list(field, value, (item) => this.number(field, item)).filter((number) => number !== null);
  }

  /** The entries of a map; an absent or null map has none. */
  entries<Value>(field: string, value: Readonly<Record<string, Value>> | null | undefined): [string, Value][] {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
    if (value !== undefined && value !== null) this.#drift(field);
    return [];
  }

  /** A position written `[longitude, latitude]`. */
  position(field: string, value: readonly unknown[] | null | undefined): Position | null {
    if (value === undefined || value === null) return null;
    const [longitude, latitude] = this.numbers(field, value);
    return longitude === undefined || latitude === undefined ? this.#odd(field) : { longitude, latitude };
  }

  /** A GeoJSON geometry as it came; null for what is none. */
  geometry(field: string, value: unknown): object | null {
    if (value === undefined || value === null) return null;
    return typeof value === 'object' && 'type' in value ? value : this.#odd(field);
  }

  /** The box around a GeoJSON geometry. */
  bbox(field: string, geometry: unknown): Bbox | null {
    return this.#computed(field, geometry, bboxOf);
  }

  /** The centre of a GeoJSON geometry. */
  centroid(field: string, geometry: unknown): Position | null {
    return this.#computed(field, geometry, centroidOf);
  }

  /** A GeoJSON area that overlaps can be computed with. */
  region(field: string, geometry: unknown): Region | null {
    return this.#computed(field, geometry, regionOf);
  }

  #computed<Value>(field: string, geometry: unknown, compute: (geometry: object) => Value): Value | null {
    if (typeof geometry !== 'object' || geometry === null) return null;
    try {
      return compute(geometry);
    } catch (error) {
      if (error instanceof BadShape) return this.#odd(field);
      throw error;
    }
  }

  /**
   * A raw JSON field, which comes as JSON of any kind, as text that holds JSON, or as the bytes of such text.
   * Bytes that are no JSON are given as text.
   */
  json(field: string, value: unknown): unknown {
    if (value === undefined || value === null) return null;
    if (isBytes(value)) {
      const decoded = parsedOrText(Buffer.from(value).toString('utf8'));
      // A list of small numbers can read as the digits of one: then it is what it looks like.
      if (typeof decoded === 'number') return value;
      this.#drift(field);
      return decoded;
    }
    return typeof value === 'string' ? parsedOrText(value) : value;
  }

  #odd(field: string): null {
    this.#drift(field);
    return null;
  }

  #drift(field: string): void {
    this.#onDrift?.(this.#operation, field);
  }
}

function isId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function valueNamed<Value extends string>(
  word: string,
  values: readonly Value[],
  aliases: Readonly<Record<string, Value>>,
): Value | undefined {
  return values.find((value) => value === word) ?? (Object.hasOwn(aliases, word) ? aliases[word] : undefined);
}

function toName(word: string): string {
  return word.trim().replaceAll(/[\s-]/g, '_');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a list can only be the bytes of a JSON text: small whole numbers that begin like one. */
function isBytes(value: unknown): value is number[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return (
    value.every((item) => Number.isInteger(item) && item >= 0 && item <= 255) &&
    /[[{"\dtfn\s-]/.test(String.fromCharCode(value[0]))
  );
}

function parsedOrText(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
