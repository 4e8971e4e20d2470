/**
 * More requests than the gateway can answer, sent at a fixed rate that does not depend on its answers (an open loop):
 *
 *     npx node bench/open-loop.ts [seconds = 60] [times its capacity = 1.5] [milliseconds of upstream latency = 20]
 *
 * Small reads, each with another key, against the shipped process. Prints the process's capacity, how fast it answers at a fifth of
 * that, what is admitted and refused at the given multiple, and how soon it recovers and with how much memory.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Child, OTHER_CORE, pinThisProcess } from './child.ts';
import { FLAGS, ShippedGateway } from './shipped.ts';
import { callerKeys } from './world.ts';

const [SECONDS = 60, TIMES = 1.5, LATENCY = 20] = process.argv.slice(2).map(Number);
/** Callers that each wait for their answer before they ask again: enough to keep the process busy. */
const CALLERS = 128;
/** What they get in the middle one of several rounds is what the process can answer. */
const [ROUNDS, ROUND_SECONDS] = [5, 3];
/** Seconds until the code is optimized. */
const WARM_UP_SECONDS = 8;
/** Seconds of a fifth of the capacity: to have the code as it is in a process that serves, and to measure that. */
const [CALM_SECONDS, UNLOADED_SECONDS] = [3, 10];
const BODY = JSON.stringify({
  query: '{ projects(first: 10) { nodes { id title } } }',
});
interface Outcome {
  status: number;
  /** Milliseconds from the moment at which it was due. */
  ms: number;
  /** Milliseconds of these before it was sent: the delay of this process. */
  unsentMs: number;
  /** Milliseconds of the run at which it was due. */
  at: number;
}

/** A connection that sends one request after the other. The client of undici would take the whole core that the upstream needs, too. */
class Connection {
  readonly #socket: Socket;
  readonly #key: string;
  #received = '';
  #isClosed = false;
  #answered: (status: number) => void = () => {};

  constructor({ hostname, port }: URL, key: string) {
    this.#key = key;
    this.#socket = connect(Number(port), hostname);
    this.#socket.setEncoding('latin1').on('data', (part: string) => this.#receive(part));
    this.#socket
      .on('error', () => {})
      .on('close', () => {
        this.#isClosed = true;
        this.#answered(0);
      });
  }

