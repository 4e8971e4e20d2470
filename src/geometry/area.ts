import type { Point } from './date-line.ts';

/** WGS 84: the equatorial radius in kilometres, and the first eccentricity. */
const RADIUS_IN_KM = 6378.137;
const ECCENTRICITY = 0.0818191908426215;

/**
 * The area within a ring on the WGS 84 ellipsoid, in square kilometres; negative where the ring runs clockwise. Edges are straight
 * in longitude and latitude, as GeoJSON has them, so an edge along a parallel stays on it. No package was found that
 * computes this: the usual formula is for a sphere, which is up to 0.9 % off.
 */
export function signedAreaInSqKm(ring: readonly Point[]): number {
  const last = ring.at(-1);
  if (!last) return 0;
  let sum = 0;
  let [x, y] = last;
  let height = zoneHeight(y);
  for (const [longitude, latitude] of ring) {
    const next = latitude === y ? height : zoneHeight(latitude);
    // Simpson's rule: one sample between the two ends of an edge.
    const middle = latitude === y ? height : zoneHeight((y + latitude) / 2);
    sum -= ((longitude - x) * (height + 4 * middle + next)) / 6;
    [x, y, height] = [longitude, latitude, next];
  }
  return (sum * Math.PI * RADIUS_IN_KM ** 2) / 360;
}

/** Twice the area between the equator and a parallel, for one radian of longitude and a radius of 1. */
function zoneHeight(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const part = ECCENTRICITY * sine;
  return (1 - ECCENTRICITY ** 2) * (sine / (1 - part ** 2) + Math.atanh(part) / ECCENTRICITY);
}
