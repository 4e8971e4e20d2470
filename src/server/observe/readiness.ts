import { setTimeout } from 'node:timers/promises';
import { UpstreamFailure } from '../../upstream/failure.ts';
import { CallRecord } from '../../upstream/http/call-record.ts';
import type { Upstream } from '../../upstream/http/client.ts';

const KEPT_MS = 2000;
const TIMEOUT_MS = 2000;
/** How long the metrics wait for a ping. */
const SCRAPE_MS = 250;

/**
 * Whether this process should get requests, and whether the upstream answers. The two are separate: an outage of the
 * upstream affects all replicas, and a replica that leaves the balancer can no longer report what is wrong.
 */
export class Readiness {
  readonly #upstream: Upstream;
  readonly #needsUpstream: boolean;
  #isDraining = false;
  #askedAt = Number.NEGATIVE_INFINITY;
  #answer: Promise<boolean> = Promise.resolve(false);
  #wasUp = false;

  /** @param needsUpstream whether this process counts as ready only while the upstream answers */
  constructor(upstream: Upstream, needsUpstream: boolean) {
    this.#upstream = upstream;
    this.#needsUpstream = needsUpstream;
  }

  /** Call it before the process stops. */
  drain(): void {
    this.#isDraining = true;
  }

  async isReady(): Promise<boolean> {
    const isUp = this.#isDraining || !this.#needsUpstream || (await this.isUpstreamUp());
    return isUp && !this.#isDraining;
  }

  /** Asks the upstream at most every two seconds, however often it is called. */
  isUpstreamUp(): Promise<boolean> {
    const now = performance.now();
    if (now - this.#askedAt > KEPT_MS) {
      this.#askedAt = now;
      this.#answer = this.#ping();
      void this.#answer.then((isUp) => {
        this.#wasUp = isUp;
      });
    }
    return this.#answer;
  }

  /** `isUpstreamUp` for the metrics: while the ping takes long, what the ping before it has shown. */
  isUpstreamUpSoon(): Promise<boolean> {
    const before = setTimeout(SCRAPE_MS, undefined, { ref: false }).then(() => this.#wasUp);
    return Promise.race([this.isUpstreamUp(), before]);
  }

  async #ping(): Promise<boolean> {
    const client = this.#upstream.clientFor({
      authorization: undefined,
      credential: '',
      requestId: 'health',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      record: new CallRecord(),
    });
    try {
      await client.call('Ping', {});
      return true;
    } catch (failure) {
      // Any answer except a 5xx shows that the upstream is up.
      return failure instanceof UpstreamFailure && failure.status !== undefined && failure.status < 500;
    }
  }
}
