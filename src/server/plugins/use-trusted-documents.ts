import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLError } from 'graphql';
import { createGraphQLError, type Plugin } from 'graphql-yoga';

/** Documents by their id, as graphql-codegen's `persistedDocuments` writes them. */
export type TrustedDocuments = Readonly<Record<string, string>>;

/**
 * Lets only registered documents run. A caller sends a document's id as `extensions.persistedQuery.sha256Hash`, or its text
 * as it was registered.
 */
export function useTrustedDocuments(documents: TrustedDocuments): Plugin {
  const texts = new Set(Object.values(documents));
  return {
    onPluginInit({ addPlugin }) {
      addPlugin(
        usePersistedOperations({
          allowArbitraryOperations: true,
          getPersistedOperation: (id) => (Object.hasOwn(documents, id) ? (documents[id] ?? null) : null),
        }),
      );
    },
    // Where every way in passes, whatever looked up the text.
    onParse({ params: { source } }) {
      const text = typeof source === 'string' ? source : source.body;
      if (texts.has(text)) return undefined;
      return ({ replaceParseResult }) => replaceParseResult(notTrusted());
    },
  };
}

function notTrusted(): GraphQLError {
  return createGraphQLError('Only registered operations run here.', {
    extensions: { code: 'OPERATION_NOT_TRUSTED', http: { spec: true, status: 400 } },
  });
}
