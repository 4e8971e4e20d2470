import type { Point } from './date-line.ts';

/** Where a ring crosses itself. */
interface Crossing {
  /** Index of the position at which one of the two edges starts; the other starts later. */
  edge: number;
  otherEdge: number;
}

/** What is wrong with a closed ring that crosses itself, and where; null if it does not. Completes "The ring …". */
export function crossingFault(ring: readonly Point[]): string | null {
  const crossing = crossingOf(ring);
  if (crossing === null) return null;
  if (crossing === 'tooEntangled') return 'is a ring too entangled to compute with';
  const place = (index: number) => `${index} (${ring[index]?.join(', ')})`;
  return `is a ring that crosses itself: the edge from position ${place(crossing.edge)} and the edge from position ${place(crossing.otherEdge)}`;
}

interface Edge {
  index: number;
  from: Point;
  to: Point;
  west: number;
  east: number;
  south: number;
  north: number;
}

/** Square of the tolerance in degrees: a tenth of a millimetre. Closer lines touch, but do not cross. */
const TOUCH_SQUARED = 1e-18;
/**
 * The most pairs of edges to look at, and the most pairs whose boxes overlap. Only a ring made to be slow has more: an outline of
 * 10,000 positions with 400 spikes has 1,800,000 and 65,000.
 */
const [MAX_PAIRS, MAX_OVERLAPPING] = [2_000_000, 200_000];

/**
 * The first place where two edges of a closed ring cross. Rings that only touch themselves are accepted. `tooEntangled` if the
 * bound is reached first.
 */
function crossingOf(ring: readonly Point[]): Crossing | 'tooEntangled' | null {
  const open: Edge[] = [];
  let [pairs, overlapping] = [0, 0];
  for (const edge of edgesOf(ring)) {
    let kept = 0;
    for (const other of open) {
      if (other.east < edge.west) continue;
      open[kept++] = other;
      if (other.south > edge.north || other.north < edge.south) continue;
      overlapping += 1;
      if (doCross(edge, other)) {
        return { edge: Math.min(edge.index, other.index), otherEdge: Math.max(edge.index, other.index) };
      }
    }
    pairs += open.length;
    if (pairs > MAX_PAIRS || overlapping > MAX_OVERLAPPING) return 'tooEntangled';
    open.length = kept;
    open.push(edge);
  }
  return null;
}

/** The edges ordered from west to east. */
function edgesOf(ring: readonly Point[]): Edge[] {
  const edges: Edge[] = [];
  for (let index = 1; index < ring.length; index++) {
    const [from, to] = [ring[index - 1], ring[index]];
    if (!from || !to) continue;
    edges.push({
      index: index - 1,
      from,
      to,
      west: Math.min(from[0], to[0]),
      east: Math.max(from[0], to[0]),
      south: Math.min(from[1], to[1]),
      north: Math.max(from[1], to[1]),
    });
  }
  return edges.sort((a, b) => a.west - b.west);
}

function doCross(a: Edge, b: Edge): boolean {
  return sideOf(a, b.from) * sideOf(a, b.to) < 0 && sideOf(b, a.from) * sideOf(b, a.to) < 0;
}

/** 1 and -1 for the two sides of an edge, 0 on it. */
function sideOf({ from, to }: Edge, point: Point): number {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const turn = x * (point[1] - from[1]) - y * (point[0] - from[0]);
  // Squares by multiplication: a root or a power takes longer than all the rest, and there can be a million of them.
  return turn * turn <= TOUCH_SQUARED * (x * x + y * y) ? 0 : Math.sign(turn);
}
