import type { GraphQLError } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';

/** Says of an operation that it is larger than any real one. */
export function tooLarge(message: string): GraphQLError {
  return createGraphQLError(message, {
    extensions: { code: 'OPERATION_TOO_LARGE', http: { spec: true, status: 400 } },
  });
}
