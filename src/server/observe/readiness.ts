import { UpstreamFailure } from '../../upstream/failure.ts';
import { CallRecord } from '../../upstream/http/call-record.ts';
import type { Upstream } from '../../upstream/http/client.ts';

const KEPT_MS = 2000;
const TIMEOUT_MS = 2000;

/** Whether requests should be sent here: the upstream answers, and the gateway is not on its way out. */
export class Readiness {
  readonly #upstream: Upstream;
  #isDraining = false;
  #askedAt = Number.NEGATIVE_INFINITY;
  #answer: Promise<boolean> = Promise.resolve(false);

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /** From now on no more requests should come. */
  drain(): void {
    this.#isDraining = true;
  }

  /** Asks the upstream at most every two seconds, however often it is asked itself. */
  async isReady(): Promise<boolean> {
    if (this.#isDraining) return false;
    const now = performance.now();
    if (now - this.#askedAt > KEPT_MS) {
      this.#askedAt = now;
      this.#answer = this.#ping();
    }
    return (await this.#answer) && !this.#isDraining;
  }

  async #ping(): Promise<boolean> {
    const client = this.#upstream.clientFor({
      authorization: undefined,
      requestId: 'health',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      record: new CallRecord(),
    });
    try {
      await client.call('Ping', {});
      return true;
    } catch (failure) {
      // Any answer but a 5xx shows that somebody is there.
      return failure instanceof UpstreamFailure && failure.status !== undefined && failure.status < 500;
    }
  }
}
