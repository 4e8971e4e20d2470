import type { RequestListener } from 'node:http';
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
import type { Proxies } from '../upstream/http/transport.ts';
import { Admission } from './admission.ts';
import { corsOf } from './cors.ts';
import { DEFAULTS, type Limits, type Settings } from './defaults.ts';
import type { ExplorerSettings } from './doors/explorer.ts';
import type { ToSubgraph } from './doors/federation.ts';
import { listenerOf } from './doors/listener.ts';
import type { McpDoor } from './doors/mcp/mcp.ts';
import { shortRoad } from './doors/short-road.ts';
import { LoadMonitor } from './observe/load-monitor.ts';
import { logFailingCall, logOperation, logUnforeseen } from './observe/log.ts';
import { Metrics } from './observe/metrics.ts';
import type { OperationListener } from './observe/operation-report.ts';
import { Readiness } from './observe/readiness.ts';
import type { Tracing } from './observe/tracing.ts';
import { pluginsOf } from './plugins/index.ts';
import { requestIdOf } from './plugins/request-id.ts';
import type { Entrance } from './plugins/use-admission.ts';
import { KnownDocuments } from './plugins/use-known-documents.ts';
import { operatorAnswers, operatorListener } from './plugins/use-operator-endpoints.ts';
import { DOCUMENT_ID, type TrustedDocuments } from './plugins/use-trusted-documents.ts';

/** How a gateway is made: the options of the package, and those of its own process and of tests. Only `apiUrl` is required. */
export interface AllGatewayOptions extends Partial<Omit<Settings, 'limits'>> {
  /** Origin of the Pixxel REST API, such as `https://api.pixxel.space`. */
  apiUrl: string;
  /** The limits that differ from the defaults. */
  limits?: Partial<Limits>;
  /** The proxies to the API; without them, every connection is direct. */
  proxies?: Proxies | undefined;
  /** Keys that the explorer offers: the sandbox's own, never real ones. */
  demoKeys?: ExplorerSettings['demoKeys'];
  /** The only documents that may run; without it, all may. */
  trustedDocuments?: TrustedDocuments | undefined;
  /** Serves assistants at `/mcp`: what `openMcp` returns. */
  mcp?: McpDoor | undefined;
  /** Makes the graph a federation subgraph: `toSubgraph`. */
  toSubgraph?: ToSubgraph | undefined;
  /** Gets one line for each operation and each failing upstream call; without it, nothing is logged. */
  logger?: Logger;
  /** Makes spans of operations, fields and upstream calls; without it, tracing costs nothing. */
  tracing?: Tracing | undefined;
  /** Whether hot queries are compiled. The benchmark turns it off to measure what it gives. */
  hasCompiler?: boolean;
  /** Milliseconds of event loop lag above which requests are refused; set by tests. */
  maxEventLoopLagMs?: number;
  /** Whether health and metrics are served by `operators` alone, and not by `handle`. */
  hasOwnOperatorPort?: boolean;
  /** Time as the pollers see it; set by tests. */
  pollClock?: Clock;
}

/** A gateway that opens no port. */
export interface Gateway {
  /** Answers requests, fetch-style or as a `node:http` request listener, also within other frameworks. */
  handle: YogaServerInstance<object, Context>;
  /** Answers what a server of `node:http` of its own receives, with the same answers: plain queries take a shorter road. */
  listener: RequestListener;
  /** The same as `handle`, for other servers and frameworks of `node:http`. */
  embedded: RequestListener;
  /** What subscriptions watch. Closing them ends every subscription with an error that says so. */
  pollers: Pollers;
  /** Answers health and metrics and nothing else, for a port of their own. */
  operators: RequestListener;
  /** The figures that `/metrics` shows; the process may add its own. */
  registry: Registry;
  /** Says at `/health/ready` that no more requests should come, and ends every subscription; what runs goes on. */
  drain(): void;
  /** Waits for the upstream calls in flight and closes the connections. */
  close(): Promise<void>;
}

/** Documents that stay parsed, validated and, if hot, compiled. A parsed document takes 250 bytes of memory for each character. */
const MAX_CACHED_DOCUMENTS = 500;
const MAX_CACHED_DOCUMENT_CHARS = 256 * 1024;

/** More than a slice of a large answer. */
const MAX_EVENT_LOOP_LAG_MS = 15;

