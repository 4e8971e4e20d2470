import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/** A server on a port of loopback. */
export interface ServerOnPort {
  /** Such as `http://127.0.0.1:40123`. */
  origin: string;
  port: number;
  /** Stops at once, with all its connections. */
  close(): Promise<void>;
}

/** Makes a server listen on a free port of loopback. */
export async function listening(server: Server): Promise<Pick<ServerOnPort, 'origin' | 'port'>> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  return { origin: `http://127.0.0.1:${port}`, port };
}

/** The port of a server that listens. */
export function portOf(server: Server): number {
  // A server that listens on a port has an address of this kind.
  return (server.address() as AddressInfo).port;
}

/** Serves a listener on a port of loopback until it is closed. */
export async function startOnPort(listener?: RequestListener): Promise<ServerOnPort> {
  const server = createServer(listener);
  return {
    ...(await listening(server)),
    async close() {
      server.close().closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Serves a listener on a port of loopback while `use` runs. */
export async function onPort<Result>(
  listener: RequestListener,
  use: (origin: string) => Promise<Result>,
): Promise<Result> {
  const { origin, close } = await startOnPort(listener);
  try {
    return await use(origin);
  } finally {
    await close();
  }
}

/** A port of loopback that nobody listens on. The system gives it to nobody who asks for any port: those are above 32767. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(randomInt(10_000, 32_768), '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return freePort();
  }
  const port = portOf(server);
  await once(server.close(), 'close');
  return port;
}
