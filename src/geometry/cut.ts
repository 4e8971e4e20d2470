import { type Point, unrolledRing } from './date-line.ts';
import { polygonsOfRegion, regionOf } from './region.ts';
import type { Ring } from './shape.ts';

/** Rings of positions with two numbers each. */
type FlatPolygon = number[][][];

/**
 * The polygons without heights that a polygon is on a flat map. One that crosses the 180th meridian is split there, as RFC 7946,
 * section 3.1.9, says: such a polygon has an edge longer than half the globe, or goes around a pole.
 * @throws BadShape for a crossing polygon that cannot be computed with
 */
export function flatPolygons(rings: readonly Ring[]): FlatPolygon[] {
  const lines = rings.map(unrolledRing);
  const polygons = lines.some(isPast180)
    ? polygonsOfRegion(regionOf({ type: 'Polygon', coordinates: rings }))
    : [lines];
  return polygons.map((polygon) => polygon.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude])));
}

/** Whether a polygon crosses the 180th meridian. */
export function crossesDateLine(rings: readonly Ring[]): boolean {
  return rings.map(unrolledRing).some(isPast180);
}

function isPast180(line: readonly Point[]): boolean {
  return line.some(([longitude]) => Math.abs(longitude) > 180);
}

/** The polygons of a box with west greater than east, one on either side of the 180th meridian; null for a box that does not cross. */
export function boxCutAtDateLine(bbox: readonly number[]): FlatPolygon[] | null {
  const [west, south, east, north] = flatBox(bbox);
  return west > east ? [rectangle(west, south, 180, north), rectangle(-180, south, east, north)] : null;
}

/** West, south, east, north of a box that may have six numbers. */
export function flatBox(bbox: readonly number[]): [west: number, south: number, east: number, north: number] {
  const [west = 0, south = 0] = bbox;
  const [east = 0, north = 0] = bbox.slice(bbox.length / 2);
  return [west, south, east, north];
}

function rectangle(west: number, south: number, east: number, north: number): FlatPolygon {
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
}
