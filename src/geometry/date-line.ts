import type { Position, Ring } from './shape.ts';

/** Longitude and latitude in degrees. The longitude may exceed 180 if a line continues across the date line. */
export type Point = readonly [longitude: number, latitude: number];

/**
 * A line without jumps: if two positions are more than half the globe apart, the short way across the date line is meant.
 * A step of exactly 360 degrees is an edge along the whole globe, not a jump.
 */
export function unrolled(line: readonly Position[]): Point[] {
  const points: Point[] = [];
  let turns = 0;
  let before: number | undefined;
  for (const [longitude = 0, latitude = 0] of line) {
    const step = before === undefined ? 0 : longitude - before;
    if (Math.abs(step) > 180 && Math.abs(step) < 360) turns -= Math.sign(step);
    points.push([longitude + 360 * turns, latitude]);
    before = longitude;
  }
  return points;
}

/** A ring without jumps. One that goes once around the globe contains a pole, and is closed along that pole. */
export function unrolledRing(ring: Ring): Point[] {
  const points = unrolled(ring);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first[0] === last[0]) return points;
  const latitudes = points.reduce((sum, [, latitude]) => sum + latitude, 0);
  const pole = latitudes < 0 ? -90 : 90;
  return [...points, [last[0], pole], [first[0], pole], first];
}

/** The turns around the globe, whole numbers, that a line touches: 0 for -180 to 180 degrees. */
export function turnsOf(points: readonly Point[]): number[] {
  let [west, east] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [longitude] of points) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  const first = Math.floor((west + 180) / 360);
  const last = Math.max(first, Math.ceil((east + 180) / 360) - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
