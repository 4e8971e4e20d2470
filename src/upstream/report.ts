import type { UpstreamClient } from './client.ts';

/** The order history as a table. */
export interface OrderReport {
  csv: string;
}

/** DownloadOrderReport: all orders of the key's organization; times are written in the zone, or as the upstream chooses. */
export async function getOrderReport(client: UpstreamClient, timeZone: string | undefined): Promise<OrderReport> {
  return { csv: await client.call('DownloadOrderReport', { query: { tz: timeZone } }) };
}
