import type { Context } from '../context.ts';
import type { LiveEvent, Watched } from '../live/poller.ts';
import type { Loaders } from '../loaders/index.ts';
import { type Aoi, getAoi } from '../upstream/aoi.ts';
import type { UpstreamClient } from '../upstream/client.ts';
import { isNotFound, UpstreamFailure } from '../upstream/failure.ts';
import { isTerminal, type LifecycleState } from '../upstream/lifecycle.ts';
import { idOf } from './global-id.ts';

/** How a subscription field is served. */
export interface Progress<Args, Model> {
  subscribe(root: unknown, args: Args, context: Context): AsyncIterable<LiveEvent<Model>>;
  resolve(event: LiveEvent<Model>, args: Args, context: Context): Model;
}

/** What makes one kind of long work watchable. */
interface ProgressOf<Args, Model> {
  /** The keys that tell it from every other of its kind. @throws InputError */
  keys(args: Args): readonly string[];
  /** Reads it by those keys. @throws UpstreamFailure */
  read(client: UpstreamClient, ...keys: string[]): Promise<Model>;
  /** Gives it to the loaders of its event, so that what leads back to it costs nothing. */
  prime(loaders: Loaders, model: Model): void;
}

/** Subscription.aoiProgress */
export const aoiProgress = progressOf<{ id: string }, Aoi>('Aoi', {
  keys: ({ id }) => [idOf('Aoi', id)],
  read: getAoi,
  prime: (loaders, aoi) => loaders.aoi.byId.prime(aoi.id, aoi),
});

function progressOf<Args, Model extends { state: LifecycleState }>(
  kind: string,
  { keys, read, prime }: ProgressOf<Args, Model>,
): Progress<Args, Model> {
  return {
    subscribe(_root, args, context) {
      const values = keys(args);
      const thing: Watched<Model> = {
        name: [kind, ...values.map(encodeURIComponent)].join(' '),
        read: (client) => saidAsNotFound(read(client, ...values)),
        isOver: ({ state }) => isTerminal(state),
      };
      return context.watch(thing);
    },
    resolve(event, _args, { loaders }) {
      if ('failure' in event) throw event.failure;
      prime(loaders, event.model);
      return event.model;
    },
  };
}

/** Some families say with a 400 or a 403 that a thing is not there: a subscriber hears the same of all. */
async function saidAsNotFound<Model>(read: Promise<Model>): Promise<Model> {
  try {
    return await read;
  } catch (failure) {
    if (failure instanceof UpstreamFailure && isNotFound(failure)) {
      const { operation, status, upstreamCode, upstreamMessage } = failure;
      throw new UpstreamFailure('notFound', operation, { status, code: upstreamCode, message: upstreamMessage });
    }
    throw failure;
  }
}
