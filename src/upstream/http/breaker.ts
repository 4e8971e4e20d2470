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

/** Opens when more than half of the calls within ten seconds fail, at a rate of at least ten calls per second. */
const SAMPLE = { threshold: 0.5, duration: 10_000, minimumRps: 10 };
/** How long it stays open before one trial call: one second at first, doubled up to five, so recovery is noticed soon. */
const PAUSE = { initialDelay: 1000, maxDelay: 5000 };
const LONGEST_PAUSE_SECONDS = PAUSE.maxDelay / 1000;

/** State of a circuit, as shown by metrics. */
export type BreakerState = 'closed' | 'halfOpen' | 'open';

interface Circuit {
  breaker: CircuitBreakerPolicy;
  suspects: Suspects;
}

/**
 * Stops calling an operation that keeps failing, so callers fail fast and the upstream can recover. Each operation has its
 * own circuit, because several services share one address: one that is down must not block the others.
 * While it is open it blocks only the callers and requests that the failures implicate; see `Suspects`.
 */
export class Breakers {
  readonly #circuits = new Map<OperationName, Circuit>();
  readonly #fairWaitMs: number;
  readonly #onChange: ((name: OperationName, state: BreakerState) => void) | undefined;

  /** @param timeoutMs the longest duration of one call */
  constructor(timeoutMs: number, onChange: ((name: OperationName, state: BreakerState) => void) | undefined) {
    this.#fairWaitMs = Math.min(5000, timeoutMs / 2);
    this.#onChange = onChange;
  }

  /** Runs `send` and returns its answer. @throws UpstreamFailure without sending, if the circuit is open for this call */
  run<Answer>(name: OperationName, origin: Origin, send: () => Promise<Answer>): Promise<Answer> {
    const circuit = this.#circuits.get(name) ?? this.#create(name);
    if (circuit.breaker.state !== CircuitState.Closed) return this.#runOpen(circuit, name, origin, send);
    const startedAt = performance.now();
    const answer = send();
    answer.then(
      () => count(circuit, success),
      (failure) => {
        if (this.#isOutage(failure, startedAt, circuit, origin)) count(circuit, outage);
      },
    );
    return answer;
  }

  async #runOpen<Answer>(
    circuit: Circuit,
    name: OperationName,
    origin: Origin,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const { breaker } = circuit;
    // One trial call probes the upstream. The others do not wait for its result.
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
    // What the circuit records differs from what the caller gets.
    return answer as Promise<Answer>;
  }

  /** Sends a call while the circuit is open, if the failures do not implicate this caller and request. */
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

  /** Settles like `answer`, but throws an `Outage` if the failure is evidence against the upstream. */
  async #verdictOn(answer: Promise<unknown>, circuit: Circuit, origin: Origin): Promise<void> {
    const startedAt = performance.now();
    const isTrial = circuit.breaker.state === CircuitState.HalfOpen;
    // A trial call that hangs must not leave the circuit undecided until its own deadline.
    const verdict = isTrial ? withinTime(answer, this.#fairWaitMs) : answer;
    try {
      await verdict;
    } catch (failure) {
      const isOutage = this.#isOutage(failure, startedAt, circuit, origin);
      // A trial call that ended because its caller left does not show that the outage is over.
      const isUndecided = isTrial && failure instanceof UpstreamFailure && !failure.status;
      throw isUndecided || isOutage ? new Outage() : failure;
    }
  }

  /** Whether a failure is evidence against the upstream. If it is, its call becomes a suspect. */
  #isOutage(failure: unknown, startedAt: number, { breaker, suspects }: Circuit, origin: Origin): boolean {
    const hadFairTime = performance.now() - startedAt >= this.#fairWaitMs;
    if (breaker.state === CircuitState.Closed) suspects.prune();
    const isOutage = countsAsOutage(failure, hadFairTime);
    if (isOutage) suspects.add(origin);
    return isOutage;
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

/** Marks a failure that is evidence against the upstream, not only against one call. */
class Outage extends Error {}

const success = () => {};
const outage = () => {
  throw new Outage();
};

/** Counts the outcome of a call that a closed circuit let through. */
function count({ breaker }: Circuit, outcome: () => void): void {
  if (breaker.state === CircuitState.Closed) breaker.execute(outcome).catch(() => {});
}

function withinTime(answer: Promise<unknown>, ms: number): Promise<unknown> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Outage()), ms);
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer));
}

/**
 * No connection, a broken one, a proxy's status or page, or a timeout after a fair wait. Never a fault of one customer's request,
 * nor a proxy's refusal of it.
 */
function countsAsOutage(failure: unknown, hadFairTime: boolean): boolean {
  if (!(failure instanceof UpstreamFailure)) return failure instanceof Outage;
  const { kind, status, isLasting } = failure;
  if (status !== undefined) return isOfGateway(status) || (kind === 'unavailable' && status < 500 && !isLasting);
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
