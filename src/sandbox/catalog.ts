import type { WireCatalog, WireCatalogDownload, WireNewCatalogDownload } from '../contract/catalog.ts';
import { type Handlers, invalid, isVisible, notFound, notFoundAsInvalid, type Scope } from './server/handler.ts';
import { signedUrlOf } from './server/package.ts';
import { pageOf } from './server/paging.ts';
import { itemFilter, propertyOf, sorted } from './stac-filter.ts';
import { second } from './world/dates.ts';
import { hasBegun } from './world/progress.ts';
import type { StoredCatalog } from './world/store.ts';

export const catalogHandlers: Handlers<
  'SearchCatalogs' | 'GetCatalogById' | 'RequestCatalogDownload' | 'GetCatalogDownload'
> = {
  SearchCatalogs(call) {
    const { body, pageCap } = call;
    const matches = itemFilter(body);
    const [ids, itemIds] = [body.ids && new Set(body.ids), body.item_ids && new Set(body.item_ids)];
    const tasksOfItems = body.order_item_ids && tasksOf(call, ({ id }) => body.order_item_ids?.includes(id));
    const tasksOfOrders = body.order_ids && tasksOf(call, ({ order_id }) => body.order_ids?.includes(order_id));
    const found = catalogsFor(call).filter(
      ({ id, task_id, details = {} }) =>
        (!ids || ids.has(id)) &&
        (!itemIds || itemIds.has(details.id ?? '')) &&
        (!tasksOfItems || tasksOfItems.has(task_id)) &&
        (!tasksOfOrders || tasksOfOrders.has(task_id)) &&
        matches(details),
    );
    const criteria = body.sort_by?.flatMap((criterion) =>
      Object.entries(criterion).map(([field, order]) => [field, order === 'ASC' ? 'asc' : 'desc'] as const),
    );
    const ordered = sorted(found, criteria ?? [], fieldOf);
    const { rows, pagination } = pageOf(ordered, body, { defaultLimit: 2, pageCap });
    return { catalogs: rows, pagination };
  },

  GetCatalogById(call) {
    return foundCatalog(call, call.path.id);
  },

  RequestCatalogDownload(call) {
    const { store, account, body } = call;
    const catalogs = chosenCatalogs(call, body);
    const id = store.newId();
    store.packages.set(id, { contents: { 'catalogs.json': catalogs }, readyAt: store.now() + 8 * second });
    store.spans.set(id, { startsAt: store.now() + 2 * second, endsAt: store.now() + 8 * second });
    store.owners.set(id, account.orgId);
    return downloadNow(call, id);
  },

  GetCatalogDownload(call) {
    const { store, path } = call;
    // Packages without an owner are those of AOIs, insights and jobs.
    const id = path.download_id;
    const isTheirs = store.packages.has(id) && store.owners.has(id) && isVisible(call, id);
    if (!isTheirs) throw notFound('download not found');
    return downloadNow(call, id);
  },
};

/** The delivered images that the caller has by now. */
function catalogsFor({ store, account }: Scope): StoredCatalog[] {
  return store.catalogs
    .values()
    .filter(({ id, org_id }) => org_id === account.orgId && hasBegun(store, id))
    .toArray();
}

function foundCatalog(scope: Scope, id: string): StoredCatalog {
  const catalog = scope.store.catalogs.get(id);
  if (catalog?.org_id !== scope.account.orgId || !hasBegun(scope.store, id))
    throw notFoundAsInvalid('catalog not found');
  return catalog;
}

function tasksOf(
  { store, account }: Scope,
  isWanted: (item: { id: string; order_id: string }) => boolean | undefined,
): Set<string | undefined> {
  return new Set(
    store.orderItems
      .values()
      .filter((item) => item.org_id === account.orgId && isWanted(item))
      .flatMap(({ tasks = [] }) => tasks.map(({ id }) => id)),
  );
}

/**
 * The images that a download or a delivery names, by their own ids or by those of the order items they belong to.
 * @throws Refusal unless exactly one of the two lists has entries, and all of them exist.
 */
export function chosenCatalogs(scope: Scope, request: WireNewCatalogDownload): StoredCatalog[] {
  const { catalog_ids = [], order_item_ids = [] } = request;
  if (catalog_ids.length > 0 === order_item_ids.length > 0) {
    throw invalid('send either catalog_ids or order_item_ids, and at least one id in it');
  }
  if (catalog_ids.length > 0) return catalog_ids.map((id) => foundCatalog(scope, id));
  const catalogs = catalogsFor(scope);
  return order_item_ids.flatMap((itemId) => {
    if (scope.store.orderItems.get(itemId)?.org_id !== scope.account.orgId)
      throw notFoundAsInvalid('order item not found');
    const tasks = tasksOf(scope, ({ id }) => id === itemId);
    const itsCatalogs = catalogs.filter(({ task_id }) => tasks.has(task_id));
    if (itsCatalogs.length === 0) throw invalid(`this order item has no images yet: ${itemId}`);
    return itsCatalogs;
  });
}

function fieldOf(catalog: WireCatalog, field: string): unknown {
  const own: Readonly<Record<string, unknown>> = { ...catalog };
  return own[field] ?? propertyOf(catalog.details ?? {}, field);
}

function downloadNow(call: Scope & { baseUrl: string }, id: string): WireCatalogDownload {
  const signedUrl = signedUrlOf(call, id);
  if (signedUrl !== '') return { id, status: 'success', signed_url: signedUrl };
  return { id, status: hasBegun(call.store, id) ? 'in_progress' : 'created', signed_url: '' };
}
