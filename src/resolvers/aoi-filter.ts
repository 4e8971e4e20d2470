import type { Context } from '../context.ts';
import { coverageInTurn } from '../geometry/coverage.ts';
import type { Region } from '../geometry/region.ts';
import type { Aoi, AoiFilter } from '../upstream/aoi.ts';
import { emptyPage, type Page, type PageRequest } from '../upstream/page.ts';
import { isSameId } from '../upstream/wire/ids.ts';
import type { LifecycleState } from '../upstream/wire/lifecycle.ts';
import type { Interval } from '../upstream/wire/time.ts';
import { inputRegion } from './input/area.ts';
import { filterText } from './input/filter-text.ts';
import { type FilteredList, filteredPage } from './input/filtered-page.ts';
import { idsOf } from './input/global-id.ts';
import { refuse } from './input/input-error.ts';
import { type IntervalInput, intervalFaults, isDuring, toInterval } from './input/interval.ts';
import type { Maybe } from './input/maybe.ts';

/** `AoiFilter` of the graph. */
export interface AoiFilterInput {
  name?: Maybe<string>;
  nameContains?: Maybe<string>;
  states?: Maybe<readonly LifecycleState[]>;
  satelliteIds?: Maybe<readonly string[]>;
  within?: Maybe<object>;
  createdAt?: Maybe<IntervalInput>;
  updatedAt?: Maybe<IntervalInput>;
}

/** What an AOI must be like, beyond what the API can be asked. */
interface Conditions {
  /** In lower case. */
  nameContains: string | undefined;
  states: readonly LifecycleState[] | undefined;
  satelliteIds: readonly string[] | undefined;
  within: Region | undefined;
  createdAt: Interval | undefined;
  updatedAt: Interval | undefined;
}

const ROWS_PER_READ = 500;
/** Percent of an outline that may lie outside of the area around it: the overlay rounds its corners. */
const TOLERANCE = 1e-6;

/**
 * A page of the AOIs that match the filter.
 * @param read reads a page of the list, filtered by what the API can filter by
 * @throws InputErrors
 */
export function aoiPage(
  filter: Maybe<AoiFilterInput>,
  page: PageRequest,
  read: (sent: AoiFilter, page: PageRequest) => Promise<Page<Aoi>>,
  { record }: Context,
): Page<Aoi> | Promise<Page<Aoi>> {
  refuse((['createdAt', 'updatedAt'] as const).flatMap((name) => intervalFaults(filter?.[name], ['filter', name])));
  const conditions: Conditions = {
    nameContains: filter?.nameContains?.toLowerCase() || undefined,
    states: filter?.states ?? undefined,
    satelliteIds: idsOf('Satellite', filter?.satelliteIds, ['filter', 'satelliteIds']),
    within: filter?.within ? inputRegion(filter.within, ['filter', 'within']) : undefined,
    createdAt: toInterval(filter?.createdAt),
    updatedAt: toInterval(filter?.updatedAt),
  };
  const { states, satelliteIds, createdAt, updatedAt } = conditions;
  if (states?.length === 0 || satelliteIds?.length === 0) return emptyPage;

  const sent: AoiFilter = { name: filterText(filter?.name, ['filter', 'name']), createdAt, updatedAt };
  if (Object.values(conditions).every((condition) => condition === undefined)) return read(sent, page);
  const list: FilteredList<Aoi> = {
    rowsPerRead: ROWS_PER_READ,
    read: (rows) => read(sent, rows),
    select: (aois) => matchingAois(aois, conditions),
    onStopped: (rows, shown) => record.warnings.stoppedEarly('ListAois', rows, shown),
  };
  return filteredPage(list, page);
}

async function matchingAois(aois: readonly Aoi[], conditions: Conditions): Promise<ReadonlySet<Aoi>> {
  const { nameContains, states, satelliteIds, within, createdAt, updatedAt } = conditions;
  const matching = aois.filter(
    (aoi) =>
      (nameContains === undefined || (aoi.name?.toLowerCase().includes(nameContains) ?? false)) &&
      (states?.includes(aoi.state) ?? true) &&
      (satelliteIds?.some((id) => aoi.satelliteId !== null && isSameId(id, aoi.satelliteId)) ?? true) &&
      isDuring(createdAt, aoi.createdAt) &&
      isDuring(updatedAt, aoi.updatedAt),
  );
  if (!within) return new Set(matching);
  const isWithin = await Promise.all(matching.map((aoi) => isInside(aoi, within)));
  return new Set(matching.filter((_aoi, index) => isWithin[index]));
}

async function isInside(aoi: Aoi, area: Region): Promise<boolean> {
  const coverage = await coverageInTurn(
    () => area,
    () => aoi.region,
  );
  return coverage !== null && coverage.percentOfFootprint >= 100 - TOLERANCE;
}
