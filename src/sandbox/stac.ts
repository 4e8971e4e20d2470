import type { WireLink } from '../contract/stac.ts';
import { type Handlers, invalid, isVisible, notFound, type Scope } from './server/handler.ts';
import { listOf, pageOf } from './server/paging.ts';
import { itemFilter, propertyOf, sorted } from './stac-filter.ts';
import { hasBegun } from './world/progress.ts';
import type { StoredStacItem } from './world/store.ts';

type StacOperation =
  'ListCollections' | 'GetCollectionById' | 'ListCollectionItems' | 'GetCollectionItemById' | 'SearchArchive';

export const stacHandlers: Handlers<StacOperation> = {
  ListCollections({ store, query }) {
    const ids = listOf(query.ids);
    const collections = store.collections
      .values()
      .filter(({ id }) => !ids || ids.has(id))
      .toArray();
    return { collections };
  },

  GetCollectionById({ store, path }) {
    const collection = store.collections.get(path.cid);
    if (!collection) throw notFound('collection not found');
    return collection;
  },

  ListCollectionItems(call) {
    const { store, path, query, pageCap } = call;
    if (!store.collections.has(path.cid)) throw invalid('collection not found');
    const items = itemsFor(call).filter(({ collection }) => collection === path.cid);
    return featuresOf(call, items, query, pageCap, `/v0/archives/collections/${encodeURIComponent(path.cid)}/items`);
  },

  GetCollectionItemById(call) {
    const { store, path } = call;
    const item = store.stacItems.get(path.id);
    if (item?.collection !== path.cid || !isThere(call, item)) throw notFound('item not found');
    return item;
  },

  SearchArchive(call) {
    const { body, pageCap } = call;
    const matches = itemFilter(body);
    const ids = body.ids && new Set(body.ids);
    const items = itemsFor(call).filter((item) => (!ids || ids.has(item.id)) && matches(item));
    const criteria = body.sortby?.map(({ field, direction = 'asc' }) => {
      if (field === undefined) throw invalid('sortby needs a field');
      if (direction !== 'asc' && direction !== 'desc')
        throw invalid('sortby direction must be asc or desc', { direction });
      return [field, direction] as const;
    });
    const ordered = sorted(items, criteria ?? [], propertyOf);
    return featuresOf(call, ordered, body, pageCap, '/v0/archives/search');
  },
};

/** The images that the caller can find: the public ones, and those taken for the caller. */
export function itemsFor(scope: Scope): StoredStacItem[] {
  return scope.store.stacItems
    .values()
    .filter((item) => isThere(scope, item))
    .toArray();
}

const isThere = (scope: Scope, { id }: StoredStacItem) => isVisible(scope, id) && hasBegun(scope.store, id);

/** A page as GeoJSON. There is no total; a link tells whether more remain. */
function featuresOf(
  { baseUrl }: { baseUrl: string },
  items: readonly StoredStacItem[],
  request: { offset?: number | undefined; limit?: number | undefined },
  pageCap: number,
  path: string,
) {
  const { rows, pagination } = pageOf(items, request, { defaultLimit: 10, pageCap });
  const next = pagination.offset + rows.length;
  const links: WireLink[] = [{ rel: 'self', href: `${baseUrl}${path}`, type: 'application/geo+json' }];
  if (next < pagination.total) {
    const href = `${baseUrl}${path}?offset=${next}&limit=${pagination.limit}`;
    links.push({ rel: 'next', href, type: 'application/geo+json' });
  }
  return { type: 'FeatureCollection', features: rows, links };
}
