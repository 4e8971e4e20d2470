import { hash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Dispatcher } from 'undici';
import type { Operation } from '../../contract/operation.ts';
import { type AnswerOf, type InputOf, type OperationName, operations } from '../../contract/operations.ts';
import { UpstreamFailure } from '../failure.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { answerOf } from './answer.ts';
import { type BreakerState, Breakers } from './breaker.ts';
import type { CallRecord, RecordedCall } from './call-record.ts';
import { Deadline, Stopped } from './deadline.ts';
import { exchange } from './exchange.ts';
import { FairQueue, QueueFull } from './fair-queue.ts';
import { type AnyInput, requestOf, type UpstreamRequest } from './request.ts';
import { Retries } from './retry.ts';
import { type Answer, SingleFlight } from './single-flight.ts';
import { createTransport, type TransportOptions } from './transport.ts';

/** What the upstream client needs to know, from the settings. */
export interface UpstreamOptions extends TransportOptions {
  /** Upstream calls at most in one operation. */
  maxCalls: number;
  /** Milliseconds for which reference data is kept per credential; 0 keeps nothing. */
  referenceCacheTtlMs: number;
  /** Told of each value that was not in the form the contract declares. */
  onDrift?: (operation: OperationName, field: string) => void;
  /** Told of each call that has ended, tries that are made again and answers from the reference cache among them. */
  onCall?: (ended: EndedCall) => void;
  /** Told when an operation's circuit opens, tries again or closes. */
  onBreaker?: (operation: OperationName, state: BreakerState) => void;
  /** Begins the trace of a call that goes out now. */
  startCall?: ((operation: OperationName) => OutgoingCall) | undefined;
}

/** The trace of a call that is on its way. */
export interface OutgoingCall {
  /** What carries the trace on. */
  headers: Readonly<Record<string, string>>;
  /** @param kind of the failure, where there was one */
  end(status: number | null, kind: string | undefined): void;
}

/** A call that has ended, and whose it was. */
export interface EndedCall {
  call: RecordedCall;
  /** Why it gave no value, where it gave none. */
  failure: UpstreamFailure | undefined;
  /** Whether it goes out again. */
  isRetried: boolean;
  requestId: string;
  credential: string;
}

/** Who asks, and within which bounds. */
export interface Caller {
  /** The caller's Authorization header, byte for byte; undefined where none was sent. */
  authorization: string | undefined;
  requestId: string;
  /** Aborted when the caller goes away. */
  signal: AbortSignal;
  record: CallRecord;
}

/** The upstream as one GraphQL operation sees it. */
export interface UpstreamClient {
  /** The keyed hash of the caller's credential; empty where there is none. */
  readonly credential: string;
  /**
   * Makes one call. Equal reads of one credential that are in flight share one call; a write is sent once, whatever happens.
   * @throws UpstreamFailure
   */
  call<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<Answered<AnswerOf<Name>>>;
}

/** The answer of a call, and what reads its values. */
export interface Answered<Body> {
  /** The decoded body. */
  answer: Body;
  /** Reads the values of this operation's answers, and counts what is odd in them. */
  reader: WireReader;
}

const REFERENCE_CACHE_BYTES = 32 * 1024 * 1024;
/** Calls that may wait for a place on the pool before the longest lines are cut. */
const MAX_WAITING_CALLS = 20_000;

/**
 * Everything on the way to the upstream that all callers share: the pool, the flights under way and the reference
 * cache. The last two are keyed by a hash of the credential, keyed itself by a secret that dies with the process.
 */
export class Upstream {
  readonly #options: UpstreamOptions;
  readonly #dispatcher: Dispatcher;
  readonly #prefix: string;
  readonly #flights = new SingleFlight();
  readonly #queue: FairQueue;
  readonly #breakers: Breakers;
  readonly #retries = new Retries();
  readonly #hashKey = randomBytes(32).toString('base64url');
  readonly #referenceCache: LRUCache<string, Answer> | undefined;

  constructor(options: UpstreamOptions) {
    this.#options = options;
    this.#dispatcher = createTransport(options);
    this.#queue = new FairQueue(options.maxConnections, MAX_WAITING_CALLS);
    this.#breakers = new Breakers(options.timeoutMs, options.onBreaker);
    this.#prefix = new URL(options.url).pathname.replace(/\/+$/, '');
    if (options.referenceCacheTtlMs > 0) {
      this.#referenceCache = new LRUCache({ maxSize: REFERENCE_CACHE_BYTES, ttl: options.referenceCacheTtlMs });
    }
  }

