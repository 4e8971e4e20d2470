import { randomUUID } from 'node:crypto';
import type { Member } from '../../contract/operation.ts';
import { hasLongNumber, holdersOf, type JsonOddity, parseJson } from './json.ts';
import { JsonText } from './json-text.ts';
import { isPlainPolygon } from './plain-polygon.ts';

/** A member of a row that is still JSON text. It is decoded when it is first read. */
export class LateMember {
  readonly #all: LateMembers;
  readonly #index: number;
  #polygon: JsonText | null | undefined;

  constructor(all: LateMembers, index: number) {
    this.#all = all;
    this.#index = index;
  }

  /** The value: the same one at each call; undefined if the text is malformed. */
  decode(onOddity: (oddity: JsonOddity) => void = () => {}): unknown {
    return this.#all.decode(onOddity)[this.#index];
  }

  /** The text, if it is that of a GeoJSON Polygon with nothing odd about it: the same one at each call. */
  get polygon(): JsonText | null {
    if (this.#polygon === undefined) this.#polygon = this.#all.polygon(this.#index);
    return this.#polygon;
  }
}

/** The late members of one answer. They are decoded together: who reads one row mostly reads all. */
class LateMembers {
  readonly #body: Buffer;
  /** Where each text begins and ends, by turns. */
  readonly #bounds: readonly number[];
  #values: readonly unknown[] | undefined;

  constructor(body: Buffer, bounds: readonly number[]) {
    this.#body = body;
    this.#bounds = bounds;
  }

  decode(onOddity: (oddity: JsonOddity) => void): readonly unknown[] {
    if (!this.#values) {
      const texts: string[] = [];
      for (let index = 0; index < this.#bounds.length; index += 2) {
        texts.push(this.#body.toString('utf8', this.#bounds[index], this.#bounds[index + 1]));
      }
      this.#values = parsedList(texts, onOddity);
    }
    return this.#values;
  }

  polygon(index: number): JsonText | null {
    const start = this.#bounds[index * 2] ?? 0;
    const end = this.#bounds[index * 2 + 1] ?? 0;
    return isPlainPolygon(this.#body, start, end) ? new JsonText(this.#body.subarray(start, end)) : null;
  }
}

/** Parses each text; undefined for a malformed one. One parse of all is the quickest, and fails if one of them is malformed. */
function parsedList(texts: readonly string[], onOddity: (oddity: JsonOddity) => void): readonly unknown[] {
  try {
    // Braces of each text match, so it is one item of this list.
    return parseJson(`[${texts.join()}]`, { onOddity }) as unknown[];
  } catch {
    return texts.map((text) => resultOf(() => parseJson(text, { onOddity })));
  }
}

/** What `parse` returns; undefined if the text is malformed. */
function resultOf(parse: () => unknown): unknown {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** Stands for a late member in the text that is parsed. It is ASCII, because one other character doubles the size of a text. */
const MARK = randomUUID();

/** A shorter answer is parsed as quickly as it is searched. */
const MIN_BYTES = 1024;

/**
 * Parses an answer. In a long one, the late member of each row stays text until it is read. In a short one it does so only if the
 * answer cannot be parsed as a whole, so a malformed member makes no difference to the rest, whatever the length.
 * @param parseWhole parses all of the body; returns undefined if it is not JSON
 */
export function parseWithLate(body: Buffer, place: Member, parseWhole: () => unknown): unknown {
  const isLong = body.length >= MIN_BYTES;
  const partly = isLong ? parseWithoutLate(body, place) : undefined;
  if (partly) return partly.value;
  const whole = parseWhole();
  return whole === undefined && !isLong ? parseWithoutLate(body, place)?.value : whole;
}

/**
 * Parses an answer, except the late member of each row: only its braces are matched, which takes a fraction of the time and memory.
 * Undefined for an answer that must be parsed as a whole: one that is not plain JSON, or one in which something else than a row
 * has such a member.
 */
export function parseWithoutLate(body: Buffer, place: Member): { value: unknown } | undefined {
  const bounds = boundsOf(body, keyOf(place));
  if (bounds.length === 0) return undefined;
  const text = withMarks(body, bounds);
  if (hasLongNumber(text)) return undefined;
  const value = resultOf(() => JSON.parse(text));
  return replaceMarks(value, place, body, bounds) ? { value } : undefined;
}

const keys = new Map<string, Buffer>();

/** The key of a late member as it is in a body. To search for bytes is quicker than for a string. */
function keyOf({ member }: Member): Buffer {
  let key = keys.get(member);
  if (!key) {
    key = Buffer.from(`"${member}":`);
    keys.set(member, key);
  }
  return key;
}

/** Where each object after the key begins and ends, by turns. */
function boundsOf(body: Buffer, key: Buffer): number[] {
  const bounds: number[] = [];
  for (let at = body.indexOf(key); at >= 0; at = body.indexOf(key, at)) {
    at += key.length;
    if (body[at] === SPACE) at += 1;
    if (body[at] !== OPENING_BRACE) continue;
    const end = endOfObject(body, at);
    bounds.push(at, end);
    at = end;
  }
  return bounds;
}

function withMarks(body: Buffer, bounds: readonly number[]): string {
  const parts: string[] = [];
  let copied = 0;
  for (let index = 0; index < bounds.length; index += 2) {
    parts.push(body.toString('utf8', copied, bounds[index]));
    copied = bounds[index + 1] ?? 0;
  }
  parts.push(body.toString('utf8', copied));
  return parts.join(`"${MARK}"`);
}

const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Where the object that begins at `start` ends; the end of the body if it does not. */
function endOfObject(body: Buffer, start: number): number {
  // This is the quickest search where there are no inner objects, as in a geometry. If the brace is in a string, what is left cannot be parsed.
  const close = body.indexOf(CLOSING_BRACE, start);
  const inner = body.indexOf(OPENING_BRACE, start + 1);
  if (close >= 0 && (inner < 0 || inner > close)) return close + 1;
  let depth = 0;
  let at = start;
  while (at < body.length) {
    let byte = body[at++] ?? 0;
    // Most bytes are digits of coordinates.
    while (byte < OPENING_BRACE && byte !== QUOTE && at < body.length) byte = body[at++] ?? 0;
    if (byte === QUOTE) at = endOfString(body, at);
    else if (byte === OPENING_BRACE) depth += 1;
    else if (byte === CLOSING_BRACE) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return at;
}

/** @param start the first byte after the opening quote */
function endOfString(body: Buffer, start: number): number {
  let at = start;
  while (at < body.length) {
    const byte = body[at++];
    if (byte === QUOTE) break;
    if (byte === BACKSLASH) at += 1;
  }
  return at;
}

/** Puts each late member into its row. Returns whether all of them had one. */
function replaceMarks(answer: unknown, { rows, member }: Member, body: Buffer, bounds: readonly number[]): boolean {
  const all = new LateMembers(body, bounds);
  let next = 0;
  for (const row of holdersOf(answer, rows)) {
    if (row[member] === MARK) row[member] = new LateMember(all, next++);
  }
  return next * 2 === bounds.length;
}
