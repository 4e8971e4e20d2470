/** Longitude and latitude in degrees; further numbers are ignored. */
export type Position = readonly number[];
/** A closed ring: its last position equals its first. */
export type Ring = readonly Position[];

/** The rings of one polygon of an object. */
export interface PolygonRings {
  /** An outer ring, then its holes. */
  rings: readonly Ring[];
  /** Path of the positions in the object. */
  path: readonly string[];
}

/** Positions that one shape may have. The cost of computing grows with them. */
export const MAX_POSITIONS = 10_000;

/** A GeoJSON object that is invalid, and why. */
export class BadShape extends Error {
  override readonly name = 'BadShape';
  /** Path in the object, such as `['coordinates', '0', '3']`. */
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[]) {
    super(message);
    this.path = path;
  }
}

/** The members of a GeoJSON object that are read, before they are checked. */
export interface Unchecked {
  type?: unknown;
  coordinates?: unknown;
  geometry?: unknown;
  geometries?: unknown;
  features?: unknown;
}

/**
 * The polygons of a Polygon, a MultiPolygon, a Feature of one or a FeatureCollection of such features.
 * @throws BadShape for anything else, for rings that are open, too short or not on the globe, and for too many positions
 */
export function polygonsOf(geoJson: unknown): PolygonRings[] {
  const polygons = unboundedPolygonsOf(geoJson, []);
  const positions = polygons.flatMap(({ rings }) => rings).reduce((sum, ring) => sum + ring.length, 0);
  if (positions > MAX_POSITIONS) {
    throw new BadShape(`has ${positions} positions; at most ${MAX_POSITIONS} can be computed with`, []);
  }
  return polygons;
}

function unboundedPolygonsOf(geoJson: unknown, path: readonly string[]): PolygonRings[] {
  const { type, coordinates, geometry, features }: Unchecked = isObject(geoJson) ? geoJson : {};
  switch (type) {
    case 'Polygon':
      return [ringsOf(coordinates, [...path, 'coordinates'])];
    case 'MultiPolygon':
      return listOf(coordinates, [...path, 'coordinates']).map((polygon, index) =>
        ringsOf(polygon, [...path, 'coordinates', String(index)]),
      );
    case 'Feature':
      return unboundedPolygonsOf(geometry, [...path, 'geometry']);
    case 'FeatureCollection':
      return listOf(features, [...path, 'features']).flatMap((feature, index) =>
        unboundedPolygonsOf(feature, [...path, 'features', String(index)]),
      );
    default:
      throw new BadShape('is not an area', path);
  }
}

function ringsOf(value: unknown, path: readonly string[]): PolygonRings {
  const rings = listOf(value, path).map((ring, index) => ringOf(ring, [...path, String(index)]));
  if (rings.length === 0) throw new BadShape('has no ring', path);
  return { rings, path };
}

function ringOf(value: unknown, path: readonly string[]): Ring {
  const ring = listOf(value, path);
  if (ring.length < 4) throw new BadShape(`is a ring of ${ring.length} positions; the least is 4`, path);
  for (const [index, position] of ring.entries()) {
    if (!isPosition(position)) throw new BadShape('is not a position on the globe', [...path, String(index)]);
  }
  // Every entry has just been checked.
  const positions = ring as Ring;
  const [first, last] = [positions[0], positions.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    throw new BadShape('is an open ring: its last position must equal its first', path);
  }
  return positions;
}

/**
 * The lines and points of a GeoJSON object of any kind, each a list of positions.
 * @throws BadShape for what is not GeoJSON, is not on the globe or has too many positions
 */
export function linesOf(geoJson: unknown): (readonly Position[])[] {
  const lines = [...linesWithin(geoJson)];
  const positions = lines.reduce((sum, line) => sum + line.length, 0);
  if (positions === 0) throw new BadShape('has no position', []);
  if (positions > MAX_POSITIONS) throw new BadShape(`has ${positions} positions`, []);
  return lines;
}

function* linesWithin(geoJson: unknown): Generator<readonly Position[]> {
  if (!isObject(geoJson)) throw new BadShape('is not GeoJSON', []);
  const { type, coordinates, geometry, geometries, features }: Unchecked = geoJson;
  if (type === 'Feature') yield* linesWithin(geometry);
  else if (type === 'FeatureCollection') for (const feature of listOf(features, [])) yield* linesWithin(feature);
  else if (type === 'GeometryCollection') for (const part of listOf(geometries, [])) yield* linesWithin(part);
  else yield* linesOfCoordinates(coordinates);
}

function* linesOfCoordinates(coordinates: unknown): Generator<readonly Position[]> {
  if (isPosition(coordinates)) yield [coordinates];
  else {
    const list = listOf(coordinates, []);
    if (list.length > 0 && list.every(isPosition)) yield list;
    else for (const part of list) yield* linesOfCoordinates(part);
  }
}

function listOf(value: unknown, path: readonly string[]): readonly unknown[] {
  if (!Array.isArray(value)) throw new BadShape('must be a list', path);
  return value;
}

/** Longitudes up to 360 degrees either way are accepted, because shapes across the date line are written that way too. */
function isPosition(value: unknown): value is Position {
  if (!Array.isArray(value) || value.length < 2) return false;
  const [longitude, latitude]: unknown[] = value;
  return isWithin(longitude, 360) && isWithin(latitude, 90);
}

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= most;
}

/** Whether a value can be a GeoJSON object. */
export function isObject(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
