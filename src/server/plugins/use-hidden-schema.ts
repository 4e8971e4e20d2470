import { type ExecutionResult, type GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql';
import { createGraphQLError, handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga';

/** Refuses introspection, and keeps names that the caller did not write out of errors: both tell what the schema holds. */
export function useHiddenSchema(): Plugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(NoSchemaIntrospectionCustomRule);
      return ({ valid, result, setResult }) => {
        if (!valid) setResult([...result].map(withoutSuggestion));
      };
    },
    // Variables are checked when the execution begins, and are suggested for as well.
    onExecute: () => ({
      onExecuteDone: (payload) =>
        handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) => {
          if (result.errors) setResult(withoutSuggestions(result));
        }),
    }),
    onSubscribe: () => ({
      onSubscribeResult: ({ result, setResult }) => {
        if ('errors' in result && result.errors) setResult(withoutSuggestions(result));
      },
    }),
  };
}

function withoutSuggestions(result: ExecutionResult): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(withoutSuggestion) } : result;
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ ?Did you mean [^?]*\?/g, '');
  if (message === error.message) return error;
  // A changed copy: the same error can be kept in a cache.
  return createGraphQLError(message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: error.extensions,
  });
}
