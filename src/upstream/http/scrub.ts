/** Secrets that must not be repeated: the caller's key, and credentials in the request's body. */
export interface Secrets {
  authorization: string;
  inBody: readonly string[];
}

/** The length of a scheme is bounded, so a long text without an address takes linear time. */
const ADDRESS = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'<>]+/gi;

/** An upstream may quote what it was sent. Returns the value, a text or a tree of JSON, without secrets and addresses. */
export function scrubbed<Value>(value: Value, secrets: Secrets): Value {
  // Each value keeps its type, except a number that is itself a secret.
  return scrubTree(value, markersOf(secrets)) as Value;
}

type Markers = readonly (readonly [secret: string, marker: string])[];

/** Markers are single characters at first, so no secret, such as an account named `key`, is found within a marker. */
const KEY = '\uE000';
const CREDENTIAL = '\uE001';

function scrubTree(value: unknown, markers: Markers): unknown {
  if (typeof value === 'string') return scrubText(value, markers);
  if (typeof value === 'number') {
    return markers.some(([secret]) => secret === String(value)) ? scrubText(String(value), markers) : value;
  }
  if (Array.isArray(value)) return value.map((item) => scrubTree(item, markers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [scrubText(key, markers), scrubTree(item, markers)]),
  );
}

function scrubText(text: string, markers: Markers): string {
  // Addresses are masked last: masking one could split a secret that contains it.
  return markers
    .reduce((clean, [secret, marker]) => clean.replaceAll(secret, marker), text)
    .replaceAll(KEY, '[key]')
    .replaceAll(CREDENTIAL, '[credential]')
    .replace(ADDRESS, '[address]');
}

/** What to look for, longest first, because one secret can be part of another. */
function markersOf({ authorization, inBody }: Secrets): Markers {
  const keys = [authorization, authorization.replace(/^\S+\s+/, '')]
    // A header holds one byte per character. An upstream may quote those bytes as UTF-8.
    .flatMap((key) => [key, Buffer.from(key, 'latin1').toString()])
    .map((key) => [key, KEY] as const);
  const credentials = inBody.flatMap(partsOf).map((secret) => [secret, CREDENTIAL] as const);
  return [...keys, ...credentials].filter(([secret]) => secret !== '').toSorted(([a], [b]) => b.length - a.length);
}

/** Shortest part of a credential that is worth masking on its own. */
const TELLING_LENGTH = 8;

/**
 * A credential in every form in which it may be quoted: as it is, trimmed, escaped for JSON or for a URL, line by line, and
 * if it is a JSON document, such as a Google service account, each string in it.
 */
function partsOf(secret: string): string[] {
  const texts = [secret, ...textsIn(tryParse(secret))];
  const telling = texts
    .flatMap((text) => [text, ...text.split(/\r?\n/)])
    .filter((part) => part.trim().length >= TELLING_LENGTH);
  return [secret, ...telling].flatMap((part) => [
    part,
    part.trim(),
    JSON.stringify(part).slice(1, -1),
    encodeURIComponent(part.toWellFormed()),
  ]);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every string in a JSON value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
