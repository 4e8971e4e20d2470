import { areaOf, overlapOf, type Region, regionOf } from './region.ts';
import { BadShape } from './shape.ts';
import { inTurn } from './turns.ts';

/** How much of an area a footprint covers. */
export interface Coverage {
  /** Per cent of the area, 0 to 100. */
  percent: number;
  /** Per cent of the footprint that lies in the area, 0 to 100. */
  percentOfFootprint: number;
  areaInSqKm: number;
  /** A GeoJSON Polygon or MultiPolygon, cut at the date line; null where nothing is covered. */
  geometry: object | null;
}

/** An area is asked about for many footprints, so it is prepared once. */
const regions = new WeakMap<object, Region | BadShape>();

/** The region of a GeoJSON area, prepared once for each object. @throws BadShape */
export function preparedRegion(geoJson: object): Region {
  const known = regions.get(geoJson) ?? prepared(geoJson);
  regions.set(geoJson, known);
  if (known instanceof BadShape) throw known;
  return known;
}

function prepared(geoJson: object): Region | BadShape {
  try {
    return regionOf(geoJson);
  } catch (error) {
    if (error instanceof BadShape) return error;
    throw error;
  }
}

/** `coverageOf` in pieces between which everything else gets its turn, for many rows. @throws BadShape */
export async function coverageInTurn(area: object, footprint: object): Promise<Coverage> {
  await inTurn(() => preparedRegion(area));
  await inTurn(() => preparedRegion(footprint));
  return inTurn(() => coverageOf(area, footprint));
}

/** How much of `area` the `footprint` covers; both are GeoJSON areas. @throws BadShape */
export function coverageOf(area: object, footprint: object): Coverage {
  const [whole, image] = [preparedRegion(area), preparedRegion(footprint)];
  const polygons = overlapOf(whole, image);
  const areaInSqKm = areaOf(polygons);
  const [first] = polygons;
  return {
    percent: percentOf(areaInSqKm, whole.areaInSqKm),
    percentOfFootprint: percentOf(areaInSqKm, image.areaInSqKm),
    areaInSqKm,
    geometry:
      first === undefined
        ? null
        : polygons.length === 1
          ? { type: 'Polygon', coordinates: first }
          : { type: 'MultiPolygon', coordinates: polygons },
  };
}

function percentOf(part: number, whole: number): number {
  return Math.min(100, Math.max(0, (100 * part) / whole));
}
