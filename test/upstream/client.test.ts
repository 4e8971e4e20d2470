import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DEFAULTS } from '../../src/server/defaults.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { holdTimers } from '../support/clock.ts';
import {
  answer,
  type Behaviour,
  hang,
  reset,
  stall,
  startFaultyUpstream,
  TEST_KEY,
  tear,
  untilTooLate,
  withFaultyUpstream,
} from '../support/faulty-upstream.ts';
import { onPort } from '../support/on-port.ts';

afterEach(() => {
  vi.useRealTimers();
});

const READ = '{ satellites { name } }';
const WRITE = `mutation {
  createAoi(input: {
    name: "North field", description: "Wheat", projectId: "p", satelliteId: "s", provider: PIXXEL, itemIds: ["i"]
    geometry: { type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }
  }) { aoi { name } userErrors { code message } }
}`;
const NOBODY_LISTENS = 'http://127.0.0.1:1';
/** Longer than any deadline here, so no retry waits for it. */
const IN_AN_HOUR = 3600;

interface Fault {
  name: string;
  behaviour: Behaviour;
  /** Whether only the deadline ends it. */
  isEndless?: boolean;
  maxResponseBytes?: number;
  /** The code of a read's error. */
  code: string;
  retryable: boolean;
  /** Whether a write may still have been applied. */
  leavesWriteUncertain: boolean;
}

const unavailable = { code: 'UPSTREAM_UNAVAILABLE', retryable: true, leavesWriteUncertain: true };
const timedOut = { code: 'UPSTREAM_TIMEOUT', retryable: true, leavesWriteUncertain: true };
const unusable = { code: 'UPSTREAM_INVALID_RESPONSE', retryable: false, leavesWriteUncertain: true };

const FAULTS: Fault[] = [
  { name: 'no answer', behaviour: hang, ...timedOut, isEndless: true },
  { name: 'an answer that never ends', behaviour: stall, ...timedOut, isEndless: true },
  { name: 'a reset connection', behaviour: reset, ...unavailable },
  { name: 'a torn answer', behaviour: tear, ...unavailable },
  { name: 'a 500', behaviour: answer(500, { error: { code: 'x', message: 'Broken.' } }), ...unavailable },
  { name: 'a 502 of a proxy', behaviour: answer(502, '<h1>Bad gateway</h1>'), ...unavailable },
  { name: 'a 504 of a proxy', behaviour: answer(504, ''), ...timedOut },
  { name: 'HTML where JSON belongs', behaviour: answer(200, '<html></html>'), ...unusable },
  { name: 'an empty answer', behaviour: answer(200, ''), ...unusable },
  { name: 'null', behaviour: answer(200, null), ...unusable },
  {
    name: 'an answer that is too large',
    behaviour: answer(200, ' '.repeat(5000)),
    maxResponseBytes: 4000,
    ...unusable,
  },
];

