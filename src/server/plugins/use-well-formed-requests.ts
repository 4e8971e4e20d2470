import type { Plugin } from 'graphql-yoga';
import { isErrorCode } from '../errors/catalogue.ts';
import { isGraphQLError } from '../errors/classify.ts';
import { refusal } from '../errors/refusal.ts';

/** Says of a request that cannot be read that it is malformed, and quotes nothing of it: a part of it can be a credential. */
export function useWellFormedRequests(): Plugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (!requestParser) return;
      setRequestParser(async (request) => {
        try {
          return await requestParser(request);
        } catch (error) {
          // Yoga attaches the original error where it quotes the body.
          const isSafe = isGraphQLError(error) && error.extensions.originalError === undefined;
          if (isSafe && isErrorCode(error.extensions.code)) throw error;
          throw refusal('BAD_REQUEST', 'The request body, variables or extensions are not valid JSON.');
        }
      });
    },
  };
}
