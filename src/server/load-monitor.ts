import { monitorEventLoopDelay } from 'node:perf_hooks';

const SAMPLE_MS = 500;
const RESOLUTION_MS = 20;

/** How many windows must be late one after the other: one large answer is no overload, a queue that grows is. */
const LATE_WINDOWS = 3;

/** Watches how late the event loop is. */
export class LoadMonitor {
  readonly #maxLagMs: number;
  readonly #readDelayMs: () => number;
  readonly #timer: NodeJS.Timeout;
  #lagMs = 0;
  #lateWindows = 0;

  /**
   * @param maxLagMs milliseconds of mean lag past which half a second counts as late
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
  return () => {
    // Nothing is counted in a window that one turn has filled: then the turn itself is the delay.
    const meanMs = histogram.count === 0 ? SAMPLE_MS : histogram.mean / 1e6;
    histogram.reset();
    return Math.max(0, meanMs - RESOLUTION_MS);
  };
}
