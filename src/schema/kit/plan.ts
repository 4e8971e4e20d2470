import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
} from 'graphql';
import type { Context } from '../../context.ts';
import { placeOf } from '../../outcomes.ts';
import { isFixed, type SelectionInfo, selectedFields, wantsOnly } from './selection.ts';

/** The object that a field leads to, as far as it is known before it is loaded. */
export interface Target {
  /** Known properties of the object: its keys. */
  keys: object;
  /** Its type, if the field's own type is abstract. */
  typeName?: string;
}

/** How the calls of a field can start early, in `extensions.ahead`. */
export interface Ahead<Parent = never> {
  /**
   * The part of the parent that the resolver reads, if that can be known before the parent is loaded. Null, or a value that is
   * undefined, means that it is unknown.
   */
  needs?(parent: Parent): object | null;
  /** The objects that the field leads to. @throws InputError for arguments that the resolver also refuses */
  leadsTo?(parent: Parent, args: Record<string, unknown>): readonly Target[];
  /** Starts the read of the whole set that the field looks in. */
  start?(context: Context): Promise<unknown>;
  /** Fields that the resolver answers without a call. */
  standsFor?: readonly string[];
}

/** A selected field that needs upstream calls: its own, or those of fields below it. */
export interface Step {
  field: GraphQLField<unknown, unknown>;
  info: SelectionInfo;
  place: object;
  ahead: Ahead;
  /** Its arguments, if they are the same in each operation; if not, see `argumentsOf`. */
  args: Record<string, unknown> | undefined;
  /** The named type that it returns. */
  type: GraphQLNamedType;
  /** The steps below it; empty if its type is abstract, because only a row decides. */
  below: readonly Step[];
}

const kept = new WeakMap<object, Map<string, readonly Step[]>>();

/** The steps selected below a field of an object type. Cached with the document, unless variables decide what is selected. */
export function stepsBelow(info: SelectionInfo, type: GraphQLObjectType): readonly Step[] {
  if (!isFixed(info)) return plan(info, type);
  const place = placeOf(info.fieldNodes);
  let byType = kept.get(place);
  if (!byType) {
    byType = new Map();
    kept.set(place, byType);
  }
  let steps = byType.get(type.name);
  if (!steps) {
    steps = plan(info, type);
    byType.set(type.name, steps);
  }
  return steps;
}

/** The whole sets that these steps read, each by the function that starts the read. */
export function wholeSetsOf(steps: readonly Step[]): NonNullable<Ahead['start']>[] {
  return steps.flatMap(({ ahead, below }) => [...(ahead.start ? [ahead.start] : []), ...wholeSetsOf(below)]);
}

function plan(info: SelectionInfo, type: GraphQLObjectType): Step[] {
  const steps: Step[] = [];
  // Deferred parts are loaded later.
  for (const fieldNodes of selectedFields(info, type).fields.values()) {
    const [node] = fieldNodes;
    const field = node && type.getFields()[node.name.value];
    if (!field || isStreamed(node)) continue;
    const { schema, fragments, operation } = info;
    // Steps are cached with the document, and must not keep a request's values alive.
    const variableValues = isFixed(info) ? {} : info.variableValues;
    const place = { parentType: type, fieldName: field.name, fieldNodes, returnType: field.type };
    const step = stepOf(field, { schema, fragments, operation, variableValues, ...place });
    if (step) steps.push(step);
  }
  return steps;
}

function stepOf(field: GraphQLField<unknown, unknown>, info: SelectionInfo): Step | null {
  const type = getNamedType(field.type);
  const ahead = aheadOf(field);
  if (ahead.standsFor && wantsOnly(info, ahead.standsFor)) return null;
  const below = isObjectType(type) ? stepsBelow(info, type) : [];
  const isStep = field.extensions.upstream !== undefined || below.length > 0 || isAbstractType(type);
  if (!isStep) return null;
  const isConstant = info.fieldNodes[0]?.arguments?.every(isPlainLiteral) ?? true;
  const args = isConstant ? argumentsOf(field, info) : undefined;
  return { field, info, place: placeOf(info.fieldNodes), ahead, args: args && Object.freeze(args), type, below };
}

/** Lists and objects can contain variables. */
function isPlainLiteral({ value }: ArgumentNode): boolean {
  return value.kind !== Kind.VARIABLE && value.kind !== Kind.LIST && value.kind !== Kind.OBJECT;
}

/** The arguments of a field; undefined if they do not fit. */
export function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  { fieldNodes: [node], variableValues }: Pick<SelectionInfo, 'fieldNodes' | 'variableValues'>,
): Record<string, unknown> | undefined {
  try {
    return node && getArgumentValues(field, node, variableValues);
  } catch {
    return undefined;
  }
}

/** The field's own declaration. */
export function aheadOf(field: GraphQLField<unknown, unknown>): Ahead {
  // Only the helpers in this folder write this extension.
  return (field.extensions.ahead as Ahead | undefined) ?? {};
}

function isStreamed(node: FieldNode): boolean {
  return node.directives?.some((directive) => directive.name.value === 'stream') ?? false;
}
