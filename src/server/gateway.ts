import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import type { DocumentNode } from 'graphql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { type Context, createContext } from '../context.ts';
import type { Clock } from '../live/clock.ts';
import { Pollers } from '../live/poller-pool.ts';
import { schema } from '../schema/index.ts';
import { Upstream } from '../upstream/http/client.ts';
import { graphiqlOptions, renderGraphiQL } from './doors/graphiql.ts';
import { isUnforeseen, toClientError } from './errors/client-error.ts';
import { LoadMonitor } from './observe/load-monitor.ts';
import { logFailingCall, logOperation, logUnforeseen } from './observe/log.ts';
import { Metrics } from './observe/metrics.ts';
import { Readiness } from './observe/readiness.ts';
import type { Tracing } from './observe/tracing.ts';
import { useBodyLimit } from './plugins/use-body-limit.ts';
import { useClientErrors } from './plugins/use-client-errors.ts';
import { useCompiledQueries } from './plugins/use-compiled-queries.ts';
import { useHiddenSchema } from './plugins/use-hidden-schema.ts';
import { requestIdOf, useHttpRules } from './plugins/use-http-rules.ts';
import { DEFAULT_LIMITS, type Limits, useLimits } from './plugins/use-limits.ts';
import { useLiveEvents } from './plugins/use-live-events.ts';
import { useLoadShedding } from './plugins/use-load-shedding.ts';
import { useOperationReports } from './plugins/use-operation-reports.ts';
import { useOperatorEndpoints } from './plugins/use-operator-endpoints.ts';
import { type TrustedDocuments, useTrustedDocuments } from './plugins/use-trusted-documents.ts';
import { useUnforeseenErrors } from './plugins/use-unforeseen-errors.ts';
import { useUpstreamTrace } from './plugins/use-upstream-trace.ts';
import { useWellFormedRequests } from './plugins/use-well-formed-requests.ts';

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
  /** Whether callers may ask what the schema holds; where not, errors suggest no names either. */
  hasIntrospection?: boolean;
  /** How large an operation may be, where it differs from the default. */
  limits?: Partial<Limits>;
  /** The only documents that run; all run where this is left out. */
  trustedDocuments?: TrustedDocuments | undefined;
  /** Milliseconds that the event loop may be late before requests are turned away. */
  maxEventLoopLagMs?: number;
  /** Gets one line for each operation and each failing upstream call; nothing is logged where this is left out. */
  logger?: Logger;
  /** Makes spans of operations, fields and upstream calls; there is no cost where this is left out. */
  tracing?: Tracing | undefined;
}

/** A gateway that opens no port: a fetch-style handler that is also a `node:http` request listener. */
export interface Gateway {
  handle: YogaServerInstance<object, Context>;
  /** What subscriptions watch. Closing them ends every subscription with an error that says so. */
  pollers: Pollers;
  /** The figures that `/metrics` shows; the process may add its own. */
  registry: Registry;
  /** Says at `/health/ready` that no more requests should come, and ends every subscription; what runs goes on. */
  drain(): void;
  /** Lets the upstream calls under way finish and closes the connections. */
  close(): Promise<void>;
}

const MIB = 1024 * 1024;
/** An order over large areas has about 100 KB. */
const MAX_REQUEST_BYTES = MIB;
/** Documents that stay parsed, validated and, where they are hot, compiled. A parsed one takes 250 bytes for each character. */
const DOCUMENTS_KEPT = 500;
const DOCUMENT_CHARS_KEPT = 256 * 1024;

