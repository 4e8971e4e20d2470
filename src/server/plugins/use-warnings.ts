import type { ExecutionResult } from 'graphql';
import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';

/** An answer that does not show all that Pixxel sent says what is missing, and why: `extensions.warnings`. */
export function useWarnings(): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: (payload) =>
        handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) => {
          const warned = withWarnings(result, args.contextValue);
          if (warned !== result) setResult(warned);
        }),
    }),
  };
}

/** The result, with the warnings of its context where there are any. */
export function withWarnings(result: ExecutionResult, { record }: Context): ExecutionResult {
  const warnings = record.warnings.list();
  return warnings ? { ...result, extensions: { ...result.extensions, warnings } } : result;
}
