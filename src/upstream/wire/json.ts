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

/** A string (and the colon after a key), a number or a word. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[-+]?[A-Za-z_]+(?:\(\w*\))?/gs;

/** Marks values that JSON.parse would change. No input can begin with it. */
const MARK = `\uE000${randomUUID()}`;

/** Parses a text in which long numbers and numeric keys are marked strings, and bare words are null. */
function parseMarked(text: string, keepsKeyOrder: boolean, onOddity?: (oddity: JsonOddity) => void): unknown {
  let isOdd = false;
  const marked = text.replace(TOKEN, (token: string, quoted: string | undefined, colon: string | undefined) => {
    if (quoted !== undefined) {
      const isNumericKey = keepsKeyOrder && colon !== undefined && NUMERIC_KEY.test(quoted.slice(1, -1));
      return isNumericKey ? `"${MARK}${quoted.slice(1, -1)}"${colon}` : token;
    }
    if (/^-?\d{16,}$/.test(token)) return Number.isSafeInteger(Number(token)) ? token : `"${MARK}${token}"`;
    if (token === 'null' || token === 'true' || token === 'false') return token;
    if (!NOTHING.test(token) && !BOOLEAN.test(token)) return token;
    isOdd = true;
    return NOTHING.test(token) ? 'null' : token.toLowerCase();
  });
  const value: unknown = JSON.parse(marked, unmarked);
  if (isOdd) onOddity?.('bare word');
  return value;
}

const keyOrders = new WeakMap<object, readonly string[]>();

function unmarked(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith(MARK)) return JSON.rawJSON(value.slice(MARK.length));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith(MARK))) return value;
  const entries = Object.entries(value).map(([key, item]) => [withoutMark(key), item] as const);
  const map: object = Object.fromEntries(entries);
  keyOrders.set(
    map,
    entries.map(([key]) => key),
  );
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
