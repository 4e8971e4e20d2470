import type { WireAoi, WireNewAoi } from '../contract/aoi.ts';
import { planAssets } from './asset.ts';
import { dateFilter } from './server/date-filter.ts';
import {
  aoiOf,
  conflict,
  forbidden,
  type Handlers,
  invalid,
  notFound,
  projectOf,
  type Scope,
} from './server/handler.ts';
import { isAsked, listOf, pageOf } from './server/paging.ts';
import { aoiDate, second } from './world/dates.ts';
import { areaOf, centroidOf, faultOf } from './world/geometry.ts';
import { doneShare } from './world/progress.ts';
import type { Store, StoredAoi, StoredStacItem } from './world/store.ts';

export const aoiHandlers: Handlers<'ListAois' | 'CreateAoi' | 'GetAoiById'> = {
  ListAois(call) {
    const { query, store } = call;
    const projectIds = listOf(query.project_ids);
    const isCreatedThen = dateFilter('created_at', query.created_at);
    const isUpdatedThen = dateFilter('updated_at', query.updated_at);
    const { rows, pagination } = pageOf(
      store.aois
        .values()
        .filter(
          (aoi) =>
            (!projectIds || projectIds.has(aoi.project_id)) &&
            isAsked(aoi.aoi_id, query.aoi_id) &&
            isAsked(aoi.name, query.aoi_name) &&
            projectOf(call, aoi.project_id) !== undefined,
        )
        .map((aoi) => aoiNow(store, aoi))
        .filter((aoi) => isCreatedThen(aoi.created_at) && isUpdatedThen(aoi.updated_at))
        .toArray(),
      query,
      { defaultLimit: 10, pageCap: call.pageCap },
    );
    return { aois: rows, pagination };
  },

  CreateAoi(call) {
    const { store, account, body } = call;
    const items = checkedItems(call, body);
    const id = store.newId();
    const now = store.now();
    const satellite = store.satellites.get(body.satellite_id);
    const span = { startsAt: now, endsAt: now + 20 * second };
    const aoi: StoredAoi = {
      aoi_id: id,
      name: body.name,
      description: body.description,
      satellite_id: body.satellite_id,
      project_id: body.project_id,
      images: imagesOf(items),
      eo_bands: (satellite?.bands ?? []).flatMap(({ name }) => name ?? []),
      geometry: body.geometry,
      progress: 100,
      status: 'success',
      is_favourite: false,
      created_at: aoiDate(now),
      updated_at: aoiDate(span.endsAt),
      user_id: account.userId,
      area_in_sq_m: Math.round(areaOf(body.geometry.coordinates)),
      centroid: centroidOf(body.geometry),
    };
    store.aois.set(id, aoi);
    store.spans.set(id, span);
    planAssets(store, aoi, items, span, store.newId);
    return aoiNow(store, aoi);
  },

  GetAoiById(call) {
    const aoi = aoiOf(call, call.path.aoi_id);
    if (!aoi) throw notFound('AOI not found');
    return aoiNow(call.store, aoi);
  },
};

/** The current state of the AOI. */
function aoiNow(store: Store, aoi: StoredAoi): WireAoi {
  const share = doneShare(store, aoi.aoi_id);
  if (share >= 1) return aoi;
  const progress = Math.floor(share * 100);
  return { ...aoi, status: share < 0.1 ? 'started' : 'running', progress, updated_at: aoiDate(store.now()) };
}

/** The `images` of an AOI: its archive items by their ids. */
export function imagesOf(items: readonly StoredStacItem[]): Record<string, unknown> {
  return Object.fromEntries(
    items.map(({ id, collection, properties }) => [
      id,
      { collection, datetime: properties?.datetime, 'eo:cloud_cover': properties?.['eo:cloud_cover'] },
    ]),
  );
}

function checkedItems(call: Scope, body: WireNewAoi): StoredStacItem[] {
  const { store } = call;
  if (!projectOf(call, body.project_id)) throw forbidden('project not found, or this key may not create AOIs in it');
  if (body.name.trim() === '') throw invalid('name must not be empty');
  if (!store.satellites.has(body.satellite_id)) throw invalid('satellite_id names no known satellite');
  if (body.provider !== 'pixxel' && body.provider !== 'planetary') {
    throw invalid('provider must be pixxel or planetary', { provider: body.provider });
  }
  const fault = body.geometry.type === 'Polygon' ? faultOf(body.geometry.coordinates) : 'is not a Polygon';
  if (fault) throw invalid(`geometry ${fault}`);
  if (body.item_ids.length === 0) throw invalid('item_ids must name at least one image');
  const items = body.item_ids.map((id) => {
    const item = store.stacItems.get(id);
    if (!item) throw invalid(`item_ids names an image that is not in the archive: ${id}`);
    return item;
  });
  if (store.aois.values().some((aoi) => aoi.name === body.name && projectOf(call, aoi.project_id))) {
    throw conflict('an AOI of this name exists already');
  }
  return items;
}
