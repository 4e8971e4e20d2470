import type { JsonObject, Path } from './json.ts';

/** Work that takes time, as a row of an answer shows it. */
export interface Trackable {
  path: Path;
  label: string;
  state: string;
  /** Per cent; null if unknown or not selected. */
  progress: number | null;
  /** Its global id, if it was selected. */
  id: string | null;
}

/** States of `Trackable` after which nothing more happens. */
const ENDED = new Set(['SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'FAILED', 'CANCELLED']);
const STATES = new Set([...ENDED, 'PENDING', 'RUNNING', 'UNKNOWN']);

/** Whether nothing more happens. */
export const hasEnded = ({ state }: Trackable): boolean => ENDED.has(state);

/** The row as something that can be watched; null if it has no such state. */
export function trackableOf(row: JsonObject, path: Path, label: string): Trackable | null {
  if (typeof row.state !== 'string' || !STATES.has(row.state)) return null;
  return {
    path,
    label,
    state: row.state,
    progress: typeof row.progress === 'number' ? row.progress : null,
    id: typeof row.id === 'string' ? row.id : null,
  };
}

/** One line of the log: something that is new or has changed. */
export interface Change {
  /** Milliseconds since 1970. */
  at: number;
  label: string;
  state: string;
  progress: number | null;
}

/** What changed between `before` and `now`. */
export function changesOf(before: readonly Trackable[], now: readonly Trackable[], at: number): Change[] {
  const known = new Map(before.map((row) => [row.path.join('/'), row]));
  return now
    .filter((row) => {
      const old = known.get(row.path.join('/'));
      return old?.state !== row.state || old.progress !== row.progress;
    })
    .map(({ label, state, progress }) => ({ at, label, state, progress }));
}
