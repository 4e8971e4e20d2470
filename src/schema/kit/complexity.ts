import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from './fragments.ts';
import { introspectedRows, introspectionField, isOfIntrospection } from './introspection.ts';
import { callsOfIds, keysIn, type UpstreamCost } from './upstream-cost.ts';

const USUAL_PAGE = 20;
/** Assumed rows of lists that do not page (bands, tasks, images). They are short. */
const USUAL_LIST = 10;
/** Weight of one upstream call that every row causes, in values of an answer. */
const CALL = 25;
/** Weight of a field that computes something for each row, and how many values of its arguments, which all rows share, weigh as much as one value. */
const WORK = 25;
const VALUES_PER_WORK = 300;
/** The texts of introspection belong to the schema, so its values take less memory than others. */
const INTROSPECTED_PER_VALUE = 5;

/**
 * The complexity of an operation: roughly the number of values held in memory. It is one for each field and each value in its
 * arguments, plus everything below the field times its rows. Each fragment is measured once, however often it is spread.
 * @throws GraphQLError if an argument's value is invalid
 */
export function complexityOfOperation(
  { schema, document, operationName }: ExecutionArgs,
  variables: Record<string, unknown>,
): number {
  const operation = getOperationAST(document, operationName);
  const rootType = operation && schema.getRootType(operation.operation);
  if (!rootType) return 0;
  const fragments = fragmentsOf(document);
  const known = new Map<FragmentDefinitionNode, number>();
  return ofSelections(operation.selectionSet, rootType);

  function ofSelections({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): number {
    return selections.reduce((sum, selection) => sum + ofSelection(selection, type), 0);
  }

  function ofSelection(selection: SelectionNode, type: GraphQLNamedType | undefined): number {
    if (selection.kind === Kind.FIELD) return ofField(selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(fragments.get(selection.name.value));
    const { typeCondition, selectionSet } = selection;
    return ofSelections(selectionSet, typeCondition ? schema.getType(typeCondition.name.value) : type);
  }

  function ofFragment(fragment: FragmentDefinitionNode | undefined): number {
    if (!fragment) return 0;
    let complexity = known.get(fragment);
    if (complexity === undefined) {
      complexity = ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
      known.set(fragment, complexity);
    }
    return complexity;
  }

  function ofField(node: FieldNode, type: GraphQLNamedType | undefined): number {
    const name = node.name.value;
    const own = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    const field = own ?? introspectionField(name);
    // `__typename`.
    if (!field || !type) return 1;
    const below = node.selectionSet ? ofSelections(node.selectionSet, getNamedType(field.type)) : 0;
    if (!own) return Math.ceil(1 + below / INTROSPECTED_PER_VALUE);
    if (isOfIntrospection(type)) return 1 + below * introspectedRows(schema, name);
    const args = field.args.length === 0 ? NO_ARGUMENTS : getArgumentValues(field, node, variables);
    return weightOf(args, field) + below * Math.max(0, rowsOf(args, field));
  }
}

const NO_ARGUMENTS: Record<string, unknown> = {};

/** What a field itself adds to the complexity. */
function weightOf(args: Record<string, unknown>, field: GraphQLField<unknown, unknown>): number {
  const upstream = (field.extensions.upstream ?? []) as UpstreamCost[];
  const ofRows = callsPerRow(upstream);
  // One call for each field is usual, and counted nowhere.
  const ofLists = upstream.reduce((sum, cost) => sum + callsOfIds(cost, args) - 1, 0);
  const calls = field.extensions.callsPerId === true ? (keysIn(args)?.length ?? 0) : ofRows + ofLists;
  const values = valuesIn(args);
  // A field with a long text of its own says how many values that stands for.
  const text = (field.extensions.values as number | undefined) ?? 0;
  const own = field.extensions.work === true ? WORK + values / VALUES_PER_WORK : values;
  return Math.ceil(1 + text + own + calls * CALL);
}

function callsPerRow(upstream: readonly UpstreamCost[]): number {
  const weights = { field: 0, row: 1, each: USUAL_PAGE };
  return upstream.reduce((sum, { per }) => sum + weights[per], 0);
}

function rowsOf(args: Record<string, unknown>, field: GraphQLField<unknown, unknown>): number {
  if ('first' in args) return typeof args.first === 'number' ? args.first : USUAL_PAGE;
  const keys = keysIn(args);
  if (keys) return keys.length;
  // The rows of a connection. Its `first` has already counted them.
  if (field.name === 'nodes' || field.name === 'edges') return 1;
  return isListType(getNullableType(field.type)) ? USUAL_LIST : 1;
}

/** Counts of large objects, cached: an operation can use one variable a hundred times. */
const counted = new WeakMap<object, number>();
/** Objects with fewer values are counted faster than they are found in the cache. */
const WORTH_CACHING = 100;

/** Number of values in a list or an object, on all levels; 0 for any other value. */
export function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const isList = Array.isArray(value);
  // A position. There can be thousands.
  if (isList && value.length < 4 && typeof value[0] === 'number') return value.length;
  const known = counted.get(value);
  if (known !== undefined) return known;
  let values = 0;
  for (const entry of isList ? value : Object.values(value)) values += 1 + valuesIn(entry);
  if (values >= WORTH_CACHING) counted.set(value, values);
  return values;
}
