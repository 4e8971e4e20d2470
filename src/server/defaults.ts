import type { CompressionSetting } from '../upstream/http/content-encoding.ts';

/** How large an operation may be. */
export interface Limits {
  /** Levels of nested fields. */
  depth: number;
  /** Aliases in the document. */
  aliases: number;
  /** Directives in the document. */
  directives: number;
  /** Tokens of the document. */
  tokens: number;
  /** Fragments that the document defines. */
  fragments: number;
  /** Pairs of fields with the same response key, which validation has to compare. */
  pairs: number;
  /** Values that the answer can have at most, if every list is as long as its `first` allows. */
  complexity: number;
}

/** The settings that have a default, whether they come from the environment (`config.ts`) or from a caller of `createGateway`. */
export interface Settings {
  /** Milliseconds for one whole operation. */
  timeoutMs: number;
  /** Most sockets to the upstream. */
  maxConnections: number;
  /** Most bytes of one upstream answer. */
  maxResponseBytes: number;
  /** Whether compressed answers of the upstream are asked for. */
  compression: CompressionSetting;
  /** Most upstream calls of one operation. */
  maxUpstreamCalls: number;
  /** Milliseconds for which satellites, bandsets, blocks and collections are cached for each credential; 0 turns it off. */
  referenceCacheTtlMs: number;
  /** Bytes of upstream answers that are cached: an unchanged answer is not decoded again. 0 turns it off. */
  unchangedAnswersBytes: number;
  /** Milliseconds between polls of a watched object right after it has changed. */
  pollMinIntervalMs: number;
  /** Milliseconds between polls of a watched object that has not changed for long. */
  pollMaxIntervalMs: number;
  /** Most milliseconds that one subscription lasts. */
  subscriptionMaxAgeMs: number;
  /** Whether a browser that opens `/graphql` gets the explorer, a page around GraphiQL. */
  hasGraphiql: boolean;
  /** Address of the explorer's map tiles, with `{x}`, `{y}` and `{z}`; null: its map has coastlines only. */
  tilesUrl: string | null;
  /** Whether callers may query the schema. If not, errors contain no suggestions either. */
  hasIntrospection: boolean;
  /** Origins whose pages may call the gateway. */
  corsOrigins: string[];
  /** Request headers that such pages may send besides those of usual clients and tracers. */
  corsAllowedHeaders: string[];
  /** Whether `/health/ready` also needs the upstream to answer. */
  readinessChecksUpstream: boolean;
  /** How large one operation may be. */
  limits: Limits;
  /** Requests and WebSocket operations that one process works on at once, answers that are still being written included. */
  maxOperations: number;
  /** Of these, most for one API key. */
  maxOperationsPerKey: number;
  /** Subscriptions of one process. */
  maxSubscriptions: number;
  /** Of these, most for one API key. */
  maxSubscriptionsPerKey: number;
  /** The complexity of all operations in flight together. */
  maxTotalComplexity: number;
  /** Bytes of upstream answers that are held at once, before they are decoded. */
  maxHeldResponseBytes: number;
  /** Bytes of request bodies over 16 KiB that are received at once. */
  maxHeldRequestBytes: number;
}

/** The bounds of the connections that a process accepts. */
export interface ConnectionSettings {
  /** Connections in all, WebSockets included. */
  maxConnectionsIn: number;
  /** Connections from one client address. */
  maxConnectionsPerAddress: number;
  /** Milliseconds until the headers of a request have arrived. */
  headersTimeoutMs: number;
  /** Milliseconds until the whole request has arrived. */
  requestTimeoutMs: number;
  /** Milliseconds that an idle connection stays open for a next request. */
  keepAliveTimeoutMs: number;
  /** Milliseconds without a byte in either direction. Longer than an operation may take. */
  idleTimeoutMs: number;
  /** Milliseconds until a WebSocket has sent `connection_init`. */
  webSocketInitTimeoutMs: number;
  /** Operations in flight on one WebSocket, subscriptions included. */
  maxOperationsPerWebSocket: number;
  /** Messages and pings that one WebSocket may send in a second. */
  maxWebSocketMessagesPerSecond: number;
}

