import type { Context } from '../context.ts';
import { type Loadable, mapLoadable } from '../loaders/batching.ts';
import type { Aoi } from '../upstream/aoi.ts';
import type { Insight, InsightKey } from '../upstream/insight.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import { idOf, keysOf } from './global-id.ts';
import { InputError } from './input-error.ts';
import { pageOfStates, type StateFilter, sentFilterOf } from './state-filter.ts';

interface FilteredPage {
  filter?: StateFilter | null | undefined;
  page: PageRequest;
}

/** Query.insight */
export function insight(
  _root: unknown,
  { id, aoiId }: { id: string; aoiId?: string | null | undefined },
  { loaders }: Context,
): Loadable<Insight | null> {
  return loaders.insight.byKey.load(insightKeyOf(id, aoiId, ['id']));
}

/** Aoi.insights */
export function aoiInsights(
  { id }: Aoi,
  { filter, page }: FilteredPage,
  { loaders }: Context,
): Loadable<Page<Insight>> {
  if (filter?.states?.length === 0) return emptyPage;
  const rows = loaders.insight.ofAoi.load({ aoiId: id, filter: sentFilterOf(filter) });
  return mapLoadable(rows, (all) => pageOfStates(all, filter, page));
}

/** Insight.aoi */
export function insightAoi({ aoiId }: Insight, _args: unknown, { loaders }: Context): Loadable<Aoi | null> {
  return loaders.aoi.byId.load(aoiId);
}

/**
 * Which insight an input names: its global id says of which AOI, a raw id needs the AOI beside it.
 * @throws InputError where the AOI is missing
 */
export function insightKeyOf(id: string, aoiId: string | null | undefined, path: readonly string[]): InsightKey {
  const keys = keysOf('Insight', id, path);
  if (keys.aoiId) return { aoiId: keys.aoiId, id: keys.id ?? id };
  if (!aoiId)
    throw new InputError(`aoiId is needed: the raw id of an insight does not say which AOI it is of.`, ['aoiId']);
  return { aoiId: idOf('Aoi', aoiId, ['aoiId']), id };
}
