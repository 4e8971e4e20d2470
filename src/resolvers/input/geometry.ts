import { crossesDateLine } from '../../geometry/cut.ts';
import type { Ring, Unchecked } from '../../geometry/shape.ts';
import { isRecord } from '../../upstream/wire/json.ts';
import { geoJsonFaults } from './geojson.ts';
import { faultAt, type InputError } from './input-error.ts';

type Path = readonly string[];

/**
 * Problems of a given geometry: a bare one, or one in a Feature or in a FeatureCollection of one.
 * @param types the accepted geometry types. A Multi type with one part is accepted in place of its single type
 */
export function geometryFaults(given: object, types: readonly string[], path: Path): InputError[] {
  const [geometry, place] = withoutFeature(given, path);
  const fault = (words: string) => [faultAt(place, words)];
  const { type, features }: Unchecked = geometry;
  if (type === 'FeatureCollection') {
    return fault(`must have one feature, not ${Array.isArray(features) ? features.length : 'none'}`);
  }
  const isAccepted = types.includes(String(type)) || types.includes(singleTypeOf(geometry) ?? '');
  if (!isAccepted) return fault(`must be a ${types.join(', ')}, not ${wordsOf(geometry)}`);
  const faults = geoJsonFaults(geometry, place);
  if (faults.length > 0 || types.includes('MultiPolygon')) return faults;
  const { coordinates } = geometryOf(geometry, types) as { coordinates: Ring[] };
  return crossesDateLine(coordinates)
    ? fault('crosses the 180th meridian: split it there, and use one polygon at a time')
    : [];
}

/** The geometry in an input without faults, in one of the accepted types. */
export function geometryOf(given: object, types: readonly string[]): object {
  const [geometry] = withoutFeature(given, []);
  const { type, coordinates }: Unchecked = geometry;
  if (types.includes(String(type)) || !Array.isArray(coordinates)) return geometry;
  return { type: singleTypeOf(geometry), coordinates: coordinates[0] as unknown };
}

/** The geometry within a Feature or a FeatureCollection of one, and its path. */
function withoutFeature(given: object, path: Path): [geometry: object, path: Path] {
  const { type, geometry, features }: Unchecked = given;
  if (type === 'Feature' && isRecord(geometry)) return withoutFeature(geometry, [...path, 'geometry']);
  if (type !== 'FeatureCollection' || !Array.isArray(features) || features.length !== 1) return [given, path];
  const [feature]: unknown[] = features;
  return isRecord(feature) ? withoutFeature(feature, [...path, 'features', '0']) : [given, path];
}

/** `Polygon` for a MultiPolygon with one part, and so on; undefined for anything else. */
function singleTypeOf({ type, coordinates }: Unchecked): string | undefined {
  const [, single] = /^Multi(\w+)$/.exec(String(type)) ?? [];
  return Array.isArray(coordinates) && coordinates.length === 1 ? single : undefined;
}

function wordsOf({ type, coordinates }: Unchecked): string {
  if (type === 'Feature') return 'a Feature without a geometry';
  const isMulti = String(type).startsWith('Multi') && Array.isArray(coordinates);
  return isMulti ? `a ${String(type)} with ${coordinates.length} parts` : `a ${String(type)}`;
}
