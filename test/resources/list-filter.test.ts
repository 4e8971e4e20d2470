import { describe, expect, test } from 'vitest';
import { withGateway } from '../support/gateway.ts';

interface Row {
  [field: string]: unknown;
}

interface List {
  totalCount: number | null;
  nodes: Row[];
}

const listOf = (data: unknown, name: string) => (data as Record<string, List>)[name] ?? { totalCount: null, nodes: [] };

/** The middle of some dates, so a filter by it finds some rows and not all. */
function middleOf(rows: readonly Row[], field: string): string {
  const dates = rows.map((row) => String(row[field])).toSorted();
  return dates[Math.floor(dates.length / 2)] ?? '';
}

describe('Order items', () => {
  const LIST = `query ($filter: OrderItemFilter) {
    orderItems(first: 500, filter: $filter) { totalCount nodes { pixxelId createdAt areaInSqKm } }
  }`;

  test('of an interval and a range of areas are one call that names both', () =>
    withGateway({}, async ({ query }) => {
      const all = listOf((await query(LIST)).data, 'orderItems').nodes;
      const start = middleOf(all, 'createdAt');
      const expected = all.filter((row) => String(row.createdAt) >= start && Number(row.areaInSqKm) >= 100.5);

      const { data, calls, wire } = await query(LIST, { filter: { createdAt: { start }, areaInSqKm: { min: 100.5 } } });

      expect(calls).toEqual(['ListOrderItems']);
      const sent = new URL(wire[0]?.slice('GET '.length) ?? '', 'http://api').searchParams;
      expect(sent.get('created_at')).toBe(`${start},9999-12-31T23:59:59Z`);
      expect(sent.get('area')).toBe('100.5,510072000');
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(all.length);
      expect(listOf(data, 'orderItems')).toEqual({ totalCount: expected.length, nodes: expected });
    }));
});

describe('Workflows', () => {
  test('of an interval are filtered by the gateway, and counted', () =>
    withGateway({}, async ({ query, store }) => {
      for (const [id, workflow] of store.workflows.entries().take(3))
        store.workflows.set(id, { ...workflow, created_at: '2024-03-01T10:00:00Z' });
      const list = `query ($filter: WorkflowFilter) {
        workflows(first: 500, filter: $filter) { totalCount nodes { pixxelId createdAt } }
      }`;
      const all = listOf((await query(list)).data, 'workflows').nodes;
      const end = '2024-03-01T10:00:00Z';
      const expected = all.filter((row) => String(row.createdAt) <= end);

      const { data, wire } = await query(list, { filter: { createdAt: { end } } });

      expect(wire).toEqual(['GET /v0/workflows?offset=0&limit=500']);
      expect(expected.length).toBeLessThan(all.length);
      expect(listOf(data, 'workflows')).toEqual({ totalCount: expected.length, nodes: expected });
    }));
});

describe('Orders', () => {
  const LIST = `query ($statuses: [OrderStatus!], $between: TimeIntervalInput) {
    orders(first: 500, statuses: $statuses, between: $between) { totalCount nodes { pixxelId status createdAt } }
  }`;

  test('of a status and an interval are filtered by the gateway, and counted', () =>
    withGateway({}, async ({ query }) => {
      const all = listOf((await query(LIST)).data, 'orders').nodes;
      const start = middleOf(all, 'createdAt');
      const expected = all.filter(({ status, createdAt }) => status === 'PAID' && String(createdAt) >= start);

      const { data, wire } = await query(LIST, { statuses: ['PAID'], between: { start } });

      expect(wire).toEqual(['GET /v0/orders?offset=0&limit=100']);
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(all.length);
      expect(listOf(data, 'orders')).toEqual({ totalCount: expected.length, nodes: expected });
    }));

  test('of no status are none, and cost nothing', () =>
    withGateway({}, async ({ query }) => {
      const { data, wire } = await query(LIST, { statuses: [] });

      expect(listOf(data, 'orders')).toEqual({ totalCount: 0, nodes: [] });
      expect(wire).toEqual([]);
    }));
});

