import { type Static, Type } from 'typebox';
import { WirePolygon } from './geojson.ts';
import type { Operation } from './operation.ts';
import { offsetAndLimit, WirePagination } from './pagination.ts';

const WireAssetType = Type.Enum(['mosaic', 'stac_item', 'visualization']);

const WireAssetStatus = Type.Enum(['success', 'failed', 'started', 'creating']);

/**
 * A file made for an AOI. Timestamps have a space where RFC 3339 has `T`, `date` is a plain day, `path` a URL.
 * `visualization_id` is presumably set only where `asset_type` is `visualization`.
 */
export const WireAsset = Type.Partial(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    aoi_id: Type.String(),
    visualization_id: Type.String(),
    asset_type: WireAssetType,
    status: WireAssetStatus,
    progress: Type.Integer(),
    date: Type.String(),
    path: Type.String(),
    band_list: Type.Array(Type.String()),
    resolution: Type.Number(),
    geometry: WirePolygon,
    centroid: Type.Array(Type.Number()),
    area_in_sq_m: Type.Number(),
    created_at: Type.String(),
    updated_at: Type.String(),
  }),
);
export type WireAsset = Static<typeof WireAsset>;

const WireAssetList = Type.Partial(Type.Object({ assets: Type.Array(WireAsset), pagination: WirePagination }));

export const assetOperations = {
  ListAssets: {
    method: 'GET',
    path: '/v0/aois/{aoi_id}/assets',
    query: Type.Partial(Type.Object(offsetAndLimit)),
    answers: { 200: WireAssetList },
    late: { rows: 'assets', member: 'geometry' },
    format: 'json',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
