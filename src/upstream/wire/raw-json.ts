import { parseJson } from './json.ts';

/**
 * The value of a raw JSON field. It may come as JSON, as a string that contains JSON, or as the bytes of such a string.
 * A string that is not JSON stays a string.
 * @param onBytes notified if the value came as bytes
 */
export function decodeRawJson(value: unknown, onBytes: () => void): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return decodeText(value);
  if (!isBytes(value)) return value;
  const decoded = parseJsonOr(undefined, Buffer.from(value).toString('utf8'));
  // A list of small numbers may be a real list. Its bytes then spell nothing, or only a number or a word.
  if (typeof decoded !== 'string' && (typeof decoded !== 'object' || decoded === null)) return value;
  onBytes();
  return decoded;
}

const DOCUMENT = /^\s*[[{"]/;
/** Excludes words such as `None`, which are text here, and numbers so long that they would lose digits. */
const SCALAR = /^\s*(?:true|false|null|-?\d{1,15}(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*$/;

function decodeText(text: string): unknown {
  if (text === '') return null;
  return DOCUMENT.test(text) || SCALAR.test(text) ? parseJsonOr(text, text) : text;
}

function parseJsonOr(fallback: unknown, text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return fallback;
  }
}

/** Whether a list can be bytes: whole numbers up to 255. */
function isBytes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isInteger(item) && item >= 0 && item <= 255);
}
