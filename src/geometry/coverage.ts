import { areaOf, type MultiPolygonCoordinates, overlapOf, type Region } from './region.ts';
import { inTurn } from './turns.ts';

/** How much of an area a footprint covers. */
export interface Coverage {
  /** Per cent of the area, 0 to 100. */
  percent: number;
  /** Per cent of the footprint that lies in the area, 0 to 100. */
  percentOfFootprint: number;
  areaInSqKm: number;
  /** A GeoJSON Polygon or MultiPolygon, split at the date line; null if nothing is covered. */
  geometry: object | null;
}

/** How much of an area a footprint covers. */
export function coverageOf(area: Region, footprint: Region): Coverage {
  const polygons = overlapOf(area, footprint);
  const areaInSqKm = areaOf(polygons);
  return {
    percent: percentOf(areaInSqKm, area.areaInSqKm),
    percentOfFootprint: percentOf(areaInSqKm, footprint.areaInSqKm),
    areaInSqKm,
    geometry: geometryOf(polygons),
  };
}

function geometryOf(polygons: MultiPolygonCoordinates): object | null {
  const [first] = polygons;
  if (first === undefined) return null;
  if (polygons.length === 1) return { type: 'Polygon', coordinates: first };
  return { type: 'MultiPolygon', coordinates: polygons };
}

/** Areas are sums of many terms. Without their last digits, which are noise, 100 per cent are 100. */
const DIGITS = 12;

function percentOf(part: number, whole: number): number {
  return Math.min(100, Math.max(0, Number(((100 * part) / whole).toPrecision(DIGITS))));
}

/**
 * `coverageOf` for one of many rows, in slices between which the event loop runs. Null if either region is null.
 * @throws whatever `area` or `footprint` throw
 */
export async function coverageInTurn(
  area: () => Region | null,
  footprint: () => Region | null,
): Promise<Coverage | null> {
  const whole = await inTurn(area);
  const image = whole && (await inTurn(footprint));
  return image && inTurn(() => coverageOf(whole, image));
}
