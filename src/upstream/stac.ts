import type { WireArchiveSearch, WireStacItemList } from '../contract/stac.ts';
import type { UpstreamClient } from './http/client.ts';
import { type Page, type PageArgs, type PageRequest, type Rows, readPage } from './page.ts';
import { type StacItem, toStacItem } from './stac-item.ts';
import { toWireGeometry } from './wire/geojson.ts';
import type { Interval } from './wire/time.ts';
import type { WireReader } from './wire/wire-reader.ts';

/** What the searches of the archive and of the catalog share. All parts that are given must hold. */
export interface ItemSearch {
  collectionIds?: readonly string[] | undefined;
  /** When the image was taken; at most one end is open. */
  datetime?: Interval | undefined;
  /** Four or six numbers, longitude first. Not together with `intersects`. */
  bbox?: readonly number[] | undefined;
  intersects?: object | undefined;
  /** Conditions by property: operators with their values, as the upstream takes them. */
  query?: Record<string, Record<string, unknown>> | undefined;
  sortBy?: readonly StacSort[] | undefined;
}

export interface StacSort {
  /** The name of an item's property, such as `datetime`. */
  property: string;
  direction: 'ASC' | 'DESC';
}

export interface ArchiveSearch extends ItemSearch {
  ids?: readonly string[] | undefined;
}

/** GetCollectionItemById. @throws UpstreamFailure, of kind `notFound` where there is none */
export async function getStacItem(client: UpstreamClient, collectionId: string, id: string): Promise<StacItem> {
  const { answer, reader } = await client.call('GetCollectionItemById', { path: { cid: collectionId, id } });
  return toStacItem(answer, reader);
}

/** ListCollectionItems. No total comes with it. */
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

/** SearchArchive: a page of what matches. No total comes with it. */
export function searchArchive(
  client: UpstreamClient,
  search: ArchiveSearch,
  request: PageRequest,
): Promise<Page<StacItem>> {
  return readPage(request, false, (args) => searchRows(client, search, args));
}

/** SearchArchive: the items of these ids, `limit` of them at most, as far as one answer brings them. */
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
    ...(bbox && { bbox: [...bbox] }),
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
  // Nothing more can match once every id has been found in a page that is not full.
  const isWhole = ids?.every((id) => found.has(id)) && rows.received < args.limit;
  return isWhole && args.offset === 0 ? { ...rows, saysMore: false } : rows;
}

function toRows({ features, links }: WireStacItemList, reader: WireReader): Rows<StacItem> {
  return {
    ...reader.rows('features', features, (feature) => toStacItem(feature, reader)),
    total: null,
    saysMore: saysMore(reader.list('links', links, ({ rel }) => rel)),
  };
}

/** By the rule of STAC a page that has links, and none to a next page, is the last; one without any link says nothing. */
function saysMore(relations: readonly string[]): boolean | undefined {
  return relations.length === 0 ? undefined : relations.includes('next');
}

/** An instant, or an interval whose open end is written `..`. */
export function toWireDatetime({ start, end }: Interval): string {
  const isInstant = start !== null && end !== null && Date.parse(start) === Date.parse(end);
  return isInstant ? start : `${start ?? '..'}/${end ?? '..'}`;
}

/** The order with the id as its last criterion: rows that are equal in all others could else change places between two pages. */
export function withTiesBroken(sortBy: readonly StacSort[]): readonly StacSort[] {
  const isById = sortBy.length === 0 || sortBy.some(({ property }) => property === 'id');
  return isById ? sortBy : [...sortBy, { property: 'id', direction: 'ASC' }];
}

/** How both searches name what they sort by: the id, or a property of an item. */
export function sortExpressionOf(property: string): string {
  return property === 'id' ? property : `properties->>'${property}'`;
}
