import { GraphQLError } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import { operations } from '../../contract/operations.ts';
import { WatchEnded } from '../../live/watch-ended.ts';
import { InputError, InputErrors } from '../../resolvers/input/input-error.ts';
import { UncertainWrite } from '../../resolvers/input/write.ts';
import { type FailureKind, UpstreamFailure } from '../../upstream/failure.ts';

/** The codes that clients can rely on, next to those of GraphQL over HTTP itself (GRAPHQL_PARSE_FAILED and its like). */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_INVALID_RESPONSE'
  | 'UPSTREAM_BUDGET_EXCEEDED'
  | 'SUBSCRIPTION_ENDED'
  /** Nobody hears it but logs and metrics: the caller has gone away. */
  | 'REQUEST_ABORTED'
  | 'INTERNAL_SERVER_ERROR';

const CHECK_THE_KEY = 'Check that the key in the Authorization header is whole, not expired or revoked';

const BY_KIND: Record<FailureKind, { code: ErrorCode; message: string; retryable: boolean }> = {
  noKey: {
    code: 'UNAUTHENTICATED',
    message: 'This needs your Pixxel API key in the Authorization header.',
    retryable: false,
  },
  badId: { code: 'BAD_USER_INPUT', message: 'An id cannot be used.', retryable: false },
  budgetExceeded: {
    code: 'UPSTREAM_BUDGET_EXCEEDED',
    message:
      'The operation has used up the calls to Pixxel that one operation may make. Ask for fewer rows or relations at a time.',
    retryable: false,
  },
  badRequest: { code: 'BAD_USER_INPUT', message: 'Pixxel refused the input.', retryable: false },
  unauthenticated: {
    code: 'UNAUTHENTICATED',
    message: `Pixxel does not know the key. ${CHECK_THE_KEY}.`,
    retryable: false,
  },
  forbidden: {
    code: 'FORBIDDEN',
    message: `Pixxel refused the key. ${CHECK_THE_KEY}, and that it has permission for this project.`,
    retryable: false,
  },
  notFound: { code: 'NOT_FOUND', message: 'Pixxel has no such thing within reach of this key.', retryable: false },
  conflict: { code: 'CONFLICT', message: 'It conflicts with what is there.', retryable: false },
  rateLimited: { code: 'RATE_LIMITED', message: 'Pixxel asks for fewer requests with this key.', retryable: true },
  unavailable: { code: 'UPSTREAM_UNAVAILABLE', message: 'Pixxel cannot be reached or is failing.', retryable: true },
  timeout: { code: 'UPSTREAM_TIMEOUT', message: 'Pixxel did not answer in time.', retryable: true },
  invalidAnswer: {
    code: 'UPSTREAM_INVALID_RESPONSE',
    message: 'Pixxel gave an answer that cannot be used.',
    retryable: false,
  },
  aborted: { code: 'REQUEST_ABORTED', message: 'The request was given up.', retryable: true },
};

const BY_REASON: Record<WatchEnded['reason'], string> = {
  age: 'A subscription lasts no longer than this. Subscribe again to go on.',
  shutdown: 'The gateway is going down. Subscribe again, and another answers.',
};

/**
 * The one place where a failure becomes what a client sees. Errors of GraphQL itself pass as they are; anything that was not
 * foreseen becomes a neutral message, so that no stack, address or key can leak.
 */
export function toClientError(error: unknown, requestId: string | undefined): GraphQLError {
  const cause = deepest(error);
  const request = requestId === undefined ? {} : { requestId };
  if (cause instanceof UncertainWrite) {
    const message = `${BY_KIND[cause.cause.kind].message} It may have been done all the same: ${cause.shownBy} shows it. Look before you send it again.`;
    return located(error, message, { ...upstreamExtensions(cause.cause), ...request });
  }
  if (cause instanceof UpstreamFailure) {
    return located(error, clientMessageOf(cause), { ...upstreamExtensions(cause), ...request });
  }
  if (cause instanceof InputError || cause instanceof InputErrors) {
    const [first] = cause instanceof InputErrors ? cause.faults : [cause];
    const place = first && first.argumentPath.length > 0 ? { argumentPath: first.argumentPath } : {};
    return located(error, variableOf(error) + cause.message, { code: 'BAD_USER_INPUT', ...place, ...request });
  }
  if (cause instanceof WatchEnded) {
    return located(error, BY_REASON[cause.reason], { code: 'SUBSCRIPTION_ENDED', retryable: true, ...request });
  }
  if (isGraphQLError(cause)) {
    const { originalError: _quotes, ...extensions } = cause.extensions;
    const message = variableOf(error) + withoutValues(cause.message);
    return located(error, message, { code: 'BAD_REQUEST', ...extensions, ...request });
  }
  const mistake = mistakeOf(cause);
  if (mistake) return located(error, mistake, { code: 'BAD_USER_INPUT', ...request });
  return located(error, 'Something went wrong in the gateway.', { code: 'INTERNAL_SERVER_ERROR', ...request });
}

