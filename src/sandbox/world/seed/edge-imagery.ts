import { pixxelName, stacItemOf } from '../../stac-item.ts';
import { day } from '../dates.ts';
import type { StoredStacItem, World } from '../store.ts';
import type { Place } from './places.ts';
import { satellites } from './satellites.ts';

type Corner = readonly [longitude: number, latitude: number];

interface EdgeScene {
  /** The corners of its footprint, in degrees from the middle of the place, counterclockwise. */
  readonly corners: readonly Corner[];
  /** Per cent; null if the archive does not know it. */
  readonly cloudCover: number | null;
}

/** Slanted footprints over one place: some cover it, some cover a part of it, and one has no cloud cover. */
const overPlace: readonly EdgeScene[] = [
  {
    corners: [
      [-0.5, -0.42],
      [0.38, -0.5],
      [0.5, 0.42],
      [-0.38, 0.5],
    ],
    cloudCover: 1.5,
  },
  {
    corners: [
      [-0.5, -0.42],
      [-0.02, -0.46],
      [0.08, 0.46],
      [-0.38, 0.5],
    ],
    cloudCover: 4,
  },
  {
    corners: [
      [0.02, 0.04],
      [0.42, 0],
      [0.5, 0.42],
      [0.1, 0.46],
    ],
    cloudCover: 0,
  },
  {
    corners: [
      [-0.45, -0.4],
      [0.4, -0.48],
      [0.48, 0.4],
      [-0.4, 0.48],
    ],
    cloudCover: null,
  },
];

/** A footprint across the 180th meridian, off Taveuni in Fiji. */
const overDateLine: EdgeScene = {
  corners: [
    [-0.3, -0.26],
    [0.24, -0.3],
    [0.3, 0.26],
    [-0.24, 0.3],
  ],
  cloudCover: 6,
};

const firstPass = Date.UTC(2026, 0, 12, 5, 41);

/** Images that are not ordered and whose outlines are not plain boxes. */
export function addEdgeImagery(world: World, { at }: Place): void {
  const scenes = [...overPlace.map((scene) => edgeItem(scene, at)), edgeItem(overDateLine, [180, -16.8])];
  for (const [index, scene] of scenes.entries()) {
    const item = scene(7001 + index, firstPass + index * 9 * day);
    world.stacItems.set(item.id, item);
  }
}

function edgeItem({ corners, cloudCover }: EdgeScene, [longitude, latitude]: readonly [number, number]) {
  const ring = [...corners, ...corners.slice(0, 1)].map(([x, y]) => [east(longitude + x), rounded(latitude + y)]);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const bbox = [
    east(longitude + Math.min(...xs)),
    rounded(latitude + Math.min(...ys)),
    east(longitude + Math.max(...xs)),
    rounded(latitude + Math.max(...ys)),
  ] as const;
  return (number: number, takenAt: number): StoredStacItem => {
    const satellite = satellites.FF01;
    const id = pixxelName('FF01', number, takenAt, 5, satellite.bands?.length ?? 0);
    const collection = satellite.collections?.[0]?.id ?? '';
    const item = stacItemOf({ id, satellite, collection, bbox, takenAt, gsd: 5 });
    const { 'eo:cloud_cover': _, ...properties } = item.properties ?? {};
    return {
      ...item,
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: { ...properties, ...(cloudCover !== null && { 'eo:cloud_cover': cloudCover }) },
    };
  };
}

/** A longitude as it is written: past the 180th meridian it is negative. */
function east(longitude: number): number {
  return rounded(longitude > 180 ? longitude - 360 : longitude);
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
