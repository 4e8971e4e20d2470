import { type Static, Type } from 'typebox';
import { WirePolygon } from './geojson.ts';
import { WirePagination } from './pagination.ts';

export const WireAssetType = Type.Enum(['mosaic', 'stac_item', 'visualization']);
export type WireAssetType = Static<typeof WireAssetType>;

export const WireAssetStatus = Type.Enum(['success', 'failed', 'started', 'creating']);
export type WireAssetStatus = Static<typeof WireAssetStatus>;

export const WireAsset = Type.Partial(
  Type.Object({
    aoi_id: Type.String(),
    area_in_sq_m: Type.Number(),
    asset_type: WireAssetType,
    band_list: Type.Array(Type.String()),
    centroid: Type.Array(Type.Number()),
    created_at: Type.String(),
    date: Type.String(),
    description: Type.String(),
    geometry: WirePolygon,
    id: Type.String(),
    name: Type.String(),
    path: Type.String(),
    progress: Type.Integer(),
    resolution: Type.Number(),
    status: WireAssetStatus,
    updated_at: Type.String(),
    visualization_id: Type.String(),
  }),
);
export type WireAsset = Static<typeof WireAsset>;

export const WireAssetList = Type.Partial(
  Type.Object({
    assets: Type.Array(WireAsset),
    pagination: WirePagination,
  }),
);
export type WireAssetList = Static<typeof WireAssetList>;
