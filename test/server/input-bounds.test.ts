import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';

/** Nothing here may reach the upstream: there is none. */
let gateway: Gateway;
beforeAll(() => {
  gateway = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000 });
});
afterAll(() => gateway.close());

interface Reply {
  data?: unknown;
  errors?: { message: string; extensions: { code: string } }[];
  text: string;
}

async function post(query: string, variables: unknown = {}, operationName?: string): Promise<Reply> {
  const body = JSON.stringify({ query, variables, operationName });
  const response = await gateway.handle.fetch('http://gateway.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const text = await response.text();
  return { ...(JSON.parse(text) as Omit<Reply, 'text'>), text };
}

const codesOf = ({ errors = [] }: Reply) => [...new Set(errors.map(({ extensions }) => extensions.code))];
const messagesOf = ({ errors = [] }: Reply) => errors.map(({ message }) => message);

/** A small answer, and nothing of the input in it. Work that grows with the square of the input takes longer than the test may. */
function expectRefusal(reply: Reply, code = 'BAD_USER_INPUT') {
  expect(codesOf(reply)).toEqual([code]);
  expect(reply.data).toBeUndefined();
  expect(reply.text.length).toBeLessThan(5000);
}

const MIB = 1024 * 1024;
const ring = (positions: number) => [
  ...Array.from({ length: positions - 1 }, (_, index) => [77 + index / 100_000, 12 + index / 100_000]),
  [77, 12],
];
const polygon = (positions: number) => ({ type: 'Polygon', coordinates: [ring(positions)] });
const searchArchive = 'query ($input: ArchiveSearchInput!) { searchArchive(input: $input) { nodes { id } } }';

describe('Input over its bound is refused at once', () => {
  test.each([
    [
      'a DateTime',
      'query ($v: DateTime) { workflows(filter: { createdAt: { start: $v } }) { totalCount } }',
      'T'.repeat(MIB / 2),
    ],
    [
      'a Date',
      'query ($v: Date!) { visualization(id: "v") { png(date: $v, mode: DYNAMIC) { contentType } } }',
      '2'.repeat(MIB / 2),
    ],
    ['an id', 'query ($v: ID!) { aoi(id: $v) { id } }', 'a'.repeat(MIB / 2)],
    ['a cursor', 'query ($v: String) { aois(after: $v) { totalCount } }', 'a'.repeat(MIB / 2)],
    ['a name', 'query ($v: String!) { block(name: $v) { id } }', 'a'.repeat(MIB / 2)],
    ['an enum value', 'query ($v: BlockMode) { blocks(mode: $v) { id } }', 'A'.repeat(MIB / 2)],
    ['a number', 'query ($v: Int) { aois(first: $v) { totalCount } }', '1'.repeat(MIB / 2)],
    ['a boolean', 'query ($v: Boolean!) { __typename @include(if: $v) }', 'true'.repeat(MIB / 8)],
  ])('%s of half a million characters in a variable', async (_what, query, v) => {
    expectRefusal(await post(query, { v }));
  });

  test('a DateTime of 30,000 characters in the document: it is not quoted', async () => {
    const reply = await post(`{ workflows(filter: { createdAt: { start: "${'T'.repeat(30_000)}" } }) { totalCount } }`);

    expectRefusal(reply);
    expect(messagesOf(reply)).toEqual(['filter.createdAt.start can have at most 64 characters, not 30000.']);
  });

  test('a default value of a variable', async () => {
    expectRefusal(await post(`query ($v: ID = "${'a'.repeat(3000)}") { orders(userId: $v) { totalCount } }`));
  });

  test('nodes with 250,000 ids', async () => {
    const ids = Array.from({ length: 250_000 }, () => 'a');

    expectRefusal(await post('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }));
  });

  test('aois of 2,000 projects', async () => {
    const projectIds = Array.from({ length: 2000 }, (_, index) => `p${index}`);
    const reply = await post('query ($ids: [ID!]) { aois(projectIds: $ids) { totalCount } }', { ids: projectIds });

    expectRefusal(reply);
    expect(messagesOf(reply)).toEqual(['$ids can have at most 1000 entries, not 2000.']);
  });

  test('a list that is longer than its own argument allows, through a variable of a more general type', async () => {
    const sortBy = Array.from({ length: 21 }, () => ({ property: 'datetime', direction: 'ASC' }));
    const reply = await post('query ($s: [StacSortInput!]) { searchArchive(input: {}, sortBy: $s) { nodes { id } } }', {
      s: sortBy,
    });

    expect(messagesOf(reply)).toEqual(['$s can have at most 20 entries, not 21.']);
  });

  test('60,000 unknown members of an input, of which ten are named', async () => {
    const input = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`unknown${index}`, 1]));
    const reply = await post(searchArchive, { input });

    expectRefusal(reply);
    expect(reply.errors).toHaveLength(10);
    expect(messagesOf(reply)[0]).toBe(
      '$input has a field "unknown0", which the type ArchiveSearchInput does not have.',
    );
  });

  test('a list of wrong entries', async () => {
    const ids = Array.from({ length: 1000 }, () => ({ a: 1 }));
    const reply = await post(searchArchive, { input: { ids } });

    expectRefusal(reply);
    expect(reply.errors).toHaveLength(10);
  });

  test('JSON that is too large or too deep, also where a small document repeats one variable', async () => {
    const query = Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`p${index}`, { lt: 1 }]));
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown;
    const repeated = Array.from({ length: 400 }, (_, index) => `p${index}: $q`).join(' ');

    expectRefusal(await post(searchArchive, { input: { query } }));
    expectRefusal(await post(searchArchive, { input: { query: deep } }));
    expectRefusal(
      await post(`query ($q: JSON) { searchArchive(input: { query: { ${repeated} } }) { nodes { id } } }`, {
        q: { lt: Array.from({ length: 100 }, () => 1) },
      }),
    );
  });

  test('a geometry of 25,000 positions, and one of very long positions', async () => {
    expectRefusal(await post(searchArchive, { input: { intersects: polygon(25_000) } }));
    expectRefusal(
      await post(searchArchive, {
        input: { intersects: { type: 'Point', coordinates: Array.from({ length: 150_000 }, () => 1) } },
      }),
    );
  });

  test('a geometry of 20,000 bad positions, of which ten are named', async () => {
    const coordinates = Array.from({ length: 20_000 }, () => [500, 12]);
    const reply = await post(searchArchive, { input: { intersects: { type: 'MultiPoint', coordinates } } });

    expect(codesOf(reply)).toEqual(['BAD_USER_INPUT']);
    expect(reply.text.length).toBeLessThan(5000);
    expect(messagesOf(reply)[0]?.match(/past 180 degrees/g)).toHaveLength(10);
  });

  test('a document of 300,000 characters, and one with 300 variables', async () => {
    expectRefusal(await post(`{ __typename } #${' '.repeat(300_000)}`), 'OPERATION_TOO_LARGE');
    const variables = Array.from({ length: 300 }, (_, index) => `$v${index}: Int`).join(' ');
    expectRefusal(await post(`query (${variables}) { __typename }`), 'OPERATION_TOO_LARGE');
  });

  test('the name of an operation', async () => {
    expectRefusal(await post('{ __typename }', {}, 'a'.repeat(MIB / 2)), 'OPERATION_TOO_LARGE');
  });
});

