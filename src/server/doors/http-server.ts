import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, Server as NetServer, Socket } from 'node:net';
import type { ConnectionSettings } from '../defaults.ts';
import { isWebSocketUpgrade } from './websocket.ts';

/** Node looks this often for connections that are past their time. */
const CHECK_INTERVAL_MS = 1000;

/** Sockets that listen on the port, where the system balances connections between them: on Linux. */
const LISTENING_SOCKETS = process.platform === 'linux' ? 256 : 1;

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
  // A client that stops reading its answer is idle as well: nothing moves on its connection. A WebSocket has pings instead.
  server.timeout = settings.idleTimeoutMs;
  keepTimeouts(server, settings.idleTimeoutMs);
  boundConnections(server, settings);
  return server;
}

/**
 * Listens on several sockets. Node accepts one connection of each in a turn of the event loop, so with one socket a burst of
 * hundreds of connections would make those behind it wait for as many turns.
 * @returns the servers that accept connections for this one; close them with it
 * @throws Error with the code EADDRINUSE if another program listens there
 */
export async function listen(server: Server, port: number, host: string): Promise<NetServer[]> {
  const free = LISTENING_SOCKETS > 1 ? await freePort(port, host) : port;
  const accept = (socket: Socket) => server.emit('connection', socket);
  const others = Array.from(
    { length: LISTENING_SOCKETS - 1 },
    () => new NetServer({ allowHalfOpen: true, noDelay: true }, accept), // as an HTTP server has it
  );
  for (const each of [server, ...others]) {
    await once(each.listen({ port: free, host, reusePort: LISTENING_SOCKETS > 1 }), 'listening');
  }
  return others;
}

/** The port, or any if it is 0. Sockets that share a port share it also with another process of the same user: this one does not. */
async function freePort(port: number, host: string): Promise<number> {
  const probe = new NetServer().listen(port, host);
  await once(probe, 'listening');
  const { port: free } = probe.address() as AddressInfo; // as a server on a port has it
  await once(probe.close(), 'close');
  return free;
}

/** Yoga turns the timeout of a socket off when it streams a response, so a caller that stops reading would never be closed. */
function keepTimeouts(server: Server, idleMs: number): void {
  server.on('connection', (socket: Socket) => {
    socket.setTimeout = (ms, callback) => Socket.prototype.setTimeout.call(socket, ms === 0 ? idleMs : ms, callback);
  });
}

function boundConnections(server: Server, { maxConnectionsIn, maxConnectionsPerAddress }: ConnectionSettings): void {
  let all = 0;
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    all += 1;
    socket.once('close', () => {
      all -= 1;
      const left = (counts.get(address) ?? 1) - 1;
      if (left > 0) counts.set(address, left);
      else counts.delete(address);
    });
    if (all > maxConnectionsIn || count > maxConnectionsPerAddress) socket.destroy();
  });
}
