import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';

const TRACE_HEADER = 'x-upstream-trace';

/** With the header `x-upstream-trace: 1`, every result lists the upstream calls it took: `extensions.upstream`. */
export function useUpstreamTrace(): Plugin<Context> {
  return {
    onExecute({ args }) {
      const { request, record } = args.contextValue;
      if (request.headers.get(TRACE_HEADER) !== '1') return undefined;
      return {
        onExecuteDone: (payload) =>
          handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) => {
            const upstream = { total: record.calls.length, calls: record.calls };
            setResult({ ...result, extensions: { ...result.extensions, upstream } });
          }),
      };
    },
  };
}
