import { type Page, type PageArgs, pageOfWhole } from '../../upstream/page.ts';
import type { LifecycleState } from '../../upstream/wire/lifecycle.ts';
import { filterText } from './filter-text.ts';
import { refuse } from './input-error.ts';
import { type IntervalInput, intervalFaults, isDuring, toInterval } from './interval.ts';
import type { Maybe } from './maybe.ts';

/** Filter of a list of work that the upstream returns whole. */
export interface StateFilter {
  states?: Maybe<readonly LifecycleState[]>;
  createdBy?: Maybe<string>;
  createdAt?: Maybe<IntervalInput>;
}

/** The part of the filter that the upstream can apply. @throws InputErrors */
export function sentFilterOf(filter: Maybe<StateFilter>): { createdBy: string | undefined } {
  refuse(intervalFaults(filter?.createdAt, ['filter', 'createdAt']));
  return { createdBy: filterText(filter?.createdBy, ['filter', 'createdBy']) };
}

/**
 * One page of the rows that match. The upstream knows only its own words, and takes one moment instead of an interval, so the
 * gateway filters by both.
 */
export function pageOfStates<Row extends { state: LifecycleState; createdAt: string | null }>(
  rows: readonly Row[] | null,
  filter: Maybe<StateFilter>,
  page: PageArgs,
): Page<Row> {
  const states = filter?.states;
  const created = toInterval(filter?.createdAt);
  const matching = rows?.filter(
    ({ state, createdAt }) => (states?.includes(state) ?? true) && isDuring(created, createdAt),
  );
  return pageOfWhole(matching ?? [], page);
}
