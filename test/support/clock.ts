import { vi } from 'vitest';

/** Stops `performance.now` where it is. From then on only `vi.advanceTimersByTime` moves it, until `vi.useRealTimers`. */
export function stopClock(): void {
  const now = performance.now();
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(now);
}
