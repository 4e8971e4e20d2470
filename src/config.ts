import { readFileSync } from 'node:fs';
import { bool, cleanEnv, EnvError, makeValidator, port, str } from 'envalid';
import { CONNECTION_DEFAULTS, type ConnectionSettings, DEFAULTS, type Settings } from './server/defaults.ts';
import type { CompressionSetting } from './upstream/http/content-encoding.ts';
import type { Proxies } from './upstream/http/transport.ts';

/** All settings of the process. The README says what each environment variable means. */
export interface Config extends Settings, ConnectionSettings {
  /** Port of health and metrics alone; undefined: they are on `port`. */
  operatorPort: number | undefined;
  port: number;
  host: string;
  /** Undefined: the embedded sandbox. */
  apiUrl: string | undefined;
  /** The proxies to the API; undefined: none, or the API is the embedded sandbox. */
  proxies: Proxies | undefined;
  logLevel: LogLevel;
  /** Document texts by id; undefined: every operation runs. */
  trustedDocuments: Readonly<Record<string, string>> | undefined;
  /** Whether the graph is served as a federation subgraph. */
  isSubgraph: boolean;
  /** The door for assistants at `/mcp`; undefined: closed. */
  mcp: { folder: string | undefined; hasWrites: boolean } | undefined;
  /** Whether traces are sent; the exporter itself reads where to, with the other OTEL_* variables. */
  hasTracing: boolean;
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
const LOG_LEVELS: LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

const COMPRESSION: CompressionSetting[] = ['auto', 'on', 'off'];

/** Settings that cannot be used; the message names every faulty variable at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const wholeNumber = (least: number, most: number) =>
  makeValidator((text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new EnvError(`must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`);
  });

const apiUrl = makeValidator((text) => {
  const { protocol, username, password, search, hash } = URL.canParse(text) ? new URL(text) : new URL('none:');
  const isPlain = ['http:', 'https:'].includes(protocol) && username + password + search + hash === '';
  if (isPlain) return text;
  throw new EnvError('must be an http or https URL without credentials, query or fragment');
});

const tilesUrl = makeValidator((text) => {
  const isWeb = URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
  if (isWeb && ['{x}', '{y}', '{z}'].every((part) => text.includes(part))) return text;
  throw new EnvError(
    'must be an http or https URL with {x}, {y} and {z}, such as https://tiles.example.com/{z}/{x}/{y}.png',
  );
});

const proxyUrl = makeValidator((text) => {
  if (text === '') return text;
  const url = text.includes('://') ? text : `http://${text}`;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
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
  const bad = list.find((origin) => origin !== '*' && !(URL.canParse(origin) && new URL(origin).origin === origin));
  if (bad === undefined) return list;
  throw new EnvError(`must list origins such as https://app.example.com, not ${JSON.stringify(bad)}`);
});

const headerNames = makeValidator((text) => {
  const names = listOf(text);
  const bad = names.find((name) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name));
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

const MINUTE_MS = 60_000;
const MIB = 1024 * 1024;

/** Reads every setting from the environment. @throws ConfigError naming all that are wrong */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const isProduction = env.NODE_ENV === 'production';
  const read = cleanEnv(
    { ...env, ...proxyVariables(env) },
    {
      PORT: port({ default: 4000 }),
      HOST: str({ default: '127.0.0.1' }),
      KEEP_ALIVE_TIMEOUT_MS: wholeNumber(1000, 60 * MINUTE_MS)({ default: CONNECTION_DEFAULTS.keepAliveTimeoutMs }),
      READINESS_CHECKS_UPSTREAM: bool({ default: DEFAULTS.readinessChecksUpstream }),
      PIXXEL_API_URL: isProduction ? apiUrl() : apiUrl({ default: undefined }),
      PIXXEL_TIMEOUT_MS: wholeNumber(1, 10 * MINUTE_MS)({ default: DEFAULTS.timeoutMs }),
      PIXXEL_MAX_CONNECTIONS: wholeNumber(1, 10_000)({ default: DEFAULTS.maxConnections }),
      PIXXEL_MAX_RESPONSE_BYTES: wholeNumber(1, 1024 * MIB)({ default: DEFAULTS.maxResponseBytes }),
      PIXXEL_COMPRESSION: str({ choices: COMPRESSION, default: DEFAULTS.compression }),
      HTTPS_PROXY: proxyUrl({ default: '' }),
      HTTP_PROXY: proxyUrl({ default: '' }),
      NO_PROXY: str({ default: '' }),
      MAX_UPSTREAM_CALLS: wholeNumber(1, 1_000_000)({ default: DEFAULTS.maxUpstreamCalls }),
      REFERENCE_CACHE_TTL_MS: wholeNumber(0, 24 * 60 * MINUTE_MS)({ default: DEFAULTS.referenceCacheTtlMs }),
      LOG_LEVEL: str({ choices: LOG_LEVELS, default: 'info' }),
      GRAPHIQL: bool({ default: DEFAULTS.hasGraphiql && !isProduction }),
      EXPLORER_TILES_URL: tilesUrl({ default: undefined }),
      INTROSPECTION: bool({ default: DEFAULTS.hasIntrospection }),
      CORS_ORIGINS: origins({ default: DEFAULTS.corsOrigins }),
      CORS_ALLOWED_HEADERS: headerNames({ default: DEFAULTS.corsAllowedHeaders }),
      MAX_COMPLEXITY: wholeNumber(1, 1_000_000_000)({ default: DEFAULTS.limits.complexity }),
      POLL_MIN_INTERVAL_MS: wholeNumber(100, 10 * MINUTE_MS)({ default: DEFAULTS.pollMinIntervalMs }),
      POLL_MAX_INTERVAL_MS: wholeNumber(100, 60 * MINUTE_MS)({ default: DEFAULTS.pollMaxIntervalMs }),
      SUBSCRIPTION_MAX_AGE_MS: wholeNumber(1000, 24 * 60 * MINUTE_MS)({ default: DEFAULTS.subscriptionMaxAgeMs }),
      MAX_OPERATIONS: wholeNumber(1, 100_000)({ default: DEFAULTS.maxOperations }),
      MAX_OPERATIONS_PER_KEY: wholeNumber(1, 100_000)({ default: DEFAULTS.maxOperationsPerKey }),
      MAX_SUBSCRIPTIONS: wholeNumber(0, 100_000)({ default: DEFAULTS.maxSubscriptions }),
      MAX_SUBSCRIPTIONS_PER_KEY: wholeNumber(0, 100_000)({ default: DEFAULTS.maxSubscriptionsPerKey }),
      MAX_TOTAL_COMPLEXITY: wholeNumber(1, 1_000_000_000)({ default: DEFAULTS.maxTotalComplexity }),
      PIXXEL_MAX_HELD_RESPONSE_BYTES: wholeNumber(1, 4096 * MIB)({ default: DEFAULTS.maxHeldResponseBytes }),
      MAX_HELD_REQUEST_BYTES: wholeNumber(1, 4096 * MIB)({ default: DEFAULTS.maxHeldRequestBytes }),
      OPERATOR_PORT: port({ default: undefined }),
      MAX_CONNECTIONS: wholeNumber(1, 100_000)({ default: CONNECTION_DEFAULTS.maxConnectionsIn }),
      MAX_CONNECTIONS_PER_ADDRESS: wholeNumber(1, 100_000)({ default: CONNECTION_DEFAULTS.maxConnectionsPerAddress }),
      HEADERS_TIMEOUT_MS: wholeNumber(1, 10 * MINUTE_MS)({ default: CONNECTION_DEFAULTS.headersTimeoutMs }),
      REQUEST_TIMEOUT_MS: wholeNumber(1, 10 * MINUTE_MS)({ default: CONNECTION_DEFAULTS.requestTimeoutMs }),
      IDLE_TIMEOUT_MS: wholeNumber(1, 60 * MINUTE_MS)({ default: CONNECTION_DEFAULTS.idleTimeoutMs }),
      WEBSOCKET_INIT_TIMEOUT_MS: wholeNumber(1, MINUTE_MS)({ default: CONNECTION_DEFAULTS.webSocketInitTimeoutMs }),
      MAX_OPERATIONS_PER_WEBSOCKET: wholeNumber(1, 10_000)({ default: CONNECTION_DEFAULTS.maxOperationsPerWebSocket }),
      MAX_WEBSOCKET_MESSAGES_PER_SECOND: wholeNumber(
        1,
        100_000,
      )({ default: CONNECTION_DEFAULTS.maxWebSocketMessagesPerSecond }),
      TRUSTED_DOCUMENTS: documentFile({ default: undefined }),
      FEDERATION: bool({ default: false }),
      MCP: bool({ default: false }),
      MCP_TOOLS: str({ default: undefined }),
      MCP_WRITES: bool({ default: false }),
      OTEL_EXPORTER_OTLP_ENDPOINT: apiUrl({ default: undefined }),
    },
    { reporter: ({ errors }) => refuse(errors, isProduction) },
  );
  if (read.POLL_MIN_INTERVAL_MS > read.POLL_MAX_INTERVAL_MS) {
    throw new ConfigError(
      'These settings cannot be used:\n  POLL_MIN_INTERVAL_MS: must not be more than POLL_MAX_INTERVAL_MS',
    );
  }
  return {
    port: read.PORT,
    host: read.HOST,
    keepAliveTimeoutMs: read.KEEP_ALIVE_TIMEOUT_MS,
    readinessChecksUpstream: read.READINESS_CHECKS_UPSTREAM,
    apiUrl: read.PIXXEL_API_URL,
    timeoutMs: read.PIXXEL_TIMEOUT_MS,
    maxConnections: read.PIXXEL_MAX_CONNECTIONS,
    maxResponseBytes: read.PIXXEL_MAX_RESPONSE_BYTES,
    compression: read.PIXXEL_COMPRESSION,
    proxies:
      read.PIXXEL_API_URL !== undefined && read.HTTPS_PROXY + read.HTTP_PROXY !== ''
        ? { http: read.HTTP_PROXY, https: read.HTTPS_PROXY, except: read.NO_PROXY }
        : undefined,
    maxUpstreamCalls: read.MAX_UPSTREAM_CALLS,
    referenceCacheTtlMs: read.REFERENCE_CACHE_TTL_MS,
    logLevel: read.LOG_LEVEL,
    hasGraphiql: read.GRAPHIQL,
    tilesUrl: read.EXPLORER_TILES_URL ?? DEFAULTS.tilesUrl,
    hasIntrospection: read.INTROSPECTION,
    corsOrigins: read.CORS_ORIGINS,
    corsAllowedHeaders: read.CORS_ALLOWED_HEADERS,
    maxOperations: read.MAX_OPERATIONS,
    maxOperationsPerKey: read.MAX_OPERATIONS_PER_KEY,
    maxSubscriptions: read.MAX_SUBSCRIPTIONS,
    maxSubscriptionsPerKey: read.MAX_SUBSCRIPTIONS_PER_KEY,
    maxTotalComplexity: read.MAX_TOTAL_COMPLEXITY,
    maxHeldResponseBytes: read.PIXXEL_MAX_HELD_RESPONSE_BYTES,
    maxHeldRequestBytes: read.MAX_HELD_REQUEST_BYTES,
    operatorPort: read.OPERATOR_PORT,
    maxConnectionsIn: read.MAX_CONNECTIONS,
    maxConnectionsPerAddress: read.MAX_CONNECTIONS_PER_ADDRESS,
    headersTimeoutMs: read.HEADERS_TIMEOUT_MS,
    requestTimeoutMs: read.REQUEST_TIMEOUT_MS,
    idleTimeoutMs: read.IDLE_TIMEOUT_MS,
    webSocketInitTimeoutMs: read.WEBSOCKET_INIT_TIMEOUT_MS,
    maxOperationsPerWebSocket: read.MAX_OPERATIONS_PER_WEBSOCKET,
    maxWebSocketMessagesPerSecond: read.MAX_WEBSOCKET_MESSAGES_PER_SECOND,
    pollMinIntervalMs: read.POLL_MIN_INTERVAL_MS,
    pollMaxIntervalMs: read.POLL_MAX_INTERVAL_MS,
    subscriptionMaxAgeMs: read.SUBSCRIPTION_MAX_AGE_MS,
    limits: { ...DEFAULTS.limits, complexity: read.MAX_COMPLEXITY },
    trustedDocuments: read.TRUSTED_DOCUMENTS,
    isSubgraph: read.FEDERATION,
    mcp: read.MCP ? { folder: read.MCP_TOOLS, hasWrites: read.MCP_WRITES } : undefined,
    hasTracing: read.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
  };
}

/** Many programs read these names in small letters first, so both forms are in use. */
function proxyVariables(env: Readonly<Record<string, string | undefined>>) {
  const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];
  return Object.fromEntries(names.map((name) => [name, env[name.toLowerCase()] ?? env[name]]));
}

function refuse(errors: Readonly<Record<string, Error | undefined>>, isProduction: boolean): void {
  const faults = Object.entries(errors).flatMap(([name, error]) =>
    error ? [`${name}: ${faultOf(name, error, isProduction)}`] : [],
  );
  if (faults.length > 0) throw new ConfigError(`These settings cannot be used:\n  ${faults.join('\n  ')}`);
}

function faultOf(name: string, error: Error, isProduction: boolean): string {
  const isMissing = error.name === 'EnvMissingError' || error.constructor.name === 'EnvMissingError';
  return isMissing && name === 'PIXXEL_API_URL' && isProduction
    ? 'must be set when NODE_ENV is production: the sandbox is not for production'
    : error.message;
}
