import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import manifest from '../package.json' with { type: 'json' };
import { canPin } from './child.ts';
import { ABLATION, DIFFERING, FAR, LEVERS, ROUNDS, type Scenario, UNCHANGED } from './scenarios.ts';
import rivals from './servers/package.json' with { type: 'json' };
import type { Workload } from './workloads.ts';

/** What one server did in one round. */
export interface Round {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Milliseconds of the server's CPU for a request. */
  cpuMs: number;
  /** How busy the core of the upstream and the load was, 0 to 1. */
  otherCore: number;
  /** Upstream calls that arrived, for a request. */
  calls: number;
  residentMb: number;
  /** Milliseconds by which its event loop was late: in 99 of 100 samples not more. */
  delayP99Ms: number;
}

/** What one server made of one workload in one scenario. */
export interface Row {
  scenario: Scenario;
  workload: Workload;
  server: string;
  /** Upstream calls of one request alone. */
  calls: number;
  rounds: Round[];
}

/** A row without rounds. */
export function newRow(scenario: Scenario, workload: Workload, server: string, calls: number): Row {
  return { scenario, workload, server, calls, rounds: [] };
}

function median({ rounds }: Row, figure: keyof Round): number {
  return rounds.map((round) => round[figure]).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
}

const rowOf = (rows: readonly Row[], scenario: Scenario, workload: string, server: string) =>
  rows.find((row) => row.scenario === scenario && row.workload.name === workload && row.server === server);

/** A figure of a server divided by that of another in the same scenario; empty where one was not measured. */
function ratio(
  rows: readonly Row[],
  scenario: Scenario,
  workload: string,
  pair: [string, string],
  figure: keyof Round,
) {
  const [one, other] = pair.map((server) => rowOf(rows, scenario, workload, server));
  return one && other ? (median(one, figure) / median(other, figure)).toFixed(2) : '';
}

/** The first things to look at, a column for each workload. */
export function summaryOf(rows: readonly Row[]): string {
  const of = (scenario: Scenario, other: string, figure: keyof Round) => (workload: string) =>
    ratio(rows, scenario, workload, ['gateway', other], figure);
  const p50 = (server: string) => (workload: string) => {
    const row = rowOf(rows, FAR, workload, server);
    return row ? median(row, 'p50Ms').toFixed(1) : '';
  };
  const lines: [string, (workload: string) => string][] = [
    ['req/s ÷ aggregator, answers that differ', of(DIFFERING, 'aggregator', 'requestsPerSecond')],
    [
      'req/s ÷ aggregator with the same heap flags, answers that differ',
      of(DIFFERING, 'aggregator heap-flags', 'requestsPerSecond'),
    ],
    ['req/s ÷ aggregator, unchanged answers', of(UNCHANGED, 'aggregator', 'requestsPerSecond')],
    ['req/s ÷ Mercurius, answers that differ', of(DIFFERING, 'mercurius', 'requestsPerSecond')],
    ['req/s ÷ Mercurius tuned, answers that differ', of(DIFFERING, 'mercurius tuned', 'requestsPerSecond')],
    ['p50 over an API that takes 20 ms, ms', p50('gateway')],
    ['the same of the aggregator, ms', p50('aggregator')],
    ['resident memory ÷ Mercurius tuned, answers that differ', of(DIFFERING, 'mercurius tuned', 'residentMb')],
  ];
  return sixColumns('Summary', lines);
}

/** The throughput that is lost without each optimization. */
export function ablationOf(rows: readonly Row[]): string {
  const without = (lever: string) => (workload: string) =>
    ratio(rows, ABLATION, workload, [`gateway without-${lever}`, 'gateway'], 'requestsPerSecond');
  const withoutDiffering = (lever: string) => (workload: string) =>
    ratio(rows, DIFFERING, workload, [`gateway without-${lever}`, 'gateway'], 'requestsPerSecond');
  const lines: [string, (workload: string) => string][] = [
    ...LEVERS.map((lever): [string, (workload: string) => string] => [`req/s without ${lever}`, without(lever)]),
    ['req/s without late members, answers that differ', withoutDiffering('late')],
    ['req/s without heap flags, answers that differ', withoutDiffering('heap-flags')],
    [
      'p50 without early start, API takes 20 ms',
      (workload) => ratio(rows, FAR, workload, ['gateway without-early-start', 'gateway'], 'p50Ms'),
    ],
  ];
  return sixColumns('What each lever gives: the gateway without it ÷ the gateway', lines);
}

function sixColumns(title: string, lines: readonly [string, (workload: string) => string][]): string {
  const { workloads } = DIFFERING;
  const header = ['', ...workloads];
  const cells = lines.map(([name, cell]) => [name, ...workloads.map(cell)]);
  return [`## ${title}\n`, ...[header, header.map(() => '---'), ...cells].map(lineOf), ''].join('\n');
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
  return [`## ${scenario.title}\n`, ...[HEADER, HEADER.map(() => '---'), ...lines].map(lineOf), ''].join('\n');
}

function cellsOf(row: Row, all: readonly Row[]): string[] {
  const { scenario, workload, server } = row;
  const rate = median(row, 'requestsPerSecond');
  const ratioTo = (other: string) =>
    server === 'gateway' ? ratio(all, scenario, workload.name, [server, other], 'requestsPerSecond') : '';
  return [
    server === 'gateway' ? `${workload.name} ${workload.title}` : '',
    server,
    String(row.calls),
    median(row, 'calls').toFixed(1),
    rate.toFixed(rate < 100 ? 1 : 0),
    median(row, 'p50Ms').toFixed(1),
    median(row, 'p99Ms').toFixed(1),
    median(row, 'cpuMs').toFixed(2),
    median(row, 'residentMb').toFixed(0),
    median(row, 'delayP99Ms').toFixed(1),
    `${(median(row, 'otherCore') * 100).toFixed(0)} %`,
    ratioTo('aggregator'),
    ratioTo('mercurius'),
    ratioTo('mercurius tuned'),
  ];
}

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** When, where and with what the run was made. */
export function conditions(): string {
  const [cpu] = cpus();
  const { dependencies, devDependencies } = manifest;
  return `# What the benchmark gave

\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpu?.model}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB,
${process.platform}, Node ${process.version}; graphql-yoga ${dependencies['graphql-yoga']}, graphql ${devDependencies.graphql}, graphql-jit ${dependencies['graphql-jit']}, undici ${dependencies.undici};
Fastify ${rivals.dependencies.fastify}, Mercurius ${rivals.dependencies.mercurius} (\`jit: 1\`).
${canPin ? 'The server under test has a core of its own; upstream and load share another.' : 'Nothing was bound to a core.'}
Every figure is the median of ${ROUNDS} rounds, in which the servers took turns. [README.md](README.md) says how to read it.
`;
}

/** Writes the results to a file beside the benchmark. */
export async function writeResults(text: string): Promise<void> {
  await writeFile(new URL('RESULTS.md', import.meta.url), text);
}
