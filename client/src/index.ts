export type { OnWarnings, Warning } from './answer.ts';
export { type Client, type ClientOptions, createClient, type RequestOptions, type WatchOptions } from './client.ts';
export type {
  MutationDocument,
  OperationKind,
  QueryDocument,
  SubscriptionDocument,
  TypedDocument,
} from './document.ts';
export { type ErrorCode, GatewayError, type GraphQLErrorBody, type UpstreamDetails } from './error.ts';
export * from './generated/graphql.ts';
export type { RetryOptions } from './retry.ts';
