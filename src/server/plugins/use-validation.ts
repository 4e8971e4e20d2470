import { type DocumentNode, type GraphQLSchema, NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { SingleFieldSubscriptionsRule } from './subscription-root.ts';
import { validate } from './validate.ts';

/** Errors in the answer to an invalid document, at most: a small request must not cause a large answer. */
export const MAX_VALIDATION_ERRORS = 5;

/** Validates documents. Without introspection, they cannot ask for the schema, and errors suggest no names of it. */
export function useValidation(hasIntrospection: boolean): Plugin {
  return {
    onValidate({ addValidationRule, setValidationFn }) {
      addValidationRule(SingleFieldSubscriptionsRule);
      if (!hasIntrospection) addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, rules: readonly ValidationRule[]) => {
        // `@defer` and `@stream` have a variant of one of graphql's rules, with the same name.
        const byName = new Map(rules.map((rule) => [rule.name, rule]));
        const limits = { maxErrors: MAX_VALIDATION_ERRORS, hidesSuggestions: !hasIntrospection };
        return validate(schema, document, [...byName.values()], limits);
      });
    },
  };
}
