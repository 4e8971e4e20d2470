import type { GraphQLError } from 'graphql';
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
  return createGraphQLError(message, { extensions: { code, ...retryable, ...http } });
}

/** How Yoga finds the HTTP status of an answer without data: `spec` lets `application/json` have 200. */
export function httpOf(code: ErrorCode): { status: number; spec: boolean } {
  const { status, isHttpError = false } = entryOf(code);
  return { status, spec: !isHttpError };
}
