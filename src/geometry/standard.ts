import { flatPolygons } from './cut.ts';
import { unrolledRing } from './date-line.ts';
import { BadShape, type Ring, type Unchecked } from './shape.ts';

/** A GeoJSON Feature with its other members. */
export interface Feature {
  type: 'Feature';
  /** Null if it is missing or invalid. */
  geometry: object | null;
  [member: string]: unknown;
}

/** The feature with its geometry in the form that RFC 7946 requires. */
export function standardFeature(feature: Feature): Feature {
  return { ...feature, geometry: feature.geometry && standardGeometry(feature.geometry) };
}

/**
 * A geometry that `geometryIn` accepts, as RFC 7946 requires it: polygons split at the 180th meridian, outer rings
 * counterclockwise, holes clockwise. Polygons that are not split keep their heights.
 */
function standardGeometry(geometry: object): object {
  // `geometryIn` has checked how deep positions are nested in each type.
  const { type, coordinates, geometries } = geometry as Unchecked;
  switch (type) {
    case 'GeometryCollection':
      return { type, geometries: (geometries as object[]).map(standardGeometry) };
    case 'Polygon': {
      const [first, ...others] = standardPolygons(coordinates as Ring[]);
      return others.length === 0
        ? { type, coordinates: first }
        : { type: 'MultiPolygon', coordinates: [first, ...others] };
    }
    case 'MultiPolygon':
      return { type, coordinates: (coordinates as Ring[][]).flatMap(standardPolygons) };
    default:
      return geometry;
  }
}

function standardPolygons(rings: readonly Ring[]): (readonly Ring[])[] {
  const polygons = rings.every(isFlat) ? [rings] : splitIfPossible(rings);
  return polygons.map((polygon) => polygon.map(inDirection));
}

/** Whether a ring has no jump across the 180th meridian, and no longitude past it. */
function isFlat(ring: Ring): boolean {
  const line = unrolledRing(ring);
  return (
    line.length === ring.length &&
    line.every(([longitude], index) => longitude === ring[index]?.[0] && Math.abs(longitude) <= 180)
  );
}

/** A polygon that cannot be computed with, such as one that crosses itself, stays whole. */
function splitIfPossible(rings: readonly Ring[]): (readonly Ring[])[] {
  try {
    return flatPolygons(rings);
  } catch (error) {
    if (error instanceof BadShape) return [rings];
    throw error;
  }
}

/** The ring counterclockwise if it is the first, which is the outer one, else clockwise. */
function inDirection(ring: Ring, index: number): Ring {
  const turn = turnOf(ring);
  return (index === 0 ? turn < 0 : turn > 0) ? ring.toReversed() : ring;
}

/** Positive for a ring that runs counterclockwise, negative for one that runs clockwise. */
function turnOf(ring: Ring): number {
  let turn = 0;
  let [x, y] = ring.at(-1) ?? [];
  for (const [longitude = 0, latitude = 0] of ring) {
    turn += ((x ?? 0) - longitude) * ((y ?? 0) + latitude);
    [x, y] = [longitude, latitude];
  }
  return turn;
}
