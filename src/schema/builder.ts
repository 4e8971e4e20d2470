import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import RelayPlugin, { resolveNodes } from '@pothos/plugin-relay';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { parseGlobalId } from '../resolvers/global-id.ts';
import { complexityOf } from './complexity.ts';
import './load-ahead.ts';

/** The one schema builder. It defines no object type; every file of this folder adds its own. */
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
  };
}>({
  plugins: [RelayPlugin, ComplexityPlugin, 'loadAhead'],
  // Fields only say what they weigh: the server measures whole operations, before it executes them.
  complexity: { fieldComplexity: complexityOf, disabled: true },
  relay: {
    cursorType: 'String',
    // Types encode their own keys (`globalIdOf`), and resolvers take either form of an id: both pass through whole.
    encodeGlobalID: (_type, id) => String(id),
    decodeGlobalID: (id) => ({ typename: parseGlobalId(id).type, id }),
    idFieldOptions: { description: 'The global id: finds the object again through `node`, and serves caches as key.' },
    nodeTypeOptions: { description: 'What has a global id.' },
    nodeQueryOptions: {
      description: 'Any object by its global id; null where it is not there.',
      args: { id: { description: 'A global id, as `id` fields give it.' } },
    },
    nodesQueryOptions: {
      description:
        'Several objects by their global ids, in the order of the ids; null in the place of one that is not there.',
      args: { ids: { description: 'Global ids, as `id` fields give them.' } },
      // Each alone, so that one that fails does not take the others along.
      resolve: (_root, { ids }, context, info): Promise<unknown>[] => ids.map((id) => nodeOf(id, context, info)),
    },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether rows follow.' },
    hasPreviousPageFieldOptions: { description: 'Whether the page began after the first row.' },
    startCursorFieldOptions: { description: 'The cursor of the first row; null on an empty page.' },
    endCursorFieldOptions: { description: 'The cursor of the last row, for `after`; null on an empty page.' },
  },
});

async function nodeOf(
  id: { typename: string; id: unknown },
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const [node] = await resolveNodes(builder, context, info, [id]);
  return node;
}
