import type { Geometry, Polygon, Position } from 'geojson';
import { boundsOf } from './bounds.ts';
import { isObject, type Json, type JsonObject, type Path } from './json.ts';

/** Something in an answer that has a place on the Earth. */
export interface Outline {
  path: Path;
  /** The row that it belongs to. */
  row: Path;
  label: string;
  kind: 'outline' | 'box' | 'point';
  /** With unbroken longitudes: a part that crosses the date line continues beyond 180. */
  geometry: Geometry;
  /** The scalar fields of the row, for the properties of a GeoJSON feature. */
  properties: Readonly<Record<string, string | number | boolean>>;
}

/** The object around a value. */
export interface Row {
  path: Path;
  values: JsonObject;
  /** What to call it: its name, or that of the nearest row around it that has one. */
  label: string;
}

const WITH_COORDINATES = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'];

/** The value as a geometry, or null if it is not one. */
function geometryOf(value: Json): Geometry | null {
  if (!isObject(value) || typeof value.type !== 'string') return null;
  if (value.type === 'GeometryCollection' && Array.isArray(value.geometries)) {
    const geometries = value.geometries.map(geometryOf).filter((geometry) => geometry !== null);
    return geometries.length > 0 ? { type: 'GeometryCollection', geometries } : null;
  }
  if (!WITH_COORDINATES.includes(value.type) || !Array.isArray(value.coordinates)) return null;
  if (!hasPosition(value.coordinates)) return null;
  // The type is one that has coordinates, and they lead to positions.
  const coordinates = unbroken(value.coordinates);
  const joined = value.type === 'MultiPolygon' ? joinedAtDateLine(coordinates) : coordinates;
  return { type: value.type, coordinates: joined } as unknown as Geometry;
}

/** The place that a value names: a geometry, a feature, a `bbox`, or a longitude with a latitude. Null for anything else. */
export function placeOf(value: Json, key: string | number | undefined): Pick<Outline, 'geometry' | 'kind'> | null {
  const geometry = geometryOf(value);
  if (geometry) return { geometry, kind: geometry.type === 'Point' ? 'point' : 'outline' };
  if (key === 'bbox' && Array.isArray(value)) {
    const box = boxOf(value);
    return box && { geometry: box, kind: 'box' };
  }
  if (isObject(value) && isLongitude(value.longitude) && isLatitude(value.latitude)) {
    return { geometry: { type: 'Point', coordinates: [value.longitude, value.latitude] }, kind: 'point' };
  }
  return null;
}

/** The outline at a path, in the row around it. */
export function outlineOf(place: Pick<Outline, 'geometry' | 'kind'>, path: Path, row: Row): Outline {
  return { ...place, path, row: row.path, label: row.label, properties: singleValues(row.values) };
}

function singleValues(row: JsonObject): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(row)) {
    if (typeof value === 'number' || typeof value === 'boolean') values[key] = value;
    else if (typeof value === 'string' && value.length < 1000) values[key] = value;
  }
  return values;
}

/** West, south, east, north of a GeoJSON `bbox` of two or three dimensions; west above east crosses the date line. */
function boxOf(box: Json[]): Geometry | null {
  const [west, south, east, north] = box.length === 6 ? [box[0], box[1], box[3], box[4]] : box;
  if (box.length !== 4 && box.length !== 6) return null;
  if (!isLongitude(west) || !isLongitude(east) || !isLatitude(south) || !isLatitude(north)) return null;
  const right = east < west ? east + 360 : east;
  const ring = [
    [west, south],
    [right, south],
    [right, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

const isLongitude = (value: Json | undefined): value is number => typeof value === 'number' && Math.abs(value) <= 180;
const isLatitude = (value: Json | undefined): value is number => typeof value === 'number' && Math.abs(value) <= 90;

function hasPosition(coordinates: Json): boolean {
  if (!Array.isArray(coordinates)) return false;
  if (isPosition(coordinates)) return true;
  return coordinates.some(hasPosition);
}

/** A position off the globe would leave the map without a place to show. */
function isPosition(value: Json[]): value is number[] {
  return typeof value[0] === 'number' && Math.abs(value[0]) <= 540 && isLatitude(value[1]);
}

/**
 * Coordinates of any depth, each line continued past 180 where it crosses the date line: `179, -179` is two degrees, not 358.
 */
function unbroken(coordinates: Json[]): Json[] {
  if (coordinates.some((part) => Array.isArray(part) && isPosition(part))) {
    let turn = 0;
    let before: number | undefined;
    return coordinates
      .filter((part): part is Position => Array.isArray(part) && isPosition(part))
      .map((position) => {
        const [longitude = 0, ...rest] = position;
        if (before !== undefined && Math.abs(longitude - before) > 180) turn += longitude < before ? 360 : -360;
        before = longitude;
        return turn === 0 ? position : [longitude + turn, ...rest];
      });
  }
  if (isPosition(coordinates)) return coordinates;
  return coordinates.map((part) => (Array.isArray(part) ? unbroken(part) : part));
}

/**
 * Parts of a shape that was split at the date line, side by side again: those that begin at -180 continue beyond 180. Other shapes
 * stay as they are.
 */
function joinedAtDateLine(parts: Json[]): Json[] {
  const bounds = parts.map((coordinates) => boundsOf({ type: 'Polygon', coordinates } as Polygon));
  const isSplit = bounds.some(([west]) => west === -180) && bounds.some(([, , east]) => east === 180);
  const hasRoom = bounds.every(([west, , east]) => west >= 0 || east <= 0);
  if (!isSplit || !hasRoom) return parts;
  return parts.map((part, index) => ((bounds[index]?.[2] ?? 0) <= 0 ? shifted(part) : part));
}

function shifted(part: Json): Json {
  if (!Array.isArray(part)) return part;
  const [longitude, ...rest] = part;
  return typeof longitude === 'number' ? [longitude + 360, ...rest] : part.map(shifted);
}
