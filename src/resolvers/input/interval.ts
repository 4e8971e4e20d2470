import type { Interval } from '../../upstream/wire/time.ts';
import { faultAt, type InputError } from './input-error.ts';
import type { Maybe } from './maybe.ts';

/** `TimeIntervalInput`, or `DateIntervalInput`, whose days are read as their first moment in UTC. */
export interface IntervalInput {
  start?: Maybe<string>;
  end?: Maybe<string>;
}

/** What is wrong with an interval: it has no end at all, or ends before it starts. */
export function intervalFaults(input: Maybe<IntervalInput>, path: readonly string[]): InputError[] {
  if (!input) return [];
  const { start, end } = input;
  if (!start && !end) return [faultAt(path, 'must have a start, an end, or both')];
  return start && end ? orderFaults(start, end, [...path, 'end']) : [];
}

/** A fault if an interval ends before it starts. */
export function orderFaults(start: string, end: string, path: readonly string[]): InputError[] {
  const isReversed = Date.parse(end) < Date.parse(start);
  return isReversed ? [faultAt(path, 'must not be before the start')] : [];
}

/** The interval; undefined if none is given. */
export function toInterval(input: Maybe<IntervalInput>): Interval | undefined {
  return input ? { start: input.start ?? null, end: input.end ?? null } : undefined;
}

/** Whether the instant is in the interval, of which both ends belong to it. An unknown instant is in none. */
export function isDuring(interval: Interval | undefined, instant: string | null): boolean {
  if (!interval) return true;
  if (instant === null) return false;
  const { start, end } = interval;
  const moment = Date.parse(instant);
  return (start === null || moment >= Date.parse(start)) && (end === null || moment <= Date.parse(end));
}
