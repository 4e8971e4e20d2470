import type { Context } from '../context.ts';
import { coverageInTurn } from '../geometry/coverage.ts';
import type { Region } from '../geometry/region.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import type { ArchiveSearch } from '../upstream/stac.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { type FilteredList, filteredPage } from './input/filtered-page.ts';
import { type ImageOrderState, itemOrderState } from './order-item-of-image.ts';

/** Demands on an image that the archive cannot filter by. */
export interface Demands {
  /** The area of which `minPercent` must be covered; null if there is no such demand. */
  region: Region | null;
  minPercent: number;
  /** Per cent. Images with unknown cloud cover are left out. */
  maxCloudCover: number | null;
  orderStates: readonly ImageOrderState[] | null;
}

/** Rows of one read: images are large, and a filter leaves few of them. */
const ROWS_PER_READ = 100;

/** A page of the images that meet the demands. The archive reports no total, and none is counted. */
export function refinedPage(
  search: ArchiveSearch,
  demands: Demands,
  request: PageRequest,
  context: Context,
): Promise<Page<StacItem>> {
  const list: FilteredList<StacItem> = {
    rowsPerRead: Math.max(ROWS_PER_READ, request.limit),
    read: (rows) => context.loaders.stac.searchPage(search, rows),
    select: (items) => passingOf(items, demands, context),
    onStopped: (read, shown) => context.record.warnings.stoppedEarly('SearchArchive', read, shown),
  };
  return filteredPage(list, { ...request, wantsTotal: false });
}

/** Cheap demands first, so dropped images are not looked up in orders. */
async function passingOf(
  items: readonly StacItem[],
  { region, minPercent, maxCloudCover, orderStates }: Demands,
  context: Context,
): Promise<ReadonlySet<StacItem>> {
  const clear = items.filter(
    ({ cloudCover }) => maxCloudCover === null || (cloudCover !== null && cloudCover <= maxCloudCover),
  );
  const covering = await keep(clear, async (item) => {
    if (!region) return true;
    const coverage = await coverageInTurn(
      () => region,
      () => item.region,
    );
    return coverage !== null && coverage.percent >= minPercent;
  });
  return new Set(
    await keep(covering, async (item) => {
      return !orderStates || orderStates.includes(await itemOrderState(item, {}, context));
    }),
  );
}

async function keep<Item>(items: readonly Item[], isWanted: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const answers = await Promise.all(items.map(isWanted));
  return items.filter((_item, index) => answers[index]);
}
