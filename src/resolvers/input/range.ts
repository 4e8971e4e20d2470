import type { NumberRange } from '../../upstream/range-filter.ts';
import { InputError } from './input-error.ts';

/** A range that may be open at either end. */
export interface Range {
  min?: number | null | undefined;
  max?: number | null | undefined;
}

/** Problems of a range: no end, ends in the wrong order, or ends out of bounds. */
export function rangeFaults(
  { min, max }: Range,
  path: readonly string[],
  [least, most]: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): InputError[] {
  const ends = [min, max].filter((end) => typeof end === 'number');
  const place = path.join('.');
  if (ends.some((end) => end < least || end > most)) {
    return [new InputError(`${place} must be from ${least} to ${most}.`, path)];
  }
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    return [new InputError(`${place}.max must not be less than min.`, [...path, 'max'])];
  }
  return [];
}

/** The range; undefined if none is given. */
export function toNumberRange(range: Range | null | undefined): NumberRange | undefined {
  return range ? { min: range.min ?? null, max: range.max ?? null } : undefined;
}

/** Whether the number is in the range, of which both ends belong to it. An unknown number is in none. */
export function isInRange(range: NumberRange | undefined, value: number | null): boolean {
  if (!range) return true;
  return value !== null && value >= (range.min ?? value) && value <= (range.max ?? value);
}
