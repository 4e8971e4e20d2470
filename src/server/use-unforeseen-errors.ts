import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { isUnforeseen } from '../errors.ts';

/** Tells of each error that is the gateway's own fault, before clients get their neutral message for it. */
export function useUnforeseenErrors(tell: (error: unknown, requestId: string) => void): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: (payload) =>
        handleStreamOrSingleExecutionResult(payload, ({ result }) => {
          for (const error of result.errors ?? []) {
            if (isUnforeseen(error)) tell(error.originalError ?? error, args.contextValue.requestId);
          }
        }),
    }),
  };
}
