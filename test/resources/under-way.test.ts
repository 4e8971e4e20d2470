import { expect, test } from 'vitest';
import { withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';
import { linesOf, routes } from '../support/routes.ts';

const ALL = `{ underWay {
  aois { name state progress }
  jobs { state workflow { name } }
  orderItems { status state }
  deliveries { state }
} }`;

interface UnderWay {
  underWay: Record<'aois' | 'jobs' | 'orderItems' | 'deliveries', { state: string }[]>;
}

test('Running work is one list of each kind, and one for each workflow', () =>
  withGateway({}, async ({ query }) => {
    const { data, errors, calls } = await query(ALL);

    expect(errors).toBeUndefined();
    const lists = ['ListAois', 'ListDeliveries', 'ListOrderItems', 'ListWorkflows', ...Array(8).fill('ListJobs')];
    expect(calls.toSorted()).toEqual(lists.toSorted());
    for (const rows of Object.values((data as UnderWay).underWay)) {
      expect(rows.length).toBeGreaterThan(0);
      for (const { state } of rows) expect(['PENDING', 'RUNNING']).toContain(state);
    }
  }));

test('Running work costs only the lists that are selected', () =>
  withGateway({}, async ({ query }) => {
    const { calls } = await query('{ underWay { deliveries { state } } }');

    expect(calls).toEqual(['ListDeliveries']);
  }));

test('Work without a state, deleted insights and ended work are not running; AOIs without insights are skipped', () => {
  const upstream = routes({
    'GET /v0/aois': {
      aois: [
        { aoi_id: 'a', status: 'success' },
        { aoi_id: 'b', status: 'Updating' },
        { aoi_id: 'c', status: 'wild' },
      ],
      pagination: { total: 3 },
    },
    'GET /v0/aoi/a/insights': {
      insights: [
        { id: 'i', status: 'QUEUED', deleted_at: null },
        { id: 'j', status: 'running', deleted_at: '2025-01-01T00:00:00Z' },
        { id: 'k', status: 'completed' },
      ],
    },
    'GET /v0/aoi/b/insights': { insights: null },
  });
  return withFaultyUpstream(upstream, {}, async (ask) => {
    const { data, errors } = await ask('{ underWay { aois { pixxelId } insights { pixxelId } } }');

    expect(errors).toBeUndefined();
    expect(data).toEqual({ underWay: { aois: [{ pixxelId: 'b' }], insights: [{ pixxelId: 'i' }] } });
  });
});

test('Jobs that the limit on calls leaves out cause a warning', () => {
  const upstream = routes({
    'GET /v0/workflows': ({ target }) => ({
      workflows: target.includes('offset=0')
        ? Array.from({ length: 100 }, (_, at) => ({
            id: `w${at}`,
            project_id: 'p',
            created_at: `2025-01-01T00:${String(at % 60).padStart(2, '0')}:00Z`,
          }))
        : [],
      pagination: { total: 100 },
    }),
    'GET /v0/workflows/': { jobs: [{ id: 'j', status: 'running', created_at: '2025-01-01T00:00:00Z' }] },
  });
  return withFaultyUpstream(upstream, { maxUpstreamCalls: 61 }, async (ask, { requests }) => {
    const { data, errors, extensions } = await ask('{ jobs(first: 500) { totalCount nodes { pixxelId } } }');

    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ jobs: { totalCount: null } });
    expect((data as { jobs: { nodes: unknown[] } }).jobs.nodes).toHaveLength(60);
    expect(extensions?.warnings).toEqual([
      expect.objectContaining({
        code: 'STOPPED_EARLY',
        operation: 'ListJobs',
        message: expect.stringContaining('60 of 100'),
      }),
    ]);
    expect(linesOf(requests)).toHaveLength(61);
  });
});
