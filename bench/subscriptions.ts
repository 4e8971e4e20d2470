/**
 * 3,000 subscriptions over server-sent events on the shipped process, of which 500 are never read:
 *
 *     npx node bench/subscriptions.ts [seconds = 20]
 *
 * From one key and from 500 keys, with the bounds as shipped and with bounds that let all of them in. Each watches an AOI of its own
 * that changes every second. Prints how many were let in and what happened to the others, memory, calls to the API, and how fast
 * another caller's small reads were.
 */
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { OTHER_CORE, pinThisProcess } from './child.ts';
import { listenLocally } from './servers/listen.ts';
import { ShippedGateway } from './shipped.ts';

const [SECONDS = 20] = process.argv.slice(2).map(Number);
const SUBSCRIPTIONS = 3000;
const UNREAD = 500;
/** Started in a second. */
const RATE = 300;
const ALL = {
  MAX_SUBSCRIPTIONS: '3000',
  MAX_SUBSCRIPTIONS_PER_KEY: '3000',
  MAX_CONNECTIONS: '5000',
  MAX_CONNECTIONS_PER_ADDRESS: '5000',
};

let calls = 0;
const upstream = createServer(({ url = '' }, response) => {
  calls += 1;
  response.setHeader('content-type', 'application/json');
  const progress = Math.floor(Date.now() / 1000) % 100;
  response.end(JSON.stringify({ aoi_id: url.split('/').at(-1), status: 'running', progress, name: 'a field' }));
});

/** What a subscription came to. */
interface Followed {
  socket: Socket;
  /** The HTTP status; without one, whether it is closed or has no answer yet. */
  status: string;
  events: number;
  isOpen: boolean;
}

function subscribe(url: URL, index: number, key: string, isRead: boolean): Followed {
  const body = JSON.stringify({ query: `subscription { aoiProgress(id: "aoi-${index}") { state progress } }` });
  const socket = connect(Number(url.port), url.hostname);
  const followed: Followed = { socket, status: 'no answer', events: 0, isOpen: true };
  socket.on('error', () => {});
  socket.on('close', () => {
    followed.isOpen = false;
    if (followed.status === 'no answer') followed.status = 'closed';
  });
  socket.on('data', (data) => {
    const text = data.toString();
    if (followed.status === 'no answer') followed.status = text.slice(9, 12);
    followed.events += text.split('event: next').length - 1;
    if (!isRead && followed.events > 0) socket.pause();
  });
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: ${key}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  return followed;
}

async function smallReads(gateway: ShippedGateway, milliseconds: number): Promise<string> {
  const times: number[] = [];
  let refused = 0;
  for (const endsAt = performance.now() + milliseconds; performance.now() < endsAt; await sleep(50)) {
    const began = performance.now();
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'another' },
      body: '{"query":"{ aoi(id: \\"a\\") { name } }"}',
    });
    await response.text();
    if (response.status === 200) times.push(performance.now() - began);
    else refused += 1;
  }
  const at = (part: number) => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)]?.toFixed(0);
  return `p50 ${at(0.5)} p99 ${at(0.99)} ms, ${refused} of ${times.length + refused} refused`;
}

async function run(title: string, keys: number, env: Record<string, string>): Promise<void> {
  const gateway = await ShippedGateway.start(url, env);
  await smallReads(gateway, 1000);
  const before = gateway.memory;
  const followed: Followed[] = [];
  for (let index = 0; index < SUBSCRIPTIONS; index += 1) {
    followed.push(
      subscribe(new URL(gateway.url), index, `key-${index % keys}`, index % (SUBSCRIPTIONS / UNREAD) !== 0),
    );
    if (index % (RATE / 10) === 0) await sleep(100);
  }
  await sleep(2000);
  calls = 0;
  const busyMs = gateway.busyMs;
  const reads = await smallReads(gateway, SECONDS * 1000);
  const statuses = Object.entries(Object.groupBy(followed, ({ status }) => status)).map(
    ([status, of = []]) => `${of.length} × ${status}`,
  );
  const open = followed.filter(({ isOpen, status }) => isOpen && status === '200').length;
  console.log(
    `${title}: ${statuses.join(', ')}; ${open} open; memory ${before.toFixed(0)} → ${gateway.memory.toFixed(0)} MiB; ` +
      `${Math.round(calls / SECONDS)} calls/s; ${Math.round((gateway.busyMs - busyMs) / SECONDS / 10)} % of a core; small reads ${reads}; ${gateway.died === '' ? 'alive' : `died: ${gateway.died}`}`,
  );
  for (const { socket } of followed) socket.destroy();
  await gateway.stop();
}

pinThisProcess(OTHER_CORE);
const url = await listenLocally(upstream);
await run('one key, bounds as shipped', 1, {});
await run('500 keys, bounds as shipped', 500, {});
await run('one key, all let in', 1, ALL);
await run('500 keys, all let in', 500, ALL);
upstream.closeAllConnections();
upstream.close();
