import { unrolled, unrolledRing } from './date-line.ts';
import { linesOf, type Position, type Ring } from './shape.ts';

/** West, south, east, north in degrees. West is greater than east if the box crosses the date line. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** The smallest box around a GeoJSON object. @throws BadShape */
export function bboxOf(geoJson: unknown): Bbox {
  const boxes = linesOf(geoJson).map((line): Bbox => {
    const points = isRing(line) ? unrolledRing(line) : unrolled(line);
    const longitudes = points.map(([longitude]) => longitude);
    const latitudes = points.map(([, latitude]) => latitude);
    return [least(longitudes), least(latitudes), most(longitudes), most(latitudes)];
  });
  return boxAround(boxes);
}

/** The smallest box around boxes. There must be at least one. */
export function boxAround(boxes: readonly Bbox[]): Bbox {
  const [south, north] = [least(boxes.map((box) => box[1])), most(boxes.map((box) => box[3]))];
  const [first, ...others] = boxes.map(spanOf).toSorted((a, b) => a.from - b.from);
  if (!first) throw new RangeError('There is no box.');
  // The box leaves out the widest gap between the spans, around the globe.
  let farthest = first;
  let gap = { width: 0, after: first, before: first };
  for (const span of [...others, { ...first, from: first.from + 360, to: first.to + 360 }]) {
    const width = span.from - farthest.to;
    if (width > gap.width) gap = { width, after: farthest, before: span };
    if (span.to > farthest.to) farthest = span;
  }
  return gap.width === 0 ? [-180, south, 180, north] : [gap.before.west, south, gap.after.east, north];
}

interface Span {
  /** Longitudes normalized to start between -180 and 180 and run east. */
  from: number;
  to: number;
  /** The same longitudes as written. */
  west: number;
  east: number;
}

function spanOf([west, , east]: Bbox): Span {
  const from = within(west, -180);
  const width = east < west ? east + 360 - west : east - west;
  return { from, to: from + width, west: from, east: within(east, 180) };
}

/** A longitude normalized to -180 to 180 degrees. `edge` is the value for the date line itself. */
function within(longitude: number, edge: -180 | 180): number {
  const turned = longitude - 360 * Math.floor((longitude + 180) / 360);
  return turned === -180 ? edge : turned;
}

function isRing(line: readonly Position[]): line is Ring {
  const [first, last] = [line[0], line.at(-1)];
  return line.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}