const MIB = 1024 * 1024;
/** Most bytes of a request's body. An order over large areas has about 100 KB. */
export const MAX_REQUEST_BYTES = MIB;
const MINUTE_MS = 60_000;

/** Every default, once. docs/settings.md shows them. */
export const DEFAULTS: Settings = {
  timeoutMs: 30_000,
  maxConnections: 256,
  maxResponseBytes: 16 * MIB,
  compression: 'auto',
  maxUpstreamCalls: 1000,
  referenceCacheTtlMs: MINUTE_MS,
  unchangedAnswersBytes: 16 * MIB,
  pollMinIntervalMs: 1000,
  pollMaxIntervalMs: 15_000,
  subscriptionMaxAgeMs: 60 * MINUTE_MS,
  hasGraphiql: true,
  tilesUrl: null,
  hasIntrospection: true,
  corsOrigins: [],
  corsAllowedHeaders: [],
  readinessChecksUpstream: false,
  // The deepest query that the schema itself suggests has 14 levels.
  limits: {
    depth: 20,
    aliases: 100,
    directives: 50,
    tokens: 5000,
    fragments: 100,
    pairs: 10_000,
    complexity: 400_000,
  },
  maxOperations: 500,
  maxOperationsPerKey: 200,
  maxSubscriptions: 1000,
  maxSubscriptionsPerKey: 200,
  maxTotalComplexity: 500_000,
  maxHeldResponseBytes: 32 * MIB,
  maxHeldRequestBytes: 32 * MIB,
};

/** The defaults of the bounds on connections. */
export const CONNECTION_DEFAULTS: ConnectionSettings = {
  maxConnectionsIn: 2500,
  // Behind a balancer, all connections come from a few addresses.
  maxConnectionsPerAddress: 2000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  // Above the 60 seconds of usual balancers, which otherwise send a request on a connection that is being closed.
  keepAliveTimeoutMs: 75_000,
  idleTimeoutMs: MINUTE_MS,
  webSocketInitTimeoutMs: 3000,
  maxOperationsPerWebSocket: 100,
  maxWebSocketMessagesPerSecond: 100,
};

type NumberSetting = { [Name in keyof Settings]: Settings[Name] extends number ? Name : never }[keyof Settings];

/** The smallest and the largest value of each setting that is a whole number. */
export const RANGES: Readonly<Record<NumberSetting, readonly [least: number, most: number]>> = {
  timeoutMs: [1, 10 * MINUTE_MS],
  maxConnections: [1, 10_000],
  maxResponseBytes: [1, 1024 * MIB],
  maxUpstreamCalls: [1, 1_000_000],
  referenceCacheTtlMs: [0, 24 * 60 * MINUTE_MS],
  unchangedAnswersBytes: [0, 1024 * MIB],
  pollMinIntervalMs: [100, 10 * MINUTE_MS],
  pollMaxIntervalMs: [100, 60 * MINUTE_MS],
  subscriptionMaxAgeMs: [1000, 24 * 60 * MINUTE_MS],
  maxOperations: [1, 100_000],
  maxOperationsPerKey: [1, 100_000],
  maxSubscriptions: [0, 100_000],
  maxSubscriptionsPerKey: [0, 100_000],
  maxTotalComplexity: [1, 1_000_000_000],
  maxHeldResponseBytes: [1, 4096 * MIB],
  maxHeldRequestBytes: [1, 4096 * MIB],
};

/** The smallest and the largest value of each of the limits on one operation. */
export const LIMIT_RANGE = [1, 1_000_000_000] as const;

/** The smallest and the largest value of each bound on connections. */
export const CONNECTION_RANGES: Readonly<Record<keyof ConnectionSettings, readonly [least: number, most: number]>> = {
  keepAliveTimeoutMs: [1000, 60 * MINUTE_MS],
  maxConnectionsIn: [1, 100_000],
  maxConnectionsPerAddress: [1, 100_000],
  headersTimeoutMs: [1, 10 * MINUTE_MS],
  requestTimeoutMs: [1, 10 * MINUTE_MS],
  idleTimeoutMs: [1, 60 * MINUTE_MS],
  webSocketInitTimeoutMs: [1, MINUTE_MS],
  maxOperationsPerWebSocket: [1, 10_000],
  maxWebSocketMessagesPerSecond: [1, 100_000],
};
