import { describe, expect, test } from 'vitest';
import type { StoredAoi } from '../../src/sandbox/world/store.ts';
import { answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { type TestGateway, withGateway } from '../support/gateway.ts';

interface Aois {
  aois: {
    totalCount: number | null;
    pageInfo: { hasNextPage: boolean; stoppedEarly: boolean; endCursor: string | null };
    nodes: { pixxelId: string; state: string }[];
  };
}

const LIST = `query ($filter: AoiFilter, $first: Int = 500, $after: String) {
  aois(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage stoppedEarly endCursor } nodes { pixxelId state }
  }
}`;

const idsOf = (data: unknown) => (data as Aois).aois.nodes.map(({ pixxelId }) => pixxelId);

/** All AOIs that the first key can access, in the order of the list, as stored and with their present state. */
async function visible({ query, store }: TestGateway): Promise<(StoredAoi & { state: string })[]> {
  const { data } = await query(LIST);
  return (data as Aois).aois.nodes.flatMap(({ pixxelId, state }) => {
    const aoi = store.aois.get(pixxelId);
    return aoi ? [{ ...aoi, state }] : [];
  });
}

describe('Filters of AOIs', () => {
  test('by state, satellite and part of the name are one call, and the total counts what matches', () =>
    withGateway({}, async (gateway) => {
      const aois = await visible(gateway);
      const [satellite = ''] = new Set(aois.map((aoi) => aoi.satellite_id));
      const expected = aois.filter(
        ({ state, satellite_id, name }) =>
          state === 'SUCCEEDED' && satellite_id === satellite && /field/i.test(name ?? ''),
      );

      const { data, calls, errors } = await gateway.query(LIST, {
        filter: { states: ['SUCCEEDED'], satelliteIds: [satellite], nameContains: 'FIELD' },
      });

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListAois']);
      expect(expected.length).toBeGreaterThan(1);
      expect(expected.length).toBeLessThan(aois.length);
      expect(idsOf(data)).toEqual(expected.map(({ aoi_id }) => aoi_id));
      expect((data as Aois).aois.totalCount).toBe(expected.length);
    }));

  test('page without gaps or repeats, and each page has the same total', () =>
    withGateway({}, async (gateway) => {
      const expected = (await visible(gateway)).filter(({ state }) => state === 'SUCCEEDED');
      const seen: string[] = [];
      const totals = new Set<number | null>();
      let after: string | null = null;
      do {
        const { data }: { data: unknown } = await gateway.query(LIST, {
          filter: { states: ['SUCCEEDED'] },
          first: 50,
          after,
        });
        const { pageInfo, totalCount } = (data as Aois).aois;
        seen.push(...idsOf(data));
        totals.add(totalCount);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);

      expect(seen).toEqual(expected.map(({ aoi_id }) => aoi_id));
      expect([...totals]).toEqual([expected.length]);
    }));

  test('by an area find the AOIs that lie in it completely, and those alone', () =>
    withGateway({}, async (gateway) => {
      const [aoi] = await visible(gateway);
      const [ring = []] = aoi?.geometry?.coordinates ?? [];
      const [west, east] = [Math.min(...ring.map(([x = 0]) => x)), Math.max(...ring.map(([x = 0]) => x))];
      const [south, north] = [Math.min(...ring.map(([, y = 0]) => y)), Math.max(...ring.map(([, y = 0]) => y))];
      const box = (right: number) => ({
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [right, south],
            [right, north],
            [west, north],
            [west, south],
          ],
        ],
      });

      const whole = await gateway.query(LIST, { filter: { within: box(east) } });
      const part = await gateway.query(LIST, { filter: { within: box((west + east) / 2) } });

      expect(whole.calls).toEqual(['ListAois']);
      expect(idsOf(whole.data)).toContain(aoi?.aoi_id);
      expect(idsOf(part.data)).not.toContain(aoi?.aoi_id);
    }));

  test('by dates are sent as a range with closed ends', () =>
    withGateway({}, async (gateway) => {
      const aois = await visible(gateway);
      const dates = aois.map((aoi) => Date.parse(aoi.created_at ?? '')).toSorted((a, b) => a - b);
      const start = new Date(dates[Math.floor(dates.length / 2)] ?? 0).toISOString();
      const expected = aois.filter(({ created_at = '' }) => Date.parse(created_at) >= Date.parse(start));

      const { data, wire, calls } = await gateway.query(LIST, { filter: { createdAt: { start } } });

      expect(calls).toEqual(['ListAois']);
      expect(new URL(wire[0]?.slice(4) ?? '', 'http://api').searchParams.get('created_at')).toBe(
        `${start.replace('.000', '')},9999-12-31T23:59:59Z`,
      );
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(aois.length);
      expect(idsOf(data)).toEqual(expected.map(({ aoi_id }) => aoi_id));
      expect((data as Aois).aois.totalCount).toBe(expected.length);
    }));

  const REFUSED = { error: { code: 'INVALID', message: 'created_at is not a date' } };
  test.each([
    ['refuses the range', 400, REFUSED, ['created_at', '']],
    ['finds no AOI for the range', 404, REFUSED, ['created_at', '']],
    ['fails on the range', 500, REFUSED, ['created_at', 'created_at', 'created_at', '']],
    ['finds nothing for the range', 200, { aois: [], pagination: { total: 0 } }, ['created_at', '']],
    ['ignores the range', 200, null, ['created_at']],
  ])('by dates hold where the API %s', (_what, status, body, calls) => {
    const all = {
      aois: [
        { aoi_id: 'old', created_at: '2024-01-01 10:00:00.125928+00:00' },
        { aoi_id: 'new', created_at: '2026-01-01T10:00:00Z' },
        { aoi_id: 'undated' },
      ],
      pagination: { total: 3 },
    };
    const behave: Behaviour = (response, request) => {
      const isRange = body !== null && request.target.includes('created_at');
      answer(isRange ? status : 200, isRange ? body : all)(response, request);
    };
    return withFaultyUpstream(behave, {}, async (ask, upstream) => {
      const { data, errors } = await ask(LIST, { filter: { createdAt: { start: '2025-01-01T00:00:00Z' } } });

      expect(errors).toBeUndefined();
      expect(idsOf(data)).toEqual(['new']);
      expect((data as unknown as Aois).aois.totalCount).toBe(1);
      expect(upstream.requests.map(({ target }) => /created_at/.exec(target)?.[0] ?? '')).toEqual(calls);
    });
  });

  test('of several projects are one call for all', () =>
    withGateway({}, async ({ query }) => {
      const { calls, errors } = await query(
        '{ projects(first: 20) { nodes { aois(filter: { states: [RUNNING, FAILED] }) { totalCount nodes { state } } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListProjects', 'ListAois']);
    }));

  test('say where reading stopped when no more calls may be made', () =>
    withGateway({ maxUpstreamCalls: 2, sandbox: { pageCap: 4 } }, async ({ query }) => {
      const { data, calls, errors } = await query(LIST, { filter: { nameContains: 'no such name' } });
      const { endCursor } = (data as Aois).aois.pageInfo;
      const next = await query(LIST, { filter: { nameContains: 'no such name' }, after: endCursor });

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListAois', 'ListAois']);
      expect((data as Aois).aois).toEqual({
        totalCount: null,
        pageInfo: { hasNextPage: true, stoppedEarly: true, endCursor: expect.any(String) },
        nodes: [],
      });
      expect(next.wire[0]).toContain('offset=8');
    }));

  test.each([
    ['{ createdAt: {} }', 'filter.createdAt must have a start, an end, or both.'],
    [
      '{ updatedAt: { start: "2026-02-01T00:00:00Z", end: "2026-01-01T00:00:00Z" } }',
      'filter.updatedAt.end must not be before the start.',
    ],
    ['{ within: { type: "Point", coordinates: [1, 2] } }', 'A GeoJSONArea is a GeoJSON object of type'],
    ['{ createdAt: { start: "2026-02-01" } }', '2026-02-01'],
  ])('%s is refused before anything is sent', (filter, words) =>
    withGateway({}, async ({ query }) => {
      const { errors, wire } = await query(`{ aois(filter: ${filter}) { nodes { id } } }`);

      expect(errors?.[0]?.message).toContain(words);
      expect(wire).toEqual([]);
    }),
  );
});
