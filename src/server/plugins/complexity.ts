import { type DocumentNode, type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql';
import { complexityOfOperation, valuesIn } from '../../schema/kit/complexity.ts';
import { refusal } from '../errors/refusal.ts';
import { variablesOf } from './variables.ts';

const MEASURED_AT_MOST = 100;
const measured = new WeakMap<DocumentNode, Map<string, number>>();
const COMPLEXITY = Symbol('complexity');

/**
 * The complexity of an operation, looked up once for all steps.
 * @throws GraphQLError if an argument's value is invalid, because the complexity is unknown then
 */
export function complexityOf(args: ExecutionArgs & { [COMPLEXITY]?: number }): number {
  args[COMPLEXITY] ??= complexityBySizes(args);
  return args[COMPLEXITY];
}

/** Measured once for a document and the sizes of its variables. */
function complexityBySizes(args: ExecutionArgs): number {
  const { document } = args;
  const variables = variablesOf(args);
  const known = measured.get(document) ?? new Map<string, number>();
  if (known.size === 0) measured.set(document, known);
  const key = sizesKey(args, variables);
  const before = known.get(key);
  if (before !== undefined) return before;

  const complexity = complexityOfOperation(args, variables);
  if (known.size >= MEASURED_AT_MOST) known.clear();
  known.set(key, complexity);
  return complexity;
}

/**
 * Everything that complexity depends on: numbers, lengths of lists and sizes of values, in the order of the definitions. It
 * contains no text of the caller except the operation's name, which JSON quotes, so different requests cannot have equal keys.
 */
function sizesKey({ document, operationName }: ExecutionArgs, variables: Record<string, unknown>): string {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const sizes = definitions.map(({ variable }) => {
    const value = variables[variable.name.value];
    if (typeof value === 'number') return value;
    return Array.isArray(value) ? [value.length, valuesIn(value)] : [valuesIn(value)];
  });
  return JSON.stringify([operationName ?? '', ...sizes]);
}

/** Refuses an operation whose answer could have too many values. */
export function complexityRefusal(args: ExecutionArgs, most: number): ExecutionResult | undefined {
  const complexity = measuredIn(args);
  if (complexity instanceof Error) return { errors: [refusal('BAD_USER_INPUT', complexity.message)] };
  if (complexity <= most) return undefined;
  const advice = 'Ask for fewer rows (`first`) or fewer levels at a time.';
  const message = `The answer could have ${complexity} values, and ${most} are allowed. ${advice}`;
  return { errors: [refusal('OPERATION_TOO_LARGE', message)] };
}

/** The complexity, or the error of an invalid argument, which makes it unknown. */
function measuredIn(args: ExecutionArgs): number | Error {
  try {
    return complexityOf(args);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
