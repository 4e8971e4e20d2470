import { describe, expect, test } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { type TestGateway, withGateway } from '../support/gateway.ts';

/** The analyst's question: what covers my field, is nearly free of clouds, is not bought yet, and what does it cost? */
const ANALYST = `query ($aoi: ID!, $project: ID!, $area: GeoJSONArea!) {
  searchArchive(
    input: { aoiId: $aoi, collectionIds: ["pixxel-ff-l2a"] }
    refine: { coverage: { minPercent: 80 }, maxCloudCover: 10, orderStates: [NOT_ORDERED] }
    first: 10
  ) {
    pageInfo { hasNextPage stoppedEarly }
    geojson
    nodes {
      pixxelId
      datetime
      cloudCover
      orderState
      orderedBy { name }
      coverage(of: $area) { percent geometry }
      quote(projectId: $project, area: $area) { finalAmount areaInSqKm }
    }
  }
}`;

interface Found {
  searchArchive: {
    pageInfo: { hasNextPage: boolean; stoppedEarly: boolean; endCursor: string | null };
    nodes: {
      pixxelId: string;
      cloudCover: number | null;
      orderState: string;
      orderedBy: unknown[];
      coverage: { percent: number };
      quote: { finalAmount: number } | null;
    }[];
  };
}

