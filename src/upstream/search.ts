import type { WireImageSearch } from '../contract/search.ts';
import type { UpstreamClient } from './http/client.ts';
import { keyOf, type Page, type PageRequest } from './page.ts';
import { type StacItem, toStacItem } from './stac-item.ts';
import { toWireGeometry } from './wire/geojson.ts';
import { toId } from './wire/ids.ts';

/** Criteria of an image search. */
export interface ImageSearch {
  startDate: string;
  endDate: string;
  satellites: readonly { satelliteId: string; collectionId: string }[];
  geometry: object;
  filters: readonly RangeFilter[];
}

/** A range on one property of the images. */
export interface RangeFilter {
  property: string;
  /** Open if missing. */
  min?: number | null | undefined;
  max?: number | null | undefined;
}

/** Largest answer of one search, in images. Lists without tokens cannot be read any deeper. */
export const MAX_IMAGES = 10_000;

/** Images of one answer or several. */
interface Found {
  items: StacItem[];
  /** Number of images received, including dropped ones. */
  received: number;
  total: number | null;
  nextToken: string | null;
}

/**
 * SearchImages. The upstream has no offset. A page continues from the token of the previous page; without a
 * token, the search is repeated with a limit that includes the page.
 */
export async function searchImages(
  client: UpstreamClient,
  search: ImageSearch,
  request: PageRequest,
): Promise<Page<StacItem>> {
  const { offset, limit, token, wantsTotal, wantsNext } = request;
  if (limit === 0 && !wantsTotal && !wantsNext) return { items: [], total: null, hasNext: null };

  const skipped = token === undefined ? offset : 0;
  const needed = Math.min(MAX_IMAGES, skipped + limit);
  const found = await findImages(client, search, Math.max(1, needed), token);
  const items = found.items.slice(skipped, skipped + limit);
  const { total, nextToken } = found;
  return {
    items,
    total,
    hasNext: await hasNext(),
    // A token continues after all rows of its answer, so all of them must be shown.
    nextToken: nextToken !== null && found.received === needed && items.length > 0 ? nextToken : undefined,
  };

  async function hasNext(): Promise<boolean | null> {
    const shown = skipped + items.length;
    if (found.items.length > shown) return true;
    // No row was shown, so there is no cursor to continue from.
    if (items.length === 0 && limit > 0) return false;
    if (nextToken !== null) return true;
    if (total !== null) return offset + items.length < total;
    if (token !== undefined || found.received < needed) return false;
    if (!wantsNext) return null;
    // Only a search that is one row deeper can tell.
    const deeper = await findImages(client, search, Math.min(MAX_IMAGES, found.received + 1), undefined);
    return deeper.received > found.received;
  }
}

/** The first `count` images, or those after a token. Makes several calls if the upstream caps its answers. */
async function findImages(
  client: UpstreamClient,
  search: ImageSearch,
  count: number,
  token: string | undefined,
): Promise<Found> {
  const found = await imagesOf(client, search, count, token);
  const keys = new Set(found.items.map(keyOf));
  while (found.received < count && found.nextToken !== null) {
    const more = await imagesOf(client, search, count - found.received, found.nextToken);
    const fresh = more.items.filter((item) => !keys.has(keyOf(item)));
    for (const item of fresh) keys.add(keyOf(item));
    // A token that leads back to the same rows leads nowhere.
    if (more.received === 0 || (more.items.length > 0 && fresh.length === 0)) return { ...found, nextToken: null };
    found.items.push(...fresh);
    found.received += more.received - (more.items.length - fresh.length);
    found.nextToken = more.nextToken;
  }
  return found;
}

async function imagesOf(
  client: UpstreamClient,
  search: ImageSearch,
  limit: number,
  token: string | undefined,
): Promise<Found> {
  const body: WireImageSearch = {
    start_date: search.startDate,
    end_date: search.endDate,
    satellites: search.satellites.map(({ satelliteId, collectionId }) => ({
      satellite_id: satelliteId,
      collection_id: collectionId,
    })),
    geometry: toWireGeometry(search.geometry),
    ...(search.filters.length > 0 && {
      filters: search.filters.map(toWireFilter),
    }),
    limit,
    ...(token !== undefined && { next_token: token }),
  };
  const { answer, reader } = await client.call('SearchImages', { body });
  // A row without an id takes its key as its id.
  const rows =
    answer.items &&
    reader
      .entries('items', answer.items)
      .map(([key, item]) => (typeof item === 'object' && item !== null ? { ...item, id: toId(item.id) ?? key } : item));
  return {
    ...reader.rows('items', rows, (item) => toStacItem(item, reader)),
    total: reader.integer('pagination.total', answer.pagination?.total, rows?.length),
    nextToken: reader.nonEmptyText('next_token', answer.next_token ?? answer.pagination?.next_token),
  };
}

/** Both ends are required. An open end is the end of what can be measured, or of the whole numbers of 32 bits. */
function toWireFilter({ property, min, max }: RangeFilter): { id: string; min: number; max: number } {
  const [least, most] = LIMITS[property] ?? [-(2 ** 31), 2 ** 31 - 1];
  return { id: property, min: min ?? least, max: max ?? most };
}

const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  'eo:cloud_cover': [0, 100],
  'view:off_nadir': [-90, 90],
  'view:sun_azimuth': [0, 360],
  'view:sun_elevation': [-90, 90],
};
