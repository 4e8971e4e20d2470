import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Peer } from '../../src/server/doors/websocket-peer.ts';
import { listening } from '../support/on-port.ts';
import { wideAois } from '../support/wide-aois.ts';
import { withLiveGateway } from './live-gateway.ts';

const cleanups: (() => unknown)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0).toReversed()) cleanup();
});

const LARGE = '{ aois(first: 100) { nodes { geometry } } }';
/** More than the buffers of the system take. */
const LARGER = `{ aois(first: 100) { nodes { geometry } } more: aois(first: 99) { nodes { geometry } } }`;

/** A WebSocket of a key after its handshake, and the connection below it. */
async function initialized(url: string, key: string): Promise<{ socket: WebSocket; connection: Socket }> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  cleanups.push(() => socket.terminate());
  const [[upgrade]] = await Promise.all([once(socket, 'upgrade'), once(socket, 'open')]);
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: key } }));
  await once(socket, 'message');
  return { socket, connection: (upgrade as IncomingMessage).socket }; // what the event carries
}

async function ask(url: string, key: string, query: string) {
  const headers = { 'content-type': 'application/json', authorization: key };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return { status: response.status, text: await response.text() };
}

test('a large answer over a WebSocket has the JSON that it has over HTTP', () =>
  withLiveGateway({}, async ({ url, answerWith }) => {
    const aois = wideAois();
    answerWith(() => ({ aois, total: aois.length }));
    const { socket } = await initialized(url, 'key');

    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: LARGE } }));
    const messages: string[] = [];
    socket.on('message', (message: Buffer) => messages.push(message.toString()));
    await expect.poll(() => messages.length).toBe(2);

    const { text } = await ask(url, 'key', LARGE);
    expect(text.length).toBeGreaterThan(8_000_000);
    expect(messages[0] === `{"id":"1","type":"next","payload":${text}}`).toBe(true);
    expect(messages[1]).toBe('{"id":"1","type":"complete"}');
    socket.terminate();
  }));

test('while a caller leaves a large answer unread over a WebSocket, large answers are refused and small ones are not', () =>
  withLiveGateway({ maxTotalComplexity: 2000 }, async ({ url, answerWith, gateway }) => {
    const aois = wideAois();
    answerWith(() => ({ aois, total: aois.length }));
    const { socket, connection } = await initialized(url, 'one');
    const stopped = once(connection, 'data').then(() => socket.pause());
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: LARGER } }));
    // Its first bytes have come, so no other answer can take its room.
    await stopped;
    expect((await ask(url, 'another', LARGE)).status).toBe(503);

    const small = '{ aois(first: 1) { nodes { name } } }';
    expect((await ask(url, 'another', small)).status).toBe(200);
    expect((await ask(url, 'one', small)).status).toBe(200);
    expect(await gateway.registry.metrics()).toContain('gateway_operations_in_flight 1');

    socket.terminate();
    await expect.poll(() => ask(url, 'another', LARGE).then(({ status }) => status)).toBe(200);
  }));

/** The two ends of a WebSocket, and the connection below the end that serves. */
async function connected(): Promise<{ peer: Peer; client: WebSocket; stream: Socket }> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  cleanups.push(() => server.close());
  const { port } = await listening(server);
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong: false });
  cleanups.push(() => client.terminate());
  const [served, request] = (await once(sockets, 'connection')) as [WebSocket, IncomingMessage]; // what the event carries
  if (client.readyState !== client.OPEN) await once(client, 'open');
  return { peer: new Peer(served), client, stream: request.socket };
}

/** Has a peer send a message with a payload of this many bytes. */
function send(peer: Peer, bytes: number): Promise<void> {
  const payload = peer.resultOf(Buffer.from(JSON.stringify('x'.repeat(bytes))), true);
  return peer.send(JSON.stringify({ payload }));
}

test('a peer that reads a long message slowly stays, and one that does not read is cut off by the next ping', async () => {
  const { peer, client, stream } = await connected();
  client.pause();
  const sent = send(peer, 20_000_000);
  await expect.poll(() => stream.writableLength).toBeGreaterThan(0);

  // The ping comes between two frames.
  peer.ping();
  client.once('ping', () => client.pause());
  client.resume();
  await once(client, 'ping');
  peer.ping();
  expect(stream.destroyed).toBe(false);

  const pingAgain = () => {
    peer.ping();
    return stream.destroyed;
  };
  await expect.poll(pingAgain).toBe(true);
  expect(stream.bytesWritten).toBeLessThan(20_000_000);
  await sent;
});
