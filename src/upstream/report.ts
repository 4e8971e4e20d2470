import { UpstreamFailure } from './failure.ts';
import type { UpstreamClient } from './http/client.ts';

/** The order history as a table. */
export interface OrderReport {
  csv: string;
}

/** How a page of a proxy begins, or an object: no row of a table does. */
const NO_TABLE = /^\s*[<{]/;

/**
 * DownloadOrderReport: all orders of the key's organization; times are written in the zone, or as the upstream chooses.
 * @throws UpstreamFailure, of kind `invalidAnswer` for what is no table
 */
export async function getOrderReport(client: UpstreamClient, timeZone: string | undefined): Promise<OrderReport> {
  const { answer: csv } = await client.call('DownloadOrderReport', { query: { tz: timeZone } });
  if (NO_TABLE.test(csv)) {
    throw new UpstreamFailure('invalidAnswer', 'DownloadOrderReport', { message: 'The answer is no table.' });
  }
  return { csv };
}
