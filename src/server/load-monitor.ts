import { monitorEventLoopDelay } from 'node:perf_hooks';

const SAMPLE_MS = 500;
const RESOLUTION_MS = 20;

/**
 * Watches how late the event loop is, smoothed over some seconds: one large answer does not count as overload, a queue that
 * grows does.
 */
export class LoadMonitor {
  readonly #maxLagMs: number;
  readonly #readDelayMs: () => number;
  readonly #timer: NodeJS.Timeout;
  #lagMs = 0;

  /**
   * @param maxLagMs milliseconds of lag past which new requests are turned away
   * @param readDelayMs the mean delay since it was last read; given by tests
   */
  constructor(maxLagMs: number, readDelayMs: () => number = delayReader()) {
    this.#maxLagMs = maxLagMs;
    this.#readDelayMs = readDelayMs;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  get lagMs(): number {
    return this.#lagMs;
  }

  get isOverloaded(): boolean {
    return this.#lagMs > this.#maxLagMs;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    this.#lagMs = (this.#lagMs + this.#readDelayMs()) / 2;
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
