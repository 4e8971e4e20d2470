/** What is before and after the coordinates of a Polygon without other members, without the spaces that some writers put after `:` and `,`. */
const AROUND_COORDINATES = new Map([
  ['{"type":"Polygon","coordinates":', '}'],
  ['{"coordinates":', ',"type":"Polygon"}'],
]);

/** More than the longest of these has, spaces included. */
const AROUND_BYTES = 40;

/**
 * Whether an object in a body is a GeoJSON Polygon whose JSON may be passed on as it is: rings of positions of two or more
 * plain numbers, nothing else, and at most one space after a `:` or `,`. False for any other text, which may still be a Polygon.
 * @param start index of the opening brace
 * @param end index after the closing brace
 */
export function isPlainPolygon(body: Buffer, start: number, end: number): boolean {
  // Only a few bytes are searched: in the whole body, the search would take long for each row that has no list.
  const head = body.toString('latin1', start, Math.min(start + AROUND_BYTES, end));
  const foot = body.toString('latin1', Math.max(end - AROUND_BYTES, start), end);
  const before = head.indexOf('[');
  const after = foot.length - foot.lastIndexOf(']') - 1;
  if (before < 0 || after === foot.length) return false;
  const expected = AROUND_COORDINATES.get(withoutSpaces(head.slice(0, before)));
  return expected === withoutSpaces(foot.slice(foot.length - after)) && areRings(body, start + before, end - after);
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/([:,]) /g, '$1');
}

const SPACE = 0x20;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const OPENING = 0x5b;
const CLOSING = 0x5d;

/** A list of rings, which are lists of positions, which are lists of numbers. */
const LEVELS = 3;

function areRings(body: Buffer, start: number, end: number): boolean {
  let at = start;
  let level = 0;
  let numbers = 0;
  while (at < end) {
    while (body[at] === OPENING) {
      at += 1;
      level += 1;
      numbers = 0;
    }
    if (level !== LEVELS) return false;
    const next = endOfNumber(body, at);
    if (next === at) return false;
    at = next;
    numbers += 1;
    while (body[at] === CLOSING) {
      if (level === LEVELS && numbers < 2) return false;
      at += 1;
      level -= 1;
    }
    if (level <= 0) return level === 0 && at === end;
    if (body[at] !== COMMA) return false;
    at += body[at + 1] === SPACE ? 2 : 1;
  }
  return false;
}

/** More digits before the point may be past 2^53. */
const MAX_DIGITS = 15;

/** The index after the number at `start`. It is `start` if JSON allows no number there, or if it has an exponent or too many digits. */
function endOfNumber(body: Buffer, start: number): number {
  const whole = body[start] === MINUS ? start + 1 : start;
  const endOfWhole = endOfDigits(body, whole);
  const digits = endOfWhole - whole;
  if (digits === 0 || digits > MAX_DIGITS || (digits > 1 && body[whole] === ZERO)) return start;
  if (body[endOfWhole] !== POINT) return endOfWhole;
  const endOfFraction = endOfDigits(body, endOfWhole + 1);
  return endOfFraction > endOfWhole + 1 ? endOfFraction : start;
}

function endOfDigits(body: Buffer, start: number): number {
  let at = start;
  for (let byte = body[at] ?? 0; byte >= ZERO && byte <= NINE; byte = body[at] ?? 0) at += 1;
  return at;
}
