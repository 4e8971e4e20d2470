import { Pollers } from '../live/poller-pool.ts';
import { Upstream } from '../upstream/http/client.ts';
import { Admission } from './admission.ts';
import type { AllGatewayOptions } from './all-options.ts';
import type { Settings } from './defaults.ts';
import { heapLimitBytes } from './observe/heap.ts';
import { LoadMonitor } from './observe/load-monitor.ts';
import { logFailingCall, logOperation, logUnforeseen } from './observe/log.ts';
import { Metrics } from './observe/metrics.ts';
import type { OperationListener } from './observe/operation-report.ts';
import { Readiness } from './observe/readiness.ts';
import { notesOf } from './operation-request.ts';
import { authorizationOf, type Entrance } from './plugins/use-admission.ts';

/** What all requests of a gateway share. */
export interface Shared {
  upstream: Upstream;
  /** What subscriptions watch. Closing them ends every subscription with an error that says so. */
  pollers: Pollers;
  entrance: Entrance;
  /** Reports operations to the metrics and the log. */
  operations: OperationListener;
  metrics: Metrics;
  readiness: Readiness;
  load: LoadMonitor;
}

/** The part of an operation's time that it may wait for room. The rest is enough to run it. */
const WAITING = 0.5;
/** Bytes of the API's answers that operations hold, as a part of the heap. Decoded coordinates take almost three times as much. */
const ANSWERS = 0.25;
/** More than a slice of a large answer. */
const MAX_EVENT_LOOP_LAG_MS = 15;

/** Creates what all requests of a gateway share. Opens no connection. */
export function createShared(options: AllGatewayOptions, settings: Settings): Shared {
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
      answerBytes: options.maxAnswerBytes ?? heapLimitBytes * ANSWERS,
      waitMs: settings.timeoutMs * WAITING,
    },
    load,
  );
  const metrics = new Metrics({
    waitingCalls: () => upstream.waitingCalls,
    eventLoopLagMs: () => load.lagMs,
    operations: () => admission.operations,
    complexity: () => admission.values,
    isUpstreamUp: () => readiness.isUpstreamUpSoon(),
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
  const pollers = new Pollers(
    {
      minIntervalMs: settings.pollMinIntervalMs,
      maxIntervalMs: settings.pollMaxIntervalMs,
      maxAgeMs: settings.subscriptionMaxAgeMs,
    },
    options.pollClock,
  );
  const operations: OperationListener = {
    began: (type) => metrics.operationBegan(type),
    ended(report) {
      metrics.operationEnded(report);
      if (logger) logOperation(logger, report);
    },
    failed: (cause, requestId) => logger && logUnforeseen(logger, cause, requestId),
  };
  return {
    upstream,
    pollers,
    entrance: entranceOf(upstream, admission, metrics),
    operations,
    metrics,
    readiness,
    load,
  };
}

function entranceOf(upstream: Upstream, admission: Admission, metrics: Metrics): Entrance {
  const entrance: Entrance = {
    admission,
    credentialOf(request) {
      const notes = notesOf(request);
      notes.credential ??= entrance.hashOf(authorizationOf(request));
      return notes.credential;
    },
    hashOf: (authorization) => (authorization ? upstream.hashOf(authorization) : ''),
    onRefused: () => metrics.requestShed(),
  };
  return entrance;
}
