import { hash, randomBytes } from 'node:crypto';
import type { Dispatcher } from 'undici';
import type { AnswerOf, InputOf, OperationName } from '../../contract/operations.ts';
import { endOfTurn } from '../../scheduling/end-of-turn.ts';
import { FairQueue } from '../../scheduling/fair-queue.ts';
import { UpstreamFailure } from '../failure.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { AnswerMemory } from './answer-memory.ts';
import { type BreakerState, Breakers } from './breaker.ts';
import { type Answer, Call, type Caller, type Next, type Step } from './call.ts';
import type { EndedCall } from './call-record.ts';
import { acceptedEncodings, type CompressionSetting, decodingContent, encodingsOf } from './content-encoding.ts';
import { Deadline } from './deadline.ts';
import { exchange, type UpstreamResponse } from './exchange.ts';
import { ReadsOnce } from './reads-once.ts';
import type { AnyInput } from './request.ts';
import { RetryBudget } from './retry.ts';
import { SingleFlight } from './single-flight.ts';
import {
  cachedReferenceData,
  guardedByCircuit,
  needsKey,
  type OutgoingCall,
  queued,
  recorded,
  retried,
  sharedInFlight,
  startedInTurns,
  traced,
  withinCallLimit,
  writesWithinDeadline,
} from './steps.ts';
import { Transport, type TransportOptions } from './transport.ts';
import { hasTime, nextTurn } from '../../scheduling/turns.ts';
import { decodingOnce } from './unchanged-answers.ts';

/** Settings of the upstream client. */
export interface UpstreamOptions extends TransportOptions {
  /** Whether compressed answers are asked for. */
  compression: CompressionSetting;
  /** Bytes of received answers that may wait for decoding. */
  maxHeldResponseBytes: number;
  /** Bytes of answers kept with their decoded values, to recognize unchanged ones; 0 keeps none. */
  unchangedAnswersBytes: number;
  /** Upstream calls allowed in one operation. */
  maxCalls: number;
  /** Milliseconds for which reference data is kept per credential; 0 keeps nothing. */
  referenceCacheTtlMs: number;
  /** Notified of each value that does not have the declared form. */
  onDrift?: (operation: OperationName, field: string) => void;
  /** Notified of the length of each answer that needed no decoding. */
  onUnchanged?: (bytes: number) => void;
  /** Notified of each finished call, including retries and answers from the reference cache. */
  onCall?: (ended: EndedCall) => void;
  /** Notified when an operation's circuit opens, half-opens or closes. */
  onBreaker?: (operation: OperationName, state: BreakerState) => void;
  /** Starts the span of a call. */
  startCall?: ((operation: OperationName) => OutgoingCall) | undefined;
}

/** The upstream as one GraphQL operation sees it. */
export interface UpstreamClient {
  /** The keyed hash of the caller's credential; empty without a key. */
  readonly credential: string;
  /**
   * Makes one call. An equal read of this operation is not sent again, unless a write followed it. Equal reads of one credential that
   * are in flight share one call; a write is sent once, whatever happens.
   * @throws UpstreamFailure
   */
  call<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<Answered<AnswerOf<Name>>>;
  /**
   * Makes sure, before the first of several calls that belong together, that the operation may make them all.
   * @throws UpstreamFailure
   */
  ensureCalls(name: OperationName, count: number): void;
}

/** The answer of a call, and the reader of its values. */
export interface Answered<Body> {
  /** The decoded body. */
  answer: Body;
  /** Reads the values of this operation's answers, and counts drift. */
  reader: WireReader;
}

/** Calls that may wait for a connection. Beyond that, the longest queues are refused. */
const MAX_WAITING_CALLS = 5000;

/**
 * Everything that all callers share on the way to the upstream: the connections, the reads in flight and the reference
 * cache. The last two are keyed by a hash of the credential, and the hash by a secret of the process.
 */
export class Upstream {
  readonly #options: UpstreamOptions;
  readonly #transport: Transport;
  readonly #queue: FairQueue;
  readonly #send: Next;
  readonly #hashKey = randomBytes(32).toString('base64url');

