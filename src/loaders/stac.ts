import { nullIfNotFound } from '../upstream/failure.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import {
  type ArchiveSearch,
  findStacItems,
  getStacItem,
  listCollectionItems,
  searchArchive,
} from '../upstream/stac.ts';
import { getCollection, listCollections, type StacCollection } from '../upstream/stac-collection.ts';
import type { StacItem } from '../upstream/stac-item.ts';
import { canBeJoined } from '../upstream/wire/ids.ts';
import { loadApart } from './kit/apart.ts';
import { callPerKey, inOrderOf, type Loader, loaderOf, type WholeSet, wholeSet } from './kit/batching.ts';
import { chunksOf, chunksOfSize, IDS_PER_BODY, rowsByIds } from './kit/chunks.ts';

/** Key of an item. */
export interface StacItemKey {
  /** Null if unknown: the first item with the id is meant then. */
  collectionId: string | null;
  id: string;
}

export interface StacLoaders {
  /** One item of a known collection: its single read. Otherwise: one archive search by ids for all of them, or several if the API refuses it, see `loadApart`. */
  itemByKey: Loader<StacItemKey, StacItem | null>;
  /** The items with this id in all collections, as far as they have been read. Loading `itemByKey` without a collection reads them. */
  itemsWithId(id: string): readonly StacItem[];
  /** One call for a page. Rows are primed into `itemByKey`. */
  searchPage(search: ArchiveSearch, request: PageRequest): Promise<Page<StacItem>>;
  /** One call for each collection. Rows are primed into `itemByKey`. */
  pageByCollectionId: Loader<{ collectionId: string; page: PageRequest }, Page<StacItem> | null>;
  /** One id: its single read. Several: one list filtered by their ids. */
  collectionById: Loader<string, StacCollection | null>;
  /** One call for all collections, which are primed into `collectionById`. */
  collections: WholeSet<StacCollection>;
}

export function createStacLoaders(client: UpstreamClient): StacLoaders {
  const itemsById = new Map<string, Map<string | null, StacItem>>();
  const keep = (items: readonly StacItem[]) => {
    for (const item of items) {
      const byCollection = itemsById.get(item.id) ?? new Map<string | null, StacItem>();
      itemsById.set(item.id, byCollection.set(item.collectionId, item));
      itemByKey.prime({ collectionId: item.collectionId, id: item.id }, item);
      itemByKey.prime({ collectionId: null, id: item.id }, item);
    }
  };
  const keepPage = async (page: Promise<Page<StacItem>>) => {
    const { items } = await page;
    keep(items);
    return page;
  };

  const itemByKey = loaderOf<StacItemKey, StacItem | null>(
    'stac.itemByKey',
    ({ collectionId, id }) => JSON.stringify([collectionId, id]),
    async (keys) => {
      const [first] = keys;
      if (keys.length === 1 && first && first.collectionId !== null) {
        return [await nullIfNotFound(getStacItem(client, first.collectionId, first.id))];
      }
      const parts = chunksOfSize(keys, IDS_PER_BODY).map((part) => loadApart(part, ({ id }) => id, findItems));
      return (await Promise.all(parts)).flat();
    },
  );

  async function findItems(keys: readonly StacItemKey[]): Promise<(StacItem | null)[]> {
    const collectionIds = keys.map((key) => key.collectionId);
    const search = {
      ids: distinct(keys.map((key) => key.id)),
      // If the collection of one item is unknown, the search covers all collections.
      collectionIds: collectionIds.every((id) => id !== null) ? distinct(collectionIds) : undefined,
    };
    // An id can exist in two collections.
    const limit = search.collectionIds ? keys.length : 2 * keys.length;
    const { items, saysMore } = await findStacItems(client, search, limit);
    keep(items);
    const byId = Map.groupBy(items, (item) => item.id);
    const found = keys.map((key) => byId.get(key.id)?.find((item) => isOf(item, key)) ?? null);

    // The answer may have been capped, or an id that exists in two collections took two rows and displaced another.
    const missing = keys.filter((_key, index) => found[index] === null);
    const isWhole = saysMore === false && items.length < keys.length;
    if (isWhole || missing.length === 0 || missing.length === keys.length) return found;
    const late = await findItems(missing);
    return keys.map((key, index) => found[index] ?? late[missing.indexOf(key)] ?? null);
  }

  const collectionById = loaderOf<string, StacCollection | null>(
    'stac.collectionById',
    (id) => id,
    async (ids) => {
      const [first] = ids;
      if (ids.length === 1 && first !== undefined) return [await nullIfNotFound(getCollection(client, first))];
      const joined = ids.filter(canBeJoined);
      client.ensureCalls('ListCollections', chunksOf(joined, (id) => id).length);
      return inOrderOf(
        ids,
        rowsByIds(joined, (part) => listCollections(client, part)),
        ({ id }) => id,
        (id) => getCollection(client, id),
      );
    },
  );

  return {
    itemByKey,
    itemsWithId: (id) => [...(itemsById.get(id)?.values() ?? [])],
    searchPage: (search, request) => keepPage(searchArchive(client, search, request)),
    pageByCollectionId: callPerKey(
      'stac.pageByCollectionId',
      (key) => JSON.stringify(key),
      ({ collectionId, page }) => keepPage(listCollectionItems(client, collectionId, page)),
    ),
    collectionById,
    collections: wholeSet(
      'stac.collections',
      (collection) => collection.id,
      async () => {
        const collections = await listCollections(client);
        for (const collection of collections) collectionById.prime(collection.id, collection);
        return collections;
      },
    ),
  };
}

/** Whether the item matches the key. An item without a collection is matched by its id. */
function isOf(item: StacItem, key: StacItemKey): boolean {
  return key.collectionId === null || item.collectionId === null || item.collectionId === key.collectionId;
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
