import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { createClient } from 'graphql-ws';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { answer, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { freePort, portOf } from '../support/on-port.ts';

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;
const KEY = 'test-key-9f3a';

/** The shipped process over an upstream that holds every answer back until the test lets it go. Both end with the test. */
async function given(env: Record<string, string> = {}) {
  const held: ServerResponse[] = [];
  const upstream = await startFaultyUpstream((response) => held.push(response));
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: String(port), PIXXEL_API_URL: upstream.url, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await upstream.close();
  });
  const output: string[] = [];
  child.stderr.on('data', (chunk) => output.push(String(chunk)));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => output.push(line));
  const logged = async (message: string) => {
    while (!output.some((line) => line.includes(`"msg":"${message}"`))) await once(lines, 'line');
  };
  await logged('listening');
  const release = () => {
    for (const response of held.splice(0)) answer(200, { satellites: [] })(response, NOTHING);
  };
  return { upstream, port, child, output, logged, release };
}

/** `answer` looks at no part of its request. */
const NOTHING = undefined as never;

/** A query that no other shares: single-flight would make them one. */
const ask = (port: number, index: number) =>
  fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `${KEY}-${index}` },
    body: JSON.stringify({ query: 'query Sats { satellites { name } }' }),
  });

describe('The process', () => {
  test('that cannot listen says so and ends', async () => {
    // As another gateway has it: the system would let this one share the port.
    const taken = createServer().listen({ port: 0, host: '127.0.0.1', reusePort: process.platform === 'linux' });
    await once(taken, 'listening');
    const port = portOf(taken);
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, PORT: String(port), PIXXEL_API_URL: 'http://127.0.0.1:9' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });

    const [said] = await Promise.all([text(child.stderr), once(child, 'exit').then(([code]) => expect(code).toBe(1))]);

    expect(said).toContain('Another program already listens on 127.0.0.1:');
    taken.close();
  });

  test('refuses a malformed Host header in words, and leaves an upgrade aside that it does not know', async () => {
    const { port } = await given();
    const answerTo = async (...headers: string[]) => {
      const socket = connect(port, '127.0.0.1');
      socket.write(['GET /health/live HTTP/1.1', 'Connection: close, upgrade', ...headers, '', ''].join('\r\n'));
      return text(socket);
    };

    const bad = await answerTo('Host: ]bad[');
    const upgrade = await answerTo('Host: gateway', 'Upgrade: h2c');

    expect(bad).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"BAD_REQUEST"/);
    expect(bad).not.toContain('at ');
    expect(upgrade).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('A process that listens', () => {
  test('keeps idle connections longer than balancers do, and says which proxy leads to the API', async () => {
    const { port, output } = await given({
      HTTP_PROXY: 'http://gateway:p%40ss@127.0.0.1:9',
      NO_PROXY: '127.0.0.1',
    });
    const { headers } = await fetch(`http://127.0.0.1:${port}/health/ready`);

    expect(headers.get('keep-alive')).toBe('timeout=75');
    expect(output.join('')).toContain(
      'Calls to the API go through a proxy (http 127.0.0.1:9), except to the hosts of NO_PROXY (127.0.0.1).',
    );
    expect(output.join('')).not.toContain('p%40ss');
  });
});

describe('SIGTERM', () => {
  test('sixty requests in flight are all answered, no new connection is taken, and the process ends well', async () => {
    const { upstream, port, child, output, logged, release } = await given();
    const exited = once(child, 'exit');
    // Up to 64 are admitted however late the machine makes the process.
    const replies = Array.from({ length: 60 }, (_, index) => ask(port, index));
    await upstream.arrived(60);

    child.kill('SIGTERM');
    await logged('draining');
    const [refusal] = await once(connect(port, '127.0.0.1'), 'error');
    release();
    const bodies = await Promise.all(replies.map(async (reply) => (await reply).json()));

    expect(refusal.code).toMatch(/ECONNREFUSED|ECONNRESET/);
    expect(bodies).toEqual(Array.from({ length: 60 }, () => ({ data: { satellites: [] } })));
    expect(await exited).toEqual([0, null]);
    expect(upstream.requests).toHaveLength(60);
    expect(output.join('\n')).not.toContain(KEY);
  });

  test('a socket that a client keeps alive does not hold the process up', async () => {
    const { port, child } = await given();
    const exited = once(child, 'exit');
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /health/live HTTP/1.1\r\nHost: gateway\r\nConnection: keep-alive\r\n\r\n');
    await once(socket, 'data');

    child.kill('SIGTERM');

    await once(socket, 'close');
    expect(await exited).toEqual([0, null]);
  });

  test('an operation in flight over WebSocket is answered, and a subscription ends with the reason', async () => {
    const { upstream, port, child, logged, release } = await given();
    const exited = once(child, 'exit');
    const client = createClient({
      url: `ws://127.0.0.1:${port}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: KEY },
      retryAttempts: 0,
    });
    const answered = client.iterate({ query: '{ satellites { name } }' }).next();
    const ended = client.iterate({ query: 'subscription { aoiProgress(id: "a") { name } }' }).next();
    await upstream.arrived(2);

    child.kill('SIGTERM');
    await logged('draining');
    release();

    expect((await answered).value).toEqual({ data: { satellites: [] } });
    expect((await ended).value.errors[0].extensions.code).toBe('SUBSCRIPTION_ENDED');
    expect(await exited).toEqual([0, null]);
  });

  test('a process whose output nobody reads any more ends, too', async () => {
    const { child } = await given();
    const exited = once(child, 'exit');
    child.stdout.destroy();
    child.stderr.destroy();

    child.kill('SIGTERM');

    expect(await exited).toEqual([0, null]);
  });

  test('a second signal ends the process at once', async () => {
    const { upstream, port, child, logged } = await given();
    const exited = once(child, 'exit');
    const lost = ask(port, 0).catch(() => 'lost');
    await upstream.arrived(1);

    child.kill('SIGTERM');
    await logged('draining');
    child.kill('SIGTERM');

    expect(await exited).toEqual([1, null]);
    expect(await lost).toBe('lost');
  });
});
