import type { FieldRef, InputFieldMap, InputShapeFromFields, ObjectRef } from '@pothos/core';
import type { Context } from '../../context.ts';
import { MAX_READS } from '../../resolvers/input/filtered-page.ts';
import type { Page, PageRequest } from '../../upstream/page.ts';
import { builder } from './builder.ts';
import { bindingOf, Connection, DEFAULT_FIRST, MAX_FIRST, type PageArguments, pageRequestOf } from './cursor.ts';
import { needing } from './relation.ts';
import type { SelectionInfo } from './selection.ts';
import type { UpstreamCost } from './upstream-cost.ts';

type Types = typeof builder.$inferSchemaTypes;

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