test('Deliveries of some states are filtered in the list that comes whole', () =>
  withGateway({}, async ({ query }) => {
    const list = `query ($states: [LifecycleState!]) {
      deliveries(first: 500, states: $states) { totalCount nodes { pixxelId state } }
    }`;
    const all = listOf((await query(list)).data, 'deliveries').nodes;
    const expected = all.filter(({ state }) => state === 'SUCCEEDED');

    const { data, wire } = await query(list, { states: ['SUCCEEDED'] });

    expect(wire).toEqual(['GET /v0/catalogs/deliveries']);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
    expect(listOf(data, 'deliveries')).toEqual({ totalCount: expected.length, nodes: expected });
  }));

describe('Assets', () => {
  const LIST = `query ($id: ID!, $filter: AssetFilter, $newestFirst: Boolean! = false) {
    aoi(id: $id) {
      assets(first: 500, filter: $filter, newestFirst: $newestFirst) {
        totalCount nodes { pixxelId assetType state date createdAt }
      }
    }
  }`;
  const assetsOf = (data: unknown) => listOf((data as { aoi: unknown }).aoi, 'assets');

  test('of some types, states and days are filtered in one list, and sorted on request', () =>
    withGateway({}, async ({ query, store }) => {
      const [id] = store.aois.keys();
      const all = assetsOf((await query(LIST, { id })).data).nodes;
      const end = middleOf(all, 'date');
      const expected = all
        .filter((row) => row.assetType === 'MOSAIC' && row.state === 'SUCCEEDED' && String(row.date) <= end)
        .toSorted((a, b) => String(b.createdAt).localeCompare(String(a.createdAt)));

      const filter = { types: ['MOSAIC'], states: ['SUCCEEDED'], date: { end } };
      const { data, calls } = await query(LIST, { id, filter, newestFirst: true });

      expect(calls).toEqual(['GetAoiById', 'ListAssets']);
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(all.length);
      expect(assetsOf(data)).toEqual({ totalCount: expected.length, nodes: expected });
    }));
});

test.each([
  ['orders(between: {})', 'between must have a start, an end, or both.'],
  ['orderItems(filter: { areaInSqKm: { min: 5, max: 1 } })', 'filter.areaInSqKm.max must not be less than min.'],
  ['orderItems(filter: { areaInSqKm: { min: -1 } })', 'filter.areaInSqKm must be from 0'],
  ['orderItems(filter: { areaInSqKm: {} })', 'filter.areaInSqKm must have a min, a max, or both.'],
  [
    'workflows(filter: { createdAt: { start: "2026-02-01T00:00:00Z", end: "2026-01-01T00:00:00Z" } })',
    'filter.createdAt.end must not be before the start.',
  ],
])('%s is refused before anything is sent', (field, words) =>
  withGateway({}, async ({ query }) => {
    const { errors, wire } = await query(`{ ${field} { totalCount } }`);

    expect(errors?.[0]?.message).toContain(words);
    expect(wire).toEqual([]);
  }),
);

describe('An empty string in a filter', () => {
  test.each([
    ['{ orders(userId: "") { totalCount } }', 'userId'],
    ['{ deliveries(taskId: " ") { totalCount } }', 'taskId'],
    ['{ orderItems(filter: { userId: "" }) { totalCount } }', 'filter.userId'],
    ['{ orderItems(filter: { createdBy: "" }) { totalCount } }', 'filter.createdBy'],
    ['{ workflows(filter: { name: "" }) { totalCount } }', 'filter.name'],
    ['{ workflows(filter: { createdBy: "" }) { totalCount } }', 'filter.createdBy'],
    ['{ jobs(filter: { createdBy: "" }) { totalCount } }', 'filter.createdBy'],
    ['{ aois(filter: { name: " " }) { totalCount } }', 'filter.name'],
    ['{ searchArchive(input: { productLevel: "" }) { nodes { id } } }', 'input.productLevel'],
  ])('is refused, because servers would send every row: %s', (document, path) =>
    withGateway({}, async ({ query, arrived }) => {
      const { errors } = await query(document);

      expect(errors).toMatchObject([
        { message: `${path} must not be empty.`, extensions: { argumentPath: path.split('.') } },
      ]);
      expect(arrived).toEqual([]);
    }),
  );
});
