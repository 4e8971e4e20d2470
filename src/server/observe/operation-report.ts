import { type ExecutionArgs, type ExecutionResult, getOperationAST, type OperationTypeNode } from 'graphql';
import type { Context } from '../../context.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { Classified } from '../errors/classify.ts';
import { type Part, toClientResult } from '../errors/client-error.ts';

/** Summary of one operation for the log and the metrics. Never contains variables, document text or the key. */
export interface OperationReport {
  requestId: string;
  /** Undefined if it has none, and if it was refused before it ran. */
  name: string | undefined;
  /** Unknown if it was refused before it ran. */
  type: `${OperationTypeNode}` | 'unknown';
  /** Milliseconds of its execution. For a subscription or a deferred answer, until the stream ended. */
  durationMs: number;
  /** Upstream calls, including those of a subscription's events. Calls of a poller are shared and do not count. */
  upstreamCalls: number;
  /** The codes of its errors, without duplicates. */
  codes: ErrorCode[];
  /** The keyed hash of the credential; empty if there was none. */
  credential: string;
}

/** Notified of operations. */
export interface OperationListener {
  began(type: OperationReport['type']): void;
  ended(report: OperationReport): void;
  /** An unexpected error: the gateway's own fault. */
  failed(cause: unknown, requestId: string): void;
}

/** What is known of an operation before it ends. */
type Known = Pick<OperationReport, 'requestId' | 'name' | 'type'> & { context?: Context };

/** An operation in flight. Its results all pass here, so each of its errors is converted and counted once. */
export class RunningOperation {
  readonly #startedAt = performance.now();
  readonly #known: Known;
  readonly #listener: OperationListener;
  readonly #codes = new Set<ErrorCode>();
  readonly #faults = new Set<unknown>();

  constructor(known: Known, listener: OperationListener) {
    this.#known = known;
    this.#listener = listener;
    listener.began(known.type);
  }

  /** An operation that has a context and is about to be executed. */
  static executing(args: ExecutionArgs, listener: OperationListener): RunningOperation {
    const operation = getOperationAST(args.document, args.operationName);
    // The gateway gives every operation its context.
    const context = args.contextValue as Context;
    const name = operation?.name?.value;
    return new RunningOperation(
      { requestId: context.requestId, name, type: operation?.operation ?? 'unknown', context },
      listener,
    );
  }

  /** An operation that was refused before anything was known about it. */
  static refused(requestId: string, listener: OperationListener): RunningOperation {
    return new RunningOperation({ requestId, name: undefined, type: 'unknown' }, listener);
  }

  /** Ends it with an error that its caller gets without `pass`. */
  endWith(code: ErrorCode): void {
    this.#codes.add(code);
    this.end();
  }

  /** A result, or one part of a stream of them, as the client sees it. */
  pass<Result extends Part & ExecutionResult>(result: Result): Result {
    return toClientResult(result, this.#known.requestId, (classified) => this.#hear(classified));
  }

  end(): void {
    const { requestId, name, type, context } = this.#known;
    this.#listener.ended({
      requestId,
      name,
      type,
      durationMs: context ? performance.now() - this.#startedAt : 0,
      upstreamCalls: context?.record.total ?? 0,
      codes: [...this.#codes],
      credential: context?.client.credential ?? '',
    });
  }

  #hear({ code, cause }: Classified): void {
    this.#codes.add(code);
    if (code !== 'INTERNAL_SERVER_ERROR' || this.#faults.has(cause)) return;
    // One failure can be the error of many fields.
    this.#faults.add(cause);
    this.#listener.failed(cause, this.#known.requestId);
  }
}
