import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StartLine } from '../../src/scheduling/start-line.ts';
import { stopClock } from '../support/clock.ts';

/** Milliseconds of each turn in which operations start. */
const SHARE_MS = 30;

/** Stands for so much work. */
const useUp = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

beforeEach(stopClock);
afterEach(() => vi.useRealTimers());

/** A line whose share of this turn is used up, and what became of those who wait in it. */
function usedUp() {
  const pressure = { isLate: false, longestMs: 0, noteWait: (ms: number) => void (pressure.longestMs = ms) };
  const line = new StartLine(SHARE_MS, pressure);
  line.hasTime();
  useUp(SHARE_MS);
  const outcomes: string[] = [];
  /** @param milliseconds that it takes to start */
  const wait = (name: string, milliseconds: number) =>
    line.wait()?.then((mayStart) => {
      outcomes.push(mayStart ? name : `not ${name}`);
      if (mayStart) useUp(milliseconds);
    });
  return { line, pressure, outcomes, wait };
}

test('operations that a turn cannot start wait, and start as far as the next turns have time, the newest first', async () => {
  const { line, pressure, outcomes, wait } = usedUp();
  for (const [name, milliseconds] of [['a', 0] as const, ['b', SHARE_MS] as const, ['c', SHARE_MS] as const]) {
    expect(wait(name, milliseconds)).toBeInstanceOf(Promise);
  }
  expect(outcomes).toEqual([]);

  await turn();
  expect(outcomes).toEqual(['c']);
  expect(pressure.longestMs).toBeCloseTo(SHARE_MS);
  expect(wait('d', 0)).toBeInstanceOf(Promise);

  await turn();
  expect(outcomes).toEqual(['c', 'd', 'b']);
  await turn();
  expect(outcomes).toEqual(['c', 'd', 'b', 'a']);
  await turn();
  expect(line.wait()).toBeUndefined();
});

test('operations that wait when the process becomes late do not start', async () => {
  const { pressure, outcomes, wait } = usedUp();
  for (const name of ['a', 'b']) void wait(name, 0);

  pressure.isLate = true;
  await turn();
  await turn();
  expect(outcomes.toSorted()).toEqual(['not a', 'not b']);
});
