import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox } from '../src/sandbox/server/server.ts';
import { reportToBenchmark } from './report.ts';
import { listenLocally } from './servers/listen.ts';
import { createWorld } from './world.ts';

/*
 * The sandbox in a process of its own: `node bench/upstream.ts [milliseconds of latency]`. Its world stands still and is
 * only read, so each answer is worked out once and then given again as it is: the sandbox costs more for a request than
 * the servers under test, and would otherwise be what is measured.
 */
interface Kept {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

const latencyMs = Number(process.argv[2] ?? 0);
const store = createWorld();
const sandbox = await startSandbox({ store });
const kept = new Map<string, Kept>();
let arrived = 0;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  arrived += 1;
  const { method = 'GET', url = '/' } = request;
  const body = method === 'GET' ? null : await text(request);
  const authorization = request.headers.authorization ?? '';
  const key = `${store.accounts.get(authorization)?.orgId} ${method} ${url} ${body}`;
  let known = kept.get(key);
  if (!known) {
    known = await askSandbox(method, url, authorization, body);
    kept.set(key, known);
  }
  if (latencyMs > 0) await delay(latencyMs);
  response.writeHead(known.status, known.headers).end(known.body);
}

async function askSandbox(method: string, url: string, authorization: string, body: string | null): Promise<Kept> {
  const headers = { authorization, 'content-type': 'application/json' };
  const response = await fetch(sandbox.url + url, { method, headers, body });
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    headers: { 'content-type': type, 'content-length': String(bytes.length) },
    body: bytes,
  };
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
reportToBenchmark(await listenLocally(server), () => arrived);
