import { InputError } from './input-error.ts';

type Path = readonly string[];

/**
 * What is wrong with a GeoJSON geometry, feature or feature collection: each fault names the place by its path below
 * `path`. Longitudes are -180 to 180 and latitudes -90 to 90 degrees, rings are closed and have at least four positions.
 * No maintained checker was found that says where in the object a fault is, only where in its text.
 */
export function geoJsonFaults(value: unknown, path: Path): InputError[] {
  if (!isRecord(value)) return [fault('is no GeoJSON object', path)];
  const coordinates = value.coordinates;
  const at = [...path, 'coordinates'];
  switch (value.type) {
    case 'Point':
      return positionFaults(coordinates, at);
    case 'MultiPoint':
      return each(coordinates, at, 1, positionFaults);
    case 'LineString':
      return each(coordinates, at, 2, positionFaults);
    case 'MultiLineString':
      return each(coordinates, at, 1, (line, place) => each(line, place, 2, positionFaults));
    case 'Polygon':
      return each(coordinates, at, 1, ringFaults);
    case 'MultiPolygon':
      return each(coordinates, at, 1, (polygon, place) => each(polygon, place, 1, ringFaults));
    case 'GeometryCollection':
      return each(value.geometries, [...path, 'geometries'], 1, geoJsonFaults);
    case 'Feature':
      return geoJsonFaults(value.geometry, [...path, 'geometry']);
    case 'FeatureCollection':
      return each(value.features, [...path, 'features'], 1, geoJsonFaults);
    default:
      return [fault(`has the unknown type ${JSON.stringify(value.type)}`, path)];
  }
}

function ringFaults(ring: unknown, path: Path): InputError[] {
  const faults = each(ring, path, 4, positionFaults);
  if (faults.length > 0 || !Array.isArray(ring)) return faults;
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = JSON.stringify(first) === JSON.stringify(last);
  return isClosed ? [] : [fault('is an open ring: its last position must equal its first', path)];
}

function positionFaults(position: unknown, path: Path): InputError[] {
  const isPosition =
    Array.isArray(position) &&
    position.length >= 2 &&
    position.every((part) => typeof part === 'number' && Number.isFinite(part));
  if (!isPosition) return [fault('is no position [longitude, latitude]', path)];
  const [longitude, latitude] = position;
  if (Math.abs(longitude) > 180) return [fault(`has the longitude ${longitude}, past 180 degrees`, path)];
  if (Math.abs(latitude) > 90) return [fault(`has the latitude ${latitude}, past 90 degrees`, path)];
  return [];
}

function each(
  list: unknown,
  path: Path,
  least: number,
  faultsOf: (item: unknown, path: Path) => InputError[],
): InputError[] {
  if (!Array.isArray(list)) return [fault('must be a list', path)];
  if (list.length < least)
    return [fault(`must have at least ${least} ${least === 1 ? 'entry' : 'entries'}, not ${list.length}`, path)];
  return list.flatMap((item, index) => faultsOf(item, [...path, String(index)]));
}

function fault(words: string, path: Path): InputError {
  return new InputError(`${path.join('.')} ${words}.`, path);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
