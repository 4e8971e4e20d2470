import { isRecord } from '../upstream/wire/json.ts';
import { DEFAULTS, LIMIT_RANGE, type Limits, RANGES, type Settings } from './defaults.ts';
import { isHeaderName, isOrigin, isServiceUrl, isTilesUrl } from './setting-rules.ts';

/** How a gateway is made. Only `apiUrl` is required. */
export interface GatewayOptions extends Partial<Omit<Settings, 'limits'>> {
  /** Origin of the Pixxel REST API, such as `https://api.pixxel.space`, or the `url` of a sandbox. */
  apiUrl: string;
  /** The limits on one operation that differ from the defaults. */
  limits?: Partial<Limits>;
  /** Whether a browser that opens `/graphql` gets the explorer. Default: true, unless `NODE_ENV` is `production`. */
  hasGraphiql?: boolean;
  /** Keys that the explorer offers: those of a sandbox, never real ones. */
  demoKeys?: readonly { key: string; opens: string }[];
  /** The proxies to the API as URLs, and the hosts that are reached without one; by default every connection is direct. */
  proxies?: { http: string; https: string; except: string } | undefined;
  /** The only documents that may run, by id; without it, all may. */
  trustedDocuments?: Readonly<Record<string, string>> | undefined;
  /** Makes the graph a federation subgraph: `toSubgraph` of `pixxel-graphql-gateway/federation`. */
  toSubgraph?: ToSubgraph | undefined;
  /** Serves assistants at `/mcp`: what `openMcp` of `pixxel-graphql-gateway/mcp` returns. */
  mcp?: McpDoor | undefined;
  /** Gets one line for each operation and each failing upstream call; without it, nothing is logged. A pino logger fits. */
  logger?: Log | undefined;
}

/** Where log lines go. No line holds a key, a variable or the text of a document. */
export type Log = Readonly<Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>>;

/** `toSubgraph` of `pixxel-graphql-gateway/federation`; only the gateway calls it. */
export type ToSubgraph = (schema: never, hasIntrospection: boolean) => unknown;

/** What `openMcp` of `pixxel-graphql-gateway/mcp` returns; only the gateway uses what is in it. */
export interface McpDoor {
  readonly documents: Readonly<Record<string, string>>;
  readonly plugin: (...args: never) => unknown;
}

/** How the door for assistants is made. */
export interface McpOptions {
  /** Folder of `.graphql` files, one for each tool; without it, the tools that come with the gateway. */
  folder?: string | undefined;
  /** Whether mutations are tools, too. Off by default: they change data and some spend tokens. */
  hasWrites?: boolean;
}

/** The faults of a value, each as a sentence without a full stop; none if it can be used. */
type Check = (value: unknown, name: string) => string[];

const rule =
  (isGood: (value: unknown) => boolean, words: string): Check =>
  (value, name) =>
    isGood(value) ? [] : [`${name} ${words}`];

const object = rule(isRecord, 'must be an object');
const listOf = (isGood: (entry: string) => boolean, words: string) =>
  rule((value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string' && isGood(entry)), words);
const trueOrFalse = rule((value) => typeof value === 'boolean', 'must be true or false');
const wholeNumber = ([least, most]: readonly [number, number]) =>
  rule(
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    `must be a whole number from ${least} to ${most}`,
  );
const wholeNumbers = (ranges: Readonly<Record<string, readonly [number, number]>>) =>
  Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, wholeNumber(range)]));

const CHECKS: Readonly<Record<Exclude<keyof GatewayOptions, keyof typeof RANGES>, Check>> = {
  apiUrl: rule(
    (value) => typeof value === 'string' && isServiceUrl(value),
    'must be an http or https URL, such as https://api.pixxel.space, without credentials, query or fragment',
  ),
  hasGraphiql: trueOrFalse,
  hasIntrospection: trueOrFalse,
  readinessChecksUpstream: trueOrFalse,
  corsAllowedHeaders: listOf(isHeaderName, 'must be a list of names of headers'),
  corsOrigins: listOf(isOrigin, 'must be a list of origins, such as https://app.example.com'),
  tilesUrl: rule(
    (value) => value === null || (typeof value === 'string' && isTilesUrl(value)),
    'must be an http or https URL with {x}, {y} and {z}, or null',
  ),
  compression: rule((value) => ['auto', 'on', 'off'].includes(String(value)), "must be 'auto', 'on' or 'off'"),
  demoKeys: rule(Array.isArray, 'must be a list of { key, opens }'),
  proxies: object,
  trustedDocuments: object,
  toSubgraph: rule((value) => typeof value === 'function', 'must be a function'),
  mcp: object,
  logger: rule(
    (value) => isRecord(value) && ['debug', 'info', 'warn', 'error'].every((level) => level in value),
    'must have the methods debug, info, warn and error',
  ),
  limits: (value, name) => (isRecord(value) ? faultsOf(value, LIMIT_CHECKS, `${name}.`) : object(value, name)),
};
const LIMIT_CHECKS = wholeNumbers(Object.fromEntries(Object.keys(DEFAULTS.limits).map((name) => [name, LIMIT_RANGE])));

/** @throws TypeError that names every option of `createGateway` that is missing, misspelt or invalid */
export function checkOptions(options: unknown): void {
  const faults = isRecord(options)
    ? faultsOf({ apiUrl: '', ...options }, { ...CHECKS, ...wholeNumbers(RANGES) })
    : ['the options must be an object with an apiUrl'];
  if (faults.length > 0) throw new TypeError(`createGateway: ${faults.join('; ')}.`);
}

function faultsOf(options: object, checks: Readonly<Record<string, Check>>, prefix = ''): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const check = checks[name];
    if (!check) return [`${prefix}${name} is not an option (the options are ${Object.keys(checks).join(', ')})`];
    return value === undefined && name !== 'apiUrl' ? [] : check(value, `${prefix}${name}`);
  });
}
