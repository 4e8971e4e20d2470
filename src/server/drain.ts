import type { Server } from 'node:http';

const LOOK_AGAIN_MS = 50;

/**
 * Stops accepting connections and resolves when every request under way has been answered. Sockets that a client keeps alive
 * are closed as soon as they are idle, so that it goes to another replica.
 */
export async function drain(server: Server): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  const closing = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN_MS);
  await closed;
  clearInterval(closing);
}
