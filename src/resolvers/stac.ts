import type { Context } from '../context.ts';
import { allLoadable, type Loadable, mapLoadable } from '../loaders/kit/batching.ts';
import type { AoiImage } from '../upstream/aoi.ts';
import type { Block } from '../upstream/block.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import type { StacSort } from '../upstream/stac.ts';
import type { StacCollection } from '../upstream/stac-collection.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { idOf, idsOf, keysWithin } from './input/global-id.ts';
import { type ItemSearchArgs, SEARCHABLE_GEOMETRIES, toItemSearch } from './input/item-search.ts';

/** Query.collections: those that are there, in the order of the ids. */
export function collections(
  _root: unknown,
  args: { ids?: readonly string[] | null | undefined },
  context: Context,
): Loadable<readonly StacCollection[]> {
  const ids = idsOf('StacCollection', args.ids, ['ids']);
  return ids ? collectionsOf(ids, context) : context.loaders.stac.collections.list();
}

/** Block.supportedCollections: those that the archive has. */
export function blockSupportedCollections(
  { supportedCollectionIds }: Block,
  _args: unknown,
  context: Context,
): Loadable<readonly StacCollection[]> {
  return collectionsOf(supportedCollectionIds, context);
}

function collectionsOf(ids: readonly string[], { loaders }: Context): Loadable<StacCollection[]> {
  const collections = allLoadable(ids.map((id) => loaders.stac.collectionById.load(id)));
  return mapLoadable(collections, (found) => found.filter((collection) => collection !== null));
}

/** Query.collection */
export function collection(
  _root: unknown,
  args: { id: string },
  { loaders }: Context,
): Loadable<StacCollection | null> {
  return loaders.stac.collectionById.load(idOf('StacCollection', args.id));
}

/** StacCollection.items */
export function collectionItems(
  { id }: StacCollection,
  { page }: { page: PageRequest },
  { loaders }: Context,
): Loadable<Page<StacItem>> {
  const items = loaders.stac.pageByCollectionId.load({ collectionId: id, page });
  return mapLoadable(items, (found) => found ?? emptyPage);
}

/** Query.stacItem: without its collection it is searched for. */
export function stacItem(
  _root: unknown,
  args: { id: string; collectionId?: string | null | undefined },
  { loaders }: Context,
): Loadable<StacItem | null> {
  const { collectionId, id } = keysWithin('StacItem', args.id, ['id'], { collectionId: args.collectionId });
  return loaders.stac.itemByKey.load({ collectionId: collectionId || null, id });
}

/** Query.searchArchive */
export function searchArchive(
  _root: unknown,
  {
    input,
    sortBy,
    page,
  }: {
    input: ItemSearchArgs & { ids?: readonly string[] | null | undefined };
    sortBy?: readonly StacSort[] | null | undefined;
    page: PageRequest;
  },
  { loaders }: Context,
): Loadable<Page<StacItem>> {
  const ids = idsOf('StacItem', input.ids, ['input', 'ids']);
  const search = toItemSearch(input, sortBy, ['input'], SEARCHABLE_GEOMETRIES);
  if (ids?.length === 0 || search.collectionIds?.length === 0) return emptyPage;
  return loaders.stac.searchPage({ ...search, ids }, page);
}

/** StacItem.collection */
export function itemCollection(
  { collectionId }: StacItem,
  _args: unknown,
  { loaders }: Context,
): Loadable<StacCollection | null> {
  return collectionId === null ? null : loaders.stac.collectionById.load(collectionId);
}

/** AoiImage.item: the AOI names the image without its collection. */
export function aoiImageItem({ itemId }: AoiImage, _args: unknown, { loaders }: Context): Loadable<StacItem | null> {
  return loaders.stac.itemByKey.load({ collectionId: null, id: itemId });
}
