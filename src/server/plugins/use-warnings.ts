import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';

/** Adds `extensions.warnings`: what an answer lacks of what Pixxel sent, and why. */
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
