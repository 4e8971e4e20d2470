import { monitorEventLoopDelay } from 'node:perf_hooks';

const SAMPLE_MS = 500;
const RESOLUTION_MS = 20;

/** How many samples must be late one after the other: one large answer is no overload, a queue that grows is. */
const LATE_WINDOWS = 2;

/** Watches how late the event loop is. */
export class LoadMonitor {
  readonly #maxLagMs: number;
  readonly #readDelayMs: () => number;
  readonly #timer: NodeJS.Timeout;
  #lagMs = 0;
  #lateWindows = 0;

  /**
   * @param maxLagMs milliseconds of lag past which half a second counts as late
   * @param readDelayMs the mean delay since it was last read; given by tests
   */
  constructor(maxLagMs: number, readDelayMs: () => number = delayReader()) {
    this.#maxLagMs = maxLagMs;
    this.#readDelayMs = readDelayMs;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  /** Milliseconds by which the loop was late in the last half second. */
  get lagMs(): number {
    return this.#lagMs;
  }

  get isOverloaded(): boolean {
    return this.#lateWindows >= LATE_WINDOWS;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    this.#lagMs = this.#readDelayMs();
    this.#lateWindows = this.#lagMs > this.#maxLagMs ? this.#lateWindows + 1 : 0;
  }
}

function delayReader(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let readAt = performance.now();
  return () => {
    const meanMs = histogram.count === 0 ? 0 : histogram.mean / 1e6 - RESOLUTION_MS;
    histogram.reset();
    // One long turn fills whole windows, and is seen by how late this one ends.
    const now = performance.now();
    const lateMs = now - readAt - SAMPLE_MS;
    readAt = now;
    return Math.max(0, meanMs, lateMs);
  };
}
