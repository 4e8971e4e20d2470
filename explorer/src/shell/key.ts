import { storeOf } from './store.ts';

/** The API key. It lives in the memory of this page alone: reloading the page forgets it. */
export const apiKey = storeOf('');

/** Why the last request was refused because of the key; null if it was not. */
export const keyRefusal = storeOf<string | null>(null);

/** Sets the key that the user entered. Spaces around it come from copying. */
export function setKey(key: string): void {
  apiKey.set(key.trim());
  keyRefusal.set(null);
}
