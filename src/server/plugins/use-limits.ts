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
  type ParseOptions,
  parse,
  type Source,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql';
import { createGraphQLError, type Plugin } from 'graphql-yoga';
import { DOCUMENT_CHARACTERS, OPERATION_NAME_CHARACTERS } from '../../resolvers/input/bounds.ts';
import { valuesIn } from '../../schema/kit/complexity.ts';
import type { Limits } from '../defaults.ts';
import { tooLarge } from '../errors/too-large.ts';
import { variablesOf } from './coerced-variables.ts';
import { inputBoundsRule } from './input-bounds.ts';
import { maxPairsRule } from './max-pairs-rule.ts';

/** Errors that the answer to a bad document names at most: a small request must not cause a large answer. */
const MAX_ERRORS = 5;

/**
 * Refuses operations that cost more than any real one: by their text before anything else looks at them, by the size of what
 * they ask for before anything is executed. Holds on every way in, because it stands where all of them meet.
 *
 * @param forget told of the text of each document that was refused, which is not worth being kept
 */
export function useLimits(limits: Limits, forget: (text: string) => void): Plugin {
  const rules = limitRules(limits);
  return {
    onParams({ params: { operationName }, setResult }) {
      if (typeof operationName === 'string' && operationName.length > OPERATION_NAME_CHARACTERS) {
        const message = `operationName can have at most ${OPERATION_NAME_CHARACTERS} characters.`;
        setResult({ errors: [tooLarge(message)] });
      }
    },
    onParse({ setParseFn }) {
      setParseFn((source, options) => parseWithin(limits.tokens, source, options));
    },
    onValidate({ params: { documentAST }, validateFn, setValidationFn }) {
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, ...rest) => {
        // Some of graphql's own rules take long over what these refuse.
        const errors = validate(schema, document, rules, { maxErrors: MAX_ERRORS });
        return errors.length > 0 ? errors : boundedErrors(validateFn(schema, document, ...rest));
      });
      return ({ valid }) => {
        if (!valid && documentAST.loc) forget(documentAST.loc.source.body);
      };
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      const errors = sizeErrors(args, limits.complexity);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
    onSubscribe: ({ args, setResultAndStopExecution }) => {
      const errors = sizeErrors(args, limits.complexity);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
}

function parseWithin(maxTokens: number, source: string | Source, options: ParseOptions | undefined): DocumentNode {
  const characters = (typeof source === 'string' ? source : source.body).length;
  if (characters > DOCUMENT_CHARACTERS) {
    throw tooLarge(`A document can have at most ${DOCUMENT_CHARACTERS} characters, not ${characters}.`);
  }
  try {
    return parse(source, { ...options, maxTokens });
  } catch (error) {
    // The parser goes down a level for each level of the document.
    if (error instanceof RangeError) throw tooLarge('The document is nested too deeply.');
    throw error;
  }
}

function boundedErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  return errors.length <= MAX_ERRORS ? errors : errors.slice(0, MAX_ERRORS);
}

/**
 * Introspection counts like all else: what is let through by its name (a fragment called `__schema`, say) is let through for
 * everybody.
 */
function limitRules({ depth, aliases, directives, fragments, pairs }: Limits): ValidationRule[] {
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
    maxPairsRule(pairs),
    inputBoundsRule,
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

function sizeErrors(args: ExecutionArgs, mostComplex: number): GraphQLError[] {
  const { boundErrors } = variablesOf(args);
  if (boundErrors.length > 0) return boundErrors;
  const error = complexityError(args, mostComplex);
  return error ? [error] : [];
}

function complexityError(args: ExecutionArgs, most: number): GraphQLError | undefined {
  let complexity: number;
  try {
    complexity = complexityOf(args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return createGraphQLError(error.message, {
      extensions: { code: 'BAD_USER_INPUT', http: { spec: true, status: 400 } },
    });
  }
  if (complexity <= most) return undefined;
  return tooLarge(
    `The answer could have ${complexity} values, and ${most} are allowed. Ask for fewer rows (\`first\`) or fewer levels at a time.`,
  );
}

const MEASURED_AT_MOST = 100;
const measured = new WeakMap<DocumentNode, Map<string, number>>();

/**
 * The complexity of an operation, measured once for a document and the sizes of its variables.
 * @throws GraphQLError where an argument cannot have the value that it is given: then nobody knows
 */
function complexityOf(args: ExecutionArgs): number {
  const { schema, document, operationName } = args;
  const variables = variablesOf(args).coerced;
  // The execution says what does not fit, in its own words, before anything runs.
  if (!variables) return 0;
  const known = measured.get(document) ?? new Map<string, number>();
  if (known.size === 0) measured.set(document, known);
  const key = sizesKey(args, variables);
  const before = known.get(key);
  if (before !== undefined) return before;

  const { complexity } = complexityFromQuery(documentOfOne(document, operationName), { schema, variables });
  if (known.size >= MEASURED_AT_MOST) known.clear();
  known.set(key, complexity);
  return complexity;
}

/**
 * All that complexity depends on: numbers, the lengths of lists and the sizes of values, in the order of the definitions. It
 * holds no text of the caller's but the operation's name, which JSON quotes: no two requests that differ in it have one key.
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

/** The document without its other operations, because Pothos measures the first that it finds. */
function documentOfOne(document: DocumentNode, operationName: string | null | undefined): DocumentNode {
  const operation = getOperationAST(document, operationName);
  const definitions = document.definitions.filter(
    (definition) => definition === operation || definition.kind !== Kind.OPERATION_DEFINITION,
  );
  return { ...document, definitions };
}
