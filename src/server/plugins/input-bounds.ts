import {
  type ASTNode,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isInputObjectType,
  isInputType,
  isListType,
  Kind,
  TypeInfo,
  typeFromAST,
  type ValidationRule,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type Bound, CHARACTERS, ENTRIES, FAULTS, VARIABLES } from '../../resolvers/input/bounds.ts';
import { refusal } from '../errors/refusal.ts';

/** The context of a check. */
interface Target {
  type: GraphQLInputType;
  bound: Bound;
}

/**
 * Refuses literals that exceed their bounds, and operations that define too many variables. Runs before graphql's
 * own rules, some of which would take long on such documents.
 */
export const inputBoundsRule: ValidationRule = (context) => ({
  OperationDefinition({ variableDefinitions = [] }) {
    if (variableDefinitions.length > VARIABLES) {
      context.reportError(
        refusal(
          'OPERATION_TOO_LARGE',
          `An operation can define at most ${VARIABLES} variables, not ${variableDefinitions.length}.`,
        ),
      );
    }
  },
  VariableDefinition({ variable, type, defaultValue }) {
    const inputType = typeFromAST(context.getSchema(), type);
    if (!defaultValue || !isInputType(inputType)) return;
    const target = { type: inputType, bound: {} };
    for (const error of boundErrors(target, valueFromASTUntyped(defaultValue), `$${variable.name.value}`)) {
      context.reportError(error);
    }
  },
  Argument({ name, value }) {
    const argument = context.getArgument();
    if (!argument) return;
    const target = { type: argument.type, bound: boundOf(argument) };
    for (const error of boundErrors(target, valueFromASTUntyped(value), name.value)) context.reportError(error);
  },
});

/**
 * Variables that exceed their bounds or have unknown names, at most 10 errors. Takes linear time in the size of the
 * variables, whatever they hold; graphql's own coercion quotes the whole value once for each wrong entry.
 */
export function variableBoundErrors({
  schema,
  document,
  operationName,
  variableValues,
}: ExecutionArgs): GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const errors: GraphQLError[] = [];
  for (const { variable, type } of definitions) {
    const name = variable.name.value;
    const inputType = typeFromAST(schema, type);
    const value = variableValues?.[name];
    if (value === undefined || !isInputType(inputType)) continue;
    const bound = usesOf(schema, document).get(name) ?? {};
    errors.push(...boundErrors({ type: inputType, bound }, value, `$${name}`));
    if (errors.length >= FAULTS) break;
  }
  return errors.slice(0, FAULTS);
}

function boundErrors(target: Target, value: unknown, path: string): GraphQLError[] {
  const messages: string[] = [];
  check(target, value, path, messages);
  return messages.map((message) => refusal('BAD_USER_INPUT', message));
}

/** Adds the problems of the value. Wrong types are left to graphql, except where it would take long. */
function check({ type, bound }: Target, value: unknown, path: string, messages: string[]): void {
  if (messages.length >= FAULTS || value === null || value === undefined) return;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const most = bound.entries ?? ENTRIES;
    const list = Array.isArray(value) ? value : [value];
    if (list.length > most) {
      messages.push(`${path} can have at most ${most} entries, not ${list.length}.`);
      return;
    }
    for (const [index, entry] of list.entries()) {
      check({ type: nullable.ofType, bound }, entry, Array.isArray(value) ? `${path}.${index}` : path, messages);
    }
  } else if (isInputObjectType(nullable)) {
    if (typeof value !== 'object' || Array.isArray(value)) return void messages.push(`${path} must be an object.`);
    const fields = nullable.getFields();
    for (const name in value) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const entry: unknown = (value as Record<string, unknown>)[name]; // own, as JSON gives no others
      if (field) check({ type: field.type, bound: boundOf(field) }, entry, `${path}.${name}`, messages);
      else if (messages.length < FAULTS) messages.push(unknownField(nullable, name, path));
      else return;
    }
  } else if (typeof value === 'string') {
    const most = bound.characters ?? charactersOf(nullable);
    if (value.length > most) messages.push(`${path} can have at most ${most} characters, not ${value.length}.`);
  } else if (typeof value === 'object' && charactersOf(nullable) < Number.POSITIVE_INFINITY) {
    messages.push(`${path} must be a single value of the type ${nullable.name}.`);
  }
}

/** Longer names are not quoted: no input field has one. */
const NAME_QUOTED = 50;

function unknownField(type: GraphQLNamedInputType, name: string, path: string): string {
  return `${path} has a field ${JSON.stringify(name.slice(0, NAME_QUOTED))}, which the type ${type.name} does not have.`;
}

/** Characters of a string of the type. JSON and GeoJSON values are measured separately. */
function charactersOf({ name }: GraphQLNamedInputType): number {
  if (name === 'JSON' || name === '_Any' || name.startsWith('GeoJSON')) return Number.POSITIVE_INFINITY;
  return Object.entries(CHARACTERS).find(([scalar]) => scalar === name)?.[1] ?? CHARACTERS.other;
}

/** The bound that the schema's own plugin, its only writer, has set. */
function boundOf({ extensions }: { extensions: Readonly<Record<string, unknown>> }): Bound {
  return (extensions.bound ?? {}) as Bound;
}

const uses = new WeakMap<DocumentNode, ReadonlyMap<string, Required<Bound>>>();

/** For each variable of a document, the tightest bounds of its uses. */
function usesOf(schema: GraphQLSchema, document: DocumentNode): ReadonlyMap<string, Required<Bound>> {
  const known = uses.get(document);
  if (known) return known;
  const found = new Map<string, Required<Bound>>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Variable({ name }, _key, parent) {
        if (!parent || !('kind' in parent)) return;
        const place = parent.kind === Kind.ARGUMENT ? types.getArgument() : inputFieldOf(types, parent);
        if (!place) return;
        const { entries = ENTRIES, characters = charactersOf(getNamedType(place.type)) } = boundOf(place);
        const before = found.get(name.value) ?? { entries, characters };
        found.set(name.value, {
          entries: Math.min(entries, before.entries),
          characters: Math.min(characters, before.characters),
        });
      },
    }),
  );
  uses.set(document, found);
  return found;
}

function inputFieldOf(types: TypeInfo, parent: ASTNode) {
  const type = getNamedType(types.getParentInputType());
  return parent.kind === Kind.OBJECT_FIELD && isInputObjectType(type) ? type.getFields()[parent.name.value] : undefined;
}
