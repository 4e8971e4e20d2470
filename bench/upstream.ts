import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox } from '../src/sandbox/server/server.ts';
import { reportToBenchmark } from './report.ts';
import { listenLocally } from './servers/listen.ts';
import { createWorld, isDiffering } from './world.ts';

/*
 * The sandbox in a process of its own: `node bench/upstream.ts [milliseconds of latency]`. Its world does not change,
 * so each answer is computed once and then sent again. Otherwise the benchmark would measure the sandbox, which takes longer for a
 * request than the servers under test. Answers to a
 * key of `differingKeys` end with a number that no other has, in a member that nobody reads, so no two are equal.
 */
interface Kept {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Digits of the number that makes answers differ. */
const NUMBER_DIGITS = 7;

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
  const differs = isDiffering(authorization);
  const key = `${differs} ${store.accounts.get(authorization)?.orgId} ${method} ${url} ${body}`;
  let known = kept.get(key);
  if (!known) {
    known = await askSandbox(method, url, authorization, body);
    if (differs) known = withNumber(known);
    kept.set(key, known);
  }
  if (latencyMs > 0) await delay(latencyMs);
  response.writeHead(known.status, known.headers).end(differs ? numbered(known.body) : known.body);
}

/** The answer with room for a number: `,"n":1111111}` in place of its last brace. */
function withNumber({ status, headers, body }: Kept): Kept {
  const roomy = Buffer.concat([body.subarray(0, -1), Buffer.from(`,"n":${'1'.repeat(NUMBER_DIGITS)}}`)]);
  return { status, headers: { ...headers, 'content-length': String(roomy.length) }, body: roomy };
}

/** A body with another number in that room. Its length does not change. */
function numbered(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  copy.write(
    String(arrived % 10 ** NUMBER_DIGITS).padStart(NUMBER_DIGITS, '1'),
    copy.length - NUMBER_DIGITS - 1,
    'latin1',
  );
  return copy;
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