describe('A read', () => {
  test.each(FAULTS)('that meets $name gives $code', ({ code, retryable, ...fault }) =>
    withFault(fault, async (ask) => {
      const { data, errors } = await ask(READ);

      expect(data).toEqual({ satellites: null });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({
        path: ['satellites'],
        extensions: { code, retryable, upstream: { operation: 'ListSatellites' } },
      });
    }),
  );

  test('to a closed port gives UPSTREAM_UNAVAILABLE', async () => {
    const gateway = createGateway({ apiUrl: NOBODY_LISTENS, maxEventLoopLagMs: 60_000 });
    const response = await gateway.handle.fetch(`http://gateway.test/graphql?query=${READ}`, {
      headers: { authorization: TEST_KEY, accept: 'application/json' },
    });

    expect(await response.json()).toMatchObject({
      data: { satellites: null },
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } }],
    });
    await gateway.close();
  });

  test.each([
    { name: 'an envelope', body: { error: { code: 'E7', message: 'Disk full.', details: [{ at: 'sda' }] } } },
    { name: 'no envelope', body: { code: 'E7', message: 'Disk full.', details: [{ at: 'sda' }] } },
  ])('tells what the upstream said in $name', ({ body }) =>
    withFaultyUpstream(answer(500, body), {}, async (ask) => {
      const { errors } = await ask(READ);

      expect(errors?.[0]?.message).toBe('Pixxel cannot be reached or is failing. Disk full.');
      expect(errors?.[0]?.extensions?.upstream).toEqual({
        operation: 'ListSatellites',
        status: 500,
        code: 'E7',
        message: 'Disk full.',
        details: [{ at: 'sda' }],
      });
    }),
  );

  test('contains the upstream’s message, whatever its content type', () =>
    withFaultyUpstream(
      answer(500, { error: { message: 'No such band.' } }, { 'content-type': 'image/png' }),
      {},
      async (ask) => {
        const { errors } = await ask(READ);

        expect(errors?.[0]?.extensions?.upstream).toMatchObject({ status: 500, message: 'No such band.' });
      },
    ));

  test('omits an error body that is not JSON', () =>
    withFaultyUpstream(answer(500, 'stack: at main.go:17'), {}, async (ask) => {
      const { errors } = await ask(READ);

      expect(errors?.[0]?.extensions?.upstream).toEqual({ operation: 'ListSatellites', status: 500 });
    }));

  test.each([
    { name: 'seconds', header: () => String(IN_AN_HOUR) },
    { name: 'a date', header: () => new Date(Date.now() + IN_AN_HOUR * 1000).toUTCString() },
  ])('that is one too many says when to come back, told in $name', ({ header }) => {
    // A whole second, as dates in headers have.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 5, 1) });
    return withFaultyUpstream(answer(429, { message: 'Slow down.' }, { 'retry-after': header() }), {}, async (ask) => {
      const { errors } = await ask(READ);

      const { code, retryable, retryAfterSeconds } = errors?.[0]?.extensions ?? {};
      expect({ code, retryable, retryAfterSeconds }).toEqual({
        code: 'RATE_LIMITED',
        retryable: true,
        retryAfterSeconds: IN_AN_HOUR,
      });
    });
  });

  test('never follows a redirect', async () => {
    const elsewhere = await startFaultyUpstream(answer(200, { satellites: [] }));
    await withFaultyUpstream(answer(302, '', { location: elsewhere.url }), {}, async (ask) => {
      const { errors } = await ask(READ);

      expect(errors?.[0]?.extensions?.code).toBe('UPSTREAM_INVALID_RESPONSE');
      expect(elsewhere.requests).toEqual([]);
    });
    await elsewhere.close();
  });

  test.each([
    [301, true],
    [302, true],
    [303, true],
    [307, false],
    [308, false],
  ])('a redirect of status %i leaves a write in doubt: %j', (status, isInDoubt) =>
    withFaultyUpstream(answer(status, '', { location: '/v0/stores' }), {}, async (ask, { requests }) => {
      const { errors } = await ask('mutation { deleteStore(input: { storeId: "s" }) { userErrors { code } } }');

      expect(errors?.[0]?.extensions?.code).toBe('UPSTREAM_INVALID_RESPONSE');
      expect(errors?.[0]?.message.includes('may still have been applied')).toBe(isInDoubt);
      expect(requests).toHaveLength(1);
    }),
  );

  test('sends the key and the request id byte for byte, and no other header of the caller', () =>
    withFaultyUpstream(answer(200, { satellites: [] }), {}, async (ask, upstream) => {
      const authorization = 'Bearer  two  blanks/+=é';

      await ask(
        READ,
        {},
        { authorization, 'x-request-id': 'trace:7/a', cookie: 'session=1', 'x-forwarded-for': '10.0.0.1' },
      );

      const [request] = upstream.requests;
      expect(request?.headers).toEqual({
        host: new URL(upstream.url).host,
        connection: 'keep-alive',
        'accept-encoding': 'identity',
        accept: '*/*',
        authorization,
        'x-request-id': 'trace:7/a',
      });
    }));

  test('keeps a path that the API address has as a prefix', async () => {
    const upstream = await startFaultyUpstream(answer(200, { satellites: [] }));
    await withFaultyUpstream(hang, { apiUrl: `${upstream.url}/proxy/pixxel/` }, (ask) => ask(READ).then(() => {}));

    expect(upstream.requests.map(({ target }) => target)).toEqual(['/proxy/pixxel/v0/satellites']);
    await upstream.close();
  });

  test('is given up upstream when the caller goes away', async () => {
    await withHttpGateway(hang, async (url, upstream) => {
      const caller = new AbortController();
      const asked = fetch(`${url}?query=${encodeURIComponent(READ)}`, {
        headers: { authorization: TEST_KEY, accept: 'application/json' },
        signal: caller.signal,
      });
      await upstream.arrived(1);

      caller.abort();

      await expect(asked).rejects.toThrow('aborted');
      await upstream.requests[0]?.wasGivenUp;
    });
  });

  test('has only the time that the reads before it have left', () => {
    const pass = holdTimers();
    const slowly: Behaviour = (response, request) => {
      const isFirst = request.target.startsWith('/v0/projects');
      pass(isFirst ? DEFAULTS.timeoutMs - 100 : 100);
      if (isFirst) answer(200, { count: 1, projects: [{ id: 'p' }] })(response, request);
    };
    return withFaultyUpstream(slowly, {}, async (ask, { requests }) => {
      const { data, errors } = await ask('{ projects { nodes { aois { nodes { name } } } } }');

      expect(data).toEqual({ projects: { nodes: [{ aois: null }] } });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UPSTREAM_TIMEOUT']);
      expect(requests).toHaveLength(2);
    });
  });
});

