import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { isOfGateway, UpstreamFailure } from '../failure.ts';

const MAX_RETRIES = 2;
const FIRST_PAUSE_MS = 100;
/** Longest pause. A caller that would have to wait longer gets the error instead. */
const LONGEST_WAIT_MS = 5000;

const BUDGET = 20;
const REFUND_PER_SUCCESS = 0.1;
/** A request that fails again within this time counts as the same failure. */
const COUNTED_MS = 10_000;
const COUNTED_REQUESTS = 1000;

/** The limits of a call's next retry. */
export interface RetryBounds {
  /** Cancels the pause before it. */
  signal: AbortSignal;
  /** Equal for equal requests of one credential. */
  key: string;
  /** Milliseconds until the operation's deadline. */
  remainingMs: number;
  /** Whether the operation may make one more call. */
  mayCallAgain: boolean;
  /** Notified of a failure that will be retried. */
  onRetry(failure: UpstreamFailure): void;
}

/**
 * Retries reads after transient failures. All calls share one retry budget, as in gRPC: a failure takes from it, a success
 * gives a tenth back, and below half there are no retries. Retries help with single faults and fade out in an outage,
 * which they would only make worse. A request that keeps failing counts once: it is evidence against itself, not the upstream.
 */
export class RetryBudget {
  readonly #random: () => number;
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  #budget = BUDGET;
  /** Hashes of failed requests that were counted. */
  readonly #counted = new LRUCache<string, true>({ max: COUNTED_REQUESTS, ttl: COUNTED_MS });

  /** Tests can replace randomness and time. */
  constructor(
    random: () => number = Math.random,
    wait: (ms: number, signal: AbortSignal) => Promise<unknown> = (ms, signal) => sleep(ms, undefined, { signal }),
  ) {
    this.#random = random;
    this.#wait = wait;
  }

  /**
   * The answer of `send`, from the first or a later attempt.
   * @param boundsNow asked after each failure
   * @throws the error of the last attempt
   */
  async run<Answer>(send: () => Promise<Answer>, boundsNow: () => RetryBounds): Promise<Answer> {
    let counts: boolean | undefined;
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await send();
        this.#budget = Math.min(BUDGET, this.#budget + REFUND_PER_SUCCESS);
        return answer;
      } catch (failure) {
        if (!(failure instanceof UpstreamFailure) || !isPassing(failure)) throw failure;
        const { signal, key, remainingMs, mayCallAgain, onRetry } = boundsNow();
        // One caller's rate limit does not indicate an outage, so it takes nothing from the budget.
        counts ??= failure.kind !== 'rateLimited' && this.#isNew(key);
        if (counts) this.#budget = Math.max(0, this.#budget - 1);
        const pauseMs = this.#pauseAfter(failure, tries);
        const isAllowed = tries <= MAX_RETRIES && this.#budget > BUDGET / 2 && mayCallAgain;
        if (!isAllowed || pauseMs > Math.min(LONGEST_WAIT_MS, remainingMs)) throw failure;
        await this.#wait(pauseMs, signal).catch(() => signal.throwIfAborted());
        onRetry(failure);
      }
    }
  }

  /** Whether no equal request has failed recently. */
  #isNew(key: string): boolean {
    const id = hash('sha256', key, 'base64url');
    const isNew = !this.#counted.has(id);
    this.#counted.set(id, true);
    return isNew;
  }

  /** At least what the upstream asked for; otherwise a random part of a doubling pause, so attempts do not coincide. */
  #pauseAfter({ retryAfterSeconds }: UpstreamFailure, tries: number): number {
    const spread = this.#random() * FIRST_PAUSE_MS * 2 ** (tries - 1);
    return retryAfterSeconds === undefined ? spread : retryAfterSeconds * 1000 + spread;
  }
}

/** What a retry may fix: no connection, a broken one, a damaged answer, a 5xx, an upstream timeout; a 429 only if it says how long to wait. */
function isPassing({ kind, status, isLasting, isDamaged, retryAfterSeconds }: UpstreamFailure): boolean {
  if (isLasting) return false;
  if (isDamaged) return true;
  if (kind === 'rateLimited') return retryAfterSeconds !== undefined;
  // A status below 500 is here because it came with a proxy's page. A retry cannot fix 501 and similar statuses.
  if (kind === 'unavailable') return status === undefined || status <= 500 || isOfGateway(status);
  return kind === 'timeout';
}
