import { GraphQLError } from 'graphql';
import { operations } from '../../contract/operations.ts';
import { WatchEnded } from '../../live/watch-ended.ts';
import { InputError, InputErrors } from '../../resolvers/input/input-error.ts';
import { UncertainWrite } from '../../resolvers/input/write.ts';
import { type FailureKind, UpstreamFailure } from '../../upstream/failure.ts';
import { type ErrorCode, entryOf, isErrorCode } from './catalogue.ts';
import { mistakeOf, withHint, withoutValues } from './graphql-messages.ts';

/** What an error is, for the client, the log and the metrics alike. */
export interface Classified {
  code: ErrorCode;
  /** What the client is told. */
  message: string;
  /** What else the client is told, beside `code` and `requestId`. */
  details: Record<string, unknown>;
  /** What was thrown, without what executors wrapped around it. */
  cause: unknown;
}

const CODE_OF_FAILURE: Record<FailureKind, ErrorCode> = {
  noKey: 'UNAUTHENTICATED',
  badId: 'BAD_USER_INPUT',
  budgetExceeded: 'UPSTREAM_BUDGET_EXCEEDED',
  overloaded: 'OVERLOADED',
  badRequest: 'BAD_USER_INPUT',
  unauthenticated: 'UNAUTHENTICATED',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  conflict: 'CONFLICT',
  rateLimited: 'RATE_LIMITED',
  unavailable: 'UPSTREAM_UNAVAILABLE',
  timeout: 'UPSTREAM_TIMEOUT',
  invalidAnswer: 'UPSTREAM_INVALID_RESPONSE',
  aborted: 'REQUEST_ABORTED',
};

/** Failures of which more is known than their code says. */
const MESSAGE_OF_FAILURE: Partial<Record<FailureKind, string>> = {
  noKey:
    'This needs your Pixxel API key in the Authorization header, or over WebSocket in the payload of `connection_init`.',
  badId: 'An id cannot be used.',
};

/** Refusals that are not in the form of Pixxel's. */
const REFUSED_BY_SOMEBODY: Partial<Record<FailureKind, string>> = {
  unauthenticated:
    'The call was refused with status 401: Pixxel does not know the key, or a proxy on the way demands one.',
  forbidden: 'The call was refused with status 403, either by Pixxel because of the key or by a proxy on the way.',
};

const BEARER_HINT =
  'The key was sent with "Bearer " in front of it. Unless the Pixxel console shows it so, send the key alone.';

const MESSAGE_OF_END: Record<WatchEnded['reason'], string> = {
  age: 'The subscription has reached its maximum duration. Subscribe again to continue.',
  shutdown: 'The gateway is shutting down. Subscribe again to continue on another replica.',
};

/** Says what an error is. Anything that was not foreseen is an INTERNAL_SERVER_ERROR, whose message tells nothing of it. */
export function classify(error: unknown): Classified {
  const cause = causeOf(error);
  if (cause instanceof UncertainWrite) {
    const { message, ...classified } = ofFailure(cause.cause);
    const advice =
      cause.shownBy === null
        ? 'It may still have been applied, and may be sent again.'
        : `It may still have been applied: check ${cause.shownBy} before retrying.`;
    return { ...classified, message: `${message} ${advice}`, cause };
  }
  if (cause instanceof UpstreamFailure) return ofFailure(cause);
  if (cause instanceof InputError || cause instanceof InputErrors) return ofInput(cause);
  if (cause instanceof WatchEnded) {
    const details = { retryable: true };
    return { code: 'SUBSCRIPTION_ENDED', message: MESSAGE_OF_END[cause.reason], details, cause };
  }
  if (isGraphQLError(cause) && !isFault(cause)) return ofGraphQL(cause);
  const mistake = mistakeOf(cause);
  if (mistake !== undefined) return { code: 'BAD_USER_INPUT', message: mistake, details: {}, cause };
  const code = 'INTERNAL_SERVER_ERROR';
  return { code, message: entryOf(code).message, details: {}, cause };
}

function ofFailure(failure: UpstreamFailure): Classified {
  const { kind, operation, status, upstreamCode, upstreamMessage, upstreamDetails, retryAfterSeconds } = failure;
  const code = CODE_OF_FAILURE[kind];
  const isUnsentWrite = failure.wasNotSent && operations[operation].access === 'write';
  const words = [
    (failure.mayBeOfProxy && REFUSED_BY_SOMEBODY[kind]) || (MESSAGE_OF_FAILURE[kind] ?? entryOf(code).message),
    upstreamMessage,
    failure.hadBearer && BEARER_HINT,
    isUnsentWrite && 'Nothing was sent.',
  ];
  return {
    code,
    message: words
      .map((text) => text && sentenceOf(text))
      .filter(Boolean)
      .join(' '),
    details: {
      upstream: withoutUndefined({
        operation,
        status,
        code: upstreamCode,
        message: upstreamMessage,
        details: upstreamDetails,
      }),
      retryable: entryOf(code).isRetryable && !failure.isOutcomeUnknown,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
    cause: failure,
  };
}

/** With a capital and a full stop. A name such as `aoi_name` at the beginning stays as it is. */
function sentenceOf(text: string): string {
  const trimmed = text.trim();
  const sentence = /^[a-z]+(?:[\s,]|$)/.test(trimmed) ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1) : trimmed;
  return /[.!?…]$/.test(sentence) || sentence === '' ? sentence : `${sentence}.`;
}

function ofInput(cause: InputError | InputErrors): Classified {
  const [first] = cause instanceof InputErrors ? cause.faults : [cause];
  const details = first && first.argumentPath.length > 0 ? { argumentPath: first.argumentPath } : {};
  return { code: 'BAD_USER_INPUT', message: cause.message, details, cause };
}

/** Yoga marks so what it cannot tell anything about. */
function isFault({ extensions }: GraphQLError): boolean {
  return extensions.code === 'INTERNAL_SERVER_ERROR' || extensions.unexpected === true;
}

/** An error of graphql, of Yoga, or a refusal of the gateway. */
function ofGraphQL(cause: GraphQLError): Classified {
  const { code: given, http: _http, originalError: _quotes, ...details } = cause.extensions;
  // Without a code it is about the value of an argument, if it belongs to a field, and about the request if not.
  const code = isErrorCode(given) ? given : cause.path ? 'BAD_USER_INPUT' : 'BAD_REQUEST';
  return { code, message: withHint(withoutValues(cause.message)), details, cause };
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** Executors wrap what a resolver threw, sometimes twice. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (isGraphQLError(cause) && cause.originalError) cause = cause.originalError;
  return cause;
}

/** By its marks and not by its class alone: a process can have two copies of graphql. */
export function isGraphQLError(error: unknown): error is GraphQLError {
  return (
    error instanceof GraphQLError || (error instanceof Error && error.name === 'GraphQLError' && 'extensions' in error)
  );
}
