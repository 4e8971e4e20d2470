import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import type { Plugin, YogaServerOptions } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { MAX_REQUEST_BYTES, type Settings } from '../defaults.ts';
import { useBrowserNotice } from '../doors/browser-notice.ts';
import { type ExplorerSettings, useExplorer } from '../doors/explorer.ts';
import type { OperationListener } from '../observe/operation-report.ts';
import type { Tracing } from '../observe/tracing.ts';
import type { KnownDocuments } from './known-documents.ts';
import type { OperationSteps } from './operation-steps.ts';
import { useAcceptedFormat } from './use-accepted-format.ts';
import { type Entrance, useAdmission, useBodyRoom } from './use-admission.ts';
import { useAnswerText } from './use-answer-text.ts';
import { useBodyLimit } from './use-body-limit.ts';
import { useBodyTurns } from './use-body-turns.ts';
import { useHttpRules } from './use-http-rules.ts';
import { useLimits } from './use-limits.ts';
import { useLiveEvents } from './use-live-events.ts';
import { useMultipartSubscriptions } from './use-multipart-subscriptions.ts';
import { useOperation } from './use-operation.ts';
import { type OperatorAnswers, useOperatorEndpoints } from './use-operator-endpoints.ts';
import { useOutcome } from './use-outcome.ts';
import { useParsedOperations } from './use-parsed-operations.ts';
import { useStreamHeaders } from './use-stream-headers.ts';
import { type TrustedDocuments, useNoDocumentIds, useTrustedDocuments } from './use-trusted-documents.ts';
import { useValidation } from './use-validation.ts';
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
  operations: OperationListener;
  steps: OperationSteps;
  known: KnownDocuments;
  tracing: Tracing | undefined;
}

/**
 * Everything that a request passes on its way to the resolvers and back, in this order. Yoga and envelop run all plugins phase by
 * phase; within a phase, hooks run in the order of this list, on the way in and on the way out.
 */
export function pluginsOf(parts: PluginParts): NonNullable<YogaServerOptions<object, Context>['plugins']> {
  const { settings, trustedDocuments, tracing } = parts;
  return [
    // A request arrives: nothing of its body has been read.
    parts.operators ? useOperatorEndpoints(parts.operators) : {}, // health and metrics answer whatever the load
    useAdmission(parts.entrance), // is there room? Before any work is done
    useHttpRules(), // refuses what a page of another site could send; sets the headers of every response
    useStreamHeaders(), // after them: streamed responses have their own
    settings.hasGraphiql ? useExplorer({ ...settings, demoKeys: parts.demoKeys }) : {}, // the page for browsers
    useBrowserNotice(settings.hasGraphiql), // a sentence for browsers where there is no page
    parts.mcp ?? {}, // sends the operations of its tools through this list again

    // Its body becomes the parameters of an operation.
    useParsedOperations(), // has them already: replaces Yoga's parser for what came over a WebSocket, or from a tool
    useBodyTurns(parts.entrance), // next to the parser: what is around it bounds the body first
    useWellFormedRequests(), // around the parser: what that throws could quote the body
    useBodyLimit(MAX_REQUEST_BYTES), // outermost: bounds the body before it is parsed
    useBodyRoom(parts.entrance), // of a body that is not too large itself

    // The document is parsed and validated.
    trustedDocuments ? useTrustedDocuments(trustedDocuments) : useNoDocumentIds(), // only registered texts get further
    useDeferStream(), // the validation rules of @defer and @stream
    useValidation(settings.hasIntrospection), // in place of graphql's; without introspection, no suggestions either
    useLimits(settings.limits, (text) => parts.known.delete(text)), // around parser and validation: refuses before they take long

    // The operation runs.
    useMultipartSubscriptions(), // chooses how the events of a subscription are written
    useAcceptedFormat(), // after Yoga and all others have chosen
    useOutcome(parts.operations), // converts and reports the result, whoever made it
    useOperation(parts.steps), // checks that it may run; compiles hot queries
    useLiveEvents(), // sends each event of a subscription through this whole phase again
    useAnswerText(parts.entrance), // writes results; large ones in turns, so they do not hold up other callers
    tracing ? tracing.plugin : {}, // last: its span is around the executor that the others have chosen
  ];
}
