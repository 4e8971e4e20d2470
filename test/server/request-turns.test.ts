import crypto from 'node:crypto';
import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { InputError } from '../../src/resolvers/input/input-error.ts';
import { DEFAULTS } from '../../src/server/defaults.ts';
import { refusal } from '../../src/server/errors/refusal.ts';
import { CallRecord } from '../../src/upstream/http/call-record.ts';
import { Upstream, type UpstreamClient } from '../../src/upstream/http/client.ts';
import { hasTime } from '../../src/scheduling/turns.ts';
import { stopClock } from '../support/clock.ts';
import {
  answer,
  type FaultyUpstream,
  hang,
  startFaultyUpstream,
  TEST_KEY,
  withFaultyUpstream,
} from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

/** Counts the turns of the event loop while work is done. */
async function countingTurns(work: (turnNow: () => number) => Promise<unknown>): Promise<void> {
  let turns = 0;
  let isOver = false;
  const count = async () => {
    for (; !isOver; turns += 1) await turn();
  };
  const counted = count();
  await work(() => turns);
  isOver = true;
  await counted;
}

afterEach(() => vi.useRealTimers());

/** Begins a turn of the event loop, whose clock stands still from then on. */
async function newTurn(): Promise<void> {
  await turn();
  stopClock();
}

/** Uses up the time that a turn of the event loop has for long work. */
function useUpTurn(): void {
  hasTime();
  vi.advanceTimersByTime(15);
}

/** Lets everything run that needs no other turn of the event loop. */
async function withinTurn(): Promise<void> {
  for (let each = 0; each < 100; each += 1) await new Promise<void>((resolve) => process.nextTick(resolve));
}

/** Sends a request to a listener without a connection, which would bring it in a turn of its own. */
function sent(listener: RequestListener, query: string, authorization: string): ServerResponse {
  const body = JSON.stringify({ query });
  const incoming = new IncomingMessage(new Socket());
  Object.assign(incoming, { method: 'POST', url: '/graphql' });
  Object.assign(incoming.headers, {
    host: 'a',
    authorization,
    'content-type': 'application/json',
    'content-length': String(body.length),
  });
  const response = new ServerResponse(incoming);
  // Only a pipelined request has none.
  Object.assign(response, { socket: incoming.socket });
  listener(incoming, response);
  incoming.push(body);
  incoming.push(null);
  return response;
}

/** Runs `use` with an upstream that answers all with one order, and with clients of it for operations of one key. */
async function withUpstream(
  use: (upstream: FaultyUpstream, clientFor: (record: CallRecord) => UpstreamClient) => Promise<void>,
): Promise<void> {
  const faulty = await startFaultyUpstream(answer(200, { id: 'o' }));
  const { maxUpstreamCalls, ...settings } = DEFAULTS;
  const upstream = new Upstream({ ...settings, url: faulty.url, maxCalls: maxUpstreamCalls });
  const caller = { authorization: TEST_KEY, credential: 'a', requestId: '1', signal: new AbortController().signal };
  try {
    await use(faulty, (record) => upstream.clientFor({ ...caller, record }));
  } finally {
    await faulty.close();
    await upstream.close();
  }
}

/** A Polygon of so many positions. */
function circleOf(positions: number): object {
  const ring = Array.from({ length: positions }, (_, index) => {
    const angle = (2 * Math.PI * index) / (positions - 1);
    return index === positions - 1 ? [78, 12] : [77 + Math.cos(angle), 12 + Math.sin(angle)];
  });
  return { type: 'Polygon', coordinates: [ring] };
}

const post = (query: string, variables: unknown, authorization: string) =>
  new Request('http://gateway.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
  });

test('large bodies that arrive together are parsed and checked in turns', () =>
  withGateway({}, async ({ fetch }) => {
    const input = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`unknown${index}`, 1]));
    const search = 'query ($input: ArchiveSearchInput!) { searchArchive(input: $input) { edges { cursor } } }';
    const requests = Array.from({ length: 8 }, (_, index) => post(search, { input }, `key ${index}`));

    const turns = new Set<number>();
    await countingTurns(async (turnNow) => {
      const answered = requests.map(async (request) => {
        const response = await fetch(request);
        turns.add(turnNow());
        expect(await response.text()).toContain('has a field');
      });
      await Promise.all(answered);
    });

    // One is more than what a turn is for. If all were parsed and checked in the turn in which they arrive, that would be one or two.
    expect(turns.size).toBeGreaterThan(2);
  }));

