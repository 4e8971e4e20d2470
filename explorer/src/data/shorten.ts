/** Longer texts of one piece are cut in the JSON view. */
const MOST_CHARS = 400;
const HEAD_CHARS = 48;
const BASE64 = /^[\w+/=-]+$/;

/** A base64 text, or a `data:` address, cut to its head and its length; any other text as it is. */
export function shortened(text: string): string {
  if (text.length <= MOST_CHARS) return text;
  const isBytes = text.startsWith('data:') || BASE64.test(text.slice(0, MOST_CHARS));
  return isBytes ? `${text.slice(0, HEAD_CHARS)}… (${text.length.toLocaleString('en')} characters)` : text;
}

/** The answer as JSON for the view: bytes cut, everything else whole. */
export function shownJson(result: unknown): string {
  return JSON.stringify(result, (_key, value: unknown) => (typeof value === 'string' ? shortened(value) : value));
}
