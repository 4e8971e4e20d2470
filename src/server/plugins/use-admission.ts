import type { ServerResponse } from 'node:http';
import { type ExecutionArgs, type ExecutionResult, type GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { hasTime, nextTurn } from '../../scheduling/turns.ts';
import type { NoAnswerRoom } from '../../upstream/http/call.ts';
import type { Admission } from '../admission.ts';
import type { Refusal } from '../admission-room.ts';
import { MAX_REQUEST_BYTES } from '../defaults.ts';
import { entryOf } from '../errors/catalogue.ts';
import { refusal } from '../errors/refusal.ts';
import { notesOf, type OperationRequest } from '../operation-request.ts';
import { complexityOf } from './complexity.ts';
import { isParsedOperation } from './use-parsed-operations.ts';

const RETRY_AFTER_SECONDS = 1;

/** Created once, because an error takes a tenth of the time of a refusal. */
const ERRORS: Readonly<Record<Refusal, GraphQLError>> = {
  process: overloaded(entryOf('OVERLOADED').message),
  key: overloaded(
    'This key has too many operations in flight, or does not read its answers. Retry when some are done.',
  ),
};

/** Operations of up to this many values start at once. Others wait for a turn if this one has been used up. */
const SMALL_VALUES = 250;

/** What Node's HTTP server passes to the handler; a caller of `fetch` passes nothing. */
interface ServerContext {
  res?: ServerResponse;
}

/** What the plugins of admission share. */
export interface Entrance {
  admission: Admission;
  /** The keyed hash of a request's Authorization header; empty without the header. */
  credentialOf(request: OperationRequest): string;
  /** The keyed hash of an Authorization header; empty for undefined. */
  hashOf(authorization: string | undefined): string;
  /** Notified of each operation that is refused. */
  onRefused(): void;
}

/** The Authorization header of a request; undefined if it has none, or an empty one. */
export function authorizationOf({ headers }: OperationRequest): string | undefined {
  return headers.get('authorization') || undefined;
}

/** Admits operations while the process has room for them, before any part of them is read. */
export function useAdmission(entrance: Entrance): Plugin<Context, ServerContext> {
  return {
    async onRequestParse({ request, serverContext }) {
      const error = admit(request, entrance, serverContext.res) ?? (await turnToStart(request, entrance));
      if (error) throw error;
      // This road is long. Hundreds of requests that arrive together would hold up everybody else in one turn.
      if (!hasTime()) await nextTurn(entrance.credentialOf(request));
    },
    onResponse({ request, response, serverContext }) {
      const body = bodyOf(response);
      if (body !== undefined) becomeText(request, body);
      // Without `node:http`, nothing tells when a response has been read.
      if (!serverContext.res && !notesOf(request).isStreaming && !isParsedOperation(request)) leave(request);
    },
  };
}

/** Lets a request in, or returns why not. @param response closes when the request leaves; without it, call `leave` */
export function admit(
  request: OperationRequest,
  entrance: Entrance,
  response?: ServerResponse,
): GraphQLError | undefined {
  const notes = notesOf(request);
  if (notes.ticket) return undefined; // it has the place of another one
  const entered = entrance.admission.enter(entrance.credentialOf(request));
  if (typeof entered === 'string') return refused(entered, entrance);
  notes.ticket = entered;
  response?.once('close', () => leave(request));
  return undefined;
}

/** Has an operation run in the place of the request that it comes from. Call what this returns when it has ended. */
export function inPlaceOf(request: OperationRequest, operation: OperationRequest): () => void {
  const { ticket } = notesOf(request);
  // Without `node:http`, a request whose answer comes in parts has left.
  if (!ticket) return () => leave(operation);
  notesOf(operation).ticket = ticket;
  return () => {
    ticket.becomeText(0);
    notesOf(operation).ticket = undefined;
  };
}

/** Operations of a caller in flight whose next one starts at once, whatever the turn. */
const FEW_OPERATIONS = 2;

/**
 * Waits until an admitted operation may start; resolves with the error if it may not any more. If this turn is used up and the caller
 * has many operations in flight, those of other callers come first. Undefined if it can start at once.
 */
export function turnToStart(
  request: OperationRequest,
  entrance: Entrance,
): Promise<GraphQLError | undefined> | undefined {
  const { admission, credentialOf } = entrance;
  const credential = credentialOf(request);
  const started = admission.start(credential);
  if (started) return started.then((refusedBy) => refusedBy && refused(refusedBy, entrance));
  const isOneOfMany = admission.operationsOf(credential) > FEW_OPERATIONS;
  return isOneOfMany && !hasTime() ? nextTurn(credential).then(() => undefined) : undefined;
}

/** What Yoga's Response was made with: its text, encoded if it is large; undefined if it is a stream. */
export function bodyOf(response: Response): string | Uint8Array | undefined {
  const { bodyInit } = response as { bodyInit?: unknown };
  return typeof bodyInit === 'string' || bodyInit instanceof Uint8Array ? bodyInit : undefined;
}

/** The error for a request that would be refused; undefined if it may be admitted. Hashes the key only if that decides. */
export function refusalBeforeBody(
  entrance: Entrance,
  bodyBytes: number,
  authorization: string | undefined,
): GraphQLError | undefined {
  const isRefused = entrance.admission.hasNoRoomFor(bodyBytes, () => entrance.hashOf(authorization));
  return isRefused ? refused('process', entrance) : undefined;
}

/** Counts bytes of the API's answers to the operation of a request. Returns why not if there is no room for them. */
export function holdAnswer(request: OperationRequest, bytes: number, isShared?: boolean): NoAnswerRoom | undefined {
  return notesOf(request).ticket?.holdAnswer(bytes, isShared);
}

/** Notes that the answer to a request is text now. */
export function becomeText(request: OperationRequest, text: string | Uint8Array): void {
  notesOf(request).ticket?.becomeText(text.length);
}

/** Whether the caller of a request leaves so much unread that it gets only small answers. */
export function mustBeSmall(request: OperationRequest): boolean {
  return notesOf(request).ticket?.mustBeSmall ?? false;
}

/** Makes the text of a large answer as soon as its turn comes; returns the error if too much is unread. */
export async function madeText<Text extends Uint8Array>(
  request: OperationRequest,
  entrance: Entrance,
  make: () => Promise<Text>,
): Promise<Text | GraphQLError> {
  // The caller can leave while the text is made. The ticket is still needed to release the place.
  const { ticket } = notesOf(request);
  const refusedBy = await ticket?.beginText(request.signal);
  if (refusedBy) return refused(refusedBy, entrance);
  try {
    const text = await make();
    ticket?.becomeText(text.length);
    return text;
  } finally {
    ticket?.endText();
  }
}

/** Receives bodies while there is room for them. */
export function useBodyRoom(entrance: Entrance): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (!requestParser || !request.body) return;
      setRequestParser((received) => withBodyRoom(request, entrance, async () => requestParser(received)));
    },
  };
}

