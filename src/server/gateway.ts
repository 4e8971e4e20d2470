import type { RequestListener } from 'node:http';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Registry } from 'prom-client';
import { type Context, createContext } from '../context.ts';
import type { Pollers } from '../live/poller-pool.ts';
import { schema } from '../schema/index.ts';
import type { AllGatewayOptions } from './all-options.ts';
import { corsOf } from './cors.ts';
import { DEFAULTS, type Settings } from './defaults.ts';
import { listenerOf } from './doors/listener.ts';
import { shortRoad } from './doors/short-road.ts';
import type { OperationRequest } from './operation-request.ts';
import { pluginsOf } from './plugins/index.ts';
import { OperationSteps } from './plugins/operation-steps.ts';
import { KnownDocuments } from './plugins/known-documents.ts';
import { requestIdOf } from './plugins/request-id.ts';
import { authorizationOf, holdAnswer } from './plugins/use-admission.ts';
import { operatorAnswers, operatorListener } from './plugins/use-operator-endpoints.ts';
import { DOCUMENT_ID } from './plugins/use-trusted-documents.ts';
import { createShared } from './shared.ts';

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

/** Puts the gateway together. */
export function createGateway(options: AllGatewayOptions): Gateway {
  const settings: Settings = { ...DEFAULTS, ...options, limits: { ...DEFAULTS.limits, ...options.limits } };
  const { tracing } = options;
  const { upstream, pollers, entrance, operations, metrics, readiness, load } = createShared(options, settings);
  const operators = operatorAnswers(readiness, metrics.registry);
  const known = new KnownDocuments();
  const cors = corsOf(settings.corsOrigins, settings.corsAllowedHeaders);
  const served = options.toSubgraph?.(schema, settings.hasIntrospection) ?? schema;
  const steps = new OperationSteps({
    entrance,
    operations,
    known,
    limits: { complexity: settings.limits.complexity, upstreamCalls: settings.maxUpstreamCalls },
    hasIntrospection: settings.hasIntrospection,
  });
  const contextOf = (of: { request: OperationRequest }): Context => {
    const { request } = of;
    const session = {
      upstream,
      pollers,
      authorization: authorizationOf(request),
      credential: entrance.credentialOf(request),
      requestId: requestIdOf(request),
      signal: request.signal,
      holdAnswer: (bytes: number, isShared?: boolean) => holdAnswer(request, bytes, isShared),
    };
    return createContext(session, of);
  };
  const handle: YogaServerInstance<object, Context> = createYoga<object, Context>({
    schema: tracing ? tracing.traced(served) : served,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    multipart: false,
    extraParamNames: [DOCUMENT_ID],
    logging: false,
    maxRequestBodySize: false, // `useBodyLimit` does it at a third of the cost
    parserAndValidationCache: {
      documentCache: known,
      // Documents that cannot be parsed come from attacks and mistakes: neither is worth the memory.
      errorCache: { get: () => undefined, set: () => {} },
    },
    cors,
    graphiql: false, // `useExplorer` serves a page of our own
    maskedErrors: false, // `useOutcome` converts every error
    context: contextOf,
    plugins: pluginsOf({
      settings,
      trustedDocuments: options.trustedDocuments && { ...options.trustedDocuments, ...options.mcp?.documents },
      demoKeys: options.demoKeys ?? [],
      mcp: options.mcp?.plugin({
        handle: { fetch: (request) => handle.fetch(request) },
        origins: settings.corsOrigins,
        entrance,
      }),
      operators: options.hasOwnOperatorPort ? undefined : operators,
      entrance,
      operations,
      steps,
      known,
      tracing,
    }),
  });
  return {
    handle,
    listener: listenerOf(
      shortRoad({ handle, known, entrance, operations, cors, contextOf, steps: tracing ? undefined : steps }),
      { operations, cors },
    ),
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
