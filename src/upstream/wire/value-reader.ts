import type { OperationName } from '../../contract/operations.ts';
import { geometryIn, outlineIn } from '../../geometry/sound.ts';
import { canBeId } from './ids.ts';
import { isExactNumber } from './json.ts';
import { LateMember } from './late-member.ts';
import { isTooDeep } from './nesting.ts';
import { decodeRawJson } from './raw-json.ts';
import { toDate, toDateTime } from './time.ts';

/**
 * Reads single values of one operation's answers into the form that the graph promises. A value in another form, or out
 * of its range, becomes null and is counted as drift.
 */
export class ValueReader {
  protected readonly operation: OperationName;
  readonly #onDrift: ((operation: OperationName, field: string) => void) | undefined;

  constructor(operation: OperationName, onDrift?: (operation: OperationName, field: string) => void) {
    this.operation = operation;
    this.#onDrift = onDrift;
  }

  /** A string; null if it is missing. */
  text(field: string, value: unknown): string | null {
    if (typeof value === 'string') return value;
    if (value === undefined || value === null) return null;
    const isScalar = typeof value === 'number' || typeof value === 'boolean' || isExactNumber(value);
    if (!isScalar) return this.odd(field);
    this.drift(field);
    return isExactNumber(value) ? value.rawJSON : String(value);
  }

  /** Like `text`, but the empty string is null: for addresses that do not exist yet, for example. */
  nonEmptyText(field: string, value: unknown): string | null {
    const text = this.text(field, value);
    return text === '' ? null : text;
  }

  /** The id of another object; null if it is missing, or if the string cannot be an id. */
  reference(field: string, value: unknown): string | null {
    const text = this.nonEmptyText(field, value);
    return text === null || canBeId(text) ? text : this.odd(field);
  }

  /**
   * A finite number from `min` to `max`. A numeric string (`"45"`, `"45%"`) is accepted. Out of range means
   * "unknown": services send -9999, for example.
   */
  number(field: string, value: unknown, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): number | null {
    const number = typeof value === 'number' ? value : this.#numberFrom(field, value);
    if (number === null) return null;
    return Number.isFinite(number) && number >= min && number <= max ? number : this.odd(field);
  }

  /** A 32-bit integer from `min` to `max`. Fractions are rounded. */
  integer(field: string, value: unknown, min = -0x7fffffff, max = 0x7fffffff): number | null {
    const number = this.number(field, value);
    if (number === null) return null;
    const whole = Math.round(number);
    if (whole !== number) this.drift(field);
    return whole >= min && whole <= max ? whole : this.odd(field);
  }

  /** A percentage, 0 to 100. */
  percent(field: string, value: unknown): number | null {
    return this.number(field, value, 0, 100);
  }

  /** Progress in per cent. More than 100 is read as 100: the work is done. */
  progress(field: string, value: unknown): number | null {
    const number = this.number(field, value, 0);
    if (number === null || number <= 100) return number;
    this.drift(field);
    return 100;
  }

  boolean(field: string, value: unknown): boolean | null {
    if (typeof value === 'boolean') return value;
    return value === undefined || value === null ? null : this.odd(field);
  }

  /**
   * The one of `values` that matches the upstream's word, compared without case; blanks and hyphens match underscores.
   * `aliases` are further words, in upper case. Null for an unknown word.
   */
  enumValue<Value extends string>(
    field: string,
    value: unknown,
    values: readonly Value[],
    aliases?: Readonly<Record<string, NoInfer<Value>>>,
  ): Value | null {
    if (value === undefined || value === null || value === '') return null;
    if (typeof value !== 'string') return this.odd(field);
    const word = value.toUpperCase();
    return valueNamed(word, values, aliases) ?? valueNamed(toName(word), values, aliases) ?? this.odd(field);
  }

  /** RFC 3339 from any of the upstream's forms, or null. */
  dateTime(field: string, value: unknown): string | null {
    if (value === undefined || value === null || value === '') return null;
    return (typeof value === 'string' ? toDateTime(value) : null) ?? this.odd(field);
  }

  /** `YYYY-MM-DD` from any of the upstream's forms, or null. */
  date(field: string, value: unknown): string | null {
    if (value === undefined || value === null || value === '') return null;
    return (typeof value === 'string' ? toDate(value) : null) ?? this.odd(field);
  }

  /** A GeoJSON geometry, also one in a Feature or in a FeatureCollection of one; null if its positions are not numbers. */
  geometry(field: string, value: unknown): object | null {
    return this.#shape(field, value, geometryIn);
  }

  /** Like `geometry`, for outlines: a Polygon, or a MultiPolygon if there are several parts. */
  outline(field: string, value: unknown): object | null {
    return this.#shape(field, value, outlineIn);
  }

  #shape(field: string, member: unknown, find: (value: unknown) => object | null): object | null {
    const value = this.decoded(field, member);
    if (value === undefined || value === null) return null;
    const shape = find(value);
    if (shape && hasDeepMember(shape)) return this.odd(field);
    if (shape !== value) this.drift(field);
    return shape;
  }

  /** A raw JSON field: JSON, a string that contains JSON, or the bytes of such a string. Null if it is nested too deeply. */
  json(field: string, value: unknown): unknown {
    return this.asSent(
      field,
      decodeRawJson(value, () => this.drift(field)),
    );
  }

  /** A JSON value as it was sent; null if it is nested too deeply. */
  asSent(field: string, member: unknown): unknown {
    const value = this.decoded(field, member);
    return isTooDeep(value) ? this.odd(field) : value;
  }

  /** Decodes a member that is still text. */
  protected decoded(field: string, member: unknown): unknown {
    if (!(member instanceof LateMember)) return member;
    const value = member.decode((oddity) => this.drift(oddity));
    return value === undefined ? this.odd(field) : value;
  }

  /** Counts a value that cannot be read and is null. */
  protected odd(field: string): null {
    this.drift(field);
    return null;
  }

  protected drift(field: string): void {
    this.#onDrift?.(this.operation, field);
  }

  #numberFrom(field: string, value: unknown): number | null {
    if (value === undefined || value === null || value === '') return null;
    if (isExactNumber(value)) return Number(value.rawJSON);
    const text = typeof value === 'string' ? value.trim().replace(/%$/, '').trimEnd() : '';
    return text === '' ? this.odd(field) : Number(text);
  }
}

/** Whether a geometry has members that are nested too deeply. The depth of its coordinates was checked when it was found. */
function hasDeepMember(shape: { type?: unknown }): boolean {
  const isCollection = shape.type === 'GeometryCollection';
  return Object.entries(shape).some(([name, member]) => (isCollection || name !== 'coordinates') && isTooDeep(member));
}

function valueNamed<Value extends string>(
  word: string,
  values: readonly Value[],
  aliases: Readonly<Record<string, Value>> | undefined,
): Value | undefined {
  return (
    values.find((value) => value === word) ?? (aliases && Object.hasOwn(aliases, word) ? aliases[word] : undefined)
  );
}

function toName(word: string): string {
  return word.trim().replaceAll(/[\s-]/g, '_');
}
