import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';
import { linesOf, routes } from '../support/routes.ts';

interface Entries {
  catalogEntries: {
    totalCount?: number;
    nodes: { pixxelId: string; item: { pixxelId: string }; deliveries: { catalogEntry: { pixxelId: string } }[] }[];
    pageInfo?: { hasNextPage: boolean; endCursor: string };
  };
}

interface WithOrder {
  taskId: string;
  bbox: number[];
  orderItem: { pixxelId: string; tasks: { pixxelId: string }[] };
  order: { pixxelId: string };
  project: { pixxelId: string };
}

describe('CatalogEntry', () => {
  test('a page with its images is one call, and each relation one more for all rows', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        catalogEntries(first: 50) { nodes {
          pixxelId
          bandset { name }
          item { pixxelId cloudCover projection collection { title } }
          deliveries { status cloudDelivery { path store { name } } catalogEntry { pixxelId areaInSqKm } }
        } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(
        ['SearchCatalogs', 'ListCollections', 'ListBandsets', 'ListDeliveries', 'ListStores'].toSorted(),
      );
      const { nodes } = (data as Entries).catalogEntries;
      expect(nodes).toHaveLength(50);
      expect(nodes.some(({ deliveries }) => deliveries.length > 0)).toBe(true);
      for (const { pixxelId, deliveries } of nodes)
        for (const { catalogEntry } of deliveries) expect(catalogEntry.pixxelId).toBe(pixxelId);
    }));

  test('one is its single read with its image in it, by either id and as a node', () =>
    withGateway({}, async ({ query, store }) => {
      const [entry] = store.catalogs.values();
      const { id = '', details = {} } = entry ?? {};
      const globalId = globalIdOf('CatalogEntry', { id });
      const fields = '{ id ... on CatalogEntry { item { pixxelId projection } } }';

      const answers = [
        await query(`query ($id: ID!) { entry: catalogEntry(id: $id) ${fields} }`, { id }),
        await query(`query ($id: ID!) { entry: catalogEntry(id: $id) ${fields} }`, { id: globalId }),
        await query(`query ($id: ID!) { entry: node(id: $id) ${fields} }`, { id: globalId }),
      ];

      const projection = `EPSG:${details.properties?.['proj:epsg']}`;
      const expected = { entry: { id: globalId, item: { pixxelId: details.id, projection } } };
      expect(answers.map(({ data }) => data)).toEqual(Array(3).fill(expected));
      expect(answers.map(({ wire }) => wire)).toEqual(Array(3).fill([`GET /v0/catalogs/${id}`]));
    }));

  test('the order items, orders and projects of a page are one read of all order items, and one list each', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(`{
        catalogEntries(first: 50) { nodes {
          taskId
          bbox centroid { longitude }
          orderItem { pixxelId tasks { pixxelId } }
          order { pixxelId totalAmount }
          project { pixxelId title }
        } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['SearchCatalogs', 'ListOrderItems', 'ListOrders', 'ListProjects']);
      const { nodes } = (data as { catalogEntries: { nodes: WithOrder[] } }).catalogEntries;
      expect(nodes).toHaveLength(50);
      for (const { taskId, bbox, orderItem, order, project } of nodes) {
        const item = store.orderItems.get(orderItem.pixxelId);
        expect(orderItem.tasks).toContainEqual({ pixxelId: taskId });
        expect([order.pixxelId, project.pixxelId]).toEqual([item?.order_id, item?.project_id]);
        expect(bbox).toHaveLength(4);
      }
    }));

  test('whose task no order item has, or that names none, has no order and no project', () => {
    const upstream = routes({
      'POST /v0/catalogs/search': {
        catalogs: [
          { id: 'a', task_id: '1B9D6BCD-BBFD-4B2D-9B5D-AB8DFBBD4BED', details: null },
          { id: 'b', task_id: 'elsewhere' },
          { id: 'c' },
        ],
        pagination: { total: 3 },
      },
      'GET /v0/order-items': {
        order_items: [
          {
            id: 'i1',
            order_id: 'o',
            project_id: null,
            tasks: [{ id: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed', order_item_id: 'i1' }],
          },
          { id: 'i2', tasks: null },
        ],
        pagination: { total: 2 },
      },
      'GET /v0/orders/o': { id: 'o', order_items: null },
    });
    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const { data, errors } = await ask(
        '{ catalogEntries { nodes { bbox centroid { latitude } orderItem { pixxelId } order { pixxelId } project { title } } } }',
      );

      expect(errors).toBeUndefined();
      const none = { bbox: null, centroid: null, orderItem: null, order: null, project: null };
      expect(data).toEqual({
        catalogEntries: {
          nodes: [{ ...none, orderItem: { pixxelId: 'i1' }, order: { pixxelId: 'o' } }, none, none],
        },
      });
      expect(linesOf(requests)).toEqual(['POST /v0/catalogs/search', 'GET /v0/order-items', 'GET /v0/orders/o']);
    });
  });

  test('several are one search for all of them', () =>
    withGateway({}, async ({ query, store }) => {
      const ids = store.catalogs.keys().take(7).toArray();

      const { data, calls } = await query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on CatalogEntry { pixxelId areaInSqKm } } }',
        { ids: ids.map((id) => globalIdOf('CatalogEntry', { id })) },
      );

      expect(calls).toEqual(['SearchCatalogs']);
      expect((data as { nodes: { pixxelId: string }[] }).nodes.map(({ pixxelId }) => pixxelId)).toEqual(ids);
    }));

  test('a missing one is null without an error, although the upstream calls it bad input', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ catalogEntry(id: "none") { taskId } }');

      expect({ data, errors }).toEqual({ data: { catalogEntry: null }, errors: undefined });
    }));

  test('the list pages, counts, and sorts', () =>
    withGateway({}, async ({ query }) => {
      const page = `query ($after: String) {
        catalogEntries(first: 30, after: $after, sortBy: [{ property: "datetime", direction: DESC }]) {
          totalCount nodes { pixxelId item { pixxelId datetime } } pageInfo { hasNextPage endCursor }
        }
      }`;

      const rows: Entries['catalogEntries']['nodes'] = [];
      let total: number | undefined;
      for (let after: string | undefined, more: boolean | undefined = true; more;) {
        const { data, calls } = await query(page, { after });
        expect(calls).toEqual(['SearchCatalogs']);
        const { nodes, totalCount, pageInfo } = (data as Entries).catalogEntries;
        rows.push(...nodes);
        total = totalCount;
        more = pageInfo?.hasNextPage;
        after = pageInfo?.endCursor;
      }

      expect(total).toBeGreaterThan(60);
      expect(new Set(rows.map(({ pixxelId }) => pixxelId)).size).toBe(total);
      const moments = (rows as unknown as { item: { datetime: string } }[]).map(({ item }) =>
        Date.parse(item.datetime),
      );
      expect(moments).toEqual(moments.toSorted((a, b) => b - a));
    }));

  test('the purchases of each image of a search are one call for all images', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        searchArchive(input: { collectionIds: ["pixxel-ff-l2a"] }, first: 200) {
          nodes { pixxelId catalogEntries(first: 2) { nodes { item { pixxelId } } pageInfo { hasNextPage } } }
        }
      }`);

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['SearchArchive', 'SearchCatalogs']);
      const { nodes } = (data as { searchArchive: { nodes: ({ pixxelId: string } & Entries)[] } }).searchArchive;
      const bought = nodes.filter(({ catalogEntries }) => catalogEntries.nodes.length > 0);
      expect(bought.length).toBeGreaterThan(0);
      expect(bought.length).toBeLessThan(nodes.length);
      for (const { pixxelId, catalogEntries } of bought)
        for (const { item } of catalogEntries.nodes) expect(item.pixxelId).toBe(pixxelId);
    }));

  test('the totals of several images are counted in one search, where it shows all entries', () =>
    withGateway({}, async ({ query }) => {
      const { calls, data } = await query(
        '{ searchArchive(input: {}, first: 3) { nodes { catalogEntries { totalCount } } } }',
      );

      expect(calls).toEqual(['SearchArchive', 'SearchCatalogs']);
      expect(JSON.stringify(data)).not.toContain('null');
    }));

  test('a filter is sent in the words of the catalog', () =>
    withFaultyUpstream(answer(200, { catalogs: null, pagination: null }), {}, async (ask, { requests }) => {
      const intersects = {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      };
      const { errors } = await ask(
        `query ($filter: CatalogFilter) {
          catalogEntries(filter: $filter, sortBy: [{ property: "gsd" }], first: 5) { nodes { id } }
        }`,
        {
          filter: {
            ids: [globalIdOf('CatalogEntry', { id: 'e' })],
            itemIds: [globalIdOf('StacItem', { collectionId: 'c', id: 'i' })],
            orderIds: [globalIdOf('Order', { id: 'o' })],
            orderItemIds: ['oi'],
            collectionIds: ['c'],
            datetime: { start: '2024-01-01T00:00:00Z' },
            intersects: { ...intersects, bbox: [0, 0, 1, 1] },
            query: { gsd: { lte: 10 } },
          },
        },
      );

      expect(errors).toBeUndefined();
      expect(requests.map(({ body }) => JSON.parse(body))).toEqual([
        {
          ids: ['e'],
          item_ids: ['i'],
          order_ids: ['o'],
          order_item_ids: ['oi'],
          collections: ['c'],
          datetime: '2024-01-01T00:00:00Z/..',
          intersects,
          query: { gsd: { lte: 10 } },
          sort_by: [{ "properties->>'gsd'": 'ASC' }, { id: 'ASC' }],
          offset: 0,
          limit: 5,
        },
      ]);
    }));

  test('an empty list of ids finds nothing, and costs nothing', () =>
    withGateway({}, async ({ query }) => {
      const { data, calls } = await query(`{
        a: catalogEntries(filter: { ids: [] }) { totalCount }
        b: catalogEntries(filter: { orderItemIds: [], bbox: [0, 0, 1, 1] }) { nodes { id } }
      }`);

      expect(data).toEqual({ a: { totalCount: 0 }, b: { nodes: [] } });
      expect(calls).toEqual([]);
    }));

  test('a geometry that the catalog does not take is refused with its place', () =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query(
        '{ catalogEntries(filter: { intersects: { type: "Point", coordinates: [1, 2] } }) { totalCount } }',
      );

      expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
        { code: 'BAD_USER_INPUT', argumentPath: ['filter', 'intersects'] },
      ]);
      expect(calls).toEqual([]);
    }));

  test('missing or differently spelt values of the catalog break nothing', () =>
    withFaultyUpstream(
      answer(200, { id: 'e', delivery_status: 'SUCCESSFUL', area: '12.5', details: {}, created_at: '', task_id: '' }),
      {},
      async (ask) => {
        const { data, errors } = await ask(
          '{ catalogEntry(id: "e") { deliveryStatus areaInSqKm taskId createdAt item { title } bandset { name } } }',
        );

        expect(errors).toBeUndefined();
        expect(data?.catalogEntry).toEqual({
          deliveryStatus: 'SUCCESS',
          areaInSqKm: 12.5,
          taskId: null,
          createdAt: null,
          item: null,
          bandset: null,
        });
      },
    ));
});

