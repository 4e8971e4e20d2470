import { randomUUID } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { CorsRules } from '../cors.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import { classify } from '../errors/classify.ts';
import { toClientResult } from '../errors/client-error.ts';
import { type OperationListener, RunningOperation } from '../observe/operation-report.ts';
import { REQUEST_ID_HEADER, requestIdFrom } from '../plugins/request-id.ts';
import { setRules } from '../plugins/use-http-rules.ts';

/** Milliseconds that the sender of a body has to read that it is refused. */
const LINGER_MS = 500;

/** Who is notified of refusals, and which pages may read them. */
export interface RefusalParts {
  operations: OperationListener;
  cors: CorsRules | false;
}

/** The JSON of an error, cut where the request id belongs. */
interface RefusalText {
  code: ErrorCode;
  parts: readonly string[];
}

/** By message: there are few, and none contains words of a caller. Making the JSON again would take a third of a refusal. */
const texts = new Map<string, RefusalText>();
const MARK = randomUUID();

function textOf(error: GraphQLError): RefusalText {
  let text = texts.get(error.message);
  if (!text) {
    const json = JSON.stringify(toClientResult({ errors: [error] }, MARK, () => {}));
    text = { code: classify(error).code, parts: json.split(`"${MARK}"`) };
    texts.set(error.message, text);
  }
  return text;
}

/**
 * Answers a request with an error before anything but its head is read, so it passes none of Yoga's layers.
 * @param isUnread whether the connection is closed without receiving the body
 * @param error one of few messages, with the HTTP status and headers under `extensions.http`, as `refusal` makes it
 */
export function refuse(
  { headers: { origin, [REQUEST_ID_HEADER]: givenId } }: IncomingMessage,
  response: ServerResponse,
  error: GraphQLError,
  { operations, cors }: RefusalParts,
  { mediaType, isUnread = false }: { mediaType?: string | null; isUnread?: boolean } = {},
): void {
  const requestId = requestIdFrom(givenId);
  const { code, parts } = textOf(error);
  const json = parts.join(JSON.stringify(requestId));
  RunningOperation.refused(requestId, operations).endWith(code);
  // As `refusal` writes it.
  const http = error.extensions.http as { status: number; headers?: Record<string, string> };
  const headers: OutgoingHttpHeaders = {
    'content-type': `${mediaType ?? 'application/json'}; charset=utf-8`,
    'content-length': Buffer.byteLength(json),
    ...http.headers,
    [REQUEST_ID_HEADER]: requestId,
    ...(isUnread && { connection: 'close' }),
  };
  setRules(headers, origin, cors);
  response.writeHead(http.status, headers);
  if (!isUnread) return void response.end(json);
  // Complete by its length. Once it ended, Node would receive the rest of the body, or reset the connection under the answer.
  response.write(json);
  const closing = setTimeout(() => response.end(), LINGER_MS);
  response.once('close', () => clearTimeout(closing));
}
