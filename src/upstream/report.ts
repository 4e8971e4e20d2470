import { UpstreamFailure } from './failure.ts';
import type { UpstreamClient } from './http/client.ts';

/** The order history as CSV. */
export interface OrderReport {
  csv: string;
}

/** How a proxy's page or a JSON object begins. No CSV row does. */
const NO_TABLE = /^\s*[<{]/;

/**
 * DownloadOrderReport: all orders of the key's organization. Times are in the given zone, or in the upstream's default.
 * @throws UpstreamFailure, of kind `invalidAnswer` if it is not CSV
 */
export async function getOrderReport(client: UpstreamClient, timeZone: string | undefined): Promise<OrderReport> {
  const { answer: csv } = await client.call('DownloadOrderReport', { query: { tz: timeZone } });
  if (NO_TABLE.test(csv)) {
    throw new UpstreamFailure('invalidAnswer', 'DownloadOrderReport', { message: 'The answer is not CSV.' });
  }
  return { csv };
}
