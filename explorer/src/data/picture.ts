import type { Geometry } from 'geojson';
import type { Path } from './json.ts';
import type { Outline } from './outline.ts';

/** A picture that an answer holds as a `data:` address. */
export interface Picture {
  path: Path;
  row: Path;
  label: string;
  /** Such as `image/png`. */
  mediaType: string;
  /** The text after the comma. */
  base64: string;
  /** West, south, east, north of the area that it most likely shows; null where the answer holds no outline near it. */
  bounds: readonly [number, number, number, number] | null;
}

const IMAGE = /^data:(image\/[\w.+-]+);base64,/;

/** The media type and the bytes of a picture's address; null where the text is something else. */
export function pictureOf(text: string): Pick<Picture, 'mediaType' | 'base64'> | null {
  const [head, mediaType] = IMAGE.exec(text) ?? [];
  return head !== undefined && mediaType !== undefined ? { mediaType, base64: text.slice(head.length) } : null;
}

/**
 * The bounds of a picture: of the outline that is nearest to it in the answer, with nothing but single objects between.
 * `visualization { picture { dataUri } aoi { geometry } }` lies on the outline of its AOI, and so does
 * `aoi { geometry visualizations { nodes { picture { dataUri } } } }`.
 */
export function boundsFor(path: Path, outlines: readonly Outline[]): Picture['bounds'] {
  let best: { outline: Outline; steps: number } | undefined;
  for (const outline of outlines) {
    if (outline.kind === 'point') continue;
    const shared = sharedLength(path, outline.path);
    // Another entry point of the query says nothing about it; below a list, the outline of one row is not that of the others.
    if (shared === 0 || outline.path.slice(shared).some((step) => typeof step === 'number')) continue;
    const steps = path.length - shared + (outline.path.length - shared);
    if (!best || steps < best.steps) best = { outline, steps };
  }
  return best ? boundsOf(best.outline.geometry) : null;
}

function sharedLength(one: Path, other: Path): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** West, south, east, north of a geometry. */
export function boundsOf(geometry: Geometry): [number, number, number, number] {
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
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) {
      const [west, south, east, north] = boundsOf(part);
      visit([west, south]);
      visit([east, north]);
    }
  } else visit(geometry.coordinates);
  return bounds;
}
