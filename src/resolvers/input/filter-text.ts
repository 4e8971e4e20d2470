import { emptyFaults, refuse } from './input-error.ts';
import type { Maybe } from './maybe.ts';

/**
 * An optional string that the upstream filters by; undefined if none was given.
 * @throws InputErrors for a blank string: servers ignore an empty parameter, and would send every row
 */
export function filterText(value: Maybe<string>, path: readonly string[]): string | undefined {
  refuse(emptyFaults(value, path));
  return value ?? undefined;
}
