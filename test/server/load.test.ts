import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Admission } from '../../src/server/admission.ts';
import { openMcp } from '../../src/server/doors/mcp/mcp.ts';
import { LoadMonitor } from '../../src/server/observe/load-monitor.ts';
import { withGateway } from '../support/gateway.ts';

const LIMITS = {
  operations: 4,
  operationsPerKey: 2,
  subscriptions: 3,
  subscriptionsPerKey: 2,
  values: 1000,
  bodyBytes: 100_000,
  answerBytes: 10_000_000,
  waitMs: 15_000,
};
const CALM = { isMemoryFull: false, isLate: false, noteRefusal() {}, noteWait() {} };
const MCP_HEADERS = {
  authorization: 'a key',
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};
const LIST_TOOLS = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
const PARTS_HEADERS = { 'content-type': 'application/json', accept: 'multipart/mixed' };
const DEFERRED = '{"query":"{ __typename ... @defer { __typename } }"}';
const never = new AbortController().signal;

/** Uses up time of this turn of the event loop. */
function useUp(milliseconds: number): void {
  const endsAt = performance.now() + milliseconds;
  while (performance.now() < endsAt);
}

function admitted(admission: Admission, key: string) {
  const ticket = admission.enter(key);
  if (typeof ticket === 'string') throw new Error(`refused: ${ticket}`);
  return ticket;
}

describe('The load monitor', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function monitored() {
    const now = { delayMs: 0, objects: 0.3, garbage: 0, collections: 0 };
    const load = new LoadMonitor(20, {
      delayMs: () => now.delayMs,
      isMemoryFull: () => now.objects + now.garbage > 0.75,
      collectGarbage() {
        now.garbage = 0;
        now.collections += 1;
      },
    });
    return { now, load, wait: (milliseconds: number) => vi.advanceTimersByTime(milliseconds) };
  }

  test('takes a burst or a large answer for no overload, and a loop that stays late for one', () => {
    const { now, load, wait } = monitored();
    const isLateAfter = (milliseconds: number, delayMs: number) => {
      now.delayMs = delayMs;
      wait(milliseconds);
      return load.isLate;
    };

    expect(isLateAfter(50, 4000)).toBe(false);
    expect(isLateAfter(25, 4000)).toBe(true);
    expect(isLateAfter(125, 5)).toBe(false);
    expect(isLateAfter(100, 21)).toBe(false);
    expect(isLateAfter(100, 5)).toBe(false);
    expect(isLateAfter(125, 21)).toBe(true);
    expect(isLateAfter(1000, 15)).toBe(true);
    expect(isLateAfter(100, 5)).toBe(true);
    expect(isLateAfter(25, 5)).toBe(false);
    load.close();
  });

  test('stays late while operations are refused for it, although refusals make each turn short', () => {
    const { now, load, wait } = monitored();
    now.delayMs = 21;
    wait(125);

    now.delayMs = 5;
    for (let each = 0; each < 20; each += 1) {
      load.noteRefusal();
      wait(25);
    }
    expect(load.isLate).toBe(true);

    wait(100);
    expect(load.isLate).toBe(true);
    wait(25);
    expect(load.isLate).toBe(false);
    load.close();
  });

  test('takes a line of operations that wait to start for an overload if it stays, although turns are short', () => {
    const { now, load, wait } = monitored();
    now.delayMs = 5;
    const lateAfter = (waits: number[]) => {
      for (const each of waits) {
        load.noteWait(each);
        load.noteWait(0);
        wait(25);
      }
      return load.isLate;
    };

    expect(lateAfter([21, 21, 21, 21, 5])).toBe(false);
    expect(lateAfter([21, 21])).toBe(true);
    expect(lateAfter([21, 5, 5, 5, 5])).toBe(true);
    expect(lateAfter([5])).toBe(false);
    load.close();
  });

  test('takes memory that is full of garbage for no overload, and one that stays full for one', () => {
    const { now, load, wait } = monitored();

    now.garbage = 0.5;
    wait(25);
    expect([load.isMemoryFull, now.collections]).toEqual([false, 1]);

    now.objects = 0.8;
    wait(6000);
    expect([load.isMemoryFull, now.collections]).toEqual([true, 2]);

    now.objects = 0.5;
    wait(25);
    expect(load.isMemoryFull).toBe(false);
    load.close();
  });
});

