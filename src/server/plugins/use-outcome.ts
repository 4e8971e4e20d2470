import type { ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { type OperationListener, RunningOperation } from '../observe/operation-report.ts';
import { requestIdOf } from './request-id.ts';
import { isLiveEvent } from './use-live-events.ts';

const running = new WeakMap<Request, RunningOperation>();

/**
 * Converts and reports every error once, and reports the start and end of every operation. Whatever the transport, and however
 * far a request got, its result passes `onResultProcess` exactly once: the answer to a query, each event of a subscription,
 * each deferred part, and the refusal of a request that could not be read.
 */
export function useOutcome(listener: OperationListener): Plugin<Context> {
  return {
    onExecute({ args }) {
      const { request } = args.contextValue;
      if (!isLiveEvent(args)) running.set(request, RunningOperation.executing(args, listener));
    },
    onSubscribe({ args }) {
      running.set(args.contextValue.request, RunningOperation.executing(args, listener));
    },
    onResultProcess({ request, result, setResult }) {
      // The gateway accepts no batches of operations.
      if (Array.isArray(result)) return;
      if (isAsyncIterable(result)) {
        const operation = operationOf(request, listener);
        const stream = mapAsyncIterator(
          result[Symbol.asyncIterator](),
          (part) => operation.pass(part),
          (error: GraphQLError) => operation.pass({ errors: [error] }), // a stream can throw anything
          () => operation.end(),
        );
        return setResult(stream);
      }
      const passed = concluded(request, result, listener);
      if (passed !== result) setResult(passed);
    },
  };
}

/** The only result of a request as the client sees it. Its operation is reported. */
export function concluded(request: Request, result: ExecutionResult, listener: OperationListener): ExecutionResult {
  const operation = operationOf(request, listener);
  const passed = operation.pass(result);
  operation.end();
  return passed;
}

function operationOf(request: Request, listener: OperationListener): RunningOperation {
  return running.get(request) ?? RunningOperation.refused(requestIdOf(request), listener);
}