describe('The archive search', () => {
  test('finds images that cover a field, are clear and not bought, with prices, in six calls and none per row', () =>
    withGateway({}, async ({ query, store }) => {
      const [aoi] = store.aois.values().toArray();

      const { data, errors, calls } = await query(ANALYST, {
        aoi: aoi?.aoi_id,
        project: aoi?.project_id,
        area: aoi?.geometry,
      });

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['GetAoiById', 'SearchArchive', 'SearchCatalogs', 'ListOrderItems', 'SubmitOrder']);
      const { nodes, pageInfo } = (data as Found).searchArchive;
      expect(pageInfo).toEqual({ hasNextPage: false, stoppedEarly: false });
      expect(nodes.length).toBeGreaterThan(0);
      for (const node of nodes) {
        expect(node).toMatchObject({ orderState: 'NOT_ORDERED', orderedBy: [] });
        expect(node.cloudCover).toBeLessThanOrEqual(10);
        expect(node.coverage.percent).toBeGreaterThanOrEqual(80);
        expect(node.quote?.finalAmount).toBeGreaterThan(0);
      }
    }));

  test('finds images across the date line, and how much of an area across it they cover', () =>
    withGateway({}, async ({ query }) => {
      const of = {
        type: 'Polygon',
        coordinates: [
          [
            [179.9, -16.9],
            [-179.9, -16.9],
            [-179.9, -16.7],
            [179.9, -16.7],
            [179.9, -16.9],
          ],
        ],
      };

      const { data, errors, calls } = await query(
        `query ($of: GeoJSONArea!) {
          searchArchive(input: { bbox: [179.5, -18, -179.5, -16] }) { nodes { bbox coverage(of: $of) { percent geometry } } }
        }`,
        { of },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['SearchArchive']);
      const { nodes } = (
        data as { searchArchive: { nodes: { bbox: number[]; coverage: { percent: number; geometry: object } }[] } }
      ).searchArchive;
      expect(nodes).toHaveLength(1);
      expect(nodes[0]?.bbox).toEqual([179.7, -17.1, -179.7, -16.5]);
      expect(nodes[0]?.coverage.percent).toBeCloseTo(100, 3);
      expect(nodes[0]?.coverage.geometry).toMatchObject({ type: 'MultiPolygon' });
    }));

  test('reads on until the page is full, and the next page shows no image twice', () =>
    withGateway({}, async ({ query }) => {
      const source = `query ($after: String, $first: Int) {
        searchArchive(input: {}, refine: { maxCloudCover: 8 }, first: $first, after: $after) {
          pageInfo { hasNextPage stoppedEarly endCursor } nodes { pixxelId cloudCover }
        }
      }`;

      const whole = await query(source, { first: 500 });
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: { data: unknown } = await query(source, { first: 30, after });
        const { nodes, pageInfo } = (page.data as Found).searchArchive;
        seen.push(...nodes.map(({ pixxelId }) => pixxelId));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);

      const all = (whole.data as Found).searchArchive.nodes;
      expect(seen).toEqual(all.map(({ pixxelId }) => pixxelId));
      expect(all.every(({ cloudCover }) => cloudCover !== null && cloudCover <= 8)).toBe(true);
      expect(all.length).toBeGreaterThan(60);
    }));

  test('says where it stopped when no more calls may be made', () =>
    withGateway({ maxUpstreamCalls: 2 }, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        searchArchive(input: {}, refine: { maxCloudCover: -0 }, first: 5) {
          pageInfo { hasNextPage stoppedEarly endCursor } nodes { pixxelId }
        }
      }`);

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['SearchArchive', 'SearchArchive']);
      const { pageInfo, nodes } = (data as Found).searchArchive;
      expect(nodes.length).toBeLessThan(5);
      expect(pageInfo).toEqual({ hasNextPage: true, stoppedEarly: true, endCursor: expect.any(String) });
    }));

  test('takes ranges with an open end, together with raw conditions', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query(`{
        searchArchive(
          input: { cloudCover: { max: 12 }, sunElevation: { min: 40, max: 70 }, productLevel: "L2A", query: { gsd: { eq: 5 } } }
          first: 100
        ) { nodes { cloudCover sunElevation gsdInM productLevel } }
      }`);

      expect(errors).toBeUndefined();
      const { nodes } = (
        data as { searchArchive: { nodes: { cloudCover: number; sunElevation: number; gsdInM: number }[] } }
      ).searchArchive;
      expect(nodes.length).toBeGreaterThan(3);
      for (const { cloudCover, sunElevation, gsdInM } of nodes) {
        expect(cloudCover).toBeLessThanOrEqual(12);
        expect(sunElevation).toBeGreaterThanOrEqual(40);
        expect(gsdInM).toBe(5);
      }
    }));

  test.each([
    [
      '{ searchArchive(input: {}, refine: { coverage: { minPercent: 80 } }) { nodes { id } } }',
      'refine.coverage.of is required',
    ],
    [
      '{ searchArchive(input: {}, refine: { maxCloudCover: 101 }) { nodes { id } } }',
      'refine.maxCloudCover must be from 0 to 100',
    ],
    [
      '{ searchArchive(input: { cloudCover: { min: 20, max: 10 } }) { nodes { id } } }',
      'input.cloudCover.max must not be less',
    ],
    ['{ searchArchive(input: { offNadir: {} }) { nodes { id } } }', 'input.offNadir must have a min, a max, or both.'],
    ['{ searchArchive(input: { aoiId: "a", bbox: [0, 0, 1, 1] }) { nodes { id } } }', 'input.aoiId cannot be combined'],
  ])('%s is refused before anything is sent', (source, words) =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query(source);

      expect(errors?.[0]?.message).toContain(words);
      expect(calls).toEqual([]);
    }),
  );
});

describe('The order state of an image', () => {
  test('costs one catalog search and one list of order items for all images', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(
        '{ searchArchive(input: {}, first: 500) { nodes { orderState orderedBy { status images { itemId } } pixxelId } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['SearchArchive', 'SearchCatalogs', 'ListOrderItems']);
      const { nodes } = (
        data as {
          searchArchive: {
            nodes: {
              pixxelId: string;
              orderState: string;
              orderedBy: { status: string; images: { itemId: string }[] }[];
            }[];
          };
        }
      ).searchArchive;
      expect(new Set(nodes.map(({ orderState }) => orderState))).toEqual(
        new Set(['NOT_ORDERED', 'ORDERED', 'DELIVERED', 'FAILED']),
      );
      for (const { orderState, orderedBy } of nodes) expect(orderedBy.length === 0).toBe(orderState === 'NOT_ORDERED');
    }));
});

test('Quotes of 101 images are two dry runs', () =>
  withGateway({}, async ({ query, store }) => {
    const [project] = store.projects.keys();

    const { errors, calls, data } = await query(
      'query ($project: ID!) { searchArchive(input: {}, first: 101) { nodes { quote(projectId: $project) { finalAmount } } } }',
      { project },
    );

    expect(errors).toBeUndefined();
    expect(calls).toEqual(['SearchArchive', 'SubmitOrder', 'SubmitOrder']);
    const { nodes } = (data as Found).searchArchive;
    expect(nodes).toHaveLength(101);
    expect(nodes.every(({ quote }) => (quote?.finalAmount ?? 0) > 0)).toBe(true);
  }));

interface Quoted {
  pixxelId: string;
  quote: { finalAmount: number } | null;
}

describe('A quote that is refused because of some images', () => {
  /** Refuses every dry run that holds one of these images, and names it if it is said to. */
  function pricing(bad: readonly string[], count: number, isNamed: boolean): Behaviour {
    const footprint = {
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
    return (response, request) => {
      const { order_items: items = [] } = JSON.parse(request.body || '{}');
      if (request.target === '/v0/archives/search') {
        const features = Array.from({ length: count }, (_, index) => ({ id: `image-${index}`, geometry: footprint }));
        return answer(200, { features })(response, request);
      }
      const refused = items
        .flatMap((item: { item_ids: string[] }) => item.item_ids)
        .filter((id: string) => bad.includes(id));
      if (refused.length > 0) {
        const message = isNamed ? `item ${refused[0]} cannot be ordered` : 'an item cannot be ordered';
        return answer(400, { error: { code: 'INVALID', message, details: null } })(response, request);
      }
      const priced = items.map((item: { item_ids: string[] }) => ({
        final_amount: Number(item.item_ids[0]?.slice(6)),
      }));
      return answer(200, { id: 'dry', order_items: priced })(response, request);
    };
  }

  const QUOTES =
    '{ searchArchive(input: {}, first: 100) { nodes { pixxelId quote(projectId: "p") { finalAmount } } } }';

  test.each([
    ['names it: 2 further dry runs', true, ['image-7'], 3],
    ['does not: halves of halves', false, ['image-7'], 15],
    ['names one after the other', true, ['image-7', 'image-70'], 5],
  ])('and %s', (_case, isNamed, bad, dryRuns) =>
    withFaultyUpstream(pricing(bad, 100, isNamed), {}, async (ask, { requests }) => {
      const { data, errors } = await ask(QUOTES);

      const { nodes } = (data as { searchArchive: { nodes: Quoted[] } }).searchArchive;
      expect(nodes).toHaveLength(100);
      for (const { pixxelId, quote } of nodes) {
        expect(quote).toEqual(bad.includes(pixxelId) ? null : { finalAmount: Number(pixxelId.slice(6)) });
      }
      expect(errors?.map(({ path }) => path?.[2])).toEqual(bad.map((id) => Number(id.slice(6))));
      expect(requests.filter(({ target }) => target === '/v0/orders')).toHaveLength(dryRuns);
    }),
  );

  test('an image that the dry run leaves out has no price, and no error', () =>
    withFaultyUpstream(
      (response, request) => {
        const order = { order_items: [{ final_amount: 1, images: [{ item_id: 'image-1' }] }] };
        if (request.target === '/v0/orders') answer(200, order)(response, request);
        else pricing([], 2, false)(response, request);
      },
      {},
      async (ask) => {
        const { data, errors } = await ask(QUOTES);

        expect(errors).toBeUndefined();
        expect(data).toEqual({
          searchArchive: {
            nodes: [
              { pixxelId: 'image-0', quote: null },
              { pixxelId: 'image-1', quote: { finalAmount: 1 } },
            ],
          },
        });
      },
    ));

  test('all of them: no more than 30 further dry runs', () =>
    withFaultyUpstream(
      pricing(
        Array.from({ length: 100 }, (_, at) => `image-${at}`),
        100,
        false,
      ),
      {},
      async (ask, { requests }) => {
        const { errors } = await ask(QUOTES);

        expect(errors).toHaveLength(100);
        expect(requests.filter(({ target }) => target === '/v0/orders').length).toBeLessThanOrEqual(31);
      },
    ));
});

describe('A property that no collection lists', () => {
  const warningsOf = async ({ fetch }: TestGateway, query: string) => {
    const response = await fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: demoKeys.orchard, 'x-upstream-trace': '1' },
        body: JSON.stringify({ query }),
      }),
    );
    // The gateway's own answers have this form.
    const { extensions } = (await response.json()) as {
      extensions: { warnings?: { code: string; message: string }[]; upstream: { calls: { operation: string }[] } };
    };
    return { warnings: extensions.warnings ?? [], calls: extensions.upstream.calls.map(({ operation }) => operation) };
  };

  test.each([
    ['searchArchive(input: { query: { cloud_cover: { lt: 10 } } })', 'SearchArchive'],
    ['catalogEntries(filter: { query: { cloud_cover: { lt: 10 } } })', 'SearchCatalogs'],
  ])('is named by a warning where nothing is found: %s', (field, operation) =>
    withGateway({}, async (gateway) => {
      const { warnings, calls } = await warningsOf(gateway, `{ ${field} { nodes { id } } }`);

      expect(calls).toEqual([operation, 'ListCollections']);
      expect(warnings).toEqual([{ code: 'UNKNOWN_PROPERTY', message: expect.stringContaining('"cloud_cover"') }]);
    }),
  );

  test('costs no call where images are found, or where each property is known', () =>
    withGateway({}, async (gateway) => {
      const found = await warningsOf(
        gateway,
        '{ searchArchive(input: { query: { gsd: { gt: 0 } } }) { nodes { id } } }',
      );
      const none = await warningsOf(
        gateway,
        '{ searchArchive(input: { query: { gsd: { gt: 9999 } } }) { nodes { id } } }',
      );

      expect([found, none]).toEqual([
        { warnings: [], calls: ['SearchArchive'] },
        { warnings: [], calls: ['SearchArchive'] },
      ]);
    }));
});

test('The catalog takes the typed filters of the archive', () =>
  withGateway({}, async ({ query }) => {
    const { data, errors, calls } = await query(
      '{ catalogEntries(filter: { cloudCover: { max: 15.5 } }, first: 100) { nodes { item { cloudCover } } } }',
    );

    expect(errors).toBeUndefined();
    expect(calls).toEqual(['SearchCatalogs']);
    const { nodes } = (data as { catalogEntries: { nodes: { item: { cloudCover: number } }[] } }).catalogEntries;
    expect(nodes.length).toBeGreaterThan(0);
    for (const { item } of nodes) expect(item.cloudCover).toBeLessThanOrEqual(15.5);
  }));
