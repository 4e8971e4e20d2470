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
  type SelectionSetNode,
} from 'graphql';
import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { MAX_READS } from '../../resolvers/input/filtered-page.ts';
import { fragmentsOf } from './fragments.ts';
import { callsOfIds, keysIn, type UpstreamCost } from './upstream-cost.ts';

/** What the walk over an operation reads. */
interface Walk {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  /** Calls of fragments by name, type and rows: a fragment that is spread often is counted once. */
  ofFragments: Map<string, number>;
  /** Sets that are read as a whole, which count once. */
  sets: Set<string>;
}

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
  const fragments = fragmentsOf(document);
  const walk: Walk = { schema, fragments, variables, ofFragments: new Map(), sets: new Set() };
  const calls = ofSelections(operation.selectionSet.selections, type, 1, walk);
  return calls + walk.sets.size;
}

/** @param rows largest number of objects of the type */
function ofSelections(selections: readonly SelectionNode[], type: GraphQLObjectType, rows: number, walk: Walk): number {
  return selections.reduce((calls, selection) => calls + ofSelection(selection, type, rows, walk), 0);
}

function ofSelection(selection: SelectionNode, type: GraphQLObjectType, rows: number, walk: Walk): number {
  if (selection.kind === Kind.FIELD) {
    const field = type.getFields()[selection.name.value];
    return field ? ofField(selection, field, rows, walk) : 0;
  }
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
  const condition = fragment?.typeCondition?.name.value;
  if (!fragment || (condition !== undefined && !appliesTo(condition, type, walk.schema))) return 0;
  const { selections } = fragment.selectionSet;
  if (fragment.kind === Kind.INLINE_FRAGMENT) return ofSelections(selections, type, rows, walk);
  const key = `${fragment.name.value} ${type.name} ${rows}`;
  const calls = walk.ofFragments.get(key) ?? ofSelections(selections, type, rows, walk);
  walk.ofFragments.set(key, calls);
  return calls;
}

function ofField(node: FieldNode, field: GraphQLField<unknown, unknown>, rows: number, walk: Walk): number {
  // Fields of other plugins declare nothing.
  const costs = (field.extensions.upstream ?? []) as UpstreamCost[];
  const ofRows = costs.filter(({ per }) => per === 'row').length;
  const ofField = costs.filter(({ operation, per }) => per === 'field' && !isWholeSet(operation)).length;
  const args = getArgumentValues(field, node, walk.variables);
  for (const { operation } of costs) if (isWholeSet(operation)) walk.sets.add(operation);
  let calls = costs.some(({ per }) => per === 'each') ? Number.POSITIVE_INFINITY : 0;
  if (ofRows > 0) calls += rows * ofRows;
  // A batch can fall back to one call per row, and a list can read again each parent that it may have truncated.
  if (ofField > 0) calls += (rows > 1 ? rows + ofField : ofField) * readsOf(args, field);
  // One more row shows whether others follow a page that seems to be the last.
  if (costs.length > 0 && 'first' in args && isSelected(['pageInfo', 'hasNextPage'], node, walk)) calls += rows;
  const ofIds = costs.reduce((sum, cost) => sum + callsOfIds(cost, args) - 1, 0);
  if (ofIds > 0) calls += rows * ofIds * readsOf(args, field);
  if (field.extensions.callsPerId === true) calls += callsOfObjects(args);

  // No rows have no rows below them, however many each could have.
  const below = rows === 0 ? 0 : rows * rowsOf(args, field);
  const type = getNamedType(field.type);
  const types = isAbstractType(type) ? walk.schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  const { selections = [] } = node.selectionSet ?? {};
  return types.reduce((sum, possible) => sum + ofSelections(selections, possible, below, walk), calls);
}

/** A call for each object of `node`, `nodes` or `_entities`. Batches are read first, and may fail. */
function callsOfObjects(args: Record<string, unknown>): number {
  const objects = keysIn(args)?.length ?? 1;
  return objects > 1 ? 2 * objects : objects;
}

/** Whether a field at this path below a node is selected. */
function isSelected([name, ...below]: readonly string[], node: FieldNode, walk: Walk): boolean {
  if (name === undefined) return true;
  const visited = new Set<FragmentDefinitionNode>();
  const isIn = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === name && isSelected(below, selection, walk);
      if (selection.kind === Kind.INLINE_FRAGMENT) return isIn(selection.selectionSet);
      const fragment = walk.fragments.get(selection.name.value);
      if (!fragment || visited.has(fragment)) return false;
      visited.add(fragment);
      return isIn(fragment.selectionSet);
    }) ?? false;
  return isIn(node.selectionSet);
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
  if (typeof args.first === 'number') return Math.max(0, args.first);
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
