import { describe, expect, test } from 'vitest';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

describe('Rows looked for on the list itself', () => {
  test.each([
    ['{ projects { title } }', 'The rows of a list are in "nodes": { nodes { title } }.'],
    ['{ projects }', 'The rows of a list are in "nodes": projects { nodes { id } }.'],
    ['{ projects { nodes { aois { name } } } }', 'The rows of a list are in "nodes": { nodes { name } }.'],
  ])('%s: the error says where they are', (source, hint) =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query(source);

      expect(calls).toEqual([]);
      expect(errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(errors?.[0]?.message.endsWith(hint)).toBe(true);
    }),
  );

  test('an object looked for on the payload of a mutation: the error says that it has a field of its own', () =>
    withGateway({}, async ({ query }) => {
      const { errors } = await query('mutation { deleteStore(input: { storeId: "s" }) { id } }');

      expect(errors?.[0]?.message).toMatch(/The result of a mutation is in a field of its own, beside "userErrors"\.$/);
    }));

  test('a misspelt field of an input: the error says where it is and what was meant, in a literal and in a variable', () =>
    withGateway({}, async ({ query }) => {
      const literal = await query('{ aois(filter: { stats: [RUNNING] }) { totalCount } }');
      const variable = await query('query ($f: AoiFilter) { aois(filter: $f) { totalCount } }', { f: { stats: [] } });

      expect([literal.errors, variable.errors]).toMatchObject([
        [
          {
            message: 'Field "stats" is not defined by type "AoiFilter". Did you mean "states"?',
            locations: [{ line: 1, column: 18 }],
          },
        ],
        [
          {
            message: '$f is invalid: Field "stats" is not defined by type "AoiFilter". Did you mean "states"?',
            locations: [{ line: 1, column: 8 }],
          },
        ],
      ]);
    }));

  test('a document with several operations: the error says how to name one', () =>
    withGateway({}, async ({ query }) => {
      const { errors } = await query('query A { aois { totalCount } } query B { aois { totalCount } }');

      expect(errors?.[0]?.message).toMatch(/Send the name of an operation of the document as "operationName"\.$/);
    }));

  test('other mistakes get no such hint', () =>
    withGateway({}, async ({ query }) => {
      const { errors } = await query('{ aoi(id: "a") { title } }');

      expect(errors?.[0]?.message).not.toContain('nodes');
    }));
});

describe('A refused key', () => {
  const HINT = 'The key was sent with "Bearer " in front of it.';

  test.each([
    [401, 'Bearer key', true],
    [403, 'bearer key', true],
    [403, 'key', false],
    [500, 'Bearer key', false],
  ])('status %i for %j: the hint about the prefix is there: %s', (status, authorization, isHinted) =>
    withFaultyUpstream(answer(status, {}), {}, async (ask) => {
      const { errors } = await ask('{ orders { nodes { id } } }', {}, { authorization });

      expect(errors?.[0]?.message.includes(HINT)).toBe(isHinted);
    }),
  );
});

describe('A browser where there is no page', () => {
  const open = (path: string, accept = 'text/html,application/xhtml+xml,*/*;q=0.8') =>
    new Request(`http://gateway.test${path}`, { headers: { accept } });

  test.each([
    ['/graphql', false, 'Send queries to this address by POST'],
    ['/', false, 'at /graphql. Send'],
    ['/', true, 'explorer of this GraphQL API is at /graphql.'],
  ])('%s, with the explorer on: %s, says where it is', (path, hasGraphiql, words) =>
    withGateway({ hasGraphiql }, async ({ fetch }) => {
      const response = await fetch(open(path));

      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(await response.text()).toContain(words);
    }),
  );

  test('a program, and a query in the address, are answered as before', () =>
    withGateway({ hasGraphiql: false }, async ({ fetch }) => {
      const [program, query] = [
        await fetch(open('/', 'application/json')),
        await fetch(open('/graphql?query={__typename}')),
      ];

      expect(await program.text()).toBe('');
      expect(await query.text()).toContain('"__typename":"Query"');
    }));
});
