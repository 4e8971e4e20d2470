import { AsyncLocalStorage } from 'node:async_hooks';
import { createSourceEventStream, type ExecutionArgs } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin, type YogaServer } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import type { LiveEvent } from '../../live/poller.ts';

/**
 * Executes each event of a subscription as its own operation: with the same plugins as a query and its own context,
 * so no event sees what the loaders of an earlier one have read.
 */
export function useLiveEvents(): Plugin<Context> {
  let server: Pick<YogaServer<object, Context>, 'getEnveloped'> | undefined;
  return {
    onYogaInit({ yoga }) {
      server = yoga;
    },
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (args: ExecutionArgs) => {
        const source = await createSourceEventStream(args);
        if (!isAsyncIterable(source)) return source;
        // Each subscription field gives events of this kind.
        const events = source[Symbol.asyncIterator]() as AsyncIterator<LiveEvent<unknown>>;
        // Events are read by the response, outside of the subscription's span, but their spans belong below it.
        const inSubscription = AsyncLocalStorage.snapshot();
        return mapAsyncIterator(events, (rootValue: LiveEvent<unknown>) => {
          // Created by the server's own context factory.
          const subscription = args.contextValue as Context;
          const contextValue = { ...subscription, ...subscription.live.forEvent(rootValue) };
          return inSubscription(() => server?.getEnveloped(contextValue).execute({ ...args, rootValue, contextValue }));
        });
      });
    },
  };
}

/** Whether an execution is one event of a subscription: nothing else has a root value. */
export function isLiveEvent({ rootValue }: ExecutionArgs): boolean {
  return rootValue !== undefined;
}
