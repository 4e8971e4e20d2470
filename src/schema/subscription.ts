import * as resolve from '../resolvers/subscription.ts';
import { AoiRef } from './aoi.ts';
import { builder } from './builder.ts';
import { calls } from './upstream-cost.ts';

builder.subscriptionType({
  description:
    'What can be watched. Each field gives its object at once, again at every change, and ends when nothing more will happen to it. ' +
    'What ends it before is told by an error with a code.',
});

builder.subscriptionFields((t) => ({
  aoiProgress: t.field({
    type: AoiRef,
    description: 'An AOI while its images are cut.',
    args: { id: t.arg.id({ required: true, description: 'The AOI, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'GetAoiById') },
    ...resolve.aoiProgress,
  }),
}));
