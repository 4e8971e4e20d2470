import { describe, expect, test } from 'vitest';
import { type Ask, answer, withFaultyUpstream } from '../support/faulty-upstream.ts';

const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });

/** From 170 east to 170 west, over the 180th meridian. */
const CROSSING = polygon([
  [170, -10],
  [-170, -10],
  [-170, 10],
  [170, 10],
  [170, -10],
]);
const EAST_AND_WEST = [
  [170, 180],
  [-180, -170],
];
const BOW_TIE = polygon([
  [0, 0],
  [2, 2],
  [2, 0],
  [0, 2],
  [0, 0],
]);
const CROSSED = 'is a ring that crosses itself: the edge from position 0 (0, 0) and the edge from position 2 (2, 0).';

const SEARCHES = {
  searchArchive: (intersects: object) => ({
    query: 'query ($input: ArchiveSearchInput!) { searchArchive(input: $input) { nodes { pixxelId } } }',
    variables: { input: { intersects } },
    path: 'input.intersects',
  }),
  searchImages: (geometry: object) => ({
    query: 'query ($input: ImageSearchInput!) { searchImages(input: $input) { nodes { pixxelId } } }',
    variables: {
      input: {
        startDate: '2024-01-01T00:00:00Z',
        endDate: '2024-02-01T00:00:00Z',
        satellites: [{ satelliteId: 's', collectionId: 'c' }],
        geometry,
      },
    },
    path: 'input.geometry',
  }),
  catalogEntries: (intersects: object) => ({
    query: 'query ($filter: CatalogFilter) { catalogEntries(filter: $filter) { nodes { pixxelId } } }',
    variables: { filter: { intersects } },
    path: 'filter.intersects',
  }),
  orderQuote: (geometry: object) => ({
    query: 'query ($input: SubmitOrderInput!) { orderQuote(input: $input) { totalAmount } }',
    variables: {
      input: { items: [{ projectId: 'p', useCase: 'u', geometry, product: { archive: { itemIds: ['i'] } } }] },
    },
    path: 'input.items.0.geometry',
  }),
};

const CREATE_AOI = `mutation ($geometry: GeoJSONPolygon!) {
  createAoi(input: { name: "n", description: "d", projectId: "p", satelliteId: "s", provider: PIXXEL, itemIds: ["i"], geometry: $geometry }) {
    aoi { pixxelId } userErrors { field message }
  }
}`;

/** What the upstream was sent: its one request's body. */
async function sent(asks: (ask: Ask) => ReturnType<Ask>) {
  let body: unknown;
  await withFaultyUpstream(
    answer(200, { aoi_id: 'a', features: [], items: {}, catalogs: [] }),
    {},
    async (ask, { requests }) => {
      const { errors } = await asks(ask);
      expect(errors).toBeUndefined();
      expect(requests).toHaveLength(1);
      body = JSON.parse(requests[0]?.body ?? '');
    },
  );
  return body as {
    bbox?: unknown;
    intersects?: Shape;
    geometry?: Shape & { features?: { geometry: Shape }[] };
    order_items?: { geometry: { features: { geometry: Shape }[] } }[];
  };
}

interface Shape {
  type: string;
  coordinates: unknown;
}

/** West and east of each part of a MultiPolygon. */
const spansOf = (parts: unknown) =>
  (parts as number[][][][])
    .map(([ring = []]) => ring.map(([longitude = 0]) => longitude))
    .map((longitudes) => [Math.min(...longitudes), Math.max(...longitudes)])
    .toSorted(([a = 0], [b = 0]) => b - a);

describe('An area across the 180th meridian', () => {
  test.each(['searchArchive', 'searchImages'] as const)('is split there for %s', async (field) => {
    const { query, variables } = SEARCHES[field](CROSSING);
    const { intersects, geometry } = await sent((ask) => ask(query, variables));

    expect((intersects ?? geometry)?.type).toBe('MultiPolygon');
    expect(spansOf((intersects ?? geometry)?.coordinates)).toEqual(EAST_AND_WEST);
  });

  test('is ordered as one polygon on either side', async () => {
    const { query, variables } = SEARCHES.orderQuote(CROSSING);
    const { order_items } = await sent((ask) => ask(query, variables));

    const shapes = order_items?.[0]?.geometry.features.map(({ geometry }) => geometry) ?? [];
    expect(shapes.map(({ type }) => type)).toEqual(['Polygon', 'Polygon']);
    expect(spansOf(shapes.map(({ coordinates }) => coordinates))).toEqual(EAST_AND_WEST);
  });

  test('that only touches it keeps to one side', async () => {
    const { query, variables } = SEARCHES.searchArchive(
      polygon([
        [170, 0],
        [-180, 0],
        [-180, 1],
        [170, 1],
        [170, 0],
      ]),
    );

    expect((await sent((ask) => ask(query, variables))).intersects).toEqual(
      polygon([
        [170, 0],
        [180, 0],
        [180, 1],
        [170, 1],
        [170, 0],
      ]),
    );
  });

  test('is refused where one polygon is wanted, and nothing is sent', () =>
    withFaultyUpstream(answer(200, {}), {}, async (ask, { requests }) => {
      const { query, variables } = SEARCHES.catalogEntries(CROSSING);
      const message = 'crosses the 180th meridian: split it there, and use one polygon at a time.';

      expect((await ask(query, variables)).errors?.[0]?.message).toBe(`filter.intersects ${message}`);
      expect((await ask(CREATE_AOI, { geometry: CROSSING })).data).toEqual({
        createAoi: { aoi: null, userErrors: [{ field: ['geometry'], message: `geometry ${message}` }] },
      });
      expect(requests).toEqual([]);
    }));
});

