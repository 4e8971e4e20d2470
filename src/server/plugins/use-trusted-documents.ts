import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { refusal } from '../errors/refusal.ts';

/** Documents by their id, as graphql-codegen's `persistedDocuments` writes them. */
export type TrustedDocuments = Readonly<Record<string, string>>;

/** The request parameter that names a document. Yoga refuses parameters that are not declared. */
export const DOCUMENT_ID = 'documentId';

/**
 * Runs only registered documents. A caller sends a document's id as `documentId` or as
 * `extensions.persistedQuery.sha256Hash`, with or without `sha256:` in front, or the registered text.
 */
export function useTrustedDocuments(documents: TrustedDocuments): Plugin {
  const byId = new Map(Object.entries(documents).map(([id, text]) => [withoutPrefix(id), text]));
  const texts = new Set(byId.values());
  return {
    onPluginInit({ addPlugin }) {
      addPlugin(
        usePersistedOperations({
          allowArbitraryOperations: true,
          extractPersistedOperationId: documentIdOf,
          getPersistedOperation: (id) => byId.get(withoutPrefix(id)) ?? null,
          customErrors: {
            notFound: ({ params, request }) => notRegistered(documentIdOf(params, request) ?? ''),
            keyNotFound: () => refusal('BAD_REQUEST', NOTHING_TO_RUN),
          },
        }),
      );
    },
    // Every transport passes here, however the text was found.
    onParse({ params: { source } }) {
      const text = typeof source === 'string' ? source : source.body;
      // Thrown here, so the text is not even parsed.
      if (!texts.has(text)) throw refusal('OPERATION_NOT_TRUSTED');
    },
  };
}

/**
 * Answers callers that send an id although no documents are registered. The code makes clients with automatic
 * persisted queries (Apollo) send the text instead.
 */
export function useNoDocumentIds(): Plugin {
  return {
    onParams({ params, request }) {
      if (!params.query && documentIdOf(params, request) !== null) throw refusal('PERSISTED_QUERY_NOT_SUPPORTED');
    },
  };
}

function documentIdOf(params: GraphQLParams & { [DOCUMENT_ID]?: unknown }, { method, url }: Request): string | null {
  const { [DOCUMENT_ID]: id = method === 'GET' ? new URL(url).searchParams.get(DOCUMENT_ID) : null, extensions } =
    params;
  const hash: unknown = extensions?.persistedQuery?.sha256Hash;
  return [id, hash].find((value) => typeof value === 'string') ?? null;
}

const NOTHING_TO_RUN = `Send the id of a registered document as \`${DOCUMENT_ID}\`, which is a string, or its text as \`query\`.`;

const withoutPrefix = (id: string) => id.replace(/^sha256:/, '');

/** Characters of an unknown id that the error repeats. A SHA-256 hash with its prefix has 71. */
const MAX_QUOTED = 80;

function notRegistered(id: string): GraphQLError {
  const quoted = id.length > MAX_QUOTED ? `${id.slice(0, MAX_QUOTED)}…` : id;
  return refusal(
    'PERSISTED_QUERY_NOT_IN_LIST',
    `No document with the id ${JSON.stringify(quoted)} is registered here.`,
  );
}