/** Receives and parses the body of an admitted request. @throws GraphQLError OVERLOADED if there is no room for it */
export async function withBodyRoom<Body>(
  request: OperationRequest,
  entrance: Entrance,
  receive: () => Promise<Body>,
): Promise<Body> {
  const { ticket } = notesOf(request);
  const bytes = Number(request.headers.get('content-length') ?? MAX_REQUEST_BYTES);
  const refusedBy = ticket?.beginBody(bytes);
  if (refusedBy) throw refused(refusedBy, entrance);
  try {
    return await receive();
  } finally {
    ticket?.endBody();
  }
}

function overloaded(message: string): GraphQLError {
  return refusal('OVERLOADED', message, { 'retry-after': String(RETRY_AFTER_SECONDS) });
}

function refused(refusedBy: Refusal, { onRefused }: Entrance): GraphQLError {
  onRefused();
  return ERRORS[refusedBy];
}

/**
 * Takes room for the values that an operation can have. Starting a large one takes some milliseconds, so it may have to wait for
 * its turn. Returns undefined if it can start at once, else a promise of why it cannot.
 */
export function reserve(
  request: OperationRequest,
  args: ExecutionArgs,
  entrance: Entrance,
): undefined | Promise<ExecutionResult | undefined> {
  const values = complexityOf(args);
  const { ticket } = notesOf(request);
  if (getOperationAST(args.document, args.operationName)?.operation === 'mutation') ticket?.mustAnswer();
  const taken = ticket?.reserve(values, request.signal);
  const turn = values <= SMALL_VALUES || hasTime() ? taken : nextTurn(entrance.credentialOf(request)).then(() => taken);
  return turn?.then((refusedBy) => (refusedBy ? { errors: [refused(refusedBy, entrance)] } : undefined));
}

/** Counts a request as a subscription from now on; returns the error if the process or the key has too many. */
export function reserveSubscription(request: OperationRequest, entrance: Entrance): ExecutionResult | undefined {
  const refusedBy = notesOf(request).ticket?.becomeSubscription();
  return refusedBy ? { errors: [refused(refusedBy, entrance)] } : undefined;
}

/** Releases the values of an event. Its subscription continues; the values of other results are held until they are written. */
export function eventWasSent(request: OperationRequest): void {
  notesOf(request).ticket?.becomeText(0);
}

/** Lets a request whose answer comes in parts stay until the last one. */
export function leaveWithLastPart(request: OperationRequest): { onEnd(): void } {
  notesOf(request).isStreaming = true;
  return { onEnd: () => leave(request) };
}

/** Releases everything that the operation of a request holds. */
export function leave(request: OperationRequest): void {
  const notes = notesOf(request);
  notes.ticket?.leave();
  notes.ticket = undefined;
}
