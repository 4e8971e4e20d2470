import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { type OperationListener, RunningOperation } from '../observe/operation-report.ts';
import { requestIdOf } from './request-id.ts';

/** Each entry is deleted when its operation ends: V8 drops the values of a `WeakMap` only in its rare full collections. */
const running = new WeakMap<Request, RunningOperation>();

/**
 * Converts and reports every error once, and reports the start and end of every operation. Whatever the transport, and however
 * far a request got, its result passes `onResultProcess` exactly once: the answer to a query, each event of a subscription,
 * each deferred part, and the refusal of a request that could not be read.
 */
export function useOutcome(listener: OperationListener): Plugin<Context> {
  return {
    onResultProcess({ request, result, setResult }) {
      // The gateway accepts no batches of operations.
      if (Array.isArray(result)) return;
      if (isAsyncIterable(result)) {
        const operation = operationOf(request, listener);
        const stream = mapAsyncIterator(
          result[Symbol.asyncIterator](),
          (part) => operation.pass(part),
          (error: GraphQLError) => operation.pass({ errors: [error] }), // a stream can throw anything
          () => end(request, operation),
        );
        return setResult(stream);
      }
      const passed = concluded(request, result, listener);
      if (passed !== result) setResult(passed);
    },
  };
}

/** Notes that the operation of a request is about to be executed. */
export function begin(request: Request, args: ExecutionArgs, listener: OperationListener): void {
  running.set(request, RunningOperation.executing(args, listener));
}

/** The only result of a request as the client sees it. Its operation is reported. */
export function concluded(request: Request, result: ExecutionResult, listener: OperationListener): ExecutionResult {
  const operation = operationOf(request, listener);
  const passed = operation.pass(result);
  end(request, operation);
  return passed;
}

function end(request: Request, operation: RunningOperation): void {
  running.delete(request);
  operation.end();
}

function operationOf(request: Request, listener: OperationListener): RunningOperation {
  return running.get(request) ?? RunningOperation.refused(requestIdOf(request), listener);
}
