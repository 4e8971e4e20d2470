import * as resolve from '../resolvers/under-way.ts';
import { AoiRef } from './aoi.ts';
import { DeliveryRef } from './delivery.ts';
import { InsightRef } from './insight.ts';
import { JobRef } from './job.ts';
import { builder } from './kit/builder.ts';
import { calls } from './kit/upstream-cost.ts';
import { OrderItemRef } from './order-item.ts';

const UnderWayRef = builder.objectRef<resolve.UnderWay>('UnderWay').implement({
  description:
    'Work that has not ended, newest first: all that the key can access, with `state` `PENDING` or `RUNNING`. Each list costs calls only if it is selected.',
  fields: (t) => ({
    aois: t.field({
      type: [AoiRef],
      description: 'AOIs that are being processed.',
      extensions: { upstream: calls('field', 'ListAois') },
      resolve: resolve.aoisUnderWay,
    }),
    insights: t.field({
      type: [InsightRef],
      description:
        'Insights that are being computed. They are read AOI by AOI, newest AOI first. If the operation runs out of calls to Pixxel before the end, `extensions.warnings` says so.',
      extensions: { upstream: [...calls('field', 'ListAois'), ...calls('each', 'ListInsights')] },
      resolve: resolve.insightsUnderWay,
    }),
    jobs: t.field({
      type: [JobRef],
      description:
        'Jobs that are running. They are read workflow by workflow, newest workflow first. If the operation runs out of calls to Pixxel before the end, `extensions.warnings` says so.',
      extensions: { upstream: [...calls('field', 'ListWorkflows'), ...calls('each', 'ListJobs')] },
      resolve: resolve.jobsUnderWay,
    }),
    orderItems: t.field({
      type: [OrderItemRef],
      description: 'Order items that are not paid yet, or whose images are being captured or prepared.',
      extensions: { upstream: calls('field', 'ListOrderItems') },
      resolve: resolve.orderItemsUnderWay,
    }),
    deliveries: t.field({
      type: [DeliveryRef],
      description: 'Images that are being transferred to cloud stores.',
      extensions: { upstream: calls('field', 'ListDeliveries') },
      resolve: resolve.deliveriesUnderWay,
    }),
  }),
});

builder.queryFields((t) => ({
  underWay: t.field({
    type: UnderWayRef,
    description: 'Everything that is being processed now: AOIs, insights, jobs, order items and deliveries.',
    resolve: resolve.underWay,
  }),
}));