test('a complexity cannot be forged by the name of a variable', async () => {
  const query = 'query ($n: Int = 0) { projects(first: $n) { nodes { aois(first: $n) { nodes { name } } } } }';

  expect((await post(query, { 'n=500': 'x' })).errors).toBeUndefined();
  expect(codesOf(await post(query, { n: 500 }))).toEqual(['OPERATION_TOO_LARGE']);
});

describe('Honest input passes', () => {
  test.each([
    [
      '500 ids',
      'query ($v: [ID!]!) { orderItems(ids: $v) { nodes { id } } }',
      Array.from({ length: 500 }, (_, i) => `i${i}`),
    ],
    [
      'an area of 10,000 positions',
      'query ($v: GeoJSONGeometry) { searchArchive(input: { intersects: $v }) { nodes { id } } }',
      polygon(10_000),
    ],
    [
      'a query of 100 properties',
      'query ($v: JSON) { searchArchive(input: { query: $v }) { nodes { id } } }',
      Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`property:${index}`, { gte: 0, lt: index }])),
    ],
    [
      'an order of 100 items',
      'query ($v: SubmitOrderInput!) { orderQuote(input: $v) { items { name } } }',
      {
        items: Array.from({ length: 100 }, () => ({
          projectId: 'p',
          useCase: 'AGRICULTURE',
          geometry: polygon(100),
          product: { archive: { itemIds: ['i'] } },
        })),
      },
    ],
  ])('%s', async (_what, query, v) => {
    expect(codesOf(await post(query, { v }))).toEqual(['UNAUTHENTICATED']);
  });
});
