import { isExactNumber } from './json.ts';

/** An id as a string. The upstream may send a number. Undefined if there is none. */
export function toId(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (typeof value === 'number') return String(value);
  return isExactNumber(value) ? value.rawJSON : undefined;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Comparison key of an id. UUIDs are compared without case, all other ids as they are. */
export function idKey(id: string): string {
  return id.length === 36 && UUID.test(id) ? id.toLowerCase() : id;
}

/** Whether two ids name the same object. */
export function isSameId(one: string, other: string): boolean {
  return one === other || idKey(one) === idKey(other);
}
