import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { AllGatewayOptions } from '../../src/server/all-options.ts';
import { CONNECTION_DEFAULTS, type ConnectionSettings } from '../../src/server/defaults.ts';
import { createHttpServer, listen } from '../../src/server/doors/http-server.ts';
import { openMcp } from '../../src/server/doors/mcp/mcp.ts';
import { serveWebSocket } from '../../src/server/doors/websocket.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { holdTimers, stopClock } from '../support/clock.ts';
import { hang, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { listening, portOf, startOnPort } from '../support/on-port.ts';
import { writtenLog } from '../support/written-log.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/**
 * A gateway with its server, on a port. Nothing here reaches the upstream.
 * @param ofWebSockets settings of those alone
 */
async function start(
  settings: Partial<ConnectionSettings> = {},
  options: Partial<AllGatewayOptions> = {},
  ofWebSockets: Partial<ConnectionSettings> = {},
) {
  const gateway = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000, ...options });
  const all = { ...CONNECTION_DEFAULTS, ...settings };
  const server = createHttpServer(gateway.listener, all);
  const acceptors = await listen(server, 0, '127.0.0.1');
  const sockets = serveWebSocket(server, gateway.handle, { ...all, ...ofWebSockets });
  cleanups.push(async () => {
    server.closeAllConnections();
    for (const each of [server, ...acceptors]) each.close();
    await sockets.drain();
    await gateway.close();
  });
  return { port: portOf(server), server, gateway };
}

/** A bare connection, and all that has come over it when it is closed. */
function open(port: number, text = ''): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  cleanups.push(() => socket.destroy());
  let received = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    received += part;
  });
  socket.on('error', () => {});
  if (text !== '') socket.write(text);
  const answer = new Promise<string>((resolve) => socket.once('close', () => resolve(received)));
  return { socket, answer };
}

async function webSocket(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  cleanups.push(() => socket.terminate());
  const closed = new Promise<string>((resolve) =>
    socket.once('close', (code, reason) => resolve(`${code} ${reason.toString()}`)),
  );
  await once(socket, 'open');
  return { socket, closed };
}

/** A WebSocket after its handshake. */
async function initialized(port: number) {
  const opened = await webSocket(port);
  opened.socket.send('{"type":"connection_init"}');
  await once(opened.socket, 'message');
  return opened;
}