describe('Admission', () => {
  test('bounds the operations of the process and of each key, and frees a place when one ends', () => {
    const admission = new Admission(LIMITS, CALM);
    const [first] = [admitted(admission, 'a'), admitted(admission, 'a')];

    expect(admission.enter('a')).toBe('key');
    admitted(admission, 'b');
    admitted(admission, 'c');
    expect(admission.enter('d')).toBe('process');

    first?.leave();
    first?.leave();
    expect(admission.operations).toBe(3);
    admitted(admission, 'd');
  });

  test('lets in 64 operations, and more only for a part of each turn, while the process is late', async () => {
    let refusals = 0;
    const load = { ...CALM, noteRefusal: () => (refusals += 1) };
    const admission = new Admission({ ...LIMITS, operations: 100, operationsPerKey: 100 }, load);
    for (let each = 0; each < 63; each += 1) admitted(admission, 'a');
    load.isLate = true;

    admitted(admission, 'a');
    admitted(admission, 'a');
    useUp(4);
    expect(refusals).toBe(0);
    expect(admission.enter('a')).toBe('process');
    expect(refusals).toBe(1);
    await new Promise(setImmediate);
    admitted(admission, 'a');

    useUp(4);
    load.isLate = false;
    admitted(admission, 'a');
  });

  test('while the process is late, lets in a caller who has nothing in flight beside one who has much', () => {
    const load = { ...CALM };
    const admission = new Admission({ ...LIMITS, operations: 100, operationsPerKey: 100 }, load);
    for (let each = 0; each < 70; each += 1) admitted(admission, 'busy');
    load.isLate = true;
    admission.enter('busy');
    useUp(4);

    expect(admission.enter('busy')).toBe('process');
    expect(admission.hasNoRoomFor(100, () => 'busy')).toBe(true);
    expect(admission.hasNoRoomFor(100, () => 'quiet')).toBe(false);
    admitted(admission, 'quiet');
    expect(admission.enter('quiet')).toBe('process');
    for (let each = 2; each < 16; each += 1) admitted(admission, `quiet ${each}`);
    expect(admission.enter('one more')).toBe('process');
  });

  test('has operations wait for the next turn while many are in flight, except the only ones of a few callers', async () => {
    const admission = new Admission({ ...LIMITS, operations: 100, operationsPerKey: 100 }, CALM);
    for (let each = 0; each < 64; each += 1) admitted(admission, 'busy');
    expect(admission.start('busy')).toBeUndefined();
    useUp(4);
    expect(admission.start('busy')).toBeUndefined();

    for (const key of ['busy', 'quiet']) admitted(admission, key);
    expect(admission.start('busy')).toBeUndefined();
    useUp(4);
    expect(admission.start('quiet')).toBeUndefined();
    const waiting = admission.start('busy');
    expect(waiting).toBeInstanceOf(Promise);
    expect(await waiting).toBeUndefined();
  });

  test('refuses operations that wait to start when the process becomes late', async () => {
    const load = { ...CALM };
    const admission = new Admission({ ...LIMITS, operations: 100, operationsPerKey: 100 }, load);
    for (let each = 0; each < 70; each += 1) admitted(admission, 'busy');
    expect(admission.start('busy')).toBeUndefined();
    useUp(4);
    const waiting = admission.start('busy');

    load.isLate = true;
    expect(await waiting).toBe('process');
    expect(admission.start('busy')).toBeUndefined();
  });

  test('leaves a fifth of the places to callers who have nothing in flight', () => {
    const admission = new Admission({ ...LIMITS, operations: 10, operationsPerKey: 10 }, CALM);
    for (let each = 0; each < 8; each += 1) admitted(admission, 'busy');

    expect(admission.enter('busy')).toBe('process');
    admitted(admission, 'quiet');
    expect(admission.enter('quiet')).toBe('process');
    admitted(admission, 'another');
    expect(admission.enter('a third')).toBe('process');
  });

  test('lets nothing in while memory is full', () => {
    const admission = new Admission(LIMITS, { ...CALM, isMemoryFull: true });

    expect(admission.enter('a')).toBe('process');
  });

  test('counts subscriptions apart', () => {
    const admission = new Admission(LIMITS, CALM);
    const subscribe = (key: string) => admitted(admission, key).becomeSubscription();

    expect([subscribe('a'), subscribe('a'), subscribe('b')]).toEqual([undefined, undefined, undefined]);
    expect(admission.operations).toBe(0);
    expect(subscribe('c')).toBe('process');
  });

  test('lets one key have all its subscriptions, however few places are left', () => {
    const admission = new Admission({ ...LIMITS, subscriptions: 5, subscriptionsPerKey: 5 }, CALM);

    for (let each = 0; each < 5; each += 1) expect(admitted(admission, 'a').becomeSubscription()).toBeUndefined();
  });

  test('makes a large operation wait for another one, and lets small ones pass both', async () => {
    const admission = new Admission(LIMITS, CALM);
    const large = admitted(admission, 'a');
    expect(large.reserve(700, never)).toBeUndefined();

    const waiting = admitted(admission, 'b').reserve(700, never);
    expect(waiting).toBeInstanceOf(Promise);
    expect(admitted(admission, 'c').reserve(5, never)).toBeUndefined();

    large.leave();
    expect(await waiting).toBeUndefined();
    expect(admission.values).toBe(705);
  });

  test('lets six of the largest operations wait for one that runs, and refuses more at once', async () => {
    const admission = new Admission({ ...LIMITS, operations: 100, operationsPerKey: 100 }, CALM);
    const tickets = Array.from({ length: 8 }, () => admitted(admission, 'a'));
    const outcomes: (string | undefined)[] = [];
    const reserved = tickets.map(async (ticket, index) => {
      outcomes[index] = (await ticket.reserve(800, never)) ?? 'admitted';
      if (index < 7) ticket.leave();
    });

    await Promise.all(reserved);

    expect(outcomes).toEqual([...Array.from({ length: 7 }, () => 'admitted'), 'process']);
  });

  test('refuses an operation that has waited too long for room', async () => {
    const admission = new Admission({ ...LIMITS, waitMs: 1 }, CALM);
    void admitted(admission, 'a').reserve(700, never);

    expect(await admitted(admission, 'b').reserve(700, never)).toBe('process');
  });

  test('counts an answer as text once it is made, and until it is written', () => {
    const admission = new Admission(LIMITS, CALM);
    const ticket = admitted(admission, 'a');
    void ticket.reserve(700, never);

    ticket.becomeText(30_000);
    expect(admission.values).toBe(300);
    ticket.leave();
    expect(admission.values).toBe(0);
  });

  test('lets a caller who leaves much unread have small operations and small answers only', async () => {
    const admission = new Admission({ ...LIMITS, operations: 100, operationsPerKey: 100 }, CALM);
    const unread = admitted(admission, 'a');
    void unread.reserve(700, never);
    unread.becomeText(30_000);

    expect(await admitted(admission, 'a').reserve(11, never)).toBe('key');
    expect(admitted(admission, 'b').reserve(11, never)).toBeUndefined();
    const small = admitted(admission, 'a');
    expect(small.reserve(5, never)).toBeUndefined();
    expect([small.mustBeSmall, await small.beginText(never)]).toEqual([true, 'key']);

    unread.leave();
    expect([small.mustBeSmall, await small.beginText(never)]).toEqual([false, undefined]);
  });

  test('counts the whole text of an answer, of which one value can be a large geometry', () => {
    const admission = new Admission(LIMITS, CALM);
    const ticket = admitted(admission, 'a');
    void ticket.reserve(5, never);

    ticket.becomeText(30_000);
    expect(admission.values).toBe(5);
    expect(ticket.mustBeSmall).toBe(true);

    ticket.leave();
    expect(admitted(admission, 'a').mustBeSmall).toBe(false);
  });

  test('makes two large answers text at a time, and none while callers leave too much unread, except those of writes', async () => {
    const admission = new Admission({ ...LIMITS, operations: 100, operationsPerKey: 100 }, CALM);
    const [first, second, third] = ['a', 'b', 'c'].map((key) => admitted(admission, key));
    const order: string[] = [];
    await Promise.all([first?.beginText(never), second?.beginText(never)]);
    const waiting = third?.beginText(never).then((refused) => order.push(`third: ${refused}`));
    order.push('first ends');
    first?.becomeText(200_000);
    first?.endText();
    await waiting;

    expect(order).toEqual(['first ends', 'third: process']);
    const write = admitted(admission, 'd');
    write.mustAnswer();
    expect(await write.beginText(never)).toBeUndefined();
    write.endText();

    first?.leave();
    expect(await third?.beginText(never)).toBeUndefined();
  });

  test('bounds the answers of the API that operations hold, each and together, until their own answers are text', () => {
    const admission = new Admission(LIMITS, CALM);
    const [first, second, third] = ['a', 'b', 'c'].map((key) => admitted(admission, key));

    expect(first?.holdAnswer(5_000_000)).toBeUndefined();
    expect(first?.holdAnswer(1)).toBe('budgetExceeded');
    expect(second?.holdAnswer(4_900_000)).toBeUndefined();
    expect([third?.holdAnswer(300_000), third?.holdAnswer(200_000)]).toEqual(['overloaded', undefined]);

    first?.becomeText(100);
    expect(third?.holdAnswer(4_800_000)).toBeUndefined();
    second?.leave();
    expect(first?.holdAnswer(5_000_000)).toBeUndefined();
  });

  test('bounds the bodies that are received at once, and never holds up small ones', () => {
    const admission = new Admission(LIMITS, CALM);
    const slow = admitted(admission, 'a');

    expect(slow.beginBody(80_000)).toBeUndefined();
    const other = admitted(admission, 'b');
    expect([other.beginBody(30_000), other.beginBody(16_000)]).toEqual(['process', undefined]);
    slow.endBody();
    expect(other.beginBody(30_000)).toBeUndefined();
  });

  test('gives nothing to a caller that goes away while it waits', async () => {
    const admission = new Admission(LIMITS, CALM);
    const large = admitted(admission, 'a');
    void large.reserve(700, never);
    const leaving = new AbortController();
    const other = admitted(admission, 'b');
    const waiting = other.reserve(700, leaving.signal);

    leaving.abort();
    expect(await waiting).toBe('process');
    other.leave();
    large.leave();
    expect([admission.operations, admission.values]).toEqual([0, 0]);
  });
});

