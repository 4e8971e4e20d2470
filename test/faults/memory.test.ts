import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenLocally } from '../../bench/servers/listen.ts';
import { FLAGS, MANIFEST, ShippedGateway } from '../../bench/shipped.ts';

/*
 * The process as it is shipped, with the heap of the Kubernetes manifest, over an upstream whose answers are far larger than usual.
 * Each of these ended the process once.
 */

const MIB = 1024 * 1024;
/** The memory limit of the manifest's container. */
const CONTAINER_MIB = 832;

/** The JSON of a Polygon of about so many bytes. */
function outlineOf(bytes: number): string {
  const position = '[77.123456,12.123456]';
  const ring = `${position},`.repeat(Math.round(bytes / (position.length + 1)));
  return `{"type":"Polygon","coordinates":[[${ring}${position}]]}`;
}

const wide = outlineOf(150_000);
const aois = Array.from({ length: 100 }, (_, row) => `{"aoi_id":"a${row}","name":"A field","geometry":${wide}}`);
const ANSWERS: Record<string, Buffer> = {
  '/too-large': Buffer.alloc(60 * MIB, ' '),
  '/list': Buffer.from(`{"aois":[${aois.join()}],"total":100}`),
  '/one': Buffer.from(`{"aoi_id":"a","name":"A field","geometry":${outlineOf(11 * MIB)}}`),
};
/** A few kilobytes that become as many megabytes as an answer may have. */
const BOMB = gzipSync(Buffer.alloc(15 * MIB, ' '));
/** What the upstream answers, whatever it is asked. */
let answer = ANSWERS['/one'];
const upstream = createServer((request, response) => {
  request.resume();
  const headers = { 'content-type': 'application/json', ...(answer === BOMB && { 'content-encoding': 'gzip' }) };
  response.writeHead(200, headers).end(answer);
});

let gateway: ShippedGateway;
beforeAll(async () => {
  // However long the machine takes, no operation is over before it has all its answers.
  gateway = await ShippedGateway.start(await listenLocally(upstream), { PIXXEL_TIMEOUT_MS: '600000' });
});
afterAll(async () => {
  await gateway.stop();
  upstream.closeAllConnections();
  upstream.close();
});

/** Asks once with each of so many keys. Returns the number of errors and of bytes of each answer. */
async function askAtOnce(times: number, query: string): Promise<{ code: string | undefined; bytes: number }[]> {
  const body = JSON.stringify({ query });
  return Promise.all(
    Array.from({ length: times }, async (_, caller) => {
      const headers = { 'content-type': 'application/json', authorization: `key ${caller}` };
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
      const text = await response.text();
      return { code: /"code":"([A-Z_]+)"/.exec(text)?.[1], bytes: text.length };
    }),
  );
}

test('how full memory is, is measured by the heap of the manifest, at which V8 ends the process', () => {
  const module = new URL('../../src/server/observe/heap.ts', import.meta.url).href;
  const print = `import { heapLimitBytes } from '${module}'; console.log(heapLimitBytes / ${MIB});`;

  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', print], {
    env: { ...process.env, NODE_OPTIONS: FLAGS },
  });

  expect(Number(stdout)).toBe(Number(/max-old-space-size=(\d+)/.exec(FLAGS)?.[1]));
});

test('the image gives freed buffers back to the system from the same length on as the manifest', () => {
  const threshold = /MALLOC_MMAP_THRESHOLD_\S*\s+value: '(\d+)'/.exec(MANIFEST)?.[1];
  const image = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');

  expect(threshold).toBe(String(MIB));
  expect(image).toContain(`MALLOC_MMAP_THRESHOLD_=${threshold}`);
});

test('two answers of 60 MB at once are refused', async () => {
  answer = ANSWERS['/too-large'];

  const answers = await askAtOnce(2, '{ aois { nodes { name } } }');

  expect(answers.map(({ code }) => code)).toEqual(['UPSTREAM_INVALID_RESPONSE', 'UPSTREAM_INVALID_RESPONSE']);
  expect(gateway.died).toBe('');
});

test('six answers of 15 MB at once are passed on', async () => {
  answer = ANSWERS['/list'];

  const answers = await askAtOnce(6, '{ aois(first: 100) { nodes { name geometry } } }');

  expect(answers.map(({ code }) => code)).toEqual(Array.from({ length: 6 }));
  expect(Math.min(...answers.map(({ bytes }) => bytes))).toBeGreaterThan(14 * MIB);
  expect(gateway.died).toBe('');
});

test('one operation of 30 reads of 11 MB each is refused what is too much for it', async () => {
  answer = ANSWERS['/one'];
  const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: aoi(id: "${index}") { name }`);

  const [only] = await askAtOnce(1, `{ ${aliases.join(' ')} }`);

  expect(only?.code).toBe('UPSTREAM_BUDGET_EXCEEDED');
  expect(gateway.died).toBe('');
  expect(gateway.memory).toBeLessThan(CONTAINER_MIB);
});

test.skipIf(process.platform !== 'linux')(
  '60 answers that become 15 MB each when they are decompressed do not fill the container',
  async () => {
    answer = BOMB;

    const answers = await askAtOnce(60, '{ aois { nodes { name } } }');

    expect(answers.filter(({ code }) => code === undefined)).toEqual([]);
    expect(gateway.died).toBe('');
    expect(gateway.peakMemory).toBeLessThan(CONTAINER_MIB);
  },
);
