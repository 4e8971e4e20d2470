import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a port of loopback. */
export interface ServerOnPort {
  /** Such as `http://127.0.0.1:40123`. */
  origin: string;
  port: number;
  /** Stops at once, with all its connections. */
  close(): Promise<void>;
}

/** Serves a listener on a port of loopback until it is closed. */
export async function startOnPort(listener?: RequestListener): Promise<ServerOnPort> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
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

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const { port, close } = await startOnPort();
  await close();
  return port;
}
