/*
 * What settings that are strings may be. The rules hold for environment variables (`settings.ts`) and for options of
 * `createGateway` (`options.ts`).
 */

/** An http or https URL without credentials, query or fragment. */
export function isServiceUrl(text: string): boolean {
  if (!isWebUrl(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return username + password + search + hash === '';
}

/** An http or https URL with the places of a map tile in it. */
export function isTilesUrl(text: string): boolean {
  return isWebUrl(text) && ['{x}', '{y}', '{z}'].every((part) => text.includes(part));
}

/** An origin as browsers send it, such as `https://app.example.com`; `*` is any. */
export function isOrigin(text: string): boolean {
  return text === '*' || (URL.canParse(text) && new URL(text).origin === text);
}

/** The name of an HTTP header. */
export function isHeaderName(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** An http or https URL. */
export function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
