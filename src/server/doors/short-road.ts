import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { DocumentNode, ExecutionResult, GraphQLError } from 'graphql';
import {
  createGraphQLError,
  type GraphQLParams,
  isAsyncIterable,
  processRegularResult,
  type YogaServerInstance,
} from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { OPERATION_NAME_CHARACTERS } from '../../resolvers/input/bounds.ts';
import { isRecord } from '../../upstream/wire/json.ts';
import { jsonOf } from '../../upstream/wire/json-text.ts';
import { isLarge } from '../answer-text.ts';
import type { CorsRules } from '../cors.ts';
import { MAX_REQUEST_BYTES } from '../defaults.ts';
import { isGraphQLError } from '../errors/classify.ts';
import type { OperationListener } from '../observe/operation-report.ts';
import { type OperationRequest, shareNotes } from '../operation-request.ts';
import type { KnownDocuments } from '../plugins/known-documents.ts';
import type { OperationSteps } from '../plugins/operation-steps.ts';
import { REQUEST_ID_HEADER, requestIdOf } from '../plugins/request-id.ts';
import {
  admit,
  becomeText,
  bodyOf,
  type Entrance,
  leave,
  mustBeSmall,
  refusalBeforeBody,
  turnToStart,
} from '../plugins/use-admission.ts';
import { withText, writtenBy } from '../plugins/use-answer-text.ts';
import { setRules } from '../plugins/use-http-rules.ts';
import { concluded } from '../plugins/use-outcome.ts';
import { refuse } from './refuse.ts';

/** Longer bodies are left to Yoga: those are counted while they are received. */
const MAX_BODY_BYTES = 16 * 1024;

type YogaHandle = YogaServerInstance<object, Context>;

/** What the short road shares with Yoga's. */
export interface ShortRoadParts {
  handle: YogaHandle;
  known: KnownDocuments;
  entrance: Entrance;
  operations: OperationListener;
  cors: CorsRules | false;
  /** Makes an object with the request the context of an operation. */
  contextOf(of: { request: OperationRequest }): Context;
  /** The steps of operations; undefined with tracing, whose plugin is around the executor. */
  steps: OperationSteps | undefined;
}

/**
 * Answers a plain `POST` of a query without Yoga's HTTP layer: it needs no negotiation, and a document that was executed before
 * needs no parsing and no validation. The operation takes the same steps, and its answer is the same in every byte.
 * Everything else is left to Yoga, which is the reference: other methods, types and parameters, writes, answers in parts.
 */
export function shortRoad(parts: ShortRoadParts): RequestListener {
  const { handle } = parts;
  return (incoming, response) => {
    const bodyBytes = bodyBytesOf(incoming);
    const isSmall = bodyBytes <= MAX_BODY_BYTES;
    const mediaType = isPlainPost(incoming) ? jsonTypeFor(incoming.headers.accept) : null;
    if (isSmall && mediaType === null) return void handle(incoming, response);
    const refusal = refusalBeforeBody(parts.entrance, bodyBytes, incoming.headers.authorization);
    // A large body that finds no room is not even received.
    if (refusal) return refuse(incoming, response, refusal, parts, { mediaType, isUnread: !isSmall });
    if (!isSmall || mediaType === null) return void handle(incoming, response);
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const params = paramsOf(body);
      if (params) {
        answer(params, mediaType, incoming, response, parts).catch((fault: unknown) => {
          parts.operations.failed(fault, '');
          response.destroy();
        });
      } else {
        // Where body parsers of other frameworks leave it, too.
        void handle(Object.assign(incoming, { body }), response);
      }
    });
  };
}

function isPlainPost({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    url === '/graphql' &&
    Number(headers['content-length']) > 0 &&
    /^application\/json(?:;|$)/.test(headers['content-type'] ?? '')
  );
}

/** Bytes of a request's body; as many as one can have if it is sent in chunks; 0 without a body. */
function bodyBytesOf({ headers }: IncomingMessage): number {
  const declared = headers['content-length'];
  if (declared !== undefined) return Math.min(Number(declared), MAX_REQUEST_BYTES);
  return headers['transfer-encoding'] === undefined ? 0 : MAX_REQUEST_BYTES;
}

type QueryParams = GraphQLParams & { query: string };

type JsonType = 'application/json' | 'application/graphql-response+json';

/** The type of an answer in one piece, as Yoga chooses it; null where that is not plain. */
function jsonTypeFor(accept = '*/*'): JsonType | null {
  if (accept === '*/*' || accept === 'application/json') return 'application/json';
  for (const range of accept.replace(/\s/g, '').toLowerCase().split(',')) {
    const [type, ...parameters] = range.split(';');
    const charset = parameters.find((parameter) => parameter.includes('charset='));
    if (charset !== undefined && charset !== 'charset=utf-8') continue;
    if (type === 'application/graphql-response+json') return type;
    if (type === 'application/json' || type === 'application/*' || type === '*/*') return 'application/json';
  }
  return null;
}

/** Words of documents that may write, or that are answered in parts. */
const NOT_PLAIN = /\b(?:mutation|subscription|defer|stream)\b/;

const PARAMETERS = ['query', 'variables', 'operationName', 'extensions'];

