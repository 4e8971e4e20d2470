import type { UpstreamClient } from '../upstream/http/client.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { getIndex, type IndexFilter, listIndices, type SpectralIndex } from '../upstream/spectral-index.ts';
import { type Loader, likelyPage, listOrCallPerId } from './kit/batching.ts';
import { type ParentPage, pagePerParent } from './kit/parent-pages.ts';

export interface SpectralIndexLoaders {
  /** 1 or 2 ids: one call each. 3 or more: one page of the list, then one call for each id that it lacks. */
  byId: Loader<string, SpectralIndex | null>;
  /** One call for a page. Rows are complete and primed into `byId`. */
  page(satelliteId: string | undefined, filter: IndexFilter, request: PageRequest): Promise<Page<SpectralIndex>>;
  /**
   * One satellite: its own call. Several: one call over all satellites, because the list filters by one satellite or none; one
   * more for each satellite that it may truncate.
   */
  pageBySatelliteId: Loader<ParentPage<IndexFilter>, Page<SpectralIndex>>;
  /** Call it after a write that created the index. */
  created(index: SpectralIndex): void;
}

export function createSpectralIndexLoaders(client: UpstreamClient): SpectralIndexLoaders {
  const page: SpectralIndexLoaders['page'] = async (satelliteId, filter, request) => {
    const indices = await listIndices(client, satelliteId, filter, request);
    for (const index of indices.items) byId.prime(index.id, index);
    return indices;
  };
  const byId = listOrCallPerId<SpectralIndex>(
    'spectralIndex.byId',
    (index) => index.id,
    (id) => getIndex(client, id),
    async (count) => {
      return (await page(undefined, {}, likelyPage(count))).items;
    },
  );
  const pageBySatelliteId = pagePerParent<IndexFilter, SpectralIndex>('spectralIndex.pageBySatelliteId', {
    read: (satelliteIds, filter, request) =>
      page(satelliteIds.length === 1 ? satelliteIds[0] : undefined, filter, request),
    // A row without a satellite belongs to no satellite's list.
    parentOf: (index) => index.satelliteId ?? '',
  });
  return {
    byId,
    page,
    pageBySatelliteId,
    created(index) {
      byId.prime(index.id, index);
      pageBySatelliteId.clearAll();
    },
  };
}
