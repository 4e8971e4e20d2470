import type { OperationName } from '../contract/operations.ts';
import { UpstreamFailure } from './failure.ts';
import { asServersPage, type ReadList, type Rows } from './list-answer.ts';
import { keyOf, lengthOf, type Page, type PageArgs, type PageRequest, type Row } from './page.ts';

/**
 * Reads a page with as few calls as possible. The upstream may cap a page below the requested limit: each further
 * read starts after the last row, until the total or the requested number is reached. A total that is too low does not end the
 * list while pages are full.
 * If `hasTotal` is false, one more row is read if the caller needs to know whether rows follow.
 */
export async function readPage<Item extends Row>(
  request: PageRequest,
  hasTotal: boolean,
  readList: ReadList<Item>,
): Promise<Page<Item>> {
  const { offset, limit, wantsTotal, wantsNext } = request;
  const needed = limit + (wantsNext && !hasTotal ? 1 : 0);
  if (needed === 0 && !(hasTotal && (wantsTotal || wantsNext))) return { items: [], total: null, hasNext: null };

  const read = asServersPage(readList);
  const args = { offset, limit: Math.max(1, needed) };
  const rows = request.isOneCallEnough ? await readOnce(args, read) : await readRows(args, read);
  // A full page whose total is missing, or ends with it and may be too low: one more row shows whether others follow.
  const end = offset + rows.received;
  const isFull = rows.received >= Math.min(args.limit, rows.cap ?? args.limit) && rows.stoppedAt === undefined;
  const isInDoubt = wantsNext && hasTotal && isFull && (rows.total ?? 0) <= end;
  if (isInDoubt && request.isOneCallEnough) rows.total = null;
  else if (isInDoubt) {
    const next = await read({ offset: end, limit: 1 });
    const [first] = rows.items;
    rows.saysMore = next.received > 0 && !(first && next.items[0] && keyOf(next.items[0]) === keyOf(first));
    if (rows.saysMore) rows.total = null;
  }
  const items = rows.items.slice(0, limit);
  const { positions, total, stoppedAt } = rows;
  return { items, positions, total, hasNext: hasNextOf(rows, request, items.length), stoppedAt };
}

/** The rows of one answer. If none is usable, the page has no item that tells where to continue. */
async function readOnce<Item>(args: PageArgs, read: ReadList<Item>): Promise<Rows<Item>> {
  const rows = await read(args);
  const isUnusable = rows.items.length === 0 && rows.received > 0;
  return isUnusable ? { ...rows, stoppedAt: args.offset + rows.received } : rows;
}

function hasNextOf<Item>(rows: Rows<Item>, { offset, limit }: PageArgs, shown: number): boolean | null {
  if (rows.items.length > shown) return true;
  if (rows.received === 0 || rows.hasEnded) return false;
  if (rows.total !== null) return offset + rows.received < rows.total;
  // A dropped row also proves that rows follow the page.
  return rows.received > limit || (rows.saysMore ?? null);
}

/**
 * Consecutive answers that bring nothing usable, or few rows, at most. Nothing tells unusable rows apart, so the list could be the
 * same page forever; and a list that grows by a row between two reads never ends.
 */
const MAX_POOR_ANSWERS = 20;
/** So few rows are poor if an earlier answer had at least twice as many: pages that the upstream cuts have one size. */
const FEW_ROWS = 5;

/**
 * Reads until it has the requested rows or the list ends. If answers bring no usable row, or few, it reads on, up to a limit. If
 * `saysMore` is false, the end of the list is certain.
 */
async function readRows<Item extends Row>(args: PageArgs, read: ReadList<Item>): Promise<Rows<Item>> {
  let rows = await read(args);
  let { received } = rows;
  /** Rows in a page of the upstream, if it says so, or if a second read shows that it caps its pages. */
  let cap = rows.cap ?? Number.POSITIVE_INFINITY;
  if (received >= args.limit && rows.items.length > 0) return rows;

  const { items } = rows;
  const positions = items.map((_item, index) => rows.positions?.[index] ?? index);
  const keys = new Set(items.map(keyOf));
  /** Rows that were not read before. */
  let fresh = received;
  let most = received;
  let poor = items.length === 0 ? 1 : 0;
  while ((fresh < args.limit || items.length === 0) && mayBeCapped(rows, args.offset + received, cap)) {
    const start = received;
    cap = Math.min(cap, rows.received);
    rows = await read({ offset: args.offset + start, limit: fresh < args.limit ? args.limit - fresh : args.limit });
    received += rows.received;
    fresh += rows.received;
    most = Math.max(most, rows.received);
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
    const isPoor = rows.items.length === 0 || rows.received <= Math.min(FEW_ROWS, most / 2);
    poor = isPoor && rows.received > 0 ? poor + 1 : 0;
    if (poor === MAX_POOR_ANSWERS) break;
  }
  const hasStopped = poor === MAX_POOR_ANSWERS;
  if (hasStopped) rows.onStopped?.(received, items.length);
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

/**
 * Whether more rows may follow a short page. If the answer states neither a total nor a next page, or if the page is as long as
 * the upstream makes them, only an empty page ends the list.
 */
function mayBeCapped<Item>({ received, total, saysMore }: Rows<Item>, end: number, cap: number): boolean {
  if (received === 0) return false;
  return total === null ? (saysMore ?? true) : end < total || received >= cap;
}

/** The name of a list, for errors. */
export type ListOperation = OperationName;

/** Rows of a list that is read whole. */
const MAX_ROWS = 100_000;

/** How a list is read whole. */
interface Whole {
  /** Rows of one read. */
  rowsPerRead?: number;
  /** No more rows than this can match. */
  atMost?: number;
  /** Whether no more rows are needed. */
  isEnough?: () => boolean;
}

/**
 * All rows of a list, read in pages of 500 by default, without rows that come twice. It ends with the list, or when a page brings
 * nothing new.
 * @throws UpstreamFailure of kind `invalidAnswer` if the list does not end
 */
export async function readAll<Item extends Row>(
  operation: ListOperation,
  read: (request: PageRequest) => Promise<Page<Item>>,
  { rowsPerRead = 500, atMost = Number.POSITIVE_INFINITY, isEnough = () => false }: Whole = {},
): Promise<Item[]> {
  const rows = new Map<string, Item>();
  for (let offset = 0; ;) {
    const wantsNext = rows.size + rowsPerRead < atMost;
    const page = await read({ offset, limit: rowsPerRead, wantsTotal: false, wantsNext });
    const before = rows.size;
    for (const item of page.items) rows.set(keyOf(item), item);
    offset = page.stoppedAt ?? offset + lengthOf(page);
    // A row that was left out may have taken the place of another.
    const isFull = page.items.length >= rowsPerRead || page.positions !== undefined;
    const mayGoOn = wantsNext ? page.hasNext === true : isFull;
    if (!mayGoOn || rows.size === before || rows.size >= atMost || isEnough()) return [...rows.values()];
    const isGrowing = page.stoppedAt !== undefined && page.positions === undefined;
    if (isGrowing || rows.size >= MAX_ROWS) {
      throw new UpstreamFailure('invalidAnswer', operation, {
        message: `The list does not end: it is read whole, and after ${rows.size} rows others still follow.`,
      });
    }
  }
}
