import { setTimeout } from 'node:timers/promises';

/** Time as pollers see it. Tests use a clock that they move themselves. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Resolves after `ms` milliseconds. Rejects when `signal` aborts, and leaves no timer behind. */
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
};
