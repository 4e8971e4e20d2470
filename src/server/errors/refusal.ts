import type { GraphQLError, GraphQLErrorOptions } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import { type ErrorCode, entryOf } from './catalogue.ts';

/**
 * An error with which the gateway itself refuses a request or an operation before it runs.
 * @param message the catalogue's message, if not given
 * @param headers of the HTTP response
 */
export function refusal(
  code: ErrorCode,
  message: string = entryOf(code).message,
  headers?: Record<string, string>,
): GraphQLError {
  const http = headers && { http: { ...httpOf(code), headers } };
  const retryable = entryOf(code).isRetryable && { retryable: true };
  return errorWithoutStack(message, { extensions: { code, ...retryable, ...http } });
}

/** An error that only clients see. Collecting its stack would take longer than the rest of a refusal. */
export function errorWithoutStack(message: string, options: GraphQLErrorOptions): GraphQLError {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = createGraphQLError(message, options);
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

/** How Yoga finds the HTTP status of an answer without data: `spec` lets `application/json` have 200. */
export function httpOf(code: ErrorCode): { status: number; spec: boolean } {
  const { status, isHttpError = false } = entryOf(code);
  return { status, spec: !isHttpError };
}
