import type { ExecutionResult } from 'graphql';
import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { isUnforeseen } from '../errors/client-error.ts';

/** Tells of each error that is the gateway's own fault, before clients get their neutral message for it. */
export function useUnforeseenErrors(tell: (error: unknown, requestId: string) => void): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: (payload) =>
        handleStreamOrSingleExecutionResult(payload, ({ result }) => {
          tellUnforeseen(result, args.contextValue.requestId, tell);
        }),
    }),
  };
}

/** Tells of those errors of a result that nobody foresaw. */
export function tellUnforeseen(
  { errors = [] }: ExecutionResult,
  requestId: string,
  tell: (error: unknown, requestId: string) => void,
): void {
  for (const error of errors) if (isUnforeseen(error)) tell(error.originalError ?? error, requestId);
}
