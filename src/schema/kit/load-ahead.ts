import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import type { Context } from '../../context.ts';
import { type SelectionInfo, selectedFields } from './selection.ts';

/**
 * The fast road for rows. Before a root field hands its value to the executor, the relations that the selection wants are
 * loaded level by level, each once for all rows of the level; the executor then finds every value in its loader and reads
 * it without a promise. The resolvers are the same in both passes, so each field is written once and stays a plain
 * function; what makes the second pass free is that a loader answers at once for a key that has arrived.
 *
 * Failures are left for the executor to meet at their own place. Deferred and streamed parts are left out: they are
 * loaded when their turn comes.
 */
export async function loadAhead(value: unknown, info: SelectionInfo, context: Context): Promise<void> {
  const rows = new Set<object>();
  // `nodes` gives a promise for each id.
  collectObjects(Array.isArray(value) ? await arrivedOf(value) : value, rows);
  if (rows.size > 0) await descend([...rows], info, context);
}

async function descend(rows: readonly object[], info: SelectionInfo, context: Context): Promise<void> {
  const type = getNamedType(info.returnType);
  if (isAbstractType(type)) {
    const byName = Map.groupBy(rows, (row) => type.resolveType?.(row, context, info as GraphQLResolveInfo, type));
    for (const [name, some] of byName) {
      const runtimeType = typeof name === 'string' ? info.schema.getType(name) : undefined;
      if (isObjectType(runtimeType)) await descend(some, { ...info, returnType: runtimeType }, context);
    }
    return;
  }
  if (!isObjectType(type)) return;

  const branches: Promise<void>[] = [];
  for (const fieldNodes of selectedFields(info, type).fields.values()) {
    const [node] = fieldNodes;
    const field = node && type.getFields()[node.name.value];
    if (field && reachesUpstream(field) && !isStreamed(node)) {
      const fieldInfo = { ...info, parentType: type, fieldName: field.name, fieldNodes, returnType: field.type };
      branches.push(followField(rows, field, node, fieldInfo, context));
    }
  }
  if (branches.length > 0) await Promise.all(branches);
}

/** Resolves one field for all rows, without a pause, so that its loader sees them together; then goes on below. */
async function followField(
  rows: readonly object[],
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  info: SelectionInfo,
  context: Context,
): Promise<void> {
  const args = argumentsOf(field, node, info);
  // The executor will meet what is wrong with them, at the path of each row.
  if (!args) return;
  const below = new Set<object>();
  const underWay = new Set<Promise<unknown>>();
  for (const row of rows) {
    try {
      const value = fieldValueOf(row, field, args, context, info);
      if (value instanceof Promise) underWay.add(value);
      else collectObjects(value, below);
    } catch {
      // The executor will meet it again, at the row's own path.
    }
  }
  if (underWay.size > 0) collectObjects(await arrivedOf(underWay), below);
  if (below.size > 0) await descend([...below], info, context);
}

function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { variableValues }: SelectionInfo,
): Record<string, unknown> | undefined {
  try {
    return getArgumentValues(field, node, variableValues);
  } catch {
    return undefined;
  }
}

function fieldValueOf(
  row: object,
  field: GraphQLField<unknown, unknown>,
  args: Record<string, unknown>,
  context: Context,
  info: SelectionInfo,
): unknown {
  // Our resolvers read nothing of the info but the selection.
  if (field.resolve) return field.resolve(row, args, context, info as GraphQLResolveInfo);
  return (row as Record<string, unknown>)[field.name];
}

function collectObjects(value: unknown, into: Set<object>): void {
  if (Array.isArray(value)) for (const item of value) collectObjects(item, into);
  else if (typeof value === 'object' && value !== null && !(value instanceof Error)) into.add(value);
}

/** The values that have come, without those that failed. */
async function arrivedOf(values: Iterable<unknown>): Promise<unknown[]> {
  const results = await Promise.allSettled(values);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

function isStreamed(node: FieldNode): boolean {
  return node.directives?.some((directive) => directive.name.value === 'stream') ?? false;
}

const reaches = new WeakMap<object, boolean>();

/** Whether the field, or one below it, declares an upstream call. */
function reachesUpstream(field: GraphQLField<unknown, unknown>): boolean {
  if (field.extensions.upstream !== undefined) return true;
  const type = getNamedType(field.type);
  if (isAbstractType(type)) return true;
  if (!isObjectType(type)) return false;
  const known = reaches.get(type);
  if (known !== undefined) return known;
  // Set before the answer is known, so that a circle of types ends here.
  reaches.set(type, false);
  const answer = Object.values(type.getFields()).some(reachesUpstream);
  reaches.set(type, answer);
  return answer;
}

/** Runs `loadAhead` behind every root field. */
class LoadAheadPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (!['Query', 'Mutation', 'Subscription'].includes(field.parentType)) return resolver;
    return async (parent, args, context, info) => {
      const value = await resolver(parent, args, context, info);
      // The builder gives every resolver of this schema our context.
      await loadAhead(value, info, context as Context);
      return value;
    };
  }
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      loadAhead: LoadAheadPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin('loadAhead', LoadAheadPlugin);
