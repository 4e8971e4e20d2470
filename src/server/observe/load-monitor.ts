import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bufferBytes, heapBytes, heapLimitBytes } from './heap.ts';

const SAMPLE_MS = 25;

/**
 * How many more samples must be late than on time before the process counts as late, and the reverse: an eighth of a second. A
 * burst of requests or a large answer is not an overload. A queue that stays is one.
 */
const SAMPLES = 5;

/** Requests are refused when this part of the heap is in use. Much of it is garbage that V8 collects only when it gets near the limit. */
const FULL_HEAP = 0.85;
/** The same for buffers, as a part of the heap's limit. V8 collects them in steps, a few times a second while many are made. */
const FULL_BUFFERS = 0.9;
/** Milliseconds between forced collections. One takes 100 to 300 ms: V8 first completes a collection that it has begun. */
const COLLECTION_INTERVAL_MS = 5000;

/** What the monitor measures. Tests replace it. */
export interface LoadReadings {
  /** Milliseconds that a new request waits for its turn: all that was ready before it runs first. Waiting for the upstream does not count. */
  delayMs(): number;
  /** Whether too much of the heap or of the memory for buffers is in use, garbage included. */
  isMemoryFull(): boolean;
  /** Collects garbage, so `isMemoryFull` looks only at live objects. */
  collectGarbage(): void;
}

/** Watches how late the event loop is, and how full the memory. */
export class LoadMonitor {
  readonly #maxLagMs: number;
  readonly #readings: LoadReadings;
  readonly #timer: NodeJS.Timeout;
  #lagMs = 0;
  #waitMs = 0;
  #lateSamples = 0;
  #isLate = false;
  #hasRefused = false;
  #isMemoryFull = false;
  #nextCollection = 0;

  /** @param maxLagMs milliseconds of delay above which a sample is late; it is on time below half of that */
  constructor(maxLagMs: number, readings: LoadReadings = processReadings()) {
    this.#maxLagMs = maxLagMs;
    this.#readings = readings;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  /** Milliseconds of delay in the last sample. */
  get lagMs(): number {
    return this.#lagMs;
  }

  /** Whether more requests come than the processor can answer. */
  get isLate(): boolean {
    return this.#isLate;
  }

  get isMemoryFull(): boolean {
    return this.#isMemoryFull;
  }

  /**
   * Notes that an operation was refused because the process is late. Refusals make each turn short, so only they show that too
   * much still comes.
   */
  noteRefusal(): void {
    this.#hasRefused = true;
  }

  /** Notes that an operation has waited so long to start. It waits so that turns are short, so they do not show it. */
  noteWait(milliseconds: number): void {
    this.#waitMs = Math.max(this.#waitMs, milliseconds);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    this.#lagMs = this.#readings.delayMs();
    const delayMs = Math.max(this.#lagMs, this.#waitMs);
    this.#waitMs = 0;
    // Long turns leave time for few samples.
    const weight = this.#lagMs > 2 * SAMPLE_MS ? 2 : 1;
    if (delayMs > this.#maxLagMs) this.#lateSamples = Math.min(this.#lateSamples + weight, SAMPLES);
    else if (this.#hasRefused) this.#lateSamples = Math.min(this.#lateSamples + 1, SAMPLES);
    else if (delayMs < this.#maxLagMs / 2) this.#lateSamples = Math.max(this.#lateSamples - 1, 0);
    this.#hasRefused = false;
    if (this.#lateSamples === SAMPLES) this.#isLate = true;
    else if (this.#lateSamples === 0) this.#isLate = false;
    this.#isMemoryFull = this.#isFull();
  }

  /** Memory full of garbage stays full while nothing is allocated. Only a collection shows whether it is really full. */
  #isFull(): boolean {
    if (!this.#readings.isMemoryFull()) return false;
    if (performance.now() < this.#nextCollection) return true;
    this.#nextCollection = performance.now() + COLLECTION_INTERVAL_MS;
    this.#readings.collectGarbage();
    return this.#readings.isMemoryFull();
  }
}

function processReadings(): LoadReadings {
  let delayMs = 0;
  let collect: (() => void) | undefined;
  return {
    delayMs() {
      // Between timers and immediates, a turn of the event loop runs everything that has arrived.
      const askedAt = performance.now();
      setImmediate(() => {
        delayMs = performance.now() - askedAt;
      });
      return delayMs;
    },
    isMemoryFull: () => heapBytes() > FULL_HEAP * heapLimitBytes || bufferBytes() > FULL_BUFFERS * heapLimitBytes,
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
