import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import { type Context, createContext } from './context.ts';
import { toClientError } from './errors.ts';
import type { Clock } from './live/clock.ts';
import { Pollers } from './live/pollers.ts';
import { schema } from './schema/index.ts';
import { graphiqlOptions, renderGraphiQL } from './server/graphiql.ts';
import { useClientErrors } from './server/use-client-errors.ts';
import { requestIdOf, useHttpRules } from './server/use-http-rules.ts';
import { useLiveEvents } from './server/use-live-events.ts';
import { useUpstreamTrace } from './server/use-upstream-trace.ts';
import { Upstream } from './upstream/client.ts';

/** How a gateway is made. Only `apiUrl` must be given. */
export interface GatewayOptions {
  /** Origin of the Pixxel REST API, such as `https://api.pixxel.space`. */
  apiUrl: string;
  /** Milliseconds for one whole operation. */
  timeoutMs?: number;
  /** Sockets to the upstream at most. */
  maxConnections?: number;
  /** Bytes of one upstream answer at most. */
  maxResponseBytes?: number;
  /** Upstream calls of one operation at most. */
  maxUpstreamCalls?: number;
  /** Milliseconds for which satellites, bandsets, blocks and collections are kept per credential; 0 is off. */
  referenceCacheTtlMs?: number;
  /** Milliseconds between reads of a watched thing, right after it has changed. */
  pollMinIntervalMs?: number;
  /** Milliseconds between reads of a watched thing that has not changed for long. */
  pollMaxIntervalMs?: number;
  /** Milliseconds that one subscription may last. */
  subscriptionMaxAgeMs?: number;
  /** Time as the pollers see it, for tests. */
  pollClock?: Clock;
  /** Whether a browser that opens `/graphql` gets GraphiQL. */
  hasGraphiql?: boolean;
  /** A key that GraphiQL's header editor starts with: the sandbox's own, never a real one. */
  demoKey?: string | undefined;
  /** Origins whose pages may call the gateway. */
  corsOrigins?: string[];
}

/** A gateway that opens no port: a fetch-style handler that is also a `node:http` request listener. */
export interface Gateway {
  handle: YogaServerInstance<object, Context>;
  /** What subscriptions watch. Closing them ends every subscription with an error that says so. */
  pollers: Pollers;
  /** Lets the upstream calls under way finish and closes the connections. */
  close(): Promise<void>;
}

const MIB = 1024 * 1024;

/** Puts the gateway together. */
export function createGateway(options: GatewayOptions): Gateway {
  const upstream = new Upstream({
    url: options.apiUrl,
    timeoutMs: options.timeoutMs ?? 30_000,
    maxConnections: options.maxConnections ?? 256,
    maxResponseBytes: options.maxResponseBytes ?? 64 * MIB,
    maxCalls: options.maxUpstreamCalls ?? 1000,
    referenceCacheTtlMs: options.referenceCacheTtlMs ?? 60_000,
  });
  const pollers = new Pollers(
    {
      minIntervalMs: options.pollMinIntervalMs ?? 1000,
      maxIntervalMs: options.pollMaxIntervalMs ?? 15_000,
      maxAgeMs: options.subscriptionMaxAgeMs ?? 60 * 60 * 1000,
    },
    options.pollClock,
  );
  const corsOrigins = options.corsOrigins ?? [];
  const handle = createYoga<object, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    multipart: false,
    logging: false,
    cors:
      corsOrigins.length > 0
        ? { origin: corsOrigins, allowedHeaders: ['authorization', 'content-type', 'x-request-id', 'x-upstream-trace'] }
        : false,
    graphiql: options.hasGraphiql === false ? false : graphiqlOptions(options.demoKey),
    renderGraphiQL,
    maskedErrors: { maskError: (error) => toClientError(error, undefined) },
    context: ({ request }) =>
      createContext({
        upstream,
        pollers,
        authorization: request.headers.get('authorization') || undefined,
        requestId: requestIdOf(request),
        signal: request.signal,
      }),
    plugins: [useHttpRules(), useDeferStream(), useUpstreamTrace(), useClientErrors(), useLiveEvents()],
  });
  return {
    handle,
    pollers,
    close() {
      pollers.close();
      return upstream.close();
    },
  };
}
