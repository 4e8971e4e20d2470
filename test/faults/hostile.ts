/**
 * The worst that callers can do to the shipped process, all at once, and what another caller's small reads get meanwhile:
 *
 *     npx node test/faults/hostile.ts 10          (seconds for each attack)
 *     npx node test/faults/hostile.ts 10 bodies   (one attack alone)
 *
 * The process runs with the flags of the Kubernetes manifest, on a core of its own. During each attack, six of the largest honest
 * queries run over and over. Prints a row for each attack: the small reads, the process's largest memory, and whether it lived.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { Child, OTHER_CORE, pinThisProcess } from '../../bench/child.ts';
import { FLAGS, ShippedGateway } from '../../bench/shipped.ts';
import { manyRowsKey } from '../../bench/world.ts';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import type { SmallReads } from './small-reads.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const ONLY = process.argv[3];

const AOI = `id pixxelId name description status isFavourite eoBands geometry centroid { longitude latitude } areaInSqM userId createdAt
  updatedAt state progress project { id title } satellite { id name bands { name } } images { itemId details }`;
/** Just within MAX_COMPLEXITY. */
const PROJECTS = `projects(first: 25) { nodes { id title aois(first: 140) { nodes { ${AOI} } } } }`;
const WORST = `{ one: ${PROJECTS} two: ${PROJECTS} }`;

interface Posted {
  key?: string;
  variables?: unknown;
  signal?: AbortSignal | null;
}

function post(query: string, { key = '', variables = {}, signal = null }: Posted = {}): Promise<Response> {
  return postBody(JSON.stringify({ query, variables }), key, signal);
}

function posting(query: string, { key = '', variables = {} }: Posted = {}): () => Promise<Response> {
  const body = JSON.stringify({ query, variables });
  return () => postBody(body, key, null);
}

function postBody(body: string, key: string, signal: AbortSignal | null): Promise<Response> {
  return fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: key }) },
    body,
    signal,
  });
}

/** Sends a request again and again. */
async function over(isOver: () => boolean, send: () => Promise<Response>, count: (status: string) => void) {
  while (!isOver()) {
    try {
      const response = await send();
      const bytes = (await response.arrayBuffer()).byteLength;
      count(`${response.status}${bytes > 1e6 ? ` ${Math.round(bytes / 1e6)} MB` : ''}`);
      if (response.status === 503) await sleep(200);
    } catch (error) {
      count(error instanceof Error ? error.message.slice(0, 40) : 'unknown');
      await sleep(100);
    }
  }
}

/** The process under attack. */
let gateway: ShippedGateway;
const sockets: (Socket | WebSocket)[] = [];

/** A bare connection that sends a text and then neither sends nor reads. */
function stuck(text: string): Socket {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1').on('error', () => {});
  socket.pause();
  socket.write(text);
  sockets.push(socket);
  return socket;
}

function request(body: string, headers: Record<string, string> = {}, length = Buffer.byteLength(body)): string {
  const lines = Object.entries({ host: 'a', 'content-type': 'application/json', 'content-length': length, ...headers });
  return `POST /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

async function webSocket(key: string): Promise<WebSocket> {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => {});
  sockets.push(socket);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: key } }));
  await once(socket, 'message');
  return socket;
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `junk${index}`);
const MIB = 1024 * 1024;
const SEARCH = 'query ($input: ArchiveSearchInput!) { searchArchive(input: $input) { edges { cursor } } }';
const positions = Array.from({ length: 20_000 }, (_, index) => [77 + index / 1e6, 12 + index / 1e6]);

/** Edges from one meridian to another and back: each can cross all others. */
const zigzag = Array.from({ length: 9000 }, (_, index) =>
  index % 2 === 0 ? [78 + index * 1e-6, 12 + index * 1e-7] : [77 + index * 1e-6, 12 + index * 1e-6],
).concat([[78, 12]]);
let nextDocument = 0;

/** What is done by eight callers at once. The bodies are made once: making them takes longer than sending them. */
const REPEATED: Record<string, () => Promise<Response>> = {
  'a DateTime of a million T': posting('query ($v: DateTime) { workflows(filter: { createdOn: $v }) { totalCount } }', {
    variables: { v: 'T'.repeat(MIB - 200) },
  }),
  '100,000 ids': posting('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { variables: { ids: ids(90_000) } }),
  '1,000 junk ids': posting('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { variables: { ids: ids(1000) } }),
  '60,000 unknown members': posting(SEARCH, {
    variables: { input: Object.fromEntries(ids(60_000).map((id) => [id, 1])) },
  }),
  '20,000 bad positions': posting(SEARCH, {
    variables: { input: { intersects: { type: 'MultiPoint', coordinates: positions.map(() => [500, 0]) } } },
  }),
  '20,000 good positions, eight times': posting(
    `query ($input: ArchiveSearchInput!) { ${Array.from({ length: 7 }, (_, index) => `a${index}: searchArchive(input: $input) { edges { cursor } }`).join(' ')} }`,
    {
      key: demoKeys.orchard,
      variables: { input: { intersects: { type: 'MultiPoint', coordinates: positions } } },
    },
  ),
  'documents of 100,000 characters': posting(`{ ${'a '.repeat(2400)} } #${Math.random()}${'x'.repeat(90_000)}`),
  'a ring of 9,000 positions that crosses itself': posting(SEARCH, {
    variables: { input: { intersects: { type: 'Polygon', coordinates: [zigzag] } } },
  }),
  '500 orders that do not exist': posting('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { createdAt } } }', {
    key: demoKeys.orchard,
    variables: { ids: ids(500).map((id) => globalIdOf('Order', { id })) },
  }),
  'small documents, each a new one': () =>
    post(`{ d${nextDocument++}: satellites { name } }`, { key: demoKeys.orchard }),
  introspection: posting(
    '{ __schema { types { name description fields { name description args { name description type { name ofType { name } } } type { name ofType { name } } } } } }',
  ),
};

