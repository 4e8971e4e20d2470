import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Child, OTHER_CORE, pinThisProcess, SERVER_CORE } from './child.ts';
import { type Load, measure, requestOf, warmUp } from './load.ts';
import { ablationOf, conditions, newRow, type Row, summaryOf, tableOf, writeResults } from './results.ts';
import { ROUNDS, type Scenario, scenarios, WITHOUT_COMPILER } from './scenarios.ts';
import { type Workload, workloadsOf } from './workloads.ts';
import { createWorld } from './world.ts';

/*
 * `npm run bench -- [--quick] [workload ...]`: the gateway against a server written by hand and against Mercurius, in turn
 * in one run, over one upstream. Measuring begins when all have given the same answer. README.md says how to read it.
 */
const { values: options, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const rounds = options.quick ? 1 : ROUNDS;

interface Server {
  name: string;
  child: Child;
  isGraphql: boolean;
  /** See `LoadOptions`. */
  hasTwoOperations: boolean;
  /** Whether its code has been optimized, because it has had load. */
  isWarm: boolean;
}

/** Seconds of load after which the code of all servers is optimized, and of load that changes afterwards. */
const [WARM_UP_SECONDS, CHANGE_SECONDS] = options.quick ? [1, 1] : [8, 2];

pinThisProcess(OTHER_CORE);
const rows: Row[] = [];
for (const workload of workloadsOf(createWorld())) {
  if (positionals.length > 0 && !positionals.includes(workload.name)) continue;
  const its = scenarios.filter(({ workloads }) => workloads.includes(workload.name));
  const groups = Map.groupBy(its, ({ title, latencyMs = 0, isApart }) => (isApart ? title : latencyMs));
  for (const some of groups.values()) {
    await withServers(some[0]?.latencyMs ?? 0, some, async (upstream, servers) => {
      for (const scenario of some) {
        console.error(`${workload.name}: ${scenario.title}`);
        const contenders = servers.filter(({ name }) => scenario.servers.includes(name));
        rows.push(...(await run(scenario, workload, upstream, contenders)));
      }
    });
  }
}
const text = [summaryOf(rows), ablationOf(rows), ...scenarios.map((scenario) => tableOf(scenario, rows))].join('\n');
console.log(text);
if (!options.quick && positionals.length === 0) await writeResults(`${conditions()}\n${text}`);

async function withServers(
  latencyMs: number,
  some: readonly Scenario[],
  use: (upstream: Child, servers: Server[]) => Promise<void>,
): Promise<void> {
  const upstream = await Child.start(OTHER_CORE, 'upstream.ts', [String(latencyMs)]);
  const names = [...new Set(some.flatMap((scenario) => scenario.servers))];
  const servers: Server[] = await Promise.all(
    names.map(async (name) => {
      const [script, ...args] = name.split(' ');
      const child = await Child.start(SERVER_CORE, `servers/${script}.ts`, [upstream.url, ...args]);
      return {
        name,
        child,
        isGraphql: script !== 'aggregator',
        hasTwoOperations: name === WITHOUT_COMPILER,
        isWarm: false,
      };
    }),
  );
  await use(upstream, servers);
  for (const child of [...servers.map((server) => server.child), upstream]) await child.stop();
}

/** Measures one workload in one scenario: the servers in turn, several times over, once all have warmed up. */
async function run(scenario: Scenario, workload: Workload, upstream: Child, servers: Server[]): Promise<Row[]> {
  const { keys, warmUpKeys, isVaried = false, seconds } = scenario;
  const answers = await equalAnswers(workload, keys[0] ?? '', upstream, servers);
  const contenders = [];
  for (const { server, answer, calls } of answers) {
    const { name, child, isGraphql, hasTwoOperations } = server;
    const load = { workload, url: child.url, isGraphql, hasTwoOperations, answer, keys, isVaried };
    if (warmUpKeys) await warmUp({ ...load, keys: warmUpKeys }, WARM_UP_SECONDS);
    const rate = await warmUp(load, server.isWarm || warmUpKeys ? CHANGE_SECONDS : WARM_UP_SECONDS);
    server.isWarm = true;
    contenders.push({ child, load, rate, row: newRow(scenario, workload, name, calls) });
  }
  // Time for the effects of the last warm-up to pass.
  await delay(100);
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
  const { requests, seconds, latency } = await load();
  const { user, system } = process.cpuUsage(own);
  const [after, upstreamAfter] = [await server.figures(), await upstream.figures()];

  row.rounds.push({
    requestsPerSecond: requests / seconds,
    p50Ms: latency.percentile(50) / 1000,
    p99Ms: latency.percentile(99) / 1000,
    cpuMs: (after.cpuMs - before.cpuMs) / requests,
    otherCore: ((user + system) / 1000 + upstreamAfter.cpuMs - upstreamBefore.cpuMs) / (seconds * 1000),
    calls: (upstreamAfter.arrived - upstreamBefore.arrived) / requests,
    residentMb: after.residentMb,
    delayP99Ms: after.delayP99Ms,
  });
}

/** The answer of each server and what it cost, as the upstream counted it. @throws AssertionError if two answers differ */
async function equalAnswers(workload: Workload, key: string, upstream: Child, servers: Server[]) {
  const answers: { server: Server; answer: string; calls: number }[] = [];
  for (const server of servers) {
    const { url, ...init } = requestOf({ workload, url: server.child.url, ...server });
    const before = await upstream.figures();
    const response = await fetch(url, { ...init, headers: { ...init.headers, authorization: key } });
    const answer = await response.text();
    const { arrived } = await upstream.figures();
    answers.push({ server, answer, calls: arrived - before.arrived });
  }
  const [first, ...others] = answers.map(({ answer }): unknown => JSON.parse(answer));
  for (const [each, other] of others.entries()) {
    deepStrictEqual(other, first, `${servers[each + 1]?.name} does not answer ${workload.name} as the gateway does`);
  }
  return answers;
}
