import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Ask, answer, type Behaviour, hang, reset, withFaultyUpstream } from '../support/faulty-upstream.ts';

const SATELLITES = answer(200, { satellites: [] });
const QUERY = '{ satellites { name } }';

afterEach(() => {
  vi.useRealTimers();
});

/** Answers with each behaviour in turn, and from then on with the last. */
function inTurn(...behaviours: Behaviour[]): Behaviour {
  return (response, request) => {
    const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
    behaviour?.(response, request);
  };
}

describe('A read', () => {
  test('that fails once is still answered, and the trace shows both attempts', () =>
    withFaultyUpstream(inTurn(answer(503, 'busy'), SATELLITES), {}, async (ask) => {
      const { data, errors, extensions } = await ask(QUERY, {}, { 'x-upstream-trace': '1' });

      expect({ data, errors }).toEqual({ data: { satellites: [] }, errors: undefined });
      expect(extensions?.upstream?.calls).toMatchObject([
        { operation: 'ListSatellites', status: 503 },
        { operation: 'ListSatellites', status: 200 },
      ]);
    }));

  test('is not tried again past the calls that its operation may make', () =>
    withFaultyUpstream(answer(503, 'busy'), { maxUpstreamCalls: 2 }, async (ask, upstream) => {
      await ask(QUERY);

      expect(upstream.requests).toHaveLength(2);
    }));

  test('that a 429 tells to wait a moment waits, and is answered', () =>
    withFaultyUpstream(inTurn(answer(429, 'slow', { 'retry-after': '0' }), SATELLITES), {}, async (ask, upstream) => {
      expect((await ask(QUERY)).errors).toBeUndefined();
      expect(upstream.requests).toHaveLength(2);
    }));
});

describe('A write', () => {
  const CREATE_INDEX = `mutation ($input: CreateIndexInput!) { createIndex(input: $input) { userErrors { message } } }`;
  const input = {
    name: 'Vigour',
    description: 'Of the crop',
    colormap: 'viridis',
    expression: '(b1-b2)/(b1+b2)',
    expressionType: 'INDEX',
    rescale: [0, 1],
    satelliteId: 's',
  };

  test.each([
    ['a 500', answer(500, 'no')],
    ['a 503 that says when', answer(503, 'no', { 'retry-after': '0' })],
    ['a 429 that says when', answer(429, 'no', { 'retry-after': '0' })],
    ['a reset', reset],
  ])('is sent once, whatever comes back (%s)', (_name, behaviour) =>
    withFaultyUpstream(behaviour, {}, async (ask, upstream) => {
      const { errors } = await ask(CREATE_INDEX, { input });

      expect(errors?.[0]?.extensions?.code).toMatch(/UPSTREAM_UNAVAILABLE|RATE_LIMITED/);
      expect(upstream.requests.map(({ method }) => method)).toEqual(['POST']);
    }),
  );
});

describe('An outage under load', () => {
  /** Asks as a crowd does: so many at once, each with a key of its own, so nothing is shared. */
  const crowd = (ask: Ask, size: number) =>
    Promise.all(Array.from({ length: size }, (_, index) => ask(QUERY, {}, { authorization: `key ${index}` })));

  test('is answered with errors at once, costs few calls, and is over soon after the upstream is back', () =>
    withFaultyUpstream(reset, {}, async (ask, upstream) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      for (let second = 0; second < 20; second += 1) {
        await crowd(ask, 20);
        vi.advanceTimersByTime(1000);
      }
      const sentBefore = upstream.requests.length;
      // The first may be the one that tries the water.
      await ask(QUERY);
      const refused = await ask(QUERY);
      upstream.behave = SATELLITES;
      vi.advanceTimersByTime(6000);
      const first = await ask(QUERY);
      const all = await crowd(ask, 50);

      // 400 operations and no more than a few retries; from the moment on which the circuit opened, nearly none.
      expect(sentBefore).toBeLessThan(300);
      expect(refused.errors).toMatchObject([
        { extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true, retryAfterSeconds: 5 } },
      ]);
      expect(first.errors).toBeUndefined();
      expect(all.filter(({ errors }) => errors)).toEqual([]);
    }));
});

describe('Many callers at one pool', () => {
  test("one customer's hundreds of calls do not starve another's single read", () =>
    withFaultyUpstream(hang, { maxConnections: 2 }, async (ask, upstream) => {
      const order: string[] = [];
      upstream.behave = (response, request) => {
        order.push(request.headers.authorization ?? '');
        const id = request.target.split('/').at(-1);
        setImmediate(() => answer(200, { aoi_id: id, name: 'n' })(response, request));
      };
      const ids = Array.from({ length: 300 }, (_, index) => `a${index}`);
      const aliases = ids.slice(0, 90).map((id, index) => `f${index}: aoi(id: "${id}") { name }`);

      const greedy = ask(`{ ${aliases.join(' ')} }`, {}, { authorization: 'greedy' });
      await upstream.arrived(3);
      await ask('{ aoi(id: "mine") { name } }', {}, { authorization: 'modest' });
      const turn = order.indexOf('modest');
      await greedy;

      // The page of the list that may hold them, each of them, and the other customer's.
      expect(order).toHaveLength(92);
      expect(turn).toBeLessThan(30);
    }));

  const hangFor =
    (credential: string): Behaviour =>
    (response, request) =>
      request.headers.authorization === credential ? hang(response, request) : SATELLITES(response, request);

  test('one customer whose calls hang leaves connections to the others', () =>
    withFaultyUpstream(hangFor('greedy'), { maxConnections: 10 }, async (ask, upstream) => {
      const jobs = Array.from(
        { length: 30 },
        (_, index) => `f${index}: job(id: "j${index}", workflowId: "w") { cost }`,
      );
      void ask(`{ ${jobs.join(' ')} }`, {}, { authorization: 'greedy' });
      await upstream.arrived(8);

      expect((await ask(QUERY, {}, { authorization: 'modest' })).data).toEqual({ satellites: [] });
      expect(upstream.requests).toHaveLength(9);
    }));

  test('one customer whose large operations hang leaves room to those of the others', () =>
    withFaultyUpstream(hangFor('greedy'), { maxTotalComplexity: 10_000 }, async (ask, upstream) => {
      const large = '{ aois(first: 400) { nodes { name status } } }';
      const others = Array.from({ length: 20 }, (_, index) => large.replace('400', `${480 + index}`));
      for (const other of others) void ask(other, {}, { authorization: 'greedy' });
      await upstream.arrived(1);

      expect((await ask(large, {}, { authorization: 'modest' })).data).toEqual({ aois: { nodes: [] } });
    }));
});
