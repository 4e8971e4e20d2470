import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Context } from '../../src/context.ts';
import { namesInTurns } from '../../src/schema/kit/needs.ts';
import type { Step } from '../../src/schema/kit/plan.ts';
import { encodedInTurns, isLarge } from '../../src/server/answer-text.ts';
import { hasTime, inTurns, nextTurn } from '../../src/scheduling/turns.ts';
import { withLiveGateway } from '../live/live-gateway.ts';
import { stopClock } from '../support/clock.ts';
import { withGateway } from '../support/gateway.ts';
import { wideAois } from '../support/wide-aois.ts';

/** Runs work, and counts the turns of the event loop in which others could have run meanwhile. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isOver = true;
  return turns;
}

/** Stands for so much work. */
const work = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

describe('Long work', () => {
  beforeEach(async () => {
    // The share of a turn begins with the turn.
    await new Promise(setImmediate);
    stopClock();
  });
  afterEach(() => vi.useRealTimers());

  test('a long list is completed in turns, in its order', async () => {
    const list = Array.from({ length: 2000 }, (_, index) => index);
    const rows = inTurns(list, {});
    const done: number[] = [];
    const complete = (row: number) => {
      work(0.05);
      done.push(row);
    };

    const turns = await turnsDuring(() =>
      Promise.all(
        (rows as (number | Promise<number>)[]).map((row) =>
          row instanceof Promise ? row.then(complete) : complete(row),
        ),
      ),
    );

    expect(done).toEqual(list);
    expect(turns).toBeGreaterThan(2);
  });

  test('rows that are promises wait for their turn, too, and can fail before it', async () => {
    const list = Array.from({ length: 2000 }, (_, index) =>
      index % 2 === 0 ? Promise.resolve(index) : Promise.reject(new Error(`no row ${index}`)),
    );
    const complete = () => work(0.05);

    const turns = await turnsDuring(() =>
      Promise.all((inTurns(list, {}) as Promise<number>[]).map((row) => row.then(complete, complete))),
    );

    expect(turns).toBeGreaterThan(2);
  });

  test('a step that takes a whole turn is the only one in it', async () => {
    const steps = Array.from({ length: 4 }, () => nextTurn({}).then(() => work(12)));

    expect(await turnsDuring(() => Promise.all(steps))).toBeGreaterThanOrEqual(3);
  });

  test('a short list is not made to wait, unless this turn is used up', async () => {
    const list = [1, 2, 3];

    expect(inTurns(list, {})).toBe(list);
    work(15);
    expect(await inTurns(list, {})).toBe(list);
  });

  test('an operation that has waited for a turn completes its rows in smaller steps', async () => {
    const operation = {};
    const list = Array.from({ length: 50 }, (_, index) => index);
    await new Promise(setImmediate);
    expect(inTurns(list, operation)).toBe(list);

    await nextTurn(operation);
    await new Promise(setImmediate);
    const rows = inTurns(list, operation) as unknown[];

    expect(rows.filter((row) => row instanceof Promise)).toHaveLength(40);
    expect(await Promise.all(rows)).toEqual(list);
  });

  test('what thousands of rows need is read in turns, before their fields are loaded', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => ({ id: index }));
    const step = {
      ahead: {
        needs({ id }: { id: number }) {
          work(0.05);
          return id % 2 === 0 ? { id } : null;
        },
      },
    } as unknown as Step; // of which only this is read
    let names: ReadonlyMap<Step, readonly (string | null)[]> = new Map();

    const turns = await turnsDuring(async () => {
      names = await namesInTurns(rows, [step], {} as Context); // which only stands for the operation
    });

    expect(names.get(step)).toEqual(rows.map(({ id }) => (id % 2 === 0 ? `{"id":${id}}` : null)));
    expect(turns).toBeGreaterThan(2);
  });

  test('operations take turns: one step does not wait behind the many steps of another operation', async () => {
    const order: string[] = [];
    const step = (operation: object, name: string) =>
      nextTurn(operation).then(() => {
        order.push(name);
        work(3);
      });
    const [large, small] = [{}, {}];

    await Promise.all([
      ...Array.from({ length: 20 }, (_, index) => step(large, `large ${index}`)),
      step(small, 'small'),
    ]);

    expect(order.slice(0, 3)).toEqual(['large 0', 'small', 'large 1']);
    expect(order).toHaveLength(21);
  });

  test('a step that waits gets its turn even if others use up each turn of the event loop', async () => {
    let turns = 0;
    let isServed = false;
    /** Uses up the time of each turn before anybody who waits is served. */
    const useUp = () => {
      if (isServed || turns === 20) return;
      hasTime();
      work(15);
      turns += 1;
      setImmediate(useUp);
    };
    setImmediate(useUp);

    await nextTurn({});
    isServed = true;

    expect(turns).toBeLessThan(5);
  });

  test('small steps of one line are taken together', async () => {
    const order: string[] = [];
    const step = (line: string, name: string, milliseconds: number) =>
      nextTurn(line).then(() => {
        order.push(name);
        work(milliseconds);
      });

    await Promise.all([
      ...['large 0', 'large 1'].map((name) => step('one key', name, 3)),
      ...['small 0', 'small 1', 'small 2'].map((name) => step('another key', name, 0)),
    ]);

    expect(order).toEqual(['large 0', 'small 0', 'small 1', 'small 2', 'large 1']);
  });
});

