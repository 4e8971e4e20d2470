/** What the gateway says of a failure of Pixxel's own API. */
export interface UpstreamDetails {
  /** The upstream operation that failed. */
  operation?: string;
  /** Its HTTP status, where there was an answer. */
  status?: number;
  code?: string;
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

interface Told {
  code: string;
  errors?: readonly GraphQLErrorBody[];
  data?: unknown;
  status?: number | undefined;
  cause?: unknown;
  /** Whether another try may do what this one did not; read from the errors where it is left out. */
  retryable?: boolean;
}

/**
 * Why an operation gave no whole answer. `code` is the gateway's (`UNAUTHENTICATED`, `NOT_FOUND`, `RATE_LIMITED`, …), or one of the
 * client's own: `NETWORK_ERROR` where the gateway was not reached or the answer broke off, `BAD_RESPONSE` for an answer that is not GraphQL.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** Of the first error. */
  readonly code: string;
  /** All errors of the answer; empty where there was none. */
  readonly errors: readonly GraphQLErrorBody[];
  /** The part of the answer that came all the same: fields that failed are null in it. */
  readonly data: unknown;
  /** What Pixxel's API answered, where the failure is its. */
  readonly upstream: UpstreamDetails | undefined;
  /** Whether the same operation may well succeed later. Never true of a write whose effect is unknown. */
  readonly retryable: boolean;
  /** How long to wait before that, where Pixxel says so. */
  readonly retryAfterSeconds: number | undefined;
  /** What the gateway's log calls the request. */
  readonly requestId: string | undefined;
  /** The HTTP status, where it was not 200. */
  readonly status: number | undefined;

  constructor(message: string, { code, errors = [], data, status, cause, retryable }: Told) {
    super(message, cause === undefined ? undefined : { cause });
    const extensions = errors[0]?.extensions ?? {};
    this.code = code;
    this.errors = errors;
    this.data = data;
    this.status = status;
    // The gateway's own extensions, which have these forms.
    this.upstream = extensions.upstream as UpstreamDetails | undefined;
    this.retryable = retryable ?? extensions.retryable === true;
    this.retryAfterSeconds =
      typeof extensions.retryAfterSeconds === 'number' ? extensions.retryAfterSeconds : undefined;
    this.requestId = typeof extensions.requestId === 'string' ? extensions.requestId : undefined;
  }
}

/** The error that an answer's list of errors stands for. */
export function errorOf(errors: readonly GraphQLErrorBody[], data: unknown, status?: number): GatewayError {
  const [first] = errors;
  const code = first?.extensions?.code;
  return new GatewayError(first?.message ?? 'The gateway gave an error without a message.', {
    code: typeof code === 'string' ? code : 'BAD_RESPONSE',
    errors,
    data,
    status,
  });
}
