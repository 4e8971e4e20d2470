import type { ReadRows, WireReader } from './wire/wire-reader.ts';

/** Offset and size of a page. */
export interface PageArgs {
  offset: number;
  limit: number;
}

/** The properties of every row. */
interface Row {
  id: string;
  collectionId?: string | null;
}

/** Rows of one upstream answer, or of several in sequence. */
export interface Rows<Item> extends ReadRows<Item> {
  /** Number of all matching rows; null if the upstream does not send it. */
  total: number | null;
  /** Whether the answer says that more rows follow; undefined if it says nothing. */
  saysMore?: boolean | undefined;
  /** Whether an answer without rows followed: the list ends here, whatever its total says. */
  hasEnded?: boolean;
  /** The offset to continue from, if reading stopped because one answer after another had no usable row. */
  stoppedAt?: number | undefined;
}

/** Rows from an offset on: as many as were requested, or fewer at the end of the list. */
export interface Page<Item> {
  items: Item[];
  /** Position of each item, relative to the page's offset; undefined if there are no gaps. */
  positions?: readonly number[] | undefined;
  total: number | null;
  /** Whether more rows follow; null if unknown because it was not requested. */
  hasNext: boolean | null;
  /** The upstream's token for the next rows, for lists that page by token. */
  nextToken?: string | undefined;
  /** The offset to continue from, if reading stopped before the page was full or the list ended. */
  stoppedAt?: number | undefined;
}

/** A request for a page. */
export interface PageRequest extends PageArgs {
  wantsTotal: boolean;
  wantsNext: boolean;
  /** The token of the previous page, for lists that page by token. */
  token?: string | undefined;
  /** Whether one call is enough, even if the upstream caps it. */
  isOneCallEnough?: true;
}

/** Number of rows of the list that a page covers, up to and including its last item. The next page starts there. */
export function lengthOf({ items, positions }: Pick<Page<unknown>, 'items' | 'positions'>): number {
  return positions && positions.length > 0 ? (positions[items.length - 1] ?? -1) + 1 : items.length;
}

/**
 * Reads a page with as few calls as possible. The upstream may cap a page below the requested limit: each further
 * read starts after the last row, until the total or the requested number is reached.
 * If `hasTotal` is false, one more row is read if the caller needs to know whether rows follow.
 */
export async function readPage<Item extends Row>(
  request: PageRequest,
  hasTotal: boolean,
  read: (args: PageArgs) => Promise<Rows<Item>>,
): Promise<Page<Item>> {
  const { offset, limit, wantsTotal, wantsNext } = request;
  const needed = limit + (wantsNext && !hasTotal ? 1 : 0);
  if (needed === 0 && !(hasTotal && (wantsTotal || wantsNext))) return { items: [], total: null, hasNext: null };

  const args = { offset, limit: Math.max(1, needed) };
  const rows = request.isOneCallEnough ? await read(args) : await readRows(args, read);
  // A full page of a list without a total: one more row shows whether others follow.
  if (wantsNext && hasTotal && rows.total === null && rows.received >= args.limit && rows.stoppedAt === undefined) {
    const next = await read({ offset: offset + rows.received, limit: 1 });
    const [first] = rows.items;
    rows.saysMore = next.received > 0 && !(first && next.items[0] && keyOf(next.items[0]) === keyOf(first));
  }
  const items = rows.items.slice(0, limit);
  const { positions, total, stoppedAt } = rows;
  return { items, positions, total, hasNext: hasNextOf(rows, request, items.length), stoppedAt };
}

/** Identity of a row within its list. Ids of STAC items are unique only within their collection. */
function keyOf({ id, collectionId }: Row): string {
  return collectionId ? `${collectionId}\n${id}` : id;
}

function hasNextOf<Item>(rows: Rows<Item>, { offset, limit }: PageArgs, shown: number): boolean | null {
  if (rows.items.length > shown) return true;
  if (rows.received === 0 || rows.hasEnded) return false;
  if (rows.total !== null) return offset + rows.received < rows.total;
  // A dropped row also proves that rows follow the page.
  return rows.received > limit || (rows.saysMore ?? null);
}

/** Consecutive answers without a usable row, at most. Nothing tells such rows apart, so the list could be the same page forever. */
const MAX_UNUSABLE_ANSWERS = 20;

/**
 * Reads until it has the requested rows or the list ends. If no row of an answer is usable, it reads on, up to a limit. If
 * `saysMore` is false, the end of the list is certain.
 */
