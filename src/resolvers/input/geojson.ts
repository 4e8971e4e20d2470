import { crossingFault } from '../../geometry/crossing.ts';
import { flatPolygons } from '../../geometry/cut.ts';
import { unrolledRing } from '../../geometry/date-line.ts';
import { BadShape, type Ring } from '../../geometry/shape.ts';
import { isRecord } from '../../upstream/wire/json.ts';
import { FAULTS, quoted } from './bounds.ts';
import { faultAt, type InputError } from './input-error.ts';

type Path = readonly string[];

/** Finds the problems of a value and adds them to `faults`. */
type Check = (value: unknown, path: string[], faults: InputError[]) => void;

/**
 * Problems of a GeoJSON geometry, feature or feature collection, at most 10. Each names its place by its path
 * below `path`. Longitudes are -180 to 180 and latitudes -90 to 90 degrees, rings are closed, have at least four positions and do not cross themselves.
 * No maintained checker was found that names the place in the object, rather than in its text.
 */
export function geoJsonFaults(value: unknown, path: Path): InputError[] {
  const faults: InputError[] = [];
  checkObject(value, [...path], faults);
  return faults;
}

const checkObject: Check = (value, path, faults) => {
  if (!isRecord(value)) return add(faults, 'is not a GeoJSON object', path);
  switch (value.type) {
    case 'Point':
      return within('coordinates', path, () => checkPosition(value.coordinates, path, faults));
    case 'MultiPoint':
      return within('coordinates', path, () => checkEach(value.coordinates, path, 1, checkPosition, faults));
    case 'LineString':
      return within('coordinates', path, () => checkEach(value.coordinates, path, 2, checkPosition, faults));
    case 'MultiLineString':
      return within('coordinates', path, () => checkEach(value.coordinates, path, 1, checkLine, faults));
    case 'Polygon':
      return within('coordinates', path, () => checkPolygon(value.coordinates, path, faults));
    case 'MultiPolygon':
      return within('coordinates', path, () => checkEach(value.coordinates, path, 1, checkPolygon, faults));
    case 'GeometryCollection':
      return within('geometries', path, () => checkEach(value.geometries, path, 1, checkObject, faults));
    case 'Feature':
      return within('geometry', path, () => checkObject(value.geometry, path, faults));
    case 'FeatureCollection':
      return within('features', path, () => checkEach(value.features, path, 1, checkObject, faults));
    default:
      return add(faults, `has the unknown type ${quoted(value.type)}`, path);
  }
};

const checkLine: Check = (line, path, faults) => checkEach(line, path, 2, checkPosition, faults);

const checkPolygon: Check = (polygon, path, faults) => {
  const before = faults.length;
  checkEach(polygon, path, 1, checkRing, faults);
  if (faults.length > before) return;
  try {
    // Every ring was just checked.
    flatPolygons(polygon as Ring[]);
  } catch (error) {
    if (!(error instanceof BadShape)) throw error;
    add(faults, `crosses the 180th meridian and ${error.message}`, path);
  }
};

const checkRing: Check = (ring, path, faults) => {
  if (Array.isArray(ring) && typeof ring[0] === 'number') {
    return add(faults, 'is a position, but must be a ring, which is a list of positions', path);
  }
  const before = faults.length;
  checkEach(ring, path, 4, checkPosition, faults);
  if (faults.length > before || !Array.isArray(ring)) return;
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = JSON.stringify(first) === JSON.stringify(last);
  if (!isClosed) return add(faults, 'is an open ring: its last position must equal its first', path);
  // Every position was just checked.
  const crossing = crossingFault(unrolledRing(ring as Ring));
  if (crossing) add(faults, crossing, path);
};

const checkPosition: Check = (position, path, faults) => {
  const isPosition =
    Array.isArray(position) &&
    position.length >= 2 &&
    position.every((part) => typeof part === 'number' && Number.isFinite(part));
  if (!isPosition) return add(faults, 'is not a position [longitude, latitude]', path);
  const [longitude, latitude] = position;
  if (Math.abs(longitude) > 180) add(faults, `has the longitude ${longitude}, past 180 degrees`, path);
  else if (Math.abs(latitude) > 90) add(faults, `has the latitude ${latitude}, past 90 degrees`, path);
};

function checkEach(list: unknown, path: string[], least: number, check: Check, faults: InputError[]): void {
  if (!Array.isArray(list)) {
    add(faults, 'must be a list', path);
  } else if (list.length < least) {
    add(faults, `must have at least ${least} ${least === 1 ? 'entry' : 'entries'}, not ${list.length}`, path);
  } else {
    for (let index = 0; index < list.length && faults.length < FAULTS; index += 1) {
      within(String(index), path, () => check(list[index], path, faults));
    }
  }
}

/** Runs a check one step deeper. The path is one shared array, because copying it for each position takes longer than the check. */
function within(step: string, path: string[], check: () => void): void {
  path.push(step);
  check();
  path.pop();
}

function add(faults: InputError[], words: string, path: Path): void {
  if (faults.length < FAULTS) faults.push(faultAt([...path], words));
}
