/** Offset and size of a page. */
export interface PageArgs {
  offset: number;
  limit: number;
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

/** The properties of every row. */
export interface Row {
  id: string;
  collectionId?: string | null;
}

/** Identity of a row within its list. Ids of STAC items are unique only within their collection. */
export function keyOf({ id, collectionId }: Row): string {
  return collectionId ? `${collectionId}\n${id}` : id;
}

/** Number of rows of the list that a page covers, up to and including its last item. The next page starts there. */
export function lengthOf({ items, positions }: Pick<Page<unknown>, 'items' | 'positions'>): number {
  return positions && positions.length > 0 ? (positions[items.length - 1] ?? -1) + 1 : items.length;
}

/** One page of a list that the upstream sends whole. */
export function pageOfWhole<Item>(all: readonly Item[], { offset, limit }: PageArgs): Page<Item> {
  const items = all.slice(offset, offset + limit);
  return { items, total: all.length, hasNext: offset + items.length < all.length };
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
