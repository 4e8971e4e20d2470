/** States of long-running work: one vocabulary for the status words of all families. */
export type LifecycleState =
  'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'PARTIALLY_SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'UNKNOWN';

/** Words of today's document and of the older docs, in lower case. Blanks and hyphens are read as underscores. */
const STATE_BY_WORD: ReadonlyMap<string, LifecycleState> = new Map(
  Object.entries({
    created: 'PENDING',
    creating: 'RUNNING',
    draft: 'PENDING',
    not_started: 'PENDING',
    pending: 'PENDING',
    queued: 'PENDING',
    scheduled: 'PENDING',
    submitted: 'PENDING',
    unspecified: 'UNKNOWN',

    active: 'RUNNING',
    in_progress: 'RUNNING',
    processing: 'RUNNING',
    running: 'RUNNING',
    started: 'RUNNING',
    updating: 'RUNNING',

    completed: 'SUCCEEDED',
    done: 'SUCCEEDED',
    finished: 'SUCCEEDED',
    fulfilled: 'SUCCEEDED',
    ready: 'SUCCEEDED',
    released: 'SUCCEEDED',
    succeeded: 'SUCCEEDED',
    success: 'SUCCEEDED',
    successful: 'SUCCEEDED',

    partial_success: 'PARTIALLY_SUCCEEDED',
    partially_completed: 'PARTIALLY_SUCCEEDED',
    partially_fulfilled: 'PARTIALLY_SUCCEEDED',
    partially_succeeded: 'PARTIALLY_SUCCEEDED',

    error: 'FAILED',
    errored: 'FAILED',
    failed: 'FAILED',
    failure: 'FAILED',

    aborted: 'CANCELLED',
    canceled: 'CANCELLED',
    cancelled: 'CANCELLED',
    expired: 'CANCELLED',
  }),
);

/** The state for a status word; `UNKNOWN` for a missing or unknown word. */
export function stateOf(status: unknown): LifecycleState {
  if (typeof status !== 'string') return 'UNKNOWN';
  const word = status.trim().toLowerCase();
  return STATE_BY_WORD.get(word) ?? STATE_BY_WORD.get(word.replaceAll(/[\s-]+/g, '_')) ?? 'UNKNOWN';
}

const TERMINAL_STATES: ReadonlySet<LifecycleState> = new Set([
  'SUCCEEDED',
  'PARTIALLY_SUCCEEDED',
  'FAILED',
  'CANCELLED',
]);

/** Whether the state is final. */
export function isTerminal(state: LifecycleState): boolean {
  return TERMINAL_STATES.has(state);
}
