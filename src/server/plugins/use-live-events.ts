import { createSourceEventStream, type ExecutionArgs, execute } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { noRoom, withinRoom } from './use-admission.ts';
import { withClientErrors } from './use-client-errors.ts';
import { tellUnforeseen } from './use-unforeseen-errors.ts';
import { withUpstreamTrace } from './use-upstream-trace.ts';
import { withWarnings } from './use-warnings.ts';

type OperationContext = Context & YogaInitialContext;

/**
 * Executes each event of a subscription in a context of its own: else all events would share the first one's loaders, and
 * show children as they were then. Yoga gives every event the operation's context, so this takes its place.
 * @param tell of each error that is the gateway's own fault
 */
export function useLiveEvents(tell: (error: unknown, requestId: string) => void): Plugin<OperationContext> {
  return {
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn((args) => subscribeByEvent(args, tell)),
  };
}

async function subscribeByEvent(args: ExecutionArgs, tell: (error: unknown, requestId: string) => void) {
  const contextValue = args.contextValue as OperationContext; // as the server's own context factory made it
  const source = await createSourceEventStream(args);
  if (!isAsyncIterable(source)) return withClientErrors(source, contextValue.requestId);
  return mapAsyncIterator(source[Symbol.asyncIterator](), async (event) => {
    const eventContext = { ...contextValue, ...contextValue.renewed() };
    const eventArgs = { ...args, rootValue: event, contextValue: eventContext };
    const result = (await withinRoom(args, async () => execute(eventArgs))) ?? { errors: [noRoom()] };
    tellUnforeseen(result, eventContext.requestId, tell);
    contextValue.record.ofEvents += eventContext.record.calls.length;
    const answer = withWarnings(withClientErrors(result, eventContext.requestId), eventContext);
    return withUpstreamTrace(answer, eventContext);
  });
}
