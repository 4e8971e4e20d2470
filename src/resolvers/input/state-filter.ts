import { type Page, type PageArgs, pageOfWhole } from '../../upstream/page.ts';
import type { LifecycleState } from '../../upstream/wire/lifecycle.ts';

/** Filter of a list of work whose status words have no closed list. */
export interface StateFilter {
  states?: readonly LifecycleState[] | null | undefined;
  createdBy?: string | null | undefined;
  createdOn?: string | null | undefined;
}

/** The part of the filter that the upstream can apply. */
export function sentFilterOf(filter: StateFilter | null | undefined): {
  createdBy: string | undefined;
  createdOn: string | undefined;
} {
  return { createdBy: filter?.createdBy ?? undefined, createdOn: filter?.createdOn ?? undefined };
}

/** One page of the rows in the wanted states. The upstream knows only its own words, so the gateway filters by state. */
export function pageOfStates<Row extends { state: LifecycleState }>(
  rows: readonly Row[] | null,
  filter: StateFilter | null | undefined,
  page: PageArgs,
): Page<Row> {
  const states = filter?.states;
  return pageOfWhole(rows?.filter(({ state }) => states?.includes(state) ?? true) ?? [], page);
}
