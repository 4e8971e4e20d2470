import type { OperationName } from '../../contract/operations.ts';
import type { UpstreamFailure } from '../failure.ts';
import { Warnings } from '../wire/warnings.ts';

/** One upstream call of an operation. */
export interface RecordedCall {
  operation: OperationName;
  /** The answer's HTTP status; null until an answer has arrived. */
  status: number | null;
  /** Milliseconds since the operation began. */
  startMs: number;
  /** Milliseconds until the answer was complete; null while in flight. */
  durationMs: number | null;
  /** The call was made for another reader of the same credential, and its answer was shared. */
  shared: boolean;
  /** The answer came from the reference cache. */
  cached: boolean;
}

/** A finished call and its caller. */
export interface EndedCall {
  call: RecordedCall;
  /** Why it failed; undefined on success. */
  failure: UpstreamFailure | undefined;
  /** How many calls of its operation have failed so far, this one included; usual failures do not count. */
  failures: number;
  /** Whether a retry follows. */
  isRetried: boolean;
  requestId: string;
  /** The keyed hash of the caller's credential. */
  credential: string;
}

/**
 * All upstream calls of one GraphQL operation, in the order in which they were made. The trace, the call limit,
 * logs, metrics and the call lists of tests all read it, so nothing is counted twice.
 */
export class CallRecord {
  readonly calls: RecordedCall[] = [];
  /** What is missing from the answers. */
  readonly warnings: Warnings;
  readonly #parent: CallRecord | undefined;
  #total = 0;
  /** Calls that count towards the limit: all except answers from the reference cache. */
  spent = 0;
  /** Calls that have failed, except for a usual reason. */
  failures = 0;
  readonly #startedAt = performance.now();

  /**
   * @param parent the record of the subscription that this event belongs to
   * @param ofModel the warnings of the event's object, which was read by a poller
   */
  constructor(parent?: CallRecord, ofModel?: Warnings) {
    this.#parent = parent;
    this.warnings = new Warnings(ofModel);
  }

  /** Calls so far, including those of a subscription's events. */
  get total(): number {
    return this.#total;
  }

  /** Adds an entry for a call that starts now. */
  begin(operation: OperationName, cached: boolean): RecordedCall {
    if (!cached) this.spent += 1;
    const call: RecordedCall = {
      operation,
      status: null,
      startMs: this.#elapsed(),
      durationMs: null,
      shared: false,
      cached,
    };
    this.calls.push(call);
    this.#total += 1;
    if (this.#parent) this.#parent.#total += 1;
    return call;
  }

  /** @param failure why it failed; undefined on success */
  end(call: RecordedCall, failure: UpstreamFailure | undefined): void {
    call.durationMs = this.#elapsed() - call.startMs;
    if (failure && !failure.isUsual) this.failures += 1;
  }

  #elapsed(): number {
    return performance.now() - this.#startedAt;
  }
}
