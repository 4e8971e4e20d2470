import {
  coerceInputValue,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  getNamedType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import { FAULTS } from '../../resolvers/input/bounds.ts';
import { InputError } from '../../resolvers/input/input-error.ts';
import { measureOf } from './document-measure.ts';
import { boundErrors } from './input-bounds.ts';

type Values = Record<string, unknown>;
type Coerced = { values: Values } | { errors: GraphQLError[] };

/** The errors of variables that do not fit. @param hidesNames whether errors omit suggestions from the schema */
export function variableRefusal(args: ExecutionArgs, hidesNames: boolean): ExecutionResult | undefined {
  const result = coercedVariables(args, hidesNames);
  return 'errors' in result ? result : undefined;
}

/** The variables of an operation after `variableRefusal`: coerced, with their defaults. */
export function variablesOf(args: ExecutionArgs): Values {
  const result = coercedVariables(args);
  return 'values' in result ? result.values : {};
}

const COERCED = Symbol('coerced variables');

/** Checks and coerces the variables of an operation, once for all steps. */
export function coercedVariables(args: ExecutionArgs & { [COERCED]?: Coerced }, hidesNames = false): Coerced {
  args[COERCED] ??= checked(args, hidesNames);
  return args[COERCED];
}

function checked(args: ExecutionArgs, hidesNames: boolean): Coerced {
  // Bounds come first: graphql takes long on values that are too large.
  const errors = variableBoundErrors(args);
  return errors.length > 0 ? { errors } : coerce(args, hidesNames);
}

/**
 * Variables that exceed their bounds or have unknown names, at most 10 errors. Takes linear time in the size of the
 * variables, whatever they hold; graphql's own coercion quotes the whole value once for each wrong entry.
 */
function variableBoundErrors({ schema, document, operationName, variableValues }: ExecutionArgs): GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const { variableBounds } = measureOf(schema, document);
  const errors: GraphQLError[] = [];
  for (const { variable, type } of definitions) {
    const name = variable.name.value;
    const inputType = typeFromAST(schema, type);
    const value = variableValues?.[name];
    if (value === undefined || !isInputType(inputType)) continue;
    const bound = variableBounds.get(name) ?? {};
    errors.push(...boundErrors({ type: inputType, bound, isJson: true }, value, `$${name}`));
    if (errors.length >= FAULTS) break;
  }
  return errors.slice(0, FAULTS);
}

/** Like graphql's own `getVariableValues`, but errors name the place and never quote a credential. */
function coerce({ schema, document, operationName, variableValues }: ExecutionArgs, hidesNames: boolean): Coerced {
  const values: Values = {};
  const errors: GraphQLError[] = [];
  const report = (definition: VariableDefinitionNode, path: Path, words: string) => {
    const place = path.map((key) => `.${key}`).join('');
    const cause = new InputError(`$${definition.variable.name.value}${place} ${words}`);
    errors.push(new GraphQLError(cause.message, { nodes: definition, originalError: cause }));
    if (errors.length === FAULTS) throw TOO_MANY;
  };
  try {
    for (const definition of getOperationAST(document, operationName)?.variableDefinitions ?? []) {
      const name = definition.variable.name.value;
      // The document is valid, so the type is an input type.
      const type = typeFromAST(schema, definition.type) as GraphQLInputType;
      const isGiven = variableValues !== null && variableValues !== undefined && Object.hasOwn(variableValues, name);
      if (isGiven) {
        values[name] = coerceInputValue(
          variableValues[name],
          type,
          (path, value, error) => report(definition, path, wordsOf(type, path, value, error)),
          hidesNames,
        );
      } else if (definition.defaultValue) values[name] = valueFromAST(definition.defaultValue, type);
      else if (isNonNullType(type)) report(definition, [], `is required. Its type is ${String(type)}.`);
    }
  } catch (error) {
    if (error !== TOO_MANY) throw error;
  }
  return errors.length > 0 ? { errors } : { values };
}

const TOO_MANY = Symbol('too many errors');

type Path = readonly (string | number)[];

/** What GraphQL's own scalars accept. Their own messages quote the value, which can be a credential. */
const SCALARS: Record<string, string> = {
  Int: 'must be a whole number from -2147483648 to 2147483647.',
  Float: 'must be a number.',
  String: 'must be a string.',
  Boolean: 'must be true or false.',
  ID: 'must be a string or a whole number.',
};

function wordsOf(type: GraphQLInputType, path: Path, value: unknown, error: GraphQLError): string {
  const named = namedTypeAt(type, path);
  if (value === null || value === undefined) return 'must not be null.';
  if (!isInputObjectType(named)) {
    if (error.originalError) return `is invalid: ${error.originalError.message}`;
    const words = SCALARS[named.name];
    if (words !== undefined) return words;
    if (isEnumType(named) && typeof value !== 'string') return `must be a value of the enum ${named.name}.`;
  }
  return `is invalid: ${error.message}`;
}

function namedTypeAt(type: GraphQLInputType, path: Path): GraphQLNamedInputType {
  let at: GraphQLInputType = type;
  for (const key of path) {
    const nullable: GraphQLInputType = isNonNullType(at) ? at.ofType : at;
    const next: GraphQLInputType | undefined = isListType(nullable)
      ? nullable.ofType
      : isInputObjectType(nullable)
        ? nullable.getFields()[key]?.type
        : undefined;
    if (!next) break;
    at = next;
  }
  return getNamedType(at);
}
