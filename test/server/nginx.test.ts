import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { KEY, type LiveGateway, withLiveGateway } from '../live/live-gateway.ts';
import { freePort, startOnPort } from '../support/on-port.ts';

const hasNginx = spawnSync('nginx', ['-v']).status === 0;
if (!hasNginx) console.warn('nginx is not installed: the tests behind nginx are skipped');

const CONFIG = readFileSync('deploy/nginx.conf', 'utf8');
const SUBSCRIPTION = 'subscription { aoiProgress(id: "a") { progress } }';
const running = (progress: number) => ({ aoi_id: 'a', status: 'running', progress });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nginx-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Puts nginx, with the configuration that is shipped, in front of a gateway. */
function behindNginx(live: LiveGateway, use: (url: string) => Promise<void>): Promise<void> {
  return behindNginxWith([new URL(live.url).host], use);
}

/** @param replicas hosts with their ports */
async function behindNginxWith(replicas: readonly string[], use: (url: string) => Promise<void>): Promise<void> {
  const port = await freePort();
  const servers = replicas.map((host) => `server ${host};`).join(' ');
  const site = CONFIG.replace('listen 4080', `listen 127.0.0.1:${port}`).replace('server 127.0.0.1:4000;', servers);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  const file = join(folder, `${port}.conf`);
  writeFileSync(
    file,
    `daemon off; worker_processes 1; error_log stderr; pid ${folder}/${port}.pid; events {} http { access_log off; ${temporary} ${site} }`,
  );
  const nginx = spawn('nginx', ['-c', file, '-p', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    await answering(`http://127.0.0.1:${port}/`, nginx);
    await use(`http://127.0.0.1:${port}/graphql`);
  } finally {
    nginx.kill('SIGQUIT');
    await once(nginx, 'exit');
  }
}

/** Resolves when something listens. */
async function answering(url: string, nginx: ChildProcess): Promise<void> {
  while (nginx.exitCode === null) {
    const isThere = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  throw new Error('nginx did not start');
}

const post = (url: string, query: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', authorization: KEY, ...headers },
    body: JSON.stringify({ query }),
  });

describe.skipIf(!hasNginx)('Behind nginx as deploy/nginx.conf sets it up', () => {
  test.each(['text/event-stream', 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0'])(
    'each event of a subscription arrives when it happens: %s',
    (accept) =>
      withLiveGateway({}, (live) =>
        behindNginx(live, async (url) => {
          live.answerWith(() => running(10));
          const response = await post(url, SUBSCRIPTION, { accept, 'accept-encoding': 'gzip' });
          const chunks = response.body?.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
          const until = async (text: string) => {
            let seen = '';
            while (!seen.includes(text)) {
              const { value } = (await chunks?.next()) ?? {};
              if (value === undefined) throw new Error(`The events end without ${text}: ${seen}`);
              seen += value;
            }
          };

          // The clock stands until the first event is here, so nothing that collects events would ever show it.
          await until('"progress":10');
          await live.clock.asleep();
          live.answerWith(() => running(20));
          live.clock.tick();
          await until('"progress":20');
          await chunks?.return?.();
        }),
      ),
  );

  test('an answer is compressed, and connections to the gateway are kept', () =>
    withLiveGateway({}, (live) =>
      behindNginx(live, async (url) => {
        const names = Array.from({ length: 90 }, (_, index) => `alias${index}: __typename`).join(' ');
        const encodings: unknown[] = [];
        for (let times = 0; times < 3; times += 1) {
          const sent = request(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip', authorization: KEY },
          });
          sent.end(JSON.stringify({ query: `{ ${names} }` }));
          const [response] = await once(sent, 'response');
          response.resume();
          await once(response, 'end');
          encodings.push(response.headers['content-encoding']);
        }

        expect(encodings).toEqual(['gzip', 'gzip', 'gzip']);
        expect(await live.connections()).toBe(1);
      }),
    ));

  test('the requests of a key meet on one replica, and all replicas have work', async () => {
    const replicas = await Promise.all(
      ['one', 'two', 'three'].map((name) => startOnPort((_request, response) => response.end(name))),
    );
    // No multiple of the replicas: taking turns would lead a key to another one the second time.
    const keys = Array.from({ length: 61 }, (_, index) => `key-${index}`);
    await behindNginxWith(
      replicas.map(({ port }) => `127.0.0.1:${port}`),
      async (url) => {
        const ask = async (authorization: string) => (await post(url, '{ __typename }', { authorization })).text();
        const first = await Promise.all(keys.map(ask));
        const second = await Promise.all(keys.map(ask));

        expect(second).toEqual(first);
        expect(new Set(first)).toEqual(new Set(['one', 'two', 'three']));
      },
    );
    await Promise.all(replicas.map(({ close }) => close()));
  });

  test('health and metrics are hidden, however the path is written', () =>
    withLiveGateway({}, (live) =>
      behindNginx(live, async (url) => {
        const { hostname, port } = new URL(url);
        const statusOf = async (path: string) => {
          const [response] = await once(request({ hostname, port, path }).end(), 'response');
          response.resume();
          return response.statusCode;
        };

        expect(await Promise.all(['/metrics', '/graphql/../metrics', '/health/ready'].map(statusOf))).toEqual([
          404, 404, 404,
        ]);
        expect(await statusOf('/graphql?query=%7B__typename%7D')).toBe(200);
      }),
    ));

  test('a subscription over WebSocket comes through', () =>
    withLiveGateway({}, (live) =>
      behindNginx(live, async (url) => {
        live.answerWith(() => running(10));
        const client = createClient({
          url: url.replace('http', 'ws'),
          webSocketImpl: WebSocket,
          connectionParams: { Authorization: KEY },
          retryAttempts: 0,
        });

        expect((await client.iterate({ query: SUBSCRIPTION }).next()).value).toEqual({
          data: { aoiProgress: { progress: 10 } },
        });
        await client.dispose();
      }),
    ));
});

test("the manifest's ingress leads the requests of a key to one replica, too", () => {
  expect(readFileSync('deploy/kubernetes/gateway.yaml', 'utf8')).toMatch(
    /^ {4}nginx\.ingress\.kubernetes\.io\/upstream-hash-by: \$http_authorization$/m,
  );
});
