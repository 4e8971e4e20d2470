import type { Operation } from '../../contract/operation.ts';
import { type OperationName, operations } from '../../contract/operations.ts';
import type { UpstreamFailure } from '../failure.ts';
import type { JsonOddity } from '../wire/json.ts';
import type { CallRecord, EndedCall, RecordedCall } from './call-record.ts';
import type { Deadline, Stop, Stopped } from './deadline.ts';
import { type AnyInput, buildRequest, type UpstreamRequest } from './request.ts';

/** The caller and the limits of its operation. */
export interface Caller {
  /** The caller's Authorization header, byte for byte; undefined if the request had none. */
  authorization: string | undefined;
  /** Its keyed hash, by `Upstream.hashOf`; empty without a key. */
  credential: string;
  requestId: string;
  /** Aborted when the caller disconnects. */
  signal: AbortSignal;
  record: CallRecord;
  /**
   * Counts bytes of an answer. Returns why not if there is no room for them. Polls are not counted.
   * @param isShared whether another operation receives the answer: then the bytes count for this operation, but not again for the process
   */
  holdAnswer?: ((bytes: number, isShared?: boolean) => NoAnswerRoom | undefined) | undefined;
}

/** The operation holds too many bytes of answers, or all operations together do. */
export type NoAnswerRoom = 'budgetExceeded' | 'overloaded';

/** Calls of one operation that start and end whether a turn of the event loop has time or not. Most operations make no more. */
const FEW_CALLS = 8;

/** A successful answer, decoded. */
export interface Answer {
  status: number;
  value: unknown;
  /** Size of the decoded body. */
  bytes: number;
  /** Oddities of the body that plain JSON does not allow. */
  oddities: readonly JsonOddity[];
}

/** Passes a call on towards the upstream. @throws UpstreamFailure */
export type Next = (call: Call) => Promise<Answer>;

/** One concern of a call, wrapped around all later steps. */
export type Step = (next: Next) => Next;

/** One call of one operation, from the loader's request until its answer is decoded. */
export class Call {
  readonly name: OperationName;
  readonly operation: Operation;
  readonly caller: Caller;
  /** The keyed hash of the caller's credential; empty for a caller without a key. */
  readonly credential: string;
  readonly deadline: Deadline;
  readonly request: UpstreamRequest;
  /** Equal for equal requests of one credential. It starts with the credential and a space. */
  readonly key: string;
  /** Why the call was stopped, if it was. */
  stopped: Stopped | undefined;
  /** Stops what the call waits for now, except for waits that take the `signal`. */
  onStop: Stop | undefined;
  /** Headers that propagate the trace, if the call is traced. */
  traceHeaders: Readonly<Record<string, string>> | undefined;
  readonly #onEnd: ((ended: EndedCall) => void) | undefined;
  #entry: RecordedCall | undefined;
  #controller: AbortController | undefined;

  /** @throws UpstreamFailure of kind `badId` */
  constructor(
    name: OperationName,
    input: AnyInput,
    caller: Caller,
    deadline: Deadline,
    onEnd: ((ended: EndedCall) => void) | undefined,
  ) {
    this.name = name;
    this.operation = operations[name];
    this.caller = caller;
    this.credential = caller.credential;
    this.deadline = deadline;
    this.request = buildRequest(name, this.operation, input);
    this.key = `${caller.credential} ${this.request.method} ${this.request.path} ${this.request.body ?? ''}`;
    this.stopped = undefined;
    this.onStop = undefined;
    this.traceHeaders = undefined;
    this.#onEnd = onEnd;
  }

  /** Whether a lost answer leaves the outcome unknown. A read can simply be repeated. */
  get isWrite(): boolean {
    return this.operation.access === 'write';
  }

  /** Whether its operation has made several calls before. */
  get isOneOfMany(): boolean {
    return this.caller.record.spent > FEW_CALLS;
  }

  /** Stops the call. Of a flight that several readers share, its first call is stopped when all have left. */
  stop(reason: Stopped): void {
    this.stopped = reason;
    this.onStop?.(reason);
    this.#controller?.abort(reason);
  }

  /** Aborts when the call is stopped. Made on demand, because few calls need one. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.stopped) this.#controller.abort(this.stopped);
    return this.#controller.signal;
  }

  /** Adds this call to the record of its GraphQL operation. */
  begin(cached: boolean): void {
    this.#entry = this.caller.record.begin(this.name, cached);
  }

  /** Records whether another reader has already sent the same request, so that this call shares its answer. */
  markShared(isShared: boolean): void {
    if (this.#entry) this.#entry.shared = isShared;
  }

  /** Closes the entry. */
  end(status: number | null, failure?: UpstreamFailure, isRetried = false): void {
    const call = this.#entry;
    if (!call) return;
    call.status = status;
    const { record, requestId } = this.caller;
    record.end(call, failure);
    this.#onEnd?.({ call, failure, failures: record.failures, isRetried, requestId, credential: this.credential });
  }

  /** Closes the entry of a failed attempt and opens one for the next. The record shows each request that was sent. */
  again(failure: UpstreamFailure): void {
    this.end(failure.status ?? null, failure, true);
    this.begin(false);
  }
}
