import { UpstreamFailure } from '../../upstream/failure.ts';
import type { Page, PageRequest } from '../../upstream/page.ts';
import { idKey } from '../../upstream/wire/ids.ts';
import { eachApart, eachSettled, type Loader, loaderOf, refusalIn } from './batching.ts';
import { chunksOf, chunksOfSize, IDS_PER_BODY } from './chunks.ts';

/** A page of one parent's rows. */
export interface ParentPage<Filter> {
  parentId: string;
  filter: Filter;
  page: PageRequest;
}

/** How the pages of several parents are read. */
interface PagesOfParents<Filter, Row> {
  /** Reads a page of the rows of these parents together. */
  read(parentIds: readonly string[], filter: Filter, page: PageRequest): Promise<Page<Row>>;
  /** The parent of a row; null if the row does not name it and could belong to anyone. */
  parentOf(row: Row): string | null;
  /** Set if the ids are in the body, so URL length does not limit them. */
  areIdsInBody?: true;
  /** Set if the list filters by one parent or none: for several parents it reads the rows of all, which need not include theirs. */
  readsOnlyOneOrAll?: true;
}

/** Rows of the probe that may replace one call per parent. It tells whether one more call, of 500 rows at most, is enough. */
const ROWS_OF_PROBE = 100;
const PARENTS_WORTH_A_PROBE = 3;

/** Rows of one call that completes truncated parents. Beyond that, each parent has its own call. */
const ROWS_TO_COMPLETE = 500;

/**
 * The first pages of several parents with equal filter and size are one call, whose limit fits them all. A parent that may
 * be truncated in it is read again. Several are read again together if so few rows are left that one more call
 * is certain to contain them. A parent whose page starts later has its own call. Totals of three or more parents,
 * and pages of three or more from a list of all parents' rows, are one or two calls if these show enough rows; otherwise each parent
 * has its own call. So it has if the API refuses the common call, unless it refuses the first 30 parents, too.
 */
export function pagePerParent<Filter, Row extends object>(
  name: string,
  { read, parentOf, areIdsInBody, readsOnlyOneOrAll }: PagesOfParents<Filter, Row>,
): Loader<ParentPage<Filter>, Page<Row>> {
  const areIdsJoined = !areIdsInBody && !readsOnlyOneOrAll;
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

  /** Undefined if each key of the group has its own call. */
  function togetherOf(group: readonly ParentPage<Filter>[]) {
    const isProbe = (group[0]?.page.wantsTotal ?? false) || (readsOnlyOneOrAll ?? false);
    const least = isProbe ? PARENTS_WORTH_A_PROBE : 2;
    return group.length < least ? undefined : pagesTogether(group, isProbe);
  }

  async function pagesApart(group: readonly ParentPage<Filter>[], refusal: UpstreamFailure) {
    const pages = await eachApart(group, pageAlone, refusal);
    const pageOf = new Map(group.map((key, index) => [key, pages[index]]));
    return async (key: ParentPage<Filter>): Promise<Page<Row>> => {
      const page = pageOf.get(key) ?? refusal;
      if (page instanceof Error) throw page;
      return page;
    };
  }

  async function pagesTogether(group: readonly ParentPage<Filter>[], isProbe: boolean) {
    const rows = group.reduce((sum, { page }) => sum + rowsOfPage(page), 0);
    const limit = isProbe ? Math.max(ROWS_OF_PROBE, rows) : rows;
    const first = await commonCall(group, limit).catch(refusalIn);
    if (first instanceof UpstreamFailure) return pagesApart(group, first);
    const cutShort = group.filter((key) => !first.pages.has(idKey(key.parentId)));
    const isWorthACall = cutShort.length > 1 && first.rowsToComplete <= ROWS_TO_COMPLETE;
    // A page that is not full proves that the list ends, whatever its total says: one row more than there should be.
    const second = isWorthACall ? commonCall(cutShort, first.rowsToComplete + 1) : undefined;

    return async (key: ParentPage<Filter>): Promise<Page<Row>> =>
      first.pages.get(idKey(key.parentId)) ?? (await second)?.pages.get(idKey(key.parentId)) ?? pageAlone(key);
  }

  /** The pages that one call certainly contains, and the number of rows that a second call needs for all others. */
  async function commonCall(group: readonly ParentPage<Filter>[], limit: number) {
    const pages = new Map<string, Page<Row>>();
    const [some] = group;
    if (!some) return { pages, rowsToComplete: 0 };
    const { filter, page } = some;
    const parentIds = group.map((key) => key.parentId);
    const all = await read(parentIds, filter, { ...page, limit, wantsNext: true });
    // The API may take the ids for one, because it does not say how they are joined. The first parent alone shows that.
    if (all.items.length === 0 && areIdsJoined && parentIds.length > 1) {
      const alone = await pageAlone(some);
      if (alone.items.length > 0 || (alone.total ?? 0) > 0) {
        return { pages: pages.set(idKey(some.parentId), alone), rowsToComplete: Number.POSITIVE_INFINITY };
      }
    }

    const rows = Map.groupBy(all.items, (row) => keyOfParent(parentOf(row)));
    // Only a separate call can assign rows to a parent then, or if a row was dropped.
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

/** Rows needed to show a page, and to know whether others follow if that is selected. */
function rowsOfPage({ limit, wantsNext }: PageRequest): number {
  return limit + (wantsNext ? 1 : 0);
}

/** Groups of keys that one call can serve. A key that needs its own call is a group of its own. */
function mergeable<Filter>(keys: readonly ParentPage<Filter>[]): ParentPage<Filter>[][] {
  const groups = Map.groupBy(keys, (key) => {
    const { page, filter, parentId } = key;
    const needsOwnCall = page.offset > 0 || (page.limit === 0 && !page.wantsTotal);
    return JSON.stringify([filter, page, needsOwnCall ? parentId : null]);
  });
  return [...groups.values()];
}
