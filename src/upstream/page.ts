import type { ReadRows, WireReader } from './wire/wire-reader.ts';

/** Where a page begins, and how many rows it may have. */
export interface PageArgs {
  offset: number;
  limit: number;
}

/** What every row has. */
interface Row {
  id: string;
  collectionId?: string | null;
}

/** Rows as one upstream answer brings them, or several that follow on each other. */
export interface Rows<Item> extends ReadRows<Item> {
  /** All rows that the filter matches; null where the upstream does not say. */
  total: number | null;
  /** Whether the answer itself says that more follow; left out where it says nothing. */
  saysMore?: boolean | undefined;
}

/** Rows from an offset on, as many as were asked for or as there are. */
export interface Page<Item> {
  items: Item[];
  /** Where each item stands, counted from the page's offset; undefined where nothing stands between them. */
  positions?: readonly number[] | undefined;
  total: number | null;
  /** Whether rows follow after these; null where that was not asked and is not known. */
  hasNext: boolean | null;
  /** What the upstream wants back for the rows that follow, where it pages by token. */
  nextToken?: string | undefined;
  /** The offset to go on from, where reading stopped before the page was full or the list ended. */
  stoppedAt?: number;
}

/** What a page is wanted for. */
export interface PageRequest extends PageArgs {
  wantsTotal: boolean;
  wantsNext: boolean;
  /** The token that came with the page before, where the upstream pages by token. */
  token?: string | undefined;
  /** Whether what one call brings will do, even where the upstream caps it. */
  isOneCallEnough?: true;
}

/** How many rows of the list a page covers, up to and including its last item: the next page starts there. */
export function lengthOf({ items, positions }: Pick<Page<unknown>, 'items' | 'positions'>): number {
  return positions && positions.length > 0 ? (positions[items.length - 1] ?? -1) + 1 : items.length;
}

/**
 * Reads a page through as few calls as hold it. The upstream may cap a page below the limit asked for: each further
 * read starts after what came, until the total, or what was asked, is reached.
 * Where `hasTotal` is false, one row more is read when it matters whether rows follow.
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
  // A full page of a list that leaves out its total: the row behind it says whether there is one.
  if (wantsNext && hasTotal && rows.total === null && rows.received >= args.limit) {
    const next = await read({ offset: offset + rows.received, limit: 1 });
    const [first] = rows.items;
    rows.saysMore = next.received > 0 && !(first && next.items[0] && keyOf(next.items[0]) === keyOf(first));
  }
  const items = rows.items.slice(0, limit);
  return { items, positions: rows.positions, total: rows.total, hasNext: hasNextOf(rows, request, items.length) };
}

/** What tells a row from every other of its list. The ids of STAC items are unique in their collection only. */
function keyOf({ id, collectionId }: Row): string {
  return collectionId ? `${collectionId}\n${id}` : id;
}

function hasNextOf<Item>(rows: Rows<Item>, { offset, limit }: PageArgs, shown: number): boolean | null {
  if (rows.items.length > shown) return true;
  if (rows.total !== null) return offset + rows.received < rows.total;
  // A row that was left out shows as well as any that there are rows behind the page.
  return rows.received > limit || (rows.saysMore ?? null);
}

/**
 * Reads rows until as many have come as asked for, or no more; where none of them can be shown, it reads on. What it
 * answers for `saysMore` is known, not guessed, when false.
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
  /** Rows that have not come before. */
  let fresh = received;
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
    // A list that changes between two reads, or that has no pages, gives rows again.
    if (added === 0 && rows.items.length > 0) break;
  }
  return {
    items,
    received,
    positions: items.length === received ? undefined : positions,
    total: knownTotal(rows.total, args.offset, received),
    saysMore: fresh < args.limit ? false : rows.saysMore,
  };
}

/** The total, or null where it is less than what has come and so no total. */
function knownTotal(total: number | null, offset: number, received: number): number | null {
  return total !== null && received > 0 && total < offset + received ? null : total;
}

/** The rows of an answer with the total beside them; null, and counted, where it is less than what has come. */
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
 * Whether a page that came shorter than asked for may have more behind it. Where neither a total nor the answer itself
 * says, only an empty page is the end.
 */
function mayBeCapped<Item>({ received, total, saysMore }: Rows<Item>, end: number): boolean {
  if (received === 0) return false;
  return total === null ? (saysMore ?? true) : end < total;
}

/** A page of several lists put one behind the other. Each is asked for its total, by which the offset moves on through them. */
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

/** One page of a list that the upstream gives whole. */
export function pageOfWhole<Item>(all: readonly Item[], { offset, limit }: PageArgs): Page<Item> {
  const items = all.slice(offset, offset + limit);
  return { items, total: all.length, hasNext: offset + items.length < all.length };
}

/** Newest first by `createdAt`, what has no date last; ties stay as sent. The list is not changed. */
export function newestFirst<Item extends { createdAt: string | null }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => momentOf(b.createdAt) - momentOf(a.createdAt));
}

function momentOf(instant: string | null): number {
  return instant === null ? Number.NEGATIVE_INFINITY : Date.parse(instant);
}

/** The page of a list that is known to be empty. */
export const emptyPage: Page<never> = { items: [], total: 0, hasNext: false };
