import type { Context } from '../context.ts';
import type { Loadable } from '../loaders/batching.ts';
import type { Bandset } from '../upstream/bandset.ts';
import type { CatalogEntry } from '../upstream/catalog.ts';
import type { Download } from '../upstream/download.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import type { StacSort } from '../upstream/stac.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { idOf, idsOf } from './global-id.ts';
import { type ItemSearchArgs, toItemSearch } from './item-search.ts';

type IdList = readonly string[] | null | undefined;

interface CatalogFilter extends ItemSearchArgs {
  ids?: IdList;
  itemIds?: IdList;
  orderIds?: IdList;
  orderItemIds?: IdList;
}

/** Query.catalogEntries */
export function catalogEntries(
  _root: unknown,
  {
    filter,
    sortBy,
    page,
  }: { filter?: CatalogFilter | null | undefined; sortBy?: readonly StacSort[] | null | undefined; page: PageRequest },
  { loaders }: Context,
): Loadable<Page<CatalogEntry>> {
  const search = {
    ids: idsOf('CatalogEntry', filter?.ids, ['filter', 'ids']),
    itemIds: idsOf('StacItem', filter?.itemIds, ['filter', 'itemIds']),
    orderIds: idsOf('Order', filter?.orderIds, ['filter', 'orderIds']),
    orderItemIds: idsOf('OrderItem', filter?.orderItemIds, ['filter', 'orderItemIds']),
    // The catalog takes no other geometry.
    ...toItemSearch(filter ?? {}, sortBy, ['filter'], ['Polygon']),
  };
  const { ids, itemIds, orderIds, orderItemIds, collectionIds } = search;
  const isEmpty = [ids, itemIds, orderIds, orderItemIds, collectionIds].some((list) => list?.length === 0);
  return isEmpty ? emptyPage : loaders.catalog.page(search, page);
}

/** Query.catalogEntry */
export function catalogEntry(
  _root: unknown,
  args: { id: string },
  { loaders }: Context,
): Loadable<CatalogEntry | null> {
  return loaders.catalog.byId.load(idOf('CatalogEntry', args.id));
}

/** StacItem.catalogEntries */
export function itemCatalogEntries(
  { id }: StacItem,
  { page }: { page: PageRequest },
  { loaders }: Context,
): Loadable<Page<CatalogEntry>> {
  return loaders.catalog.pageByItemId.load({ parentId: id, filter: null, page });
}

/** CatalogEntry.bandset */
export function catalogEntryBandset(
  { bandsetId }: CatalogEntry,
  _args: unknown,
  { loaders }: Context,
): Loadable<Bandset | null> {
  return bandsetId === null ? null : loaders.bandset.all.byId(bandsetId);
}

/** Query.catalogDownload */
export function catalogDownload(_root: unknown, args: { id: string }, { loaders }: Context): Loadable<Download | null> {
  return loaders.catalog.downloadById.load(args.id);
}
