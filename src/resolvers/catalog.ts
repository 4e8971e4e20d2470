import type { Context } from '../context.ts';
import type { Coverage } from '../geometry/coverage.ts';
import type { Feature } from '../geometry/standard.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import * as upstream from '../upstream/catalog.ts';
import type { CatalogTarget } from '../upstream/delivery.ts';
import type { Download } from '../upstream/download.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import type { StacSort } from '../upstream/stac.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { inBandsets } from './bandset.ts';
import { idOf, idsOf } from './input/global-id.ts';
import { emptyFaults, type InputError, refuse } from './input/input-error.ts';
import { type ItemSearchArgs, toItemSearch } from './input/item-search.ts';
import type { Maybe } from './input/maybe.ts';
import { attempt, type Payload } from './input/write.ts';
import { itemCoverage } from './stac.ts';
import { namingUnknown } from './stac-property.ts';

type IdList = Maybe<readonly string[]>;

interface CatalogFilter extends ItemSearchArgs {
  ids?: IdList;
  itemIds?: IdList;
  orderIds?: IdList;
  orderItemIds?: IdList;
}

/** Query.catalogEntries */
export function catalogEntries(
  _root: unknown,
  { filter, sortBy, page }: { filter?: Maybe<CatalogFilter>; sortBy?: Maybe<readonly StacSort[]>; page: PageRequest },
  context: Context,
): Page<CatalogEntry> | Promise<Page<CatalogEntry>> {
  const search = {
    ids: idsOf('CatalogEntry', filter?.ids, ['filter', 'ids']),
    itemIds: idsOf('StacItem', filter?.itemIds, ['filter', 'itemIds']),
    orderIds: idsOf('Order', filter?.orderIds, ['filter', 'orderIds']),
    orderItemIds: idsOf('OrderItem', filter?.orderItemIds, ['filter', 'orderItemIds']),
    // The catalog accepts no other geometry.
    ...toItemSearch(filter ?? {}, sortBy, ['filter'], ['Polygon']),
  };
  const { ids, itemIds, orderIds, orderItemIds, collectionIds } = search;
  const isEmpty = [ids, itemIds, orderIds, orderItemIds, collectionIds].some((list) => list?.length === 0);
  if (isEmpty) return emptyPage;
  return namingUnknown(filter?.query, context.loaders.catalog.page(search, page), page, context);
}

/** A catalog entry by its id. */
export function loadCatalogEntry({ id }: { id: string }, { loaders }: Context): Promise<CatalogEntry | null> {
  return loaders.catalog.byId.load(id);
}

/** Query.catalogEntry */
export const catalogEntry = {
  key: ({ id }: { id: string }) => ({ id: idOf('CatalogEntry', id) }),
  load: loadCatalogEntry,
};

/** CatalogEntry.coverage */
export function catalogEntryCoverage({ item }: CatalogEntry, args: { of: object }): Promise<Coverage | null> | null {
  return item && itemCoverage(item, args);
}

/** StacItem.catalogEntries */
export function itemCatalogEntries(
  { id }: Pick<StacItem, 'id'>,
  { page }: { page: PageRequest },
  { loaders }: Context,
): Promise<Page<CatalogEntry>> {
  return loaders.catalog.pageByItemId.load({ parentId: id, filter: null, page });
}

/** CatalogEntry.bandset */
export const catalogEntryBandset = {
  key: ({ bandsetId }: CatalogEntry) => (bandsetId === null ? null : { id: bandsetId }),
  ...inBandsets,
};

/** Query.catalogDownload */
export function catalogDownload(_root: unknown, args: { id: string }, { loaders }: Context): Promise<Download | null> {
  return loaders.catalog.downloadById.load(args.id);
}

/** A catalog entry as a GeoJSON feature: the footprint of its image. */
export function catalogEntryFeature(entry: CatalogEntry): Feature {
  const { id, item, taskId, bandsetId, areaInSqKm } = entry;
  return {
    type: 'Feature',
    id,
    geometry: item?.geometry ?? null,
    properties: {
      pixxelId: id,
      itemId: item?.id ?? null,
      collectionId: item?.collectionId ?? null,
      taskId,
      bandsetId,
      datetime: item?.datetime ?? null,
      cloudCover: item?.cloudCover ?? null,
      areaInSqKm,
      deliveryStatus: entry.deliveryStatus,
      createdAt: entry.createdAt,
      updatedAt: entry.updatedAt,
    },
  };
}

/** `CatalogTargetInput`: GraphQL ensures that exactly one of the two lists is given. */
export interface CatalogTargetInput {
  catalogEntryIds?: IdList;
  orderItemIds?: IdList;
}

/** An error if the given list is empty. */
export function targetFaults(target: CatalogTargetInput, path: readonly string[]): InputError[] {
  return (['catalogEntryIds', 'orderItemIds'] as const).flatMap((name) => emptyFaults(target[name], [...path, name]));
}

/** @throws InputError for the id of another type */
export function toCatalogTarget(target: CatalogTargetInput, path: readonly string[]): CatalogTarget {
  return target.catalogEntryIds
    ? { catalogEntryIds: idsOf('CatalogEntry', target.catalogEntryIds, [...path, 'catalogEntryIds']) }
    : { orderItemIds: idsOf('OrderItem', target.orderItemIds ?? [], [...path, 'orderItemIds']) };
}

/** Mutation.requestCatalogDownload */
export function requestCatalogDownload(
  _root: unknown,
  { input }: { input: { target: CatalogTargetInput } },
  { client }: Context,
): Promise<Payload<{ download: Download }>> {
  return attempt('the Pixxel console', input, async () => {
    refuse(targetFaults(input.target, ['target']));
    const target = toCatalogTarget(input.target, ['target']);
    return { download: await upstream.requestCatalogDownload(client, target) };
  });
}
