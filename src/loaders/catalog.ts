import {
  type CatalogEntry,
  type CatalogSearch,
  getCatalogDownload,
  getCatalogEntry,
  searchCatalog,
  searchWholeCatalog,
} from '../upstream/catalog.ts';
import type { Download } from '../upstream/download.ts';
import { nullIfNotFound, UpstreamFailure } from '../upstream/failure.ts';
import type { UpstreamClient } from '../upstream/http/client.ts';
import type { Page, PageRequest } from '../upstream/page.ts';
import { idKey } from '../upstream/wire/ids.ts';
import { callPerId, eachApart, inOrderOf, type Loader, loaderOf, refusalIn } from './kit/batching.ts';
import { chunksOfSize, IDS_PER_BODY } from './kit/chunks.ts';
import { type ParentPage, pagePerParent } from './kit/parent-pages.ts';

export interface CatalogLoaders {
  /** One id: its single read. Several: one search for all of them. */
  byId: Loader<string, CatalogEntry | null>;
  /** One call for a page. Rows are complete and primed into `byId`. */
  page(search: CatalogSearch, request: PageRequest): Promise<Page<CatalogEntry>>;
  /** All entries of a STAC item: one search for all items, in chunks of 500, or one each if the API refuses it. Primed into `byId`. */
  wholeByItemId: Loader<string, readonly CatalogEntry[]>;
  /** One search for the pages of several STAC items together. Pages that it may truncate are read again, see `pagePerParent`. */
  pageByItemId: Loader<ParentPage<null>, Page<CatalogEntry>>;
  /**
   * The entries of an order item. Those of several items are one search, assigned by the ids of their tasks, which are loaded
   * only then. A single item, or an item whose total is selected, has its own search.
   */
  pageByOrderItemId(id: string, taskIds: TaskIds, request: PageRequest): Promise<Page<CatalogEntry>>;
  /** The same for orders, with the task ids of all their items. */
  pageByOrderId(id: string, taskIds: TaskIds, request: PageRequest): Promise<Page<CatalogEntry>>;
  /** One call each. */
  downloadById: Loader<string, Download | null>;
}

/** Loads the ids of all tasks of an order or an order item. */
export type TaskIds = () => Promise<readonly string[]>;

/** Smallest page if all entries of some images are requested. */
const LIKELY_ENTRIES = 100;

export function createCatalogLoaders(client: UpstreamClient): CatalogLoaders {
  const keep = (entries: readonly CatalogEntry[]) => {
    for (const entry of entries) byId.prime(entry.id, entry);
    return entries;
  };
  const page: CatalogLoaders['page'] = async (search, request) => {
    const entries = await searchCatalog(client, search, request);
    keep(entries.items);
    return entries;
  };

  const byId = loaderOf<string, CatalogEntry | null>('catalog.byId', idKey, async (ids) => {
    const [first] = ids;
    if (ids.length === 1 && first !== undefined) return [await nullIfNotFound(getCatalogEntry(client, first))];
    const pages = chunksOfSize(ids, IDS_PER_BODY).map((part) =>
      searchCatalog(client, { ids: part }, { offset: 0, limit: part.length, wantsTotal: false, wantsNext: false }),
    );
    return inOrderOf(
      ids,
      Promise.all(pages).then((all) => all.flatMap(({ items }) => items)),
      ({ id }) => id,
      (id) => getCatalogEntry(client, id),
    );
  });

  /** An entry names only its task, so the caller supplies the owner's task ids. */
  const pageByOwner = (name: string, searchOf: (ownerIds: readonly string[]) => CatalogSearch) => {
    const taskIdsOf = new Map<string, TaskIds>();
    const ownerByTask = new Map<string, string>();
    const learnTasks = async (ownerId: string) => {
      for (const taskId of (await taskIdsOf.get(ownerId)?.()) ?? []) ownerByTask.set(idKey(taskId), ownerId);
    };
    const pages = pagePerParent<null, CatalogEntry>(name, {
      async read(ownerIds, _filter, request) {
        const entries = page(searchOf(ownerIds), request);
        if (ownerIds.length > 1) await Promise.all([entries, ...ownerIds.map(learnTasks)]);
        return entries;
      },
      parentOf: ({ taskId }) => (taskId === null ? null : (ownerByTask.get(idKey(taskId)) ?? null)),
      areIdsInBody: true,
    });
    return (parentId: string, taskIds: TaskIds, request: PageRequest) => {
      taskIdsOf.set(parentId, taskIds);
      return pages.load({ parentId, filter: null, page: request });
    };
  };

  return {
    byId,
    page,
    wholeByItemId: loaderOf<string, readonly CatalogEntry[]>(
      'catalog.wholeByItemId',
      (id) => id,
      async (itemIds) => {
        const read = async (part: readonly string[]) =>
          keep(await searchWholeCatalog(client, { itemIds: part }, Math.max(LIKELY_ENTRIES, part.length)));
        const parts = Promise.all(chunksOfSize(itemIds, IDS_PER_BODY).map(read));
        const entries = await (itemIds.length > 1 ? parts.catch(refusalIn) : parts);
        if (entries instanceof UpstreamFailure) return eachApart(itemIds, (id) => read([id]), entries);
        const byItem = Map.groupBy(entries.flat(), ({ item }) => item?.id);
        return itemIds.map((id) => byItem.get(id) ?? []);
      },
    ),
    pageByItemId: pagePerParent('catalog.pageByItemId', {
      read: (itemIds, _filter, request) => page({ itemIds }, request),
      parentOf: ({ item }) => item?.id ?? null,
      areIdsInBody: true,
    }),
    pageByOrderItemId: pageByOwner('catalog.pageByOrderItemId', (orderItemIds) => ({ orderItemIds })),
    pageByOrderId: pageByOwner('catalog.pageByOrderId', (orderIds) => ({ orderIds })),
    downloadById: callPerId('catalog.downloadById', (id) => getCatalogDownload(client, id)),
  };
}