  constructor(options: UpstreamOptions) {
    this.#options = options;
    this.#transport = new Transport(options);
    this.#queue = new FairQueue(options.maxConnections, MAX_WAITING_CALLS);

    // From the caller outwards. `steps.ts` explains the order.
    const steps: Step[] = [
      needsKey,
      cachedReferenceData(options.referenceCacheTtlMs),
      startedInTurns,
      withinCallLimit(options.maxCalls),
      recorded,
      writesWithinDeadline,
      sharedInFlight(new SingleFlight()),
      retried(new RetryBudget(), options.maxCalls),
      queued(this.#queue),
      guardedByCircuit(new Breakers(options.timeoutMs, options.onBreaker)),
      ...(options.startCall ? [traced(options.startCall)] : []),
    ];
    this.#send = steps.reduceRight<Next>((next, step) => step(next), exchangeWith(this.#transport, options));
  }

  /** A client for one operation of one caller. */
  clientFor(caller: Caller): UpstreamClient {
    const { timeoutMs, maxCalls, onCall, onDrift } = this.#options;
    const deadline = new Deadline(caller.signal, timeoutMs);
    const reads = new ReadsOnce();
    return {
      credential: caller.credential,
      ensureCalls(name, count) {
        if (caller.record.spent + count > maxCalls) throw new UpstreamFailure('budgetExceeded', name);
      },
      // The contract gives each operation its input and answer types. Below this line all operations are treated alike.
      call: async (name, input) => {
        const call = new Call(name, input as AnyInput, caller, deadline, onCall);
        const { value, oddities } = await reads.answer(call, this.#send);
        for (const oddity of oddities) onDrift?.(name, oddity);
        return { answer: value as never, reader: new WireReader(name, onDrift, caller.record.warnings) };
      },
    };
  }

  /** A keyed hash that represents the credential in cache keys. */
  hashOf(authorization: string): string {
    // The hash leaves the process only in logs, so a plain keyed hash is enough; an HMAC costs several times as much.
    return hash('sha256', `${this.#hashKey} ${authorization}`, 'base64url');
  }

  /** Calls that wait for a connection. */
  get waitingCalls(): number {
    return this.#queue.waiting;
  }

  /** Waits for the calls in flight, then closes every connection. */
  close(): Promise<void> {
    return this.#transport.close();
  }
}

/** The last step: sends the request, then decompresses and decodes the response. */
function exchangeWith(transport: Transport, options: UpstreamOptions): Next {
  const { url, compression, maxResponseBytes, maxHeldResponseBytes } = options;
  const acceptEncoding = acceptedEncodings(compression, url);
  const memory = new AnswerMemory(maxHeldResponseBytes);
  const decodeContent = decodingContent(maxResponseBytes, maxHeldResponseBytes);
  const decode = decodingOnce(options.unchangedAnswersBytes, options.onUnchanged);
  const answerOf = (call: Call, response: UpstreamResponse): Answer | Promise<Answer> => {
    const isLong = call.isOneOfMany || response.body.length >= LARGE_BYTES;
    return isLong ? inTurn(call, () => decode(call, response)) : decode(call, response);
  };
  return async (call) => {
    const reception = memory.begin();
    const received = (bytes: number, flow?: Dispatcher.DispatchController) => {
      reception.add(bytes, flow);
      // The answer to a write must be read: it says what was applied.
      const noRoom = call.isWrite ? undefined : call.caller.holdAnswer?.(bytes);
      return noRoom && new UpstreamFailure(noRoom, call.name);
    };
    try {
      const response = await exchange(transport, acceptEncoding, call, received);
      // Answers that arrive together are decoded and answered together.
      await endOfTurn();
      const encodings = encodingsOf(response);
      if (encodings.length === 0) return await answerOf(call, response);
      return await decodeContent(call, response, encodings, async (plain) => {
        const tooMuch = received(plain.body.length);
        if (tooMuch) throw tooMuch;
        return answerOf(call, plain);
      });
    } finally {
      reception.end();
    }
  };
}

/** A body of this size takes tens of milliseconds to decode, and its rows as long again to read. */
const LARGE_BYTES = 512 * 1024;

/** Decodes a body in a turn of the event loop that has time. The rows of a large one are read in another turn. */
async function inTurn(call: Call, decode: () => Answer): Promise<Answer> {
  if (!hasTime()) await nextTurn(call.credential);
  const answer = decode();
  if (!hasTime()) await nextTurn(call.credential);
  return answer;
}
