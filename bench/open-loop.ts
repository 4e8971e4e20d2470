/**
 * More requests than the gateway can answer, sent at a fixed rate whatever it answers (an open loop):
 *
 *     npx node bench/open-loop.ts [seconds = 60] [times its capacity = 1.5] [milliseconds of upstream latency = 20]
 *
 * Small reads, each under another key, against the shipped process. Prints what it takes at most, how fast it answers at a fifth of
 * that, what is admitted and refused at the given multiple, and how soon and with how much memory it is as before.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, setGlobalDispatcher } from 'undici';
import { demoKeys } from '../src/sandbox/world/demo.ts';
import { Child, OTHER_CORE, pinThisProcess } from './child.ts';
import { FLAGS, ShippedGateway } from './shipped.ts';
import { connectionKeys } from './world.ts';

const [SECONDS = 60, TIMES = 1.5, LATENCY = 20] = process.argv.slice(2).map(Number);
/** So many callers at once are never refused, and keep the processor busy. */
const CALLERS = 16;
const BODY = JSON.stringify({
  query: '{ projects(first: 10) { nodes { id title } } }',
});
const KEYS = [...connectionKeys, ...Object.values(demoKeys)];

const CONNECTIONS = 400;
const agent = new Agent({ connections: CONNECTIONS, pipelining: 1, keepAliveTimeout: 60_000 });
setGlobalDispatcher(agent);

interface Outcome {
  status: number;
  /** Milliseconds from the moment at which it was due. */
  ms: number;
  /** Milliseconds of the run at which it was due. */
  at: number;
}

let sent = 0;

async function read(gateway: ShippedGateway): Promise<number> {
  sent += 1;
  const authorization = KEYS[sent % KEYS.length] ?? '';
  try {
    const { statusCode, body } = await agent.request({
      origin: gateway.url,
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: BODY,
    });
    await body.dump();
    return statusCode;
  } catch {
    return 0;
  }
}

/** Answers a second with so many callers that wait for each answer. */
async function capacityOf(gateway: ShippedGateway, callers: number, seconds: number): Promise<number> {
  const endsAt = performance.now() + seconds * 1000;
  let answered = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < endsAt) {
        if ((await read(gateway)) === 200) answered += 1;
        else await sleep(100);
      }
    }),
  );
  return answered / seconds;
}

/** Sends so many requests a second, due at even distances, and waits for their answers. */
async function openLoop(gateway: ShippedGateway, perSecond: number, seconds: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const pending: Promise<void>[] = [];
  const began = performance.now();
  for (let due = 0; due < seconds * 1000; ) {
    const now = performance.now() - began;
    for (; due <= now; due += 1000 / perSecond) {
      const at = due;
      pending.push(
        read(gateway).then((status) => {
          outcomes.push({ status, ms: performance.now() - began - at, at });
        }),
      );
    }
    await sleep(1);
  }
  await Promise.all(pending);
  return outcomes;
}

function percentile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;
}

function report(title: string, outcomes: Outcome[], seconds: number): number {
  const admitted = outcomes.filter(({ status }) => status === 200).map(({ ms }) => ms);
  const refused = outcomes.filter(({ status }) => status === 503).map(({ ms }) => ms);
  const others = outcomes.length - admitted.length - refused.length;
  const times = (values: number[]) =>
    `${values.length} (${Math.round(values.length / seconds)}/s) p50 ${percentile(values, 0.5).toFixed(1)} p99 ${percentile(values, 0.99).toFixed(1)} ms`;
  console.log(`${title}: admitted ${times(admitted)}, refused ${times(refused)}, others ${others}`);
  return percentile(admitted, 0.99);
}

/** Milliseconds until the last refusal or slow answer of a calm run. */
function recoveryOf(outcomes: Outcome[], slowMs: number): number {
  return Math.max(0, ...outcomes.filter(({ status, ms }) => status !== 200 || ms > slowMs).map(({ at }) => at));
}

pinThisProcess(OTHER_CORE);
const upstream = await Child.start(OTHER_CORE, 'upstream.ts', [String(LATENCY)]);
const gateway = await ShippedGateway.start(upstream.url);
try {
  console.log(`flags ${FLAGS}, upstream latency ${LATENCY} ms`);
  await capacityOf(gateway, CALLERS, 4);
  const capacity = await capacityOf(gateway, CALLERS, 5);
  console.log(`capacity ${Math.round(capacity)}/s`);
  await sleep(1000);
  const unloaded = report('at a fifth', await openLoop(gateway, capacity / 5, 5), 5);
  // As a balancer has them: a connection that has to be made while the process is late can wait for seconds.
  await Promise.all(Array.from({ length: CONNECTIONS }, () => read(gateway)));
  await sleep(1000);
  const burst = await Promise.all(Array.from({ length: 50 }, () => read(gateway)));
  console.log(`a dashboard of 50 queries at once: ${burst.filter((status) => status === 200).length} answered`);
  await sleep(1000);
  const before = gateway.memory;
  const p99 = report(`at ${TIMES} times`, await openLoop(gateway, capacity * TIMES, SECONDS), SECONDS);
  const during = gateway.memory;
  const calm = await openLoop(gateway, capacity / 5, 5);
  report('after', calm, 5);
  console.log(
    `admitted p99 is ${(p99 / unloaded).toFixed(1)} times the unloaded one; recovered after ${Math.round(recoveryOf(calm, unloaded * 3))} ms; memory ${before.toFixed(0)} MiB before, ${during.toFixed(0)} during, ${gateway.memory.toFixed(0)} after; alive: ${gateway.died === ''}`,
  );
} finally {
  await gateway.stop();
  await upstream.stop();
  await agent.close();
}
