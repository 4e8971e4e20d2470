import type { Geometry } from 'geojson';

/** West, south, east, north in degrees. East is above 180 where it is beyond the date line. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** The smallest box around all of these. */
export function boxAround(boxes: readonly Box[]): Box {
  return boxes.reduce(
    (around, box) => [
      Math.min(around[0], box[0]),
      Math.min(around[1], box[1]),
      Math.max(around[2], box[2]),
      Math.max(around[3], box[3]),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}

/** The box around a geometry. */
export function boundsOf(geometry: Geometry): Box {
  if (geometry.type === 'GeometryCollection') return boxAround(geometry.geometries.map(boundsOf));
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [longitude, latitude] = part;
    if (typeof longitude === 'number' && typeof latitude === 'number') {
      bounds[0] = Math.min(bounds[0], longitude);
      bounds[1] = Math.min(bounds[1], latitude);
      bounds[2] = Math.max(bounds[2], longitude);
      bounds[3] = Math.max(bounds[3], latitude);
    } else part.forEach(visit);
  };
  visit(geometry.coordinates);
  return bounds;
}
