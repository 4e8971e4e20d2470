import type { ExecutionResult } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

/** The answer to an operation: one result, or a stream of them. */
export type OperationResult = ExecutionResult | AsyncIterable<ExecutionResult>;

interface SocketOperation {
  params: GraphQLParams;
  deliver(result: OperationResult): void;
}

const operations = new WeakMap<Request, SocketOperation>();

/**
 * Runs an operation that came over a WebSocket as if it had come by HTTP: all plugins see a request. Only the parsing of its body
 * and the writing of its response are left out.
 * @param request carries the headers and the signal of the connection
 */
export async function runSocketOperation(
  handle: { fetch(request: Request): Response | Promise<Response> },
  request: Request,
  params: GraphQLParams,
): Promise<OperationResult> {
  const { promise, resolve, reject } = Promise.withResolvers<OperationResult>();
  operations.set(request, { params, deliver: resolve });
  const { status } = await handle.fetch(request);
  reject(new Error(`A WebSocket operation had no result, but a response with status ${status}`)); // no effect once delivered
  return promise;
}

/** Whether a request stands for an operation of a WebSocket, whose result is written by that. */
export function isSocketOperation(request: Request): boolean {
  return operations.has(request);
}

/** Lets operations of a WebSocket in and out, see `runSocketOperation`. */
export function useSocketOperations(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      const operation = operations.get(request);
      if (operation) setRequestParser(() => operation.params);
    },
    onResultProcess({ request, setResultProcessor }) {
      const operation = operations.get(request);
      if (!operation) return;
      setResultProcessor((result, fetchAPI) => {
        operation.deliver(result as OperationResult); // the gateway takes no batches
        return new fetchAPI.Response(null);
      }, 'application/json');
    },
  };
}
