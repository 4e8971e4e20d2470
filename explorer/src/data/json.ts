/** Any value of JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An object of JSON. */
export type JsonObject = { [key: string]: Json };

/** Where a value is in an answer: keys and list indices from `data` down. */
export type Path = readonly (string | number)[];

/** Whether a value is an object of JSON, and not a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `aois › 3 › geometry`, for people; lists are counted from 1. */
export function spoken(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? step + 1 : step)).join(' › ');
}

/** Whether a path leads to or below the value at `start`. */
export function startsWith(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((step, index) => step === path[index]);
}

/** Fields that say what a row is, in order of preference. */
const NAMES = ['name', 'title', 'label', 'pixxelId', 'id'];

/** The name of a row; null if no field like a name was selected. */
export function nameOf(row: JsonObject): string | null {
  for (const name of NAMES) {
    const value = row[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
