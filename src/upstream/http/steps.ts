import { LRUCache } from 'lru-cache';
import type { OperationName } from '../../contract/operations.ts';
import { type FairQueue, QueueFull } from '../../scheduling/fair-queue.ts';
import { hasTime, nextTurn } from '../../scheduling/turns.ts';
import { UpstreamFailure } from '../failure.ts';
import type { Breakers } from './breaker.ts';
import type { Answer, Call, Next, Step } from './call.ts';
import { Stopped } from './deadline.ts';
import type { RetryBudget } from './retry.ts';
import type { SingleFlight } from './single-flight.ts';

/*
 * The steps of an upstream call, in the order in which `client.ts` wraps them around it, with the reason for each place.
 */

/** Only the ping works without a key. First, because nothing else matters without a key. */
export const needsKey: Step = (next) => (call) => {
  if (call.caller.authorization === undefined && call.name !== 'Ping') throw new UpstreamFailure('noKey', call.name);
  return next(call);
};

const REFERENCE_CACHE_BYTES = 32 * 1024 * 1024;

/**
 * Caches the answers of reference operations for a while, per credential. Outside the call limit, because a cached answer
 * costs no call; it still appears in the record.
 * @param ttlMs 0 keeps nothing
 */
export function cachedReferenceData(ttlMs: number): Step {
  if (ttlMs === 0) return (next) => next;
  const cache = new LRUCache<string, Answer>({
    maxSize: REFERENCE_CACHE_BYTES,
    ttl: ttlMs,
    sizeCalculation: ({ bytes }) => Math.max(1, bytes),
  });
  return (next) => {
    const readThrough = async (call: Call) => {
      const cached = cache.get(call.key);
      if (cached) {
        call.begin(true);
        call.end(cached.status);
        return cached;
      }
      const answer = await next(call);
      cache.set(call.key, answer);
      return answer;
    };
    return (call) => (call.operation.isReference ? readThrough(call) : next(call));
  };
}

/**
 * Calls beyond the first few of an operation start in turns of the event loop: thousands of them at once would hold up other
 * callers. Outside the record, whose times are those of the calls alone.
 */
export const startedInTurns: Step = (next) => (call) =>
  call.isOneOfMany && !hasTime() ? nextTurn(call.credential).then(() => next(call)) : next(call);

/** Refuses calls beyond the limit of one GraphQL operation. Outside the record, because a refused call was never made. */
export function withinCallLimit(maxCalls: number): Step {
  return (next) => (call) => {
    if (call.caller.record.spent >= maxCalls) throw new UpstreamFailure('budgetExceeded', call.name);
    return next(call);
  };
}

/** Records the call and its outcome. Outside everything that can fail, so the outcome is what the caller gets. */
export const recorded: Step = (next) => async (call) => {
  call.begin(false);
  try {
    const answer = await next(call);
    call.end(answer.status);
    return answer;
  } catch (failure) {
    if (failure instanceof UpstreamFailure) call.end(failure.status ?? null, failure);
    else call.end(null);
    throw failure;
  }
};

/**
 * Stops a write at the operation's deadline; a read leaves its flight by itself. Outside the queue: only a write that still waits for
 * a connection is stopped here. After that, `exchange` knows its outcome.
 */
export const writesWithinDeadline: Step = (next) => {
  const write = async (call: Call) => {
    const stop = (reason: Stopped) => call.stop(reason);
    call.deadline.watch('write', stop);
    try {
      return await next(call);
    } catch (cause) {
      throw cause instanceof Stopped ? new UpstreamFailure(cause.kind, call.name, { wasNotSent: true }) : cause;
    } finally {
      call.deadline.unwatch('write', stop);
    }
  };
  return (call) => (call.isWrite ? write(call) : next(call));
};

/** As many operations go on at once when their shared answer has come. There can be hundreds of them. */
const FEW_WAITING = 8;

