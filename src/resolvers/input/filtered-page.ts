import { UpstreamFailure } from '../../upstream/failure.ts';
import { lengthOf, type Page, type PageRequest } from '../../upstream/page.ts';

/** Reads for one page, at most. */
export const MAX_READS = 20;

/** A list of which the gateway shows only some rows. */
export interface FilteredList<Row> {
  /** How many rows one read asks for. */
  rowsPerRead: number;
  /** Rows of the list, not filtered yet. */
  read(request: PageRequest): Promise<Page<Row>>;
  /** Those of the rows that are wanted. */
  select(rows: readonly Row[]): Promise<ReadonlySet<Row>> | ReadonlySet<Row>;
  /** Called if reading stopped before the page was full, or before the total was known. */
  onStopped(rowsRead: number, rowsShown: number): void;
}

/**
 * A page of the rows that are wanted. Reads on until the page is full, it is known whether rows follow and, if a total is asked
 * for, every row has been counted. Stops after 20 reads, or if the operation may make no more calls: the page then says
 * where to continue, and its total is null.
 */
export async function filteredPage<Row>(list: FilteredList<Row>, request: PageRequest): Promise<Page<Row>> {
  const { offset: start, limit, wantsTotal, wantsNext } = request;
  if (limit === 0 && !wantsTotal && !wantsNext) return { items: [], total: null, hasNext: null };

  const items: Row[] = [];
  const positions: number[] = [];
  const readNext = readerOf(list);
  let matches = 0;
  let offset = start;
  const isEnough = () => !wantsTotal && matches >= limit + (wantsNext ? 1 : 0);
  const pageOf = (total: number | null, hasNext: boolean | null): Page<Row> => ({ items, positions, total, hasNext });

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
    for (let before = 0; before < start; ) {
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

interface ReadRows<Row> {
  /** The wanted rows, and where each stands, counted from the offset of the read. */
  wanted: { row: Row; position: number }[];
  length: number;
  isLast: boolean;
}

/** Reads rows from an offset on. Undefined if there may be no more reads. */
function readerOf<Row>(list: FilteredList<Row>): (offset: number) => Promise<ReadRows<Row> | undefined> {
  let reads = 0;
  return async (offset) => {
    reads += 1;
    if (reads > MAX_READS) return undefined;
    try {
      const request = { offset, limit: list.rowsPerRead, wantsTotal: false, wantsNext: true };
      const page = await list.read({ ...request, isOneCallEnough: true });
      const wanted = await list.select(page.items);
      return {
        wanted: page.items.flatMap((row, index) =>
          wanted.has(row) ? [{ row, position: page.positions?.[index] ?? index }] : [],
        ),
        length: lengthOf(page),
        isLast: page.hasNext === false || page.items.length === 0,
      };
    } catch (error) {
      const isOutOfCalls = error instanceof UpstreamFailure && error.kind === 'budgetExceeded';
      if (reads > 1 && isOutOfCalls) return undefined;
      throw error;
    }
  };
}
