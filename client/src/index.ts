export { type Client, type ClientOptions, createClient, type RequestOptions } from './client.ts';
export type { TypedDocument } from './document.ts';
export { GatewayError, type GraphQLErrorBody, type UpstreamDetails } from './error.ts';
export * from './generated/graphql.ts';
