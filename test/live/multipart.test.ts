import { meros } from 'meros/browser';
import { describe, expect, test } from 'vitest';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { KEY, withLiveGateway } from './live-gateway.ts';

/** As Apollo Client sends it. */
const APOLLO = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json';
const SUBSCRIPTION = 'subscription { aoiProgress(id: "a") { state progress } }';
const running = { aoi_id: 'a', status: 'processing', progress: 10 };
const done = { aoi_id: 'a', status: 'fulfilled', progress: 100 };

const post = (url: string, query: string, accept: string, key: string | null = KEY) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...(key !== null && { authorization: key }) },
    body: JSON.stringify({ query }),
  });

/** The JSON of all parts, read as Apollo Client and others read them. */
async function partsOf(response: Response): Promise<unknown[]> {
  const parts = await meros(response);
  if (parts instanceof Response) throw new Error('not multipart');
  const bodies: unknown[] = [];
  for await (const { json, body } of parts) bodies.push(json ? body : 'not JSON');
  return bodies;
}

describe('A subscription over multipart', () => {
  test('has a part for each event, each in a payload, and passes buffering proxies', () =>
    withLiveGateway({}, async ({ url, answerWith, clock }) => {
      answerWith(() => running);
      const response = await post(url, SUBSCRIPTION, APOLLO);
      const parts = partsOf(response);
      await clock.asleep();
      answerWith(() => done);
      clock.tick();

      expect(response.headers.get('content-type')).toBe('multipart/mixed;boundary="graphql";subscriptionSpec=1.0');
      expect(response.headers.get('x-accel-buffering')).toBe('no');
      expect(response.headers.get('cache-control')).toContain('no-transform');
      expect(await parts).toEqual([
        { payload: { data: { aoiProgress: { state: expect.any(String), progress: 10 } } } },
        { payload: { data: { aoiProgress: { state: expect.any(String), progress: 100 } } } },
      ]);
    }));

  test('that cannot begin has one part, which says why', () =>
    withLiveGateway({}, async ({ url }) => {
      const [first, ...others] = await partsOf(await post(url, SUBSCRIPTION, APOLLO, null));

      expect(first).toMatchObject({ payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
      expect(others).toEqual([]);
    }));
});

test('a subscription that accepts JSON only is refused in words, and leaves nothing behind', () =>
  withLiveGateway({}, async ({ url, gateway, answerWith }) => {
    answerWith(() => running);

    const response = await post(url, SUBSCRIPTION, 'application/json');

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({
      errors: [
        { message: expect.stringContaining('Accept text/event-stream'), extensions: { code: 'NOT_ACCEPTABLE' } },
      ],
    });
    expect(await gateway.registry.metrics()).toContain('gateway_subscriptions 0');
    expect(gateway.pollers.size).toBe(0);
  }));

test('an answer in one piece comes as JSON, whatever else is accepted: the operation was executed', () =>
  withLiveGateway({}, async ({ url, answerWith }) => {
    answerWith(() => running);

    const response = await post(url, '{ aoi(id: "a") { progress } }', 'image/png');

    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual({ data: { aoi: { progress: 10 } } });
  }));

describe('Server-sent events', () => {
  test('pass buffering proxies', () =>
    withLiveGateway({}, async ({ url, answerWith }) => {
      answerWith(() => done);
      const response = await post(url, SUBSCRIPTION, 'text/event-stream');
      await response.text();

      expect(response.headers.get('x-accel-buffering')).toBe('no');
      expect(response.headers.get('cache-control')).toBe('private, no-store, no-transform');
    }));
});

describe('A deferred result', () => {
  const DEFERRED = '{ aoi(id: "a") { state ... @defer { progress } } }';

  test.each([
    'multipart/mixed;deferSpec=20220824,application/json',
    'multipart/mixed',
    'multipart/mixed;incrementalSpec=v0.2, multipart/mixed;deferSpec=20220824',
  ])('comes in parts that pass buffering proxies: %s', (accept) =>
    withLiveGateway({}, async ({ url, answerWith }) => {
      answerWith(() => running);
      const response = await post(url, DEFERRED, accept);

      expect(response.headers.get('x-accel-buffering')).toBe('no');
      expect(await partsOf(response)).toMatchObject([{ hasNext: true }, { hasNext: false }]);
    }),
  );

  test.each(['multipart/mixed', 'text/event-stream'])('has outlines with the digits that Pixxel sent: %s', (accept) => {
    const outline = '{"type":"Polygon","coordinates":[[[77.10,12.0],[77.2,12.0],[77.2,12.10],[77.10,12.0]]]}';
    const rows = ['a', 'b'].map((id) => `{"aoi_id":"${id}","description":"${'x'.repeat(4096)}","geometry":${outline}}`);
    return withFaultyUpstream(answer(200, `{"aois":[${rows.join()}]}`), {}, async (_ask, _upstream, { handle }) => {
      const response = await handle.fetch('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept, authorization: KEY },
        body: JSON.stringify({ query: '{ aois(first: 2) { nodes { pixxelId ... @defer { geometry } } } }' }),
      });

      expect((await response.text()).split(`"geometry":${outline}`)).toHaveLength(3);
    });
  });

  test.each(['multipart/mixed;incrementalSpec=v0.2,application/json', 'multipart/mixed; incrementalSpec=v0.1'])(
    'is refused in words where its caller could not read it, before anything is called: %s',
    (accept) =>
      withLiveGateway({}, async ({ url, calls }) => {
        const response = await post(url, DEFERRED, accept);

        expect(response.status).toBe(406);
        expect(await response.text()).toContain('deferSpec=20220824');
        expect(calls).toEqual([]);
      }),
  );

  test('is not used for a query without @defer, whatever the caller accepts', () =>
    withLiveGateway({}, async ({ url, answerWith }) => {
      answerWith(() => running);
      const response = await post(
        url,
        '{ aoi(id: "a") { progress } }',
        'multipart/mixed;incrementalSpec=v0.2,application/json',
      );

      expect(await response.json()).toEqual({ data: { aoi: { progress: 10 } } });
    }));
});
