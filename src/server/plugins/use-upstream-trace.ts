import type { ExecutionResult } from 'graphql';
import { handleStreamOrSingleExecutionResult, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import type { Context } from '../../context.ts';

const TRACE_HEADER = 'x-upstream-trace';

/** With the header `x-upstream-trace: 1` the answer says which upstream calls it took: `extensions.upstream`. */
export function useUpstreamTrace(): Plugin<Context & YogaInitialContext> {
  return {
    onExecute: ({ args }) => {
      if (!wantsTrace(args.contextValue)) return undefined;
      return {
        onExecuteDone: (payload) =>
          handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) =>
            setResult(withUpstreamTrace(result, args.contextValue)),
          ),
      };
    },
  };
}

/** The result, with the calls of its context where the caller asked for them. */
export function withUpstreamTrace(result: ExecutionResult, context: Context & YogaInitialContext): ExecutionResult {
  if (!wantsTrace(context)) return result;
  const { calls } = context.record;
  return { ...result, extensions: { ...result.extensions, upstream: { total: calls.length, calls } } };
}

function wantsTrace({ request }: YogaInitialContext): boolean {
  return request?.headers.get(TRACE_HEADER) === '1';
}
