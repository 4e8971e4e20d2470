import { describe, expect, test } from 'vitest';
import { answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';

const AOI = '{ aoi(id: "a") { name } }';
const DELETE = 'mutation { deleteStore(input: { storeId: "s" }) { userErrors { code } } }';
const said = (status: number, code: string, message: string) => answer(status, { error: { code, message } });

describe('An object that does not exist', () => {
  test.each([
    [404, '', ''],
    [403, 'forbidden', 'AOI not found, or this key has no access to its project'],
    [400, 'AOI_NOT_FOUND', 'no such area'],
    [400, '', 'record does not exist'],
  ])('is null where a %i says so: %s %s', (status, code, message) =>
    withFaultyUpstream(said(status, code, message), {}, async (ask) => {
      expect(await ask(AOI)).toEqual({ data: { aoi: null } });
    }),
  );

  test.each([
    [403, '', 'API key not found', 'FORBIDDEN'],
    [403, 'token_not_found', '', 'FORBIDDEN'],
    [403, '', 'service account not found', 'FORBIDDEN'],
    [400, '', 'field satellite_id not found in request', 'BAD_USER_INPUT'],
  ])('is not meant by a %i that says so of something else: %s %s', (status, code, message, expected) =>
    withFaultyUpstream(said(status, code, message), {}, async (ask) => {
      const { data, errors } = await ask(AOI);

      expect(data).toEqual({ aoi: null });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([expected]);
    }),
  );
});

describe('An answer without the list asked for', () => {
  test.each([
    ['a list without its envelope', [{ id: 's' }]],
    ['a string', 'oops'],
    ['a number', 5],
    ['an error under a good status', { error: { code: 'X', message: 'boom' } }],
  ])('%s is an error instead of an empty list', (_name, body) =>
    withFaultyUpstream(answer(200, JSON.stringify(body)), {}, async (ask) => {
      const { data, errors } = await ask('{ satellites { name } }');

      expect(data).toEqual({ satellites: null });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UPSTREAM_INVALID_RESPONSE']);
    }),
  );
});

describe('A part without an id', () => {
  test.each([undefined, null, '', {}, true])('is left out where its id is %s, and leaves the whole', (id) => {
    const collections = [
      { id, name: 'nameless' },
      { id: 'c', name: 'named' },
    ];

    return withFaultyUpstream(answer(200, { satellites: [{ id: 's', collections }] }), {}, async (ask) => {
      expect(await ask('{ satellites { collections { name } } }')).toEqual({
        data: { satellites: [{ collections: [{ name: 'named' }] }] },
        extensions: { warnings: [expect.objectContaining({ list: 'collections', rows: 1 })] },
      });
    });
  });
});

describe('An answer in an envelope', () => {
  test.each([
    ['{ aoi(id: "a") { name } }', 'aoi', { aoi_id: 'a', name: 'n' }],
    ['{ order(id: "o") { totalAmount } }', 'order', { id: 'o', total_amount: 5 }],
    ['{ job(id: "j", workflowId: "w") { status } }', 'job', { id: 'j', status: 'running' }],
    ['{ catalogEntry(id: "c") { orgId } }', 'catalog', { id: 'c', org_id: 'x' }],
  ])('is the same as without: %s', async (query, envelope, body) => {
    const answerTo = async (sent: unknown) => {
      let heard: unknown;
      await withFaultyUpstream(answer(200, sent), {}, async (ask) => {
        heard = await ask(query);
      });
      return heard;
    };

    const bare = await answerTo(body);

    expect(bare).toMatchObject({ data: { [envelope === 'catalog' ? 'catalogEntry' : envelope]: expect.any(Object) } });
    expect(await answerTo({ [envelope]: body })).toEqual(bare);
  });
});

describe('A page of a proxy', () => {
  const page = (status: number): Behaviour =>
    answer(status, '<h1>default backend</h1>', { 'content-type': 'text/html' });
  const recovered = answer(200, { aoi_id: 'a', name: 'North field' });
  const inTurn = (first: Behaviour): Behaviour => {
    let next = first;
    return (response, request) => {
      next(response, request);
      next = recovered;
    };
  };

  test.each([404, 405, 410, 502, 520, 521, 522, 523, 524])('under a %i is retried for a read', (status) =>
    withFaultyUpstream(inTurn(page(status)), {}, async (ask, upstream) => {
      expect(await ask(AOI)).toEqual({ data: { aoi: { name: 'North field' } } });
      expect(upstream.requests).toHaveLength(2);
    }),
  );

  test('is not what a 404 without a body is: the object does not exist', () =>
    withFaultyUpstream(answer(404, ''), {}, async (ask, { requests }) => {
      expect(await ask(AOI)).toEqual({ data: { aoi: null } });
      expect(requests).toHaveLength(1);
    }));

  test('under a 404 that stays is an error, and not a missing object', () =>
    withFaultyUpstream(answer(404, '404 page not found\n'), {}, async (ask) => {
      const { data, errors } = await ask(AOI);

      expect(data).toEqual({ aoi: null });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UPSTREAM_UNAVAILABLE']);
    }));

  test.each([
    [400, '<html><h1>400 Bad Request</h1></html>'],
    [403, '\uFEFF\n<!DOCTYPE html><title>Access denied</title>'],
    [414, '<?xml version="1.0"?><Error><Code>RequestTooLong</Code></Error>'],
  ])('under a %i is not a refusal by the API, and is not retried', (status, body) =>
    withFaultyUpstream(answer(status, body, { 'content-type': 'text/html' }), {}, async (ask, upstream) => {
      const { errors } = await ask(AOI, {}, { authorization: 'Bearer key' });

      expect(errors).toMatchObject([
        {
          message: 'Pixxel cannot be reached or is failing. A proxy on the way answered with a page of its own.',
          extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true, upstream: { status } },
        },
      ]);
      expect(upstream.requests).toHaveLength(1);
    }),
  );

  test.each([
    [401, '<h1>401 Authorization Required</h1>', 'UNAUTHENTICATED', /or a proxy on the way demands one\.$/],
    [401, '', 'UNAUTHENTICATED', /or a proxy on the way demands one\.$/],
    [403, 'Forbidden\n', 'FORBIDDEN', /or by a proxy on the way\. Forbidden\.$/],
    [403, '', 'FORBIDDEN', /or by a proxy on the way\.$/],
    [403, 'Host not found', 'FORBIDDEN', /or by a proxy on the way\. Host not found\.$/],
    [400, 'missing project_id\n', 'BAD_USER_INPUT', /refused the input\. Missing project_id\.$/],
    [402, '', 'BAD_USER_INPUT', /The answer is 402 Payment Required, without a reason\.$/],
    [413, 'x'.repeat(5000), 'BAD_USER_INPUT', /The answer is 413 Payload Too Large, without a reason\.$/],
    [429, '<h1>Too many requests</h1>', 'RATE_LIMITED', /fewer requests/],
  ])('is not assumed for a %i with the body %j, nor are they words of Pixxel', (status, body, code, message) =>
    withFaultyUpstream(answer(status, body, { 'content-type': 'text/plain' }), {}, async (ask, upstream) => {
      const { data, errors } = await ask(AOI, {}, { authorization: 'key' });

      expect({ data, errors }).toMatchObject({
        data: { aoi: null },
        errors: [{ message: expect.stringMatching(message), extensions: { code } }],
      });
      expect(upstream.requests).toHaveLength(1);
    }),
  );

  test.each(['', 'Proxy Authentication Required', '{"error":"no"}'])(
    'is every 407, whose body is %j: it forwards nothing',
    (body) =>
      withFaultyUpstream(answer(407, body), {}, async (ask, upstream) => {
        for (const source of [AOI, DELETE]) {
          expect((await ask(source)).errors).toMatchObject([
            {
              message: 'Pixxel cannot be reached or is failing. A proxy on the way demands a password.',
              extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true },
            },
          ]);
        }
        expect(upstream.requests).toHaveLength(2);
      }),
  );

  test.each([502, 503, 504])('under a %i waits as long as it asks for', (status) =>
    withFaultyUpstream(answer(status, '<h1>Bye</h1>', { 'retry-after': '7' }), {}, async (ask, upstream) => {
      expect((await ask(AOI)).errors).toMatchObject([{ extensions: { retryable: true, retryAfterSeconds: 7 } }]);
      // More than five seconds: the caller decides.
      expect(upstream.requests).toHaveLength(1);
    }),
  );

  test('under a 403 does not make a write uncertain', () =>
    withFaultyUpstream(page(403), {}, async (ask, upstream) => {
      const { errors } = await ask(DELETE);

      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } }]);
      expect(upstream.requests).toHaveLength(1);
    }));

  test('is nothing that a write is sent again for', () =>
    withFaultyUpstream(page(522), {}, async (ask, upstream) => {
      const { errors } = await ask(DELETE);

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: false });
      expect(upstream.requests).toHaveLength(1);
    }));
});

