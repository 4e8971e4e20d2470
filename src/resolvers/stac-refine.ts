import type { Context } from '../context.ts';
import { coverageInTurn } from '../geometry/coverage.ts';
import type { Region } from '../geometry/region.ts';
import { UpstreamFailure } from '../upstream/failure.ts';
import { lengthOf, type Page, type PageRequest } from '../upstream/page.ts';
import type { ArchiveSearch } from '../upstream/stac.ts';
import type { StacItem } from '../upstream/stac-item.ts';
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

/** Rows of a read, at least: few pass the filter. */
const ROWS_PER_READ = 100;
/** Reads for one page, at most. */
const MAX_READS = 20;

/**
 * The first images, from the offset on, that meet the demands. Reads on until the page is full or the list ends. Stops early after
 * 20 reads, or when the operation has used up its calls.
 */
export async function refinedPage(
  search: ArchiveSearch,
  demands: Demands,
  { offset: start, limit }: PageRequest,
  context: Context,
): Promise<Page<StacItem>> {
  const items: StacItem[] = [];
  const positions: number[] = [];
  const pageOf = (hasNext: boolean) => ({ items, positions, total: null, hasNext });
  if (limit === 0) return pageOf(false);

  let offset = start;
  for (let reads = 0; reads < MAX_READS; reads++) {
    const rows = await unlessOutOfCalls(reads, async () => {
      const request = { offset, limit: Math.max(ROWS_PER_READ, limit), wantsTotal: false, wantsNext: true };
      const page = await context.loaders.stac.searchPage(search, request);
      return { page, passing: await passingOf(page.items, demands, context) };
    });
    if (!rows) break;
    const { page, passing } = rows;
    for (const [index, item] of page.items.entries()) {
      if (!passing.has(item)) continue;
      items.push(item);
      positions.push(offset - start + (page.positions?.[index] ?? index));
      if (items.length === limit) return pageOf(index + 1 < page.items.length || page.hasNext !== false);
    }
    offset += lengthOf(page);
    if (page.hasNext === false || page.items.length === 0) return pageOf(false);
  }
  context.record.warnings.stoppedEarly('SearchArchive', offset - start, items.length);
  return { ...pageOf(true), stoppedAt: offset };
}

/** Undefined if the calls ran out after the first read. */
async function unlessOutOfCalls<Value>(reads: number, read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (reads > 0 && error instanceof UpstreamFailure && error.kind === 'budgetExceeded') return undefined;
    throw error;
  }
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
