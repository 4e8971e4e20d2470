import type { NumberRange } from '../../upstream/range-filter.ts';
import { faultAt, InputError } from './input-error.ts';
import type { Maybe } from './maybe.ts';

/** A range that may be open at either end. */
export interface Range {
  min?: Maybe<number>;
  max?: Maybe<number>;
}

type Bounds = readonly [least: number, most: number];

/** A fault if a number is out of bounds; none if it is not given. */
export function boundFaults(value: Maybe<number>, path: readonly string[], [least, most]: Bounds): InputError[] {
  const isWithin = value === null || value === undefined || (value >= least && value <= most);
  return isWithin ? [] : [faultAt(path, `must be from ${least} to ${most}`)];
}

/** Problems of a range: it is open at both ends, its ends are in the wrong order, or one is out of bounds. */
export function rangeFaults(range: Maybe<Range>, path: readonly string[], bounds?: Bounds): InputError[] {
  if (!range) return [];
  const { min, max } = range;
  const place = path.join('.');
  if (typeof min !== 'number' && typeof max !== 'number') {
    return [new InputError(`${place} must have a min, a max, or both.`, path)];
  }
  const [fault] = bounds ? [...boundFaults(min, path, bounds), ...boundFaults(max, path, bounds)] : [];
  if (fault) return [fault];
  const isReversed = typeof min === 'number' && typeof max === 'number' && min > max;
  return isReversed ? [new InputError(`${place}.max must not be less than min.`, [...path, 'max'])] : [];
}

/** The range; undefined if none is given. */
export function toNumberRange(range: Maybe<Range>): NumberRange | undefined {
  return range ? { min: range.min ?? null, max: range.max ?? null } : undefined;
}

/** Whether the number is in the range, of which both ends belong to it. An unknown number is in none. */
export function isInRange(range: NumberRange | undefined, value: number | null): boolean {
  if (!range) return true;
  return value !== null && value >= (range.min ?? value) && value <= (range.max ?? value);
}
