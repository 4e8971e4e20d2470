import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type ExecutionResult, GraphQLError, parse } from 'graphql';
import { handleProtocols, makeServer, type Context as ServerContext, type SubscribePayload } from 'graphql-ws';
import { type GraphQLParams, isAsyncIterable, type YogaServerInstance } from 'graphql-yoga';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Context } from '../../context.ts';
import { schema } from '../../schema/index.ts';
import { CONNECTION_DEFAULTS, type ConnectionSettings, MAX_REQUEST_BYTES } from '../defaults.ts';
import { refusal } from '../errors/refusal.ts';
import { becomeText, leave } from '../plugins/use-admission.ts';
import { textOf } from '../plugins/use-answer-text.ts';
import { runParsedOperation } from '../plugins/use-parsed-operations.ts';
import { ReceivingBounds } from './websocket-bounds.ts';
import { Peer } from './websocket-peer.ts';

/** The headers that the upgrade request or the connection's parameters can set for its operations. */
const HEADERS = ['authorization', 'x-request-id', 'x-upstream-trace'];

/** `Headers` quotes any other value in the error that it throws, and the value can be the key. */
const CAN_BE_HEADER = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a request asks for a WebSocket. Other upgrades, such as `h2c`, are ignored, as HTTP allows. */
export function isWebSocketUpgrade({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** Close code 1001 (going away): the client may reconnect to another replica. */
const GOING_AWAY = 1001;
const DRAIN_CHECK_MS = 50;
/** How long a client may take to answer the close. */
const CLOSE_TIMEOUT_MS = 1000;
/** Milliseconds between pings, and for their answers. */
const PING_INTERVAL_MS = 12_000;

/**
 * graphql-ws looks at a document to choose between execute and subscribe. The operation has already run when graphql-ws asks, so it
 * gets any document, and the result as its root value, which `execute` hands back.
 */
const ANY_DOCUMENT = parse('{ __typename }');

/**
 * Serves the graph over WebSocket (the graphql-transport-ws protocol) at `/graphql` of an HTTP server. Operations pass the same plugins
 * as those over HTTP. The key comes as `connectionParams.Authorization`, or else in the Authorization header of the upgrade request.
 * Draining closes each connection as soon as no operation is in flight on it.
 */
export function serveWebSocket(
  server: Server,
  handle: YogaServerInstance<object, Context>,
  settings: ConnectionSettings = CONNECTION_DEFAULTS,
): { drain(): Promise<void> } {
  const open = new Set<OpenSocket>();
  const peers = new Set<Peer>();
  const bounds = new ReceivingBounds(settings);
  const sockets = new WebSocketServer({
    noServer: true,
    path: '/graphql',
    maxPayload: MAX_REQUEST_BYTES,
    handleProtocols,
  });
  const protocol = makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: settings.webSocketInitTimeoutMs,
    onConnect(socket) {
      socket.extra.isAcknowledged = true;
      open.add(socket);
    },
    onClose(socket) {
      for (const operation of socket.extra.operations.values()) operation.end();
      open.delete(socket);
    },
    /** The answer has been written, or the caller has cancelled the operation. */
    onComplete({ extra }, id) {
      extra.operations.get(id)?.end();
      extra.operations.delete(id);
    },
    onNext({ extra }, id, _payload, { rootValue }, result) {
      const text = textOf(result);
      const isOnly = !isAsyncIterable(rootValue);
      const operation = extra.operations.get(id);
      if (isOnly && operation) becomeText(operation.request, text);
      return extra.peer.resultOf(text, isOnly);
    },
    async onSubscribe({ extra, connectionParams, subscriptions }, id, params) {
      // After the close, nobody would receive the result.
      if (!extra.peer.isOpen) return [connectionClosed()];
      const operation = new SocketOperation(extra.headers, connectionParams);
      const { request } = operation;
      const count = Object.keys(subscriptions).length;
      subscriptions[id] = operation.stream();
      extra.operations.set(id, operation);
      const result = await runParsedOperation(handle, request, () => {
        if (count > settings.maxOperationsPerWebSocket) throw tooManyOperations(settings.maxOperationsPerWebSocket);
        return paramsOf(params);
      }).catch((error: unknown) => {
        // The caller has cancelled the operation or closed the connection.
        if (request.signal.aborted) return { errors: [connectionClosed()] };
        throw error;
      });
      // An operation that could not begin has errors and no data.
      if (!isAsyncIterable(result) && !('data' in result)) {
        operation.end();
        extra.operations.delete(id);
        return result.errors ?? [];
      }
      const results = isAsyncIterable(result) ? operation.stream(result[Symbol.asyncIterator]()) : result;
      return { schema, document: ANY_DOCUMENT, rootValue: results };
    },
    execute: ({ rootValue }) => rootValue as ExecutionResult,
  });
  const accept = (socket: WebSocket, { socket: stream, headers }: IncomingMessage) => {
    const peer = new Peer(socket);
    const extra = { peer, headers, isAcknowledged: false, operations: new Map() };
    peers.add(peer);
    bounds.watch(socket, stream, peer, () => extra.isAcknowledged);
    const closed = protocol.opened(peer, extra);
    socket.once('close', (code, reason) => {
      peers.delete(peer);
      void closed(code, reason.toString());
    });
  };
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isWebSocketUpgrade(request) && sockets.shouldHandle(request)) {
      sockets.handleUpgrade(request, socket, head, accept);
    } else if (server.listenerCount('upgrade') === 1) {
      // A listener of the host's own may serve another path; without one, nobody answers.
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    }
  };
  server.on('upgrade', upgrade);
  const pinging = setInterval(() => {
    for (const peer of peers) peer.ping();
  }, PING_INTERVAL_MS).unref();
  return {
    async drain() {
      while (open.size > 0) {
        for (const socket of open) {
          if (Object.keys(socket.subscriptions).length === 0) {
            open.delete(socket);
            socket.extra.peer.close(GOING_AWAY, 'Going away');
          }
        }
        await setTimeout(DRAIN_CHECK_MS);
      }
      await Promise.race([setTimeout(CLOSE_TIMEOUT_MS), closedOf(sockets)]);
      for (const socket of sockets.clients) socket.terminate();
      server.off('upgrade', upgrade);
      clearInterval(pinging);
      sockets.close();
    },
  };
}

