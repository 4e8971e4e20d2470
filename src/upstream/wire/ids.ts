import type { OperationName } from '../../contract/operations.ts';
import { UpstreamFailure } from '../failure.ts';
import { isExactNumber } from './json.ts';

/** An id as a string. The upstream may send a number. Undefined if the value cannot be an id. */
export function toId(value: unknown): string | undefined {
  if (typeof value === 'string') return canBeId(value) ? value : undefined;
  if (typeof value === 'number') return String(value);
  return isExactNumber(value) ? value.rawJSON : undefined;
}

/** No id is longer, and servers refuse URLs with such an id. */
const MAX_LENGTH = 2048;

/** Whether a string can be an id: not blank, not `.` or `..`, not too long, and without lone surrogates, which no URL can hold. */
export function canBeId(text: string): boolean {
  return text.length <= MAX_LENGTH && text.trim() !== '' && text !== '.' && text !== '..' && text.isWellFormed();
}

/** Whether an id can be in a comma-joined list. There, one with a comma counts as two, escaped or not. */
export function canBeJoined(id: string): boolean {
  return !id.includes(',');
}

/**
 * Ids as one query parameter.
 * @throws UpstreamFailure of kind `badId` for an id with a comma
 */
export function joinedIds(operation: OperationName, ids: readonly string[] | undefined): string | undefined {
  const bad = ids?.find((id) => !canBeJoined(id));
  if (bad === undefined) return ids?.join(',');
  const message = `${JSON.stringify(bad)} cannot be in a list of ids, because it contains a comma.`;
  throw new UpstreamFailure('badId', operation, { message });
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
