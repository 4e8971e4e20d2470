import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import type { OperationListener } from '../observe/operation-report.ts';
import { CompiledQueries } from './compiled-queries.ts';
import { complexityRefusal } from './complexity.ts';
import { withExtensions } from './extensions.ts';
import { formatRefusal } from './incremental-format.ts';
import type { KnownDocuments } from './known-documents.ts';
import { type CostLimits, dryRun } from './query-cost.ts';
import {
  type Entrance,
  eventWasSent,
  leave,
  leaveWithLastPart,
  reserve,
  reserveSubscription,
} from './use-admission.ts';
import { isLiveEvent } from './use-live-events.ts';
import { begin } from './use-outcome.ts';
import { variableRefusal } from './variables.ts';

/** What the steps of an operation share with the rest of a gateway. */
export interface OperationParts {
  entrance: Entrance;
  operations: OperationListener;
  known: KnownDocuments;
  limits: CostLimits;
  hasIntrospection: boolean;
}

/** A result that a hook can replace. */
interface Settable<Result> {
  result: Result;
  setResult(result: ExecutionResult): void;
}

/**
 * What an operation passes between its valid document and the executor, in this order, and what its results pass on the way
 * back. The steps are one hook: envelop creates about ten objects for each hook of each operation.
 */
export function useOperation({
  entrance,
  operations,
  known,
  limits,
  hasIntrospection,
}: OperationParts): Plugin<Context> {
  const compiled = new CompiledQueries();

  /** The answer to an operation that must not run. */
  const refusalOf = (args: ExecutionArgs): ExecutionResult | undefined =>
    variableRefusal(args, !hasIntrospection) ?? complexityRefusal(args, limits.complexity);

  return {
    onExecute({ args, setExecuteFn, setResultAndStopExecution }) {
      const { request } = args.contextValue;
      const isEvent = isLiveEvent(args);
      if (!isEvent) begin(request, args, operations);
      known.add(args.document);
      const answer = formatRefusal(request, args) ?? refusalOf(args) ?? dryRun(request, args, limits);
      if (answer) return setResultAndStopExecution(answer);

      // Yoga's own executor would subscribe again for an event.
      const run = isEvent ? execute : compiled.runnerOf(args);
      if (run) setExecuteFn(run);
      const extend = ({ result, setResult }: Settable<ExecutionResult>) => {
        const extended = withExtensions(request, result, args, limits);
        if (extended !== result) setResult(extended);
      };
      const hooks = {
        onExecuteDone({ result, setResult }: Settable<ExecutionResult | AsyncIterable<ExecutionResult>>) {
          if (isEvent) eventWasSent(request);
          if (isAsyncIterable(result)) return { onNext: extend, ...leaveWithLastPart(request) };
          return extend({ result, setResult });
        },
      };
      const room = reserve(request, args, entrance);
      return (
        room?.then((refused) => {
          if (refused) setResultAndStopExecution(refused);
          return hooks;
        }) ?? hooks
      );
    },

    onSubscribe({ args, setResultAndStopExecution }) {
      const { request } = args.contextValue;
      begin(request, args, operations);
      const refused = refusalOf(args);
      if (refused) return setResultAndStopExecution(refused);
      const full = reserveSubscription(request, entrance);
      if (full) setResultAndStopExecution(full);
      return {
        onSubscribeResult({ result }) {
          if (isAsyncIterable(result)) return leaveWithLastPart(request);
          leave(request);
          return undefined;
        },
      };
    },
  };
}
