/** What an error code says, wherever it occurs. */
interface Entry {
  /** What has happened. */
  meaning: string;
  /** What the client is told if nothing more exact is known. */
  message: string;
  /** The HTTP status of an answer that has this error and no `data`. Errors beside data come with 200. */
  status: number;
  /** Whether the status holds for every media type. If not, it is 200 for `application/json`, as GraphQL over HTTP asks. */
  isHttpError?: true;
  /** Whether the same request can succeed later. */
  isRetryable: boolean;
  /** What the caller can do. */
  remedy: string;
}

const CHECK_THE_KEY = 'Check that the key in the Authorization header is complete, and neither expired nor revoked';

/** Every code that a client, a log line or a metric can show. `docs/errors.md` is generated from it. */
export const ERRORS = {
  UNAUTHENTICATED: {
    meaning: 'The API key is missing, or Pixxel does not know it.',
    message: `Pixxel does not know the key. ${CHECK_THE_KEY}.`,
    status: 200,
    isRetryable: false,
    remedy: `${CHECK_THE_KEY}. Send it exactly as the Pixxel console shows it, without a prefix such as \`Bearer\`.`,
  },
  FORBIDDEN: {
    meaning: 'Pixxel refused the key, or the key has no permission for this.',
    message: `Pixxel refused the key. ${CHECK_THE_KEY}, and that it has permission for this project.`,
    status: 200,
    isRetryable: false,
    remedy: `${CHECK_THE_KEY}. Check in the Pixxel console that it has permission for the project.`,
  },
  NOT_FOUND: {
    meaning:
      'An object that the operation needs does not exist, or this key cannot see it. A query for one object gives null instead.',
    message: 'Not found, or not accessible with this key.',
    status: 200,
    isRetryable: false,
    remedy: 'Check the id, and that the key belongs to the account that owns the object.',
  },
  BAD_USER_INPUT: {
    meaning: 'An argument or a variable is invalid. Found by the gateway before any call, or by Pixxel.',
    message: 'Pixxel refused the input.',
    status: 400,
    isRetryable: false,
    remedy: 'Change what the message names. `argumentPath` says where it is, if known.',
  },
  CONFLICT: {
    meaning: 'The change conflicts with the current state of an object.',
    // Reads are answered so, too.
    message: 'The request conflicts with the current state.',
    status: 200,
    isRetryable: false,
    remedy: 'Query the object and decide again.',
  },
  RATE_LIMITED: {
    meaning: 'Pixxel has received too many requests with this key.',
    message: 'Pixxel asks for fewer requests with this key.',
    status: 200,
    isRetryable: true,
    remedy: 'Retry after `retryAfterSeconds`, or after a few seconds. Ask for fewer rows or relations at a time.',
  },
  UPSTREAM_TIMEOUT: {
    meaning: 'Pixxel did not answer within the time that one operation may take.',
    message: 'Pixxel did not answer in time.',
    status: 200,
    isRetryable: true,
    remedy:
      'Retry. If it happens again, ask for fewer rows or relations at a time. After a write, check first whether it was applied.',
  },
  UPSTREAM_UNAVAILABLE: {
    meaning:
      'Pixxel cannot be reached or fails (5xx), a proxy on the way answers in its place, or the gateway holds calls back because it has been failing.',
    message: 'Pixxel cannot be reached or is failing.',
    status: 200,
    isRetryable: true,
    remedy: 'Retry after a pause. After a write, check first whether it was applied.',
  },
  UPSTREAM_INVALID_RESPONSE: {
    meaning: 'Pixxel sent an answer that cannot be used: not JSON, too large, or without a required part.',
    message: 'Pixxel sent an answer that cannot be used.',
    status: 200,
    isRetryable: false,
    remedy: 'Report it with the `requestId`. If the answer may be too large, ask for fewer rows.',
  },
  UPSTREAM_BUDGET_EXCEEDED: {
    meaning:
      'The operation has used up the calls to Pixxel that one operation may make (`MAX_UPSTREAM_CALLS`), or the bytes that their answers may have together (an eighth of the heap).',
    message:
      'The operation has used up what one operation may read from Pixxel. Ask for fewer rows or relations at a time.',
    status: 200,
    isRetryable: false,
    remedy: 'Ask for fewer rows or relations at a time. `x-upstream-trace: 1` shows where the calls went.',
  },
  SUBSCRIPTION_ENDED: {
    meaning:
      'The gateway ended a subscription before the watched work was over: it was too old, or the process shuts down.',
    message: 'The subscription has ended. Subscribe again to continue.',
    status: 200,
    isRetryable: true,
    remedy: 'Subscribe again. The first event shows the current state.',
  },
  REQUEST_ABORTED: {
    meaning: 'The client disconnected before the answer was complete. Appears only in logs and metrics.',
    message: 'The request was cancelled.',
    status: 200,
    isRetryable: true,
    remedy: 'None needed.',
  },
  GRAPHQL_PARSE_FAILED: {
    meaning: 'The document is not valid GraphQL syntax, or has too many tokens.',
    message: 'The document is not valid GraphQL.',
    status: 400,
    isRetryable: false,
    remedy: 'Fix the document at the location given.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document does not fit the schema.',
    message: 'The document does not fit the schema.',
    status: 400,
    isRetryable: false,
    remedy: 'Fix the document at the location given. An answer lists five such errors at most.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The document has several operations and `operationName` names none of them.',
    message: 'Could not determine what operation to execute.',
    status: 400,
    isRetryable: false,
    remedy: 'Send the `operationName` of one of the operations.',
  },
  OPERATION_TOO_LARGE: {
    meaning: 'The operation exceeds a limit on its size, nesting or complexity.',
    message: 'The operation is too large.',
    status: 400,
    isRetryable: false,
    remedy: 'Ask for fewer rows (`first`), fields or levels at a time.',
  },
  OPERATION_NOT_TRUSTED: {
    meaning: 'This gateway runs only registered operations (`TRUSTED_DOCUMENTS`), and this is not one of them.',
    message: 'Only registered operations run here.',
    status: 400,
    isRetryable: false,
    remedy: 'Send the id of a registered operation, or its text exactly as registered.',
  },
  PERSISTED_QUERY_NOT_IN_LIST: {
    meaning: 'No operation is registered under the id that was sent.',
    message: 'No document with this id is registered here.',
    status: 400,
    isRetryable: false,
    remedy: 'Send the id of a registered operation.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    meaning: 'The request has the id of a document, and this gateway has none registered (`TRUSTED_DOCUMENTS`).',
    message: 'PersistedQueryNotSupported', // Apollo's clients look for this message, too
    status: 400,
    isRetryable: false,
    remedy: 'Send the text of the operation. Clients with automatic persisted queries do so by themselves.',
  },
  CANNOT_SEND_PQ_ID_AND_BODY: {
    meaning: 'The request has both the id of a registered operation and a `query`.',
    message: 'Send the id of a registered operation, or its text, not both.',
    status: 400,
    isHttpError: true,
    isRetryable: false,
    remedy: 'Send one of them.',
  },
  BAD_REQUEST: {
    meaning: 'The HTTP request or WebSocket message is not a GraphQL request.',
    message: 'The request is malformed.',
    status: 400,
    isHttpError: true,
    isRetryable: false,
    remedy:
      'Send a JSON object with `query`, and optionally `variables`, `operationName` and `extensions`. Send mutations by POST.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    meaning: 'The body of a POST is not declared as JSON.',
    message: 'POST takes a body of type application/json.',
    status: 415,
    isHttpError: true,
    isRetryable: false,
    remedy: 'Send `content-type: application/json`.',
  },
  NOT_ACCEPTABLE: {
    meaning: 'The answer comes in parts, and `Accept` names no format of such answers, or only a newer one.',
    message: 'The result cannot be sent in a format that the request accepts.',
    status: 406,
    isHttpError: true,
    isRetryable: false,
    remedy:
      'Send `Accept: text/event-stream`. For `@defer` and `@stream`, also `multipart/mixed;deferSpec=20220824`; or leave them out.',
  },
  REQUEST_ENTITY_TOO_LARGE: {
    meaning: 'The body of the request is larger than 1 MiB.',
    message: 'The body is too large.',
    status: 413,
    isHttpError: true,
    isRetryable: false,
    remedy: 'Send less at a time: fewer ids, or a geometry with fewer positions.',
  },
  OVERLOADED: {
    meaning:
      'The gateway has more work than it can do, and refused the request before reading it, or a field whose data did not fit into memory.',
    message: 'The gateway is overloaded. Retry in a moment.',
    status: 503,
    isHttpError: true,
    isRetryable: true,
    remedy: 'Retry after the seconds in `Retry-After`.',
  },
  TOO_MANY_ERRORS: {
    meaning: 'The answer has more than 100 errors. This last one says how many are left out.',
    message: 'More errors are left out.',
    status: 400,
    isRetryable: false,
    remedy: 'Fix the errors shown, or ask for fewer objects at a time.',
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'A fault of the gateway itself. The log has an `unforeseen error` with the same `requestId`.',
    message: 'Something went wrong in the gateway.',
    status: 500,
    isHttpError: true,
    isRetryable: false,
    remedy: 'Report it with the `requestId`.',
  },
} as const satisfies Record<string, Entry>;

/** A code that clients, logs and metrics can rely on. */
export type ErrorCode = keyof typeof ERRORS;

/** The entry of a code, with the optional parts that the table's own type leaves out. */
export function entryOf(code: ErrorCode): Entry {
  return ERRORS[code];
}

/** Whether a code that a library gave is one of the catalogue. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}
