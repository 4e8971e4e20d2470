import { MapperKind, mapSchema, printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  type GraphQLFieldConfig,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isInterfaceType,
  valueFromASTUntyped,
} from 'graphql';
import type { Context } from '../../context.ts';
import { JSON_BOUNDS, quoted, refuseLargeJson } from '../../resolvers/input/bounds.ts';
import { globalIdOf, isFoundByIdAlone, isNodeType, keysOf, parseGlobalId } from '../../resolvers/input/global-id.ts';
import { faultAt, InputError } from '../../resolvers/input/input-error.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n\n';

/** `toSubgraph`, for `createGateway`. Only a subgraph loads it. */
export type ToSubgraph = typeof toSubgraph;

/** Entities of one request at most: as many as a page can have rows. */
const MAX_REPRESENTATIONS = 500;

/**
 * The graph as an Apollo Federation v2 subgraph. Every type with a global id is an entity, by `id` and, where that alone finds
 * it, by `pixxelId`. `node` and `nodes` are left out: another subgraph may have fields of that name, and routers read entities
 * through `_entities`.
 *
 * The federation plugin of Pothos would be part of the schema builder, so every gateway would load it. This reads the finished
 * schema instead. Entities are read by the resolver of `nodes`, so they cost what `nodes` costs.
 *
 * @param hasIntrospection whether `_service` shows the schema
 */
export function toSubgraph(schema: GraphQLSchema, hasIntrospection: boolean): GraphQLSchema {
  const shown = mapSchema(schema, {
    [MapperKind.OBJECT_TYPE]: withDirectives,
    [MapperKind.QUERY_ROOT_FIELD]: (field, name) => (name === 'node' || name === 'nodes' ? null : field),
  });
  const query = shown.getQueryType()?.toConfig();
  if (!query) throw new Error('The schema has no Query type.');
  const sdl = hasIntrospection ? LINK + printSchemaWithDirectives(shown) : null;
  const fields = { ...query.fields, _service: serviceField(sdl), _entities: entitiesField(shown, schema) };
  const config = shown.toConfig();
  return new GraphQLSchema({
    ...config,
    query: new GraphQLObjectType({ ...query, fields }),
    types: config.types.filter(({ name }) => name !== query.name),
  });
}

/** The text of the subgraph's schema, from which a router's supergraph is composed. */
export function printSubgraph(schema: GraphQLSchema): string {
  const resolve = toSubgraph(schema, true).getQueryType()?.getFields()._service?.resolve;
  // The field reads nothing of a request.
  const service = resolve?.(undefined, {}, undefined, undefined as never) as { sdl: string } | undefined;
  return service?.sdl ?? '';
}

function withDirectives(type: GraphQLObjectType): GraphQLObjectType | undefined {
  const { name } = type;
  if (name === 'PageInfo') return extended(type, { shareable: [{}] });
  if (!isNodeType(name)) return undefined;
  const keys = ['id', ...(isFoundByIdAlone(name) ? ['pixxelId'] : [])];
  return extended(type, { key: keys.map((fields) => ({ fields })) });
}

function extended(type: GraphQLObjectType, directives: Record<string, object[]>): GraphQLObjectType {
  const config = type.toConfig();
  return new GraphQLObjectType({ ...config, extensions: { ...config.extensions, directives } });
}

/** Characters of a text that take as much memory as one value. */
const CHARACTERS_PER_VALUE = 100;

type QueryField = GraphQLFieldConfig<unknown, Context>;

function serviceField(sdl: string | null): QueryField {
  const type = new GraphQLObjectType({
    name: '_Service',
    description: 'This subgraph, for routers.',
    fields: {
      sdl: {
        type: GraphQLString,
        description: 'Its schema; null if introspection is off.',
        extensions: { values: Math.ceil((sdl?.length ?? 0) / CHARACTERS_PER_VALUE) },
      },
    },
  });
  return { type: new GraphQLNonNull(type), description: 'The schema of this subgraph.', resolve: () => ({ sdl }) };
}

function entitiesField(shown: GraphQLSchema, schema: GraphQLSchema): QueryField {
  const node = shown.getType('Node');
  const nodes = schema.getQueryType()?.getFields().nodes;
  const nodesOf = nodes?.resolve;
  if (!isInterfaceType(node) || !nodesOf) throw new Error('The schema has no nodes.');
  const entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'Any object with a global id.',
    types: shown.getPossibleTypes(node),
    ...(node.resolveType && { resolveType: node.resolveType }),
  });
  const any = new GraphQLScalarType({
    name: '_Any',
    description: 'An entity as routers name it: `__typename`, and `id` or `pixxelId`.',
    parseValue: parseRepresentation,
    parseLiteral: (node, variables) => parseRepresentation(valueFromASTUntyped(node, variables)),
  });
  return {
    type: new GraphQLNonNull(new GraphQLList(entity)),
    description: 'Entities by their keys, in the order of the keys; null in place of each that does not exist.',
    args: {
      representations: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
        description: `The keys, at most ${MAX_REPRESENTATIONS}.`,
      },
    },
    // It weighs what `nodes` weighs.
    extensions: nodes.extensions,
    async resolve(root, { representations }: { representations: unknown[] }, context, info: GraphQLResolveInfo) {
      if (representations.length > MAX_REPRESENTATIONS) {
        throw new InputError(`representations can have at most ${MAX_REPRESENTATIONS} entries.`, ['representations']);
      }
      const ids = representations.map(globalIdOrFault);
      const valid = ids.filter((id) => typeof id === 'string');
      // The resolver of `nodes` gives a list, which its type does not say.
      const found = ((await nodesOf(root, { ids: valid }, context, info)) as unknown[]).values();
      // An invalid representation fails alone. `found` has settled by now, and so has each failure: the compiler (graphql-jit) appends
      // a failed entry where it has got to, so entries must settle in their order.
      return ids.map((id) => (id instanceof InputError ? rejected(id) : found.next().value));
    },
  };
}

function parseRepresentation(value: unknown): unknown {
  refuseLargeJson('representation', value, JSON_BOUNDS);
  return value;
}

/** A rejected promise that nobody has to wait for. */
function rejected(error: InputError): Promise<never> {
  const promise = Promise.reject(error);
  promise.catch(() => undefined);
  return promise;
}

function globalIdOrFault(representation: unknown, position: number): string | InputError {
  try {
    return globalIdIn(representation, ['representations', String(position)]);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** @throws InputError if the representation has no key of its type */
function globalIdIn(representation: unknown, path: readonly string[]): string {
  if (typeof representation !== 'object' || representation === null) {
    throw faultAt(path, 'is not an object');
  }
  const { __typename, id, pixxelId }: Record<string, unknown> = { ...representation };
  if (typeof __typename !== 'string') throw faultAt(path, 'has no __typename');
  if (!isNodeType(__typename)) {
    throw new InputError(`${path.join('.')}: ${quoted(__typename)} is not an entity of this subgraph.`, path);
  }
  if (typeof id === 'string') {
    // Refuses the id of another type, and what cannot be an id.
    keysOf(__typename, id, [...path, 'id']);
    parseGlobalId(id, [...path, 'id']);
    return id;
  }
  if (typeof pixxelId === 'string' && isFoundByIdAlone(__typename)) {
    keysOf(__typename, pixxelId, [...path, 'pixxelId']);
    return globalIdOf(__typename, { id: pixxelId, collectionId: '' } as never);
  }
  throw faultAt(path, `has no key of ${__typename}`);
}
