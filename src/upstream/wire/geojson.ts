import type { WirePolygon } from '../../contract/geojson.ts';
import type { WireGeometry } from '../../contract/stac.ts';
import { flatPolygons } from '../../geometry/cut.ts';
import type { Ring } from '../../geometry/shape.ts';

/*
 * Geometries as the upstream takes them: of two dimensions, split at the 180th meridian, and with only the two members that it
 * knows. Others, such as `bbox`, are dropped. Resolvers have checked all of them before any call.
 */

/** A checked Polygon that does not cross the 180th meridian. */
export function toWirePolygon(polygon: object): WirePolygon {
  const { coordinates } = polygon as { coordinates: readonly Ring[] };
  return { type: 'Polygon', coordinates: flatPolygons(coordinates)[0] ?? [] };
}

/** A checked geometry other than a GeometryCollection. */
export function toWireGeometry(geometry: object): Required<WireGeometry> {
  const { type, coordinates } = geometry as Required<WireGeometry>;
  if (type === 'Polygon') {
    const [first, ...others] = flatPolygons(coordinates as readonly Ring[]);
    return others.length === 0
      ? { type, coordinates: first }
      : { type: 'MultiPolygon', coordinates: [first, ...others] };
  }
  if (type === 'MultiPolygon') return { type, coordinates: (coordinates as Ring[][]).flatMap(flatPolygons) };
  return { type, coordinates: withoutHeights(coordinates) };
}

function withoutHeights(coordinates: unknown): unknown {
  if (!Array.isArray(coordinates)) return coordinates;
  return typeof coordinates[0] === 'number' ? coordinates.slice(0, 2) : coordinates.map(withoutHeights);
}
