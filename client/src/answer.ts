import { GatewayError, type GraphQLErrorBody } from './error.ts';

/** Something that an answer lacks of what Pixxel sent. */
export interface Warning {
  code: 'ROWS_LEFT_OUT' | 'STOPPED_EARLY' | 'UNUSABLE_VALUE' | 'UNKNOWN_PROPERTY';
  /** A sentence for people. */
  message: string;
  /** The operation of Pixxel's API, if it is about one. */
  operation?: string;
  /** The property of Pixxel's answer that it is about; null if the answer is one object. */
  list?: string | null;
  /** The number of rows that it is about. */
  rows?: number;
}

/** Called with the warnings of each answer that has some, before its data are given. */
export type OnWarnings = (warnings: readonly Warning[]) => void;

/** Statuses with which a proxy says that the gateway behind it may be back soon. */
const PASSING_STATUS = [429, 502, 503, 504];

/**
 * The data of an HTTP answer. What `onWarnings` throws is thrown as it is.
 * @throws GatewayError when the answer has any error, is not GraphQL, or does not come
 */
export async function dataOfResponse<Result>(
  connect: () => Response | Promise<Response>,
  signal: AbortSignal | undefined,
  onWarnings?: OnWarnings,
): Promise<Result> {
  const [text, response] = await reaching(signal, async () => {
    const answer = await connect();
    return [await answer.text(), answer] as const;
  });
  return dataOf(text, onWarnings, response);
}

/**
 * The data of an answer's JSON text. Its form is what the document's type says: the gateway has validated the document.
 * @throws GatewayError when the answer has any error, or is not GraphQL
 */
export function dataOf<Result>(text: string, onWarnings?: OnWarnings, response?: Response): Result {
  const status = response && response.status !== 200 ? response.status : undefined;
  const retryAfterSeconds = Number(response?.headers.get('retry-after') ?? Number.NaN) || undefined;
  const bad = (message: string, cause?: unknown) => {
    const retryable = PASSING_STATUS.includes(status ?? 200);
    return new GatewayError(message, { code: 'BAD_RESPONSE', status, cause, retryable, retryAfterSeconds });
  };
  // Anything that is not a GraphQL answer has neither, and ends in BAD_RESPONSE.
  const { data, errors, extensions } = (jsonOf(text, bad) ?? {}) as {
    data?: Result | null;
    errors?: readonly GraphQLErrorBody[];
    extensions?: { warnings?: readonly Warning[] };
  };
  if (extensions?.warnings) onWarnings?.(extensions.warnings);
  const first = errors?.[0];
  if (errors && first) {
    const code = first.extensions?.code;
    throw new GatewayError(first.message, {
      code: typeof code === 'string' ? code : 'BAD_RESPONSE',
      errors,
      data,
      status,
      retryAfterSeconds,
    });
  }
  if (data === undefined || data === null) throw bad('The answer has neither data nor errors.');
  return data;
}

function jsonOf(text: string, bad: (message: string, cause: unknown) => GatewayError): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw bad('The answer is not JSON.', cause);
  }
}

/**
 * The result of `use`.
 * @throws the signal's reason when the caller cancelled; GatewayError `NETWORK_ERROR` for any other failure that is not one already
 */
export async function reaching<Value>(signal: AbortSignal | undefined, use: () => Promise<Value>): Promise<Value> {
  try {
    return await use();
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    signal?.throwIfAborted();
    throw new GatewayError('The gateway could not be reached, or the connection broke.', {
      code: 'NETWORK_ERROR',
      cause,
      retryable: true,
    });
  }
}
