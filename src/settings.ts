import { readFileSync } from 'node:fs';
import { bool, EnvError, makeValidator, str } from 'envalid';
import { closestMatch } from 'leven';
import { CONNECTION_DEFAULTS, CONNECTION_RANGES, DEFAULTS, LIMIT_RANGE, RANGES } from './server/defaults.ts';
import { isHeaderName, isOrigin, isServiceUrl, isTilesUrl, isWebUrl } from './server/setting-rules.ts';
import type { CompressionSetting } from './upstream/http/content-encoding.ts';

/** The least severe log line that is written. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
const LOG_LEVELS: LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

const COMPRESSION: CompressionSetting[] = ['auto', 'on', 'off'];

const wholeNumber = ([least, most]: readonly [number, number]) =>
  makeValidator((text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new EnvError(`must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`);
  });

const port = wholeNumber([1, 65_535]);

const serviceUrl = makeValidator((text) => {
  if (isServiceUrl(text)) return text;
  throw new EnvError('must be an http or https URL without credentials, query or fragment');
});

const tilesUrl = makeValidator((text) => {
  if (isTilesUrl(text)) return text;
  throw new EnvError(
    'must be an http or https URL with {x}, {y} and {z}, such as https://tiles.example.com/{z}/{x}/{y}.png',
  );
});

const proxyUrl = makeValidator((text) => {
  if (text === '') return text;
  const url = text.includes('://') ? text : `http://${text}`;
  if (isWebUrl(url)) return url;
  // The value is not repeated: it can hold a password.
  throw new EnvError('must be an http or https URL, such as http://proxy.example.com:3128');
});

const listOf = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const origins = makeValidator((text) => {
  const list = listOf(text);
  const bad = list.find((origin) => !isOrigin(origin));
  if (bad === undefined) return list;
  throw new EnvError(`must list origins such as https://app.example.com, not ${JSON.stringify(bad)}`);
});

const headerNames = makeValidator((text) => {
  const names = listOf(text);
  const bad = names.find((name) => !isHeaderName(name));
  if (bad === undefined) return names;
  throw new EnvError(`must list names of headers, joined by commas, not ${JSON.stringify(bad)}`);
});

const documentFile = makeValidator((path) => {
  const documents = parsedFile(path);
  const isMap = typeof documents === 'object' && documents !== null && !Array.isArray(documents);
  const entries = isMap ? Object.entries(documents) : [];
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (!isMap || texts.length < entries.length) {
    throw new EnvError(`must name a file with a JSON object of document texts by id, which ${path} is not`);
  }
  return Object.fromEntries(texts);
});

function parsedFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new EnvError(`cannot be read: ${error instanceof Error ? error.message : path}`);
  }
}

const API_URL =
  'the Pixxel REST API, such as https://api.pixxel.space; without it, the built-in sandbox answers. Required in production';

/** Every setting by its environment variable: how it is read, its default and what it means. */
export function settings(isProduction: boolean, isApiRequired: boolean) {
  return {
    PORT: port({ default: 4000, desc: 'port to listen on' }),
    HOST: str({ default: '127.0.0.1', desc: 'address to listen on; `0.0.0.0` in a container' }),
    KEEP_ALIVE_TIMEOUT_MS: wholeNumber(CONNECTION_RANGES.keepAliveTimeoutMs)({
      default: CONNECTION_DEFAULTS.keepAliveTimeoutMs,
      desc: 'how long an idle connection of a client stays open; longer than that of the load balancer in front',
    }),
    READINESS_CHECKS_UPSTREAM: bool({
      default: DEFAULTS.readinessChecksUpstream,
      desc: 'on: /health/ready also needs the API to answer',
    }),
    PIXXEL_API_URL: isApiRequired ? serviceUrl({ desc: API_URL }) : serviceUrl({ default: undefined, desc: API_URL }),
    SANDBOX: bool({ default: false, desc: 'the built-in sandbox answers, even if PIXXEL_API_URL is set' }),
    PIXXEL_TIMEOUT_MS: wholeNumber(RANGES.timeoutMs)({
      default: DEFAULTS.timeoutMs,
      desc: 'time for one operation, with all its calls and retries',
    }),
    PIXXEL_MAX_CONNECTIONS: wholeNumber(RANGES.maxConnections)({
      default: DEFAULTS.maxConnections,
      desc: 'most sockets to the API',
    }),
    PIXXEL_MAX_RESPONSE_BYTES: wholeNumber(RANGES.maxResponseBytes)({
      default: DEFAULTS.maxResponseBytes,
      desc: 'largest answer of the API',
    }),
    PIXXEL_COMPRESSION: str({
      choices: COMPRESSION,
      default: DEFAULTS.compression,
      desc: 'whether to request compressed answers from the API: on, off or auto (on over https only)',
    }),
    HTTPS_PROXY: proxyUrl({ default: '', desc: 'the proxy to an https API; lower case works, too' }),
    HTTP_PROXY: proxyUrl({ default: '', desc: 'the proxy to an http API; lower case works, too' }),
    NO_PROXY: str({ default: '', desc: 'hosts that are reached without the proxy, separated by commas' }),
    MAX_UPSTREAM_CALLS: wholeNumber(RANGES.maxUpstreamCalls)({
      default: DEFAULTS.maxUpstreamCalls,
      desc: 'most calls to the API for one operation; beyond it, fields are null with UPSTREAM_BUDGET_EXCEEDED',
    }),
    REFERENCE_CACHE_TTL_MS: wholeNumber(RANGES.referenceCacheTtlMs)({
      default: DEFAULTS.referenceCacheTtlMs,
      desc: 'how long satellites, bandsets, blocks and collections are cached for each key; 0 turns it off',
    }),
    UNCHANGED_ANSWERS_BYTES: wholeNumber(RANGES.unchangedAnswersBytes)({
      default: DEFAULTS.unchangedAnswersBytes,
      desc: 'bytes of answers of the API that are cached: an unchanged answer is not decoded again, though every call is still made; 0 turns it off',
    }),
    LOG_LEVEL: str({ choices: LOG_LEVELS, default: 'info', desc: 'trace, debug, info, warn, error, fatal or silent' }),
    GRAPHIQL: bool({
      default: DEFAULTS.hasGraphiql && !isProduction,
      desc: 'the explorer for browsers at /graphql; off in production',
    }),
    EXPLORER_TILES_URL: tilesUrl({
      default: undefined,
      desc: 'map tiles of the explorer, with {x}, {y} and {z}; without it, its map has coastlines only',
    }),
    INTROSPECTION: bool({
      default: DEFAULTS.hasIntrospection,
      desc: 'whether callers may query the schema; off: errors contain no suggestions either',
    }),
    CORS_ORIGINS: origins({
      default: DEFAULTS.corsOrigins,
      desc: 'origins whose web pages may call the gateway, separated by commas',
    }),
    CORS_ALLOWED_HEADERS: headerNames({
      default: DEFAULTS.corsAllowedHeaders,
      desc: 'headers that web pages of other origins may send, separated by commas',
    }),
    MAX_COMPLEXITY: wholeNumber(LIMIT_RANGE)({
      default: DEFAULTS.limits.complexity,
      desc: 'most values that one answer can have; list sizes multiply',
    }),
    POLL_MIN_INTERVAL_MS: wholeNumber(RANGES.pollMinIntervalMs)({
      default: DEFAULTS.pollMinIntervalMs,
      desc: 'time between polls of a watched object right after it changed',
    }),
    POLL_MAX_INTERVAL_MS: wholeNumber(RANGES.pollMaxIntervalMs)({
      default: DEFAULTS.pollMaxIntervalMs,
      desc: 'time between polls of a watched object that has not changed for long',
    }),
    SUBSCRIPTION_MAX_AGE_MS: wholeNumber(RANGES.subscriptionMaxAgeMs)({
      default: DEFAULTS.subscriptionMaxAgeMs,
      desc: 'how long one subscription lasts',
    }),
    MAX_OPERATIONS: wholeNumber(RANGES.maxOperations)({
      default: DEFAULTS.maxOperations,
      desc: 'operations in flight, answers that are being written included; more get 503',
    }),
    MAX_OPERATIONS_PER_KEY: wholeNumber(RANGES.maxOperationsPerKey)({
      default: DEFAULTS.maxOperationsPerKey,
      desc: 'operations in flight of one key; more get 503',
    }),
    MAX_SUBSCRIPTIONS: wholeNumber(RANGES.maxSubscriptions)({
      default: DEFAULTS.maxSubscriptions,
      desc: 'subscriptions of one process; more get 503',
    }),
    MAX_SUBSCRIPTIONS_PER_KEY: wholeNumber(RANGES.maxSubscriptionsPerKey)({
      default: DEFAULTS.maxSubscriptionsPerKey,
      desc: 'subscriptions of one key; more get 503',
    }),
    MAX_TOTAL_COMPLEXITY: wholeNumber(RANGES.maxTotalComplexity)({
      default: DEFAULTS.maxTotalComplexity,
      desc: 'complexity of all operations in flight together; what does not fit waits for half of PIXXEL_TIMEOUT_MS, then gets 503',
    }),
    PIXXEL_MAX_HELD_RESPONSE_BYTES: wholeNumber(RANGES.maxHeldResponseBytes)({
      default: DEFAULTS.maxHeldResponseBytes,
      desc: 'bytes of all answers of the API that are being received; beyond it, receiving pauses',
    }),
    MAX_HELD_REQUEST_BYTES: wholeNumber(RANGES.maxHeldRequestBytes)({
      default: DEFAULTS.maxHeldRequestBytes,
      desc: 'bytes of all request bodies over 16 KiB that are being received; more get 503',
    }),
    OPERATOR_PORT: port({
      default: undefined,
      desc: 'a port for /health and /metrics alone; without it, they are on PORT',
    }),
    MAX_CONNECTIONS: wholeNumber(CONNECTION_RANGES.maxConnectionsIn)({
      default: CONNECTION_DEFAULTS.maxConnectionsIn,
      desc: 'connections of callers, WebSockets included; more are closed',
    }),
    MAX_CONNECTIONS_PER_ADDRESS: wholeNumber(CONNECTION_RANGES.maxConnectionsPerAddress)({
      default: CONNECTION_DEFAULTS.maxConnectionsPerAddress,
      desc: 'connections from one address; lower it where callers connect without a balancer',
    }),
    HEADERS_TIMEOUT_MS: wholeNumber(CONNECTION_RANGES.headersTimeoutMs)({
      default: CONNECTION_DEFAULTS.headersTimeoutMs,
      desc: 'time until the headers of a request have arrived',
    }),
    REQUEST_TIMEOUT_MS: wholeNumber(CONNECTION_RANGES.requestTimeoutMs)({
      default: CONNECTION_DEFAULTS.requestTimeoutMs,
      desc: 'time until the whole request has arrived',
    }),
    IDLE_TIMEOUT_MS: wholeNumber(CONNECTION_RANGES.idleTimeoutMs)({
      default: CONNECTION_DEFAULTS.idleTimeoutMs,
      desc: 'time without a byte in either direction, after which a connection is closed, also that of a caller who stops reading; longer than PIXXEL_TIMEOUT_MS',
    }),
    WEBSOCKET_INIT_TIMEOUT_MS: wholeNumber(CONNECTION_RANGES.webSocketInitTimeoutMs)({
      default: CONNECTION_DEFAULTS.webSocketInitTimeoutMs,
      desc: 'time until a WebSocket has sent connection_init',
    }),
    MAX_OPERATIONS_PER_WEBSOCKET: wholeNumber(CONNECTION_RANGES.maxOperationsPerWebSocket)({
      default: CONNECTION_DEFAULTS.maxOperationsPerWebSocket,
      desc: 'operations in flight on one WebSocket, subscriptions included; more are refused',
    }),
    MAX_WEBSOCKET_MESSAGES_PER_SECOND: wholeNumber(CONNECTION_RANGES.maxWebSocketMessagesPerSecond)({
      default: CONNECTION_DEFAULTS.maxWebSocketMessagesPerSecond,
      desc: 'messages and pings of one WebSocket in a second; more close it',
    }),
    TRUSTED_DOCUMENTS: documentFile({
      default: undefined,
      desc: 'a JSON file of document texts by id; only these may run',
    }),
    FEDERATION: bool({ default: false, desc: 'the graph is a federation subgraph' }),
    MCP: bool({ default: false, desc: 'assistants are served at /mcp' }),
    MCP_TOOLS: str({
      default: undefined,
      desc: 'folder of .graphql files, one for each tool of assistants; without it, the tools that come with the gateway',
    }),
    MCP_WRITES: bool({ default: false, desc: 'whether mutations are tools, too' }),
    OTEL_EXPORTER_OTLP_ENDPOINT: serviceUrl({
      default: undefined,
      desc: 'where OpenTelemetry traces are sent; the other OTEL_* variables of its exporter apply, too',
    }),
  };
}

/** A setting as a person reads it: its variable, its default as text and what it means. */
export interface SettingInfo {
  name: string;
  default: string;
  description: string;
}

/** All settings, for `--help`. */
export function describeSettings(): SettingInfo[] {
  return Object.entries(settings(false, false)).map(([name, spec]) => ({
    name,
    default: shown(spec.default),
    description: spec.desc ?? '',
  }));
}

/** Shorter names are too often near a setting by chance, such as `HOME`. */
const LEAST_LENGTH = 6;
const MAX_DISTANCE = 2;

/** The setting that a name was probably meant to be; undefined if it is a setting, or near none. */
export function meantSetting(name: string): string | undefined {
  const names = Object.keys(settings(false, false));
  if (name.length < LEAST_LENGTH || names.includes(name)) return undefined;
  const longer = name.includes('_') ? names.find((one) => one.startsWith(`${name}_`)) : undefined;
  return longer ?? closestMatch(name, names, { maxDistance: MAX_DISTANCE });
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return text || 'none';
}
