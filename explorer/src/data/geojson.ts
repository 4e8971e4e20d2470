import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { Outline } from './outline.ts';

/** Every outline as a feature; boxes and points only of rows that have no outline. Longitudes are within 180 degrees. */
export function featuresOf(outlines: readonly Outline[]): FeatureCollection {
  const rowOf = ({ row }: Outline) => row.join('/');
  const outlined = new Set(outlines.filter(({ kind }) => kind === 'outline').map(rowOf));
  const features = outlines
    .filter((outline) => outline.kind === 'outline' || !outlined.has(rowOf(outline)))
    .map(({ geometry, properties }): Feature => ({ type: 'Feature', properties, geometry: within180(geometry) }));
  return { type: 'FeatureCollection', features };
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
