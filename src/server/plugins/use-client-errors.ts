import type { ExecutionResult } from '@graphql-tools/utils';
import { handleStreamOrSingleExecutionResult, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { toClientError } from '../errors/client-error.ts';
import { requestIdOf } from './request-id.ts';

/** Makes every error of an execution, and of each later part of it, what a client may see. */
export function useClientErrors(): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: (payload) =>
        handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) => {
          const mended = withClientErrors(result, args.contextValue.requestId);
          if (mended !== result) setResult(mended);
        }),
    }),
    // What fails before the execution (parsing, validation, the body) has no context to read the request's id from.
    onResultProcess({ request, result, setResult }) {
      if (!isAsyncIterable(result) && !Array.isArray(result) && result.errors) {
        setResult(withClientErrors(result, requestIdOf(request)));
      }
    },
  };
}

/** The result with every error as a client may see it, also those of its deferred and streamed parts. */
export function withClientErrors(result: ExecutionResult, requestId: string): ExecutionResult {
  const { errors, incremental } = result;
  if (!errors && !incremental?.some((part) => part.errors)) return result;
  return {
    ...result,
    ...(errors && { errors: errors.map((error) => toClientError(error, requestId)) }),
    ...(incremental && { incremental: incremental.map((part) => withClientErrors(part, requestId)) }),
  };
}
