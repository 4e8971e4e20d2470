import type { Clock } from '../../src/live/clock.ts';

/** A clock for pollers that does not wait, and one for a sandbox whose world goes on two seconds with each read of a poller. */
export function movingWorld(): { pollClock: Clock; now: () => number } {
  let now = Date.UTC(2026, 5, 1);
  let polled = 0;
  const pollClock: Clock = {
    now: () => polled,
    async sleep(ms) {
      polled += ms;
      now += 2000;
    },
  };
  return { pollClock, now: () => now };
}
