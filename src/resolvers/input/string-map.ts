import { isRecord } from '../../upstream/wire/json.ts';
import { faultAt, type InputError } from './input-error.ts';
import type { Maybe } from './maybe.ts';

/** Problems of a JSON value that must be an object whose values are strings; none if it is not given. */
export function stringMapFaults(value: unknown, path: readonly string[]): InputError[] {
  if (value === null || value === undefined) return [];
  if (!isRecord(value)) return [faultAt(path, 'must be an object whose values are strings')];
  return Object.entries(value)
    .filter(([, entry]) => typeof entry !== 'string')
    .map(([name]) => faultAt([...path, name], 'must be a string'));
}

/** The value after `stringMapFaults` has found no problem; undefined if it is not given. */
export function toStringMap(value: unknown): Record<string, string> | undefined {
  return (value as Maybe<Record<string, string>>) ?? undefined;
}