describe('A write', () => {
  test.each(FAULTS)('that meets $name is sent once', ({ leavesWriteUncertain, ...fault }) =>
    withFault(fault, async (ask, upstream) => {
      const { data, errors } = await ask(WRITE);

      expect(upstream.requests.map(({ method, target }) => `${method} ${target}`)).toEqual(['POST /v0/aois']);
      expect(data).toEqual({ createAoi: null });
      expect(errors?.[0]?.extensions?.retryable).toBe(false);
      expect(errors?.[0]?.message.includes('It may still have been applied')).toBe(leavesWriteUncertain);
    }),
  );

  test('to a closed port was certainly not applied', () =>
    withFaultyUpstream(hang, { apiUrl: NOBODY_LISTENS }, async (ask) => {
      const { errors } = await ask(WRITE);

      expect(errors?.[0]?.message).toBe('Pixxel cannot be reached or is failing. Nothing was sent.');
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    }));

  test('that is one too many is not sent again', () =>
    withFaultyUpstream(answer(429, {}, { 'retry-after': '0' }), {}, async (ask, upstream) => {
      const { errors } = await ask(WRITE);

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 0 });
      expect(upstream.requests).toHaveLength(1);
    }));

  test('continues when the caller disconnects', async () => {
    await withHttpGateway(hang, async (url, upstream) => {
      const caller = new AbortController();
      const asked = fetch(url, {
        method: 'POST',
        headers: { authorization: TEST_KEY, 'content-type': 'application/json' },
        body: JSON.stringify({ query: WRITE }),
        signal: caller.signal,
      });
      await upstream.arrived(1);
      let isGivenUp = false;
      void upstream.requests[0]?.wasGivenUp.then(() => {
        isGivenUp = true;
      });

      caller.abort();
      await expect(asked).rejects.toThrow('aborted');

      // A whole round trip later, an abort would have arrived too.
      upstream.behave = answer(200, { satellites: [] });
      await fetch(`${url}?query=${encodeURIComponent(READ)}`, { headers: { authorization: TEST_KEY } });
      expect(isGivenUp).toBe(false);
    });
  });
});

