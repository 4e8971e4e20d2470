import type { Context } from '../context.ts';
import * as resolve from '../resolvers/subscription.ts';
import { AoiRef } from './aoi.ts';
import { DeliveryRef } from './delivery.ts';
import { DownloadRef } from './download.ts';
import { InsightRef } from './insight.ts';
import { JobRef } from './job.ts';
import { builder } from './kit/builder.ts';
import type { SelectionInfo } from './kit/selection.ts';
import { calls } from './kit/upstream-cost.ts';
import { viewOf } from './kit/view.ts';
import { OrderItemRef } from './order-item.ts';
import { VisualizationRef } from './visualization.ts';

builder.subscriptionType({
  description:
    'Long-running work to follow. Each field emits the current object at once and again whenever a selected value changes, and completes when the work has ended. ' +
    'A subscription that ends earlier ends with an error and its code.',
});

builder.subscriptionFields((t) => ({
  aoiProgress: t.field({
    type: AoiRef,
    description: 'Follows an AOI while its images are processed.',
    args: { id: t.arg.id({ required: true, description: 'The AOI, by global id or Pixxel id.' }) },
    extensions: { upstream: calls('field', 'GetAoiById') },
    ...watching(resolve.aoiProgress),
  }),
  visualizationProgress: t.field({
    type: VisualizationRef,
    description: 'Follows a visualization while its pictures are drawn.',
    args: {
      id: t.arg.id({ required: true, description: 'The visualization, by global id or Pixxel id.' }),
      aoiId: t.arg.id({
        description: 'The AOI it belongs to, by global id or Pixxel id. Required if `id` is a Pixxel id.',
      }),
    },
    extensions: { upstream: calls('field', 'ListVisualizations') },
    ...watching(resolve.visualizationProgress),
  }),
  insightProgress: t.field({
    type: InsightRef,
    description: 'Follows an insight while it runs.',
    args: {
      id: t.arg.id({ required: true, description: 'The insight, by global id or Pixxel id.' }),
      aoiId: t.arg.id({
        description: 'The AOI it belongs to, by global id or Pixxel id. Required if `id` is a Pixxel id.',
      }),
    },
    extensions: { upstream: calls('field', 'ListInsights') },
    ...watching(resolve.insightProgress),
  }),
  jobProgress: t.field({
    type: JobRef,
    description: 'Follows a job and its tasks while it runs.',
    args: {
      id: t.arg.id({ required: true, description: 'The job, by global id or Pixxel id.' }),
      workflowId: t.arg.id({
        description: 'The workflow of the job, by global id or Pixxel id. Required if `id` is a Pixxel id.',
      }),
    },
    extensions: { upstream: calls('field', 'GetJobById') },
    ...watching(resolve.jobProgress),
  }),
  orderItemProgress: t.field({
    type: OrderItemRef,
    description: 'Follows an order item and its tasks until all images are available.',
    args: { id: t.arg.id({ required: true, description: 'The order item, by global id or Pixxel id.' }) },
    extensions: { upstream: calls('field', 'GetOrderItemById') },
    ...watching(resolve.orderItemProgress),
  }),
  deliveryProgress: t.field({
    type: DeliveryRef,
    description: 'Follows a delivery to a cloud store.',
    args: { id: t.arg.id({ required: true, description: 'The delivery, by global id or Pixxel id.' }) },
    extensions: { upstream: calls('field', 'ListDeliveries') },
    ...watching(resolve.deliveryProgress),
  }),
  aoiDownloadProgress: t.field({
    type: DownloadRef,
    description: 'Follows a package of assets while it is packed.',
    args: {
      id: t.arg.id({ required: true, description: '`downloadId` of the package.' }),
      aoiId: t.arg.id({ required: true, description: 'The AOI whose assets it contains, by global id or Pixxel id.' }),
    },
    extensions: { upstream: calls('field', 'GetAoiDownload') },
    ...watching(resolve.aoiDownloadProgress),
  }),
  catalogDownloadProgress: t.field({
    type: DownloadRef,
    description: 'Follows a package of catalog images while it is packed.',
    args: { id: t.arg.id({ required: true, description: '`downloadId` of the package.' }) },
    extensions: { upstream: calls('field', 'GetCatalogDownload') },
    ...watching(resolve.catalogDownloadProgress),
  }),
}));

/** A subscription field that emits an object only if it differs in what the caller selected. */
function watching<Args, Model extends object>({ subscribe, resolve: resolveEvent }: resolve.Progress<Args, Model>) {
  return {
    subscribe: (root: unknown, args: Args, context: Context, info: SelectionInfo) =>
      subscribe(root, args, context, (model) => viewOf(model, info, context)),
    resolve: resolveEvent,
  };
}
