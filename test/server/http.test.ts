import { describe, expect, test } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { type TestGateway, type TestGatewayOptions, withGateway } from '../support/gateway.ts';

const ENDPOINT = 'http://gateway.test/graphql';
const QUERY = JSON.stringify({ query: '{ __typename }' });

type Send = (init?: RequestInit & { search?: string }) => Promise<Response>;

/** A gateway that is spoken to in bare HTTP; the key and JSON are the caller's business. */
function withHttp(options: TestGatewayOptions, use: (send: Send, gateway: TestGateway) => Promise<void>) {
  return withGateway(options, (gateway) =>
    use(async ({ search = '', ...init } = {}) => gateway.fetch(new Request(`${ENDPOINT}${search}`, init)), gateway),
  );
}

const asJson = { 'content-type': 'application/json' };
const search = (query: string) => `?query=${encodeURIComponent(query)}`;

describe('A POST', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/graphql',
    'application/jsonp',
    'text/application/json',
  ])('of type %s is refused with 415', (type) =>
    withHttp({}, async (send) => {
      const response = await send({ method: 'POST', headers: { 'content-type': type }, body: QUERY });

      expect(response.status).toBe(415);
      expect(await response.json()).toMatchObject({
        errors: [
          { message: 'POST takes a body of type application/json.', extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } },
        ],
      });
    }),
  );

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json ;charset=utf-8',
    'Application/JSON',
    'APPLICATION/JSON;charset="UTF-8"',
  ])('of type %s is answered', (type) =>
    withHttp({}, async (send) => {
      const response = await send({ method: 'POST', headers: { 'content-type': type }, body: QUERY });

      expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    }),
  );

  test('of several operations at once is refused', () =>
    withHttp({}, async (send) => {
      const response = await send({ method: 'POST', headers: asJson, body: `[${QUERY},${QUERY}]` });

      expect(response.status).toBe(400);
    }));
});

describe('A GET', () => {
  test('answers a query', () =>
    withHttp({}, async (send, { store }) => {
      const response = await send({
        search: search('{ satellites { name } }'),
        headers: { authorization: demoKeys.orchard, accept: 'application/json' },
      });

      expect(response.status).toBe(200);
      const satellites = [...store.satellites.values()].map(({ name }) => ({ name }));
      expect(await response.json()).toEqual({ data: { satellites } });
    }));

  test('never changes anything', () =>
    withHttp({}, async (send, { store }) => {
      const before = store.aois.size;
      const response = await send({
        search: search(`mutation { createAoi(input: {
          name: "n", description: "d", projectId: "p", satelliteId: "s", provider: PIXXEL, itemIds: ["i"]
          geometry: { type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }
        }) { aoi { name } } }`),
        headers: { authorization: demoKeys.orchard, accept: 'application/json' },
      });

      expect(response.status).toBe(405);
      expect(store.aois.size).toBe(before);
    }));
});

describe('Every answer', () => {
  test('is kept by no shared cache', () =>
    withHttp({}, async (send) => {
      const { headers } = await send({ method: 'POST', headers: asJson, body: QUERY });

      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('vary')?.split(/, ?/)).toContain('Authorization');
    }));

  test('names the request by the id that came with it, errors too', () =>
    withHttp({}, async (send) => {
      const response = await send({
        method: 'POST',
        headers: { ...asJson, 'x-request-id': 'trace:7/a' },
        body: JSON.stringify({ query: '{ nope }' }),
      });

      expect(response.headers.get('x-request-id')).toBe('trace:7/a');
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { requestId: 'trace:7/a' } }] });
    }));

  test.each(['two words', 'a"b', 'x'.repeat(129)])('names the request anew where it came as %j', (id) =>
    withHttp({}, async (send) => {
      const { headers } = await send({ method: 'POST', headers: { ...asJson, 'x-request-id': id }, body: QUERY });

      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }),
  );
});

