import { type Page, type PageArgs, pageOfWhole } from '../../upstream/page.ts';
import type { LifecycleState } from '../../upstream/wire/lifecycle.ts';

/** How a list of work with free status words is narrowed. */
export interface StateFilter {
  states?: readonly LifecycleState[] | null | undefined;
  createdBy?: string | null | undefined;
  createdOn?: string | null | undefined;
}

/** What of the filter the upstream can do itself. */
export function sentFilterOf(filter: StateFilter | null | undefined): {
  createdBy: string | undefined;
  createdOn: string | undefined;
} {
  return { createdBy: filter?.createdBy ?? undefined, createdOn: filter?.createdOn ?? undefined };
}

/** One page of the rows whose state is wanted: the upstream knows only its own words, so states are told apart here. */
export function pageOfStates<Row extends { state: LifecycleState }>(
  rows: readonly Row[] | null,
  filter: StateFilter | null | undefined,
  page: PageArgs,
): Page<Row> {
  const states = filter?.states;
  return pageOfWhole(rows?.filter(({ state }) => states?.includes(state) ?? true) ?? [], page);
}
