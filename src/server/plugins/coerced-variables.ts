import { type ExecutionArgs, type GraphQLError, getOperationAST, getVariableValues } from 'graphql';
import { FAULTS } from '../../resolvers/input/bounds.ts';
import { variableBoundErrors } from './input-bounds.ts';

interface Variables {
  /** With their defaults, as fields will see them; undefined where they do not fit the operation. */
  coerced: Record<string, unknown> | undefined;
  /** What is past its bound. What else does not fit is the executor's to report. */
  boundErrors: GraphQLError[];
}

const variables = new WeakMap<ExecutionArgs, Variables>();

/** The variables of an operation, checked and coerced once for all who ask. */
export function variablesOf(args: ExecutionArgs): Variables {
  const known = variables.get(args);
  if (known) return known;
  const boundErrors = variableBoundErrors(args);
  const made = { coerced: boundErrors.length > 0 ? undefined : coercedBy(args), boundErrors };
  variables.set(args, made);
  return made;
}

function coercedBy({ schema, document, operationName, variableValues }: ExecutionArgs) {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  if (definitions.length === 0) return {};
  return getVariableValues(schema, definitions, variableValues ?? {}, { maxErrors: FAULTS }).coerced;
}
