import { asError, nullIfNotFound } from '../../upstream/failure.ts';
import { type Page, type PageRequest, pageOfWhole } from '../../upstream/page.ts';
import { type ListOperation, readAll } from '../../upstream/read-page.ts';
import { idKey } from '../../upstream/wire/ids.ts';
import { type Loader, loaderOf } from './batching.ts';
import type { ParentPage } from './parent-pages.ts';

/** Key of a row: its AOI and its id. */
export interface AoiRowKey {
  aoiId: string;
  id: string;
}

/** How rows are read if the upstream lists them per AOI. */
interface Source<Filter, Row> {
  /** The operation of `list`. */
  operation: ListOperation;
  list(aoiId: string, filter: Partial<Filter>, page: PageRequest): Promise<Page<Row>>;
  /** Reads one row, if the upstream has a single read. @throws UpstreamFailure, of kind `notFound` if it does not exist */
  find?: (aoiId: string, id: string) => Promise<Row>;
}

/** Loaders over one such list. They share rows that are loaded or in flight. */
export interface RowsOfAoi<Filter, Row extends object> {
  /** One call for each AOI, filter and page; none if the whole list is loaded. */
  page: Loader<ParentPage<Filter>, Page<Row>>;
  /** One call for each AOI, more if it has more than 500 rows; none if a page contained the whole list. */
  whole: Loader<string, readonly Row[]>;
  /** Rows of a loaded page cost nothing. A single row is read by its own call if there is one; otherwise the list is read until all requested rows are found. */
  byKey: Loader<AoiRowKey, Row | null>;
  /** Adds a row that was read or that a write returned. */
  keep(row: Row): void;
  /** Call it after a write that added or changed rows. */
  changed(): void;
}

/** The loaded rows of one AOI. */
interface Known<Row> {
  whole: readonly Row[] | null;
  /** Whether rows without an id were dropped from the list. */
  hasGaps: boolean;
  /** Answers in flight that may contain rows. None of them rejects. */
  inFlight: Promise<unknown>[];
}

/** Loaders for rows that the upstream lists per AOI. */
export function rowsOfAoi<Filter extends object, Row extends AoiRowKey>(
  name: string,
  { operation, list, find }: Source<Filter, Row>,
): RowsOfAoi<Filter, Row> {
  const knownByAoi = new Map<string, Known<Row>>();
  const rowByName = new Map<string, Row>();
  /** Loaded rows that nobody has asked for by key. Most queries ask for none. */
  const unnamed: Row[] = [];
  // No id contains a line break. JSON would take longer, and there can be thousands of rows.
  const nameOf = ({ aoiId, id }: AoiRowKey) => `${idKey(aoiId)}\n${idKey(id)}`;

  const page = loaderOf<ParentPage<Filter>, Page<Row>>(
    `${name}.page`,
    (key) => JSON.stringify(key),
    (keys) =>
      Promise.all(
        keys.map((key) => {
          const answer = pageOf(key).catch(asError);
          knownOf(key.parentId).inFlight.push(answer);
          return answer;
        }),
      ),
  );

  const whole = loaderOf<string, readonly Row[]>(
    `${name}.whole`,
    (aoiId) => aoiId,
    (aoiIds) => Promise.all(aoiIds.map((aoiId) => wholeOf(aoiId).catch(asError))),
  );

  const byKey: Loader<AoiRowKey, Row | null> = loaderOf(`${name}.byKey`, nameOf, async (keys) => {
    const groups = [...Map.groupBy(keys, (key) => key.aoiId)];
    const failures = new Map(
      await Promise.all(groups.map(async ([aoiId, some]) => [aoiId, await bring(aoiId, some).catch(asError)] as const)),
    );
    return keys.map((key) => named().get(nameOf(key)) ?? failures.get(key.aoiId) ?? null);
  });

  return { page, whole, byKey, keep, changed };

  async function pageOf({ parentId, filter, page: request }: ParentPage<Filter>): Promise<Page<Row>> {
    const isUnfiltered = Object.values(filter).every((value) => value === undefined);
    const known = knownOf(parentId);
    // If rows were dropped, only the list itself knows which offset a cursor means.
    if (isUnfiltered && known.whole && !known.hasGaps) return pageOfWhole(known.whole, request);

    const answer = await list(parentId, filter, request);
    answer.items.forEach(keep);
    known.hasGaps ||= answer.positions !== undefined;
    if (isUnfiltered && request.offset === 0 && answer.hasNext === false) known.whole = answer.items;
    return answer;
  }

  async function wholeOf(aoiId: string): Promise<readonly Row[]> {
    const known = knownOf(aoiId);
    await Promise.all(known.inFlight);
    return known.whole ?? readOn(aoiId, () => false);
  }

  /** Loads the given rows, as far as they exist. */
  async function bring(aoiId: string, keys: readonly AoiRowKey[]): Promise<undefined> {
    const known = knownOf(aoiId);
    await Promise.all(known.inFlight);
    const isMissing = (key: AoiRowKey) => !named().has(nameOf(key));
    const missing = known.whole ? [] : keys.filter(isMissing);
    const [first, ...others] = missing;
    if (!first) return;

    if (find && others.length === 0) {
      const row = await nullIfNotFound(find(aoiId, first.id));
      if (row) keep(row);
    } else {
      await nullIfNotFound(readOn(aoiId, () => !missing.some(isMissing)));
    }
  }

  /** Reads the list from its beginning until it ends or enough of it is loaded. */
  async function readOn(aoiId: string, isEnough: () => boolean): Promise<readonly Row[]> {
    let isPart = false;
    const read = async (request: PageRequest) => {
      const page = await list(aoiId, {}, request);
      knownOf(aoiId).hasGaps ||= page.positions !== undefined;
      page.items.forEach(keep);
      return page;
    };
    const rows = await readAll(operation, read, {
      isEnough() {
        isPart = isEnough();
        return isPart;
      },
    });
    if (!isPart) knownOf(aoiId).whole = rows;
    return rows;
  }

  function keep(row: Row): void {
    unnamed.push(row);
  }

  /** The loaded rows by name. The first of two with one name counts. */
  function named(): ReadonlyMap<string, Row> {
    for (const row of unnamed) {
      const name = nameOf(row);
      if (!rowByName.has(name)) rowByName.set(name, row);
    }
    unnamed.length = 0;
    return rowByName;
  }

  function changed(): void {
    knownByAoi.clear();
    rowByName.clear();
    unnamed.length = 0;
    for (const loader of [page, whole, byKey]) loader.clearAll();
  }

  function knownOf(aoiId: string): Known<Row> {
    const known = knownByAoi.get(aoiId) ?? { whole: null, hasGaps: false, inFlight: [] };
    knownByAoi.set(aoiId, known);
    return known;
  }
}
