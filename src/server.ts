import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import { type Context, createContext } from './context.ts';
import { toClientError } from './errors.ts';
import { schema } from './schema/index.ts';
import { graphiqlOptions, renderGraphiQL } from './server/graphiql.ts';
import { useClientErrors } from './server/use-client-errors.ts';
import { requestIdOf, useHttpRules } from './server/use-http-rules.ts';
import { useUpstreamTrace } from './server/use-upstream-trace.ts';
import { CallRecord } from './upstream/call-record.ts';
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
    context: ({ request }) => {
      const record = new CallRecord();
      const requestId = requestIdOf(request);
      const client = upstream.clientFor({
        authorization: request.headers.get('authorization') ?? undefined,
        requestId,
        signal: request.signal,
        record,
      });
      return createContext(client, requestId, record);
    },
    plugins: [useHttpRules(), useDeferStream(), useUpstreamTrace(), useClientErrors()],
  });
  return { handle, close: () => upstream.close() };
}
