import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import type { Plugin, YogaServerOptions } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../../context.ts';
import { MAX_REQUEST_BYTES, type Settings } from '../defaults.ts';
import { type ExplorerSettings, useExplorer } from '../doors/explorer.ts';
import { logOperation, logUnforeseen } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Tracing } from '../observe/tracing.ts';
import { type Entrance, useAdmission, useBodyRoom, useReservation } from './use-admission.ts';
import { useBodyLimit } from './use-body-limit.ts';
import { useClientErrors } from './use-client-errors.ts';
import { useCompiledQueries } from './use-compiled-queries.ts';
import { useHiddenSchema } from './use-hidden-schema.ts';
import { useHttpRules } from './use-http-rules.ts';
import { useIncrementalFormat } from './use-incremental-format.ts';
import { useLimits } from './use-limits.ts';
import { useLiveEvents } from './use-live-events.ts';
import { useMultipartSubscriptions } from './use-multipart-subscriptions.ts';
import { useOperationReports } from './use-operation-reports.ts';
import { type OperatorAnswers, useOperatorEndpoints } from './use-operator-endpoints.ts';
import { useQueryCost } from './use-query-cost.ts';
import { useStreamHeaders } from './use-stream-headers.ts';
import { type TrustedDocuments, useNoDocumentIds, useTrustedDocuments } from './use-trusted-documents.ts';
import { useUnforeseenErrors } from './use-unforeseen-errors.ts';
import { useUpstreamTrace } from './use-upstream-trace.ts';
import { useWarnings } from './use-warnings.ts';
import { useWellFormedRequests } from './use-well-formed-requests.ts';

/** What the plugins share with the rest of a gateway. */
export interface PluginParts {
  settings: Settings;
  trustedDocuments: TrustedDocuments | undefined;
  /** Keys that the explorer offers. */
  demoKeys: ExplorerSettings['demoKeys'];
  /** Answers `/mcp`, if that door is open. */
  mcp: Plugin<Context> | undefined;
  /** Undefined: health and metrics have a port of their own. */
  operators: OperatorAnswers | undefined;
  entrance: Entrance;
  metrics: Metrics;
  logger: Logger | undefined;
  tracing: Tracing | undefined;
  /** Removes a document's text from the cache of parsed documents. */
  forgetDocument(text: string): void;
}

/**
 * Everything that a request passes on its way to the resolvers and back, in this order. Yoga and envelop run all plugins phase by
 * phase; within a phase, hooks run in the order of this list, on the way in and on the way out.
 */
export function pluginsOf(parts: PluginParts): NonNullable<YogaServerOptions<object, Context>['plugins']> {
  const { settings, metrics, logger, tracing } = parts;
  const reportUnforeseen = (error: unknown, requestId: string) => {
    if (logger) logUnforeseen(logger, error, requestId);
  };
  return [
    // The request arrives: nothing of its body has been read.
    parts.operators ? useOperatorEndpoints(parts.operators) : {}, // first: health must answer under load
    useAdmission(parts.entrance), // before any work is done for the request
    useHttpRules(), // refuses what another site's page could send; sets the headers of every response
    useStreamHeaders(), // after them: streamed responses have their own
    settings.hasGraphiql ? useExplorer({ demoKeys: parts.demoKeys, tilesUrl: settings.tilesUrl }) : {}, // the page for browsers
    parts.mcp ?? {}, // sends the operations of its tools through this list again

    // The body is read and parsed as JSON.
    useWellFormedRequests(), // wraps Yoga's parser: what it throws could quote the body
    useBodyLimit(MAX_REQUEST_BYTES), // outermost: the body is bounded before it is parsed
    useBodyRoom(parts.entrance), // of a body that is not too large itself

    // The operation runs, and its result passes on the way out.
    useDeferStream(), // validation rules of @defer and @stream
    useIncrementalFormat(), // before anything runs for a caller who could not read it
    useMultipartSubscriptions(), // chooses how the events of a subscription are written
    useCompiledQueries(), // replaces the executor for hot queries
    useUpstreamTrace(), // adds the calls to the result
    useWarnings(), // adds what the result does not show
    useUnforeseenErrors(reportUnforeseen), // sees errors as they were thrown, so before they are converted
    useClientErrors(), // from here on, errors are what the client sees

    // The document is parsed and validated.
    settings.hasIntrospection ? {} : useHiddenSchema(), // also removes suggestions, so after the errors' messages are final
    parts.trustedDocuments ? useTrustedDocuments(parts.trustedDocuments) : useNoDocumentIds(), // before the parser does any work
    useOperationReports({
      began: (type) => metrics.operationBegan(type),
      ended(report) {
        metrics.operationEnded(report);
        if (logger) logOperation(logger, report);
      },
    }), // reads the codes of converted errors; before the limits, so it also reports what they refuse
    useLimits(settings.limits, (text) => parts.forgetDocument(text)), // a refused operation skips the hooks below

    // Only for operations that are within the limits.
    useQueryCost({ complexity: settings.limits.complexity, upstreamCalls: settings.maxUpstreamCalls }), // a dry run ends here
    useReservation(parts.entrance), // waits for room, so after all that refuses
    useLiveEvents(reportUnforeseen), // executes each event of a subscription in a context of its own
    tracing ? tracing.plugin : {}, // last: its span is around the executor that the others have chosen
  ];
}
