import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import { compile } from '../../src/server/plugins/compiled-queries.ts';
import { goldenCosts } from '../costs/golden.ts';
import { withGateway } from '../support/gateway.ts';

/** Past the number of times after which a document counts as hot. */
const TIMES = 4;

const goldens = Object.values(goldenCosts).flat();
const frozen = { sandbox: { now: () => Date.parse('2026-11-24T00:00:00Z') } };

describe('A compiled query', () => {
  test('answers and costs what the interpreted one does, for every query of the golden costs', () =>
    withGateway(frozen, async ({ query, store }) => {
      for (const { title, query: source, variables } of goldens) {
        const values = variables?.(store);
        const interpreted = await query(source, values);
        for (let time = 2; time < TIMES; time += 1) await query(source, values);
        const compiled = await query(source, values);

        expect(compiled.data, title).toEqual(interpreted.data);
        expect(compiled.errors, title).toEqual(interpreted.errors);
        expect(compiled.calls.toSorted(), title).toEqual(interpreted.calls.toSorted());
      }
    }));

  test('is made of all those queries but the few that write variables into an object', () => {
    const interpreted = goldens.filter(({ query }) => compile(schema, parse(query)) === null);

    expect(interpreted.map(({ title }) => title)).toEqual([
      'Images that cover an AOI, are clear and not ordered yet, each with its price',
      'An image search',
    ]);
  });

  test.each([
    [
      'a failing field beside whole ones',
      '{ aois(first: 2) { nodes { name } } broken: aois(first: 900) { totalCount } }',
      {},
    ],
    [
      'skipped and included fields',
      'query ($yes: Boolean!) { aois(first: 2) { nodes { name @skip(if: $yes) status @include(if: $yes) } } }',
      { yes: true },
    ],
    ['a default value', 'query ($first: Int = 3) { aois(first: $first) { nodes { name } } }', {}],
    [
      'an aliased field with other arguments',
      '{ a: aois(first: 1) { nodes { name } } b: aois(first: 2) { nodes { name } } }',
      {},
    ],
    [
      'fragments on the interface',
      '{ aois(first: 2) { nodes { ...on Trackable { state } ...F } } } fragment F on Node { id __typename }',
      {},
    ],
    [
      'a variable within JSON',
      'query ($most: Float) { searchArchive(input: { query: { cloudcover: { lt: $most } } }, first: 2) { nodes { pixxelId } } }',
      { most: 10 },
    ],
    [
      'an input object whose member has a default',
      'query ($sort: [StacSortInput!]) { searchArchive(input: {}, sortBy: $sort, first: 2) { nodes { pixxelId } } }',
      { sort: [{ property: 'datetime' }] },
    ],
    [
      'a variable left out within an input object',
      'query ($to: SortDirection) { searchArchive(input: {}, sortBy: [{ property: "datetime", direction: $to }], first: 2) { nodes { pixxelId } } }',
      {},
    ],
    [
      'a field that is asked for twice and left out once',
      'query ($no: Boolean!) { projects(first: 2) { nodes { aois(first: 1) @skip(if: $no) { nodes { name } } aois(first: 1) { totalCount } } } }',
      { no: true },
    ],
    [
      'a list of which one argument is a variable and another is not',
      'query ($input: ArchiveSearchInput!) { searchArchive(input: $input, sortBy: [{ property: "datetime" }], first: 1) { pageInfo { endCursor } } }',
      { input: {} },
    ],
    [
      'a variable with the name of a member of every JavaScript object',
      'query ($constructor: Int) { aois(first: $constructor) { totalCount } }',
      {},
    ],
    ['an alias of that kind', '{ aois(first: 1) { __proto__: totalCount } }', {}],
    ['a variable that is no number', 'query ($first: Int) { aois(first: $first) { totalCount } }', { first: 'many' }],
    ['a missing variable', 'query ($id: ID!) { aoi(id: $id) { name } }', {}],
    [
      'an input object that lacks a member',
      'query ($input: ImageSearchInput!) { searchImages(input: $input) { totalCount } }',
      { input: { startDate: '2025-01-01T00:00:00Z' } },
    ],
    [
      'a oneOf input with two branches',
      'query ($input: SubmitOrderInput!) { orderQuote(input: $input) { totalAmount } }',
      {
        input: {
          items: [
            {
              projectId: 'p',
              useCase: 'x',
              geometry: { type: 'Polygon', coordinates: [] },
              product: { archive: { itemIds: ['a'] }, tasking: null },
            },
          ],
        },
      },
    ],
  ])('%s: is answered alike', (_name, source, variables) =>
    withGateway(frozen, async ({ query }) => {
      const interpreted = await query(source, variables);
      for (let time = 2; time < TIMES; time += 1) await query(source, variables);
      const compiled = await query(source, variables);

      expect(withoutRequestIds(compiled)).toEqual(withoutRequestIds(interpreted));
    }),
  );

  test('is not made of a document with several operations, a mutation, a subscription or deferred parts', () => {
    const documents = [
      'query A { aois { totalCount } } mutation B { deleteStore(input: { storeId: "s" }) { deletedStoreId } }',
      'mutation B { deleteStore(input: { storeId: "s" }) { deletedStoreId } }',
      'subscription { aoiProgress(id: "a") { state } }',
      '{ aois { nodes { name ... @defer { project { title } } } } }',
      '{ aois { nodes @stream { name } } }',
    ];

    expect(documents.map((document) => compile(schema, parse(document)))).toEqual([null, null, null, null, null]);
  });
});

function withoutRequestIds(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer).replace(/"requestId":"[^"]*"/g, '"requestId":""'));
}
