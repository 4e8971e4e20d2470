import type { WireCatalog, WireCatalogSearch } from '../contract/catalog.ts';
import { flatBox } from '../geometry/cut.ts';
import {
  type CatalogTarget,
  DELIVERY_STATUS_ALIASES,
  DELIVERY_STATUSES,
  type DeliveryStatus,
  toWireTarget,
} from './delivery.ts';
import { type Download, toDownload } from './download.ts';
import type { UpstreamClient } from './http/client.ts';
import { withTotal } from './list-answer.ts';
import type { Page, PageRequest } from './page.ts';
import { readAll, readPage } from './read-page.ts';
import { type ItemSearch, sortExpressionOf, toWireDatetime, withTiesBroken } from './stac.ts';
import { type StacItem, toStacItem } from './stac-item.ts';
import { toWirePolygon } from './wire/geojson.ts';
import { toId } from './wire/ids.ts';
import { rowOf } from './wire/row.ts';

/** One delivered image. The REST API calls it a catalog. */
export interface CatalogEntry {
  id: string;
  /** The order task that produced it. It leads back to the order. */
  taskId: string | null;
  orgId: string | null;
  bandsetId: string | null;
  areaInSqKm: number | null;
  deliveryStatus: DeliveryStatus | null;
  /** The image as the entry describes it; null if it has no description. */
  item: StacItem | null;
  createdAt: string | null;
  createdBy: string | null;
  updatedAt: string | null;
  updatedBy: string | null;
}

/** The only geometry that can be sent as `intersects` is a Polygon. */
export interface CatalogSearch extends ItemSearch {
  ids?: readonly string[] | undefined;
  itemIds?: readonly string[] | undefined;
  orderIds?: readonly string[] | undefined;
  orderItemIds?: readonly string[] | undefined;
}

/** GetCatalogById. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getCatalogEntry(client: UpstreamClient, id: string): Promise<CatalogEntry> {
  const { answer, reader } = await client.call('GetCatalogById', { path: { id } });
  return toCatalogEntry(answer, reader);
}

/** SearchCatalogs: one page of matches. */
export function searchCatalog(
  client: UpstreamClient,
  search: CatalogSearch,
  request: PageRequest,
): Promise<Page<CatalogEntry>> {
  const filter = toWireSearch(search);
  return readPage(request, true, async (args) => {
    const { answer, reader } = await client.call('SearchCatalogs', { body: { ...filter, ...args } });
    const rows = reader.rows('catalogs', answer.catalogs, (catalog) => toCatalogEntry(catalog, reader));
    return withTotal(rows, answer.pagination, args, reader);
  });
}

/** SearchCatalogs: all matches. `likely` is the expected number of rows: if it is right, one call is enough. */
export function searchWholeCatalog(
  client: UpstreamClient,
  search: CatalogSearch,
  likely: number,
): Promise<CatalogEntry[]> {
  return readAll('SearchCatalogs', (request) => searchCatalog(client, search, request), { rowsPerRead: likely });
}

/** GetCatalogDownload. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getCatalogDownload(client: UpstreamClient, id: string): Promise<Download> {
  const { answer, reader } = await client.call('GetCatalogDownload', { path: { download_id: id } });
  return toDownload('CATALOG', { ...answer, id: toId(answer.id) ?? id }, reader);
}

/** RequestCatalogDownload. Packing continues after the answer. @throws UpstreamFailure */
export async function requestCatalogDownload(client: UpstreamClient, target: CatalogTarget): Promise<Download> {
  const { answer, reader } = await client.call('RequestCatalogDownload', { body: toWireTarget(target) });
  return toDownload('CATALOG', answer, reader);
}

function toWireSearch(search: CatalogSearch): WireCatalogSearch {
  const { ids, itemIds, orderIds, orderItemIds, collectionIds, datetime, bbox, intersects, query, sortBy } = search;
  return {
    ...(ids && { ids: [...ids] }),
    ...(itemIds && { item_ids: [...itemIds] }),
    ...(orderIds && { order_ids: [...orderIds] }),
    ...(orderItemIds && { order_item_ids: [...orderItemIds] }),
    ...(collectionIds && { collections: [...collectionIds] }),
    ...(datetime && { datetime: toWireDatetime(datetime) }),
    ...(bbox && { bbox: flatBox(bbox) }),
    ...(intersects && { intersects: toWirePolygon(intersects) }),
    ...(query && { query }),
    ...(sortBy && {
      sort_by: withTiesBroken(sortBy).map(({ property, direction }) => ({ [sortExpressionOf(property)]: direction })),
    }),
  };
}

const toCatalogEntry = rowOf<CatalogEntry, WireCatalog>({
  id: (wire, reader) => reader.id('id', wire.id),
  taskId: (wire, reader) => reader.reference('task_id', wire.task_id),
  orgId: (wire, reader) => reader.reference('org_id', wire.org_id),
  bandsetId: (wire, reader) => reader.reference('bandset_id', wire.bandset_id),
  areaInSqKm: (wire, reader) => reader.number('area', wire.area, 0),
  deliveryStatus: (wire, reader) =>
    reader.enumValue('delivery_status', wire.delivery_status, DELIVERY_STATUSES, DELIVERY_STATUS_ALIASES),
  item: (wire, reader) => reader.nested('details', wire.details, (item) => toStacItem(item, reader)),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  createdBy: (wire, reader) => reader.nonEmptyText('created_by', wire.created_by),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
  updatedBy: (wire, reader) => reader.nonEmptyText('updated_by', wire.updated_by),
});