describe('A connection is closed', () => {
  test('when headers or a body do not come in time', async () => {
    const early = await start({ headersTimeoutMs: 500 });
    const late = await start({ headersTimeoutMs: 500, requestTimeoutMs: 1000 });
    const head = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

    const [headers, body] = await Promise.all([
      open(early.port, head).answer,
      open(late.port, `${head}content-length: 100\r\n\r\n{"query"`).answer,
    ]);

    expect(headers).toContain('408 Request Timeout');
    expect(body).toContain('408 Request Timeout');
  });

  test('when it is one too many, in all or from one address', async () => {
    for (const settings of [{ maxConnectionsIn: 2 }, { maxConnectionsPerAddress: 2 }]) {
      const { port } = await start(settings);
      const kept = [open(port), open(port)];
      await Promise.all(kept.map(({ socket }) => once(socket, 'connect')));

      expect(await open(port, 'GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n').answer).toBe('');

      kept[0]?.socket.destroy();
      await kept[0]?.answer;
      const next = open(port, 'GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
      expect(await next.answer).toContain('200 OK');
    }
  });

  test('when nothing moves on it, as of a caller that does not read', async () => {
    const { port } = await start({ idleTimeoutMs: 300 });

    expect(await open(port).answer).toBe('');
  });
});

describe('A WebSocket is closed', () => {
  test('when it does not say connection_init', async () => {
    const { port } = await start({ webSocketInitTimeoutMs: 50 });

    expect(await (await webSocket(port)).closed).toBe('4408 Connection initialisation timeout');
  });

  test('when it floods the gateway with pings or messages', async () => {
    const { port } = await start({ maxWebSocketMessagesPerSecond: 20 });
    // All in one second, and nothing is cut off before it has been read.
    holdTimers();
    const [pinging, talking] = await Promise.all([webSocket(port), webSocket(port)]);

    for (let each = 0; each < 60; each += 1) pinging.socket.ping();
    for (let each = 0; each < 60; each += 1) talking.socket.send('{"type":"ping"}');

    expect(await Promise.all([pinging.closed, talking.closed])).toEqual([
      '1008 Too many messages',
      '1008 Too many messages',
    ]);
  });

  test('when its first message is large', async () => {
    const { port } = await start();
    const { socket, closed } = await webSocket(port);

    socket.send(JSON.stringify({ type: 'connection_init', payload: { note: 'x'.repeat(20_000) } }));

    expect(await closed).toBe('1009 The first message is too large');
  });

  test('when it does not read the pongs that it asks for', async () => {
    const { port } = await start();
    holdTimers();
    const { socket, closed } = await initialized(port);
    socket.pause();

    for (let each = 0; each < 20; each += 1)
      socket.send(JSON.stringify({ type: 'ping', payload: { note: 'x'.repeat(1_000_000) } }));
    await expect.poll(() => socket.bufferedAmount).toBe(0);
    socket.resume();

    expect(await closed).toBe('1008 Answers are not read');
  });

  test('when a message comes too slowly, but not for the pongs of a day', async () => {
    // Long enough for the timer that closes it: the upgrade may take as long as it likes.
    const { port } = await start({}, {}, { requestTimeoutMs: 200 });
    holdTimers();
    const { socket, closed } = await initialized(port);
    for (let each = 0; each < 5000; each += 1) socket.pong();
    socket.send('{"type":"ping"}');
    const [pong] = await once(socket, 'message');
    expect(String(pong)).toBe('{"type":"pong"}');

    socket.send('x'.repeat(20_000), { fin: false });

    expect(await closed).toBe('1008 A message comes too slowly');
  });

  test('when messages that have not arrived completely take too much memory together', async () => {
    const { port } = await start();
    const all = await Promise.all(Array.from({ length: 18 }, () => initialized(port)));

    for (const { socket } of all) socket.send('x'.repeat(1_000_000), { fin: false });

    expect(await Promise.race(all.map(({ closed }) => closed))).toBe('1013 Too many large messages');
    expect(all.filter(({ socket }) => socket.readyState === socket.OPEN).length).toBeGreaterThan(13);
  });

  test('not when it has too many operations: those are refused', async () => {
    const { port, gateway } = await start({ maxOperationsPerWebSocket: 2 });
    const { socket } = await webSocket(port);
    const messages: { type: string; id?: string; payload?: unknown }[] = [];
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
    socket.send('{"type":"connection_init","payload":{"Authorization":"key"}}');
    await once(socket, 'message');
    for (const id of ['1', '2', '3']) {
      const query = 'subscription { aoiProgress(id: "a") { state } }';
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
    }
    while (!messages.some(({ id }) => id === '3')) await once(socket, 'message');

    expect(messages.find(({ id }) => id === '3')).toMatchObject({
      type: 'error',
      payload: [
        {
          message: 'One connection can have at most 2 operations in flight.',
          extensions: { code: 'OVERLOADED', retryable: true, requestId: expect.any(String) },
        },
      ],
    });
    expect(await gateway.registry.metrics()).toContain('gateway_operation_errors_total{code="OVERLOADED"} 1');
  });
});

test('An idle connection stays open for 75 s, longer than load balancers keep theirs', async () => {
  const { port } = await start();
  const { socket } = open(port);
  const body = '{"query":"{__typename}"}';
  const head = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nauthorization: k`;
  const answers: string[] = [];
  for (let times = 0; times < 2; times += 1) {
    socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    const [answer] = await once(socket, 'data');
    answers.push(String(answer));
  }

  expect(answers).toEqual(
    Array.from({ length: 2 }, () => expect.stringMatching(/^HTTP\/1.1 200 .*keep-alive: timeout=75\r/is)),
  );
});

test.each([
  ['GET /graphql', 'a b', 'The Host header is malformed.'],
  ['GET /graphql/../metrics', 'a', 'The path must not contain . or .. segments.'],
])(
  '%s of the host "%s" is refused as every request is: with its id, in log and metrics',
  async (line, host, message) => {
    const { port, gateway } = await start();
    const head = `${line} HTTP/1.1\r\nhost: ${host}\r\nx-request-id: mine\r\nconnection: close\r\n\r\n`;

    const answer = await open(port, head).answer;

    expect(answer).toMatch(/^HTTP\/1.1 400 .*x-request-id: mine\r\ncache-control: private, no-store/s);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
      errors: [{ message, extensions: { code: 'BAD_REQUEST', requestId: 'mine' } }],
    });
    expect(await gateway.registry.metrics()).toContain('gateway_operation_errors_total{code="BAD_REQUEST"} 1');
  },
);

describe('Metrics', () => {
  const get = (port: number, path: string) =>
    open(port, `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`).answer;

  test.each(['/graphql/../metrics', '/graphql/%2e%2e/metrics', '/graphql/..\\metrics', '/./metrics', '/graphql/..?a'])(
    'are not behind %s',
    async (path) => {
      const { port } = await start();

      expect(await get(port, path)).toMatch(/^HTTP\/1.1 400/);
      expect(await get(port, '/metrics')).toContain('gateway_operations_total');
    },
  );

  test('are not on the port of callers if they have one of their own', async () => {
    const { port, gateway } = await start({}, { hasOwnOperatorPort: true });
    const { port: own, close } = await startOnPort(gateway.operators);
    cleanups.push(close);

    expect(await get(port, '/metrics')).toMatch(/^HTTP\/1.1 404/);
    expect(await get(own, '/metrics')).toContain('gateway_operations_total');
    expect(await get(own, '/health/live')).toMatch(/^HTTP\/1.1 200/);
    expect(await get(own, '/health/live?probe=1')).toMatch(/^HTTP\/1.1 200/);
    expect(await get(own, '/graphql?query={__typename}')).toMatch(/^HTTP\/1.1 404/);
  });
});

test('bodies that stop before their end hold no more than their share', async () => {
  const { port, server } = await start({}, { maxHeldRequestBytes: 2_500_000, maxOperationsPerKey: 500 });
  const head = (length: number) =>
    `POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
  const slow: ReturnType<typeof open>[] = [];
  for (const _each of [1, 2]) {
    const received = once(server, 'request');
    slow.push(open(port, head(1_000_000)));
    await received;
  }

  expect(await open(port, `${head(1_000_000)}`).answer).toContain('503 Service Unavailable');
  expect(await open(port, `${head(26)}{"query":"{ __typename }"}`).answer).toContain('"__typename":"Query"');
  for (const { socket } of slow) socket.destroy();
});

test.each(['content-length: 1000000', 'transfer-encoding: chunked'])(
  'a large body that finds no room (%s) is refused and not received',
  async (length) => {
    const { port, server } = await start({}, { maxHeldRequestBytes: 1000 });
    const arriving = once(server, 'connection');
    const { socket, answer } = open(
      port,
      `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${length}\r\n\r\n`,
    );
    const [received] = (await arriving) as [Socket]; // what the event carries
    socket.write(length.startsWith('content') ? 'x'.repeat(1_000_000) : `f0000\r\n${'x'.repeat(0xf0000)}\r\n0\r\n\r\n`);

    expect(await answer).toMatch(/^HTTP\/1.1 503[\s\S]*connection: close[\s\S]*OVERLOADED/i);
    expect(received.bytesRead).toBeLessThan(300_000);
  },
);

test.each([
  ['/graphql', 'transfer-encoding: chunked'],
  ['/graphql', 'content-length: 30000'],
  ['/mcp', 'transfer-encoding: chunked'],
  ['/mcp', 'content-length: 30000'],
])('a connection to %s that closes within a body (%s) is no fault of the gateway', async (path, length) => {
  const { logger, lines } = writtenLog();
  const { port, server, gateway } = await start({}, { mcp: openMcp(), logger });
  const head = `POST ${path} HTTP/1.1\r\nhost: a\r\nauthorization: a\r\ncontent-type: application/json\r\n${length}\r\n\r\n`;
  const arriving = once(server, 'request');
  const { socket } = open(port, `${head}5\r\n{"que\r\n`);
  const [{ socket: received }] = (await arriving) as [{ socket: Socket }]; // what the event carries
  const closed = new Promise((resolve) => received.once('close', resolve));
  socket.destroy();
  await closed;

  const inFlight = gateway.registry.getSingleMetric('gateway_operations_in_flight');
  await expect.poll(async () => (await inFlight?.get())?.values[0]?.value).toBe(0);
  // Pino's level of errors.
  expect(lines().filter(({ level }) => Number(level) >= 50)).toEqual([]);
  expect(await gateway.registry.metrics()).not.toContain('code="INTERNAL_SERVER_ERROR"} 1');
});

test.skipIf(process.platform !== 'linux')(
  'Hundreds of connections are accepted in a few turns of the event loop',
  async () => {
    const { port, server } = await start();
    let turn = 0;
    let isOver = false;
    const count = () => {
      turn += 1;
      if (!isOver) setImmediate(count);
    };
    const turns: number[] = [];
    server.on('connection', () => turns.push(turn));

    setImmediate(count);
    const sockets = Array.from({ length: 500 }, () => open(port).socket);
    while (turns.length < sockets.length) await once(server, 'connection');
    isOver = true;

    // With 16 listening sockets, one of them has at least 32 connections: as many turns.
    expect(new Set(turns).size).toBeLessThan(25);
  },
);

test('pipelined requests start in turns of the event loop, and are all answered in order', async () => {
  const { port, server } = await start();
  stopClock();
  onTestFinished(() => void vi.useRealTimers());
  const turnsOfAnswers: number[] = [];
  let turn = 0;
  const count = () => {
    turn += 1;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  cleanups.push(() => clearImmediate(counting));
  server.on('request', (_request, response) => {
    response.once('finish', () => {
      turnsOfAnswers.push(turn);
      // More than a turn has for all operations together.
      vi.advanceTimersByTime(11);
    });
  });
  const asking = (alias: string, headers = '') => {
    const body = JSON.stringify({ query: `{ ${alias}: __typename }` });
    return `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`;
  };
  const aliases = Array.from({ length: 20 }, (_, index) => `a${index}`);

  const { answer } = open(
    port,
    `${aliases.map((alias) => asking(alias)).join('')}${asking('last', 'connection: close\r\n')}`,
  );

  expect((await answer).match(/(?<=\{")\w+(?=":"Query")/g)).toEqual([...aliases, 'last']);
  // Started together, they are all answered in one turn.
  expect(new Set(turnsOfAnswers).size).toBeGreaterThan(3);
});

test('pipelined requests take no place before their turn, so none is left if the connection closes', async () => {
  const upstream = createServer(() => {});
  const { origin } = await listening(upstream);
  cleanups.push(() => {
    upstream.closeAllConnections();
    upstream.close();
  });
  const { port, gateway } = await start({}, { apiUrl: origin });
  const asking = (query: string) => {
    const body = JSON.stringify({ query });
    return `POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: a key\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  };
  const inFlight = async () => /^gateway_operations_in_flight (\d+)$/m.exec(await gateway.registry.metrics())?.[1];

  // The first waits for the API, and the others for the first.
  const called = once(upstream, 'request');
  const { socket, answer } = open(port, asking('{ projects { nodes { id } } }') + asking('{ __typename }').repeat(4));
  await called;

  expect(await inFlight()).toBe('1');
  socket.destroy();
  await answer;
});

const pipelined = (body: string, headers = `content-length: ${body.length}`) =>
  `POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: a key\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${body}`;
const TYPENAME = '{"query":"{ __typename }"}';

test.each([
  ['many requests', pipelined(TYPENAME).repeat(100)],
  ['a large body', pipelined(`${TYPENAME}${' '.repeat(100_000)}`)],
  ['a chunked body', `${pipelined('', 'transfer-encoding: chunked')}1a\r\n${TYPENAME}\r\n0\r\n\r\n`],
])('a connection on which %s wait behind a slow one is closed, and its calls end', async (_, others) => {
  const upstream = await startFaultyUpstream(hang);
  cleanups.push(() => upstream.close());
  const { port, gateway } = await start({}, { apiUrl: upstream.url });

  const { socket, answer } = open(port, pipelined('{"query":"{ projects { nodes { id } } }"}'));
  await upstream.arrived(1);
  socket.write(others);

  expect(await answer).toBe('');
  await upstream.requests[0]?.wasGivenUp;
  const inFlight = gateway.registry.getSingleMetric('gateway_operations_in_flight');
  await expect.poll(async () => (await inFlight?.get())?.values[0]?.value).toBe(0);
});
