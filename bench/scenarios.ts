import { connectionKeys, differingKeys, manyRowsKey } from './world.ts';

/** One kind of load. */
export interface Scenario {
  title: string;
  /** Names of the workloads that it sends. */
  workloads: readonly string[];
  /** The servers: the script in `servers/` and its arguments. */
  servers: readonly string[];
  /** A connection for each. */
  keys: readonly string[];
  /** Seconds of one round. */
  seconds: number;
  /** Milliseconds that the upstream takes for an answer. */
  latencyMs?: number;
  /** Connections that warm the servers up first, where those of `keys` would send too few requests for that. */
  warmUpKeys?: readonly string[];
  /** Whether every request is a document of its own. */
  isVaried?: boolean;
  /** Whether the servers are started for this scenario alone. */
  isApart?: boolean;
}

/** Every server is measured this many times. Tables show medians. */
export const ROUNDS = 5;

const SIX = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6'];
const ALL = ['gateway', 'aggregator', 'mercurius', 'mercurius tuned'];
const [oneKey = ''] = connectionKeys;
const [oneDifferingKey = ''] = differingKeys;

/** What of the gateway can be turned off here, see `servers/gateway.ts`. For `compiler`, requests have documents that are not compiled. */
export const LEVERS = ['short-road', 'compiler', 'unchanged'];
const withoutEach = LEVERS.map((lever) => `gateway without-${lever}`);

/** The gateway as it answers documents that it does not compile. */
export const WITHOUT_COMPILER = 'gateway without-compiler';

export const DIFFERING: Scenario = {
  title: 'A. Answers of the API that always differ: 16 connections, a key for each',
  workloads: SIX,
  servers: [...ALL, 'aggregator heap-flags', 'gateway without-late', 'gateway without-heap-flags'],
  keys: differingKeys,
  seconds: 1,
};
export const UNCHANGED: Scenario = {
  title: 'B. Answers of the API that never change: 16 connections, a key for each',
  workloads: SIX,
  servers: ['gateway', 'aggregator'],
  keys: connectionKeys,
  seconds: 1,
};
export const FAR: Scenario = {
  title: 'C. An API that takes 20 ms: one connection, answers that differ',
  workloads: SIX,
  servers: [...ALL, 'gateway without-early-start'],
  keys: [oneDifferingKey],
  warmUpKeys: differingKeys,
  latencyMs: 20,
  seconds: 0.4,
};
export const ABLATION: Scenario = {
  title: 'D. The gateway without one of its levers: 16 connections, a key for each, answers that never change',
  workloads: SIX,
  servers: ['gateway', ...withoutEach],
  keys: connectionKeys,
  seconds: 0.5,
  isApart: true,
};

export const scenarios: Scenario[] = [
  DIFFERING,
  UNCHANGED,
  FAR,
  ABLATION,
  {
    title: 'E. Every request another document: 16 connections, answers that differ',
    workloads: ['W2', 'W4'],
    servers: ['gateway', 'aggregator', 'mercurius'],
    keys: differingKeys,
    seconds: 0.6,
    isVaried: true,
  },
  {
    title: 'F. Equal requests: 16 connections, one key',
    workloads: ['W1', 'W2', 'W6'],
    servers: ['gateway', 'aggregator'],
    keys: connectionKeys.map(() => oneKey),
    seconds: 0.4,
  },
  {
    title: 'G. 5,000 rows: one connection, answers that never change',
    workloads: ['W7'],
    servers: ALL,
    keys: [manyRowsKey],
    seconds: 1.5,
  },
];
