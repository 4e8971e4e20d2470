/** The codes of the gateway that this client can get, then its own. */
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
  | 'OVERLOADED'
  | 'REQUEST_ENTITY_TOO_LARGE'
  | 'OPERATION_TOO_LARGE'
  | 'OPERATION_NOT_TRUSTED'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_REQUEST'
  | 'INTERNAL_SERVER_ERROR'
  /** The gateway could not be reached, or the connection broke before the answer was complete. */
  | 'NETWORK_ERROR'
  /** The answer is not GraphQL: probably an error page of a proxy. */
  | 'BAD_RESPONSE'
  /** A code that a newer gateway may send. */
  | (string & {});

/** What the gateway reports about a failure of Pixxel's own API. */
export interface UpstreamDetails {
  /** The upstream operation that failed. */
  operation?: string;
  /** Its HTTP status; absent when there was no answer. */
  status?: number;
  code?: string;
  /** What Pixxel said, or what is wrong with its answer. */
  message?: string;
  details?: unknown;
}

/** One error of an answer, as GraphQL writes it. */
export interface GraphQLErrorBody {
  message: string;
  path?: readonly (string | number)[];
  locations?: readonly { line: number; column: number }[];
  extensions?: Readonly<Record<string, unknown>>;
}

interface Details {
  code: ErrorCode;
  errors?: readonly GraphQLErrorBody[];
  data?: unknown;
  status?: number | undefined;
  cause?: unknown;
  /** Read from the errors when left out. */
  retryable?: boolean | undefined;
  /** Read from the first error when left out. */
  retryAfterSeconds?: number | undefined;
}

/** Why an operation gave no complete answer. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** The code of the first error, or the client's own `NETWORK_ERROR` or `BAD_RESPONSE`. */
  readonly code: ErrorCode;
  /** All errors of the answer; empty when there was no answer. */
  readonly errors: readonly GraphQLErrorBody[];
  /** The part of the answer that did arrive: fields that failed are null in it. */
  readonly data: unknown;
  /** What Pixxel's API answered, when the failure is Pixxel's. */
  readonly upstream: UpstreamDetails | undefined;
  /** Whether the same operation may succeed later. Never true of a write whose outcome is unknown. */
  readonly retryable: boolean;
  /** How many seconds to wait first, when Pixxel or the gateway says so. */
  readonly retryAfterSeconds: number | undefined;
  /** The id of the request in the gateway's log. */
  readonly requestId: string | undefined;
  /** The HTTP status, when it was not 200. */
  readonly status: number | undefined;

  constructor(message: string, { code, errors = [], data, status, cause, retryable, retryAfterSeconds }: Details) {
    super(message, cause === undefined ? undefined : { cause });
    const extensions = errors[0]?.extensions ?? {};
    this.code = code;
    this.errors = errors;
    this.data = data;
    this.status = status;
    // The gateway's own extension, which has this form.
    this.upstream = extensions.upstream as UpstreamDetails | undefined;
    this.retryable = retryable ?? (errors.length > 0 && errors.every((error) => error.extensions?.retryable === true));
    this.retryAfterSeconds =
      typeof extensions.retryAfterSeconds === 'number' ? extensions.retryAfterSeconds : retryAfterSeconds;
    this.requestId = typeof extensions.requestId === 'string' ? extensions.requestId : undefined;
  }
}
