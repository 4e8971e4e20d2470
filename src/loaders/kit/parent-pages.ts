import { UpstreamFailure } from '../../upstream/failure.ts';
import type { Page, PageRequest } from '../../upstream/page.ts';
import { idKey } from '../../upstream/wire/ids.ts';
import { eachSettled, type Loader, loaderOf } from './batching.ts';
import { chunksOf, chunksOfSize, IDS_PER_BODY } from './chunks.ts';

/** Which page of a parent's rows. */
export interface ParentPage<Filter> {
  parentId: string;
  filter: Filter;
  page: PageRequest;
}

/** How the pages of several parents are read. */
interface PagesOfParents<Filter, Row> {
  /** A page of the rows of these parents together. */
  read(parentIds: readonly string[], filter: Filter, page: PageRequest): Promise<Page<Row>>;
  /** Whose row it is; null where it does not say, and could be anybody's. */
  parentOf(row: Row): string | null;
  /** Set where the ids stand in a body, which no length of a URL bounds. */
  areIdsInBody?: true;
  /** Set where the list takes one parent or none: for several it reads the rows of all. Only totals are then counted together. */
  readsOnlyOneOrAll?: true;
}

/** Rows of the call that may save a call for each parent whose total is wanted; it tells whether one more, of 500 rows at most, will. */
const ROWS_TO_COUNT = 100;
const PARENTS_WORTH_A_PROBE = 3;

/** Rows that are read at once to make parents whole that a common call may have cut short; past it each is asked alone. */
const ROWS_TO_COMPLETE = 500;

/**
 * The first pages of several parents, with equal filter and length, are one call whose limit holds them all. A parent that may
 * be cut short in it is asked again alone; several are asked again together, where few enough rows are left that one more call
 * is sure to hold theirs. A parent whose page begins later has its own call. Totals of three parents or more are counted in one call
 * or two, where these show all rows there are; else each parent has its own.
 */
export function pagePerParent<Filter, Row extends object>(
  name: string,
  { read, parentOf, areIdsInBody, readsOnlyOneOrAll }: PagesOfParents<Filter, Row>,
): Loader<ParentPage<Filter>, Page<Row>> {
  return loaderOf(
    name,
    (key) => JSON.stringify(key),
    async (keys) => {
      const answers = new Map<ParentPage<Filter>, Promise<Page<Row>>>();
      for (const group of mergeable(keys).flatMap(partsOf)) {
        const pages = togetherOf(group);
        for (const key of group) answers.set(key, pages ? pages.then((of) => of(key)) : pageAlone(key));
      }
      return eachSettled(keys, (key) => answers.get(key) ?? Promise.reject(new Error(`${name}: a key was lost`)));
    },
  );

  function partsOf(group: readonly ParentPage<Filter>[]): ParentPage<Filter>[][] {
    return areIdsInBody ? chunksOfSize(group, IDS_PER_BODY) : chunksOf(group, (key) => key.parentId);
  }

  function pageAlone({ parentId, filter, page }: ParentPage<Filter>): Promise<Page<Row>> {
    return read([parentId], filter, page);
  }

  /** Undefined where each key of the group has its own call. */
  function togetherOf(group: readonly ParentPage<Filter>[]) {
    const wantsTotal = group[0]?.page.wantsTotal ?? false;
    const least = wantsTotal ? PARENTS_WORTH_A_PROBE : 2;
    return group.length < least || (readsOnlyOneOrAll && !wantsTotal) ? undefined : pagesTogether(group, wantsTotal);
  }

  /** Where the list of all is refused, each parent is asked alone. */
  function unlessRefused(failure: unknown): { pages: Map<string, Page<Row>>; rowsToComplete: number } {
    const isRefused = readsOnlyOneOrAll && failure instanceof UpstreamFailure && failure.kind === 'badRequest';
    if (!isRefused) throw failure;
    return { pages: new Map(), rowsToComplete: Number.POSITIVE_INFINITY };
  }

  async function pagesTogether(group: readonly ParentPage<Filter>[], wantsTotal: boolean) {
    const rows = group.reduce((sum, { page }) => sum + rowsOfPage(page), 0);
    const limit = wantsTotal ? Math.max(ROWS_TO_COUNT, rows) : rows;
    const first = await commonCall(group, limit).catch(unlessRefused);
    const cutShort = group.filter((key) => !first.pages.has(idKey(key.parentId)));
    const isWorthACall = cutShort.length > 1 && first.rowsToComplete <= ROWS_TO_COMPLETE;
    const second = isWorthACall ? commonCall(cutShort, first.rowsToComplete) : undefined;

    return async (key: ParentPage<Filter>): Promise<Page<Row>> =>
      first.pages.get(idKey(key.parentId)) ?? (await second)?.pages.get(idKey(key.parentId)) ?? pageAlone(key);
  }

  /** The pages that one call is sure to hold whole, and how many rows a further one takes to hold all the others. */
  async function commonCall(group: readonly ParentPage<Filter>[], limit: number) {
    const pages = new Map<string, Page<Row>>();
    const [some] = group;
    if (!some) return { pages, rowsToComplete: 0 };
    const { filter, page } = some;
    const parentIds = group.map((key) => key.parentId);
    const all = await read(parentIds, filter, { ...page, limit, wantsNext: true });

    const rows = Map.groupBy(all.items, (row) => keyOfParent(parentOf(row)));
    // Only a call of its own can tell a parent's rows then, or where a row was left out.
    if (rows.has(null) || all.positions) return { pages, rowsToComplete: Number.POSITIVE_INFINITY };
    let rowsToComplete = (all.total ?? Number.POSITIVE_INFINITY) - all.items.length;
    for (const parentId of parentIds.map(idKey)) {
      const own = rows.get(parentId) ?? [];
      const items = own.slice(0, page.limit);
      const hasMore = own.length > items.length;
      if (all.hasNext === false) pages.set(parentId, { items, total: own.length, hasNext: hasMore });
      else if (own.length >= rowsOfPage(page) && !page.wantsTotal) {
        pages.set(parentId, { items, total: null, hasNext: hasMore || null });
      } else rowsToComplete += own.length;
    }
    return { pages, rowsToComplete };
  }
}

function keyOfParent(id: string | null): string | null {
  return id === null ? null : idKey(id);
}

/** How many rows show a page, and whether others follow where that is wanted. */
function rowsOfPage({ limit, wantsNext }: PageRequest): number {
  return limit + (wantsNext ? 1 : 0);
}

/** Groups of keys that one call can serve; a key that needs a call of its own is a group of its own. */
function mergeable<Filter>(keys: readonly ParentPage<Filter>[]): ParentPage<Filter>[][] {
  const groups = Map.groupBy(keys, (key) => {
    const { page, filter, parentId } = key;
    const needsOwnCall = page.offset > 0 || (page.limit === 0 && !page.wantsTotal);
    return JSON.stringify([filter, page, needsOwnCall ? parentId : null]);
  });
  return [...groups.values()];
}
