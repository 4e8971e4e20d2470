import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type DocumentNode,
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
import type { Plugin } from 'graphql-yoga';
import { DOCUMENT_CHARACTERS, OPERATION_NAME_CHARACTERS } from '../../resolvers/input/bounds.ts';
import type { Limits } from '../defaults.ts';
import { refusal } from '../errors/refusal.ts';
import { inputBoundsRule } from './input-bounds.ts';
import { maxPairsRule } from './max-pairs-rule.ts';

/** Errors in the answer to an invalid document, at most: a small request must not cause a large answer. */
const MAX_ERRORS = 5;

/**
 * Refuses documents that are larger than any real one, before the parser and graphql's own validation rules spend time on them.
 * @param forget called with the text of each refused document, which is not worth caching
 */
export function useLimits(limits: Limits, forget: (text: string) => void): Plugin {
  const rules = limitRules(limits);
  return {
    onParams({ params: { operationName }, setResult }) {
      if (typeof operationName === 'string' && operationName.length > OPERATION_NAME_CHARACTERS) {
        const message = `operationName can have at most ${OPERATION_NAME_CHARACTERS} characters.`;
        setResult({ errors: [refusal('OPERATION_TOO_LARGE', message)] });
      }
    },
    onParse({ setParseFn }) {
      setParseFn((source, options) => parseWithin(limits.tokens, source, options));
    },
    onValidate({ params: { documentAST }, validateFn, setValidationFn }) {
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, ...rest) => {
        // Some of graphql's own rules take long on documents that these refuse.
        const errors = validate(schema, document, rules, { maxErrors: MAX_ERRORS });
        return errors.length > 0 ? errors : boundedErrors(validateFn(schema, document, ...rest));
      });
      return ({ valid }) => {
        if (!valid && documentAST.loc) forget(documentAST.loc.source.body);
      };
    },
  };
}

function parseWithin(maxTokens: number, source: string | Source, options: ParseOptions | undefined): DocumentNode {
  const characters = (typeof source === 'string' ? source : source.body).length;
  if (characters > DOCUMENT_CHARACTERS) {
    throw refusal(
      'OPERATION_TOO_LARGE',
      `A document can have at most ${DOCUMENT_CHARACTERS} characters, not ${characters}.`,
    );
  }
  try {
    return parse(source, { ...options, maxTokens });
  } catch (error) {
    // The parser recurses once for each level of the document.
    if (error instanceof RangeError) throw refusal('OPERATION_TOO_LARGE', 'The document is nested too deeply.');
    throw error;
  }
}

function boundedErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  return errors.length <= MAX_ERRORS ? errors : errors.slice(0, MAX_ERRORS);
}

/**
 * Introspection counts like everything else. An exemption by name, such as a fragment called `__schema`, could be used by
 * anyone.
 */
function limitRules({ depth, aliases, directives, fragments, pairs }: Limits): ValidationRule[] {
  const reporting = {
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError) =>
        context?.reportError(refusal('OPERATION_TOO_LARGE', error.message.replace('Syntax Error: ', ''))),
    ],
  };
  return [
    // The rules use the same graphql, but their declarations name another copy's types.
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

/** Several of graphql's rules visit, for every fragment, all fragments that it reaches. */
function maxFragmentsRule(most: number): ValidationRule {
  return (context) => ({
    Document({ definitions }: DocumentNode) {
      const count = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length;
      if (count > most)
        context.reportError(refusal('OPERATION_TOO_LARGE', `Fragments limit of ${most} exceeded, found ${count}.`));
    },
  });
}
