import { InputError } from './input-error.ts';

/**
 * An optional string that the upstream filters by; undefined if none was given.
 * @throws InputError for a blank string: servers ignore an empty parameter, and would send every row
 */
export function filterText(value: string | null | undefined, path: readonly string[]): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (value.trim() === '') throw new InputError(`${path.join('.')} must not be empty.`, path);
  return value;
}
