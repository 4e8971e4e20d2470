/** No place is free, and this credential already has more than its share of those who wait. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/**
 * Lets a bounded number of calls out at once. When all places are taken, credentials take turns: one caller's thousand calls
 * stand in a line of their own, and another's single read is the next but one to go.
 */
export class FairQueue {
  readonly #places: number;
  readonly #maxWaiting: number;
  #taken = 0;
  #waiting = 0;
  /** One line for each credential that waits. The order of the map is the order of turns. */
  readonly #lines = new Map<string, Set<() => void>>();

  /**
   * @param places calls at once
   * @param maxWaiting calls that may wait in all, before those with the longest lines are refused
   */
  constructor(places: number, maxWaiting: number) {
    this.#places = places;
    this.#maxWaiting = maxWaiting;
  }

  /** Calls that wait for a place. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Takes a place, which `release` gives back. Undefined where one was free, so that the usual way costs no promise; else a
   * promise that rejects with the reason of `signal` when that aborts first.
   * @throws QueueFull
   */
  acquire(credential: string, signal: AbortSignal): Promise<void> | undefined {
    if (this.#taken < this.#places) {
      this.#taken += 1;
      return undefined;
    }
    const line = this.#lines.get(credential) ?? new Set();
    const share = this.#maxWaiting / Math.max(1, this.#lines.size);
    if (this.#waiting >= this.#maxWaiting && line.size >= share) throw new QueueFull();
    this.#lines.set(credential, line);
    return this.#wait(credential, line, signal);
  }

  /** Gives a place back, to the first of the credential whose turn it is. */
  release(): void {
    const [turn] = this.#lines;
    if (turn === undefined) {
      this.#taken -= 1;
      return;
    }
    const [credential, line] = turn;
    const [goAhead] = line;
    this.#lines.delete(credential);
    if (line.size > 1) this.#lines.set(credential, line);
    goAhead?.();
  }

  #wait(credential: string, line: Set<() => void>, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stepOut = () => {
        signal.removeEventListener('abort', giveUp);
        line.delete(goAhead);
        this.#waiting -= 1;
      };
      const goAhead = () => {
        stepOut();
        resolve();
      };
      const giveUp = () => {
        stepOut();
        if (line.size === 0 && this.#lines.get(credential) === line) this.#lines.delete(credential);
        reject(signal.reason);
      };
      line.add(goAhead);
      this.#waiting += 1;
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}
