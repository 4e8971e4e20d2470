import type { WireAsset } from '../contract/asset.ts';
import { aoiOf, type Handlers, notFound } from './server/handler.ts';
import { pageOf } from './server/paging.ts';
import { spacedDate } from './world/dates.ts';
import { areaOf, centroidOf } from './world/geometry.ts';
import { doneShare, hasBegun } from './world/progress.ts';
import type { Span, Store, StoredAoi, StoredAsset, StoredStacItem, World } from './world/store.ts';

export const assetHandlers: Handlers<'ListAssets'> = {
  ListAssets(call) {
    const { store, path, query } = call;
    if (!aoiOf(call, path.aoi_id)) throw notFound('AOI not found');
    const { rows, pagination } = pageOf(assetsOf(store, path.aoi_id), query, {
      defaultLimit: 10,
      pageCap: call.pageCap,
    });
    return { assets: rows.map((asset) => assetNow(store, asset)), pagination };
  },
};

/** The assets that an AOI has by now. */
export function assetsOf(store: Store, aoiId: string): StoredAsset[] {
  return store.assets
    .values()
    .filter((asset) => asset.aoi_id === aoiId && hasBegun(store, asset.id))
    .toArray();
}

/** The current state of the asset. */
export function assetNow(store: Store, asset: StoredAsset): WireAsset {
  const share = doneShare(store, asset.id);
  if (share >= 1) return asset;
  return {
    ...asset,
    status: share < 0.2 ? 'started' : 'creating',
    progress: Math.floor(share * 100),
    updated_at: spacedDate(store.now()),
  };
}

/**
 * Lays out the assets of a new AOI over the time its processing takes: one for each image, one after the other, and
 * a mosaic for each of the images' days at the end.
 */
export function planAssets(
  world: World,
  aoi: StoredAoi,
  items: readonly StoredStacItem[],
  span: Span,
  newId: () => string,
): void {
  const perImage = ((span.endsAt - span.startsAt) * 0.6) / items.length;
  items.forEach((item, index) => {
    const startsAt = span.startsAt + perImage * (index + 0.5);
    const asset = assetOf(aoi, item, 'stac_item', newId(), startsAt);
    world.assets.set(asset.id, asset);
    world.spans.set(asset.id, { startsAt, endsAt: startsAt + perImage });
  });

  const perDay = new Map(items.map((item) => [item.properties?.datetime?.slice(0, 10), item]));
  for (const item of perDay.values()) {
    const startsAt = span.startsAt + (span.endsAt - span.startsAt) * 0.7;
    const asset = assetOf(aoi, item, 'mosaic', newId(), startsAt);
    world.assets.set(asset.id, asset);
    world.spans.set(asset.id, { startsAt, endsAt: span.endsAt });
  }
}

/** The asset that processing makes from an image for an AOI. */
export function assetOf(
  aoi: StoredAoi,
  item: StoredStacItem,
  type: 'stac_item' | 'mosaic',
  id: string,
  createdAt: number,
): StoredAsset {
  const date = item.properties?.datetime?.slice(0, 10) ?? '';
  return {
    id,
    aoi_id: aoi.aoi_id,
    name: type === 'mosaic' ? `${aoi.name} ${date}` : item.id,
    description: type === 'mosaic' ? `The images of ${date} as one raster` : `The part of ${item.id} inside the AOI`,
    asset_type: type,
    band_list: (aoi.eo_bands ?? []).slice(0, 12),
    date,
    path: `https://storage.pixxel.example/${aoi.aoi_id}/${type}/${id}.tif`,
    geometry: aoi.geometry,
    centroid: aoi.centroid ?? centroidOf(aoi.geometry),
    area_in_sq_m: aoi.area_in_sq_m ?? areaOf(aoi.geometry.coordinates),
    resolution: item.properties?.gsd ?? 10,
    progress: 100,
    status: 'success',
    created_at: spacedDate(createdAt),
    updated_at: spacedDate(createdAt),
  };
}
