import { type Region, regionOf } from '../../geometry/region.ts';
import { BadShape } from '../../geometry/shape.ts';
import { geoJsonFaults } from './geojson.ts';
import { faultAt, type InputError, refuse } from './input-error.ts';

type Path = readonly string[];

/** Areas that passed the check: one area is used with many rows. */
const regions = new WeakMap<object, Region>();

/**
 * The region of an area from the caller's GeoJSON.
 * @throws InputErrors that name each invalid place: not GeoJSON, a ring that crosses itself, too many positions
 */
export function inputRegion(area: object, path: Path): Region {
  const known = regions.get(area) ?? checkedRegion(area, path);
  regions.set(area, known);
  return known;
}

function checkedRegion(area: object, path: Path): Region {
  refuse(areaFaults(area, path));
  try {
    return regionOf(area);
  } catch (error) {
    if (!(error instanceof BadShape)) throw error;
    const place = [...path, ...error.path];
    throw faultAt(place, error.message);
  }
}

/** Problems of an area: invalid GeoJSON, or a geometry that is not a polygon. */
export function areaFaults(area: object, path: Path): InputError[] {
  const faults = geoJsonFaults(area, path);
  return faults.length > 0
    ? faults
    : kindFaults(area, ['Polygon', 'MultiPolygon', 'Feature', 'FeatureCollection'], path);
}

function kindFaults(part: GeoJson, allowed: readonly string[], path: Path): InputError[] {
  const type = String(part.type);
  if (!allowed.includes(type)) return [faultAt(path, `must be a ${allowed.join(' or a ')}, not a ${type}`)];
  if (type === 'Feature') return kindFaults(part.geometry ?? {}, ['Polygon', 'MultiPolygon'], [...path, 'geometry']);
  return (part.features ?? []).flatMap((feature, position) =>
    kindFaults(feature, ['Feature'], [...path, 'features', String(position)]),
  );
}

/** The part of a valid GeoJSON value that is read here. */
interface GeoJson {
  type?: unknown;
  geometry?: GeoJson;
  features?: GeoJson[];
}
