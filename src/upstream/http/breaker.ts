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
import { type Origin, Suspects } from './suspects.ts';

/** Opens when more than half of the calls of ten seconds fail, and there are at least ten of them each second. */
const SAMPLE = { threshold: 0.5, duration: 10_000, minimumRps: 10 };
/** How long it stays open before one call tries again: from one second, doubled up to five, so that recovery is seen soon. */
const PAUSE = { initialDelay: 1000, maxDelay: 5000 };
const LONGEST_PAUSE_SECONDS = PAUSE.maxDelay / 1000;

/** The state of a circuit, as metrics show it. */
export type BreakerState = 'closed' | 'halfOpen' | 'open';

interface Circuit {
  breaker: CircuitBreakerPolicy;
  suspects: Suspects;
}

/**
 * Stops calling an operation that keeps failing, so callers hear at once and the upstream can recover. Each operation has a
 * circuit of its own, because several services answer behind one address: one that is down does not take the rest along.
 * While it is open it holds back only those for whom the failures speak; see `Suspects`.
 */
export class Breakers {
  readonly #circuits = new Map<OperationName, Circuit>();
  readonly #fairWaitMs: number;
  readonly #onChange: ((name: OperationName, state: BreakerState) => void) | undefined;

  /** @param timeoutMs the longest that one call may take */
  constructor(timeoutMs: number, onChange: ((name: OperationName, state: BreakerState) => void) | undefined) {
    this.#fairWaitMs = Math.min(5000, timeoutMs / 2);
    this.#onChange = onChange;
  }

  /** The answer of `send`. @throws UpstreamFailure without sending, while the circuit is open for a call like this one */
  async run<Answer>(name: OperationName, origin: Origin, send: () => Promise<Answer>): Promise<Answer> {
    const circuit = this.#circuits.get(name) ?? this.#create(name);
    const { breaker } = circuit;
    // One call tries whether the outage is over; the others do not wait until it knows.
    if (breaker.state === CircuitState.HalfOpen) return this.#runBeside(circuit, name, origin, send);
    let answer: Promise<Answer> | undefined;
    try {
      await breaker.execute(() => {
        answer = send();
        return this.#verdictOn(answer, circuit, origin);
      });
    } catch (verdict) {
      if (verdict instanceof BrokenCircuitError) return this.#runBeside(circuit, name, origin, send);
      if (!(verdict instanceof Outage)) throw verdict;
    }
    // What the circuit makes of it is one thing, what the caller gets another.
    return answer as Promise<Answer>;
  }

  /** Makes a call although the circuit is open, if what failed says nothing about this caller and request. */
  async #runBeside<Answer>(
    circuit: Circuit,
    name: OperationName,
    origin: Origin,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    if (circuit.suspects.includes(origin)) throw circuitOpen(name);
    const answer = send();
    await this.#verdictOn(answer, circuit, origin).catch(() => {});
    return answer;
  }

  /** Ends as `answer` does, but with an `Outage` for what speaks against the upstream. */
  async #verdictOn(answer: Promise<unknown>, { breaker, suspects }: Circuit, origin: Origin): Promise<void> {
    const startedAt = performance.now();
    const isTrial = breaker.state === CircuitState.HalfOpen;
    // A first try that hangs must not keep the circuit undecided until its own deadline.
    const verdict = isTrial ? withinTime(answer, this.#fairWaitMs) : answer;
    try {
      await verdict;
    } catch (failure) {
      const hadFairTime = performance.now() - startedAt >= this.#fairWaitMs;
      const isOutage = countsAsOutage(failure, hadFairTime);
      if (breaker.state === CircuitState.Closed) suspects.prune();
      if (isOutage) suspects.add(origin);
      // A try that brought no answer, because its caller left, has not shown that the outage is over.
      const isUndecided = isTrial && failure instanceof UpstreamFailure && !failure.status;
      throw isUndecided || isOutage ? new Outage() : failure;
    }
  }

  #create(name: OperationName): Circuit {
    const breaker = circuitBreaker(
      handleWhen((error) => error instanceof Outage),
      {
        halfOpenAfter: new ExponentialBackoff(PAUSE),
        breaker: new SamplingBreaker(SAMPLE),
      },
    );
    breaker.onStateChange((state) => this.#onChange?.(name, stateName(state)));
    const circuit = { breaker, suspects: new Suspects() };
    this.#circuits.set(name, circuit);
    return circuit;
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
