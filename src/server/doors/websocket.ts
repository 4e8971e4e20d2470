import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type ExecutionResult, GraphQLError, parse } from 'graphql';
import type { Context as ServerContext, SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type GraphQLParams, isAsyncIterable, type YogaServerInstance } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import type { Context } from '../../context.ts';
import { CONNECTION_DEFAULTS, type ConnectionSettings } from '../defaults.ts';
import { requestIdOf } from '../plugins/request-id.ts';
import { leave } from '../plugins/use-admission.ts';
import { withClientErrors } from '../plugins/use-client-errors.ts';
import { boundMessages, closeIfUnread } from './websocket-bounds.ts';

/** Bytes of one message at most: an operation with its variables. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** What the upgrade, or the connection's parameters, may say as the headers of a request would. */
const HEADERS = ['authorization', 'x-request-id', 'x-upstream-trace'];

/** Anything else would be quoted by the error that it causes, and the key is among these. */
const CAN_BE_HEADER = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a request asks for a WebSocket; any other upgrade that it offers (`h2c`, say) is left aside, as HTTP allows. */
export function isWebSocketUpgrade({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** Closed for the reason that an HTTP server gives by `connection: close`: whoever is there may come again elsewhere. */
const GOING_AWAY = 1001;
const LOOK_AGAIN_MS = 50;
/** For so long a peer may take to answer that it is closed. */
const CLOSING_MS = 1000;

/** The protocol's library looks at a document to choose what runs it. Yoga has chosen already. */
const ANY_DOCUMENT = parse('{ __typename }');

/**
 * Serves the graph over WebSocket (the graphql-ws protocol) at `/graphql` of an HTTP server, by the same road as a request
 * from its parameters on. The key comes as `connectionParams.Authorization`, or else in the Authorization header of the upgrade.
 * Draining closes each connection as soon as nothing runs on it.
 */
export function serveWebSocket(
  server: Server,
  handle: YogaServerInstance<object, Context>,
  settings: ConnectionSettings = CONNECTION_DEFAULTS,
): { drain(): Promise<void> } {
  const open = new Set<OpenSocket>();
  const sockets = new WebSocketServer({ noServer: true, path: '/graphql', maxPayload: MAX_MESSAGE_BYTES });
  sockets.on('connection', (socket) => boundMessages(socket, settings.maxWebSocketMessagesPerSecond));
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isWebSocketUpgrade(request) && sockets.shouldHandle(request)) {
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
    } else if (server.listenerCount('upgrade') === 1) {
      // A listener of the host's own may serve another path; without one, nobody answers.
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    }
  };
  server.on('upgrade', upgrade);
  const served = useServer<Record<string, unknown>, Connection>(
    {
      connectionInitWaitTimeout: settings.webSocketInitTimeoutMs,
      onConnect(socket) {
        socket.extra.leaving = new AbortController();
        socket.extra.requests = new Map();
        open.add(socket);
      },
      onClose(socket) {
        socket.extra.leaving?.abort();
        for (const request of socket.extra.requests?.values() ?? []) leave(request);
        open.delete(socket);
      },
      /** What it asked for has been written. */
      onComplete({ extra }, id) {
        const request = extra.requests?.get(id);
        extra.requests?.delete(id);
        if (request) leave(request);
      },
      onNext({ extra }) {
        closeIfUnread(extra.socket);
      },
      async onSubscribe({ extra, connectionParams, subscriptions }, id, params) {
        // What comes after the goodbye is not begun: nobody would hear what came of it.
        if (extra.socket.readyState !== extra.socket.OPEN) return [new GraphQLError('The connection is closed.')];
        if (closeIfUnread(extra.socket)) return [new GraphQLError('The connection is closed.')];
        if (Object.keys(subscriptions).length > settings.maxOperationsPerWebSocket) {
          return [tooManyOperations(settings.maxOperationsPerWebSocket)];
        }
        const request = requestOf(extra.request.headers, connectionParams, extra.leaving?.signal);
        const result = await handle.getResultForParams({ request, params: paramsOf(params) }, {});
        extra.requests?.set(id, request);
        // What could not be begun has errors and no data.
        if (result && !isAsyncIterable(result) && !('data' in result)) {
          leave(request);
          return withClientErrors(result, requestIdOf(request)).errors ?? [];
        }
        return { schema: handle.getEnveloped().schema, document: ANY_DOCUMENT, rootValue: result };
      },
      execute: ({ rootValue }) => rootValue as ExecutionResult,
    },
    sockets,
  );
  return {
    async drain() {
      while (open.size > 0) {
        for (const socket of open) {
          if (Object.keys(socket.subscriptions).length === 0) {
            open.delete(socket);
            socket.extra.socket.close(GOING_AWAY, 'Going away');
          }
        }
        await setTimeout(LOOK_AGAIN_MS);
      }
      await Promise.race([setTimeout(CLOSING_MS), closedOf(sockets)]);
      for (const socket of sockets.clients) socket.terminate();
      server.off('upgrade', upgrade);
      await served.dispose();
    },
  };
}

/** What is known of a connection beside what the library keeps. */
type Connection = {
  /** Aborted when the caller goes away. */
  leaving?: AbortController;
  /** By the id that the caller gave the operation. */
  requests?: Map<string, Request>;
};

function tooManyOperations(most: number): GraphQLError {
  return new GraphQLError(`One connection can have at most ${most} operations in flight.`, {
    extensions: { code: 'OVERLOADED', retryable: true },
  });
}

/** Resolves when the last connection is closed. */
async function closedOf({ clients }: WebSocketServer): Promise<void> {
  await Promise.all([...clients].map((socket) => once(socket, 'close')));
}

/** A connection with the operations that run on it. */
type OpenSocket = ServerContext<Record<string, unknown>, Extra>;

/** The protocol says null where Yoga leaves out. */
function paramsOf({ query, operationName, variables, extensions }: SubscribePayload): GraphQLParams {
  return {
    query,
    ...(operationName ? { operationName } : {}),
    ...(variables ? { variables } : {}),
    ...(extensions ? { extensions } : {}),
  };
}

/** The operation as if it had come by HTTP, for what reads headers and the caller's leaving. */
function requestOf(
  upgrade: IncomingHttpHeaders,
  connectionParams: Readonly<Record<string, unknown>> | undefined,
  signal: AbortSignal | undefined,
): Request {
  const headers = new Headers();
  const given = new Map(Object.entries(connectionParams ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of HEADERS) {
    const value = given.get(name) ?? upgrade[name];
    if (typeof value === 'string' && CAN_BE_HEADER.test(value)) headers.set(name, value);
  }
  return new Request('http://websocket/graphql', { method: 'POST', headers, ...(signal ? { signal } : {}) });
}
