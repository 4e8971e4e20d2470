import type { FeatureCollection, Geometry } from 'geojson';
import { geometryIn } from '../../../src/geometry/sound.ts';
import { standardFeature } from '../../../src/geometry/standard.ts';
import { boundsOf } from './bounds.ts';
import type { Outline } from './outline.ts';

/**
 * Every outline as a feature in the form of RFC 7946: polygons split at the date line, longitudes within 180 degrees. Boxes and
 * points only of rows that have no outline.
 */
export function featuresOf(outlines: readonly Outline[]): FeatureCollection {
  const rowOf = ({ row }: Outline) => row.join('/');
  const outlined = new Set(outlines.filter(({ kind }) => kind === 'outline').map(rowOf));
  const features = outlines
    .filter((outline) => outline.kind === 'outline' || !outlined.has(rowOf(outline)))
    .map(featureOf);
  // `standardFeature` returns geometries of GeoJSON, but has no types for them.
  return { type: 'FeatureCollection', features } as FeatureCollection;
}

function featureOf({ kind, geometry, properties }: Outline) {
  const feature = { type: 'Feature' as const, properties, geometry: within180(geometry) };
  const isFlatBox = kind === 'box' && boundsOf(geometry)[2] <= 180;
  // A long edge of a box is no jump across the date line. A malformed geometry cannot be computed with.
  return isFlatBox || !geometryIn(feature.geometry) ? feature : standardFeature(feature);
}

function within180(geometry: Geometry): Geometry {
  if (geometry.type === 'GeometryCollection') {
    return { ...geometry, geometries: geometry.geometries.map(within180) };
  }
  // The same nesting, with other numbers.
  return { ...geometry, coordinates: wrapped(geometry.coordinates) } as Geometry;
}

function wrapped(part: unknown): unknown {
  if (!Array.isArray(part)) return part;
  const [longitude, ...rest] = part;
  if (typeof longitude !== 'number') return part.map(wrapped);
  return Math.abs(longitude) <= 180 ? part : [longitude - 360 * Math.round(longitude / 360), ...rest];
}
