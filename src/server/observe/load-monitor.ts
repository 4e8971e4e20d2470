import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const SAMPLE_MS = 100;
const RESOLUTION_MS = 10;

/** Number of consecutive late samples. One large answer is not an overload; a growing queue is. */
const LATE_SAMPLES = 2;

/** Requests are refused when this part of the heap is in use. */
const FULL_HEAP = 0.75;
/** Milliseconds between forced collections. One takes about 100 ms. */
const COLLECTION_INTERVAL_MS = 5000;

/** What the monitor measures. Tests replace it. */
export interface LoadReadings {
  /** Mean event loop delay in milliseconds since the last reading. */
  delayMs(): number;
  /** The part of the heap that is used, 0 to 1, garbage included. */
  heapUsed(): number;
  /** Collects garbage, so that `heapUsed` shows only live objects. */
  collectGarbage(): void;
}

/** Watches the event loop delay and the heap. */
export class LoadMonitor {
  readonly #maxLagMs: number;
  readonly #readings: LoadReadings;
  readonly #timer: NodeJS.Timeout;
  #lagMs = 0;
  #lateSamples = 0;
  #isHeapFull = false;
  #nextCollection = 0;

  /** @param maxLagMs milliseconds of delay above which a sample is late */
  constructor(maxLagMs: number, readings: LoadReadings = processReadings()) {
    this.#maxLagMs = maxLagMs;
    this.#readings = readings;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  /** Milliseconds of delay in the last sample. */
  get lagMs(): number {
    return this.#lagMs;
  }

  get isOverloaded(): boolean {
    return this.#lateSamples >= LATE_SAMPLES || this.#isHeapFull;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    this.#lagMs = this.#readings.delayMs();
    this.#lateSamples = this.#lagMs > this.#maxLagMs ? this.#lateSamples + 1 : 0;
    this.#isHeapFull = this.#isFull();
  }

  /** A heap full of garbage stays full while nothing is allocated. Only a collection shows whether it is really full. */
  #isFull(): boolean {
    if (this.#readings.heapUsed() < FULL_HEAP) return false;
    if (performance.now() < this.#nextCollection) return true;
    this.#nextCollection = performance.now() + COLLECTION_INTERVAL_MS;
    this.#readings.collectGarbage();
    return this.#readings.heapUsed() >= FULL_HEAP;
  }
}

function processReadings(): LoadReadings {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let readAt = performance.now();
  let collect: (() => void) | undefined;
  return {
    delayMs() {
      const meanMs = histogram.count === 0 ? 0 : histogram.mean / 1e6 - RESOLUTION_MS;
      histogram.reset();
      // One long turn spans several samples, and appears in the one that ends late.
      const now = performance.now();
      const lateMs = now - readAt - SAMPLE_MS;
      readAt = now;
      return Math.max(0, meanMs, lateMs);
    },
    heapUsed() {
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
      return used / limit;
    },
    collectGarbage() {
      collect ??= exposedCollector();
      collect();
    },
  };
}

/** V8's collector is exposed only with a flag, which can be set while the process runs. */
function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void; // what the flag defines
}
