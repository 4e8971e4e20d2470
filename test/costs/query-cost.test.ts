import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { DEFAULTS } from '../../src/server/defaults.ts';
import { toSubgraph } from '../../src/server/doors/federation.ts';
import type { QueryCost } from '../../src/server/plugins/query-cost.ts';
import { type TestGateway, withGateway } from '../support/gateway.ts';
import { goldenCosts } from './golden.ts';

interface Costed {
  data: unknown;
  errors?: { extensions: { code: string } }[];
  extensions?: { cost?: QueryCost };
}

async function ask(
  { fetch }: TestGateway,
  query: string,
  { variables = {}, cost, key }: { variables?: object; cost?: string; key?: string },
): Promise<Costed> {
  const response = await fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key && { authorization: key }),
        ...(cost && { 'x-query-cost': cost }),
      },
      body: JSON.stringify({ query, variables }),
    }),
  );
  // The gateway's own answers have this form.
  return (await response.json()) as Costed;
}

const KEY = 'pxl_demo_orchard_5c1f27';

describe('What a query costs', () => {
  test('is in the answer, with the most that it could have been', () =>
    withGateway({}, async (gateway) => {
      const query =
        '{ projects(first: 3) { nodes { title aois(first: 2) { nodes { name assets(first: 1) { totalCount } } } } } }';
      const answer = await ask(gateway, query, { cost: '1', key: KEY });

      expect(answer.errors).toBeUndefined();
      expect(answer.extensions?.cost).toEqual({
        complexity: expect.any(Number),
        complexityLimit: DEFAULTS.limits.complexity,
        upstreamCalls: 9,
        // Projects, their AOIs (asked again for each in the worst case), the assets of each of six AOIs.
        upstreamCallsAtMost: 11,
        upstreamCallLimit: 1000,
      });
    }));

  test('is left out unless requested', () =>
    withGateway({}, async (gateway) => {
      const answer = await ask(gateway, '{ satellites { name } }', { key: KEY });

      expect(answer.extensions).toBeUndefined();
    }));

  test('is returned by a dry run without a key and without any call, for reads and writes', () =>
    withGateway({}, async (gateway) => {
      const read = await ask(gateway, '{ aois(first: 20) { nodes { assets { totalCount } } } }', { cost: 'dry-run' });
      const write = await ask(gateway, 'mutation { createJob(input: { workflowId: "w" }) { job { id } } }', {
        cost: 'dry-run',
      });

      expect(read).toMatchObject({ data: null, extensions: { cost: { upstreamCalls: 0, upstreamCallsAtMost: 21 } } });
      expect(write).toMatchObject({ data: null, extensions: { cost: { upstreamCalls: 0 } } });
      expect([read.errors, write.errors]).toEqual([undefined, undefined]);
      expect(gateway.arrived).toEqual([]);
    }));

  test('counts the calls of an id list that is too long for one URL, in calls and in complexity', () =>
    withGateway({}, async (gateway) => {
      const costOf = async (count: number) => {
        const ids = Array.from({ length: count }, () => randomUUID());
        const query = 'query ($ids: [ID!]) { orderItems(projectIds: $ids, orderIds: $ids, first: 1) { totalCount } }';
        return (await ask(gateway, query, { variables: { ids }, cost: 'dry-run' })).extensions?.cost;
      };
      const [short, long] = [await costOf(45), await costOf(450)];

      expect([short?.upstreamCallsAtMost, long?.upstreamCallsAtMost]).toEqual([1, 100]);
      expect((long?.complexity ?? 0) - (short?.complexity ?? 0)).toBe(99 * 25 + 2 * 405);
    }));

  test('is all that a dry run of a subscription returns', () =>
    withGateway({}, async ({ fetch, arrived }) => {
      const response = await fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers: { accept: 'text/event-stream', 'content-type': 'application/json', 'x-query-cost': 'dry-run' },
          body: JSON.stringify({ query: 'subscription { aoiProgress(id: "a") { state } }' }),
        }),
      );

      expect(await response.text()).toMatch(/"data":null,"extensions":.*"upstreamCallsAtMost":1,.*event: complete/s);
      expect(arrived).toEqual([]);
    }));

  test('counts the objects of node and nodes, whose batches may fail', () =>
    withGateway({}, async (gateway) => {
      const ids = ['a', 'b', 'c'].map((id) => globalIdOf('Aoi', { id }));
      const one = await ask(gateway, '{ node(id: "QW9pOmE") { id } }', { cost: 'dry-run' });
      const some = await ask(gateway, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        variables: { ids },
        cost: 'dry-run',
      });

      expect(one.extensions?.cost?.upstreamCallsAtMost).toBe(1);
      expect(some.extensions?.cost?.upstreamCallsAtMost).toBe(6);
    }));

  test('counts the row that is read to tell whether a list goes on', () =>
    withGateway({}, async (gateway) => {
      const costOf = async (query: string) => (await ask(gateway, query, { cost: 'dry-run' })).extensions?.cost;
      const queryOf = (page: string) => `{ aois(first: 3) { ${page} nodes { assets(first: 2) { ${page} } } } }`;
      const without = await costOf(queryOf('totalCount'));
      const withNext = await costOf(queryOf('... { pageInfo { hasNextPage } }'));

      // The list of AOIs, and the assets of each.
      expect([without?.upstreamCallsAtMost, withNext?.upstreamCallsAtMost]).toEqual([4, 8]);
    }));

  test('of entities is that of nodes', () =>
    withGateway({ toSubgraph }, async (gateway) => {
      const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Aoi { name } } }';
      const costOf = async (count: number) => {
        const r = Array.from({ length: count }, (_, index) => ({ __typename: 'Aoi', pixxelId: `a${index}` }));
        return (await ask(gateway, query, { variables: { r }, cost: 'dry-run' })).extensions?.cost;
      };
      const [two, twelve] = [await costOf(2), await costOf(12)];

      expect([two?.upstreamCallsAtMost, twelve?.upstreamCallsAtMost]).toEqual([4, 24]);
      expect((twelve?.complexity ?? 0) - (two?.complexity ?? 0)).toBeGreaterThanOrEqual(10 * 25);
    }));

  test('counts every read of a list that the gateway filters', () =>
    withGateway({}, async (gateway) => {
      const filtered = await ask(gateway, '{ aois(filter: { states: [RUNNING] }) { totalCount } }', {
        cost: 'dry-run',
      });
      const named = await ask(gateway, '{ aois(filter: { name: "North" }) { totalCount } }', { cost: 'dry-run' });

      expect(filtered.extensions?.cost?.upstreamCallsAtMost).toBe(20);
      expect(named.extensions?.cost?.upstreamCallsAtMost).toBe(1);
    }));

  test('is the limit where a list of unknown length has calls below each row', () =>
    withGateway({}, async (gateway) => {
      const query = '{ orders(first: 1) { nodes { items { project { aois { totalCount } } } } } }';
      const answer = await ask(gateway, query, { cost: 'dry-run' });

      expect(answer.extensions?.cost?.upstreamCallsAtMost).toBe(1000);
    }));

  test('is a number where no row leads to a list of unknown length', () =>
    withGateway({}, async (gateway) => {
      const query = '{ orders(first: 0) { nodes { items { project { aois { nodes { assets { totalCount } } } } } } } }';
      const answer = await ask(gateway, query, { cost: 'dry-run' });

      expect(answer.extensions?.cost?.upstreamCallsAtMost).toBe(4);
    }));

  test('of fragments that are each spread twice in the next is found without unfolding them', () =>
    withGateway({}, async (gateway) => {
      const links = Array.from(
        { length: 90 },
        (_, index) => `fragment F${index} on AoiConnection { ...F${index + 1} ...F${index + 1} }`,
      );
      const query = `{ aois(first: 0) { ...F0 } } ${links.join(' ')} fragment F90 on AoiConnection { __typename }`;
      const answer = await ask(gateway, query, { cost: 'dry-run' });

      expect(answer.extensions?.cost).toMatchObject({ complexity: 2, upstreamCallsAtMost: 1 });
    }));

  test('in a dry run is refused like the query itself when it is invalid, too large or has wrong variables', () =>
    withGateway({ limits: { complexity: 1000 } }, async (gateway) => {
      const codes: unknown[] = [];
      const codesOfRun: unknown[] = [];
      for (const [query, variables] of [
        ['{ nothing }', {}],
        ['{ projects(first: 500) { nodes { aois(first: 500) { nodes { name } } } } }', {}],
        ['query ($first: Int!) { projects(first: $first) { totalCount } }', { first: 'x' }],
      ] as const) {
        const [dry, run] = [
          await ask(gateway, query, { variables, cost: 'dry-run' }),
          await ask(gateway, query, { variables }),
        ];
        codes.push(dry.errors?.[0]?.extensions.code);
        codesOfRun.push(run.errors?.[0]?.extensions.code);
      }

      expect(codes).toEqual(codesOfRun);
      expect(codes.slice(0, 2)).toEqual(['GRAPHQL_VALIDATION_FAILED', 'OPERATION_TOO_LARGE']);
      expect(codes).not.toContain(undefined);
      expect(gateway.arrived).toEqual([]);
    }));
});

describe('A dry run never shows fewer calls than a run makes:', () => {
  test.each(Object.values(goldenCosts).flat())('$title', ({ query, variables, calls }) =>
    withGateway({}, async (gateway) => {
      const { extensions } = await ask(gateway, query, {
        variables: variables?.(gateway.store) ?? {},
        cost: 'dry-run',
      });
      const made = Object.values(calls).reduce((sum, count) => sum + count, 0);

      expect(extensions?.cost?.upstreamCallsAtMost).toBeGreaterThanOrEqual(made);
      expect(gateway.arrived).toEqual([]);
    }),
  );
});