export async function readRows<Item extends Row>(
  args: PageArgs,
  read: (args: PageArgs) => Promise<Rows<Item>>,
): Promise<Rows<Item>> {
  let rows = await read(args);
  let { received } = rows;
  if (received >= args.limit && rows.items.length > 0) return rows;

  const { items } = rows;
  const positions = items.map((_item, index) => rows.positions?.[index] ?? index);
  const keys = new Set(items.map(keyOf));
  /** Rows that were not read before. */
  let fresh = received;
  let unusable = items.length === 0 ? 1 : 0;
  while ((fresh < args.limit || items.length === 0) && mayBeCapped(rows, args.offset + received)) {
    const start = received;
    rows = await read({ offset: args.offset + start, limit: fresh < args.limit ? args.limit - fresh : args.limit });
    received += rows.received;
    fresh += rows.received;
    let added = 0;
    rows.items.forEach((item, index) => {
      const key = keyOf(item);
      if (keys.has(key)) {
        fresh -= 1;
        return;
      }
      added += 1;
      keys.add(key);
      items.push(item);
      positions.push(start + (rows.positions?.[index] ?? index));
    });
    // A list that changes between two reads, or that does not page, returns rows twice.
    if (added === 0 && rows.items.length > 0) break;
    unusable = rows.items.length === 0 && rows.received > 0 ? unusable + 1 : 0;
    if (unusable === MAX_UNUSABLE_ANSWERS) break;
  }
  const hasStopped = unusable === MAX_UNUSABLE_ANSWERS;
  return {
    items,
    received,
    positions: items.length === received ? undefined : positions,
    total: knownTotal(rows.total, args.offset, received),
    hasEnded: rows.received === 0,
    saysMore: hasStopped || (fresh < args.limit ? false : rows.saysMore),
    stoppedAt: hasStopped ? args.offset + received : undefined,
  };
}

/** The total, or null if it is less than the number of rows received, and therefore wrong. */
function knownTotal(total: number | null, offset: number, received: number): number | null {
  return total !== null && received > 0 && total < offset + received ? null : total;
}

/** The rows of an answer and their total. A total less than the number of rows received is null and counted as drift. */
export function withTotal<Item>(
  rows: ReadRows<Item>,
  total: unknown,
  { offset }: Pick<PageArgs, 'offset'>,
  reader: WireReader,
): Rows<Item> {
  const end = rows.received > 0 ? offset + rows.received : 0;
  return { ...rows, total: reader.integer('total', total, end) };
}

/**
 * Whether more rows may follow a short page. If the answer states neither a total nor a next page,
 * only an empty page ends the list.
 */
function mayBeCapped<Item>({ received, total, saysMore }: Rows<Item>, end: number): boolean {
  if (received === 0) return false;
  return total === null ? (saysMore ?? true) : end < total;
}

/** One page of several lists in sequence. Each list is asked for its total, to map the offset. */
export async function pageOfParts<Part, Item>(
  parts: readonly Part[],
  request: PageRequest,
  read: (part: Part, request: PageRequest) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let { offset } = request;
  let total = 0;
  for (const part of parts) {
    const page = await read(part, { offset, limit: request.limit - items.length, wantsTotal: true, wantsNext: false });
    items.push(...page.items);
    const size = page.total ?? page.items.length;
    total += size;
    offset = Math.max(0, offset - size);
  }
  return { items, total, hasNext: request.offset + items.length < total };
}

/** One page of a list that the upstream sends whole. */
export function pageOfWhole<Item>(all: readonly Item[], { offset, limit }: PageArgs): Page<Item> {
  const items = all.slice(offset, offset + limit);
  return { items, total: all.length, hasNext: offset + items.length < all.length };
}

/** Rows of one read when a list is read whole. */
const ROWS_PER_READ = 500;

/** All rows of a list, read in pages of 500, without rows that come twice. It ends with the list, or when a page brings nothing new. */
export async function readAll<Item extends Row>(read: (request: PageRequest) => Promise<Page<Item>>): Promise<Item[]> {
  const rows = new Map<string, Item>();
  for (let offset = 0; ; ) {
    const page = await read({ offset, limit: ROWS_PER_READ, wantsTotal: false, wantsNext: true });
    const before = rows.size;
    for (const item of page.items) rows.set(keyOf(item), item);
    offset += lengthOf(page);
    if (page.hasNext !== true || rows.size === before) return [...rows.values()];
  }
}

/** Newest first by `createdAt`; rows without a date last; ties keep their order. The list is not changed. */
export function newestFirst<Item extends { createdAt: string | null }>(items: readonly Item[]): Item[] {
  const dated = items.map((item) => ({ item, moment: momentOf(item.createdAt) }));
  return dated.sort((a, b) => b.moment - a.moment).map(({ item }) => item);
}

function momentOf(instant: string | null): number {
  return instant === null ? Number.NEGATIVE_INFINITY : Date.parse(instant);
}

/** A page of an empty list. */
export const emptyPage: Page<never> = { items: [], total: 0, hasNext: false };
