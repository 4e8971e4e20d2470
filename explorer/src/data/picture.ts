import { type Box, boundsOf } from './bounds.ts';
import type { Path } from './json.ts';
import type { Outline } from './outline.ts';

/** A picture that an answer contains as a `data:` URL. */
export interface Picture {
  path: Path;
  label: string;
  /** Such as `image/png`. */
  mediaType: string;
  /** The data after the comma. */
  base64: string;
  /** Bounds of the area that it most likely shows; null if the answer has no outline near it. */
  bounds: Box | null;
}

const IMAGE = /^data:(image\/[\w.+-]+);base64,/;

/** The media type and the base64 text of a picture's `data:` URL; null if the string is something else. */
export function pictureOf(text: string): Pick<Picture, 'mediaType' | 'base64'> | null {
  const [head, mediaType] = IMAGE.exec(text) ?? [];
  return head !== undefined && mediaType !== undefined ? { mediaType, base64: text.slice(head.length) } : null;
}

/**
 * The bounds of a picture: of the outline that is nearest to it in the answer, with nothing but single objects between.
 * `visualization { picture { dataUri } aoi { geometry } }` lies on the outline of its AOI, and so does
 * `aoi { geometry visualizations { nodes { picture { dataUri } } } }`.
 */
export function boundsFor(path: Path, outlines: readonly Outline[]): Box | null {
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
