import { bool, cleanEnv } from 'envalid';
import { type ConnectionSettings, DEFAULTS, type Settings } from './server/defaults.ts';
import { type LogLevel, meantSetting, settings } from './settings.ts';
import type { Proxies } from './upstream/http/transport.ts';

/** All settings of the process. docs/settings.md says what each environment variable means. */
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

/** Settings that cannot be used; the message names every faulty variable at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads every setting from the environment. An empty variable counts as not set. @throws ConfigError naming all that are wrong */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const env = withoutEmpty(environment);
  const isProduction = env.NODE_ENV === 'production';
  const { SANDBOX } = cleanEnv(env, { SANDBOX: bool({ default: false }) }, { reporter: () => {} });
  const read = cleanEnv({ ...env, ...proxyVariables(environment) }, settings(isProduction, isProduction && !SANDBOX), {
    reporter: ({ errors }) => refuse(errors, isProduction),
  });
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
    apiUrl: read.SANDBOX ? undefined : read.PIXXEL_API_URL,
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
    unchangedAnswersBytes: read.UNCHANGED_ANSWERS_BYTES,
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

/** A line for each variable that is probably a misspelt setting. It is only a warning: the variable can belong to another program. */
export function misspeltSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env).flatMap((name) => {
    const meant = meantSetting(name);
    return meant && env[meant] === undefined ? [`${name} is not a setting. Did you mean ${meant}?`] : [];
  });
}

/** Compose files and shells pass a variable that nobody has set as an empty string. */
function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

/** Many programs read these names in small letters first, so both forms are in use. An empty one in small letters turns the proxy off. */
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
    ? 'must be set when NODE_ENV is production, unless SANDBOX is on'
    : error.message;
}
