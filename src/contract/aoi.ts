import { type Static, Type } from 'typebox';
import { WirePolygon } from './geojson.ts';
import type { Operation } from './operation.ts';
import { offsetAndLimit, WirePagination } from './pagination.ts';

const WireAoiStatus = Type.Enum(['success', 'started', 'running', 'failed', 'updating', 'partial_success']);

/**
 * An area of interest. Its id is `aoi_id`, not `id`; `progress` is per cent, the area square metres, the centroid
 * longitude before latitude. `provider` and `item_ids`, which creation demands, do not come back: the keys of
 * `images` are probably the item ids.
 */
export const WireAoi = Type.Partial(
  Type.Object({
    aoi_id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    project_id: Type.String(),
    satellite_id: Type.String(),
    user_id: Type.String(),
    status: WireAoiStatus,
    progress: Type.Integer(),
    geometry: WirePolygon,
    centroid: Type.Array(Type.Number()),
    area_in_sq_m: Type.Number(),
    eo_bands: Type.Array(Type.String()),
    images: Type.Record(Type.String(), Type.Unknown()),
    is_favourite: Type.Boolean(),
    created_at: Type.String(),
    updated_at: Type.String(),
  }),
);
export type WireAoi = Static<typeof WireAoi>;

const WireAoiList = Type.Partial(Type.Object({ aois: Type.Array(WireAoi), pagination: WirePagination }));

/** `provider` is `pixxel` for the vendor's own imagery, `planetary` for open data. */
export const WireNewAoi = Type.Object(
  {
    name: Type.String(),
    description: Type.String(),
    project_id: Type.String(),
    satellite_id: Type.String(),
    provider: Type.String(),
    geometry: WirePolygon,
    item_ids: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type WireNewAoi = Static<typeof WireNewAoi>;

export const aoiOperations = {
  // ListAOIs
  ListAois: {
    method: 'GET',
    path: '/v0/aois',
    query: Type.Partial(
      Type.Object({
        ...offsetAndLimit,
        created_at: Type.String(),
        updated_at: Type.String(),
        aoi_id: Type.String(),
        aoi_name: Type.String(),
        project_ids: Type.String(),
      }),
    ),
    answers: { 200: WireAoiList },
    late: { rows: 'aois', member: 'geometry' },
    map: { rows: 'aois', member: 'images' },
    format: 'json',
    access: 'read',
    batchedBy: ['project_ids'],
  },
  // AOICreateAOI
  CreateAoi: {
    method: 'POST',
    path: '/v0/aois',
    body: WireNewAoi,
    answers: { 201: WireAoi },
    map: { member: 'images' },
    format: 'json',
    envelope: 'aoi',
    access: 'write',
  },
  /** The path has `aoi` here and for insights, and `aois` everywhere else. */
  GetAoiById: {
    method: 'GET',
    path: '/v0/aoi/{aoi_id}',
    answers: { 200: WireAoi },
    answersOne: true,
    late: { member: 'geometry' },
    map: { member: 'images' },
    format: 'json',
    envelope: 'aoi',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
