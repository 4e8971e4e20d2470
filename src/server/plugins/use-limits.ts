import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLSchema,
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
import type { Limits } from '../defaults.ts';
import { tooLarge } from '../errors/too-large.ts';
import { variablesOf } from './coerced-variables.ts';
import { complexityOf } from './complexity.ts';
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
