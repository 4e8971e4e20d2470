/** What must not be repeated: the caller's key, and the credentials that a request carried in its body. */
export interface Secrets {
  authorization: string;
  inBody: readonly string[];
}

/** A scheme has a bound, so that a long text without an address takes no longer for each of its words. */
const ADDRESS = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'<>]+/gi;

/** An upstream may quote what it was sent: the value without secrets and addresses, whether it is text or a tree of it. */
export function scrubbed<Value>(value: Value, secrets: Secrets): Value {
  // Each kind of value comes back as its own kind, but for a number that is itself a secret.
  return scrubTree(value, markersOf(secrets)) as Value;
}

type Markers = readonly (readonly [secret: string, marker: string])[];

function scrubTree(value: unknown, markers: Markers): unknown {
  if (typeof value === 'string') return scrubText(value, markers);
  if (typeof value === 'number') return markers.find(([secret]) => secret === String(value))?.[1] ?? value;
  if (Array.isArray(value)) return value.map((item) => scrubTree(item, markers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [scrubText(key, markers), scrubTree(item, markers)]),
  );
}

function scrubText(text: string, markers: Markers): string {
  // Addresses come last: cut first, they could tear a secret that has one inside, and its ends would stay.
  return markers
    .reduce((clean, [secret, marker]) => clean.replaceAll(secret, marker), text)
    .replace(ADDRESS, '[address]');
}

/** What to look for, the longest first, since one secret can be part of another. */
function markersOf({ authorization, inBody }: Secrets): Markers {
  const keys = [authorization, authorization.replace(/^\S+\s+/, '')]
    // A header holds bytes, one to a character: an upstream may quote them as the UTF-8 that they are.
    .flatMap((key) => [key, Buffer.from(key, 'latin1').toString()])
    .map((key) => [key, '[key]'] as const);
  const credentials = inBody.flatMap(partsOf).map((secret) => [secret, '[credential]'] as const);
  return [...keys, ...credentials].filter(([secret]) => secret !== '').toSorted(([a], [b]) => b.length - a.length);
}

/** A part of a credential that is no shorter says more than a word would. */
const TELLING_LENGTH = 8;

/**
 * A credential in every form in which it may be quoted: as it is, trimmed, escaped for JSON or for a URL; line by line; and
 * where it is a JSON document, as a Google service account is, each text in it.
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

/** Every text in a JSON value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
