import { createGraphQLError, type Plugin } from 'graphql-yoga';
import { isGraphQLError } from '../errors/client-error.ts';

/** Says of a request that cannot be read that it is malformed, and quotes nothing of it: a part of it can be a credential. */
export function useWellFormedRequests(): Plugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (!requestParser) return;
      setRequestParser(async (request) => {
        try {
          return await requestParser(request);
        } catch (error) {
          // What the gateway itself refuses has a code already.
          if (isGraphQLError(error) && error.extensions.originalError === undefined && error.extensions.code)
            throw error;
          throw createGraphQLError('The request, or its variables or extensions, are no well-formed JSON.', {
            extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
          });
        }
      });
    },
  };
}
