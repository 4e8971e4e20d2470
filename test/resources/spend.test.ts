import { describe, expect, test } from 'vitest';
import { withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';
import { linesOf, routes } from '../support/routes.ts';

interface Spend {
  spend: {
    tokens: number;
    stoppedEarly: boolean;
    groups: {
      project: { pixxelId: string } | null;
      month: string | null;
      tokens: number;
      orderItemTokens: number | null;
      jobTokens: number | null;
    }[];
  };
}

const upstream = routes({
  'GET /v0/order-items': {
    order_items: [
      { id: '1', project_id: 'p', created_at: '2025-01-31T23:59:59.9Z', tokens_used: 2000000000 },
      { id: '2', project_id: 'p', created_at: '2025-02-01T01:00:00+02:00', tokens_used: '1999999999' },
      { id: '3', project_id: null, created_at: null, tokens_used: 3 },
      { id: '4', project_id: 'q', created_at: '2025-02-01T00:00:00Z', tokens_used: null },
    ],
    pagination: { total: 4 },
  },
  'GET /v0/workflows?': {
    workflows: [
      { id: 'w', project_id: 'q' },
      { id: 'x', project_id: 'q' },
    ],
    pagination: { total: 2 },
  },
  'GET /v0/workflows/w/jobs': { jobs: [{ id: 'j', cost: 7, created_at: '2025-02-03T00:00:00Z', status: 'failed' }] },
  'GET /v0/workflows/x/jobs': { jobs: null },
  'GET /v0/aois?': { aois: [{ aoi_id: 'a', project_id: 'p' }], pagination: { total: 1 } },
  'GET /v0/aoi/a/insights': { insights: [{ id: 'i', cost: 5, created_at: '2025-02-04', deleted_at: '2025-03-01' }] },
});

describe('Query.spend', () => {
  test('adds up by project what the sandbox charged', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(
        '{ spend(by: PROJECT, sources: [ORDER_ITEMS]) { tokens stoppedEarly groups { project { pixxelId title } tokens orderItemTokens jobTokens } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListOrderItems', 'ListProjects']);
      const { tokens, groups, stoppedEarly } = (data as Spend).spend;
      expect(stoppedEarly).toBe(false);
      expect(groups.length).toBeGreaterThan(3);
      expect(groups.reduce((sum, group) => sum + group.tokens, 0)).toBe(tokens);
      for (const { project, tokens: sum, orderItemTokens, jobTokens } of groups) {
        const own = store.orderItems.values().filter(({ project_id }) => project_id === project?.pixxelId);
        expect(orderItemTokens).toBe(own.reduce((total, item) => total + (item.tokens_used ?? 0), 0));
        expect([sum, jobTokens]).toEqual([orderItemTokens, null]);
      }
      expect(groups.map((group) => group.tokens)).toEqual(
        groups.map((group) => group.tokens).toSorted((a, b) => b - a),
      );
    }));

  test('counts order items, jobs and deleted insights exactly, by month in UTC', () =>
    withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const { data, errors } = await ask(
        '{ spend(by: MONTH) { tokens orderItemTokens jobTokens insightTokens rowsWithoutTokens groups { month tokens rowsWithoutTokens } } }',
      );

      expect(errors).toBeUndefined();
      expect(data).toEqual({
        spend: {
          tokens: 4000000014,
          orderItemTokens: 4000000002,
          jobTokens: 7,
          insightTokens: 5,
          rowsWithoutTokens: 1,
          groups: [
            { month: '2025-01', tokens: 3999999999, rowsWithoutTokens: 0 },
            { month: '2025-02', tokens: 12, rowsWithoutTokens: 1 },
            { month: null, tokens: 3, rowsWithoutTokens: 0 },
          ],
        },
      });
      expect(linesOf(requests).toSorted()).toEqual([
        'GET /v0/aoi/a/insights',
        'GET /v0/aois',
        'GET /v0/order-items',
        'GET /v0/workflows',
        'GET /v0/workflows/w/jobs',
        'GET /v0/workflows/x/jobs',
      ]);
    }));

  test('counts only what was created in the interval, and leaves out what has no date', () =>
    withFaultyUpstream(upstream, {}, async (ask) => {
      const { data } = await ask(
        '{ spend(by: PROJECT, between: { start: "2025-02-01T00:00:00Z", end: "2025-02-03T00:00:00Z" }) { tokens groups { project { pixxelId } tokens } } }',
      );

      expect(data).toEqual({ spend: { tokens: 7, groups: [{ project: { pixxelId: 'q' }, tokens: 7 }] } });
    }));

  test('of nothing, or of an interval that ends before it starts, makes no call', () =>
    withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const nothing = await ask('{ spend(by: MONTH, sources: []) { tokens groups { month } } }');
      const reversed = await ask(
        '{ spend(by: MONTH, between: { start: "2025-02-01T00:00:00Z", end: "2025-01-01T00:00:00Z" }) { tokens } }',
      );

      expect(nothing.data).toEqual({ spend: { tokens: 0, groups: [] } });
      expect(reversed.errors).toMatchObject([{ message: 'between.end must not be before the start.' }]);
      expect(requests).toEqual([]);
    }));

  test('says that it stopped early where the limit on calls left jobs out', () =>
    withFaultyUpstream(upstream, { maxUpstreamCalls: 2 }, async (ask) => {
      const { data, extensions } = await ask('{ spend(by: PROJECT, sources: [JOBS]) { tokens stoppedEarly } }');

      expect(data).toEqual({ spend: { tokens: 7, stoppedEarly: true } });
      expect(extensions?.warnings).toMatchObject([{ code: 'STOPPED_EARLY', operation: 'ListJobs' }]);
    }));
});
