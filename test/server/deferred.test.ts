import { meros } from 'meros/browser';
import { describe, expect, test } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { type TestGateway, withGateway } from '../support/gateway.ts';

interface Part {
  data?: Record<string, unknown> | null;
  incremental?: { data?: unknown; items?: unknown[]; path: (string | number)[]; label?: string; errors?: unknown[] }[];
  hasNext: boolean;
}

/** The parts of an answer as they come, read by a client of the multipart format. */
async function* partsOf({ fetch: send }: TestGateway, query: string): AsyncGenerator<Part> {
  const response = await send(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: {
        authorization: demoKeys.orchard,
        'content-type': 'application/json',
        accept: 'multipart/mixed; deferSpec=20220824, application/json',
      },
      body: JSON.stringify({ query }),
    }),
  );
  expect(response.headers.get('content-type')).toMatch(/^multipart\/mixed/);
  const parts = await meros<Part>(response);
  if (parts instanceof Response) throw new Error('the answer has one part only');
  for await (const part of parts) {
    if (!part.json) throw new Error(`not JSON: ${part.body}`);
    yield part.body;
  }
}

async function allOf(parts: AsyncIterable<Part>): Promise<Part[]> {
  const all = [];
  for await (const part of parts) all.push(part);
  return all;
}

describe('@defer', () => {
  test('sends the AOIs first and their assets when they are loaded; deferred parts are not loaded before', () =>
    withGateway({}, async (gateway) => {
      const parts = partsOf(
        gateway,
        `{ aois(first: 3) { nodes { name ... @defer(label: "assets") { assets(first: 2) { nodes { name } } } } } }`,
      );

      const first = (await parts.next()).value as Part;
      expect(first.hasNext).toBe(true);
      expect(first.data).toEqual({ aois: { nodes: Array(3).fill({ name: expect.any(String) }) } });

      const rest = (await allOf(parts)).flatMap(({ incremental = [] }) => incremental);
      expect(rest.map(({ path, label }) => [path.join('.'), label]).toSorted()).toEqual(
        [0, 1, 2].map((row) => [`aois.nodes.${row}`, 'assets']),
      );
      expect(rest.map(({ data }) => data)).toEqual(
        Array(3).fill({ assets: { nodes: Array(2).fill({ name: expect.any(String) }) } }),
      );
      expect(gateway.arrived.map((call) => call.split('?')[0]).filter((call) => !call?.includes('/assets'))).toEqual([
        'GET /v0/aois',
      ]);
      expect(gateway.arrived.filter((call) => call.includes('/assets'))).toHaveLength(3);
    }));

  test('keeps a failure in its own part', () =>
    withGateway({ maxUpstreamCalls: 1 }, async (gateway) => {
      const parts = await allOf(
        partsOf(gateway, '{ aois(first: 1) { nodes { name ... @defer { project { title } } } } }'),
      );

      expect(parts[0]?.data).toEqual({ aois: { nodes: [{ name: expect.any(String) }] } });
      expect(parts.flatMap(({ incremental = [] }) => incremental)).toMatchObject([
        { data: { project: null }, errors: [{ extensions: { code: 'UPSTREAM_BUDGET_EXCEEDED' } }] },
      ]);
    }));

  test('still reads a relation of all rows in one call', () =>
    withGateway({}, async (gateway) => {
      const parts = await allOf(
        partsOf(gateway, '{ aois(first: 30) { nodes { name ... @defer { project { title } satellite { name } } } } }'),
      );

      const deferred = parts.flatMap(({ incremental = [] }) => incremental);
      expect(deferred).toHaveLength(30);
      expect(deferred.every(({ errors }) => errors === undefined)).toBe(true);
      expect(gateway.arrived.filter((call) => call.includes('/v0/satellites'))).toHaveLength(1);
      expect(gateway.arrived.filter((call) => call.includes('/v0/projects')).length).toBeLessThanOrEqual(2);
    }));
});

describe('@stream', () => {
  test('sends the first rows at once and the others after them, each with its relations', () =>
    withGateway({}, async (gateway) => {
      const parts = await allOf(
        partsOf(gateway, '{ aois(first: 4) { nodes @stream(initialCount: 1) { name project { title } } } }'),
      );

      const row = { name: expect.any(String), project: { title: expect.any(String) } };
      expect(parts[0]?.data).toEqual({ aois: { nodes: [row] } });
      expect(parts.flatMap(({ incremental = [] }) => incremental.flatMap(({ items = [] }) => items))).toEqual([
        row,
        row,
        row,
      ]);
    }));
});

test('a client that does not accept multipart answers gets an error that says so', () =>
  withGateway({}, async ({ fetch: send }) => {
    const response = await send(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { authorization: demoKeys.orchard, 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query: '{ aois(first: 1) { nodes { name ... @defer { project { title } } } } }' }),
      }),
    );

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({
      errors: [
        { message: expect.stringContaining('Accept text/event-stream'), extensions: { code: 'NOT_ACCEPTABLE' } },
      ],
    });
  }));
