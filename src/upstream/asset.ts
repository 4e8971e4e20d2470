import type { WireAsset } from '../contract/asset.ts';
import type { Bbox } from '../geometry/bounds.ts';
import type { UpstreamClient } from './http/client.ts';
import { type Page, type PageRequest, readPage, withTotal } from './page.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import type { Position, WireReader } from './wire/wire-reader.ts';

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
    const rows = reader.rows('assets', answer.assets, (asset) => toAsset(aoiId, asset, reader));
    return withTotal(rows, answer.pagination?.total, args, reader);
  });
}

/** Reads one row of an AOI's assets. */
export function toAsset(aoiId: string, wire: WireAsset, reader: WireReader): Asset {
  return {
    id: reader.id('id', wire.id),
    aoiId,
    name: reader.text('name', wire.name),
    description: reader.text('description', wire.description),
    assetType: reader.enumValue('asset_type', wire.asset_type, ASSET_TYPES),
    status: reader.enumValue('status', wire.status, ASSET_STATUSES),
    state: stateOf(wire.status),
    progress: reader.progress('progress', wire.progress),
    date: reader.date('date', wire.date),
    path: reader.nonEmptyText('path', wire.path),
    bandList: reader.texts('band_list', wire.band_list),
    get geometry() {
      return reader.polygon('geometry', wire.geometry);
    },
    get outline() {
      return reader.outline('geometry', wire.geometry);
    },
    get bbox() {
      return reader.bbox('geometry', wire.geometry);
    },
    get centroid() {
      return reader.position('centroid', wire.centroid) ?? reader.centroid('geometry', wire.geometry);
    },
    areaInSqM: reader.number('area_in_sq_m', wire.area_in_sq_m, 0),
    resolutionInM: reader.number('resolution', wire.resolution, 0),
    visualizationId: reader.reference('visualization_id', wire.visualization_id),
    createdAt: reader.dateTime('created_at', wire.created_at),
    updatedAt: reader.dateTime('updated_at', wire.updated_at),
  };
}
