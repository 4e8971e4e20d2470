import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  parse,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql';
import { createGraphQLError, type Plugin } from 'graphql-yoga';

/** How large an operation may be. What is within them stands in the README. */
export interface Limits {
  /** Fields within fields. */
  depth: number;
  aliases: number;
  directives: number;
  /** Words and signs of the document. */
  tokens: number;
  /** Fragments that the document defines. */
  fragments: number;
  /** How often one selection may name the same field. */
  repeats: number;
  /** Values that the answer may have at most, were every list as long as it may be. */
  complexity: number;
}

/** Real queries pass these with room: the deepest of the graph's own is 14 fields deep. */
export const DEFAULT_LIMITS: Limits = {
  depth: 20,
  aliases: 100,
  directives: 50,
  tokens: 5000,
  fragments: 100,
  repeats: 30,
  complexity: 500_000,
};

/** Errors that the answer to a bad document names at most: a small request must not cause a large answer. */
const MAX_ERRORS = 5;

/**
 * Refuses operations that cost more than any real one: by their text before anything else looks at them, by the size of what
 * they ask for before anything is executed. Holds on every way in, because it stands where all of them meet.
 */
export function useLimits(limits: Limits): Plugin {
  const rules = limitRules(limits);
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.tokens }));
    },
    onValidate({ validateFn, setValidationFn }) {
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, ...rest) => {
        // Some of graphql's own rules take long over what these refuse.
        const errors = validate(schema, document, rules, { maxErrors: MAX_ERRORS });
        return errors.length > 0 ? errors : boundedErrors(validateFn(schema, document, ...rest));
      });
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      const error = complexityError(args, limits.complexity);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
    onSubscribe: ({ args, setResultAndStopExecution }) => {
      const error = complexityError(args, limits.complexity);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
  };
}

function boundedErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  return errors.length <= MAX_ERRORS ? errors : errors.slice(0, MAX_ERRORS);
}

/**
 * Introspection counts like all else: what is let through by its name (a fragment called `__schema`, say) is let through for
 * everybody.
 */
function limitRules({ depth, aliases, directives, fragments, repeats }: Limits): ValidationRule[] {
  const reporting = {
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError) =>
        context?.reportError(tooLarge(error.message.replace('Syntax Error: ', ''))),
    ],
  };
  return [
    // The rules are built on the same graphql; their declarations name another copy's types.
    maxDepthRule({
      n: depth,
      ignoreIntrospection: false,
      flattenFragments: true,
      ...reporting,
    }) as unknown as ValidationRule,
    maxAliasesRule({ n: aliases, allowList: [], ...reporting }) as unknown as ValidationRule,
    maxDirectivesRule({ n: directives, ...reporting }) as unknown as ValidationRule,
    maxFragmentsRule(fragments),
    maxRepeatsRule(repeats),
  ];
}

/** Several of graphql's rules go from every fragment to all that it leads to. */
function maxFragmentsRule(most: number): ValidationRule {
  return (context) => ({
    Document({ definitions }: DocumentNode) {
      const count = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length;
      if (count > most) context.reportError(tooLarge(`Fragments limit of ${most} exceeded, found ${count}.`));
    },
  });
}

/** Comparing a field with all its repetitions takes the square of their number. */
function maxRepeatsRule(most: number): ValidationRule {
  return (context) => ({
    SelectionSet({ selections }: SelectionSetNode) {
      if (selections.length <= most) return;
      const counts = new Map<string, number>();
      for (const selection of selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) continue;
        const name = selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : selection.name.value;
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        if (count === most + 1) {
          context.reportError(tooLarge(`A selection names ${name} more than ${most} times.`));
          return false;
        }
      }
    },
  });
}

function complexityError(args: ExecutionArgs, most: number): GraphQLError | undefined {
  const complexity = complexityOf(args);
  if (complexity <= most) return undefined;
  return tooLarge(
    `The answer could have ${complexity} values, and ${most} are allowed. Ask for fewer rows (\`first\`) or fewer levels at a time.`,
  );
}

const MEASURED_AT_MOST = 100;
const measured = new WeakMap<DocumentNode, Map<string, number>>();

/** The complexity of an operation, measured once for a document and the sizes that its variables give. */
function complexityOf({ schema, document, operationName, variableValues }: ExecutionArgs): number {
  const known = measured.get(document) ?? new Map<string, number>();
  if (known.size === 0) measured.set(document, known);
  const key = sizesOf(operationName, variableValues ?? {});
  const before = known.get(key);
  if (before !== undefined) return before;

  const complexity = measure(documentOfOne(document, operationName), schema, variableValues ?? {});
  if (known.size >= MEASURED_AT_MOST) known.clear();
  known.set(key, complexity);
  return complexity;
}

/** Numbers and the lengths of lists are all that complexity depends on. */
function sizesOf(operationName: string | null | undefined, variables: Readonly<Record<string, unknown>>): string {
  let key = operationName ?? '';
  for (const name in variables) {
    const value = variables[name];
    if (typeof value === 'number') key += ` ${name}=${value}`;
    else if (Array.isArray(value)) key += ` ${name}=[${value.length}]`;
    else key += ` ${name}`;
  }
  return key;
}

function measure(document: DocumentNode, schema: GraphQLSchema, variables: Readonly<Record<string, unknown>>): number {
  try {
    return complexityFromQuery(document, { schema, variables }).complexity;
  } catch {
    // Variables or arguments that do not fit: the execution says so, in its own words.
    return 0;
  }
}

/** The document without its other operations, because Pothos measures the first that it finds. */
function documentOfOne(document: DocumentNode, operationName: string | null | undefined): DocumentNode {
  const operation = getOperationAST(document, operationName);
  const definitions = document.definitions.filter(
    (definition) => definition === operation || definition.kind !== Kind.OPERATION_DEFINITION,
  );
  return { ...document, definitions };
}

function tooLarge(message: string): GraphQLError {
  return createGraphQLError(message, {
    extensions: { code: 'OPERATION_TOO_LARGE', http: { spec: true, status: 400 } },
  });
}
