import { type ExecutionResult, execute } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import type { OperationSteps } from './operation-steps.ts';
import { eventWasSent, leave, leaveWithLastPart } from './use-admission.ts';
import { isLiveEvent } from './use-live-events.ts';

/** A result that a hook can replace. */
interface Settable<Result> {
  result: Result;
  setResult(result: ExecutionResult): void;
}

/** Takes the steps of operations. They are one hook: envelop creates about ten objects for each hook of each operation. */
export function useOperation(steps: OperationSteps): Plugin<Context> {
  return {
    onExecute({ args, setExecuteFn, setResultAndStopExecution }) {
      const { request } = args.contextValue;
      const isEvent = isLiveEvent(args);
      const answer = isEvent ? steps.check(request, args) : steps.begin(request, args);
      if (answer) return setResultAndStopExecution(answer);

      // Yoga's own executor would subscribe again for an event.
      const run = isEvent ? execute : steps.compiled.runnerOf(args);
      if (run) setExecuteFn(run);
      const extend = ({ result, setResult }: Settable<ExecutionResult>) => {
        const extended = steps.extended(request, result, args);
        if (extended !== result) setResult(extended);
      };
      const hooks = {
        onExecuteDone({ result, setResult }: Settable<ExecutionResult | AsyncIterable<ExecutionResult>>) {
          if (isEvent) eventWasSent(request);
          if (isAsyncIterable(result)) return { onNext: extend, ...leaveWithLastPart(request) };
          return extend({ result, setResult });
        },
      };
      const room = steps.reserve(request, args);
      return (
        room?.then((refused) => {
          if (refused) setResultAndStopExecution(refused);
          return hooks;
        }) ?? hooks
      );
    },

    onSubscribe({ args, setResultAndStopExecution }) {
      const { request } = args.contextValue;
      const answer = steps.beginSubscription(request, args);
      if (answer) return setResultAndStopExecution(answer);
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
