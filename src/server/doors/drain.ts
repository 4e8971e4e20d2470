import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';

/** How long an idle connection may still deliver a request that was already in flight. */
const LINGER_MS = 1000;

/**
 * Stops accepting connections and resolves when every request in flight has been answered and the last connection is closed.
 * Requests that still arrive are answered with `connection: close`; idle connections are closed after a second.
 * @param acceptors the servers that accept connections for this one
 */
export async function drain(server: Server, acceptors: readonly NetServer[]): Promise<void> {
  server.keepAliveTimeout = LINGER_MS;
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  // The `close` of HTTP would cut idle connections at once, and lose requests that are about to arrive on them.
  const closed = [server, ...acceptors].map(
    (each) => new Promise((resolve) => NetServer.prototype.close.call(each, resolve)),
  );
  const closeIdle = setInterval(() => server.closeIdleConnections(), LINGER_MS);
  await Promise.all(closed);
  clearInterval(closeIdle);
}
