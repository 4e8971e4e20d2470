/** How a Polygon with no other members begins and ends in JSON, without the blanks that some writers put after `:` and `,`. */
const AROUND_COORDINATES = new Map([
  ['{"type":"Polygon","coordinates":', '}'],
  ['{"coordinates":', ',"type":"Polygon"}'],
]);

/** Longer than both parts with their blanks. */
const AROUND_BYTES = 40;

/**
 * Whether an object in a body is a GeoJSON Polygon whose JSON may be passed on as it is: rings of positions of two or more
 * plain numbers, nothing else, and no blanks but single ones. False for any other text, also for some that are Polygons.
 * @param start the opening brace
 * @param end behind the closing brace
 */
export function isPlainPolygon(body: Buffer, start: number, end: number): boolean {
  const first = body.indexOf(OPENING, start);
  const behind = body.lastIndexOf(CLOSING, end - 1) + 1;
  if (first < 0 || first - start > AROUND_BYTES || behind <= first || end - behind > AROUND_BYTES) return false;
  const tail = AROUND_COORDINATES.get(withoutBlanks(body.toString('latin1', start, first)));
  return tail === withoutBlanks(body.toString('latin1', behind, end)) && areRings(body, first, behind);
}

function withoutBlanks(text: string): string {
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
    const behind = behindNumber(body, at);
    if (behind === at) return false;
    at = behind;
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

/** Where the number at `start` ends; `start` if there is none that JSON allows, or one with an exponent or with too many digits. */
function behindNumber(body: Buffer, start: number): number {
  const whole = body[start] === MINUS ? start + 1 : start;
  const behindWhole = behindDigits(body, whole);
  const digits = behindWhole - whole;
  if (digits === 0 || digits > MAX_DIGITS || (digits > 1 && body[whole] === ZERO)) return start;
  if (body[behindWhole] !== POINT) return behindWhole;
  const behindFraction = behindDigits(body, behindWhole + 1);
  return behindFraction > behindWhole + 1 ? behindFraction : start;
}

function behindDigits(body: Buffer, start: number): number {
  let at = start;
  for (let byte = body[at] ?? 0; byte >= ZERO && byte <= NINE; byte = body[at] ?? 0) at += 1;
  return at;
}
