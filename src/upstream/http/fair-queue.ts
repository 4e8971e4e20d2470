/** No place is free, and this credential already has more than its share of those who wait. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

interface Waiting {
  places: number;
  goAhead(): void;
}

/**
 * Lets out as much at once as there are places. When they are taken, credentials take turns: one caller's thousand calls stand
 * in a line of their own, and another's single read is the next but one to go.
 */
export class FairQueue {
  readonly #places: number;
  readonly #maxWaiting: number;
  #taken = 0;
  #waiting = 0;
  /** One line for each credential that waits. The order of the map is the order of turns. */
  readonly #lines = new Map<string, Set<Waiting>>();

  /**
   * @param places that may be taken at once
   * @param maxWaiting how many may wait in all, before those with the longest lines are refused
   */
  constructor(places: number, maxWaiting: number) {
    this.#places = places;
    this.#maxWaiting = maxWaiting;
  }

  /** How many wait for a place. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Places that are taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes places if they are free. */
  tryAcquire(places: number): boolean {
    if (this.#taken + places > this.#places) return false;
    this.#taken += places;
    return true;
  }

  /**
   * Takes places, which `release` gives back. Undefined if they were free, so the usual way costs no promise; otherwise a
   * promise that rejects with the reason of `signal` if that aborts first. What fits does not wait behind what is larger.
   * @param places at most as many as there are
   * @throws QueueFull
   */
  acquire(credential: string, signal: AbortSignal, places = 1): Promise<void> | undefined {
    if (this.tryAcquire(places)) return undefined;
    const line = this.#lines.get(credential) ?? new Set();
    const share = this.#maxWaiting / Math.max(1, this.#lines.size);
    if (this.#waiting >= this.#maxWaiting && line.size >= share) throw new QueueFull();
    this.#lines.set(credential, line);
    return this.#wait(credential, line, signal, places);
  }

  /** Gives places back, to the credentials whose turn it is. */
  release(places = 1): void {
    this.#taken -= places;
    for (const [credential, line] of this.#lines) {
      if (this.#taken >= this.#places) return;
      const [first] = line;
      if (!first || this.#taken + first.places > this.#places) continue;
      this.#taken += first.places;
      // To the end of the turns; the loop comes there again if places are left.
      this.#lines.delete(credential);
      if (line.size > 1) this.#lines.set(credential, line);
      first.goAhead();
    }
  }

  #wait(credential: string, line: Set<Waiting>, signal: AbortSignal, places: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const stepOut = () => {
        signal.removeEventListener('abort', giveUp);
        line.delete(waiting);
        this.#waiting -= 1;
      };
      const waiting = {
        places,
        goAhead: () => {
          stepOut();
          resolve();
        },
      };
      const giveUp = () => {
        stepOut();
        if (line.size === 0 && this.#lines.get(credential) === line) this.#lines.delete(credential);
        reject(signal.reason);
      };
      line.add(waiting);
      this.#waiting += 1;
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}
