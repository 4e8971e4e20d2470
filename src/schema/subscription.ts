import * as resolve from '../resolvers/subscription.ts';
import { AoiRef } from './aoi.ts';
import { DeliveryRef } from './delivery.ts';
import { DownloadRef } from './download.ts';
import { InsightRef } from './insight.ts';
import { JobRef } from './job.ts';
import { builder } from './kit/builder.ts';
import { calls } from './kit/upstream-cost.ts';
import { OrderItemRef } from './order-item.ts';
import { VisualizationRef } from './visualization.ts';

builder.subscriptionType({
  description:
    'What can be watched. Each field gives its object at once and again at every change, and ends when nothing more will happen to it. ' +
    'What ends it before that comes as an error with a code.',
});

builder.subscriptionFields((t) => ({
  aoiProgress: t.field({
    type: AoiRef,
    description: 'An AOI while its images are cut.',
    args: { id: t.arg.id({ required: true, description: 'The AOI, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'GetAoiById') },
    ...resolve.aoiProgress,
  }),
  visualizationProgress: t.field({
    type: VisualizationRef,
    description: 'A visualization while it is drawn.',
    args: {
      id: t.arg.id({ required: true, description: 'The visualization, by either of its ids.' }),
      aoiId: t.arg.id({ description: 'Its AOI; needed where `id` is not a global id.' }),
    },
    extensions: { upstream: calls('field', 'ListVisualizations') },
    ...resolve.visualizationProgress,
  }),
  insightProgress: t.field({
    type: InsightRef,
    description: 'An insight while it is computed.',
    args: {
      id: t.arg.id({ required: true, description: 'The insight, by either of its ids.' }),
      aoiId: t.arg.id({ description: 'Its AOI; needed where `id` is not a global id.' }),
    },
    extensions: { upstream: calls('field', 'ListInsights') },
    ...resolve.insightProgress,
  }),
  jobProgress: t.field({
    type: JobRef,
    description: 'A job while it runs, with its tasks.',
    args: {
      id: t.arg.id({ required: true, description: 'The job, by either of its ids.' }),
      workflowId: t.arg.id({ description: 'Its workflow; needed where `id` is not a global id.' }),
    },
    extensions: { upstream: calls('field', 'GetJobById') },
    ...resolve.jobProgress,
  }),
  orderItemProgress: t.field({
    type: OrderItemRef,
    description: 'An order item from its order until all its images are there, with its tasks.',
    args: { id: t.arg.id({ required: true, description: 'The order item, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'GetOrderItemById') },
    ...resolve.orderItemProgress,
  }),
  deliveryProgress: t.field({
    type: DeliveryRef,
    description: 'A delivery on its way to a store.',
    args: { id: t.arg.id({ required: true, description: 'The delivery, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'ListDeliveries') },
    ...resolve.deliveryProgress,
  }),
  aoiDownloadProgress: t.field({
    type: DownloadRef,
    description: 'A package of assets while it is packed.',
    args: {
      id: t.arg.id({ required: true, description: 'The `downloadId` of the package.' }),
      aoiId: t.arg.id({ required: true, description: 'The AOI whose assets it holds, by either of its ids.' }),
    },
    extensions: { upstream: calls('field', 'GetAoiDownload') },
    ...resolve.aoiDownloadProgress,
  }),
  catalogDownloadProgress: t.field({
    type: DownloadRef,
    description: 'A package of catalog images while it is packed.',
    args: { id: t.arg.id({ required: true, description: 'The `downloadId` of the package.' }) },
    extensions: { upstream: calls('field', 'GetCatalogDownload') },
    ...resolve.catalogDownloadProgress,
  }),
}));
