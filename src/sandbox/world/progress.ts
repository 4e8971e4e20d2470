import type { Span, Store } from './store.ts';

/** How much of a record's work is done: below 0 before it starts, 0 up to 1 while it runs, 1 when it is done. */
export function doneShare(store: Pick<Store, 'now' | 'spans'>, id: string): number {
  const span = store.spans.get(id);
  if (!span) return 1;
  const now = timeOf(span, store.now());
  if (now >= span.endsAt) return 1;
  return (now - span.startsAt) / (span.endsAt - span.startsAt);
}

/** Whether a record exists yet: its work has started. */
export function hasBegun(store: Pick<Store, 'now' | 'spans'>, id: string): boolean {
  return doneShare(store, id) >= 0;
}

/** The time by which a span proceeds: the clock, set back at the start of each repetition. */
function timeOf({ repeats }: Span, now: number): number {
  if (!repeats || now < repeats.from) return now;
  return repeats.from + ((now - repeats.from) % repeats.everyMs);
}
