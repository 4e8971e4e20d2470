import { type Static, Type } from 'typebox';
import { WirePolygon } from './geojson.ts';
import { WirePagination } from './pagination.ts';

export const WireAoiStatus = Type.Enum(['success', 'started', 'running', 'failed', 'updating', 'partial_success']);
export type WireAoiStatus = Static<typeof WireAoiStatus>;

export const WireAoi = Type.Partial(
  Type.Object({
    aoi_id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    satellite_id: Type.String(),
    project_id: Type.String(),
    images: Type.Record(Type.String(), Type.Unknown()),
    eo_bands: Type.Array(Type.String()),
    geometry: WirePolygon,
    progress: Type.Integer(),
    status: WireAoiStatus,
    is_favourite: Type.Boolean(),
    created_at: Type.String(),
    updated_at: Type.String(),
    user_id: Type.String(),
    area_in_sq_m: Type.Number(),
    centroid: Type.Array(Type.Number()),
  }),
);
export type WireAoi = Static<typeof WireAoi>;

export const WireNewAoi = Type.Object(
  {
    name: Type.String(),
    description: Type.String(),
    satellite_id: Type.String(),
    provider: Type.String(),
    project_id: Type.String(),
    geometry: WirePolygon,
    item_ids: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type WireNewAoi = Static<typeof WireNewAoi>;

export const WireAoiList = Type.Partial(
  Type.Object({
    aois: Type.Array(WireAoi),
    pagination: WirePagination,
  }),
);
export type WireAoiList = Static<typeof WireAoiList>;
