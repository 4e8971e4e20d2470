import { setImmediate } from 'node:timers/promises';

/** Milliseconds of consecutive slices before the event loop runs. */
const TURN = 8;

let queue: Promise<unknown> = Promise.resolve();
let turnBegan = 0;

/**
 * Runs a slice of CPU-bound work, in sequence with all others, and lets the event loop run in between. Many
 * short slices never delay other callers for longer than the longest slice.
 */
export function inTurn<Result>(work: () => Result): Promise<Result> {
  const result = queue.then(async () => {
    if (performance.now() - turnBegan > TURN) {
      await setImmediate();
      turnBegan = performance.now();
    }
    return work();
  });
  queue = result.catch(() => {});
  return result;
}
