import { setTimeout } from 'node:timers/promises';

/** Time as pollers see it, so that a test can turn it by hand. */
export interface Clock {
  /** Milliseconds, from any beginning. */
  now(): number;
  /** Resolves after so many milliseconds; rejects, and keeps no timer, when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
};