/** Settles like `answer`, in a turn of the event loop of its own. */
async function continuedInTurn({ credential }: Call, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } finally {
    await nextTurn(credential);
  }
}

/**
 * An answer that another operation receives. It counts for this operation, too.
 * @param again reads it again if the other operation has no room for it: this one may have
 */
async function sharedAnswer(call: Call, answer: Promise<Answer>, again: Next): Promise<Answer> {
  const received = await answer.catch((failure: unknown) => {
    if (!isOutOfRoom(failure)) throw failure;
    return undefined;
  });
  if (!received) return again(call);
  const noRoom = call.caller.holdAnswer?.(received.bytes, true);
  if (noRoom) throw new UpstreamFailure(noRoom, call.name);
  return received;
}

/** Below the call limit, these kinds are about bytes of answers. */
function isOutOfRoom(failure: unknown): boolean {
  return failure instanceof UpstreamFailure && (failure.kind === 'budgetExceeded' || failure.kind === 'overloaded');
}

/**
 * Sends equal reads of one credential once. After a write, readers no longer join reads that started before it.
 * Outside the retries, so callers share those too.
 */
export function sharedInFlight(flights: SingleFlight): Step {
  return (next) => {
    const read = (call: Call): Promise<Answer> => {
      const waiting = flights.waitingFor(call.key);
      const answer = flights.join(call, next);
      call.markShared(waiting > 0);
      if (waiting === 0) return answer;
      const shared = sharedAnswer(call, answer, read);
      return waiting < FEW_WAITING ? shared : continuedInTurn(call, shared);
    };
    return (call) => (call.isWrite ? next(call).finally(() => flights.detach(`${call.credential} `)) : read(call));
  };
}

/** Retries failed reads. Outside the queue and the circuit: each attempt waits its turn and is counted. */
export function retried(budget: RetryBudget, maxCalls: number): Step {
  return (next) => (call) => {
    if (call.isWrite) return next(call);
    return budget.run(
      () => next(call),
      () => ({
        signal: call.signal,
        key: call.key,
        remainingMs: call.deadline.remainingMs(),
        mayCallAgain: call.caller.record.spent < maxCalls,
        onRetry: (failure) => call.again(failure),
      }),
    );
  };
}

/** Waits for a free connection, in turn with other credentials. Outside the circuit, so waiting does not count as slowness. */
export function queued(queue: FairQueue): Step {
  return (next) => async (call) => {
    try {
      if (!queue.tryAcquire(call.credential, 1)) await queue.acquire(call.credential, call.signal);
    } catch (error) {
      throw error instanceof QueueFull ? notSent(call) : error;
    }
    try {
      return await next(call);
    } finally {
      queue.release(call.credential);
    }
  };
}

function notSent({ name }: Call): UpstreamFailure {
  return new UpstreamFailure('unavailable', name, { wasNotSent: true, isLasting: true });
}

/** Fails fast while the operation keeps failing. Next to the network, so refused and waiting calls do not count. */
export function guardedByCircuit(breakers: Breakers): Step {
  return (next) => (call) => breakers.run(call.name, call, () => next(call));
}

/** The span of a call in flight. */
export interface OutgoingCall {
  /** Headers that propagate the trace. */
  headers: Readonly<Record<string, string>>;
  /** @param kind kind of the failure; undefined on success */
  end(status: number | null, kind: string | undefined): void;
}

/** Traces the requests that are really sent. Last, so waiting and refusals have no span. */
export function traced(startCall: (operation: OperationName) => OutgoingCall): Step {
  return (next) => async (call) => {
    const outgoing = startCall(call.name);
    call.traceHeaders = outgoing.headers;
    try {
      const answer = await next(call);
      outgoing.end(answer.status, undefined);
      return answer;
    } catch (failure) {
      const { status, kind } = failure instanceof UpstreamFailure ? failure : { status: undefined, kind: 'unforeseen' };
      outgoing.end(status ?? null, kind);
      throw failure;
    }
  };
}