describe('A gateway that has no room', () => {
  test('answers 503 with Retry-After before anything is read, and health as always', () =>
    withGateway({ maxOperations: 0 }, async ({ fetch, arrived }) => {
      const response = await fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: '{ projects { nodes { id } } }' }),
        }),
      );

      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(await response.json()).toMatchObject({
        errors: [
          {
            message: 'The gateway is overloaded. Retry in a moment.',
            extensions: { code: 'OVERLOADED', retryable: true },
          },
        ],
      });
      expect((await fetch(new Request('http://gateway.test/health/live'))).status).toBe(200);
      expect(arrived).toEqual([]);
    }));

  test('admits operations in sequence indefinitely', () =>
    withGateway({ maxOperations: 1 }, async ({ query }) => {
      for (const source of ['{ projects { nodes { id } } }', '{ broken', '{ __typename }', '{ nothing }'])
        await query(source);

      expect((await query('{ __typename }')).data).toEqual({ __typename: 'Query' });
    }));

  test.each<[string, string, RequestInit]>([
    ['a page', '/graphql', { headers: { accept: 'text/html' } }],
    ['a method that is not allowed', '/graphql', { method: 'HEAD' }],
    ['a path that does not exist', '/nothing', {}],
    ['an answer of an assistant', '/mcp', { method: 'POST', headers: MCP_HEADERS, body: LIST_TOOLS }],
    ['an answer in parts', '/graphql', { method: 'POST', headers: PARTS_HEADERS, body: DEFERRED }],
  ])('lets the next request in after %s', (_name, path, init) =>
    withGateway({ maxOperations: 2, mcp: openMcp() }, async ({ fetch, query }) => {
      for (const _time of [1, 2, 3]) {
        const response = await fetch(new Request(`http://gateway.test${path}`, init));
        await response.arrayBuffer();
      }

      expect((await query('{ __typename }')).data).toEqual({ __typename: 'Query' });
    }),
  );
});
