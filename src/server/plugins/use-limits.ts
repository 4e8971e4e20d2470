import {
  type DefinitionNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type ParseOptions,
  parse,
  type Source,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { DOCUMENT_CHARACTERS, OPERATION_NAME_CHARACTERS, VARIABLES } from '../../resolvers/input/bounds.ts';
import type { Limits } from '../defaults.ts';
import { refusal } from '../errors/refusal.ts';
import { measureOf } from './document-measure.ts';
import { hasMorePairsThan, MOST_KEYS } from './field-pairs.ts';
import { MAX_VALIDATION_ERRORS } from './use-validation.ts';

/**
 * Refuses documents that are larger than any real one, before the parser and graphql's own validation rules spend time on them.
 * @param forget called with the text of each refused document, which is not worth caching
 */
export function useLimits(limits: Limits, forget: (text: string) => void): Plugin {
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
        const errors = limitErrors(schema, document, limits);
        return errors.length > 0 ? errors.slice(0, MAX_VALIDATION_ERRORS) : validateFn(schema, document, ...rest);
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

function isFragment({ kind }: DefinitionNode): boolean {
  return kind === Kind.FRAGMENT_DEFINITION;
}

/**
 * The limits that a document exceeds, and its literals that exceed their bounds. Introspection counts like everything else: an
 * exemption by name, such as a fragment called `__schema`, could be used by anyone.
 */
function limitErrors(schema: GraphQLSchema, document: DocumentNode, limits: Limits): readonly GraphQLError[] {
  const { operations, errors } = measureOf(schema, document);
  const messages: string[] = [];
  const check = (name: string, most: number, found: number) => {
    if (found > most) messages.push(`${name} limit of ${most} exceeded, found ${found}.`);
  };
  for (const { depth, aliases, directives, variables } of operations) {
    check('Query depth', limits.depth, depth);
    check('Aliases', limits.aliases, aliases);
    check('Directives', limits.directives, directives);
    if (variables > VARIABLES)
      messages.push(`An operation can define at most ${VARIABLES} variables, not ${variables}.`);
  }
  // Several of graphql's rules visit, for every fragment, all fragments that it reaches.
  check('Fragments', limits.fragments, document.definitions.filter(isFragment).length);
  if (hasMorePairsThan(limits.pairs, document)) {
    messages.push(
      `Too many fields in one place. Select each field once, and at most ${MOST_KEYS} fields side by side.`,
    );
  }
  return [...messages.map((message) => refusal('OPERATION_TOO_LARGE', message)), ...errors];
}
