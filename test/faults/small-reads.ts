/**
 * Small reads of another caller, in a thread of their own: a busy client would count its own delays as the server's.
 * Started by `hostile.ts`; a message ends it, and it answers with what it has measured.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Agent } from 'undici';

/** What the small reads came to. */
export interface SmallReads {
  /** Milliseconds of the reads that were answered with 200, in ascending order. */
  times: number[];
  /** How many reads got which HTTP status; `none` without an answer. */
  statuses: Record<string, number>;
  /** The longest delays of this thread itself, in milliseconds, 99th percentile. */
  ownLagMs: number;
}

const INTERVAL_MS = 50;
const { url, key } = workerData as { url: string; key: string };
const agent = new Agent({ connections: 50, pipelining: 1, headersTimeout: 20_000, bodyTimeout: 20_000 });
const times: number[] = [];
const lags: number[] = [];
const statuses: Record<string, number> = {};
let isOver = false;

async function read(): Promise<void> {
  const began = performance.now();
  let status = 'none';
  try {
    const { statusCode, body } = await agent.request({
      origin: url,
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: key },
      body: '{"query":"{ satellites { name } }"}',
    });
    await body.dump();
    status = String(statusCode);
    if (statusCode === 200) times.push(performance.now() - began);
  } catch {}
  statuses[status] = (statuses[status] ?? 0) + 1;
}

parentPort?.once('message', () => {
  isOver = true;
});
const pending: Promise<void>[] = [];
while (!isOver) {
  pending.push(read());
  const asleepAt = performance.now();
  await sleep(INTERVAL_MS);
  lags.push(performance.now() - asleepAt - INTERVAL_MS);
}
await Promise.all(pending);
const ascending = (some: number[]) => some.toSorted((a, b) => a - b);
const reads: SmallReads = {
  times: ascending(times),
  statuses,
  ownLagMs: ascending(lags)[Math.floor(lags.length * 0.99)] ?? 0,
};
parentPort?.postMessage(reads);
await agent.close();
