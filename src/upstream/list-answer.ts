import type { OperationName } from '../contract/operations.ts';
import { UpstreamFailure } from './failure.ts';
import { keyOf, type PageArgs, type Row } from './page.ts';
import { isSameId } from './wire/ids.ts';
import type { ReadRows, WireReader } from './wire/wire-reader.ts';

/** Rows of one upstream answer, or of several in sequence. */
export interface Rows<Item> extends ReadRows<Item> {
  /** Number of all matching rows; null if the upstream does not send it. */
  total: number | null;
  /** Whether the answer states a total that is less than the number of rows received. */
  isTotalTooLow?: boolean;
  /** Rows in a page of the upstream, if the answer states it. It may be less than the requested limit. */
  cap?: number | undefined;
  /** Whether the answer says that more rows follow; undefined if it says nothing. */
  saysMore?: boolean | undefined;
  /** Whether an answer without rows followed: the list ends here, whatever its total says. */
  hasEnded?: boolean;
  /** The offset to continue from, if reading stopped because one answer after another had few rows or none that is usable. */
  stoppedAt?: number | undefined;
}

/** Reads rows of a list from an offset on. */
export type ReadList<Item> = (args: PageArgs) => Promise<Rows<Item>>;

/**
 * The rows of an answer, with what its `pagination` states. A total less than the number of rows received is null and counted as
 * drift.
 */
export function withTotal<Item>(
  rows: ReadRows<Item>,
  pagination: { total?: number | undefined; limit?: number | undefined } | null | undefined,
  { offset }: Pick<PageArgs, 'offset'>,
  reader: WireReader,
): Rows<Item> {
  const end = rows.received > 0 ? offset + rows.received : 0;
  const { total, limit } = pagination ?? {};
  const cap = typeof limit === 'number' && limit > 0 ? limit : undefined;
  const isTotalTooLow = typeof total === 'number' && total < end;
  return { ...rows, cap, isTotalTooLow, total: reader.integer('total', total, end) };
}

/**
 * The row with this id in the answer of a list that was filtered by it, for types without a single read.
 *
 * @throws UpstreamFailure of kind `notFound` if there is no such row
 */
export function rowWithId<Item extends { id: string }>(
  rows: readonly Item[],
  id: string,
  operation: OperationName,
): Item {
  const row = rows.find((one) => isSameId(one.id, id));
  if (!row) throw new UpstreamFailure('notFound', operation);
  return row;
}

/** Limits to fall back to: most servers that bound the limit accept 100, and all the default of the API's document. */
const LOWER_LIMITS = [100, 50, 10];
/** No list is asked for more rows at once: an answer has a bounded size, and few servers refuse this limit. */
const MAX_LIMIT = 1000;

/**
 * Reads a list of which nobody knows how its server pages. One that refuses the limit is asked for 100 rows at a time, or
 * fewer. One that refuses offsets past the end has no rows there. Of one that ignores the offset, the rows before it are left out.
 */
export function asServersPage<Item extends Row>(read: ReadList<Item>): ReadList<Item> {
  let maxLimit = MAX_LIMIT;
  let total: number | null = null;
  const readWithin = (args: PageArgs): Promise<Rows<Item>> =>
    read(args).catch((failure: unknown) => {
      if (isPastEnd(failure, args.offset, total)) return NO_ROWS;
      const lower = lowerLimit(failure, args.limit);
      if (lower === undefined) throw failure;
      maxLimit = lower;
      return readWithin({ ...args, limit: lower });
    });
  return async ({ offset, limit }) => {
    const args = { offset, limit: Math.min(limit, maxLimit) };
    const rows = await readWithin(args);
    total = rows.total;
    const isSuspect = offset > 0 && (rows.received > args.limit || rows.isTotalTooLow === true);
    return isSuspect ? withoutEarlier(rows, offset, await read({ offset: 0, limit: 1 })) : rows;
  };
}

/** An answer past the end of a list. */
export const NO_ROWS: Rows<never> = { items: [], received: 0, total: null };

const SAYS_PAST_END = /out of (?:range|bounds)|beyond|past the end|no more|exceeds? the (?:total|number)/i;

/** Whether a refusal says that a list has no rows from this offset on. A proxy's 404 says nothing. */
export function isPastEnd(failure: unknown, offset: number, total: number | null): boolean {
  if (!(failure instanceof UpstreamFailure) || failure.mayBeOfProxy) return false;
  const { kind, status, upstreamMessage = '' } = failure;
  const says = kind === 'notFound' || status === 416 || (kind === 'badRequest' && SAYS_PAST_END.test(upstreamMessage));
  return says && offset > 0 && (total === null || offset >= total);
}

const NAMES_LIMIT = /limit|page[\s_-]?size|too (?:many|large|high)|at most|maximum|less than/i;

/** As the API spells its parameters, such as `created_at`. */
const NAMES_PARAMETER = /[a-z]_[a-z]/;

/**
 * The number of rows to ask for after a refusal; undefined if the refusal cannot be about that number. It says so, or it names no
 * parameter at all and the number is over 100.
 */
export function lowerLimit(failure: unknown, limit: number): number | undefined {
  const lower = LOWER_LIMITS.find((one) => one < limit);
  if (!(failure instanceof UpstreamFailure) || failure.kind !== 'badRequest') return undefined;
  const words = `${failure.upstreamMessage ?? ''} ${JSON.stringify(failure.upstreamDetails ?? null)}`;
  const canBeLimit = NAMES_LIMIT.test(words) || (limit > 100 && !NAMES_PARAMETER.test(words));
  return canBeLimit ? lower : undefined;
}

/** @param start the beginning of the list: an answer from an offset that begins with the same row is the whole list */
function withoutEarlier<Item extends Row>(rows: Rows<Item>, offset: number, start: Rows<Item>): Rows<Item> {
  const [first] = rows.items;
  const [firstOfAll] = start.items;
  if (!first || !firstOfAll || keyOf(first) !== keyOf(firstOfAll)) return rows;
  const positions = rows.items.map((_item, index) => rows.positions?.[index] ?? index);
  const isLater = (_value: unknown, index: number) => (positions[index] ?? 0) >= offset;
  return {
    ...rows,
    items: rows.items.filter(isLater),
    positions: rows.positions && positions.filter(isLater).map((position) => position - offset),
    received: Math.max(0, rows.received - offset),
  };
}
