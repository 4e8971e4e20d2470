import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import manifest from '../package.json' with { type: 'json' };
import { canPin } from './child.ts';
import type { Workload } from './workloads.ts';

/** One way of asking. */
export interface Scenario {
  title: string;
  /** Names of the workloads that are asked for in this way. */
  workloads: readonly string[];
  /** A connection for each. */
  keys: readonly string[];
  /** How long the upstream takes for an answer. */
  latencyMs?: number;
  /** Whether every request is a document of its own. */
  isVaried?: boolean;
}

/** What one server made of one workload in one scenario, all rounds together. */
export interface Row {
  scenario: Scenario;
  workload: Workload;
  server: string;
  /** Upstream calls of one request alone. */
  calls: number;
  requests: number;
  seconds: number;
  /** Milliseconds of the server's CPU. */
  cpuMs: number;
  /** Milliseconds of CPU of the upstream and the load, which share the other core. */
  otherCpuMs: number;
  /** Upstream calls that arrived. */
  arrived: number;
  /** In microseconds. */
  latency: RecordableHistogram;
  residentMb: number;
  delayP99Ms: number;
}

export function newRow(scenario: Scenario, workload: Workload, server: string, calls: number): Row {
  const nothing = { requests: 0, seconds: 0, cpuMs: 0, otherCpuMs: 0, arrived: 0, residentMb: 0, delayP99Ms: 0 };
  return { scenario, workload, server, calls, ...nothing, latency: createHistogram() };
}

const HEADER = [
  ['query', 'server', 'calls', 'under load', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms', 'resident MB', 'loop p99 ms'],
  ['other core', '÷ aggregator', '÷ Mercurius', '÷ tuned'],
].flat();

/** The rows of one scenario as a Markdown table; empty where it was not run. */
export function tableOf(scenario: Scenario, rows: readonly Row[]): string {
  const own = rows.filter((row) => row.scenario === scenario);
  if (own.length === 0) return '';
  const lines = own.map((row) => cellsOf(row, own));
  const header = scenario.latencyMs === undefined ? HEADER : [...HEADER, `p50 ÷ depth × ${scenario.latencyMs} ms`];
  return [`## ${scenario.title}\n`, ...[header, header.map(() => '---'), ...lines].map(lineOf), ''].join('\n');
}

function cellsOf(row: Row, all: readonly Row[]): string[] {
  const { scenario, workload, server, requests, seconds, latency } = row;
  const p50Ms = latency.percentile(50) / 1000;
  const ratioTo = (name: string) => {
    const other = all.find((each) => each.workload === workload && each.server === name);
    return server === 'gateway' && other ? (rateOf(row) / rateOf(other)).toFixed(2) : '';
  };
  const cells = [
    server === 'gateway' ? `${workload.name} ${workload.title}` : '',
    server,
    String(row.calls),
    (row.arrived / requests).toFixed(1),
    rateOf(row).toFixed(rateOf(row) < 100 ? 1 : 0),
    p50Ms.toFixed(1),
    (latency.percentile(99) / 1000).toFixed(1),
    (row.cpuMs / requests).toFixed(2),
    row.residentMb.toFixed(0),
    row.delayP99Ms.toFixed(1),
    `${((row.otherCpuMs / seconds / 1000) * 100).toFixed(0)} %`,
    ratioTo('aggregator'),
    ratioTo('mercurius'),
    ratioTo('mercurius tuned'),
  ];
  return scenario.latencyMs === undefined
    ? cells
    : [...cells, (p50Ms / (workload.depth * scenario.latencyMs)).toFixed(2)];
}

const rateOf = ({ requests, seconds }: Row): number => requests / seconds;
const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** When, where and with what the run was made, and how to read its tables. */
export function conditions(): string {
  const [cpu] = cpus();
  const { dependencies, devDependencies } = manifest;
  return `# What the benchmark gave

\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpu?.model}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB,
${process.platform}, Node ${process.version}; graphql-yoga ${dependencies['graphql-yoga']}, graphql ${devDependencies.graphql}, graphql-jit ${dependencies['graphql-jit']}, undici ${dependencies.undici};
Fastify ${devDependencies.fastify}, Mercurius ${devDependencies.mercurius} (\`jit: 1\`), autocannon ${devDependencies.autocannon}.
${canPin ? 'The server under test has a core of its own; upstream and load share another.' : 'Nothing was bound to a core.'}

Mercurius stands here as its documentation has it written, and \`tuned\`: its loaders tell rows apart by their JSON, which rows of
AOIs then cut down to their id. Both make the same calls as the gateway.

Only ratios within one run count: the gateway's requests per second over those of the others. \`calls\` are the upstream calls
of one request alone, \`under load\` those per request in the run; \`CPU ms\` is the server's for each request. Where the other
core is near 100 %, the load was the limit and the ratio is closer to 1 than the servers are: compare their CPU.
`;
}

/** Keeps the results beside the benchmark. */
export async function writeResults(text: string): Promise<void> {
  await writeFile(new URL('RESULTS.md', import.meta.url), text);
}
