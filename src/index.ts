/**
 * What the package exports: a gateway to add to a server of your own. Its types need nothing but those of Node, so they compile
 * in any project, however strict.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AllGatewayOptions } from './server/all-options.ts';
import { serveWebSocket } from './server/doors/websocket.ts';
import { createGateway as create } from './server/gateway.ts';
import { checkOptions, type GatewayOptions } from './server/options.ts';

export type { Limits, Settings } from './server/defaults.ts';
export type { GatewayOptions, Log, McpDoor, ToSubgraph } from './server/options.ts';

/** Answers requests: as a listener of `node:http` (also in Express, Fastify and others), or fetch-style. */
export interface Handler {
  (request: IncomingMessage, response: ServerResponse): void;
  fetch(request: Request): Response | Promise<Response>;
}

/** A gateway that opens no port. */
export interface Gateway {
  /** Answers `/graphql`, the explorer's files, `/mcp` if it is open, `/health/live`, `/health/ready`, `/health/upstream` and `/metrics`. */
  readonly handle: Handler;
  /**
   * Serves operations over WebSocket (the protocol of graphql-ws) at `/graphql` of a server. Other upgrades are left to the
   * server's other listeners. `drain` closes each connection as soon as no operation is in flight on it.
   */
  serveWebSocket(server: Server): { drain(): Promise<void> };
  /** What `/metrics` shows, in the text format of Prometheus. */
  metrics(): Promise<string>;
  /** Call it when the process is going down: `/health/ready` says so, and subscriptions end with `SUBSCRIPTION_ENDED`. */
  drain(): void;
  /** Waits for the upstream calls in flight and closes the connections to the API. */
  close(): Promise<void>;
}

/**
 * Creates a gateway.
 * @throws TypeError that names every option that is missing, misspelt or invalid
 */
export function createGateway(options: GatewayOptions): Gateway {
  checkOptions(options);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const { handle, embedded, registry, drain, close } = create({
    hasGraphiql: process.env.NODE_ENV !== 'production',
    // Checked above; the types here only leave out what embedding servers have no use for.
    ...(given as Partial<AllGatewayOptions> & Pick<AllGatewayOptions, 'apiUrl'>),
  });
  return {
    handle: Object.assign(embedded, { fetch: (request: Request) => handle.fetch(request) }),
    serveWebSocket: (server) => serveWebSocket(server, handle),
    metrics: () => registry.metrics(),
    drain,
    close,
  };
}
