import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { type OperationListener, RunningOperation } from '../observe/operation-report.ts';
import { notesOf, type OperationRequest } from '../operation-request.ts';
import { requestIdOf } from './request-id.ts';

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
export function begin(request: OperationRequest, args: ExecutionArgs, listener: OperationListener): void {
  notesOf(request).running = RunningOperation.executing(args, listener);
}

/** The only result of a request as the client sees it. Its operation is reported. */
export function concluded(
  request: OperationRequest,
  result: ExecutionResult,
  listener: OperationListener,
): ExecutionResult {
  const operation = operationOf(request, listener);
  const passed = operation.pass(result);
  end(request, operation);
  return passed;
}

function end(request: OperationRequest, operation: RunningOperation): void {
  notesOf(request).running = undefined;
  operation.end();
}

function operationOf(request: OperationRequest, listener: OperationListener): RunningOperation {
  return notesOf(request).running ?? RunningOperation.refused(requestIdOf(request), listener);
}