describe('A page of another origin', () => {
  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  const options = { corsOrigins: ['https://app.example'] };

  test('may not call the gateway unless it is named', () =>
    withHttp({}, async (send) => {
      const { headers } = await send(preflight('https://app.example'));

      expect(headers.get('access-control-allow-origin')).toBeNull();
    }));

  test('may, with its key, if it is named', () =>
    withHttp(options, async (send) => {
      const { headers } = await send(preflight('https://app.example'));

      expect(headers.get('access-control-allow-origin')).toBe('https://app.example');
      expect(headers.get('access-control-allow-headers')).toContain('authorization');
    }));

  test('may send what clients and tracers send, and what a setting adds; a preflight is good for two hours', () =>
    withHttp({ ...options, corsAllowedHeaders: ['x-tenant'] }, async (send) => {
      const { headers } = await send(preflight('https://app.example'));
      const allowed = headers.get('access-control-allow-headers')?.split(', ');

      expect(allowed).toEqual(
        expect.arrayContaining([
          'accept',
          'authorization',
          'content-type',
          'x-request-id',
          'x-upstream-trace',
          'x-query-cost',
          'x-tenant',
          'traceparent',
          'tracestate',
          'baggage',
          'sentry-trace',
          'apollo-require-preflight',
          'apollographql-client-name',
          'apollographql-client-version',
          'x-apollo-operation-name',
          'x-graphql-client-name',
          'x-graphql-client-version',
          'graphql-client-name',
          'graphql-client-version',
          'mcp-protocol-version',
          'mcp-session-id',
          'cache-control',
          'last-event-id',
          'x-requested-with',
        ]),
      );
      expect(headers.get('access-control-max-age')).toBe('7200');
    }));

  test('may not if only another one is named', () =>
    withHttp(options, async (send) => {
      const { headers } = await send(preflight('https://evil.example'));

      expect(headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
      expect(headers.get('access-control-allow-origin')).not.toBe('*');
    }));
});

describe('A caller without a key', () => {
  test('can query the schema', () =>
    withGateway({}, async ({ query }) => {
      const { data, wire } = await query('{ __typename __schema { queryType { name } } }', {}, { authorization: '' });

      expect(data).toEqual({ __typename: 'Query', __schema: { queryType: { name: 'Query' } } });
      expect(wire).toEqual([]);
    }));

  test('gets UNAUTHENTICATED for fields that need a key, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, wire } = await query('{ projects { nodes { title } } }', {}, { authorization: '' });

      expect(data).toEqual({ projects: null });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHENTICATED']);
      expect(wire).toEqual([]);
    }));

  test('gets the errors of bad arguments first', () =>
    withGateway({}, async ({ query }) => {
      const { errors } = await query(
        '{ node(id: "garbage") { id } aois(first: 501) { totalCount } }',
        {},
        { authorization: '' },
      );

      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    }));
});

describe('A key', () => {
  test.each([
    ['that nobody knows', 'pxl_unknown'],
    ['with another scheme before it', `Bearer ${demoKeys.orchard}`],
  ])('%s is refused by the upstream, and its caller told what to check', (_which, authorization) =>
    withGateway({}, async ({ query }) => {
      const { errors } = await query('{ projects { nodes { title } } }', {}, { authorization });

      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
      expect(errors?.[0]?.message).toContain('Check that the key in the Authorization header is complete');
    }),
  );

  test('sees its own projects only', () =>
    withGateway({}, async ({ query }) => {
      const titles = async (authorization: string) =>
        JSON.stringify((await query('{ projects(first: 50) { nodes { pixxelId } } }', {}, { authorization })).data);

      const [orchard, harbour] = [await titles(demoKeys.orchard), await titles(demoKeys.harbour)];

      const ids = (text: string) => [...text.matchAll(/[0-9a-f-]{36}/g)].map(([id]) => id);
      expect(ids(harbour)).toHaveLength(3);
      expect(ids(orchard).filter((id) => ids(harbour).includes(id))).toEqual([]);
    }));
});
