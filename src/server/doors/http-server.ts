import { createServer, type RequestListener, type Server } from 'node:http';
import { Socket } from 'node:net';
import type { ConnectionSettings } from '../defaults.ts';
import { isWebSocketUpgrade } from './websocket.ts';

/** Node looks this often for connections that are past their time. */
const CHECK_INTERVAL_MS = 1000;

/**
 * The HTTP server of the gateway, with a bound on everything that a connection can take: how many there are, in all and from
 * one address, and how long headers, bodies and silence may last. A connection past a bound is closed; a request that comes too
 * slowly gets 408.
 */
export function createHttpServer(listener: RequestListener, settings: ConnectionSettings): Server {
  const server = createServer(
    {
      shouldUpgradeCallback: isWebSocketUpgrade,
      keepAliveTimeout: settings.keepAliveTimeoutMs,
      headersTimeout: settings.headersTimeoutMs,
      requestTimeout: settings.requestTimeoutMs,
      connectionsCheckingInterval: CHECK_INTERVAL_MS,
    },
    listener,
  );
  server.maxConnections = settings.maxConnectionsIn;
  // A client that stops reading its answer is idle as well: nothing moves on its connection. A WebSocket has pings instead.
  server.timeout = settings.idleTimeoutMs;
  keepTimeouts(server, settings.idleTimeoutMs);
  boundPerAddress(server, settings.maxConnectionsPerAddress);
  return server;
}

/** Yoga turns the timeout of a socket off when it streams a response, so a caller that stops reading would never be closed. */
function keepTimeouts(server: Server, idleMs: number): void {
  server.on('connection', (socket: Socket) => {
    socket.setTimeout = (ms, callback) => Socket.prototype.setTimeout.call(socket, ms === 0 ? idleMs : ms, callback);
  });
}

function boundPerAddress(server: Server, most: number): void {
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    socket.once('close', () => {
      const left = (counts.get(address) ?? 1) - 1;
      if (left > 0) counts.set(address, left);
      else counts.delete(address);
    });
    if (count > most) socket.destroy();
  });
}
