import type { WirePolygon } from '../../contract/geojson.ts';
import { createDice } from './identity.ts';

/** West, south, east, north. */
export type Bbox = readonly [number, number, number, number];

const metresPerDegree = 111_320;
const degrees = (value: number) => Math.round(value * 1e6) / 1e6;

/** A polygon with `corners` corners around a point, shaped like a field; the same for the same seed. */
export function polygonAbout(seed: string, [longitude, latitude]: readonly number[], radius: number, corners: number) {
  const dice = createDice(seed);
  const stretch = 1 / Math.cos(((latitude ?? 0) * Math.PI) / 180);
  const ring = Array.from({ length: corners }, (_, corner) => {
    const angle = (corner / corners) * 2 * Math.PI;
    const reach = (radius / metresPerDegree) * (0.7 + 0.3 * dice());
    return [
      degrees((longitude ?? 0) + reach * stretch * Math.cos(angle)),
      degrees((latitude ?? 0) + reach * Math.sin(angle)),
    ];
  });
  return { type: 'Polygon' as const, coordinates: [[...ring, ring[0] ?? []]] } satisfies WirePolygon;
}

/** The rectangle of a bounding box, as a polygon. */
export function rectangleOf([west, south, east, north]: Bbox) {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon' as const, coordinates: [ring] } satisfies WirePolygon;
}

/** The bounding box of a GeoJSON geometry of any type; null if it has no position. */
export function bboxOf(coordinates: unknown): Bbox | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [longitude, latitude] = part;
    if (typeof longitude === 'number' && typeof latitude === 'number') {
      west = Math.min(west, longitude);
      south = Math.min(south, latitude);
      east = Math.max(east, longitude);
      north = Math.max(north, latitude);
    } else part.forEach(visit);
  };
  visit(coordinates);
  return west === Infinity ? null : [west, south, east, north];
}

/** Whether two boxes have a common point. Neither may cross the 180th meridian. */
export function overlap(one: Bbox, other: Bbox): boolean {
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}

/** In square metres, on a plane that touches the polygon: good to a per cent at the size of a district. */
export function areaOf(rings: readonly (readonly (readonly number[])[])[]): number {
  const [outer, ...holes] = rings.map(ringArea);
  return (outer ?? 0) - holes.reduce((sum, hole) => sum + hole, 0);
}

function ringArea(ring: readonly (readonly number[])[]): number {
  const metresPerLongitude = metresPerDegree * Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
  let doubled = 0;
  for (let index = 1; index < ring.length; index += 1) {
    const [x1 = 0, y1 = 0] = ring[index - 1] ?? [];
    const [x2 = 0, y2 = 0] = ring[index] ?? [];
    doubled += x1 * y2 - x2 * y1;
  }
  return (Math.abs(doubled) / 2) * metresPerDegree * metresPerLongitude;
}

/** The middle of the bounding box: near enough to the centroid for the convex-looking fields of this world. */
export function centroidOf(polygon: WirePolygon): number[] {
  const [west, south, east, north] = bboxOf(polygon.coordinates) ?? [0, 0, 0, 0];
  return [degrees((west + east) / 2), degrees((south + north) / 2)];
}

/** Even-odd rule, outer ring only. */
export function contains(polygon: WirePolygon, longitude: number, latitude: number): boolean {
  const ring = polygon.coordinates[0] ?? [];
  let inside = false;
  for (let index = 1; index < ring.length; index += 1) {
    const [x1 = 0, y1 = 0] = ring[index - 1] ?? [];
    const [x2 = 0, y2 = 0] = ring[index] ?? [];
    if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** What is wrong with the rings of a polygon, in words, or null. */
export function faultOf(rings: readonly (readonly (readonly number[])[])[]): string | null {
  if (rings.length === 0) return 'has no ring';
  for (const ring of rings) {
    if (ring.length < 4) return 'has a ring of fewer than 4 positions';
    const [first, last] = [ring[0], ring.at(-1)];
    if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return 'has a ring that is not closed';
    for (const [longitude = NaN, latitude = NaN] of ring) {
      if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return 'has a position out of range';
    }
  }
  return null;
}

/** The gap between two boxes in kilometres; 0 where they touch. */
export function gapInKm(one: Bbox, other: Bbox): number {
  const latitude = Math.max(0, one[1] - other[3], other[1] - one[3]);
  const longitude = Math.max(0, one[0] - other[2], other[0] - one[2]) * Math.cos((one[1] * Math.PI) / 180);
  return (Math.hypot(latitude, longitude) * metresPerDegree) / 1000;
}
