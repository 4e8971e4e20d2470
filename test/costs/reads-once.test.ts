import fc from 'fast-check';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLOutputType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { expect, test } from 'vitest';
import type { Store } from '../../src/sandbox/world/store.ts';
import { schema } from '../../src/schema/index.ts';
import { answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

const firstOf = (records: ReadonlyMap<string, unknown>): string => [...records.keys()][0] ?? '';

/** Queries in which two fields need the same read. */
const REPEATING: { title: string; query: string; id?: (store: Store) => string; calls: string[] }[] = [
  {
    title: 'the indices of all satellites',
    query:
      '{ indices(first: 100) { nodes { satellite { indices(first: 2) { totalCount } } } pageInfo { hasNextPage } } }',
    calls: ['ListIndices', 'ListSatellites'],
  },
  {
    title: 'a page of assets, with and without its total',
    query: '{ aois(first: 1) { nodes { assets(first: 1) { nodes { aoi { assets(first: 1) { totalCount } } } } } } }',
    calls: ['ListAois', 'ListAssets'],
  },
  {
    title: 'the deliveries of an order item',
    query: `query ($id: ID!) {
      deliveries(orderItemId: $id, first: 5) { nodes { state } }
      orderItem(id: $id) { deliveries { state } }
    }`,
    id: ({ orderItems }) => firstOf(orderItems),
    calls: ['ListDeliveries', 'GetOrderItemById'],
  },
  {
    title: 'the catalog entries of an order',
    query: `query ($id: ID!) {
      order(id: $id) {
        catalogEntries(first: 100) { nodes { order { catalogEntries(first: 100) { nodes { id } } } } totalCount }
      }
    }`,
    id: ({ orders }) => firstOf(orders),
    calls: ['GetOrderById', 'SearchCatalogs', 'ListOrderItems'],
  },
  {
    title: 'a catalog entry that a list of an image has brought',
    query: `query ($id: ID!) {
      searchArchive(input: { ids: [$id] }) { nodes { orderedBy { deliveries { catalogEntry { areaInSqKm } } } } }
    }`,
    id: ({ deliveries, catalogs }) => {
      const entries = [...deliveries.values()].map(({ catalog_id }) => catalogs.get(catalog_id ?? ''));
      return entries.find((entry) => entry?.details?.id)?.details?.id ?? '';
    },
    calls: ['SearchArchive', 'SearchCatalogs', 'ListOrderItems', 'ListDeliveries'],
  },
];

test.each(REPEATING)('one operation reads only once: $title', async ({ query, id, calls }) => {
  await withGateway({}, async (gateway) => {
    const answer = await gateway.query(query, { id: id?.(gateway.store) });

    expect(answer.errors).toBeUndefined();
    expect(answer.calls).toEqual(calls);
  });
});

test('after a write, an operation reads again what it has read before', async () => {
  await withGateway({}, async ({ query, store }) => {
    const variables = { satellite: firstOf(store.satellites) };
    const create = (name: string) =>
      `createIndex(input: { satelliteId: $satellite, name: "${name}", description: "Vigour", expression: "(B08-B04)/(B08+B04)",
        expressionType: INDEX, colormap: "rdylgn", rescale: [-1, 1] }) { index { satellite { indices { totalCount } } } }`;

    const before = await query(`mutation ($satellite: ID!) { ${create('Zero')} }`, variables);
    const { data, errors, calls } = await query(
      `mutation ($satellite: ID!) { one: ${create('One')} two: ${create('Two')} }`,
      variables,
    );

    const withTotal = (totalCount: number) => ({ index: { satellite: { indices: { totalCount } } } });
    const { totalCount } = (before.data as { createIndex: ReturnType<typeof withTotal> }).createIndex.index.satellite
      .indices;
    expect(errors).toBeUndefined();
    expect(data).toEqual({ one: withTotal(totalCount + 1), two: withTotal(totalCount + 2) });
    expect(calls).toEqual(['CreateIndex', 'ListSatellites', 'ListIndices', 'CreateIndex', 'ListIndices']);
  });
});

test('a read that failed is sent again for another field', async () => {
  let lists = 0;
  const refusedOnce: Behaviour = (response, request) => {
    if (request.target.startsWith('/v0/satellites')) {
      const satellites = ['s', 't', 'u'].map((id) => ({ id, name: id }));
      answer(200, { satellites })(response, request);
    } else {
      lists += 1;
      const indices = [{ id: 'i', satellite_id: 's' }];
      answer(lists === 1 ? 400 : 200, { indices, pagination: { total: 1 } })(response, request);
    }
  };
  await withFaultyUpstream(refusedOnce, {}, async (ask, { requests }) => {
    const query = '{ indices(first: 100) { nodes { name } } satellites { indices(first: 2) { totalCount } } }';
    const { data, errors } = await ask(query);

    const targets = requests.map(({ target }) => target);
    expect(targets).toEqual(['/v0/indices?offset=0&limit=100', '/v0/satellites', '/v0/indices?offset=0&limit=100']);
    expect(errors).toMatchObject([{ path: ['indices'] }]);
    expect(data?.satellites).toEqual([1, 0, 0].map((totalCount) => ({ indices: { totalCount } })));
  });
});

/** Root fields of random queries. */
const ROOTS = [
  'aois(first: 3)',
  'bandsets',
  'blocks(mode: INSIGHT)',
  'catalogEntries(first: 5)',
  'collections',
  'deliveries(first: 5)',
  'indices(first: 100)',
  'jobs(first: 2)',
  'orders(first: 2)',
  'orderItems(first: 5)',
  'projects(first: 2)',
  'satellites',
  'workflows(first: 3)',
];
const PAGES = ['(first: 1)', '(first: 2)', '(first: 100)'];
const LEVELS = 5;

/** Two chains of fields, deep enough that relations lead back to where they started. */
const queries = fc.gen().map((gen) => {
  const pick = <Value>(values: readonly Value[]): Value => values[gen(fc.nat, { max: values.length - 1 })] as Value;
  const argumentsOf = ({ args }: GraphQLField<unknown, unknown>) =>
    args.some(({ name }) => name === 'first') ? pick(PAGES) : '';
  const selectionOf = (output: GraphQLOutputType, levels: number): string => {
    const type = getNamedType(output);
    if (!isObjectType(type)) return '{ __typename }';
    const { nodes, ...others } = type.getFields();
    if (nodes)
      return `{ ${pick(['', 'totalCount', 'pageInfo { hasNextPage }'])} nodes ${selectionOf(nodes.type, levels)} }`;
    const fields = Object.values(others).filter(({ args }) => !args.some(isRequiredArgument));
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const relations = fields.filter(({ type: next }) => isObjectType(getNamedType(next)));
    const selected = [leaves.length > 0 ? `leaf: ${pick(leaves).name}` : '__typename'];
    for (const alias of levels > 0 && relations.length > 0 ? pick([['a'], ['a', 'b']]) : []) {
      const relation = pick(relations);
      selected.push(`${alias}: ${relation.name}${argumentsOf(relation)} ${selectionOf(relation.type, levels - 1)}`);
    }
    return `{ ${selected.join(' ')} }`;
  };
  const fields = schema.getQueryType()?.getFields() ?? {};
  const rootOf = (alias: string) => {
    const root = pick(ROOTS);
    const field = fields[root.replace(/\(.*/, '')];
    return field ? `${alias}: ${root} ${selectionOf(field.type, LEVELS)}` : '';
  };
  return `{ ${rootOf('one')} ${rootOf('two')} }`;
});

test('no random query sends the same request twice', async () => {
  const limits = { aliases: 1000, depth: 100, tokens: 100_000 };
  await withGateway({ limits }, ({ query }) =>
    fc.assert(
      fc.asyncProperty(queries, async (source) => {
        const { wire } = await query(source);
        const reads = wire.filter((line) => line.startsWith('GET '));
        expect(new Set(reads).size).toBe(reads.length);
      }),
      { numRuns: 100, seed: 1, endOnFailure: true },
    ),
  );
});