const REQUEST = `mutation ($input: RequestCatalogDownloadInput!) {
  requestCatalogDownload(input: $input) {
    download { downloadId kind state signedUrl } userErrors { code field message }
  }
}`;

describe('a package of catalog images', () => {
  test('is requested, watched, and downloaded', () => {
    let now = Date.UTC(2025, 8, 1);
    return withGateway({ sandbox: { now: () => now } }, async ({ query, store }) => {
      const [id = ''] = store.catalogs.keys();
      const asked = await query(REQUEST, {
        input: { target: { catalogEntryIds: [globalIdOf('CatalogEntry', { id })] } },
      });
      const { download } = (asked.data as { requestCatalogDownload: { download: { downloadId: string } } })
        .requestCatalogDownload;
      const watch = () =>
        query('query ($id: ID!) { catalogDownload(id: $id) { kind state signedUrl } }', { id: download.downloadId });

      now += 4_000;
      const running = await watch();
      now += 60_000;
      const ready = await watch();

      expect(asked.calls).toEqual(['RequestCatalogDownload']);
      expect(download).toMatchObject({ kind: 'CATALOG', state: 'PENDING', signedUrl: null });
      expect(running.data).toEqual({ catalogDownload: { kind: 'CATALOG', state: 'RUNNING', signedUrl: null } });
      expect(ready.data).toMatchObject({
        catalogDownload: { state: 'SUCCEEDED', signedUrl: expect.stringContaining('http') },
      });
      expect(ready.calls).toEqual(['GetCatalogDownload']);
    });
  });

  test('that does not exist is null without an error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ catalogDownload(id: "none") { status } }');

      expect({ data, errors }).toEqual({ data: { catalogDownload: null }, errors: undefined });
    }));

  test.each([
    [{ catalogEntryIds: ['a', 'a', 'b'] }, { catalog_ids: ['a', 'b'] }],
    [{ orderItemIds: [globalIdOf('OrderItem', { id: 'c' })] }, { order_item_ids: ['c'] }],
  ])('of %j is asked for with that list alone', (target, body) =>
    withFaultyUpstream(answer(201, { id: 'p', status: 'created', signed_url: '' }), {}, async (ask, { requests }) => {
      const { data } = await ask(REQUEST, { input: { target } });

      expect(data?.requestCatalogDownload).toEqual({
        download: { downloadId: 'p', kind: 'CATALOG', state: 'PENDING', signedUrl: null },
        userErrors: [],
      });
      expect(requests.map((request) => JSON.parse(request.body))).toEqual([body]);
    }),
  );

  test('of nothing is refused, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const { data, calls } = await query(REQUEST, { input: { target: { orderItemIds: [] } } });

      expect(calls).toEqual([]);
      expect(data).toMatchObject({
        requestCatalogDownload: {
          download: null,
          userErrors: [{ code: 'INVALID', field: ['target', 'orderItemIds'] }],
        },
      });
    }));

  test('of a missing entry is a user error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query(REQUEST, { input: { target: { catalogEntryIds: ['none'] } } });

      expect(errors).toBeUndefined();
      expect(data).toMatchObject({
        requestCatalogDownload: { download: null, userErrors: [{ code: 'NOT_FOUND', field: null }] },
      });
    }));
});
