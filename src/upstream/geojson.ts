import type { WirePolygon } from '../contract/geojson.ts';

/** A checked Polygon with the two members that the upstream takes; others, such as `bbox`, are left behind. */
export function toWirePolygon(polygon: object): WirePolygon {
  // Resolvers have checked the coordinates before any call.
  const { coordinates } = polygon as { coordinates: number[][][] };
  return { type: 'Polygon', coordinates };
}
