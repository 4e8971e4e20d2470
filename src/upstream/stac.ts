import type { WireArchiveSearch, WireStacItemList } from '../contract/stac.ts';
import { boxCutAtDateLine, flatBox } from '../geometry/cut.ts';
import type { UpstreamClient } from './http/client.ts';
import type { Rows } from './list-answer.ts';
import type { Page, PageArgs, PageRequest } from './page.ts';
import { readPage } from './read-page.ts';
import { type StacItem, toStacItem } from './stac-item.ts';
import { toWireGeometry } from './wire/geojson.ts';
import type { Interval } from './wire/time.ts';
import type { WireReader } from './wire/wire-reader.ts';

/** Criteria that the archive search and the catalog search share. All of them must hold. */
export interface ItemSearch {
  collectionIds?: readonly string[] | undefined;
  /** Time of capture. At most one end is open. */
  datetime?: Interval | undefined;
  /** Four or six numbers, longitude first. Excludes `intersects`. */
  bbox?: readonly number[] | undefined;
  intersects?: object | undefined;
  /** Conditions by property, in the upstream's form: operators and their values. */
  query?: Record<string, Record<string, unknown>> | undefined;
  sortBy?: readonly StacSort[] | undefined;
}

/** One property that images are sorted by. */
export interface StacSort {
  /** The name of an item's property, such as `datetime`. */
  property: string;
  direction: 'ASC' | 'DESC';
}

/** A search of all collections, also by ids of images. */
export interface ArchiveSearch extends ItemSearch {
  ids?: readonly string[] | undefined;
}

/** GetCollectionItemById. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getStacItem(client: UpstreamClient, collectionId: string, id: string): Promise<StacItem> {
  const { answer, reader } = await client.call('GetCollectionItemById', { path: { cid: collectionId, id } });
  return toStacItem(answer, reader);
}

/** ListCollectionItems. There is no total. */
export function listCollectionItems(
  client: UpstreamClient,
  collectionId: string,
  request: PageRequest,
): Promise<Page<StacItem>> {
  return readPage(request, false, async (query) => {
    const { answer, reader } = await client.call('ListCollectionItems', { path: { cid: collectionId }, query });
    return toRows(answer, reader);
  });
}

/** SearchArchive: one page of matches. There is no total. */
export function searchArchive(
  client: UpstreamClient,
  search: ArchiveSearch,
  request: PageRequest,
): Promise<Page<StacItem>> {
  return readPage(request, false, (args) => searchRows(client, search, args));
}

/** SearchArchive: the items with these ids, at most `limit`, from one answer. */
export function findStacItems(
  client: UpstreamClient,
  search: Pick<ArchiveSearch, 'ids' | 'collectionIds'>,
  limit: number,
): Promise<Rows<StacItem>> {
  return searchRows(client, search, { offset: 0, limit });
}

async function searchRows(client: UpstreamClient, search: ArchiveSearch, args: PageArgs): Promise<Rows<StacItem>> {
  const { ids, collectionIds, datetime, bbox, intersects, query, sortBy } = search;
  const body: WireArchiveSearch = {
    ...(ids && { ids: [...ids] }),
    ...(collectionIds && { collections: [...collectionIds] }),
    ...(datetime && { datetime: toWireDatetime(datetime) }),
    ...(bbox && toWireBox(bbox)),
    ...(intersects && { intersects: toWireGeometry(intersects) }),
    ...(query && { query }),
    ...(sortBy && {
      sortby: withTiesBroken(sortBy).map(({ property, direction }) => ({
        field: sortExpressionOf(property),
        direction: direction.toLowerCase(),
      })),
    }),
    ...args,
  };
  const { answer, reader } = await client.call('SearchArchive', { body });
  const rows = toRows(answer, reader);
  const found = new Set(rows.items.map(({ id }) => id));
  // All ids were found on a page that is not full, so nothing else can match.
  const isWhole = ids?.every((id) => found.has(id)) && rows.received < args.limit;
  return isWhole && args.offset === 0 ? { ...rows, saysMore: false } : rows;
}

/** A box that crosses the 180th meridian is sent as the polygons on either side of it. */
function toWireBox(bbox: readonly number[]): Pick<WireArchiveSearch, 'bbox' | 'intersects'> {
  const parts = boxCutAtDateLine(bbox);
  return parts ? { intersects: { type: 'MultiPolygon', coordinates: parts } } : { bbox: flatBox(bbox) };
}

function toRows({ features, links }: WireStacItemList, reader: WireReader): Rows<StacItem> {
  return {
    ...reader.rows('features', features, (feature) => toStacItem(feature, reader)),
    total: null,
    saysMore: saysMore(reader.list('links', links, ({ rel }) => rel)),
  };
}

/** In STAC, a page that has links but no `next` link is the last. A page without any links says nothing. */
function saysMore(relations: readonly string[]): boolean | undefined {
  return relations.length === 0 ? undefined : relations.includes('next');
}

/** An instant, or an interval whose open end is `..`. */
export function toWireDatetime({ start, end }: Interval): string {
  const isInstant = start !== null && end !== null && Date.parse(start) === Date.parse(end);
  return isInstant ? start : `${start ?? '..'}/${end ?? '..'}`;
}

/** The sort criteria, with the id last. Rows that are equal in all others could otherwise change places between pages. */
export function withTiesBroken(sortBy: readonly StacSort[]): readonly StacSort[] {
  const isById = sortBy.length === 0 || sortBy.some(({ property }) => property === 'id');
  return isById ? sortBy : [...sortBy, { property: 'id', direction: 'ASC' }];
}

/** The sort key of both searches: the id, or a property of an item. */
export function sortExpressionOf(property: string): string {
  return property === 'id' ? property : `properties->>'${property}'`;
}
