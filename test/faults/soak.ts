/**
 * Mixed load on the shipped process for a long time, to see whether its memory stays flat:
 *
 *     npx node test/faults/soak.ts 30 8 0        (minutes, clients, pause in ms)
 *
 * Queries, subscriptions, and clients that disconnect before their answer, with several keys. Prints resident memory each minute,
 * and compares the memory after the first third with that at the end.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoKeys } from '../../src/sandbox/world/demo.ts';

const MINUTES = Number(process.argv[2] ?? 30);
if (!Number.isInteger(MINUTES) || MINUTES < 1)
  throw new Error('The time must be whole minutes: memory is read once a minute.');
const CLIENTS = Number(process.argv[3] ?? 8);
/** Milliseconds that a client pauses between requests. */
const PAUSE_MS = Number(process.argv[4] ?? 0);
const SANDBOX_PORT = 4911;
const PORT = 4912;
const URL_OF_GATEWAY = `http://127.0.0.1:${PORT}`;

const QUERIES = [
  '{ projects(first: 20) { nodes { title aois(first: 10) { nodes { name satellite { name } } } } } }',
  '{ aois(first: 100) { nodes { name geometry project { title } satellite { name bands { name } } } } }',
  '{ aois(first: 20) { nodes { name assets(first: 12) { nodes { id visualization { indexName } } } } } }',
  '{ orderItems(first: 50) { nodes { id order { id } } } }',
  '{ satellites { name } }',
  '{ nothingOfTheKind }',
  '{ broken',
];

async function start(script: string, env: Record<string, string>, ready: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [new URL(script, import.meta.url).pathname], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) if (line.includes(ready)) break;
  child.stdout.resume();
  return child;
}

const tally: Record<string, number> = {};
const count = (what: string) => {
  tally[what] = (tally[what] ?? 0) + 1;
};

let isOver = false;

/** One client: queries, subscribes and disconnects until the time is over. */
async function client(index: number, aoiId: string): Promise<void> {
  const keys = Object.values(demoKeys);
  for (let turn = index; !isOver; turn += 1) {
    const query = QUERIES[turn % QUERIES.length] ?? '';
    // Every seventh request subscribes, and every fifth is aborted before its answer.
    const isWatching = turn % 7 === 3;
    const leaving = turn % 5 === 0 || isWatching ? AbortSignal.timeout(20 + (turn % 50) * 10) : null;
    try {
      const response = await fetch(`${URL_OF_GATEWAY}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: keys[turn % keys.length] ?? '',
          accept: isWatching ? 'text/event-stream' : 'application/json',
        },
        body: JSON.stringify({
          // The comment makes some documents new, like those of callers who build their queries from text.
          query: isWatching
            ? `subscription { aoiProgress(id: ${JSON.stringify(aoiId)}) { state progress } }`
            : `${query} # ${turn % 1000}`,
        }),
        signal: leaving,
      });
      await response.text();
      count(String(response.status));
    } catch (error) {
      count(error instanceof Error ? error.name : 'unknown');
    }
    await sleep(PAUSE_MS);
  }
}

async function residentMiB(): Promise<number> {
  const text = await (await fetch(`${URL_OF_GATEWAY}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (.*)$/m.exec(text)?.[1]) / 1024 / 1024;
}

const sandbox = await start('../../src/sandbox/main.ts', { SANDBOX_PORT: String(SANDBOX_PORT) }, 'http');
const gateway = await start(
  '../../src/main.ts',
  { PORT: String(PORT), PIXXEL_API_URL: `http://127.0.0.1:${SANDBOX_PORT}`, LOG_LEVEL: 'info' },
  'listening',
);
try {
  const key = demoKeys.orchard;
  const first = await fetch(`${URL_OF_GATEWAY}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: key },
    body: JSON.stringify({ query: '{ aois(first: 1) { nodes { pixxelId } } }' }),
  });
  const { data } = (await first.json()) as { data: { aois: { nodes: { pixxelId: string }[] } } };
  const aoiId = data.aois.nodes[0]?.pixxelId ?? '';

  const clients = Array.from({ length: CLIENTS }, (_, index) => client(index, aoiId));
  const samples: number[] = [];
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    await sleep(60_000);
    samples.push(await residentMiB());
    console.log(`minute ${minute}: ${samples.at(-1)?.toFixed(0)} MiB`, JSON.stringify(tally));
  }
  isOver = true;
  await Promise.all(clients);
  const third = Math.max(1, Math.floor(MINUTES / 3));
  const mean = (some: number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
  const early = mean(samples.slice(third - 1, third + 2));
  const late = mean(samples.slice(-3));
  console.log(
    `after the first third ${early.toFixed(0)} MiB, at the end ${late.toFixed(0)} MiB: ${((late / early - 1) * 100).toFixed(1)} %`,
  );
} finally {
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
  sandbox.kill('SIGTERM');
}
