import type { WireAsset } from '../contract/asset.ts';
import type { Bbox } from '../geometry/bounds.ts';
import type { UpstreamClient } from './http/client.ts';
import { withTotal } from './list-answer.ts';
import type { Page, PageRequest } from './page.ts';
import { readPage } from './read-page.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { rowOf } from './wire/row.ts';
import type { Position } from './wire/wire-reader.ts';

const ASSET_TYPES = ['MOSAIC', 'STAC_ITEM', 'VISUALIZATION'] as const;
export type AssetType = (typeof ASSET_TYPES)[number];

const ASSET_STATUSES = ['SUCCESS', 'FAILED', 'STARTED', 'CREATING'] as const;
export type AssetStatus = (typeof ASSET_STATUSES)[number];

/** A raster made for an AOI. */
export interface Asset {
  id: string;
  aoiId: string;
  name: string | null;
  description: string | null;
  assetType: AssetType | null;
  status: AssetStatus | null;
  state: LifecycleState;
  progress: number | null;
  /** Date of the image. */
  date: string | null;
  path: string | null;
  bandList: readonly string[];
  /** The outline if it is one Polygon. */
  readonly geometry: object | null;
  /** A Polygon, or a MultiPolygon for an area with several parts. */
  readonly outline: object | null;
  /** Of the outline. Computed on first access. */
  readonly bbox: Bbox | null;
  readonly centroid: Position | null;
  areaInSqM: number | null;
  resolutionInM: number | null;
  /** The visualization of the same AOI that the asset is a picture of. */
  visualizationId: string | null;
  createdAt: string | null;
  updatedAt: string | null;
}

/** ListAssets: the assets of one AOI. There is no filter and no single read. */
export function listAssets(client: UpstreamClient, aoiId: string, request: PageRequest): Promise<Page<Asset>> {
  return readPage(request, true, async (args) => {
    const { answer, reader } = await client.call('ListAssets', { path: { aoi_id: aoiId }, query: args });
    const rows = reader.rows('assets', answer.assets, (asset) => toAsset(asset, reader, { aoiId }));
    return withTotal(rows, answer.pagination, args, reader);
  });
}

/** Reads one row of an AOI's assets. */
export const toAsset = rowOf<Asset, WireAsset, { aoiId: string }>({
  id: (wire, reader) => reader.id('id', wire.id),
  aoiId: (_wire, _reader, { aoiId }) => aoiId,
  name: (wire, reader) => reader.text('name', wire.name),
  description: (wire, reader) => reader.text('description', wire.description),
  assetType: (wire, reader) => reader.enumValue('asset_type', wire.asset_type, ASSET_TYPES),
  status: (wire, reader) => reader.enumValue('status', wire.status, ASSET_STATUSES),
  state: (wire) => stateOf(wire.status),
  progress: (wire, reader) => reader.progress('progress', wire.progress),
  date: (wire, reader) => reader.date('date', wire.date),
  path: (wire, reader) => reader.nonEmptyText('path', wire.path),
  bandList: (wire, reader) => reader.texts('band_list', wire.band_list),
  geometry: (wire, reader) => reader.polygon('geometry', wire.geometry),
  outline: (wire, reader) => reader.outline('geometry', wire.geometry),
  bbox: (wire, reader) => reader.bbox('geometry', wire.geometry),
  centroid: (wire, reader) => reader.position('centroid', wire.centroid) ?? reader.centroid('geometry', wire.geometry),
  areaInSqM: (wire, reader) => reader.number('area_in_sq_m', wire.area_in_sq_m, 0),
  resolutionInM: (wire, reader) => reader.number('resolution', wire.resolution, 0),
  visualizationId: (wire, reader) => reader.reference('visualization_id', wire.visualization_id),
  createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
  updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
});
