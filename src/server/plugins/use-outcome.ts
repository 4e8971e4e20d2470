import type { GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { type OperationListener, RunningOperation } from '../observe/operation-report.ts';
import { requestIdOf } from './request-id.ts';
import { isLiveEvent } from './use-live-events.ts';

/**
 * Converts and reports every error once, and reports the start and end of every operation. Whatever the transport, and however
 * far a request got, its result passes `onResultProcess` exactly once: the answer to a query, each event of a subscription,
 * each deferred part, and the refusal of a request that could not be read.
 */
export function useOutcome(listener: OperationListener): Plugin<Context> {
  const running = new WeakMap<Request, RunningOperation>();
  return {
    onExecute({ args }) {
      const { request } = args.contextValue;
      if (!isLiveEvent(args)) running.set(request, RunningOperation.executing(args, listener));
    },
    onSubscribe({ args }) {
      running.set(args.contextValue.request, RunningOperation.executing(args, listener));
    },
    onResultProcess({ request, result, setResult }) {
      const operation = running.get(request) ?? RunningOperation.refused(requestIdOf(request), listener);
      if (isAsyncIterable(result)) {
        const stream = mapAsyncIterator(
          result[Symbol.asyncIterator](),
          (part) => operation.pass(part),
          (error: GraphQLError) => operation.pass({ errors: [error] }), // a stream can throw anything
          () => operation.end(),
        );
        return setResult(stream);
      }
      // The gateway accepts no batches of operations.
      if (Array.isArray(result)) return;
      const passed = operation.pass(result);
      if (passed !== result) setResult(passed);
      operation.end();
    },
  };
}
