import type { WirePolygon } from '../../contract/geojson.ts';
import type { WireGeometry } from '../../contract/stac.ts';

/** A checked Polygon with only the two members that the upstream takes. Others, such as `bbox`, are dropped. */
export function toWirePolygon(polygon: object): WirePolygon {
  // Resolvers have checked the coordinates before any call.
  const { coordinates } = polygon as { coordinates: number[][][] };
  return { type: 'Polygon', coordinates };
}

/** A checked geometry other than a GeometryCollection, with only the two members that the searches take. */
export function toWireGeometry(geometry: object): Required<WireGeometry> {
  // Resolvers have checked it before any call.
  const { type, coordinates } = geometry as Required<WireGeometry>;
  return { type, coordinates };
}
