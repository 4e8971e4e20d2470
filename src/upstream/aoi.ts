import type { WireAoi, WireNewAoi } from '../contract/aoi.ts';
import type { Bbox } from '../geometry/bounds.ts';
import type { Region } from '../geometry/region.ts';
import type { UpstreamClient } from './http/client.ts';
import { withTotal } from './list-answer.ts';
import type { Page, PageRequest } from './page.ts';
import { toWireInterval, withRanges } from './range-filter.ts';
import { readPage } from './read-page.ts';
import { toWirePolygon } from './wire/geojson.ts';
import { joinedIds } from './wire/ids.ts';
import { type LifecycleState, stateOf } from './wire/lifecycle.ts';
import { rowOf } from './wire/row.ts';
import type { Interval } from './wire/time.ts';
import type { Position } from './wire/wire-reader.ts';
import { toWireWord } from './wire/word.ts';

const AOI_STATUSES = ['SUCCESS', 'STARTED', 'RUNNING', 'FAILED', 'UPDATING', 'PARTIAL_SUCCESS'] as const;
export type AoiStatus = (typeof AOI_STATUSES)[number];

/** An area of interest. */
export interface Aoi {
  id: string;
  name: string | null;
  description: string | null;
  projectId: string | null;
  satelliteId: string | null;
  userId: string | null;
  status: AoiStatus | null;
  state: LifecycleState;
  progress: number | null;
  isFavourite: boolean | null;
  eoBands: readonly string[];
  /** The outline if it is one Polygon. */
  readonly geometry: object | null;
  /** A Polygon, or a MultiPolygon for an area with several parts. */
  readonly outline: object | null;
  /** Of the outline. Computed on first access. */
  readonly bbox: Bbox | null;
  readonly centroid: Position | null;
  readonly region: Region | null;
  areaInSqM: number | null;
  images: AoiImage[];
  createdAt: string | null;
  updatedAt: string | null;
}

/** An image that the AOI was cut from. */
export interface AoiImage {
  aoiId: string;
  itemId: string;
  details: unknown;
  /** The area that the AOI covers. Computed on first use. */
  aoiRegion(): Region | null;
}

/** The filters of ListAois that the gateway uses. */
export interface AoiFilter {
  name?: string | undefined;
  createdAt?: Interval | undefined;
  updatedAt?: Interval | undefined;
}

/** GetAoiById. @throws UpstreamFailure, of kind `notFound` if it does not exist */
export async function getAoi(client: UpstreamClient, id: string): Promise<Aoi> {
  const { answer, reader } = await client.call('GetAoiById', { path: { aoi_id: id } });
  return toAoi(answer, reader);
}

/**
 * ListAois: the AOIs of the named projects together, or of all projects that the key can access. The API may apply the intervals
 * of the filter or not: whoever gives them checks the rows.
 */
export function listAois(
  client: UpstreamClient,
  projectIds: readonly string[] | undefined,
  filter: AoiFilter,
  request: PageRequest,
): Promise<Page<Aoi>> {
  const ranges = { created_at: toWireInterval(filter.createdAt), updated_at: toWireInterval(filter.updatedAt) };
  return withRanges(ranges, (known) =>
    readPage(request, true, async (args) => {
      const query = { ...args, ...known, aoi_name: filter.name, project_ids: joinedIds('ListAois', projectIds) };
      const { answer, reader } = await client.call('ListAois', { query });
      const rows = reader.rows('aois', answer.aois, (aoi) => toAoi(aoi, reader));
      return withTotal(rows, answer.pagination, args, reader);
    }),
  );
}

/** Input of `createAoi`. */
export interface NewAoi {
  name: string;
  description: string;
  projectId: string;
  satelliteId: string;
  provider: 'PIXXEL' | 'PLANETARY';
  geometry: object;
  itemIds: readonly string[];
}

/** CreateAoi. Returns at once; `status` and `progress` show how the clipping advances. @throws UpstreamFailure */
export async function createAoi(client: UpstreamClient, aoi: NewAoi): Promise<Aoi> {
  const body: WireNewAoi = {
    name: aoi.name,
    description: aoi.description,
    project_id: aoi.projectId,
    satellite_id: aoi.satelliteId,
    provider: toWireWord(aoi.provider),
    geometry: toWirePolygon(aoi.geometry),
    item_ids: [...aoi.itemIds],
  };
  const { answer, reader } = await client.call('CreateAoi', { body });
  return toAoi(answer, reader);
}

/** An older form of the document calls the satellite `lens_satellite_id`. */
type AnyWireAoi = WireAoi & { lens_satellite_id?: string };

const toAoi = rowOf<Aoi, AnyWireAoi>(
  {
    id: (wire, reader) => reader.id('aoi_id', wire.aoi_id),
    name: (wire, reader) => reader.text('name', wire.name),
    description: (wire, reader) => reader.text('description', wire.description),
    projectId: (wire, reader) => reader.reference('project_id', wire.project_id),
    satelliteId: (wire, reader) => reader.reference('satellite_id', wire.satellite_id ?? wire.lens_satellite_id),
    userId: (wire, reader) => reader.reference('user_id', wire.user_id),
    status: (wire, reader) => reader.enumValue('status', wire.status, AOI_STATUSES),
    state: (wire) => stateOf(wire.status),
    progress: (wire, reader) => reader.progress('progress', wire.progress),
    isFavourite: (wire, reader) => reader.boolean('is_favourite', wire.is_favourite),
    eoBands: (wire, reader) => reader.texts('eo_bands', wire.eo_bands),
    geometry: (wire, reader) => reader.polygon('geometry', wire.geometry),
    outline: (wire, reader) => reader.outline('geometry', wire.geometry),
    bbox: (wire, reader) => reader.bbox('geometry', wire.geometry),
    centroid: (wire, reader) =>
      reader.position('centroid', wire.centroid) ?? reader.centroid('geometry', wire.geometry),
    region: (wire, reader) => reader.region('geometry', wire.geometry),
    areaInSqM: (wire, reader) => reader.number('area_in_sq_m', wire.area_in_sq_m, 0),
    images(wire, reader) {
      return reader.entries('images', wire.images).map(([itemId, details]) => ({
        aoiId: this.id,
        itemId,
        details: reader.asSent('images', details),
        aoiRegion: () => this.region,
      }));
    },
    createdAt: (wire, reader) => reader.dateTime('created_at', wire.created_at),
    updatedAt: (wire, reader) => reader.dateTime('updated_at', wire.updated_at),
  },
  ['bbox', 'region'],
);
