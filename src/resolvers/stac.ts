import type { Context } from '../context.ts';
import { type Coverage, coverageInTurn } from '../geometry/coverage.ts';
import type { StacItemKey } from '../loaders/stac.ts';
import type { Block } from '../upstream/block.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import type { StacCollection } from '../upstream/stac-collection.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { inputRegion } from './input/area.ts';
import { idOf, idsOf, keysWithin } from './input/global-id.ts';
import type { Maybe } from './input/maybe.ts';

/** Query.collections: the collections that exist, in the order of the ids. */
export function collections(
  _root: unknown,
  args: { ids?: Maybe<readonly string[]> },
  context: Context,
): Promise<readonly StacCollection[]> {
  const ids = idsOf('StacCollection', args.ids, ['ids']);
  return ids ? collectionsOf(ids, context) : context.loaders.stac.collections.list();
}

/** Block.supportedCollections: those that exist in the archive. */
export function blockSupportedCollections(
  { supportedCollectionIds }: Block,
  _args: unknown,
  context: Context,
): Promise<readonly StacCollection[]> {
  return collectionsOf(supportedCollectionIds, context);
}

async function collectionsOf(ids: readonly string[], { loaders }: Context): Promise<StacCollection[]> {
  const found = await Promise.all(ids.map((id) => loaders.stac.collectionById.load(id)));
  return found.filter((collection) => collection !== null);
}

/** Loads a collection by its id; null if it does not exist. */
export function loadCollection({ id }: { id: string }, { loaders }: Context): Promise<StacCollection | null> {
  return loaders.stac.collectionById.load(id);
}

/** Query.collection */
export const collection = {
  key: ({ id }: { id: string }) => ({ id: idOf('StacCollection', id) }),
  load: loadCollection,
};

/** StacCollection.items */
export async function collectionItems(
  { id }: Pick<StacCollection, 'id'>,
  { page }: { page: PageRequest },
  { loaders }: Context,
): Promise<Page<StacItem>> {
  return (await loaders.stac.pageByCollectionId.load({ collectionId: id, page })) ?? emptyPage;
}

/** An item of the archive. Without its collection, it is searched for. */
export function loadStacItem(key: StacItemKey, { loaders }: Context): Promise<StacItem | null> {
  return loaders.stac.itemByKey.load(key);
}

/** Query.stacItem */
export const stacItem = {
  key(args: { id: string; collectionId?: Maybe<string> }): StacItemKey {
    const { collectionId, id } = keysWithin('StacItem', args.id, ['id'], { collectionId: args.collectionId });
    return { collectionId: collectionId || null, id };
  },
  load: loadStacItem,
};

/** StacItem.collection */
export const itemCollection = {
  key: ({ collectionId }: StacItem) => (collectionId === null ? null : { id: collectionId }),
  load: loadCollection,
};

/** StacItem.coverage: null if the footprint is unusable. */
export function itemCoverage(item: StacItem, { of }: { of: object }): Promise<Coverage | null> {
  return coverageInTurn(
    () => inputRegion(of, ['of']),
    () => item.region,
  );
}
