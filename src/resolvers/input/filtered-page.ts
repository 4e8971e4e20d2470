import { isOutOfCalls } from '../../upstream/failure.ts';
import { keyOf, lengthOf, type Page, type PageRequest, type Row } from '../../upstream/page.ts';
import type { Maybe } from './maybe.ts';

/** The arguments of a connection with a filter. */
export interface FilteredArgs<Filter> {
  filter?: Maybe<Filter>;
  page: PageRequest;
}

/** Reads for one page, at most. */
export const MAX_READS = 20;

/** A list of which the gateway shows only some rows. */
export interface FilteredList<Item extends Row> {
  /** How many rows one read asks for. */
  rowsPerRead: number;
  /** Rows of the list, not filtered yet. */
  read(request: PageRequest): Promise<Page<Item>>;
  /** Those of the rows that are wanted. */
  select(rows: readonly Item[]): Promise<ReadonlySet<Item>> | ReadonlySet<Item>;
  /** Called if reading stopped before the page was full, or before the total was known. */
  onStopped(rowsRead: number, rowsShown: number): void;
}

/**
 * A page of the rows that are wanted. Reads on until the page is full, it is known whether rows follow and, if a total is asked
 * for, every row has been counted. Stops after 20 reads, or if the operation may make no more calls: the page then says
 * where to continue, and its total is null.
 */
export async function filteredPage<Item extends Row>(
  list: FilteredList<Item>,
  request: PageRequest,
): Promise<Page<Item>> {
  const { offset: start, limit, wantsTotal, wantsNext } = request;
  if (limit === 0 && !wantsTotal && !wantsNext) return { items: [], total: null, hasNext: null };

  const items: Item[] = [];
  const positions: number[] = [];
  const readNext = readerOf(list);
  let matches = 0;
  let offset = start;
  const isEnough = () => !wantsTotal && matches >= limit + (wantsNext ? 1 : 0);
  const pageOf = (total: number | null, hasNext: boolean | null): Page<Item> => ({ items, positions, total, hasNext });

  while (!isEnough()) {
    const rows = await readNext(offset);
    if (!rows) {
      list.onStopped(offset - start, items.length);
      return { ...pageOf(null, true), ...(items.length < limit && { stoppedAt: offset }) };
    }
    for (const { row, position } of rows.wanted) {
      matches += 1;
      if (items.length === limit) continue;
      items.push(row);
      positions.push(offset + position - start);
    }
    offset += rows.length;
    if (rows.isLast) return pageOf(wantsTotal ? await total() : null, matches > items.length);
  }
  return pageOf(null, wantsNext || matches > items.length || null);

  /** The rows from the page on have been counted: those before it are missing. */
  async function total(): Promise<number | null> {
    let count = matches;
    for (let before = 0; before < start;) {
      const rows = await readNext(before);
      if (!rows) {
        list.onStopped(offset - start + before, items.length);
        return null;
      }
      const end = start - before;
      count += rows.wanted.filter(({ position }) => position < end).length;
      before += rows.isLast ? end : rows.length;
    }
    return count;
  }
}

interface ReadRows<Item> {
  /** The wanted rows, and where each stands, counted from the offset of the read. */
  wanted: { row: Item; position: number }[];
  length: number;
  isLast: boolean;
}

/**
 * Reads rows from an offset on, without those that were read before: rows come twice if others are added to the list meanwhile.
 * Undefined if there may be no more reads.
 */
function readerOf<Item extends Row>(list: FilteredList<Item>): (offset: number) => Promise<ReadRows<Item> | undefined> {
  const known = new Set<string>();
  let reads = 0;
  return async (offset) => {
    reads += 1;
    if (reads > MAX_READS) return undefined;
    try {
      const request = { offset, limit: list.rowsPerRead, wantsTotal: false, wantsNext: true };
      const page = await list.read({ ...request, isOneCallEnough: true });
      const fresh = page.items.filter((row) => !known.has(keyOf(row)));
      for (const row of fresh) known.add(keyOf(row));
      const wanted = await list.select(fresh);
      return {
        wanted: page.items.flatMap((row, index) =>
          wanted.has(row) ? [{ row, position: page.positions?.[index] ?? index }] : [],
        ),
        length: page.stoppedAt === undefined ? lengthOf(page) : page.stoppedAt - offset,
        // A list that does not page returns the same rows again.
        isLast: page.hasNext === false || (fresh.length === 0 && page.stoppedAt === undefined),
      };
    } catch (error) {
      if (reads > 1 && isOutOfCalls(error)) return undefined;
      throw error;
    }
  };
}
