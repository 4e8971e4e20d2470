import { setImmediate } from 'node:timers/promises';

/** How long, in milliseconds, pieces of work may follow one another before everything else gets its turn. */
const TURN = 8;

let queue: Promise<unknown> = Promise.resolve();
let turnBegan = 0;

/**
 * Runs a piece of work that takes the processor, one after another with all others, and lets the event loop go on in between: many
 * short pieces never hold up other callers longer than the longest of them.
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