/** Which variable, and what in it, graphql could not take; nothing where the error is not about a variable's value. */
function variableOf(error: unknown): string {
  const isAround = isGraphQLError(error) && error.originalError;
  const [, name] = (isAround && /^Variable "(\$\w+)" got invalid value /.exec(error.message)) || [];
  if (!isAround || name === undefined) return '';
  const before = error.message.slice(0, -error.originalError.message.length);
  const [, place = name.slice(1)] = / at "([\w.[\]]+)"; $/.exec(before) ?? [];
  return `Variable $${place}: `;
}

/** GraphQL's own messages quote the value that they refuse, and a value can be a credential: the place alone is told. */
function withoutValues(message: string): string {
  return message
    .replace(/ got invalid value .*$/s, ' got an invalid value.')
    .replace(/ value: .*$/s, ' value.')
    .replace(/^(Expected value of type "[^"]*"), found .*$/s, '$1.')
    .replace(/^(Syntax Error: [^"]*)found (?:Block)?String ".*"\.$/s, '$1found a string.');
}

/** What the caller did wrong where a library only says that something is wrong. */
function mistakeOf(cause: unknown): string | undefined {
  if (cause instanceof RangeError && cause.message.includes('call stack')) return 'The input is nested too deeply.';
  const isInitialCount = cause instanceof Error && cause.message.startsWith('initialCount must be a ');
  return isInitialCount ? 'initialCount must be a number from 0 on.' : undefined;
}

/** Whether the error says something about the gateway itself, which an operator must see. */
export function isUnforeseen(error: unknown): boolean {
  const cause = deepest(error);
  const isForeseen = [UncertainWrite, UpstreamFailure, InputError, InputErrors, WatchEnded].some(
    (kind) => cause instanceof kind,
  );
  return !isForeseen && !isGraphQLError(cause) && !mistakeOf(cause);
}

function clientMessageOf({ kind, operation, upstreamMessage, wasNotSent }: UpstreamFailure): string {
  const isUnsentWrite = wasNotSent && operations[operation].access === 'write';
  const sentences = [BY_KIND[kind].message, upstreamMessage, isUnsentWrite ? 'Nothing was sent.' : ''];
  return sentences.filter(Boolean).join(' ');
}

function upstreamExtensions(failure: UpstreamFailure): Record<string, unknown> {
  const { code, retryable } = BY_KIND[failure.kind];
  const { operation, status, upstreamCode, upstreamMessage, upstreamDetails, retryAfterSeconds } = failure;
  return {
    code,
    upstream: withoutUndefined({
      operation,
      status,
      code: upstreamCode,
      message: upstreamMessage,
      details: upstreamDetails,
    }),
    retryable: retryable && !failure.isOutcomeUnknown,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** Executors wrap what a resolver threw, some of them twice. */
function deepest(error: unknown): unknown {
  let cause = error;
  while (isGraphQLError(cause) && cause.originalError) cause = cause.originalError;
  return cause;
}

/** By its marks, not by its class: two copies of graphql can be in one process (under Vitest they are). */
export function isGraphQLError(error: unknown): error is GraphQLError {
  return (
    error instanceof GraphQLError || (error instanceof Error && error.name === 'GraphQLError' && 'extensions' in error)
  );
}

function located(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  const { nodes, source, positions, path } = isGraphQLError(error) ? error : ({} as Partial<GraphQLError>);
  // What stands around the cause says with which status a request is refused that could not begin.
  const http = isGraphQLError(error) ? error.extensions.http : undefined;
  return createGraphQLError(message, {
    ...(nodes ? { nodes } : {}),
    ...(source ? { source } : {}),
    ...(positions ? { positions } : {}),
    ...(path ? { path } : {}),
    extensions: http === undefined ? extensions : { http, ...extensions },
  });
}
