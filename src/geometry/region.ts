import { Clipper64, ClipType, FillRule, type Path64, type Paths64, type PolyPath64, PolyTree64 } from 'clipper2-ts';
import { signedAreaInSqKm } from './area.ts';
import { crossingFault } from './crossing.ts';
import { type Point, turnsOf, unrolledRing } from './date-line.ts';
import { BadShape, type PolygonRings, polygonsOf } from './shape.ts';

/** An area on the globe, split at the date line, in the integers that the overlay computes with. */
export interface Region {
  /** Rings with the even-odd rule. */
  paths: Paths64;
  areaInSqKm: number;
}

/** A GeoJSON MultiPolygon's coordinates. */
export type MultiPolygonCoordinates = Point[][][];

/** Ten square centimetres. Anything smaller is a line. */
const LEAST_AREA_IN_SQ_KM = 1e-9;
/** Integer steps per degree: one is a tenth of a millimetre. */
const STEPS = 1e9;
const [WEST, EAST, SOUTH, NORTH] = [-180 * STEPS, 180 * STEPS, -90 * STEPS, 90 * STEPS];

/** Regions by GeoJSON object, or the reason why an object has no region. One area is used with many footprints. */
const regions = new WeakMap<object, Region | BadShape>();

/**
 * The region that a GeoJSON area describes, computed once for each object.
 * @throws BadShape if it is not an area, has a ring that crosses itself, or is empty
 */
export function regionOf(geoJson: object): Region {
  const known = regions.get(geoJson) ?? regionOrFault(geoJson);
  regions.set(geoJson, known);
  if (known instanceof BadShape) throw known;
  return known;
}

function regionOrFault(geoJson: object): Region | BadShape {
  try {
    return computedRegion(geoJson);
  } catch (error) {
    if (error instanceof BadShape) return error;
    throw error;
  }
}

function computedRegion(geoJson: unknown): Region {
  const parts = polygonsOf(geoJson).map(pathsOf);
  const [first = [], ...others] = parts;
  // A single ring stays as it is; rings that may overlap are merged.
  const paths = others.length === 0 ? first : parts.reduce((union, part) => combine(ClipType.Union, union, part), []);
  const areaInSqKm = first.length === 1 && others.length === 0 ? outerArea(first) : areaOf(multiPolygonOf(paths));
  if (areaInSqKm < LEAST_AREA_IN_SQ_KM) throw new BadShape('has no area', []);
  return { paths, areaInSqKm };
}

function pathsOf({ rings, path }: PolygonRings): Paths64 {
  return rings.flatMap((ring, index) => {
    const points = unrolledRing(ring);
    const fault = crossingFault(points);
    if (fault) throw new BadShape(fault, [...path, String(index)]);
    return turnsOf(points).flatMap((turn) => windowed(points, turn));
  });
}

/** The part of a ring within one turn around the globe, shifted to -180 to 180 degrees. */
function windowed(points: readonly Point[], turn: number): Paths64 {
  const path = points.slice(0, -1).map(([longitude, latitude]) => ({
    x: Math.round((longitude - 360 * turn) * STEPS),
    y: Math.round(latitude * STEPS),
  }));
  const isInside = path.every(({ x }) => x >= WEST && x <= EAST);
  return isInside ? [path] : combine(ClipType.Intersection, [path], [WORLD]);
}

const WORLD: Path64 = [
  { x: WEST, y: SOUTH },
  { x: EAST, y: SOUTH },
  { x: EAST, y: NORTH },
  { x: WEST, y: NORTH },
];

/** The intersection of two regions, as polygons; empty if they do not meet. */
export function overlapOf(one: Region, other: Region): MultiPolygonCoordinates {
  return multiPolygonOf(one.paths, other.paths);
}

/** The region as polygons on a flat map. */
export function polygonsOfRegion({ paths }: Region): MultiPolygonCoordinates {
  return multiPolygonOf(paths);
}

/** Whether two regions have any area in common. */
export function doOverlap(one: Region, other: Region): boolean {
  return overlapOf(one, other).length > 0;
}

/** The area of polygons whose holes run the other way, in square kilometres. */
export function areaOf(polygons: MultiPolygonCoordinates): number {
  return Math.abs(polygons.flat().reduce((sum, ring) => sum + signedAreaInSqKm(ring), 0));
}

function outerArea(paths: Paths64): number {
  return paths.reduce((sum, path) => sum + Math.abs(signedAreaInSqKm(path.map(pointOf))), 0);
}

function combine(how: ClipType, subject: Paths64, clip: Paths64): Paths64 {
  const result: Paths64 = [];
  started(subject, clip).execute(how, FillRule.EvenOdd, result);
  return result;
}

/** The intersection, or the one region if no other is given. */
function multiPolygonOf(paths: Paths64, clip?: Paths64): MultiPolygonCoordinates {
  const tree = new PolyTree64();
  started(paths, clip ?? []).execute(clip ? ClipType.Intersection : ClipType.Union, FillRule.EvenOdd, tree);
  return [...polygonsBelow(tree)];
}

function started(subject: Paths64, clip: Paths64): Clipper64 {
  const engine = new Clipper64();
  engine.addSubject(subject);
  engine.addClip(clip);
  return engine;
}

/**
 * Each outer ring with its holes; a ring within a hole starts another polygon. Outer rings are counterclockwise and holes clockwise,
 * as GeoJSON requires.
 */
function* polygonsBelow(parent: PolyPath64): Generator<Point[][]> {
  for (const outer of childrenOf(parent)) {
    const holes = childrenOf(outer);
    yield [outer, ...holes].map(closedRing);
    for (const hole of holes) yield* polygonsBelow(hole);
  }
}

function childrenOf(parent: PolyPath64): PolyPath64[] {
  return Array.from({ length: parent.count }, (_, index) => parent.child(index));
}

function closedRing({ poly }: PolyPath64): Point[] {
  const points = (poly ?? []).map(pointOf);
  const [first] = points;
  return first ? [...points, first] : points;
}

function pointOf({ x, y }: { x: number; y: number }): Point {
  return [x / STEPS, y / STEPS];
}