/** The gateway's own state of a connection. */
interface Connection {
  peer: Peer;
  /** Of the upgrade request. */
  headers: IncomingHttpHeaders;
  /** Whether the peer has sent `connection_init`. */
  isAcknowledged: boolean;
  /** By the id that the caller gave the operation. */
  operations: Map<string, SocketOperation>;
}

/** An operation until its answer is written. */
class SocketOperation {
  readonly request: Request;
  readonly #caller = new AbortController();

  constructor(upgrade: IncomingHttpHeaders, connectionParams: Readonly<Record<string, unknown>> | undefined) {
    this.request = requestOf(upgrade, connectionParams, this.#caller.signal);
  }

  /** Cancels what still runs of it, and releases what it holds. */
  end(): void {
    this.#caller.abort();
    leave(this.request);
  }

  /**
   * The stream of its results, which graphql-ws closes if the caller cancels the operation. That is all it does then, so an operation
   * has a stream even before it has a result.
   */
  stream(results?: AsyncIterator<ExecutionResult>): AsyncIterableIterator<ExecutionResult> {
    const done = Promise.resolve({ done: true, value: undefined } as const);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => results?.next() ?? done,
      return: () => {
        this.end();
        return results?.return?.() ?? done;
      },
    };
  }
}

function connectionClosed(): GraphQLError {
  return new GraphQLError('The connection is closed.');
}

function tooManyOperations(most: number): GraphQLError {
  return refusal('OVERLOADED', `One connection can have at most ${most} operations in flight.`);
}

/** Resolves when the last connection is closed. */
async function closedOf({ clients }: WebSocketServer): Promise<void> {
  await Promise.all([...clients].map((socket) => once(socket, 'close')));
}

/** A connection with its operations in flight. */
type OpenSocket = ServerContext<Record<string, unknown>, Connection>;

/** The protocol allows null where Yoga wants nothing. */
function paramsOf({ query, operationName, variables, extensions }: SubscribePayload): GraphQLParams {
  return {
    query,
    ...(operationName ? { operationName } : {}),
    ...(variables ? { variables } : {}),
    ...(extensions ? { extensions } : {}),
  };
}

/** The operation as an HTTP request: with the caller's headers, and aborted when the operation ends. */
function requestOf(
  upgrade: IncomingHttpHeaders,
  connectionParams: Readonly<Record<string, unknown>> | undefined,
  signal: AbortSignal,
): Request {
  const headers = new Headers({ 'content-type': 'application/json' });
  const given = new Map(Object.entries(connectionParams ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of HEADERS) {
    const value = given.get(name) ?? upgrade[name];
    if (typeof value === 'string' && CAN_BE_HEADER.test(value)) headers.set(name, value);
  }
  return new Request('http://websocket/graphql', { method: 'POST', headers, signal });
}
