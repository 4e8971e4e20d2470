import * as resolve from '../resolvers/report.ts';
import type { OrderReport } from '../upstream/report.ts';
import { builder } from './kit/builder.ts';
import { calls } from './kit/upstream-cost.ts';

const OrderReportRef = builder.objectRef<OrderReport>('OrderReport').implement({
  description: 'The whole order history as a table.',
  fields: (t) => ({
    contentType: t.string({ nullable: false, description: 'Always `text/csv`.', resolve: () => 'text/csv' }),
    sizeInBytes: t.int({ nullable: false, description: 'Its length in UTF-8.', resolve: resolve.reportSize }),
    csv: t.exposeString('csv', { nullable: false, description: 'Comma-separated values, the first line their names.' }),
  }),
});

builder.queryFields((t) => ({
  orderReport: t.field({
    type: OrderReportRef,
    description: 'The order history of your organization.',
    args: { timeZone: t.arg.string({ description: 'The zone for its times, such as `Asia/Kolkata`.' }) },
    extensions: { upstream: calls('field', 'DownloadOrderReport') },
    resolve: resolve.orderReport,
  }),
}));