  /** The gateway closes connections that are idle for long. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The status of the answer; 0 if none came. */
  read(): Promise<number> {
    if (this.#isClosed) return Promise.resolve(0);
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#answered = resolve;
    this.#socket.write(
      `POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: ${this.#key}\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
    );
    return promise;
  }

  #receive(part: string): void {
    this.#received += part;
    const head = this.#received.indexOf('\r\n\r\n');
    if (head === -1) return;
    const length = /content-length: (\d+)/i.exec(this.#received)?.[1];
    const isWhole =
      length === undefined
        ? this.#received.endsWith('\r\n0\r\n\r\n')
        : this.#received.length === head + 4 + Number(length);
    if (!isWhole) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = '';
    this.#answered(status);
  }

  close(): void {
    this.#socket.destroy();
  }
}

let connections: Connection[] = [];
const idle: Connection[] = [];
const waiting: ((connection: Connection) => void)[] = [];

/** As a balancer has them: made before, because one that has to be made while the process is late can wait for seconds. */
async function connectTo(gateway: ShippedGateway): Promise<void> {
  connections = callerKeys.map((key) => new Connection(new URL(gateway.url), key));
  // A connection without any request is closed after a few seconds. Few at once, so none is refused.
  const fresh = [...connections];
  const use = async () => {
    for (let next = fresh.pop(); next; next = fresh.pop()) await next.read();
  };
  await Promise.all(Array.from({ length: 16 }, use));
  idle.push(...connections);
}

async function read(): Promise<number> {
  let connection = idle.pop();
  while (connection?.isClosed) connection = idle.pop();
  connection ??= await new Promise<Connection>((resolve) => waiting.push(resolve));
  const status = await connection.read();
  const next = waiting.shift();
  if (next) next(connection);
  else idle.push(connection);
  return status;
}

/** Answers per second for a number of callers that each wait for their answer. */
async function capacityOf(callers: number, seconds: number): Promise<number> {
  const endsAt = performance.now() + seconds * 1000;
  let answered = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < endsAt) {
        if ((await read()) === 200) answered += 1;
        else await sleep(100);
      }
    }),
  );
  return answered / seconds;
}

/** Sends requests at a fixed rate, evenly spaced, and waits for their answers. */
async function openLoop(perSecond: number, seconds: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const pending: Promise<void>[] = [];
  const began = performance.now();
  for (let due = 0; due < seconds * 1000;) {
    const now = performance.now() - began;
    for (; due <= now; due += 1000 / perSecond) {
      const at = due;
      const unsentMs = now - at;
      pending.push(
        read().then((status) => {
          outcomes.push({ status, ms: performance.now() - began - at, unsentMs, at });
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
  const unsent = percentile(
    outcomes.map(({ unsentMs }) => unsentMs),
    0.99,
  ).toFixed(1);
  console.log(
    `${title}: admitted ${times(admitted)}, refused ${times(refused)}, others ${others}; sent late by p99 ${unsent} ms`,
  );
  return percentile(admitted, 0.99);
}

/** Milliseconds until the last refusal or slow answer of a calm run. */
function recoveryOf(outcomes: Outcome[], slowMs: number): number {
  return Math.max(0, ...outcomes.filter(({ status, ms }) => status !== 200 || ms > slowMs).map(({ at }) => at));
}

/** Counts from now on: what each process took of a core. A client or an upstream near 100 %, or other programs, spoil the figures. */
function sharesSince(): () => Promise<string> {
  const read = async () => {
    const { user, system } = process.cpuUsage();
    const own = { gateway: gateway.cpuMs, upstream: (await upstream.figures()).cpuMs, client: (user + system) / 1000 };
    const [name = '', ...ticks] = readFileSync('/proc/stat', 'utf8').split(/\n/, 1)[0]?.split(/\s+/) ?? [];
    const [userTicks, nice, systemTicks] = ticks.map((tick) => Number(tick) * 10);
    const all = name === 'cpu' ? (userTicks ?? 0) + (nice ?? 0) + (systemTicks ?? 0) : 0;
    return { ...own, others: all - own.gateway - own.upstream - own.client };
  };
  const began = performance.now();
  const before = read();
  return async () => {
    const [first, now] = [await before, await read()];
    const ofCore = (name: keyof typeof now) =>
      `${name} ${Math.round(((now[name] - first[name]) / (performance.now() - began)) * 100)} %`;
    return `of a core: ${[ofCore('gateway'), ofCore('upstream'), ofCore('client'), ofCore('others')].join(', ')}`;
  };
}

pinThisProcess(OTHER_CORE);
const upstream = await Child.start(OTHER_CORE, 'upstream.ts', [String(LATENCY)]);
const gateway = await ShippedGateway.start(upstream.url);
try {
  console.log(`flags ${FLAGS}, upstream latency ${LATENCY} ms`);
  await connectTo(gateway);
  await capacityOf(CALLERS, WARM_UP_SECONDS);
  const rates: number[] = [];
  const busyBefore = gateway.busyMs;
  for (let round = 0; round < ROUNDS; round += 1) {
    const shares = sharesSince();
    rates.push(await capacityOf(CALLERS, ROUND_SECONDS));
    console.log(`${CALLERS} callers: ${Math.round(rates.at(-1) ?? 0)}/s; ${await shares()}`);
  }
  const servedUs = ((gateway.busyMs - busyBefore) * 1000) / (rates.reduce((sum, rate) => sum + rate) * ROUND_SECONDS);
  const capacity = percentile(rates, 0.5);
  console.log(`capacity ${Math.round(capacity)}/s, ${servedUs.toFixed(0)} µs of the main thread each`);
  await sleep(1000);
  // Collecting all garbage also discards optimized code. So it comes before both loads, and some calm traffic comes between.
  const [before, liveBefore] = [gateway.memory, await gateway.liveMemory()];
  await openLoop(capacity / 5, CALM_SECONDS);
  const unloaded = report('at a fifth', await openLoop(capacity / 5, UNLOADED_SECONDS), UNLOADED_SECONDS);
  const burst = await Promise.all(Array.from({ length: 50 }, () => read()));
  console.log(`a dashboard of 50 queries at once: ${burst.filter((status) => status === 200).length} answered`);
  await sleep(1000);
  const busyMs = gateway.busyMs;
  const shares = sharesSince();
  const load = await openLoop(capacity * TIMES, SECONDS);
  console.log(`under load: ${await shares()}`);
  const refused = load.filter(({ status }) => status === 503).length;
  const refusalsUs = (gateway.busyMs - busyMs) * 1000 - servedUs * (load.length - refused);
  const p99 = report(`at ${TIMES} times`, load, SECONDS);
  report(
    'its first second',
    load.filter(({ at }) => at < 1000),
    1,
  );
  console.log(`a refusal takes about ${(refusalsUs / refused).toFixed(0)} µs`);
  const during = gateway.memory;
  const calm = await openLoop(capacity / 5, 5);
  report('after', calm, 5);
  const live = await gateway.liveMemory();
  console.log(
    `live on the heap: ${liveBefore.heap.toFixed(1)} MiB before, ${live.heap.toFixed(1)} after; in buffers: ${liveBefore.buffers.toFixed(1)} before, ${live.buffers.toFixed(1)} after`,
  );
  console.log(
    `admitted p99 is ${(p99 / unloaded).toFixed(1)} times the unloaded one; recovered after ${Math.round(recoveryOf(calm, unloaded * 3))} ms; memory ${before.toFixed(0)} MiB before, ${during.toFixed(0)} during, ${gateway.memory.toFixed(0)} after; alive: ${gateway.died === ''}`,
  );
} finally {
  await gateway.stop();
  await upstream.stop();
  for (const connection of connections) connection.close();
}
