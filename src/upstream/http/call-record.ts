import type { OperationName } from '../../contract/operations.ts';
import type { UpstreamFailure } from '../failure.ts';
import { Warnings } from '../wire/warnings.ts';

/** One upstream call of an operation. */
export interface RecordedCall {
  operation: OperationName;
  /** The answer's HTTP status; null where none came (yet). */
  status: number | null;
  /** Milliseconds since the operation began. */
  startMs: number;
  /** Milliseconds until the answer was complete; null while in flight. */
  durationMs: number | null;
  /** The call was made by another reader of the same credential, and its answer shared. */
  shared: boolean;
  /** The answer came from the reference cache. */
  cached: boolean;
}

/** A call that has ended, and whose it was. */
export interface EndedCall {
  call: RecordedCall;
  /** Why it gave no value, where it gave none. */
  failure: UpstreamFailure | undefined;
  /** Whether it is sent again. */
  isRetried: boolean;
  requestId: string;
  /** The keyed hash of the caller's credential. */
  credential: string;
}

/**
 * Everything that one GraphQL operation asked of the upstream, in the order of asking. The trace, the budget,
 * logs, metrics and the tests' call lists all read this: nothing counts twice.
 */
export class CallRecord {
  readonly calls: RecordedCall[] = [];
  /** What the answers do not show. */
  readonly warnings = new Warnings();
  readonly #parent: CallRecord | undefined;
  #total = 0;
  /** Calls that count against the budget: all but those that the reference cache answered. */
  spent = 0;
  readonly #startedAt = performance.now();

  /** @param parent the record of the subscription whose event this is */
  constructor(parent?: CallRecord) {
    this.#parent = parent;
  }

  /** Calls so far, including those of a subscription's events. */
  get total(): number {
    return this.#total;
  }

  /** Opens the entry of a call that is made now. */
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

  end(call: RecordedCall): void {
    call.durationMs = this.#elapsed() - call.startMs;
  }

  #elapsed(): number {
    return performance.now() - this.#startedAt;
  }
}