/** The parameters in a body, if they are no others than every client sends with a query. */
function paramsOf(body: string): QueryParams | null {
  const value = parsed(body);
  if (!isRecord(value)) return null;
  const { query, variables = null, operationName = null, extensions = null } = value;
  const isPlain =
    typeof query === 'string' &&
    !NOT_PLAIN.test(query) &&
    (variables === null || isRecord(variables)) &&
    (operationName === null || isName(operationName)) &&
    (extensions === null || (isRecord(extensions) && !('persistedQuery' in extensions))) &&
    Object.keys(value).every((name) => PARAMETERS.includes(name));
  return isPlain ? (value as unknown as QueryParams) : null;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length <= OPERATION_NAME_CHARACTERS;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The headers of a request, for what the steps of an operation ask. Those of Fetch take several times as long. */
class PlainHeaders {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  /** @param name in lower case */
  get(name: string): string | null {
    const value = this.#headers[name];
    return typeof value === 'string' ? value : null;
  }
}

async function answer(
  params: QueryParams,
  mediaType: JsonType,
  incoming: IncomingMessage,
  response: ServerResponse,
  parts: ShortRoadParts,
): Promise<void> {
  const { operations, cors } = parts;
  const leaving = new AbortController();
  const request = { headers: new PlainHeaders(incoming.headers), signal: leaving.signal };
  response.on('close', () => {
    if (!response.writableFinished) leaving.abort();
    leave(request);
  });
  const result = concluded(request, await resultOf(params, request, incoming, parts), operations);
  const isInTurns = isLarge(result, mustBeSmall(request));
  const { status, headers, body, isAscii } =
    result.errors || isInTurns
      ? await writtenByYoga(result, mediaType, isInTurns, request, parts)
      : writtenAtOnce(result, mediaType);
  becomeText(request, body);
  if (response.destroyed) return;
  headers[REQUEST_ID_HEADER] = requestIdOf(request);
  setRules(headers, incoming.headers.origin, cors);
  response.writeHead(status, headers).end(body, isAscii ? 'latin1' : 'utf8');
}

/** Admits an operation and runs it with the same steps as Yoga. */
async function resultOf(
  params: QueryParams,
  request: OperationRequest,
  incoming: IncomingMessage,
  { handle, entrance, known, contextOf, steps }: ShortRoadParts,
): Promise<ExecutionResult> {
  let refusal = admit(request, entrance);
  const turn = refusal ? undefined : turnToStart(request, entrance);
  if (turn) refusal = await turn;
  if (refusal) return { errors: [refusal] };
  try {
    const { query, variables: variableValues, operationName } = params;
    let document = known.documentOf(query, operationName);
    const hot = document && steps?.compiled.hot(document);
    if (document && steps && hot) {
      const contextValue = contextOf({ request });
      const args = { schema: hot.schema, document, contextValue, variableValues, operationName };
      return await steps.answer(request, args, hot.run);
    }
    const enveloped = handle.getEnveloped({ request: fetchRequestOf(request, incoming, handle), params });
    if (!document) {
      document = enveloped.parse(query) as DocumentNode;
      const errors: readonly GraphQLError[] = enveloped.validate(enveloped.schema, document);
      if (errors.length > 0) return { errors };
    }
    const contextValue = await enveloped.contextFactory();
    const { schema } = enveloped;
    const result = await enveloped.execute({ schema, document, contextValue, variableValues, operationName });
    if (isAsyncIterable(result)) throw new Error('a query without @defer and @stream was answered in parts');
    return result;
  } catch (error) {
    // Whatever was thrown: `concluded` says what it is.
    return { errors: [isGraphQLError(error) ? error : createGraphQLError('', { originalError: error as Error })] };
  }
}

/** The same request for Yoga and its plugins. */
function fetchRequestOf(request: OperationRequest, incoming: IncomingMessage, { fetchAPI }: YogaHandle): Request {
  const headers = incoming.headers as Record<string, string>;
  const { signal } = request;
  const same = new fetchAPI.Request('http://gateway/graphql', { method: 'POST', headers, signal });
  shareNotes(request, same);
  return same;
}

interface Written {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
  /** Whether the body can be sent as it is: Node takes several times as long to encode a string as UTF-8. */
  isAscii: boolean;
}

function writtenAtOnce(result: ExecutionResult, mediaType: JsonType): Written {
  const body = jsonOf(result);
  const length = Buffer.byteLength(body);
  return {
    status: 200,
    headers: { 'content-type': `${mediaType}; charset=utf-8`, 'content-length': String(length) },
    body,
    isAscii: length === body.length,
  };
}

/** The response to a large result, or to one with errors: Yoga knows the status and headers that they ask for. */
async function writtenByYoga(
  result: ExecutionResult,
  mediaType: JsonType,
  isInTurns: boolean,
  request: OperationRequest,
  { handle, entrance }: ShortRoadParts,
): Promise<Written> {
  const passed = isInTurns ? await withText(result, request, entrance) : writtenBy(jsonOf, result);
  const response = await processRegularResult(passed, handle.fetchAPI, mediaType);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: bodyOf(response) ?? '',
    isAscii: false,
  };
}
