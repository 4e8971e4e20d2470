import type { ServerResponse } from 'node:http';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { createGraphQLError, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import type { Admission, Refusal, Ticket } from '../admission.ts';
import { MAX_REQUEST_BYTES } from '../defaults.ts';
import { complexityOf } from './complexity.ts';
import { requestIdOf } from './request-id.ts';
import { isOperatorPath } from './use-operator-endpoints.ts';

const RETRY_AFTER_SECONDS = 1;

const MESSAGES: Record<Refusal, string> = {
  process: 'The gateway is overloaded. Retry in a moment.',
  key: 'This key has too many operations in flight, or does not read its answers. Retry when some are done.',
};

const tickets = new WeakMap<Request, Ticket>();
/** Requests whose operation answers in parts. They leave with the last part. */
const streaming = new WeakSet<Request>();

/** What Node's HTTP server gives to the handler; a caller of `fetch` gives none. */
interface ServerContext {
  res?: ServerResponse;
}

/** What the plugins of admission share. */
export interface Entrance {
  admission: Admission;
  /** The keyed hash of an Authorization header. */
  hashOf(authorization: string): string;
  /** Notified of each operation that is not let in. */
  onRefused(): void;
}

/**
 * Lets requests in as long as the process has room for them, before anything of them is read, and WebSocket operations before
 * they are parsed. Health and metrics are always answered.
 */
export function useAdmission(entrance: Entrance): Plugin<Context, ServerContext> {
  return {
    onRequest({ request, url, serverContext, endResponse, fetchAPI }) {
      if (isOperatorPath(url.pathname)) return;
      const error = enter(request, entrance);
      serverContext.res?.once('close', () => leave(request));
      if (!error) return;
      const { http, ...extensions } = error.extensions;
      endResponse(fetchAPI.Response.json({ errors: [{ message: error.message, extensions }] }, http as ResponseInit));
    },
    onParams({ request, setResult }) {
      // A WebSocket brings operations without requests.
      const error = tickets.has(request) ? undefined : enter(request, entrance);
      if (error) setResult({ errors: [error] });
    },
    onResponse({ request, response, serverContext }) {
      // Yoga's Response keeps the text that it was made with; a stream has none.
      const { bodyInit } = response as { bodyInit?: unknown };
      if (typeof bodyInit === 'string') tickets.get(request)?.becomeText(bodyInit.length);
      // Without `node:http`, nobody says when a response has been read.
      if (!serverContext.res && !streaming.has(request)) leave(request);
    },
  };
}

/** Receives bodies as long as there is room for them. */
export function useBodyRoom(entrance: Entrance): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      const ticket = tickets.get(request);
      if (!ticket || !requestParser || !request.body) return;
      const refusal = ticket.beginBody(Number(request.headers.get('content-length') ?? MAX_REQUEST_BYTES));
      if (refusal) throw refused(refusal, request, entrance);
      setRequestParser(async (parsed) => {
        try {
          return await requestParser(parsed);
        } finally {
          ticket.endBody();
        }
      });
    },
  };
}

/** Begins an operation when there is room for the values that its answer can have. */
export function useReservation(entrance: Entrance): Plugin<Context> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const request = requestOf(args);
      const hooks = {
        onExecuteDone: ({ result }: { result: unknown }) => leavingWithLastPart(request, result),
      };
      const turn = reserve(args);
      if (!turn) return hooks;
      return turn.then((refusal) => {
        if (refusal) setResultAndStopExecution({ errors: [refused(refusal, request, entrance)] });
        return hooks;
      });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const request = requestOf(args);
      const refusal = tickets.get(request)?.becomeSubscription();
      if (refusal) setResultAndStopExecution({ errors: [refused(refusal, request, entrance)] });
      return {
        onSubscribeResult({ result }) {
          const hooks = leavingWithLastPart(request, result);
          if (!hooks) leave(request);
          return hooks;
        },
      };
    },
  };
}

/** The error to answer with, if the request is not let in. */
function enter(request: Request, entrance: Entrance): GraphQLError | undefined {
  const authorization = request.headers.get('authorization');
  const entered = entrance.admission.enter(authorization ? entrance.hashOf(authorization) : '');
  if (typeof entered === 'string') return refused(entered, request, entrance);
  tickets.set(request, entered);
  return undefined;
}

function refused(refusal: Refusal, request: Request, { onRefused }: Entrance): GraphQLError {
  onRefused();
  const http = { status: 503, headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } };
  return createGraphQLError(MESSAGES[refusal], {
    extensions: { code: 'OVERLOADED', requestId: requestIdOf(request), retryable: true, http },
  });
}

/** Takes the values that an operation can have. */
function reserve(args: ExecutionArgs): undefined | Promise<Refusal | undefined> {
  const request = requestOf(args);
  return tickets.get(request)?.reserve(complexityOf(args), request.signal);
}

function leavingWithLastPart(request: Request, result: unknown): { onEnd(): void } | undefined {
  if (!isAsyncIterable(result)) return undefined;
  streaming.add(request);
  return { onEnd: () => leave(request) };
}

/** Gives back all that the operation of a request holds. */
export function leave(request: Request): void {
  tickets.get(request)?.leave();
}

/** Runs one event of a subscription with the values that it can have; undefined if there is no room for it. */
export async function withinRoom<Result>(args: ExecutionArgs, run: () => Promise<Result>): Promise<Result | undefined> {
  if (await reserve(args)) return undefined;
  try {
    return await run();
  } finally {
    tickets.get(requestOf(args))?.becomeText(0);
  }
}

/** The error of an event that was not executed. */
export function noRoom(): GraphQLError {
  return createGraphQLError(MESSAGES.process, { extensions: { code: 'OVERLOADED', retryable: true } });
}

/** Yoga gives every operation the request that it came with. */
function requestOf(args: ExecutionArgs): Request {
  return (args.contextValue as { request: Request }).request;
}