/** Puts the gateway together. */
export function createGateway(options: AllGatewayOptions): Gateway {
  const settings: Settings = { ...DEFAULTS, ...options, limits: { ...DEFAULTS.limits, ...options.limits } };
  const { logger, tracing } = options;
  const load = new LoadMonitor(options.maxEventLoopLagMs ?? MAX_EVENT_LOOP_LAG_MS);
  const admission = new Admission(
    {
      operations: settings.maxOperations,
      operationsPerKey: settings.maxOperationsPerKey,
      subscriptions: settings.maxSubscriptions,
      subscriptionsPerKey: settings.maxSubscriptionsPerKey,
      values: settings.maxTotalComplexity,
      bodyBytes: settings.maxHeldRequestBytes,
    },
    load,
  );
  const metrics = new Metrics({
    waitingCalls: () => upstream.waitingCalls,
    eventLoopLagMs: () => load.lagMs,
    operations: () => admission.operations,
    complexity: () => admission.values,
    isUpstreamUp: () => readiness.isUpstreamUp(),
  });
  const upstream = new Upstream({
    url: options.apiUrl,
    timeoutMs: settings.timeoutMs,
    maxConnections: settings.maxConnections,
    maxResponseBytes: settings.maxResponseBytes,
    compression: settings.compression,
    proxies: options.proxies,
    maxHeldResponseBytes: settings.maxHeldResponseBytes,
    maxCalls: settings.maxUpstreamCalls,
    referenceCacheTtlMs: settings.referenceCacheTtlMs,
    unchangedAnswersBytes: settings.unchangedAnswersBytes,
    onUnchanged: (bytes) => metrics.answerUnchanged(bytes),
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
  const readiness = new Readiness(upstream, settings.readinessChecksUpstream);
  const operators = operatorAnswers(readiness, metrics.registry);
  const pollers = new Pollers(
    {
      minIntervalMs: settings.pollMinIntervalMs,
      maxIntervalMs: settings.pollMaxIntervalMs,
      maxAgeMs: settings.subscriptionMaxAgeMs,
    },
    options.pollClock,
  );
  const documents = new LRUCache<string, DocumentNode>({
    max: MAX_CACHED_DOCUMENTS,
    maxSize: MAX_CACHED_DOCUMENT_CHARS,
    sizeCalculation: (_document, text) => Math.max(1, text.length),
  });
  const known = new KnownDocuments(documents);
  const credentials = new WeakMap<Request, string>();
  const entrance: Entrance = {
    admission,
    credentialOf(request) {
      const credential = credentials.get(request) ?? entrance.hashOf(authorizationOf(request));
      credentials.set(request, credential);
      return credential;
    },
    hashOf: (authorization) => (authorization ? upstream.hashOf(authorization) : ''),
    onRefused: () => metrics.requestShed(),
  };
  const operations: OperationListener = {
    began: (type) => metrics.operationBegan(type),
    ended(report) {
      metrics.operationEnded(report);
      if (logger) logOperation(logger, report);
    },
    failed: (cause, requestId) => logger && logUnforeseen(logger, cause, requestId),
  };
  const cors = corsOf(settings.corsOrigins, settings.corsAllowedHeaders);
  const served = options.toSubgraph?.(schema, settings.hasIntrospection) ?? schema;
  const handle: YogaServerInstance<object, Context> = createYoga<object, Context>({
    schema: tracing ? tracing.traced(served) : served,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    multipart: false,
    extraParamNames: [DOCUMENT_ID],
    logging: false,
    maxRequestBodySize: false, // `useBodyLimit` does it at a third of the cost
    parserAndValidationCache: {
      documentCache: documents,
      // Documents that cannot be parsed come from attacks and mistakes: neither is worth the memory.
      errorCache: { get: () => undefined, set: () => {} },
    },
    cors,
    graphiql: false, // `useExplorer` serves a page of our own
    maskedErrors: false, // `useOutcome` converts every error
    context: (yogaContext) => {
      const { request } = yogaContext;
      const session = {
        upstream,
        pollers,
        authorization: authorizationOf(request),
        credential: entrance.credentialOf(request),
        requestId: requestIdOf(request),
        signal: request.signal,
      };
      return createContext(session, yogaContext);
    },
    plugins: pluginsOf({
      settings,
      trustedDocuments: options.trustedDocuments && { ...options.trustedDocuments, ...options.mcp?.documents },
      demoKeys: options.demoKeys ?? [],
      mcp: options.mcp?.plugin((request) => handle.fetch(request), settings.corsOrigins),
      operators: options.hasOwnOperatorPort ? undefined : operators,
      entrance,
      operations,
      known,
      hasCompiler: options.hasCompiler ?? true,
      tracing,
      forgetDocument: (text) => documents.delete(text),
    }),
  });
  return {
    handle,
    listener: listenerOf(shortRoad({ handle, known, entrance, operations, cors }), { operations, cors }),
    embedded: listenerOf(handle, { operations, cors }),
    operators: operatorListener(operators),
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

function authorizationOf({ headers }: Request): string | undefined {
  return headers.get('authorization') || undefined;
}
