import { isObject, type Unchecked } from './shape.ts';

/** How deep positions are nested in the coordinates of each geometry type. */
const DEPTHS: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/** Levels of Features and collections around a geometry. */
const LEVELS = 10;

/**
 * The GeoJSON geometry that a value holds: itself, or the one in a Feature or in a FeatureCollection of one. Null if it holds no
 * geometry, if a position contains anything but numbers, or below more than 10 Features and collections.
 */
export function geometryIn(value: unknown, levels = LEVELS): object | null {
  if (levels < 0 || !isObject(value)) return null;
  const { type, coordinates, geometry, geometries, features }: Unchecked = value;
  const within = (part: unknown) => geometryIn(part, levels - 1);
  if (type === 'Feature') return within(geometry);
  if (type === 'FeatureCollection') return isList(features) && features.length === 1 ? within(features[0]) : null;
  if (type === 'GeometryCollection') return isList(geometries) && geometries.every(within) ? value : null;
  const depth = typeof type === 'string' && Object.hasOwn(DEPTHS, type) ? DEPTHS[type] : undefined;
  return depth !== undefined && areCoordinates(coordinates, depth) ? value : null;
}

/** The Polygon or MultiPolygon in a value. A MultiPolygon with one part is given as a Polygon. */
export function outlineIn(value: unknown): object | null {
  const geometry = geometryIn(value);
  const { type, coordinates }: Unchecked = geometry ?? {};
  if (type === 'MultiPolygon' && isList(coordinates) && coordinates.length === 1) {
    return { type: 'Polygon', coordinates: coordinates[0] };
  }
  return type === 'Polygon' || type === 'MultiPolygon' ? geometry : null;
}

/** Every position of an answer is checked here: a callback or an iterator for each would cost more than the check. */
function areCoordinates(value: unknown, depth: number): boolean {
  if (!isList(value)) return false;
  if (depth === 0) return isPosition(value);
  for (let index = 0; index < value.length; index += 1) {
    if (!areCoordinates(value[index], depth - 1)) return false;
  }
  return value.length > 0;
}

/** Its numbers are read in a function of their own: one that also reads lists would copy each number to the heap. */
function isPosition(value: readonly unknown[]): boolean {
  for (let index = 0; index < value.length; index += 1) {
    if (!Number.isFinite(value[index])) return false;
  }
  return value.length >= 2;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
