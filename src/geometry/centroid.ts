import { type Point, unrolled, unrolledRing } from './date-line.ts';
import { BadShape, linesOf, polygonsOf } from './shape.ts';

interface Weighted {
  longitude: number;
  latitude: number;
  weight: number;
}

/**
 * The centroid of a GeoJSON object: of its area if it has one, else the mean of its positions. It may lie outside
 * of a concave shape. @throws BadShape
 */
export function centroidOf(geoJson: unknown): { longitude: number; latitude: number } {
  const areas = areasOf(geoJson);
  const total = areas.reduce((sum, { weight }) => sum + weight, 0);
  return middleOf(total > 0 ? areas : linesOf(geoJson).flatMap((line) => unrolled(line).map(toWeighted)));
}

function toWeighted([longitude, latitude]: Point): Weighted {
  return { longitude, latitude, weight: 1 };
}

/** Weights of the polygons, holes subtracted; empty if the object is not an area. */
function areasOf(geoJson: unknown): Weighted[] {
  try {
    return polygonsOf(geoJson).flatMap(({ rings }) =>
      rings.map((ring, index) => {
        const part = ringMiddle(unrolledRing(ring));
        return index === 0 ? part : { ...part, weight: -part.weight };
      }),
    );
  } catch (error) {
    if (error instanceof BadShape) return [];
    throw error;
  }
}

/** Computed relative to the ring's first position, so small rings keep their precision. */
function ringMiddle(ring: readonly Point[]): Weighted {
  const [x, y]: Point = ring[0] ?? [0, 0];
  let [area, east, north] = [0, 0, 0];
  for (let index = 1; index < ring.length; index++) {
    const [from, to] = [ring[index - 1], ring[index]];
    if (!from || !to) continue;
    const turn = (from[0] - x) * (to[1] - y) - (to[0] - x) * (from[1] - y);
    area += turn;
    east += turn * (from[0] - x + to[0] - x);
    north += turn * (from[1] - y + to[1] - y);
  }
  if (area === 0) return { longitude: x, latitude: y, weight: 0 };
  return { longitude: x + east / (3 * area), latitude: y + north / (3 * area), weight: Math.abs(area) };
}

/** The weighted mean, taken across the date line if the parts lie on both sides of it. */
function middleOf(parts: readonly Weighted[]): { longitude: number; latitude: number } {
  const near = parts[0]?.longitude ?? 0;
  let [weight, east, north] = [0, 0, 0];
  for (const part of parts) {
    const step = part.longitude - near;
    weight += part.weight;
    east += part.weight * (step - 360 * Math.round(step / 360));
    north += part.weight * part.latitude;
  }
  const longitude = near + east / weight;
  return { longitude: longitude - 360 * Math.floor((longitude + 180) / 360), latitude: north / weight };
}
