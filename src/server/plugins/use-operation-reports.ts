import { type ExecutionArgs, type ExecutionResult, type GraphQLError, getOperationAST } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { requestIdOf } from './request-id.ts';

/** What one operation did, for the log and the metrics: never variables, document text or the key. */
export interface OperationReport {
  requestId: string;
  /** Undefined where it has none, and where the document was refused. */
  name: string | undefined;
  type: 'query' | 'mutation' | 'subscription' | 'unknown';
  /** Milliseconds of its execution; for a subscription and a deferred answer until the stream ended. */
  durationMs: number;
  /** Upstream calls, those of a subscription's events among them; a poller's are nobody's alone. */
  upstreamCalls: number;
  /** The codes of its errors, each once. */
  codes: string[];
  /** The keyed hash of the credential; empty where there was none. */
  credential: string;
}

/** Who is told of operations. */
export interface OperationListener {
  began(type: OperationReport['type']): void;
  ended(report: OperationReport): void;
}

/** Tells of every operation when it begins and when it has ended, and of every document that was refused, on every way in. */
export function useOperationReports(listener: OperationListener): Plugin<Context> {
  const refuse = (context: { request?: Request }, codes: string[]) =>
    listener.ended({
      requestId: context.request ? requestIdOf(context.request) : '',
      name: undefined,
      type: 'unknown',
      durationMs: 0,
      upstreamCalls: 0,
      codes,
      credential: '',
    });

  return {
    onParse:
      ({ context }) =>
      ({ result }) => {
        if (result instanceof Error) refuse(context, [codeOf(result, 'GRAPHQL_PARSE_FAILED')]);
      },
    onValidate:
      ({ context }) =>
      ({ valid, result }) => {
        if (!valid) refuse(context, distinct(result.map((error: Error) => codeOf(error, 'GRAPHQL_VALIDATION_FAILED'))));
      },
    onExecute({ args }) {
      const running = new Running(args, listener);
      return {
        onExecuteDone({ result }) {
          if (!isAsyncIterable(result)) return running.end(result);
          return { onNext: ({ result: part }) => running.hear(part), onEnd: () => running.end({}) };
        },
      };
    },
    onSubscribe({ args }) {
      const running = new Running(args, listener);
      return {
        onSubscribeResult({ result }) {
          if (!isAsyncIterable(result)) return running.end(result);
          return { onNext: ({ result: part }) => running.hear(part), onEnd: () => running.end({}) };
        },
      };
    },
  };
}

interface Part {
  errors?: readonly GraphQLError[] | undefined;
  incremental?: readonly { errors?: readonly GraphQLError[] | undefined }[] | undefined;
}

/** An operation under way, and the codes heard so far. */
class Running {
  readonly #startedAt = performance.now();
  readonly #context: Context;
  readonly #type: OperationReport['type'];
  readonly #name: string | undefined;
  readonly #listener: OperationListener;
  #codes: string[] = [];

  constructor(args: ExecutionArgs, listener: OperationListener) {
    const operation = getOperationAST(args.document, args.operationName);
    this.#type = operation?.operation ?? 'unknown';
    this.#name = operation?.name?.value;
    // The gateway gives every operation its context.
    this.#context = args.contextValue as Context;
    this.#listener = listener;
    listener.began(this.#type);
  }

  hear({ errors, incremental }: Part): void {
    for (const error of errors ?? []) this.#codes.push(codeOf(error, 'INTERNAL_SERVER_ERROR'));
    for (const part of incremental ?? []) this.hear(part);
    this.#codes = distinct(this.#codes);
  }

  end(result: ExecutionResult): void {
    if (result.errors) this.hear(result);
    const { requestId, record, client } = this.#context;
    this.#listener.ended({
      requestId,
      name: this.#name,
      type: this.#type,
      durationMs: performance.now() - this.#startedAt,
      upstreamCalls: record.calls.length + record.ofEvents,
      codes: this.#codes,
      credential: client.credential,
    });
  }
}

function codeOf(error: Error & { extensions?: GraphQLError['extensions'] }, otherwise: string): string {
  const code = error.extensions?.code;
  return typeof code === 'string' ? code : otherwise;
}

function distinct(codes: string[]): string[] {
  return codes.length < 2 ? codes : [...new Set(codes)];
}
