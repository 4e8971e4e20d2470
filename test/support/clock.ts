import { onTestFinished, vi } from 'vitest';

/** Stops `performance.now` where it is, at a whole millisecond. From then on only `vi.advanceTimersByTime` moves it, until `vi.useRealTimers`. */
export function stopClock(): void {
  const now = Math.ceil(performance.now());
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(now);
}

/** Shorter timers are left to the system: they keep undici going, and nothing that a test waits for ends by one. */
const HELD_MS = 1000;
/** Longer than any test: the longest that a timer can wait. */
const NEVER_MS = 2 ** 31 - 1;

/**
 * Stops the clock until the test ends, and holds every timer of a second or more that is started, so that none fires before the test
 * wants it. Vitest's fake timers would hold undici's short ones, too.
 * @returns moves the clock forward by milliseconds, and fires the timers that are due then
 */
export function holdTimers(): (ms: number) => void {
  stopClock();
  const held = new Map<unknown, { at: number; fire(): void }>();
  const [start, stop] = [globalThis.setTimeout, globalThis.clearTimeout];
  const startHeld = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const timer = start(callback, ms < HELD_MS ? ms : NEVER_MS, ...args);
    if (ms >= HELD_MS) held.set(timer, { at: performance.now() + ms, fire: () => callback(...args) });
    return timer;
  };
  // The types describe what a promisified timer is called with, too.
  const starting = vi.spyOn(globalThis, 'setTimeout').mockImplementation(startHeld as typeof setTimeout);
  const stopping = vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    held.delete(timer);
    stop(timer);
  });
  const aborting = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), ms).unref();
    return controller.signal;
  });
  onTestFinished(() => {
    for (const each of [starting, stopping, aborting]) each.mockRestore();
    vi.useRealTimers();
  });
  return (ms) => {
    vi.advanceTimersByTime(ms);
    for (const [timer, { at, fire }] of held) {
      if (at > performance.now()) continue;
      clearTimeout(timer as NodeJS.Timeout);
      fire();
    }
  };
}
