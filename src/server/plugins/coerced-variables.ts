import { type ExecutionArgs, getOperationAST, getVariableValues } from 'graphql';

/** The variables of an operation with their defaults, as its fields will see them; undefined where they do not fit it. */
export function coercedVariables({
  schema,
  document,
  operationName,
  variableValues,
}: ExecutionArgs): Record<string, unknown> | undefined {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  return definitions.length === 0 ? {} : getVariableValues(schema, definitions, variableValues ?? {}).coerced;
}
