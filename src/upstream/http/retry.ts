import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { isOfGateway, UpstreamFailure } from '../failure.ts';

const MAX_RETRIES = 2;
const FIRST_PAUSE_MS = 100;
/** Whoever would have to wait longer is told to come back instead. */
const LONGEST_WAIT_MS = 5000;

const BUDGET = 20;
const REFUND_PER_SUCCESS = 0.1;
/** For so long a request that fails again is the same trouble. */
const COUNTED_MS = 10_000;
const COUNTED_REQUESTS = 1000;

/** What one call allows its retries. */
export interface RetryBounds {
  /** Stops the pauses between tries. */
  signal: AbortSignal;
  /** Equal for equal requests of one credential. */
  key: string;
  /** Milliseconds until the operation must have ended. */
  remainingMs(): number;
  /** Whether the operation may make one more call. */
  mayCallAgain(): boolean;
  /** Notified of a failure after which there will be another try. */
  onRetry(failure: UpstreamFailure): void;
}

/**
 * Sends reads again that failed in passing. All calls share one budget, as gRPC has it: a failure takes from it, a success
 * gives a tenth back, and below half there are no retries. So they help against single faults, and die out in an outage,
 * which they would only make worse. A request that goes on failing takes once: it speaks against itself, not against the upstream.
 */
export class RetryBudget {
  readonly #random: () => number;
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  #budget = BUDGET;
  /** Hashes of requests that have failed and were counted. */
  readonly #counted = new LRUCache<string, true>({ max: COUNTED_REQUESTS, ttl: COUNTED_MS });

  /** Chance and time can be given by tests. */
  constructor(
    random: () => number = Math.random,
    wait: (ms: number, signal: AbortSignal) => Promise<unknown> = (ms, signal) => sleep(ms, undefined, { signal }),
  ) {
    this.#random = random;
    this.#wait = wait;
  }

  /** The answer of `send`, from the first try or a later one. @throws what the last try threw */
  async run<Answer>(send: () => Promise<Answer>, bounds: RetryBounds): Promise<Answer> {
    let counts: boolean | undefined;
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await send();
        this.#budget = Math.min(BUDGET, this.#budget + REFUND_PER_SUCCESS);
        return answer;
      } catch (failure) {
        if (!(failure instanceof UpstreamFailure) || !isPassing(failure)) throw failure;
        // One caller's rate limit is no sign of an outage: it uses up nobody's retries.
        counts ??= failure.kind !== 'rateLimited' && this.#isNew(bounds.key);
        if (counts) this.#budget = Math.max(0, this.#budget - 1);
        const pauseMs = this.#pauseAfter(failure, tries);
        const isAllowed = tries <= MAX_RETRIES && this.#budget > BUDGET / 2 && bounds.mayCallAgain();
        if (!isAllowed || pauseMs > Math.min(LONGEST_WAIT_MS, bounds.remainingMs())) throw failure;
        await this.#wait(pauseMs, bounds.signal).catch(() => bounds.signal.throwIfAborted());
        bounds.onRetry(failure);
      }
    }
  }

  /** Whether no equal request has failed a short while ago. */
  #isNew(key: string): boolean {
    const id = hash('sha256', key, 'base64url');
    const isNew = !this.#counted.has(id);
    this.#counted.set(id, true);
    return isNew;
  }

  /** Never less than the upstream asked for; else a random part of a pause that doubles, so that tries do not meet again. */
  #pauseAfter({ retryAfterSeconds }: UpstreamFailure, tries: number): number {
    const spread = this.#random() * FIRST_PAUSE_MS * 2 ** (tries - 1);
    return retryAfterSeconds === undefined ? spread : retryAfterSeconds * 1000 + spread;
  }
}

/** What another try may fix: no connection, a torn one, a 5xx, a timeout of the far side; a 429 only where it says until when. */
function isPassing({ kind, status, isLasting, retryAfterSeconds }: UpstreamFailure): boolean {
  if (isLasting) return false;
  if (kind === 'rateLimited') return retryAfterSeconds !== undefined;
  // A status below 500 came with a proxy's page. Status 501 and its like will say the same again.
  if (kind === 'unavailable') return status === undefined || status <= 500 || isOfGateway(status);
  return kind === 'timeout';
}
