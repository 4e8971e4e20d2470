/** Where a page begins, and how many rows it may have. */
export interface PageArgs {
  offset: number;
  limit: number;
}

/** What every row has. */
interface Row {
  id: string;
}

/** Rows as one upstream answer brings them. */
export interface Rows<Item> {
  items: Item[];
  /** All rows that the filter matches; null where the upstream does not say. */
  total: number | null;
  /** Whether the answer itself says that more follow; left out where it says nothing. */
  saysMore?: boolean | undefined;
}

/** Rows from an offset on, as many as were asked for or as there are. */
export interface Page<Item> {
  items: Item[];
  total: number | null;
  /** Whether rows follow after these; null where that was not asked and is not known. */
  hasNext: boolean | null;
  /** What the upstream wants back for the rows that follow, where it pages by token. */
  nextToken?: string | undefined;
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
  if (wantsNext && hasTotal && rows.total === null && rows.items.length >= args.limit) {
    const [next] = (await read({ offset: offset + args.limit, limit: 1 })).items;
    rows.saysMore = next !== undefined && next.id !== rows.items[0]?.id;
  }
  const items = rows.items.slice(0, limit);
  return { items, total: rows.total, hasNext: hasNextOf(rows, offset, items.length) };
}

function hasNextOf<Item>(rows: Rows<Item>, offset: number, shown: number): boolean | null {
  if (rows.items.length > shown) return true;
  if (rows.total !== null) return offset + shown < rows.total;
  return rows.saysMore ?? null;
}

/** Reads rows until there are as many as asked for, or no more. What it answers for `saysMore` is known, not guessed, when false. */
export async function readRows<Item extends Row>(
  args: PageArgs,
  read: (args: PageArgs) => Promise<Rows<Item>>,
): Promise<Rows<Item>> {
  let rows = await read(args);
  const { items } = rows;
  let received = items.length;
  const ids = new Set(items.map(({ id }) => id));
  while (items.length < args.limit && mayBeCapped(rows, args.offset + received)) {
    rows = await read({ offset: args.offset + received, limit: args.limit - items.length });
    received += rows.items.length;
    // A list that changes between two reads, or that has no pages, gives rows again.
    const more = rows.items.filter(({ id }) => !ids.has(id));
    if (more.length === 0) break;
    for (const { id } of more) ids.add(id);
    items.push(...more);
  }
  return { items, total: rows.total, saysMore: items.length < args.limit ? false : rows.saysMore };
}

/**
 * Whether a page that came shorter than asked for may have more behind it. Where neither a total nor a word of the answer says,
 * only an empty page is the end.
 */
function mayBeCapped<Item>({ items, total, saysMore }: Rows<Item>, end: number): boolean {
  if (items.length === 0) return false;
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
