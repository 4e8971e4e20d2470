import { createHash } from 'node:crypto';
import { CURSOR_CHARACTERS } from '../../resolvers/input/bounds.ts';
import { InputError } from '../../resolvers/input/input-error.ts';
import type { Page, PageRequest } from '../../upstream/page.ts';
import { type SelectionInfo, wanted, wantedBelow } from './selection.ts';

/** Rows of a page if `first` is omitted. */
export const DEFAULT_FIRST = 20;
/** Most rows of a page. */
export const MAX_FIRST = 500;

/** A page in Relay's form. Edges and cursors are created on first access. */
export class Connection<Item> {
  readonly nodes: Item[];
  readonly totalCount: number | null;
  readonly #page: Page<Item>;
  readonly #offset: number;
  readonly #binding: () => string;
  #edges: { cursor: string; node: Item }[] | undefined;

  constructor(page: Page<Item>, offset: number, binding: () => string) {
    this.nodes = page.items;
    this.totalCount = page.total;
    this.#page = page;
    this.#offset = offset;
    this.#binding = binding;
  }

  get edges(): { cursor: string; node: Item }[] {
    this.#edges ??= this.nodes.map((node, index) => ({ cursor: this.#cursorAfter(index), node }));
    return this.#edges;
  }

  get pageInfo() {
    const last = this.nodes.length - 1;
    return {
      hasNextPage: this.#page.hasNext ?? false,
      hasPreviousPage: this.#offset > 0,
      startCursor: last < 0 ? null : this.#cursorAfter(0),
      endCursor: this.#endCursor(last),
      stoppedEarly: this.#page.stoppedAt !== undefined,
    };
  }

  #endCursor(last: number): string | null {
    if (this.#page.stoppedAt !== undefined) return this.#cursorAt(this.#page.stoppedAt);
    return last < 0 ? null : this.#cursorAfter(last);
  }

  #cursorAfter(index: number): string {
    const token = index === this.nodes.length - 1 ? this.#page.nextToken : undefined;
    return this.#cursorAt(this.#offset + (this.#page.positions?.[index] ?? index) + 1, token);
  }

  #cursorAt(offset: number, token?: string): string {
    return Buffer.from(JSON.stringify([this.#binding(), offset, ...(token ? [token] : [])])).toString('base64url');
  }
}

interface Start {
  offset: number;
  token?: string | undefined;
}

/** The position in a cursor. @throws InputError if it is malformed or belongs to another list */
function startAfter(cursor: string | null | undefined, binding: () => string): Start {
  if (cursor === null || cursor === undefined) return { offset: 0 };
  if (cursor.length > CURSOR_CHARACTERS) {
    throw new InputError(`after can have at most ${CURSOR_CHARACTERS} characters.`, ['after']);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InputError('after is not a cursor of this gateway.', ['after']);
  }
  const [boundTo, offset, token] = Array.isArray(parsed) ? parsed : [];
  if (
    typeof boundTo !== 'string' ||
    !Number.isSafeInteger(offset) ||
    offset < 0 ||
    (token !== undefined && typeof token !== 'string')
  ) {
    throw new InputError('after is not a cursor of this gateway.', ['after']);
  }
  if (boundTo !== binding()) {
    throw new InputError('after is the cursor of another list, or of this list under another filter.', ['after']);
  }
  return { offset, token };
}

/** The page that the arguments and the selection ask for. @throws InputError */
export function pageRequestOf(args: PageArguments, info: SelectionInfo, binding: () => string): PageRequest {
  const first = args.first ?? DEFAULT_FIRST;
  if (first < 0 || first > MAX_FIRST) throw new InputError(`first must be from 0 to ${MAX_FIRST}.`, ['first']);
  const names = wanted(info);
  const wantsRows = [...names].some((name) => name !== 'totalCount' && name !== '__typename');
  return {
    ...startAfter(args.after, binding),
    limit: wantsRows ? first : 0,
    wantsTotal: names.has('totalCount'),
    wantsNext: names.has('pageInfo') && wantedBelow(info, 'pageInfo').has('hasNextPage'),
  };
}

/** The arguments of every list. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/**
 * Identity of a list: the field, its parent and the filter, as a short digest. Cursors contain it. A compiled query has its arguments
 * in another order than an interpreted one: literals come first. An argument that is null means the same as one that is omitted.
 */
export function bindingOf(info: SelectionInfo, parent: unknown, filter: object): string {
  const parentId = typeof parent === 'object' && parent !== null && 'id' in parent ? parent.id : null;
  const given = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  const inOrder = Object.fromEntries(given.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const list = JSON.stringify([info.parentType.name, info.fieldName, parentId, inOrder]);
  return createHash('sha256').update(list).digest('base64url').slice(0, 12);
}
