import { ticked, TurnShare } from './turns.ts';

/** What the line is told, and told about. */
export interface Pressure {
  /** Whether nobody is to wait any longer. */
  readonly isLate: boolean;
  /** Notes for how many milliseconds the first of the line has waited. */
  noteWait(milliseconds: number): void;
}

interface Waiting {
  since: number;
  begin(hasStarted: boolean): void;
}

/**
 * Lets operations start in a share of each turn of the event loop. The others wait in a line, so what has started is done sooner than if
 * all had started at once. The newest starts first: if more come than can start, most are answered as if nobody waited, and only the
 * oldest are refused when the process is late.
 */
export class StartLine {
  readonly #share: TurnShare;
  readonly #waiting: Waiting[] = [];
  readonly #pressure: Pressure;
  #isServing = false;

  /** @param milliseconds of each turn in which operations start */
  constructor(milliseconds: number, pressure: Pressure) {
    this.#share = new TurnShare(milliseconds);
    this.#pressure = pressure;
  }

  /** Whether one more operation can start in this turn. */
  hasTime(): boolean {
    return this.#share.hasTime();
  }

  /** Resolves with whether the operation may start: not if the process has become late meanwhile. Undefined if it can start at once. */
  wait(): Promise<boolean> | undefined {
    if (this.#waiting.length === 0 && this.hasTime()) return undefined;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#waiting.push({ since: performance.now(), begin: resolve });
    if (!this.#isServing) setImmediate(() => void this.#serve());
    this.#isServing = true;
    return promise;
  }

  async #serve(): Promise<void> {
    const line = this.#waiting;
    const { isLate } = this.#pressure;
    while (line.length > 0 && (isLate || this.hasTime())) {
      line.pop()?.begin(!isLate);
      // What has begun runs first. Only then can be seen how long it takes.
      if (!isLate) await ticked();
    }
    const [first] = line;
    if (first) this.#pressure.noteWait(performance.now() - first.since);
    this.#isServing = first !== undefined;
    if (this.#isServing) setImmediate(() => void this.#serve());
  }
}
