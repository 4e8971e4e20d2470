import { isObject, type Json } from './json.ts';

/** Longer base64 strings and `data:` URLs are cut in the JSON view. */
const MOST_CHARS = 400;
const HEAD_CHARS = 48;
const BASE64 = /^[\w+/=-]+$/;

/** A base64 string or `data:` URL, cut to its beginning and length; any other string unchanged. */
function shortened(text: string): string {
  if (text.length <= MOST_CHARS) return text;
  const isBytes = text.startsWith('data:') || BASE64.test(text.slice(0, MOST_CHARS));
  return isBytes ? `${text.slice(0, HEAD_CHARS)}… (${text.length.toLocaleString('en')} characters)` : text;
}

/** Characters of printed JSON that the view shows of `data`, and of each other part of the answer. */
const MOST_SHOWN = 200_000;

/** The answer as JSON for the view: bytes cut, and lists cut where the printed text grows too long for the editor. */
export function shownJson(result: Json): { json: string; isCut: boolean } {
  let left = MOST_SHOWN;
  let isCut = false;
  const cut = (value: Json, depth: number): Json => {
    // The line of a closing bracket.
    if (typeof value === 'object') left -= 2 * depth + 3;
    if (Array.isArray(value)) return cutList(value, depth);
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, field]) => {
          if (depth === 0) left = MOST_SHOWN;
          left -= 2 * depth + key.length + 8;
          return [key, cut(field, depth + 1)];
        }),
      );
    }
    const shown = typeof value === 'string' ? shortened(value) : value;
    left -= String(shown).length + 2;
    return shown;
  };
  const cutList = (list: Json[], depth: number): Json[] => {
    const shown: Json[] = [];
    for (const item of list) {
      if (left <= 0) {
        isCut = true;
        return [...shown, `… ${(list.length - shown.length).toLocaleString('en')} more left out`];
      }
      left -= 2 * depth + 4;
      shown.push(cut(item, depth + 1));
    }
    return shown;
  };
  return { json: JSON.stringify(cut(result, 0)), isCut };
}
