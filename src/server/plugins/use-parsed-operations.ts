import type { ExecutionResult } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

/** The answer to an operation: one result, or a stream of them. */
export type OperationResult = ExecutionResult | AsyncIterable<ExecutionResult>;

interface ParsedOperation {
  read(): GraphQLParams;
  deliver(result: OperationResult): void;
}

const operations = new WeakMap<Request, ParsedOperation>();

/**
 * Runs an operation whose parameters another protocol has parsed, as if it had come over HTTP: all plugins see a request. Only the
 * parsing of its body and the writing of its response are skipped. It is in flight until `leave` is called with its request.
 * @param request carries the headers and the signal of the caller
 * @param read gives the parameters, or throws the error with which the operation is refused
 */
export async function runParsedOperation(
  handle: { fetch(request: Request): Response | Promise<Response> },
  request: Request,
  read: () => GraphQLParams,
): Promise<OperationResult> {
  const { promise, resolve, reject } = Promise.withResolvers<OperationResult>();
  operations.set(request, { read, deliver: resolve });
  // Neither rejection has an effect once the result is delivered. The caller can leave at that very moment, which aborts the request.
  try {
    const { status } = await handle.fetch(request);
    reject(new Error(`An operation had no result, but a response with status ${status}`));
  } catch (error) {
    reject(error);
  }
  return promise;
}

/** Whether a request represents such an operation, whose result its own protocol writes. */
export function isParsedOperation(request: Request): boolean {
  return operations.has(request);
}

/** The entry and exit of these operations, see `runParsedOperation`. */
export function useParsedOperations(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      const operation = operations.get(request);
      if (operation) setRequestParser(() => operation.read());
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
