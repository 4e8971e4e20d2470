import { on, once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type LiveGateway, withLiveGateway } from './live-gateway.ts';

const sockets: WebSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

interface Caller {
  begin(id: string, query: string): void;
  cancel(id: string): void;
  /** The next message that is not about the connection. */
  next(): Promise<{ id: string; type: string; payload?: unknown }>;
}

/** A WebSocket after its handshake. */
async function callerOf({ url }: LiveGateway): Promise<Caller> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  sockets.push(socket);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: 'key' } }));
  const messages = on(socket, 'message') as AsyncIterableIterator<[Buffer]>;
  await messages.next();
  return {
    begin: (id, query) => socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } })),
    cancel: (id) => socket.send(JSON.stringify({ id, type: 'complete' })),
    async next() {
      const { value } = (await messages.next()) as { value: [Buffer] };
      return JSON.parse(value[0].toString()) as { id: string; type: string };
    },
  };
}

/** Resolves with the next request that the upstream leaves unanswered. */
function unanswered(live: LiveGateway, isMeant: (request: IncomingMessage) => boolean): Promise<IncomingMessage> {
  const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
  live.answerWith((request) => {
    if (!isMeant(request)) return { aois: [{ aoi_id: 'a', name: 'A field' }], total: 1 };
    resolve(request);
    return null;
  });
  return promise;
}

test('a query that its caller cancels makes no further calls, and the connection serves others', () =>
  withLiveGateway({}, async (live) => {
    const caller = await callerOf(live);
    const arrived = unanswered(live, () => true);
    caller.begin('1', '{ aois { nodes { assets { nodes { name } } } } }');
    const { socket } = await arrived;

    caller.cancel('1');
    await once(socket, 'close');

    live.answerWith(() => ({ aois: [{ aoi_id: 'a', name: 'A field' }], total: 1 }));
    caller.begin('2', '{ aois { nodes { name } } }');
    expect(await caller.next()).toEqual({
      id: '2',
      type: 'next',
      payload: { data: { aois: { nodes: [{ name: 'A field' }] } } },
    });
    expect(await caller.next()).toEqual({ id: '2', type: 'complete' });
    expect(live.calls.every((call) => call.startsWith('GET /v0/aois?'))).toBe(true);
  }));

test('a deferred part that its caller cancels is not read on', () =>
  withLiveGateway({}, async (live) => {
    const caller = await callerOf(live);
    const arrived = unanswered(live, ({ url }) => url?.includes('/assets') ?? false);
    caller.begin('1', '{ aois { nodes { name ... @defer { assets { nodes { name } } } } } }');
    expect(await caller.next()).toMatchObject({ payload: { data: {}, hasNext: true } });
    const { socket } = await arrived;

    caller.cancel('1');

    await once(socket, 'close');
  }));

test('a write that was sent is not cancelled with its operation', () =>
  withLiveGateway({}, async (live) => {
    const caller = await callerOf(live);
    const arrived = unanswered(live, ({ method }) => method === 'DELETE');
    caller.begin('1', 'mutation { deleteStore(input: { storeId: "a" }) { deletedStoreId } }');
    const { socket } = await arrived;
    let isClosed = false;
    socket.once('close', () => {
      isClosed = true;
    });

    caller.cancel('1');

    // The answers to two later operations: an abort would have arrived too.
    for (const id of ['2', '3']) {
      caller.begin(id, '{ aois { nodes { name } } }');
      expect(await caller.next()).toMatchObject({ id, type: 'next' });
      expect(await caller.next()).toMatchObject({ id, type: 'complete' });
    }
    expect(isClosed).toBe(false);
    socket.destroy();
  }));