/** Puts the gateway together. */
export function createGateway(options: GatewayOptions): Gateway {
  const { logger, tracing } = options;
  const load = new LoadMonitor(options.maxEventLoopLagMs ?? 1000);
  const metrics = new Metrics({ waitingCalls: () => upstream.waitingCalls, eventLoopLagMs: () => load.lagMs });
  const upstream = new Upstream({
    url: options.apiUrl,
    timeoutMs: options.timeoutMs ?? 30_000,
    maxConnections: options.maxConnections ?? 256,
    maxResponseBytes: options.maxResponseBytes ?? 64 * MIB,
    maxCalls: options.maxUpstreamCalls ?? 1000,
    referenceCacheTtlMs: options.referenceCacheTtlMs ?? 60_000,
    startCall: tracing?.startCall,
    onDrift: (operation, field) => metrics.drifted(operation, field),
    onBreaker: (operation, state) => {
      metrics.breakerChanged(operation, state);
      logger?.warn({ upstream: operation, state }, 'circuit');
    },
    onCall: (ended) => {
      metrics.callEnded(ended);
      if (logger) logFailingCall(logger, ended);
    },
  });
  const readiness = new Readiness(upstream);
  const pollers = new Pollers(
    {
      minIntervalMs: options.pollMinIntervalMs ?? 1000,
      maxIntervalMs: options.pollMaxIntervalMs ?? 15_000,
      maxAgeMs: options.subscriptionMaxAgeMs ?? 60 * 60 * 1000,
    },
    options.pollClock,
  );
  const tellUnforeseen = (error: unknown, requestId: string | undefined) => {
    if (logger) logUnforeseen(logger, error, requestId);
  };
  const corsOrigins = options.corsOrigins ?? [];
  const documents = new LRUCache<string, DocumentNode>({
    max: DOCUMENTS_KEPT,
    maxSize: DOCUMENT_CHARS_KEPT,
    sizeCalculation: (_document, text) => Math.max(1, text.length),
  });
  const handle = createYoga<object, Context>({
    schema: tracing ? tracing.traced(schema) : schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    multipart: false,
    logging: false,
    maxRequestBodySize: false,
    parserAndValidationCache: {
      documentCache: documents,
      // What cannot be parsed comes from attacks and mistakes: neither is worth the memory.
      errorCache: { get: () => undefined, set: () => {} },
    },
    cors:
      corsOrigins.length > 0
        ? {
            origin: corsOrigins,
            // The key is a header that the page sets itself.
            credentials: false,
            allowedHeaders: ['authorization', 'content-type', 'x-request-id', 'x-upstream-trace'],
            exposedHeaders: ['x-request-id', 'retry-after'],
          }
        : false,
    graphiql: options.hasGraphiql === false ? false : graphiqlOptions(options.demoKey),
    renderGraphiQL,
    maskedErrors: {
      maskError(error) {
        if (isUnforeseen(error)) tellUnforeseen(error, undefined);
        return toClientError(error, undefined);
      },
    },
    context: ({ request }) =>
      createContext({
        upstream,
        pollers,
        authorization: request.headers.get('authorization') || undefined,
        requestId: requestIdOf(request),
        signal: request.signal,
      }),
    // What an error is comes before who is told of it; limits come last, so that refusals are told of as well.
    plugins: [
      useOperatorEndpoints(() => readiness.isReady(), metrics.registry),
      useLoadShedding(
        () => load.isOverloaded,
        () => metrics.requestShed(),
      ),
      useHttpRules(),
      useWellFormedRequests(),
      useBodyLimit(MAX_REQUEST_BYTES),
      useDeferStream(),
      useCompiledQueries(),
      useUpstreamTrace(),
      useUnforeseenErrors(tellUnforeseen),
      useClientErrors(),
      options.hasIntrospection === false ? useHiddenSchema() : {},
      options.trustedDocuments ? useTrustedDocuments(options.trustedDocuments) : {},
      useOperationReports({
        began: (type) => metrics.operationBegan(type),
        ended(report) {
          metrics.operationEnded(report);
          if (logger) logOperation(logger, report);
        },
      }),
      useLimits({ ...DEFAULT_LIMITS, ...options.limits }, (text) => documents.delete(text)),
      useLiveEvents(tellUnforeseen),
      tracing ? tracing.plugin : {},
    ],
  });
  return {
    handle,
    pollers,
    registry: metrics.registry,
    drain() {
      readiness.drain();
      pollers.close();
    },
    close() {
      load.close();
      pollers.close();
      return upstream.close();
    },
  };
}
