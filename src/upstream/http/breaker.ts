import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  SamplingBreaker,
} from 'cockatiel';
import type { OperationName } from '../../contract/operations.ts';
import { isOfGateway, UpstreamFailure } from '../failure.ts';

/** Opens when more than half of the calls of ten seconds fail, and there are at least ten of them each second. */
const SAMPLE = { threshold: 0.5, duration: 10_000, minimumRps: 10 };
/** How long it stays open before one call tries again: from one second, doubled up to five, so that recovery is seen soon. */
const PAUSE = { initialDelay: 1000, maxDelay: 5000 };
const LONGEST_PAUSE_SECONDS = PAUSE.maxDelay / 1000;

/** The state of a circuit, as metrics show it. */
export type BreakerState = 'closed' | 'halfOpen' | 'open';

/**
 * Stops calling an operation that keeps failing, so that callers hear so at once and the upstream can recover. Each operation
 * has a circuit of its own, because several services answer behind one address: one that is down does not take the rest along.
 */
export class Breakers {
  readonly #breakers = new Map<OperationName, CircuitBreakerPolicy>();
  readonly #fairWaitMs: number;
  readonly #onChange: ((name: OperationName, state: BreakerState) => void) | undefined;

  /** @param timeoutMs the longest that one call may take */
  constructor(timeoutMs: number, onChange: ((name: OperationName, state: BreakerState) => void) | undefined) {
    this.#fairWaitMs = Math.min(5000, timeoutMs / 2);
    this.#onChange = onChange;
  }

  /** The answer of `send`. @throws UpstreamFailure without sending, while the operation's circuit is open */
  async run<Answer>(name: OperationName, send: () => Promise<Answer>): Promise<Answer> {
    const breaker = this.#breakers.get(name) ?? this.#create(name);
    // One call tries the water; the others are not held up until it knows.
    if (breaker.state === CircuitState.HalfOpen) throw circuitOpen(name);
    let answer: Promise<Answer> | undefined;
    try {
      await breaker.execute(() => {
        answer = send();
        return this.#verdictOn(answer, breaker.state);
      });
    } catch (verdict) {
      if (verdict instanceof BrokenCircuitError) throw circuitOpen(name);
      if (!(verdict instanceof Outage)) throw verdict;
    }
    // What the circuit makes of it is one thing, what the caller gets another.
    return answer as Promise<Answer>;
  }

  /** Ends as `answer` does, but with an `Outage` for what speaks against the upstream. */
  async #verdictOn(answer: Promise<unknown>, state: CircuitState): Promise<void> {
    const startedAt = performance.now();
    // A first try that hangs must not keep the circuit undecided until its own deadline.
    const verdict = state === CircuitState.HalfOpen ? withinTime(answer, this.#fairWaitMs) : answer;
    try {
      await verdict;
    } catch (failure) {
      const hadFairTime = performance.now() - startedAt >= this.#fairWaitMs;
      // A try that brought no answer, because its caller left, has not shown that the outage is over.
      const isUndecided = state === CircuitState.HalfOpen && failure instanceof UpstreamFailure && !failure.status;
      throw isUndecided || countsAsOutage(failure, hadFairTime) ? new Outage() : failure;
    }
  }

  #create(name: OperationName): CircuitBreakerPolicy {
    const breaker = circuitBreaker(
      handleWhen((error) => error instanceof Outage),
      {
        halfOpenAfter: new ExponentialBackoff(PAUSE),
        breaker: new SamplingBreaker(SAMPLE),
      },
    );
    breaker.onStateChange((state) => this.#onChange?.(name, stateName(state)));
    this.#breakers.set(name, breaker);
    return breaker;
  }
}

/** Marks a failure that says something about the upstream, and not about one call. */
class Outage extends Error {}

function withinTime(answer: Promise<unknown>, ms: number): Promise<unknown> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Outage()), ms);
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer));
}

/** No connection, a torn one, a status or page of a proxy, and a timeout that gave the upstream a fair time. Never what one customer did. */
function countsAsOutage(failure: unknown, hadFairTime: boolean): boolean {
  if (!(failure instanceof UpstreamFailure)) return failure instanceof Outage;
  const { kind, status } = failure;
  if (status !== undefined) return isOfGateway(status) || (kind === 'unavailable' && status < 500);
  return kind === 'unavailable' || (kind === 'timeout' && hadFairTime);
}

function circuitOpen(name: OperationName): UpstreamFailure {
  return new UpstreamFailure('unavailable', name, {
    wasNotSent: true,
    isLasting: true,
    retryAfterSeconds: LONGEST_PAUSE_SECONDS,
  });
}

function stateName(state: CircuitState): BreakerState {
  if (state === CircuitState.HalfOpen) return 'halfOpen';
  return state === CircuitState.Open ? 'open' : 'closed';
}