  /** A client for one operation of one caller. */
  clientFor(caller: Caller): UpstreamClient {
    const deadline = new Deadline(caller.signal, this.#options.timeoutMs);
    const credential = caller.authorization === undefined ? '' : this.hashOf(caller.authorization);
    return {
      credential,
      // The table types what a name takes and answers; past this line all operations are one kind of thing.
      call: (name, input) => this.#call(name, input as AnyInput, caller, credential, deadline) as Promise<never>,
    };
  }

  /** A keyed hash that stands for the credential wherever answers are told apart by it. */
  hashOf(authorization: string): string {
    // The hash never leaves the process but into logs, so that a plain keyed hash does; an HMAC costs several times as much.
    return hash('sha256', `${this.#hashKey} ${authorization}`, 'base64url');
  }

  /** Calls that wait for a place on the pool. */
  get waitingCalls(): number {
    return this.#queue.waiting;
  }

  /** Lets the calls under way finish, then closes every connection. */
  close(): Promise<void> {
    return this.#dispatcher.close();
  }

  async #call(
    name: OperationName,
    input: AnyInput,
    caller: Caller,
    credential: string,
    deadline: Deadline,
  ): Promise<Answered<unknown>> {
    const operation: Operation = operations[name];
    if (caller.authorization === undefined && name !== 'Ping') throw new UpstreamFailure('noKey', name);
    const request = requestOf(name, operation, input);
    const key = `${credential} ${request.method} ${request.path} ${request.body ?? ''}`;
    const kept = operation.isReference ? this.#referenceCache?.get(key) : undefined;
    if (!kept && caller.record.spent >= this.#options.maxCalls) throw new UpstreamFailure('budgetExceeded', name);

    let recorded = caller.record.begin(name, kept !== undefined);
    const end = (failure: UpstreamFailure | undefined, isRetried: boolean) => {
      if (failure) recorded.status = failure.status ?? null;
      caller.record.end(recorded);
      this.#options.onCall?.({ call: recorded, failure, isRetried, requestId: caller.requestId, credential });
    };
    const send = (signal: AbortSignal) => this.#send(name, operation, request, key, caller, credential, signal);
    const sendUntilAnswered = (signal: AbortSignal) =>
      this.#retries.run(() => send(signal), {
        signal,
        remainingMs: () => deadline.remainingMs(),
        mayCallAgain: () => caller.record.spent < this.#options.maxCalls,
        // Each try is a call of its own: the record shows what went out.
        onRetry: (failure) => {
          end(failure, true);
          recorded = caller.record.begin(name, false);
        },
      });

    const release = deadline.hold();
    let failure: UpstreamFailure | undefined;
    try {
      const signal = deadline.signalFor(operation.access);
      if (kept === undefined && operation.access === 'read') recorded.shared = this.#flights.isUnderWay(key);
      const answer =
        kept ??
        (await (operation.access === 'read' ? this.#flights.join(key, signal, sendUntilAnswered) : send(signal)));
      recorded.status = answer.status;
      return { answer: answer.value, reader: new WireReader(name, this.#options.onDrift) };
    } catch (cause) {
      const reason = cause instanceof Stopped ? new UpstreamFailure(cause.kind, name) : cause;
      if (reason instanceof UpstreamFailure) failure = reason;
      throw reason;
    } finally {
      release();
      if (operation.access === 'write') this.#flights.detach(`${credential} `);
      end(failure, false);
    }
  }

  async #send(
    name: OperationName,
    operation: Operation,
    request: UpstreamRequest,
    key: string,
    caller: Caller,
    credential: string,
    signal: AbortSignal,
  ): Promise<Answer> {
    const authorization = caller.authorization ?? '';
    const headers: Record<string, string> = {
      accept: '*/*',
      'accept-encoding': 'identity',
      'x-request-id': caller.requestId,
    };
    if (authorization !== '') headers.authorization = authorization;
    if (request.body !== null) headers['content-type'] = 'application/json';

    const sent = { ...request, path: this.#prefix + request.path };
    await this.#place(name, credential, signal);
    const exchanged = async (): Promise<Answer> => {
      const received = await exchange(this.#dispatcher, name, operation, sent, headers, signal);
      const secrets = { authorization, inBody: request.secrets };
      const answer = { status: received.status, value: answerOf(name, operation, received, secrets) };
      if (operation.isReference) this.#referenceCache?.set(key, answer, { size: Math.max(1, received.body.length) });
      return answer;
    };
    const { startCall } = this.#options;
    try {
      return await this.#breakers.run(name, startCall ? () => traced(startCall(name), headers, exchanged) : exchanged);
    } finally {
      this.#queue.leave();
    }
  }

  /** A place among the calls that may be out at once. */
  #place(name: OperationName, credential: string, signal: AbortSignal): Promise<void> | undefined {
    try {
      return this.#queue.enter(credential, signal);
    } catch (error) {
      if (error instanceof QueueFull) throw new UpstreamFailure('unavailable', name, { isHeldBack: true });
      throw error;
    }
  }
}

/** Makes the call with the headers that carry the trace on, and tells the trace how it ended. */
async function traced(
  outgoing: OutgoingCall,
  headers: Record<string, string>,
  exchanged: () => Promise<Answer>,
): Promise<Answer> {
  Object.assign(headers, outgoing.headers);
  try {
    const answer = await exchanged();
    outgoing.end(answer.status, undefined);
    return answer;
  } catch (failure) {
    const { status, kind } = failure instanceof UpstreamFailure ? failure : { status: undefined, kind: 'unforeseen' };
    outgoing.end(status ?? null, kind);
    throw failure;
  }
}
