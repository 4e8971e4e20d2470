import { collectSubFields, type VariableValues } from '@graphql-tools/utils';
import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The part of a resolver's info that describes the selection. */
export type SelectionInfo = Pick<
  GraphQLResolveInfo,
  'schema' | 'fragments' | 'operation' | 'variableValues' | 'parentType' | 'fieldName' | 'fieldNodes' | 'returnType'
>;

/** The fields selected on an object, by response key, with fragments, `@skip` and `@include` applied; deferred parts separately. */
export function selectedFields(
  { schema, fragments, variableValues, fieldNodes }: SelectionInfo,
  type: GraphQLObjectType,
): { fields: Map<string, FieldNode[]>; patches: { fields: Map<string, FieldNode[]> }[] } {
  return collectSubFields(
    schema,
    // The helper only reads, but its types are mutable. A copy would defeat its cache, which compares identities.
    fragments as Record<string, FragmentDefinitionNode>,
    variablesOf(variableValues),
    type,
    fieldNodes as FieldNode[],
  );
}

/** Variables in the form that graphql-tools reads, which is that of graphql 17. The same values give the same object. */
function variablesOf(coerced: GraphQLResolveInfo['variableValues']): VariableValues {
  let variables = variablesByValues.get(coerced);
  if (!variables) {
    variables = { coerced, sources: {} };
    variablesByValues.set(coerced, variables);
  }
  return variables;
}

const variablesByValues = new WeakMap<object, VariableValues>();

/** Names of the fields selected on the result of this field, deferred ones included. */
export function wanted(info: SelectionInfo): ReadonlySet<string> {
  const known = wantedNames.get(info.fieldNodes);
  const variables = isFixed(info) ? NONE : info.variableValues;
  if (known?.variables === variables) return known.names;
  const names = new Set(nodesBelow(info).map((node) => node.name.value));
  wantedNames.set(info.fieldNodes, { variables, names });
  return names;
}

const NONE = {};

/** The rows of a page ask for the same selection in sequence. */
const wantedNames = new WeakMap<readonly FieldNode[], { variables: object; names: ReadonlySet<string> }>();

/** Names selected below one field of this field's result: `wantedBelow(info, 'pageInfo')`. */
export function wantedBelow(info: SelectionInfo, name: string): ReadonlySet<string> {
  const type = getNamedType(info.returnType);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  const fieldNodes = nodesBelow(info).filter((node) => node.name.value === name);
  return field && fieldNodes.length > 0 ? wanted({ ...info, fieldNodes, returnType: field.type }) : new Set();
}

/** The fields that identify an object. */
export const IDENTITY: readonly string[] = ['id', 'pixxelId', '__typename'];

/** Whether only these fields are selected on the returned object. */
export function wantsOnly(info: SelectionInfo, names: readonly string[]): boolean {
  for (const name of wanted(info)) if (!names.includes(name)) return false;
  return true;
}

function nodesBelow(info: SelectionInfo): FieldNode[] {
  const type = getNamedType(info.returnType);
  if (!isObjectType(type)) return [];
  const { fields, patches } = selectedFields(info, type);
  return [fields, ...patches.map((patch) => patch.fields)].flatMap((part) => [...part.values()].flat());
}

const fixed = new WeakMap<OperationDefinitionNode, boolean>();

/** Whether the selection is independent of variables: no directive of the document reads one. */
export function isFixed({ operation, fragments }: SelectionInfo): boolean {
  let known = fixed.get(operation);
  if (known === undefined) {
    known = ![operation, ...Object.values(fragments)].some(hasVariableDirective);
    fixed.set(operation, known);
  }
  return known;
}

function hasVariableDirective({ directives, selectionSet }: Selecting): boolean {
  return (
    directives?.some(({ arguments: args }) => args?.some(({ value }) => value.kind === Kind.VARIABLE)) === true ||
    selectionSet?.selections.some(hasVariableDirective) === true
  );
}

/** What directives can be on in a selection. */
interface Selecting {
  directives?: readonly DirectiveNode[] | undefined;
  selectionSet?: SelectionSetNode | undefined;
}
