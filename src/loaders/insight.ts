import type { UpstreamClient } from '../upstream/http/client.ts';
import { getInsight, type Insight, type InsightFilter, type InsightKey, listInsights } from '../upstream/insight.ts';
import { newestFirst } from '../upstream/page.ts';
import { callPerKey, type Loader } from './kit/batching.ts';

export interface InsightLoaders {
  /** One call for each insight: the list filters by only one id, and its path contains the AOI. */
  byKey: Loader<InsightKey, Insight | null>;
  /** One call for each AOI and filter: the whole list, newest first, because it does not page. Rows are primed into `byKey`. */
  ofAoi: Loader<InsightsOfAoi, readonly Insight[] | null>;
  /** Call it after a write that created an insight. */
  created(): void;
  /** Call it after a write that deleted the insight. */
  deleted(key: InsightKey): void;
}

/** A list of insights: those of one AOI that match. */
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
  return {
    byKey,
    ofAoi,
    created() {
      ofAoi.clearAll();
    },
    deleted(key) {
      byKey.clear(key);
      ofAoi.clearAll();
    },
  };
}
