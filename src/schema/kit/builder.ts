import SchemaBuilder from '@pothos/core';
import RelayPlugin, { resolveNodes } from '@pothos/plugin-relay';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { parseGlobalId } from '../../resolvers/input/global-id.ts';
import type { Ahead, Target } from './plan.ts';
import './bounds.ts';
import './examples.ts';

/** The one schema builder. It defines no object type; each file of the folder above adds its own. */
export const builder = new SchemaBuilder<{
  Context: Context;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
    URL: { Input: string; Output: string };
    GeoJSONGeometry: { Input: object; Output: object };
    GeoJSONPolygon: { Input: object; Output: object };
    GeoJSONArea: { Input: object; Output: object };
    GeoJSONFeatureCollection: { Input: never; Output: object };
  };
}>({
  plugins: [RelayPlugin, 'bounds', 'examples'],
  relay: {
    cursorType: 'String',
    // Types encode their own keys (`globalIdOf`), and resolvers accept both forms of an id, so both pass unchanged.
    encodeGlobalID: (_type, id) => String(id),
    decodeGlobalID: (id) => ({ typename: '', id }),
    idFieldOptions: {
      description: 'Global id: pass it to `node` to fetch the object again. Client caches can use it as key.',
    },
    nodeTypeOptions: { description: 'An object with a global id.' },
    nodeQueryOptions: {
      description: 'Any object by its global id; null if it does not exist or the key cannot access it.',
      args: { id: { description: 'A global id, as returned by `id` fields.' } },
      extensions: { ahead: { leadsTo: (_root, { id }) => targetsOf([id]) } satisfies Ahead, callsPerId: true },
      resolve: (_root, { id }, context, info): Promise<unknown> => nodeOf(String(id.id), ['id'], context, info),
    },
    nodesQueryOptions: {
      description:
        'Several objects by their global ids, in the order of the ids; null in place of each that does not exist.',
      args: { ids: { description: 'Global ids, as returned by `id` fields.' } },
      extensions: { ahead: { leadsTo: (_root, { ids }) => targetsOf(ids) } satisfies Ahead, callsPerId: true },
      // Each id separately, so one that fails does not fail the others.
      resolve: (_root, { ids }, context, info): Promise<unknown>[] =>
        ids.map(({ id }, position) => nodeOf(String(id), ['ids', String(position)], context, info)),
    },
    pageInfoTypeOptions: { description: 'Position of a page in its list.' },
    hasNextPageFieldOptions: { description: 'Whether more rows follow this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row; null if the page is empty.' },
    endCursorFieldOptions: { description: 'Cursor of the last row, to pass as `after`; null if the page is empty.' },
  },
});

/** @throws InputError if it is not a global id */
async function nodeOf(
  id: string,
  path: readonly string[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const [node] = await resolveNodes(builder, context, info, [{ typename: parseGlobalId(id, path).type, id }]);
  return node;
}

/** The keys in the global ids, without invalid ids. */
function targetsOf(ids: unknown): Target[] {
  return (Array.isArray(ids) ? ids : []).flatMap((id) => {
    try {
      const { type, keys } = parseGlobalId(String(id), []);
      // An unknown parent is empty in the id.
      const known = Object.entries(keys).filter(([, value]) => value !== '');
      return [{ keys: Object.fromEntries(known), typeName: type }];
    } catch {
      return [];
    }
  });
}