describe('What the upstream says of an error', () => {
  test.each([
    [{ error: { message: 'the API key is missing' } }, 'The API key is missing.'],
    [{ code: 7, message: 'Permission denied!' }, 'Permission denied!'],
    [{ error: 'aoi_name is too long' }, 'aoi_name is too long.'],
    [{ detail: 'no such area' }, 'No such area.'],
    [{ title: 'Invalid', detail: 'limit is too large' }, 'Limit is too large.'],
    [{ title: 'Invalid request' }, 'Invalid request.'],
    [{ detail: [{ loc: ['query', 'limit'], msg: 'must be at most 100' }] }, 'Must be at most 100.'],
    [{ errors: [{ message: 'first' }, { message: 'second' }] }, 'First.'],
    [{ errors: ['first'] }, 'First.'],
  ])('is a sentence of the message: %j', (body, sentence) =>
    withFaultyUpstream(answer(400, body), {}, async (ask) => {
      expect((await ask(AOI)).errors).toMatchObject([{ message: `Pixxel refused the input. ${sentence}` }]);
    }),
  );

  test('shows a marker for each secret, also for one that is part of a marker', () =>
    withFaultyUpstream(answer(422, { error: { message: 'red: data of acct-red, metadata of r' } }), {}, async (ask) => {
      const { data } = await ask(
        `mutation {
          createStore(
            input: {
              name: "s", bucket: "b", region: "r"
              credentials: { azblob: { accountName: "red", tenantId: "data", clientId: "key", clientSecret: "e" } }
            }
          ) { userErrors { message } }
        }`,
      );

      expect(data).toEqual({
        createStore: {
          userErrors: [
            {
              message: '[credential]: [credential] of acct-[credential], m[credential]ta[credential] of r',
            },
          ],
        },
      });
    }));

  test('tells that a redirect is not followed', () =>
    withFaultyUpstream(answer(301, '', { location: 'https://elsewhere.example/v0' }), {}, async (ask, upstream) => {
      expect((await ask(AOI)).errors).toMatchObject([
        {
          message: 'Pixxel sent an answer that cannot be used. It redirects the call, and redirects are not followed.',
          extensions: { code: 'UPSTREAM_INVALID_RESPONSE', upstream: { status: 301 } },
        },
      ]);
      expect(upstream.requests).toHaveLength(1);
    }));

  test('does not call a 304 a redirect', () =>
    withFaultyUpstream(answer(304, '', { location: 'https://elsewhere.example/v0' }), {}, async (ask) => {
      expect((await ask(AOI)).errors).toMatchObject([
        { message: 'Pixxel sent an answer that cannot be used.', extensions: { upstream: { status: 304 } } },
      ]);
    }));

  test('includes every fault of a list in the details', () =>
    withFaultyUpstream(answer(422, { detail: [{ msg: 'one' }, { msg: 'two' }] }), {}, async (ask) => {
      expect((await ask(AOI)).errors).toMatchObject([
        { extensions: { upstream: { details: [{ msg: 'one' }, { msg: 'two' }] } } },
      ]);
    }));
});