describe('A box', () => {
  const search = (bbox: number[]) => (ask: Ask) =>
    ask('query ($bbox: [Float!]) { searchArchive(input: { bbox: $bbox }) { nodes { pixxelId } } }', { bbox });

  test.each([[[170, -10, -170, 10]], [[170, -10, 0, -170, 10, 900]]])(
    '%j is split at the 180th meridian',
    async (bbox) => {
      const { intersects, ...body } = await sent(search(bbox));

      expect(body.bbox).toBeUndefined();
      expect(intersects?.type).toBe('MultiPolygon');
      expect(spansOf(intersects?.coordinates)).toEqual(EAST_AND_WEST);
    },
  );

  test('of six numbers is sent without heights', async () => {
    expect((await sent(search([1, 2, 0, 3, 4, 900]))).bbox).toEqual([1, 2, 3, 4]);
    const catalog = await sent((ask) =>
      ask('{ catalogEntries(filter: { bbox: [1, 2, 0, 3, 4, 900] }) { nodes { pixxelId } } }'),
    );
    expect(catalog.bbox).toEqual([1, 2, 3, 4]);
  });
});

describe('A ring that crosses itself', () => {
  test.each(Object.entries(SEARCHES))('is refused with its place by %s', (_field, asks) =>
    withFaultyUpstream(answer(200, {}), {}, async (ask, { requests }) => {
      const { query, variables, path } = asks(BOW_TIE);
      const { errors } = await ask(query, variables);

      expect(errors?.map(({ message }) => message)).toEqual([`${path}.coordinates.0 ${CROSSED}`]);
      expect(requests).toEqual([]);
    }),
  );

  test('is refused with its place by createAoi', () =>
    withFaultyUpstream(answer(200, {}), {}, async (ask, { requests }) => {
      expect((await ask(CREATE_AOI, { geometry: BOW_TIE })).data).toEqual({
        createAoi: {
          aoi: null,
          userErrors: [{ field: ['geometry', 'coordinates', '0'], message: `geometry.coordinates.0 ${CROSSED}` }],
        },
      });
      expect(requests).toEqual([]);
    }));
});

describe('A good ring', () => {
  const ring = [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [0, 0],
  ];

  test.each([
    ['clockwise', ring],
    ['counterclockwise', ring.toReversed()],
    ['with heights', ring.map(([x = 0, y = 0]) => [x, y, 850])],
    [
      'that touches itself',
      [
        [0, 0],
        [1, 0],
        [2, 1],
        [2, 0],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    ],
  ])('%s is taken, and sent in its order without heights', async (_what, given) => {
    const flat = polygon(given.map((position) => position.slice(0, 2)));
    const { query, variables } = SEARCHES.searchArchive(polygon(given));

    expect((await sent((ask) => ask(query, variables))).intersects).toEqual(flat);
    expect((await sent((ask) => ask(CREATE_AOI, { geometry: polygon(given) }))).geometry).toEqual(flat);
  });
});

test.each([
  { type: 'Point', coordinates: [1, 2, 850] },
  { type: 'MultiPoint', coordinates: [[1, 2, 850]] },
  {
    type: 'LineString',
    coordinates: [
      [1, 2, 850],
      [3, 4, 860],
    ],
  },
])('$type is sent without heights', async (geometry) => {
  const { query, variables } = SEARCHES.searchArchive(geometry);

  expect(JSON.stringify((await sent((ask) => ask(query, variables))).intersects)).not.toContain('8');
});

test('The outline of an AOI is always a Polygon: several parts are shown in geojson alone, with a warning', () => {
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const parts = { type: 'MultiPolygon', coordinates: [[ring], [ring]] };
  const aois = [
    parts,
    { type: 'MultiPolygon', coordinates: [[ring]] },
    { type: 'Feature', geometry: polygon(ring), properties: {} },
  ].map((geometry, index) => ({ aoi_id: `a${index}`, geometry }));
  return withFaultyUpstream(answer(200, { aois, pagination: { total: 3 } }), {}, async (ask) => {
    const { data, extensions } = await ask('{ aois { nodes { geometry bbox } geojson } }');

    expect(data?.aois).toMatchObject({
      nodes: [null, polygon(ring), polygon(ring)].map((geometry) => ({ geometry, bbox: [0, 0, 1, 1] })),
      geojson: { features: [parts, polygon(ring), polygon(ring)].map((geometry) => ({ geometry })) },
    });
    expect(extensions?.warnings).toMatchObject([
      {
        code: 'UNUSABLE_VALUE',
        message:
          'geometry in the answer to ListAois is shown as null because it has several parts: `geojson` shows them.',
      },
    ]);
  });
});
