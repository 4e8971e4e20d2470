import type { Context } from '../context.ts';
import type { LiveEvent } from '../live/poller.ts';
import type { Loaders } from '../loaders/index.ts';
import { type Aoi, getAoi } from '../upstream/aoi.ts';
import { getCatalogDownload } from '../upstream/catalog.ts';
import { type Delivery, getDelivery } from '../upstream/delivery.ts';
import { type Download, getAoiDownload, isDownloadOver } from '../upstream/download.ts';
import { isNotFound, UpstreamFailure } from '../upstream/failure.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import { getInsight, type Insight, type InsightKey } from '../upstream/insight.ts';
import { getJob, type Job, type JobKey } from '../upstream/job.ts';
import { getOrderItem, type OrderItem } from '../upstream/order-item.ts';
import { getVisualization, type Visualization } from '../upstream/visualization.ts';
import type { VisualizationKey } from '../upstream/visualization-legend.ts';
import { isTerminal, type LifecycleState } from '../upstream/wire/lifecycle.ts';
import { idOf } from './input/global-id.ts';
import type { Maybe } from './input/maybe.ts';
import { insightKeyOf } from './insight.ts';
import { jobKeyOf } from './job.ts';
import { visualizationKeyOf } from './visualization.ts';

interface ById {
  id: string;
}

interface OfAoi extends ById {
  aoiId?: Maybe<string>;
}

/** Subscription.aoiProgress */
export const aoiProgress = progressOf<ById, string, Aoi>('Aoi', {
  key: ({ id }) => idOf('Aoi', id),
  read: getAoi,
  keep: ({ aoi }, model) => aoi.byId.prime(model.id, model),
});

/** Subscription.visualizationProgress */
export const visualizationProgress = progressOf<OfAoi, VisualizationKey, Visualization>('Visualization', {
  key: ({ id, aoiId }) => visualizationKeyOf(id, aoiId, ['id']),
  read: getVisualization,
  keep: ({ visualization }, model) => visualization.keep(model),
});

/** Subscription.insightProgress */
export const insightProgress = progressOf<OfAoi, InsightKey, Insight>('Insight', {
  key: ({ id, aoiId }) => insightKeyOf(id, aoiId, ['id']),
  read: getInsight,
  isOver: ({ state, deletedAt }) => isTerminal(state) || deletedAt !== null,
  keep: ({ insight }, model) => insight.byKey.prime(model, model),
});

/** Subscription.jobProgress */
export const jobProgress = progressOf<ById & { workflowId?: Maybe<string> }, JobKey, Job>('Job', {
  key: ({ id, workflowId }) => jobKeyOf(id, workflowId, ['id']),
  read: getJob,
  keep: ({ job }, model) => job.byKey.prime(model, model),
});

/** Subscription.orderItemProgress */
export const orderItemProgress = progressOf<ById, string, OrderItem>('OrderItem', {
  key: ({ id }) => idOf('OrderItem', id),
  read: getOrderItem,
  keep: ({ orderItem }, model) => orderItem.byId.prime(model.id, model),
});

/** Subscription.deliveryProgress */
export const deliveryProgress = progressOf<ById, string, Delivery>('Delivery', {
  key: ({ id }) => idOf('Delivery', id),
  read: getDelivery,
  keep: ({ delivery }, model) => delivery.byId.prime(model.id, model),
});

/** Subscription.aoiDownloadProgress */
export const aoiDownloadProgress = progressOf<{ id: string; aoiId: string }, { aoiId: string; id: string }, Download>(
  'aoi download',
  {
    key: ({ id, aoiId }) => ({ aoiId: idOf('Aoi', aoiId, ['aoiId']), id }),
    read: (client, { aoiId, id }) => getAoiDownload(client, aoiId, id),
    isOver: isDownloadOver,
  },
);

/** Subscription.catalogDownloadProgress */
export const catalogDownloadProgress = progressOf<ById, string, Download>('catalog download', {
  key: ({ id }) => id,
  read: getCatalogDownload,
  isOver: isDownloadOver,
});

/** How one kind of long-running work is watched. */
interface Trackable<Args, Key, Model> {
  /** Identity of the object within its kind. @throws InputError */
  key(args: Args): Key;
  /** @throws UpstreamFailure, also if it does not exist */
  read(client: UpstreamClient, key: Key): Promise<Model>;
  /** Whether it has ended. Its state decides if this is left out. */
  isOver?(model: Model): boolean;
  /** Primes the loaders of the event, so relations that lead back to the object cost nothing. Omitted if the object has no such relation. */
  keep?(loaders: Loaders, model: Model): void;
}

/** The two functions of a subscription field. */
export interface Progress<Args, Model> {
  /** @param viewOf what the caller sees of an object: events are sent only when it changes */
  subscribe(
    root: unknown,
    args: Args,
    context: Context,
    viewOf: (model: Model) => string,
  ): AsyncIterable<LiveEvent<Model>>;
  /** Runs for each event, in its own context. @throws the failure that ended the subscription */
  resolve(event: LiveEvent<Model>, args: Args, context: Context): Model;
}

function progressOf<Args, Key, Model extends { state: LifecycleState }>(
  kind: string,
  { key, read, isOver, keep }: Trackable<Args, Key, Model>,
): Progress<Args, Model> {
  return {
    subscribe(_root, args, context, viewOf) {
      const known = key(args);
      const watched = {
        name: `${kind} ${JSON.stringify(known)}`,
        read: (client: UpstreamClient) => saidAsNotFound(read(client, known)),
        isOver: isOver ?? (({ state }: Model) => isTerminal(state)),
      };
      return context.live.watch(watched, viewOf);
    },
    resolve(event, _args, { loaders }) {
      if ('failure' in event) throw event.failure;
      keep?.(loaders, event.model);
      return event.model;
    },
  };
}

/** Some families answer 400 or 403 for an object that does not exist. Subscribers get the same error for all families. */
async function saidAsNotFound<Model>(read: Promise<Model>): Promise<Model> {
  try {
    return await read;
  } catch (failure) {
    if (!(failure instanceof UpstreamFailure) || !isNotFound(failure)) throw failure;
    const { operation, status, upstreamCode, upstreamMessage } = failure;
    throw new UpstreamFailure('notFound', operation, { status, code: upstreamCode, message: upstreamMessage });
  }
}
