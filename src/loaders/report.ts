import type { UpstreamClient } from '../upstream/http/client.ts';
import { getOrderReport, type OrderReport } from '../upstream/report.ts';
import { callPerKey, type Loader } from './kit/batching.ts';

export interface ReportLoaders {
  /** One call for each time zone; undefined is the upstream's default zone. */
  byTimeZone: Loader<{ timeZone: string | undefined }, OrderReport | null>;
}

export function createReportLoaders(client: UpstreamClient): ReportLoaders {
  return {
    byTimeZone: callPerKey(
      'report.byTimeZone',
      ({ timeZone }) => timeZone ?? '',
      ({ timeZone }) => getOrderReport(client, timeZone),
    ),
  };
}
