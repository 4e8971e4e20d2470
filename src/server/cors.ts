import type { CORSOptions } from 'graphql-yoga';

/** Yoga's rules, with every part that is used here. */
export type CorsRules = Required<Exclude<CORSOptions, false>> & { origin: string[] };

/** What GraphQL clients, tracers and this gateway's own features put into a request. */
const ALLOWED_HEADERS = [
  'accept',
  'authorization',
  'content-type',
  'x-request-id',
  'x-upstream-trace',
  'x-query-cost',
  // W3C Trace Context and Baggage, and the tracers that have a header of their own.
  'traceparent',
  'tracestate',
  'baggage',
  'sentry-trace',
  // Apollo Client and its like name themselves, and mark requests that no form could send.
  'apollographql-client-name',
  'apollographql-client-version',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'x-graphql-client-name',
  'x-graphql-client-version',
  'graphql-client-name',
  'graphql-client-version',
  'graphql-require-preflight',
  // Clients of the Model Context Protocol.
  'mcp-protocol-version',
  'mcp-session-id',
  'mcp-method',
  'mcp-name',
  // Event sources.
  'cache-control',
  'last-event-id',
  'x-requested-with',
];
const EXPOSED_HEADERS = ['x-request-id', 'retry-after'];
/** The longest that a browser keeps an answer to a preflight (Chromium). */
const MAX_AGE_SECONDS = 7200;

/**
 * What pages of other origins may do. Without `origins`, no such page may call the gateway.
 * @param further request headers that they may send
 */
export function corsOf(origins: string[], headers: readonly string[]): CorsRules | false {
  if (origins.length === 0) return false;
  return {
    origin: origins,
    // The key is a header that the page itself sets, not a cookie.
    credentials: false,
    methods: ['GET', 'POST'],
    allowedHeaders: [...ALLOWED_HEADERS, ...headers],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: MAX_AGE_SECONDS,
  };
}

/** The headers of an answer to a page of another origin, as Yoga writes them. @param origin the request's Origin header */
export function corsHeadersFor(origin: string, rules: CorsRules): Record<string, string> {
  const [first = '', ...others] = rules.origin;
  const isEchoed = rules.origin.includes('*') || (others.length > 0 && rules.origin.includes(origin));
  return {
    'access-control-allow-origin': isEchoed ? origin : others.length > 0 ? 'null' : first,
    ...(isEchoed && { vary: 'Origin' }),
    'access-control-allow-methods': rules.methods.join(', '),
    'access-control-allow-headers': rules.allowedHeaders.join(', '),
    'access-control-expose-headers': rules.exposedHeaders.join(', '),
    'access-control-max-age': String(rules.maxAge),
  };
}
