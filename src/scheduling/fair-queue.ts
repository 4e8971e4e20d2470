/** No slot is free, and this credential already has more than its share of the queue. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

interface Waiting {
  places: number;
  goAhead(): void;
}

/** The part of all slots that is left to credentials with few slots, so one whose calls hang does not hold up the others. */
const FOR_QUIET = 0.2;
/** Few slots: less than this part of all slots, or none. */
const FEW = 1 / 64;

/**
 * Limits what runs at once. When no more slots are given out, credentials take turns: one caller's thousand calls wait
 * in their own line, and another caller's single read is next but one.
 */
export class FairQueue {
  readonly #places: number;
  readonly #placesOfBusy: number;
  readonly #few: number;
  readonly #maxWaiting: number;
  #taken = 0;
  #waiting = 0;
  #placesWaitedFor = 0;
  /** How many slots a credential holds. Credentials without slots have no entry. */
  readonly #held = new Map<string, number>();
  /** One line for each waiting credential. The order of the map is the order of turns. */
  readonly #lines = new Map<string, Set<Waiting>>();

  /**
   * @param places number of slots
   * @param maxWaiting slots that may be waited for in total, before the longest lines are refused
   */
  constructor(places: number, maxWaiting: number) {
    this.#places = places;
    this.#placesOfBusy = Math.ceil(places * (1 - FOR_QUIET));
    this.#few = Math.max(1, places * FEW);
    this.#maxWaiting = maxWaiting;
  }

  /** Number of waiters. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Slots in use. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes slots if they are free for this credential. */
  tryAcquire(credential: string, places: number): boolean {
    const held = this.#held.get(credential) ?? 0;
    if (this.#taken + places > this.#mostBeside(held)) return false;
    this.#taken += places;
    this.#held.set(credential, held + places);
    return true;
  }

  /** Slots that may be taken in all when a credential that has `held` of them gets one. */
  #mostBeside(held: number): number {
    return held < this.#few ? this.#places : this.#placesOfBusy;
  }

  /**
   * Takes slots, which `release` gives back. Returns undefined if they were free for it, so the usual case costs no promise; otherwise a
   * promise that rejects with the reason of `signal` if it aborts first. A small request does not wait behind a larger one.
   * @param places at most the number of slots
   * @throws QueueFull
   */
  acquire(credential: string, signal: AbortSignal, places = 1): Promise<void> | undefined {
    if (this.tryAcquire(credential, places)) return undefined;
    const line = this.#lines.get(credential) ?? new Set();
    const share = this.#waiting / Math.max(1, this.#lines.size);
    if (this.#placesWaitedFor >= this.#maxWaiting && line.size >= share) throw new QueueFull();
    this.#lines.set(credential, line);
    return this.#wait(credential, line, signal, places);
  }

  /** Gives slots of a credential back, to the next credentials in turn. */
  release(holder: string, places = 1): void {
    this.#taken -= places;
    const held = (this.#held.get(holder) ?? 0) - places;
    if (held > 0) this.#held.set(holder, held);
    else this.#held.delete(holder);
    for (const [credential, line] of this.#lines) {
      if (this.#taken >= this.#places) return;
      // True for most lines after the first. It takes less time than to look at the line.
      if (this.#taken >= this.#mostBeside(this.#held.get(credential) ?? 0)) continue;
      const [first] = line;
      if (!first || !this.tryAcquire(credential, first.places)) continue;
      // Moves it to the end of the turns. The loop returns to it if slots are left.
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
        this.#placesWaitedFor -= places;
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
      this.#placesWaitedFor += places;
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}
