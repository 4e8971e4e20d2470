import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';
import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { MAX_READS } from '../../resolvers/input/filtered-page.ts';
import { fragmentsOf } from './fragments.ts';
import { callsOfIds, keysIn, type UpstreamCost } from './upstream-cost.ts';

/** What the walk over an operation reads and counts. */
interface Walk {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  calls: number;
  /** Sets that are read as a whole, which count once. */
  sets: Set<string>;
}

type Selecting = Pick<FieldNode, 'selectionSet'>;

/**
 * The most upstream calls that an operation can cause, from the costs that its fields declare. Infinite if a list without
 * `first` has calls for each of its rows: its length is unknown in advance.
 */
export function callsAtMost(
  { schema, document, operationName }: ExecutionArgs,
  variables: Record<string, unknown>,
): number {
  const operation = getOperationAST(document, operationName);
  const type = operation && schema.getRootType(operation.operation);
  if (!type) return 0;
  const walk: Walk = { schema, fragments: fragmentsOf(document), variables, calls: 0, sets: new Set() };
  count(operation.selectionSet.selections, type, 1, walk);
  return walk.calls + walk.sets.size;
}

/** @param rows largest number of objects of the type */
function count(selections: readonly SelectionNode[], type: GraphQLObjectType, rows: number, walk: Walk): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const field = type.getFields()[selection.name.value];
      if (field) countField(selection, field, rows, walk);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    if (!fragment) continue;
    const condition = fragment.typeCondition?.name.value;
    if (condition === undefined || appliesTo(condition, type, walk.schema)) {
      count(fragment.selectionSet.selections, type, rows, walk);
    }
  }
}

function countField(node: FieldNode, field: GraphQLField<unknown, unknown>, rows: number, walk: Walk): void {
  // Fields of other plugins declare nothing.
  const costs = (field.extensions.upstream ?? []) as UpstreamCost[];
  const ofRows = costs.filter(({ per }) => per === 'row').length;
  const ofField = costs.filter(({ operation, per }) => per === 'field' && !isWholeSet(operation)).length;
  const args = getArgumentValues(field, node, walk.variables);
  for (const { operation } of costs) if (isWholeSet(operation)) walk.sets.add(operation);
  if (ofRows > 0) walk.calls += rows * ofRows;
  if (costs.some(({ per }) => per === 'each')) walk.calls = Number.POSITIVE_INFINITY;
  // A batch can fall back to one call per row, and a list can read again each parent that it may have truncated.
  if (ofField > 0) walk.calls += (rows > 1 ? rows + ofField : ofField) * readsOf(args, field);
  // One more row shows whether others follow a page that seems to be the last.
  if (costs.length > 0 && 'first' in args && isSelected(['pageInfo', 'hasNextPage'], node, walk)) walk.calls += rows;
  const ofIds = costs.reduce((sum, cost) => sum + callsOfIds(cost, args) - 1, 0);
  if (ofIds > 0) walk.calls += rows * ofIds * readsOf(args, field);
  if (field.extensions.callsPerId === true) walk.calls += callsOfObjects(args);

  const below = rows * rowsOf(args, field);
  const type = getNamedType(field.type);
  const types = isAbstractType(type) ? walk.schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  for (const possible of types) count(node.selectionSet?.selections ?? [], possible, below, walk);
}

/** A call for each object of `node`, `nodes` or `_entities`. Batches are read first, and may fail. */
function callsOfObjects(args: Record<string, unknown>): number {
  const objects = keysIn(args)?.length ?? 1;
  return objects > 1 ? 2 * objects : objects;
}

/** Whether a field at this path below a node is selected. */
function isSelected([name, ...below]: readonly string[], { selectionSet }: Selecting, walk: Walk): boolean {
  if (name === undefined) return true;
  return (selectionSet?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name && isSelected(below, selection, walk);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    return fragment !== undefined && isSelected([name, ...below], fragment, walk);
  });
}

/** How often a list may be read for one page: more than once if the gateway filters it. */
function readsOf(args: Record<string, unknown>, field: GraphQLField<unknown, unknown>): number {
  // Only `connectionOf` writes this extension.
  const readsOn = field.extensions.readsOn as ((args: Record<string, unknown>) => boolean) | undefined;
  return readsOn?.(args) ? MAX_READS : 1;
}

/** A set that one call reads, and the reference cache keeps. */
function isWholeSet(operation: UpstreamCost['operation']): boolean {
  const { isReference }: Operation = operations[operation];
  return isReference === true && operation.startsWith('List');
}

function rowsOf(args: Record<string, unknown>, field: GraphQLField<unknown, unknown>): number {
  if (typeof args.first === 'number') return args.first;
  const keys = keysIn(args);
  if (keys) return keys.length;
  // The connection's `first` has already counted its rows.
  if (field.name === 'nodes' || field.name === 'edges') return 1;
  return isListType(getNullableType(field.type)) ? Number.POSITIVE_INFINITY : 1;
}

function appliesTo(condition: string, type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  const target = schema.getType(condition);
  return target === type || (isAbstractType(target) && schema.isSubType(target, type));
}