test('the cursors of a page under a filter of almost 1 MB take one hash together', async () => {
  const createHash = vi.spyOn(crypto, 'createHash');
  syncBuiltinESMExports();
  onTestFinished(() => {
    createHash.mockRestore();
    syncBuiltinESMExports();
  });
  const rows = Array.from({ length: 100 }, (_, row) => ({ type: 'Feature', id: `image-${row}`, properties: {} }));
  await withFaultyUpstream(answer(200, { type: 'FeatureCollection', features: rows }), {}, async (ask) => {
    const before = createHash.mock.calls.length;
    const body = await ask(
      `query ($input: ArchiveSearchInput!) {
        searchArchive(input: $input, first: 100) { edges { cursor } pageInfo { startCursor endCursor } }
      }`,
      { input: { intersects: circleOf(19_000) } },
    );

    expect(body.errors).toBeUndefined();
    const { searchArchive } = body.data as { searchArchive: { edges: { cursor: string }[] } };
    const { edges } = searchArchive;
    expect(new Set(edges.map(({ cursor }) => cursor)).size).toBe(100);
    expect(edges[0]?.cursor.length).toBeLessThan(100);
    expect(createHash.mock.calls.length - before).toBe(1);
  });
});

test('in a turn that is used up, a small operation starts, and a large one waits for its turn', () =>
  withGateway({}, async ({ listener }) => {
    await newTurn();
    useUpTurn();
    const small = sent(listener, '{ __typename }', 'a key');
    const ids = Array.from({ length: 300 }, (_, index) => `"junk${index}"`);
    const large = sent(listener, `{ nodes(ids: [${ids.join(' ')}]) { id } }`, 'another key');
    await withinTurn();

    expect([small.writableEnded, large.writableEnded]).toEqual([true, false]);
    await turn();
    await turn();
    expect(large.writableEnded).toBe(true);
  }));

test('in a turn that is used up, a caller with several operations in flight waits, and others do not', () =>
  withFaultyUpstream(hang, {}, async (_ask, upstream, { listener }) => {
    const waiting = ['p', 'q', 'r'].map((id) => sent(listener, `{ project(id: "${id}") { title } }`, 'busy'));
    await upstream.arrived(3);
    await newTurn();
    useUpTurn();
    const [busy, quiet] = [sent(listener, '{ __typename }', 'busy'), sent(listener, '{ __typename }', 'quiet')];
    await withinTurn();

    expect([busy, quiet, ...waiting].map(({ writableEnded }) => writableEnded)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
    await turn();
    await turn();
    expect(busy.writableEnded).toBe(true);
  }));

test('of many operations that arrive in one turn, some start at once and the others in the next turns', () =>
  withFaultyUpstream(hang, {}, async (_ask, upstream, { listener }) => {
    const ask = (caller: number) => sent(listener, `{ project(id: "p${caller}") { title } }`, `key ${caller}`);
    for (let caller = 0; caller < 64; caller += 1) ask(caller);
    await upstream.arrived(64);
    await turn();
    // Who looks at the clock after work sees that time has passed. Here each look takes a little of a turn.
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 0.02));
    onTestFinished(() => clock.mockRestore());
    const many = Array.from({ length: 300 }, (_, caller) => sent(listener, '{ __typename }', `key ${100 + caller}`));
    const answered = () => many.filter(({ writableEnded }) => writableEnded).length;
    for (let ticks = 0; ticks < 10; ticks += 1) await withinTurn();

    expect(answered()).toBeGreaterThan(0);
    expect(answered()).toBeLessThan(150);
    for (let turns = 0; turns < 300 && answered() < 300; turns += 1) await turn();
    expect(answered()).toBe(300);
    expect(many.every(({ statusCode }) => statusCode === 200)).toBe(true);
  }));

test('in a turn that is used up, an operation of many calls starts the first few, and the others in their turn', () =>
  withUpstream(async (upstream, clientFor) => {
    const record = new CallRecord();
    const client = clientFor(record);
    await newTurn();
    useUpTurn();
    const calls = Array.from({ length: 20 }, (_, index) => client.call('GetOrderById', { path: { id: `o${index}` } }));
    await withinTurn();

    expect(record.total).toBe(9);
    await Promise.all(calls);
    expect([record.total, upstream.requests.length]).toEqual([20, 20]);
  }));

test('many operations that wait for the same answer go on in turns', () =>
  withUpstream(async (upstream, clientFor) => {
    const turns = new Map<number, number>();
    stopClock();
    await countingTurns(async (turnNow) => {
      const operations = Array.from({ length: 40 }, async () => {
        await clientFor(new CallRecord()).call('GetOrderById', { path: { id: 'o' } });
        turns.set(turnNow(), (turns.get(turnNow()) ?? 0) + 1);
        useUpTurn();
      });
      await Promise.all(operations);
    });

    expect(upstream.requests).toHaveLength(1);
    expect(Math.max(...turns.values())).toBeLessThan(12);
  }));

test('a problem of an input and a refusal have no stack: thousands of them must cost little', () => {
  const { stackTraceLimit } = Error;

  expect(new InputError('An id is missing.').stack).not.toContain('\n');
  expect(refusal('OVERLOADED').stack).not.toContain('\n');
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});
