import * as resolve from '../resolvers/report.ts';
import type { OrderReport } from '../upstream/report.ts';
import { builder } from './kit/builder.ts';
import { calls } from './kit/upstream-cost.ts';

const OrderReportRef = builder.objectRef<OrderReport>('OrderReport').implement({
  description: 'The order history as CSV.',
  fields: (t) => ({
    contentType: t.string({
      nullable: false,
      description: 'Media type, always `text/csv`.',
      resolve: () => 'text/csv',
    }),
    sizeInBytes: t.int({
      nullable: false,
      description: 'Size in bytes of `csv` in UTF-8.',
      resolve: resolve.reportSize,
    }),
    csv: t.exposeString('csv', {
      nullable: false,
      description: 'Comma-separated values. The first line has the column names.',
    }),
  }),
});

builder.queryFields((t) => ({
  orderReport: t.field({
    type: OrderReportRef,
    description: 'The order history of your organization.',
    args: { timeZone: t.arg.string({ description: 'Time zone of the times in the report, such as `Asia/Kolkata`.' }) },
    extensions: { upstream: calls('field', 'DownloadOrderReport') },
    resolve: resolve.orderReport,
  }),
}));
