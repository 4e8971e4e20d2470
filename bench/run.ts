import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Child, OTHER_CORE, pinThisProcess, SERVER_CORE } from './child.ts';
import { type Load, measure, requestOf, warmUp } from './load.ts';
import { conditions, newRow, type Row, type Scenario, tableOf, writeResults } from './results.ts';
import { type Workload, workloadsOf } from './workloads.ts';
import { connectionKeys, createWorld, manyRowsKey } from './world.ts';

/*
 * `npm run bench -- [--quick] [workload ...]`: the gateway against a server written by hand and against Mercurius, in turn
 * in one run, over one upstream. No time is taken before all have given the same answer.
 */
const { values: options, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const { warmUpSeconds, seconds, rounds } = options.quick
  ? { warmUpSeconds: 0.6, seconds: 1, rounds: 1 }
  : { warmUpSeconds: 2, seconds: 3, rounds: 2 };

const [oneKey = ''] = connectionKeys;
const scenarios: Scenario[] = [
  {
    title: 'A. Nothing shared: 16 connections, a key for each',
    workloads: ['W1', 'W2', 'W3', 'W4', 'W5', 'W6'],
    keys: connectionKeys,
  },
  {
    title: 'B. Equal requests: 16 connections, one key',
    workloads: ['W1', 'W2', 'W3', 'W4', 'W5', 'W6'],
    keys: connectionKeys.map(() => oneKey),
  },
  {
    title: 'C. An upstream that takes 20 ms: one connection',
    workloads: ['W2', 'W4', 'W5'],
    keys: [oneKey],
    latencyMs: 20,
  },
  {
    title: 'D. Every request another document: 16 connections',
    workloads: ['W2', 'W4'],
    keys: connectionKeys,
    isVaried: true,
  },
  { title: 'E. 5,000 rows: one connection', workloads: ['W7'], keys: [manyRowsKey] },
];

const serverNames = ['gateway', 'aggregator', 'mercurius', 'mercurius tuned'] as const;
interface Server {
  name: Row['server'];
  child: Child;
  isGraphql: boolean;
}

pinThisProcess(OTHER_CORE);
const rows: Row[] = [];
for (const workload of workloadsOf(createWorld())) {
  if (positionals.length > 0 && !positionals.includes(workload.name)) continue;
  const its = scenarios.filter(({ workloads }) => workloads.includes(workload.name));
  for (const [latencyMs, some] of Map.groupBy(its, (scenario) => scenario.latencyMs ?? 0)) {
    await withServers(latencyMs, async (upstream, servers) => {
      for (const scenario of some) {
        console.error(`${workload.name}: ${scenario.title}`);
        rows.push(...(await run(scenario, workload, upstream, servers)));
      }
    });
  }
}
const tables = scenarios.map((scenario) => tableOf(scenario, rows)).join('\n');
console.log(tables);
if (!options.quick && positionals.length === 0) await writeResults(`${conditions()}\n${tables}`);

async function withServers(latencyMs: number, use: (upstream: Child, servers: Server[]) => Promise<void>) {
  const upstream = await Child.start(OTHER_CORE, 'upstream.ts', [String(latencyMs)]);
  const servers: Server[] = await Promise.all(
    serverNames.map(async (name) => ({
      name,
      child: await startServer(name, upstream.url),
      isGraphql: name !== 'aggregator',
    })),
  );
  await use(upstream, servers);
  for (const child of [...servers.map((server) => server.child), upstream]) await child.stop();
}

function startServer(name: (typeof serverNames)[number], upstreamUrl: string): Promise<Child> {
  const [script, ...args] = name.split(' ');
  return Child.start(SERVER_CORE, `servers/${script}.ts`, [upstreamUrl, ...args]);
}

/** Measures one workload in one scenario: the servers in turn, several times over, once all have warmed up. */
async function run(scenario: Scenario, workload: Workload, upstream: Child, servers: Server[]): Promise<Row[]> {
  const { keys, isVaried = false } = scenario;
  const answers = await equalAnswers(workload, keys[0] ?? '', upstream, servers);
  const contenders = [];
  for (const { server, answer, calls } of answers) {
    const { name, child, isGraphql } = server;
    const load = { workload, url: child.url, isGraphql, answer, keys, isVaried };
    const rate = await warmUp(load, warmUpSeconds);
    contenders.push({ child, load, rate, row: newRow(scenario, workload, name, calls) });
  }
  // What the last warm-up has left behind.
  await delay(200);
  for (let round = 0; round < rounds; round += 1) {
    for (const { child, load, rate, row } of contenders) {
      await measureInto(row, child, upstream, () => measure(load, Math.ceil(rate * seconds)));
    }
  }
  return contenders.map(({ row }) => row);
}

async function measureInto(row: Row, server: Child, upstream: Child, load: () => Promise<Load>): Promise<void> {
  const [before, upstreamBefore] = [await server.figures(), await upstream.figures()];
  const own = process.cpuUsage();
  const { requests, seconds: taken, latency } = await load();
  const { user, system } = process.cpuUsage(own);
  const [after, upstreamAfter] = [await server.figures(), await upstream.figures()];

  row.requests += requests;
  row.seconds += taken;
  row.latency.add(latency);
  row.cpuMs += after.cpuMs - before.cpuMs;
  row.otherCpuMs += (user + system) / 1000 + upstreamAfter.cpuMs - upstreamBefore.cpuMs;
  row.arrived += upstreamAfter.arrived - upstreamBefore.arrived;
  row.residentMb = Math.max(row.residentMb, after.residentMb);
  row.delayP99Ms = Math.max(row.delayP99Ms, after.delayP99Ms);
}

/** The answer of each server and what it cost, as the upstream counted it. @throws AssertionError where two answers differ */
async function equalAnswers(workload: Workload, key: string, upstream: Child, servers: Server[]) {
  const answers: { server: Server; answer: string; calls: number }[] = [];
  for (const server of servers) {
    const { url, ...init } = requestOf({ workload, url: server.child.url, isGraphql: server.isGraphql });
    const before = await upstream.figures();
    const response = await fetch(url, { ...init, headers: { ...init.headers, authorization: key } });
    const answer = await response.text();
    const { arrived } = await upstream.figures();
    answers.push({ server, answer, calls: arrived - before.arrived });
  }
  const [first, ...others] = answers.map(({ answer }): unknown => JSON.parse(answer));
  for (const [each, other] of others.entries()) {
    deepStrictEqual(other, first, `${serverNames[each + 1]} does not answer ${workload.name} as the gateway does`);
  }
  return answers;
}
