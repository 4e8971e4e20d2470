import { GatewayError } from './error.ts';

/** How failed reads are repeated. */
export interface RetryOptions {
  /** How many times a read is repeated after a failure that is `retryable`. Default 2; 0 turns retries off. */
  retries?: number;
  /** Milliseconds before the first retry; each further one waits twice as long. Default 300. */
  retryDelayMs?: number;
}

/** A longer wait is the caller's decision: the error says how long. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Waits before a read is sent again.
 * @param failures how many times in a row it has failed before, from 0
 * @throws the error, when it is not retryable, there were enough retries, or the wait would be longer than 30 s; the signal's
 *   reason when the caller cancels meanwhile
 */
export async function waitToRetry(
  error: unknown,
  failures: number,
  { retries = 2, retryDelayMs = 300 }: RetryOptions,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!(error instanceof GatewayError && error.retryable) || failures >= retries) throw error;
  const askedFor = (error.retryAfterSeconds ?? 0) * 1000;
  if (askedFor > LONGEST_WAIT_MS) throw error;
  // Jitter: clients that a gateway turned away together do not come back together.
  const backoff = Math.min(LONGEST_WAIT_MS, retryDelayMs * 2 ** failures) * (0.5 + Math.random() / 2);
  await pause(Math.max(askedFor, backoff), signal);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}
