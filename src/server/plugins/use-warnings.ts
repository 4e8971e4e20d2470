import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';

/** An answer that does not show all that Pixxel sent says what is missing, and why: `extensions.warnings`. */
export function useWarnings(): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: (payload) =>
        handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) => {
          const warnings = args.contextValue.record.warnings.list();
          if (warnings) setResult({ ...result, extensions: { ...result.extensions, warnings } });
        }),
    }),
  };
}
