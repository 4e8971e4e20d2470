import { stringify } from 'csv-stringify/sync';
import { orderItemNow } from './order-item.ts';
import { type Handlers, invalid } from './server/handler.ts';
import { momentOf } from './world/dates.ts';

export const reportHandlers: Handlers<'DownloadOrderReport'> = {
  /** A line for each order item, its times in the caller's own zone. */
  DownloadOrderReport({ store, account, query: { tz = 'UTC' } }) {
    const written = clockOf(tz);
    const lines = store.orderItems
      .values()
      .filter(({ org_id }) => org_id === account.orgId)
      .map((stored) => {
        const item = orderItemNow(store, stored);
        return {
          'Order ID': item.order_id,
          'Order item ID': item.id,
          Name: item.name,
          Project: store.projects.get(stored.project_id)?.title,
          Type: item.type,
          Status: item.status,
          'Payment status': item.payment_status,
          'Area (sq km)': item.area,
          'Tokens used': item.tokens_used,
          'Created at': written.format(momentOf(item.created_at ?? '')),
          'Time zone': tz,
        };
      });
    return stringify(lines.toArray(), { header: true });
  },
};

function clockOf(tz: string): Intl.DateTimeFormat {
  try {
    // Swedish writes dates as 2025-03-14 05:26:51.
    return new Intl.DateTimeFormat('sv-SE', { timeZone: tz, dateStyle: 'short', timeStyle: 'medium' });
  } catch {
    throw invalid('tz is not a time zone', { tz });
  }
}
