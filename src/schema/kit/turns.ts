/** Milliseconds that long work of all operations together takes in one turn of the event loop. */
const TURN_MS = 10;
/** Rows of a list that are completed without a look at the clock: wide rows take up to 40 ms. */
const ROWS_AT_ONCE = 200;

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

const share = new TurnShare(TURN_MS);
const waiting: (() => void)[] = [];

/** Whether long work can go on in this turn of the event loop. If not, wait for `nextTurn`. */
export function hasTime(): boolean {
  return share.hasTime();
}

/** Resolves in a later turn of the event loop, in which other requests have been served. Those who wait come in their order. */
export function nextTurn(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  waiting.push(resolve);
  if (waiting.length === 1) setImmediate(() => void serve());
  return promise;
}

/**
 * Completes a long list in several turns: the rows past the first, or the whole list if this turn is over, become promises, which
 * every executor waits for. Any other value is returned as it is.
 */
export function inTurns(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (!hasTime()) return nextTurn().then(() => inTurns(value));
  if (value.length <= ROWS_AT_ONCE) return value;
  const rows: unknown[] = value.slice(0, ROWS_AT_ONCE);
  for (let start = ROWS_AT_ONCE; start < value.length; start += ROWS_AT_ONCE) {
    const turn = nextTurn();
    for (const row of value.slice(start, start + ROWS_AT_ONCE)) {
      // A promise that fails before anybody looks at it would be an unhandled rejection.
      rows.push(row instanceof Promise ? row : turn.then(() => row));
    }
  }
  return rows;
}

async function serve(): Promise<void> {
  while (hasTime()) {
    // The first stays in the list until it is done, so nobody begins a second round.
    waiting[0]?.();
    await ticked();
    waiting.shift();
    if (waiting.length === 0) return;
  }
  setImmediate(() => void serve());
}

/** Resolves when all that could run at once has run: the queue of ticks comes after that of promises. */
function ticked(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
