import { storeOf } from './store.ts';

/** The API key. It lives in the memory of this page alone: reloading the page forgets it. */
export const apiKey = storeOf('');

/** Why the last request says that the key is missing or wrong; null while nothing does. */
export const keyRefusal = storeOf<string | null>(null);

/** Takes a key that the user gave. Surrounding spaces come from copying. */
export function setKey(key: string): void {
  apiKey.set(key.trim());
  keyRefusal.set(null);
}
