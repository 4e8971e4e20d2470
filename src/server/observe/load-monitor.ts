import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const SAMPLE_MS = 100;
const RESOLUTION_MS = 10;

/** How many samples must be late one after the other: one large answer is not an overload, a queue that grows is. */
const LATE_SAMPLES = 2;

/** From this part of the heap on, requests are refused. */
const FULL_HEAP = 0.75;
/** Milliseconds between collections on purpose: one takes some 100 ms. */
const COLLECTION_INTERVAL_MS = 5000;

/** What the monitor measures; replaced in tests. */
export interface LoadReadings {
  /** Mean milliseconds by which the event loop was late since the last reading. */
  delayMs(): number;
  /** The part of the heap that is used, 0 to 1, garbage included. */
  heapUsed(): number;
  /** Frees garbage, so that `heapUsed` tells what is really needed. */
  collectGarbage(): void;
}

/** Watches how late the event loop is, and how full the heap. */
export class LoadMonitor {
  readonly #maxLagMs: number;
  readonly #readings: LoadReadings;
  readonly #timer: NodeJS.Timeout;
  #lagMs = 0;
  #lateSamples = 0;
  #isHeapFull = false;
  #nextCollection = 0;

  /** @param maxLagMs milliseconds of lag above which a sample counts as late */
  constructor(maxLagMs: number, readings: LoadReadings = processReadings()) {
    this.#maxLagMs = maxLagMs;
    this.#readings = readings;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  /** Milliseconds by which the loop was late in the last sample. */
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

  /** A heap full of garbage stays so while nothing is allocated: only a collection tells whether it is really full. */
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
      // One long turn fills whole samples, and shows in how late this one ends.
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

/** V8's collector, which is hidden unless a flag asks for it; a flag can be set while the process runs. */
function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void; // what the flag defines
}