describe('An id in a path', () => {
  test.each([
    ['../projects', '/v0/aoi/..%2Fprojects'],
    ['..\\projects', '/v0/aoi/..%5Cprojects'],
    ['%2e%2e%2fprojects', '/v0/aoi/%252e%252e%252fprojects'],
    ['a/b', '/v0/aoi/a%2Fb'],
    ['a%2fb', '/v0/aoi/a%252fb'],
    ['a?limit=1', '/v0/aoi/a%3Flimit%3D1'],
    ['a#b', '/v0/aoi/a%23b'],
    ['a b', '/v0/aoi/a%20b'],
    ['a\r\nx: y', '/v0/aoi/a%0D%0Ax%3A%20y'],
    ['अ', '/v0/aoi/%E0%A4%85'],
  ])('%j stays in its segment', (id, target) =>
    withFaultyUpstream(answer(200, { aoi_id: 'a' }), {}, async (ask, upstream) => {
      await ask('query ($id: ID!) { aoi(id: $id) { pixxelId } }', { id });

      expect(upstream.requests.map((request) => request.target)).toEqual([target]);
    }),
  );

  test.each(['', '.', '..', '\ud800'])('%j is refused, and nothing is sent', (id) =>
    withFaultyUpstream(answer(200, { aoi_id: 'a' }), {}, async (ask, upstream) => {
      const { data, errors } = await ask('query ($id: ID!) { aoi(id: $id) { pixxelId } }', { id });

      expect(data).toEqual({ aoi: null });
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      expect(upstream.requests).toEqual([]);
    }),
  );
});

test('A value in the query of a call is escaped in the form that every parser reads back', () =>
  withFaultyUpstream(answer(200, { aois: [] }), {}, async (ask, upstream) => {
    const name = "a b+c&d=e%20#é'(!)";
    await ask('query ($name: String) { aois(filter: { name: $name }) { nodes { name } } }', { name });

    const [target = ''] = upstream.requests.map((request) => request.target);
    expect(target).toBe("/v0/aois?offset=0&limit=20&aoi_name=a%20b%2Bc%26d%3De%2520%23%C3%A9'(!)");
    expect(decodeURIComponent(target.replace(/.*aoi_name=/, ''))).toBe(name);
    expect(new URL(target, 'http://upstream.test').searchParams.get('aoi_name')).toBe(name);
  }));

describe('The budget of calls', () => {
  test.each([
    ['aois', 'projectIds', 200],
    ['orderItems', 'orderIds', 200],
    ['collections', 'ids', 200],
  ])('refuses %s(%s:) before its first call if the ids take more calls than are left', (field, list, count) =>
    withFaultyUpstream(answer(200, {}), { maxUpstreamCalls: 4 }, async (ask, upstream) => {
      const ids = Array.from({ length: count }, () => randomUUID());
      const below = field === 'collections' ? 'pixxelId' : 'totalCount';
      const { errors } = await ask(`query ($ids: [ID!]) { ${field}(${list}: $ids) { ${below} } }`, { ids });

      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UPSTREAM_BUDGET_EXCEEDED']);
      expect(upstream.requests).toEqual([]);
    }),
  );

  test('nulls the field that is past it, and leaves the rest', () =>
    withFaultyUpstream(answer(200, { count: 1, projects: [{ id: 'p' }] }), { maxUpstreamCalls: 1 }, async (ask) => {
      const { data, errors } = await ask('{ projects { nodes { pixxelId aois { nodes { name } } } } }');

      expect(data).toEqual({ projects: { nodes: [{ pixxelId: 'p', aois: null }] } });
      expect(errors?.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
        [['projects', 'nodes', 0, 'aois'], 'UPSTREAM_BUDGET_EXCEEDED'],
      ]);
    }));
});

function withFault(
  { behaviour, isEndless, maxResponseBytes }: Pick<Fault, 'behaviour' | 'isEndless' | 'maxResponseBytes'>,
  use: Parameters<typeof withFaultyUpstream>[2],
): Promise<void> {
  const fault = isEndless ? untilTooLate(behaviour, holdTimers()) : behaviour;
  return withFaultyUpstream(fault, maxResponseBytes === undefined ? {} : { maxResponseBytes }, use);
}

async function withHttpGateway(
  behaviour: Behaviour,
  use: (url: string, upstream: Awaited<ReturnType<typeof startFaultyUpstream>>) => Promise<void>,
): Promise<void> {
  const upstream = await startFaultyUpstream(behaviour);
  const gateway = createGateway({ apiUrl: upstream.url, maxEventLoopLagMs: 60_000 });
  try {
    await onPort(gateway.handle, (origin) => use(`${origin}/graphql`, upstream));
  } finally {
    await upstream.close();
    await gateway.close();
  }
}