test('a large answer is written in turns, as JSON writes it at once', async () => {
  const rows = Array.from({ length: 150_000 }, (_, index) => ({
    name: `é ${index}`,
    values: [index, null, undefined],
  }));
  const answer = {
    data: { rows, picture: 'x'.repeat(2_000_000), none: undefined, empty: [], nothing: {} },
    errors: [],
  };
  let json: Buffer = Buffer.alloc(0);

  const turns = await turnsDuring(async () => {
    json = await encodedInTurns(answer);
  });

  expect(isLarge(answer)).toBe(true);
  expect(turns).toBeGreaterThan(1);
  expect(json.equals(Buffer.from(JSON.stringify(answer)))).toBe(true);
});

test('any answer is written as JSON writes it', () =>
  fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (drawn) => {
      const answer = { data: { drawn, many: Array.from({ length: 2500 }, () => [drawn]) } };

      const json = await encodedInTurns(answer);
      expect(json.equals(Buffer.from(JSON.stringify(answer))), JSON.stringify(drawn)).toBe(true);
    }),
    { numRuns: 10 },
  ));

test('a list longer than one slice is answered completely and in order, interpreted and compiled', () =>
  withGateway({}, async ({ query, store }) => {
    const [aoi] = store.aois.values();
    if (!aoi) throw new Error('the demo world is empty');
    for (let row = 0; row < 300; row += 1) {
      const id = `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`;
      store.aois.set(id, { ...aoi, aoi_id: id, name: `row ${row}` });
    }
    const source = '{ a: aois(first: 300) { nodes { pixxelId name project { id } } edges { cursor node { name } } } }';

    const answers = [];
    for (const _time of [1, 2, 3, 4]) answers.push(await query(source));

    const [interpreted, , , compiled] = answers.map(({ data }) => data as { a: { nodes: { name: string }[] } });
    expect(new Set(interpreted?.a.nodes.map(({ name }) => name)).size).toBe(300);
    expect(compiled).toEqual(interpreted);
  }));

test('while a caller leaves a large answer unread, large answers are refused and small ones are not', async () => {
  const aois = wideAois();
  await withLiveGateway({ maxTotalComplexity: 2000 }, async ({ url, answerWith }) => {
    answerWith(() => ({ aois, total: aois.length }));
    const body = (query: string) => JSON.stringify({ query });
    const large = body('{ aois(first: 100) { nodes { geometry } } }');
    const ask = async (text: string, key: string) => {
      const headers = { 'content-type': 'application/json', authorization: key };
      const response = await fetch(url, { method: 'POST', headers, body: text });
      return { status: response.status, length: (await response.text()).length };
    };
    const { hostname, port, pathname } = new URL(url);
    const stuck = connect(Number(port), hostname).on('error', () => {});
    stuck.write(
      `POST ${pathname} HTTP/1.1\r\nhost: a\r\nauthorization: one\r\ncontent-type: application/json\r\ncontent-length: ${large.length}\r\n\r\n${large}`,
    );
    // The answer begins. The rest of it is not read.
    await once(stuck, 'readable');

    expect((await ask(large, 'another')).status).toBe(503);
    const small = body('{ aois(first: 1) { nodes { name } } }');
    expect((await ask(small, 'another')).status).toBe(200);
    // The caller itself: small answers only, however few values the large one has.
    expect((await ask(small, 'one')).status).toBe(200);
    expect((await ask(body('{ aois(first: 1) { nodes { geometry } } }'), 'one')).status).toBe(503);

    stuck.destroy();
    const read = await ask(large, 'another');
    expect(read.status).toBe(200);
    expect(read.length).toBeGreaterThan(8_000_000);
  });
});

test('an operation whose reads are too large together gets those that fit', async () => {
  const [aoi] = wideAois();
  await withLiveGateway({ maxAnswerBytes: 1_000_000 }, async ({ url, calls, answerWith }) => {
    answerWith(() => aoi ?? {});
    const ask = async (query: string) => {
      const headers = { 'content-type': 'application/json', authorization: 'a key' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return (await response.json()) as { data: Record<string, unknown>; errors?: object[] };
    };
    const one = (id: string) => `${id}: aoi(id: "${id}") { name }`;

    const { data, errors } = await ask(`{ ${['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(one).join(' ')} }`);

    // Each has about 100 KB.
    const read = Object.values(data).filter((value) => value !== null);
    expect(read.length).toBeGreaterThan(2);
    expect(read.length).toBeLessThan(6);
    expect(errors).toHaveLength(8 - read.length);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UPSTREAM_BUDGET_EXCEEDED', retryable: false } });
    // A page of the list, which lacks all of them, and one call for each.
    expect(calls).toHaveLength(9);
    expect((await ask(`{ ${one('i')} }`)).data).toEqual({ i: { name: 'A field' } });
  });
});

test('callers who leave while their large answers become text take no place from others', async () => {
  const aois = wideAois();
  await withLiveGateway({}, async ({ url, answerWith }) => {
    answerWith(() => ({ aois: aois.slice(0, 20), total: 20 }));
    const body = JSON.stringify({ query: '{ aois(first: 20) { nodes { geometry } } }' });
    const ask = (key: string, signal?: AbortSignal) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: key },
        body,
        ...(signal && { signal }),
      });
    for (let round = 0; round < 3; round += 1) {
      const leaving = new AbortController();
      const requests = Array.from({ length: 4 }, (_, index) => ask(`key ${index}`, leaving.signal));
      // When the first answer comes, at least one of the others is becoming text.
      await Promise.any(requests);
      leaving.abort();
      await Promise.allSettled(requests);
    }

    expect((await ask('another')).status).toBe(200);
  });
});
