import type { UpstreamClient } from '../upstream/http/client.ts';
import { getInsight, type Insight, type InsightFilter, type InsightKey, listInsights } from '../upstream/insight.ts';
import { newestFirst } from '../upstream/page.ts';
import { callPerKey, type Loader } from './kit/batching.ts';

export interface InsightLoaders {
  /** A call for each insight: the list takes one id, and one AOI stands in its path. */
  byKey: Loader<InsightKey, Insight | null>;
  /** A call for each AOI and filter: the whole list, newest first, since it has no pages. Each row is primed into `byKey`. */
  ofAoi: Loader<InsightsOfAoi, readonly Insight[] | null>;
}

export interface InsightsOfAoi {
  aoiId: string;
  filter: InsightFilter;
}

export function createInsightLoaders(client: UpstreamClient): InsightLoaders {
  const byKey = callPerKey<InsightKey, Insight>(
    'insight.byKey',
    ({ aoiId, id }) => JSON.stringify([aoiId, id]),
    (key) => getInsight(client, key),
  );
  const ofAoi = callPerKey<InsightsOfAoi, readonly Insight[]>(
    'insight.ofAoi',
    (key) => JSON.stringify(key),
    async ({ aoiId, filter }) => {
      const insights = newestFirst(await listInsights(client, aoiId, filter));
      for (const insight of insights) byKey.prime(insight, insight);
      return insights;
    },
  );
  return { byKey, ofAoi };
}
