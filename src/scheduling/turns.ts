/** Milliseconds that long work of all operations together takes in one turn of the event loop. */
const TURN_MS = 10;
/** Rows of a list that are completed without a look at the clock. Most lists are no longer, and take less than a turn. */
const ROWS_AT_ONCE = 100;
/** The same for an operation that has used up a turn before: ten wide rows take a few milliseconds. */
const ROWS_OF_LONG = 10;

/** A kind of work that has a share of each turn of the event loop. */
export class TurnShare {
  readonly #milliseconds: number;
  #endsAt: number | undefined;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Whether the share of this turn is not used up yet. It begins when this is first asked in a turn. */
  hasTime(): boolean {
    const now = performance.now();
    if (this.#endsAt === undefined) {
      this.#endsAt = now + this.#milliseconds;
      setImmediate(() => {
        this.#endsAt = undefined;
      });
    }
    return now < this.#endsAt;
  }
}

/** Milliseconds after which the next line has its turn. Small steps, of which there can be many, take far less each. */
const QUANTUM_MS = 1;

const share = new TurnShare(TURN_MS);
/** The steps that wait, a line for each operation or credential. The order of the map is the order of turns. */
const lines = new Map<object | string, (() => void)[]>();
/** The operations that have waited for a turn. */
const long = new WeakSet<object>();
let isServing = false;

/** Whether long work can go on in this turn of the event loop. If not, wait for `nextTurn`. */
export function hasTime(): boolean {
  return share.hasTime();
}

/**
 * Resolves in a later turn of the event loop, in which other requests have been served. Those who wait take turns: the one step of a
 * small answer does not wait behind the hundred steps of a large one.
 * @param waiting an object that represents the operation, or the keyed hash of a credential whose operations wait in one line
 */
export function nextTurn(waiting: object | string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const line = lines.get(waiting);
  if (line) line.push(resolve);
  else lines.set(waiting, [resolve]);
  if (typeof waiting === 'object') long.add(waiting);
  if (!isServing) setImmediate(() => void serve());
  isServing = true;
  return promise;
}

/**
 * Completes a long list in several turns: the rows past the first, or the whole list if this turn is over, become promises, which
 * every executor waits for. Any other value is returned as it is.
 */
export function inTurns(value: unknown, operation: object): unknown {
  if (!Array.isArray(value)) return value;
  if (!hasTime()) return nextTurn(operation).then(() => inTurns(value, operation));
  const first = long.has(operation) ? ROWS_OF_LONG : ROWS_AT_ONCE;
  if (value.length <= first) return value;
  const rows: unknown[] = value.slice(0, first);
  for (let start = first; start < value.length; start += ROWS_OF_LONG) {
    const turn = nextTurn(operation);
    for (const row of value.slice(start, start + ROWS_OF_LONG)) {
      // One that fails before its turn would be an unhandled rejection.
      if (row instanceof Promise) row.catch(() => {});
      rows.push(turn.then(() => row));
    }
  }
  return rows;
}

async function serve(): Promise<void> {
  // Its share begins before the first step, which may take all of it.
  hasTime();
  // A line that is put back at the end comes up again in the same loop.
  for (const [waiting, line] of lines) {
    const endsAt = performance.now() + QUANTUM_MS;
    do {
      line.shift()?.();
      await ticked();
    } while (line.length > 0 && performance.now() < endsAt);
    lines.delete(waiting);
    if (line.length > 0) lines.set(waiting, line);
    // Asked last: one line gets on even if others have used up this turn.
    if (!hasTime()) break;
  }
  isServing = lines.size > 0;
  if (isServing) setImmediate(() => void serve());
}

/** Resolves when all that could run at once has run: the queue of ticks comes after that of promises. */
export function ticked(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
