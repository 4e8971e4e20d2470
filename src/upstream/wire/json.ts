import { randomUUID } from 'node:crypto';

declare global {
  // Node has these since version 22, but TypeScript's types lack them.
  interface JSON {
    rawJSON(text: string): ExactNumber;
    isRawJSON(value: unknown): value is ExactNumber;
  }
}

/** A whole number past 2^53, which no JavaScript number can hold exactly. `JSON.stringify` writes all its digits. */
export interface ExactNumber {
  /** The digits, with the sign. */
  readonly rawJSON: string;
}

/** Whether a decoded value is an `ExactNumber`. */
export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === 'object' && JSON.isRawJSON(value);
}

/** Whether a decoded value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The rows of an answer, without rows that are not objects; the answer itself if `rows` is undefined. */
export function holdersOf(answer: unknown, rows: string | undefined): Record<string, unknown>[] {
  if (!isRecord(answer)) return [];
  const holders = rows === undefined ? [answer] : answer[rows];
  return Array.isArray(holders) ? holders.filter(isRecord) : [];
}

/** Oddities of a text that was parsed although it is not strict JSON. */
export type JsonOddity = 'byte order mark' | 'bare word';

/** Options of `parseJson`. */
export interface Reading {
  /** Notified once for each kind of oddity. */
  onOddity?: (oddity: JsonOddity) => void;
  /** Whether `orderedKeys` must know the order of maps with numeric keys. Takes several times as long. */
  keepsKeyOrder?: boolean | undefined;
}

/**
 * Parses JSON as other languages write it: with a byte order mark, or with bare words such as `NaN` or `None`, which become null.
 * A whole number past 2^53 becomes an `ExactNumber`. Plain JSON takes one `JSON.parse` and one search for long numbers.
 * @throws SyntaxError
 */
export function parseJson(text: string, { onOddity, keepsKeyOrder = false }: Reading = {}): unknown {
  let json = text;
  if (json.charCodeAt(0) === 0xfeff) {
    json = json.slice(1);
    onOddity?.('byte order mark');
  }
  if (hasLongNumber(json) || keepsKeyOrder) return parseMarked(json, keepsKeyOrder, onOddity);
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!BARE_WORD.test(json)) throw error;
    return parseMarked(json, keepsKeyOrder, onOddity);
  }
}

/**
 * Whether there are 16 consecutive digits outside a fraction. Such a run crosses an index that is a multiple of 16, so only those are
 * checked. Most digits of an answer are in fractions of coordinates, so what is before a run is looked at first.
 */
export function hasLongNumber(text: string): boolean {
  for (let at = 15; at < text.length; at += 16) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let before = at - 1;
    while (isDigit(text.charCodeAt(before))) before -= 1;
    if (text.charCodeAt(before) === FULL_STOP) continue;
    let end = at + 1;
    while (isDigit(text.charCodeAt(end))) end += 1;
    if (end - before > 16) return true;
  }
  return false;
}

const FULL_STOP = 46;

/** @param code of a UTF-16 code unit; NaN beyond the text */
function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const BARE_WORD = /(?:^|[\s:,[])[-+]?(?:nan|na|inf(?:inity)?|none|null|nil|undefined|true|false)\b/i;
const NOTHING = /^[-+]?(?:nan(?:\(\w*\))?|na|inf(?:inity)?|none|null|nil|undefined)$/i;
const BOOLEAN = /^(?:true|false)$/i;

/**
 * A string (and the colon after a key), a whole number that is long, or a word. A string may end with the text: the search in one that
 * is cut off would begin again at each escaped quote.
 */
const TOKEN =
  /("[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$))(\s*:)?|(?<![\w.+-])-?\d{16,}(?![\d.eE])|(?<![\w.])[-+]?[A-Za-z_]+(?:\(\w*\))?/gs;

/** Most long numbers and bare words of one text: each takes several times as long as a usual value, and far more memory. */
const MAX_ODD = 100_000;

/** Marks values that JSON.parse would change. No input can begin with it. */
const MARK = `\uE000${randomUUID()}`;
const QUOTED_MARK = `"${MARK}`;

/** Parses a text in which long numbers and numeric keys are marked strings, and bare words are null. */
function parseMarked(text: string, keepsKeyOrder: boolean, onOddity?: (oddity: JsonOddity) => void): unknown {
  const parts: string[] = [];
  let copied = 0;
  let hasMarks = false;
  let hasBareWords = false;
  // Not `replace`: V8 collects all matches before it calls the function for the first.
  for (const match of text.matchAll(TOKEN)) {
    const [token, quoted, colon] = match;
    const replacement = replacementOf(token, quoted, colon !== undefined && keepsKeyOrder);
    if (replacement === undefined) continue;
    if (parts.length >= 2 * MAX_ODD) throw new SyntaxError(`more than ${MAX_ODD} values that are not usual JSON`);
    if (replacement.startsWith(QUOTED_MARK)) hasMarks = true;
    else hasBareWords = true;
    parts.push(text.slice(copied, match.index), replacement);
    copied = match.index + (quoted ?? token).length;
  }
  const value: unknown = JSON.parse(parts.join('') + text.slice(copied));
  if (hasBareWords) onOddity?.('bare word');
  return hasMarks ? unmarked(value) : value;
}

/** What is parsed instead of a token; undefined if it is usual. @param isKey whether a string is a key whose order must be kept */
function replacementOf(token: string, quoted: string | undefined, isKey: boolean): string | undefined {
  if (quoted !== undefined) {
    const name = quoted.slice(1, -1);
    return isKey && NUMERIC_KEY.test(name) ? `${QUOTED_MARK}${name}"` : undefined;
  }
  if (LONG_NUMBER.test(token)) return Number.isSafeInteger(Number(token)) ? undefined : `${QUOTED_MARK}${token}"`;
  if (token === 'null' || token === 'true' || token === 'false') return undefined;
  if (NOTHING.test(token)) return 'null';
  return BOOLEAN.test(token) ? token.toLowerCase() : undefined;
}

const LONG_NUMBER = /^-?\d/;

const keyOrders = new WeakMap<object, readonly string[]>();

/** Puts values in place of marked strings. A reviver of `JSON.parse` would do it, in several times the time. */
function unmarked(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(MARK) ? JSON.rawJSON(value.slice(MARK.length)) : value;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) value[index] = unmarked(value[index]);
    return value;
  }
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  for (const key of keys) value[key] = unmarked(value[key]);
  return keys.some((key) => key.startsWith(MARK)) ? withoutMarks(value, keys) : value;
}

function withoutMarks(holder: Record<string, unknown>, keys: readonly string[]): object {
  const map: object = Object.fromEntries(keys.map((key) => [withoutMark(key), holder[key]]));
  keyOrders.set(map, keys.map(withoutMark));
  return map;
}

function withoutMark(key: string): string {
  return key.startsWith(MARK) ? key.slice(MARK.length) : key;
}

/**
 * Whether a parsed map lost the order of its keys: JavaScript moves those that look like numbers to the front, so it is enough to
 * look at the first.
 */
export function hasLostOrder(map: unknown): boolean {
  if (!isRecord(map)) return false;
  const keys = Object.keys(map);
  return keys.length > 1 && NUMERIC_KEY.test(keys[0] ?? '');
}

const NUMERIC_KEY = /^\d{1,10}$/;

/** The keys of a parsed map in the order of the text, if it was kept; otherwise in JavaScript's order. */
export function orderedKeys(map: object): readonly string[] {
  return keyOrders.get(map) ?? Object.keys(map);
}
