import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { CONNECTION_DEFAULTS } from '../../src/server/defaults.ts';
import { createHttpServer } from '../../src/server/doors/http-server.ts';
import { serveWebSocket } from '../../src/server/doors/websocket.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { holdTimers } from '../support/clock.ts';
import { startFaultyUpstream } from '../support/faulty-upstream.ts';
import { HandClock } from './hand-clock.ts';
import { listening } from '../support/on-port.ts';

const MIB = 1024 * 1024;
/** One event; the buffers of the system take a few of them. */
const EVENT_BYTES = 2 * MIB;
const SUBSCRIPTION = 'subscription { aoiProgress(id: "a") { name } }';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** A gateway whose upstream gives an AOI with another long name each time, so each poll is an event. */
async function start() {
  let polls = 0;
  const upstream = await startFaultyUpstream((response) => {
    polls += 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ aoi_id: 'a', status: 'running', name: `${polls}${'x'.repeat(EVENT_BYTES)}` }));
  });
  const clock = new HandClock();
  const gateway = createGateway({ apiUrl: upstream.url, maxEventLoopLagMs: 60_000, pollClock: clock });
  const server = createHttpServer(gateway.listener, CONNECTION_DEFAULTS);
  const served = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const { port } = await listening(server);
  const sockets = serveWebSocket(server, gateway.handle);
  cleanups.push(async () => {
    server.closeAllConnections();
    server.close();
    gateway.drain();
    await sockets.drain();
    await gateway.close();
    await upstream.close();
  });
  return { port, clock, served, gateway };
}

/** A connection that asks and never reads. */
function ask(port: number, query: string, accept: string): void {
  const body = JSON.stringify({ query });
  const head = `POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: key\r\naccept: ${accept}\r\ncontent-type: application/json`;
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  cleanups.push(() => socket.destroy());
  socket.pause();
  socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
}

/** Checks that a minute of silence would close a connection, and has less of it do so. */
function hasten(socket: Socket): void {
  expect(socket.timeout).toBe(CONNECTION_DEFAULTS.idleTimeoutMs);
  socket.setTimeout(300);
}

/** Turns the clock until the gateway has closed the connection. Answers the most bytes that waited for its reader. */
async function unreadUntilClosed(socket: Socket, clock: HandClock): Promise<number> {
  let most = 0;
  let isClosed = false;
  const closed = once(socket, 'close').then(() => {
    isClosed = true;
  });
  while (!isClosed) {
    await Promise.race([closed, clock.asleep()]);
    if (most === 0 && socket.writableLength > 0) hasten(socket);
    most = Math.max(most, socket.writableLength);
    if (!isClosed) clock.tick();
  }
  return most;
}

test('a caller that does not read its events is closed, with a bounded amount held for it', async () => {
  const { port, clock, served } = await start();
  ask(port, SUBSCRIPTION, 'text/event-stream');

  const unread = await unreadUntilClosed(await served, clock);

  expect(unread).toBeGreaterThan(0);
  expect(unread).toBeLessThan(3 * EVENT_BYTES);
  await expect.poll(() => clock.sleepers).toBe(0);
});

test('a caller that does not read a large answer is closed, and its operation is over', async () => {
  const { port, served, gateway } = await start();
  const aliases = Array.from({ length: 6 }, (_, index) => `a${index}: aoi(id: "${index}") { name }`);
  ask(port, `{ ${aliases.join(' ')} }`, 'application/json');
  const socket = await served;
  // The whole answer, as far as the buffers of the system do not take it.
  await expect.poll(() => socket.bytesWritten).toBeGreaterThan(6 * EVENT_BYTES);
  hasten(socket);

  await once(socket, 'close');

  expect(await gateway.registry.metrics()).toContain('gateway_operations_in_flight 0');
});

test('a WebSocket that does not read its events is closed with the reason', async () => {
  const { port, served, gateway } = await start();
  // Who has not answered a second after it was told is cut off.
  holdTimers();
  const client = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  cleanups.push(() => client.terminate());
  const closed = once(client, 'close').then(([code, reason]) => `${code} ${String(reason)}`);
  await once(client, 'open');
  client.send('{"type":"connection_init","payload":{"Authorization":"key"}}');
  await once(client, 'message');
  client.pause();
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
    const query = `subscription { aoiProgress(id: "${id}") { name } }`;
    client.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
  }

  await expect
    .poll(() => gateway.registry.metrics())
    .toContain('gateway_upstream_calls_total{operation="GetAoiById",status="200"} 8');
  expect((await served).writableLength).toBeLessThan(MIB);
  client.resume();

  expect(await closed).toBe('1008 Answers are not read');
});