describe('Long words of the upstream', () => {
  test('are cut in an error', () =>
    withFaultyUpstream(
      answer(400, {
        error: {
          code: 'C'.repeat(5000),
          message: 'word '.repeat(400_000),
          details: { list: Array(50_000).fill('long') },
        },
      }),
      {},
      async (ask) => {
        const { errors } = await ask('{ satellites { name } }');
        const [error] = errors ?? [];

        expect(JSON.stringify(errors).length).toBeLessThan(15_000);
        expect(error?.message).toMatch(/^Pixxel refused the input. Word (word ?){180,200}\w*…$/);
        expect(error?.extensions?.upstream).toMatchObject({
          code: expect.stringMatching(/^C{100}…$/),
          details: expect.stringMatching(/^\{"list":\["long","long",/),
        });
      },
    ));

  test.each(['error', 'message', 'detail'])('are cut where the body is short of all but a text: %s', (member) =>
    withFaultyUpstream(answer(400, { [member]: 'word '.repeat(400_000) }), {}, async (ask) => {
      const { errors } = await ask('{ satellites { name } }');

      expect(errors?.[0]?.message).toMatch(/^Pixxel refused the input. Word (word ?){180,200}\w*…$/);
      expect(JSON.stringify(errors).length).toBeLessThan(5000);
    }),
  );

  test('never show half of a key at the cut', () =>
    withFaultyUpstream(
      (response, request) =>
        answer(400, { message: `${'x '.repeat(495)}${request.headers.authorization} and more words` })(
          response,
          request,
        ),
      {},
      async (ask) => {
        const { errors } = await ask('{ satellites { name } }');

        expect(errors?.[0]?.message).toMatch(/x \[key\]/);
        expect(JSON.stringify(errors)).not.toContain('test-key');
      },
    ));

  test('that are nested deeper than any stack are left out', () =>
    withFaultyUpstream(
      answer(400, `{"message":"deep","details":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      {},
      async (ask) => {
        const { errors } = await ask('{ satellites { name } }');

        expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', upstream: { message: 'deep' } });
      },
    ));
});
