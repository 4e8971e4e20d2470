import type { Clock } from '../../src/live/clock.ts';

interface Sleeper {
  wakesAt: number;
  wake(): void;
}

/** A clock that stands still until a test turns it. */
export class HandClock implements Clock {
  #now = 0;
  readonly #sleepers = new Set<Sleeper>();
  readonly #waiting = new Set<() => void>();

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason);
      };
      const sleeper = {
        wakesAt: this.#now + ms,
        wake: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', leave, { once: true });
      for (const wake of this.#waiting) wake();
      this.#waiting.clear();
    });
  }

  get sleepers(): number {
    return this.#sleepers.size;
  }

  /** Resolves as soon as so many sleep: then every read that was due has been made. */
  async asleep(count = 1): Promise<void> {
    while (this.#sleepers.size < count) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Milliseconds until the next wakes. */
  get nextIn(): number {
    return Math.min(...[...this.#sleepers].map((sleeper) => sleeper.wakesAt)) - this.#now;
  }

  /** Turns the clock to the moment at which the next wakes, and wakes it. */
  tick(): void {
    this.advance(this.nextIn);
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) {
      if (sleeper.wakesAt > this.#now) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }
}