/** What is done once, and then stands. */
const STANDING: Record<string, () => unknown> = {
  'bodies that stop': async () => {
    // All at once, sending them would hold up this process, and the small reads on its core, for a second.
    for (let each = 0; each < 600; each += 1) {
      stuck(request('x'.repeat(MIB - 10), {}, MIB));
      if (each % 20 === 19) await sleep(20);
    }
  },
  'large answers that nobody reads': () => {
    for (let each = 0; each < 50; each += 1)
      stuck(request(JSON.stringify({ query: WORST }), { authorization: manyRowsKey }));
  },
  '10,000 subscriptions on one WebSocket': async () => {
    const socket = await webSocket(demoKeys.orchard);
    for (let id = 0; id < 10_000; id += 1) {
      socket.send(
        JSON.stringify({
          id: String(id),
          type: 'subscribe',
          payload: { query: 'subscription { aoiProgress(id: "a") { state } }' },
        }),
      );
      if (id % 90 === 89) await sleep(1000);
      if (socket.readyState !== socket.OPEN) return;
    }
  },
  'a flood of pings': async () => {
    for (let each = 0; each < 20; each += 1) {
      const socket = await webSocket(demoKeys.orchard);
      for (let ping = 0; ping < 100_000 && socket.readyState === socket.OPEN; ping += 1) socket.ping();
    }
  },
  '300 queries of 100 reads each': () => {
    const query = `{ ${Array.from({ length: 99 }, (_, index) => `a${index}: order(id: "o${index}") { id }`).join(' ')} }`;
    for (let each = 0; each < 300; each += 1)
      stuck(request(JSON.stringify({ query }), { authorization: demoKeys.orchard }));
  },
  'event streams that nobody reads': () => {
    const query = 'subscription { aoiProgress(id: "a") { state } }';
    for (let each = 0; each < 500; each += 1) {
      stuck(request(JSON.stringify({ query }), { authorization: `key-${each}`, accept: 'text/event-stream' }));
    }
  },
};

const at = (ascending: number[], part: number) => ascending[Math.floor(ascending.length * part)]?.toFixed(0) ?? '-';

async function attack(name: string, upstream: string): Promise<void> {
  gateway = await ShippedGateway.start(upstream);
  const endsAt = Date.now() + SECONDS * 1000;
  const isOver = () => Date.now() > endsAt || gateway.died !== '';
  const tally = (counts: Record<string, number>) => (status: string) => {
    counts[status] = (counts[status] ?? 0) + 1;
  };
  for (let warm = 0; warm < 20; warm += 1) {
    await (await post('{ satellites { name } }', { key: demoKeys.harbour })).arrayBuffer();
  }
  const [heavy, hostile]: [Record<string, number>, Record<string, number>] = [{}, {}];
  const smallReads = new Worker(new URL('small-reads.ts', import.meta.url), {
    workerData: { url: gateway.url, key: demoKeys.harbour },
  });
  const work = Array.from({ length: 6 }, () => over(isOver, () => post(WORST, { key: manyRowsKey }), tally(heavy)));
  const repeated = REPEATED[name];
  if (repeated) for (let each = 0; each < 8; each += 1) work.push(over(isOver, repeated, tally(hostile)));
  else void STANDING[name]?.();

  let memory = 0;
  while (!isOver()) {
    await sleep(50);
    memory = Math.max(memory, gateway.memory);
  }
  smallReads.postMessage('end');
  const [{ times, statuses, ownLagMs }]: [SmallReads] = (await once(smallReads, 'message')) as [SmallReads]; // as it sends
  await Promise.all(work);
  for (const socket of sockets.splice(0)) {
    if (socket instanceof WebSocket) socket.terminate();
    else socket.destroy();
  }
  const counts = (of: Record<string, number>) =>
    Object.entries(of)
      .map(([status, count]) => `${count} × ${status}`)
      .join(', ');
  const figures = [at(times, 0.5), at(times, 0.99), counts(statuses), ownLagMs.toFixed(0), memory.toFixed(0)];
  const lived = gateway.died === '' ? 'alive' : `died (${gateway.died})`;
  console.log(`| ${[name, ...figures, lived, counts(heavy), counts(hostile)].join(' | ')} |`);
  await gateway.stop();
}

pinThisProcess(OTHER_CORE);
const upstream = await Child.start(OTHER_CORE, 'upstream.ts', ['50']);
console.log(`flags: ${FLAGS}\n`);
console.log(
  '| attack | small reads p50 ms | p99 ms | answers | client lag p99 ms | peak MiB | | large reads | attack |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
try {
  for (const name of ['nothing else', ...Object.keys(REPEATED), ...Object.keys(STANDING)]) {
    if (ONLY === undefined || name.includes(ONLY)) await attack(name, upstream.url);
  }
} finally {
  await upstream.stop();
}
