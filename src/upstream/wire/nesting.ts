/** Levels of a value that the API may nest. Writing JSON fails at about 4,000 levels, which would fail the whole answer. */
const LEVELS = 100;

/** Whether a JSON value is nested so deeply that it cannot be handled like others. The walk itself goes no deeper than the limit. */
export function isTooDeep(value: unknown): boolean {
  return exceeds(value, LEVELS);
}

function exceeds(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((entry) => exceeds(entry, levels - 1));
  for (const name in value) if (exceeds((value as Record<string, unknown>)[name], levels - 1)) return true;
  return false;
}
