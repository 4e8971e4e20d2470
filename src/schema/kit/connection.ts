import { createHash } from 'node:crypto';
import type { FieldRef, InputFieldMap, InputShapeFromFields, ObjectRef } from '@pothos/core';
import type { Context } from '../../context.ts';
import { CURSOR_CHARACTERS } from '../../resolvers/input/bounds.ts';
import { MAX_READS } from '../../resolvers/input/filtered-page.ts';
import { InputError } from '../../resolvers/input/input-error.ts';
import type { Page, PageRequest } from '../../upstream/page.ts';
import { builder } from './builder.ts';
import { needing } from './relation.ts';
import { type SelectionInfo, wanted, wantedBelow } from './selection.ts';
import type { UpstreamCost } from './upstream-cost.ts';

type Types = typeof builder.$inferSchemaTypes;

const DEFAULT_FIRST = 20;
const MAX_FIRST = 500;

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

function pageRequestOf(
  args: { first?: number | null | undefined; after?: string | null | undefined },
  info: SelectionInfo,
  binding: () => string,
): PageRequest {
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

type Edge<Item> = Connection<Item>['edges'][number];

builder.objectField(builder.pageInfoRef(), 'stoppedEarly', (t) =>
  t.boolean({
    nullable: false,
    description:
      'Whether the gateway stopped reading before the page was full: continue after `endCursor`. Only filters that the gateway itself applies, such as `refine`, can stop early.',
    // Only this file creates pages.
    resolve: (pageInfo) => (pageInfo as Connection<object>['pageInfo']).stoppedEarly,
  }),
);

const connectionTypes = new Map<string, unknown>();

/** The connection type of a node type, created once: `AoiConnection` with its `AoiEdge`. */
export function connectionTypeOf<Item extends object>(ref: ObjectRef<Types, Item>): ObjectRef<Types, Connection<Item>> {
  const known = connectionTypes.get(ref.name);
  // Cached by the name of the ref that it was created from.
  if (known) return known as ObjectRef<Types, Connection<Item>>;

  const edge = builder.objectRef<Edge<Item>>(`${ref.name}Edge`).implement({
    description: `A row of ${ref.name}Connection: the object and its cursor.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { nullable: false, description: 'Cursor of this row, to pass as `after`.' }),
      node: t.field({ type: ref, nullable: false, description: 'The object.', resolve: (row) => row.node as never }),
    }),
  });
  const connection = builder.objectRef<Connection<Item>>(`${ref.name}Connection`).implement({
    description: `One page of a list of ${ref.name} objects.`,
    fields: (t) => ({
      edges: t.expose('edges', { type: [edge], nullable: false, description: 'Rows of the page, with their cursors.' }),
      nodes: t.field({
        type: [ref],
        nullable: false,
        description: 'Objects of the page.',
        resolve: (page) => page.nodes as never,
      }),
      pageInfo: t.expose('pageInfo', {
        type: builder.pageInfoRef(),
        nullable: false,
        description: 'Whether more rows follow, and the cursors of the first and last row.',
      }),
      totalCount: t.exposeInt('totalCount', {
        description: 'Number of rows that match the filter, on all pages; null if unknown.',
      }),
    }),
  });
  connectionTypes.set(ref.name, connection);
  return connection;
}

/**
 * The sentence of a filter that the gateway applies itself, by `filteredPage`.
 * @param what names the fields that it checks
 */
export function checkedByGateway(what: string): string {
  return `The gateway checks ${what}: it reads until the page is full, at most ${MAX_READS} times. \`pageInfo.stoppedEarly\` tells if it stopped before; \`totalCount\` is then null.`;
}

interface ListField<Parent, Item, Args extends InputFieldMap> {
  description: string;
  args?: Args;
  /** The calls that the list may cause. */
  upstream: UpstreamCost[];
  /** Whether the gateway filters the list under these arguments, and so reads on, see `filteredPage`. */
  readsOn?(args: InputShapeFromFields<Args>): boolean;
  /** The parent's properties that `resolve` reads, if these are keys: the list then starts together with the read of the parent. */
  needs?: readonly (keyof Parent & string)[];
  resolve(
    parent: Parent,
    args: InputShapeFromFields<Args> & { page: PageRequest },
    context: Context,
  ): Page<Item> | Promise<Page<Item>>;
}

/**
 * A list field. All lists have this form: Relay, forward only. The resolver gets the requested `page` and returns
 * a `Page`. Cursors are bound to this field, its parent and its filter.
 */
export function connectionOf<Parent, Item extends object, Args extends InputFieldMap = Record<never, never>>(
  t:
    | PothosSchemaTypes.RootFieldBuilder<Types, Parent, 'Object'>
    | PothosSchemaTypes.RootFieldBuilder<Types, Parent, 'Query'>,
  ref: ObjectRef<Types, Item>,
  { description, args, upstream, readsOn, needs, resolve }: ListField<Parent, Item, Args>,
): FieldRef<Types> {
  // Query fields and object fields are built alike, but a union of their builders cannot be called.
  const fields = t as PothosSchemaTypes.RootFieldBuilder<Types, Parent, 'Object'>;
  return fields.field({
    type: connectionTypeOf(ref),
    description,
    extensions: { upstream, readsOn, ...(needs && { ahead: needing(...needs) }) },
    args: {
      ...args,
      first: fields.arg.int({
        defaultValue: DEFAULT_FIRST,
        description: `Maximum number of rows, from 0 to ${MAX_FIRST}.`,
      }),
      after: fields.arg.string({
        description: 'Cursor of the row after which the page starts; the first page if omitted.',
      }),
    },
    resolve: (parent: Parent, given: PageArguments, context: Context, info: SelectionInfo) => {
      const { first, after, ...filter } = given;
      // Computed once for all cursors of a page, because a filter can hold an area of 20,000 positions.
      let digest: string | undefined;
      const binding = () => (digest ??= bindingOf(info, parent, filter));
      const page = pageRequestOf({ first, after }, info, binding);
      // Pothos has checked the field's own arguments against `Args`.
      const answer = resolve(parent, { ...(filter as InputShapeFromFields<Args>), page }, context);
      const connection = (rows: Page<Item>) => new Connection(rows, page.offset, binding);
      return answer instanceof Promise ? answer.then(connection) : connection(answer);
    },
  } as never);
}

interface PageArguments {
  first?: number | null;
  after?: string | null;
}

/** Identity of a list: the field, its parent and the filter, as a short digest. */
function bindingOf(info: SelectionInfo, parent: unknown, filter: object): string {
  const parentId = typeof parent === 'object' && parent !== null && 'id' in parent ? parent.id : null;
  const list = JSON.stringify([info.parentType.name, info.fieldName, parentId, filter]);
  return createHash('sha256').update(list).digest('base64url').slice(0, 12);
}
