import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { type Ask, answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { routes } from '../support/routes.ts';

/** What a query gives over an upstream that answers like this. */
async function asked(behaviour: Behaviour, query: string): Promise<Awaited<ReturnType<Ask>>> {
  let heard: Awaited<ReturnType<Ask>> | undefined;
  await withFaultyUpstream(behaviour, {}, async (ask) => {
    heard = await ask(query);
  });
  // `use` has run when this resolves.
  return heard as Awaited<ReturnType<Ask>>;
}

/** A list of AOIs that the upstream pages as asked, and of which it says this total. */
function aoisOf(rows: readonly unknown[], { total = rows.length as unknown, cap = 1000 } = {}): Behaviour {
  return (response, request) => {
    const query = new URL(request.target, 'http://upstream.test').searchParams;
    const offset = Number(query.get('offset'));
    const aois = rows.slice(offset, offset + Math.min(cap, Number(query.get('limit'))));
    answer(200, { aois, pagination: { total } })(response, request);
  };
}

const named = (count: number) => Array.from({ length: count }, (_, index) => ({ aoi_id: `a${index}` }));
const idsOf = (count: number) => named(count).map(({ aoi_id }) => ({ pixxelId: aoi_id }));

describe('Outlines of a long list', () => {
  const ring = Array.from({ length: 150 }, (_, n) => `[${n}.50,10.0]`).join();
  const plain = `{"type":"Polygon","coordinates":[[${ring}]]}`;
  const list = (geometries: string[]) =>
    `{"aois":[${geometries.map((geometry, row) => `{"aoi_id":"a${row}","geometry":${geometry}}`).join()}],"pagination":{"total":${geometries.length}}}`;
  const rows = [
    plain,
    plain.replace('0.50', 'null'),
    plain.replace('0.50', '1e999'),
    plain.replace('[0.50,10.0],', ''),
    'null',
  ];

  test('are answered with the digits that they came with, and odd ones are null', () =>
    withFaultyUpstream(answer(200, list(rows)), {}, async (_ask, _upstream, gateway) => {
      const response = await gateway.handle.fetch('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer outlines' },
        body: JSON.stringify({ query: '{ aois { nodes { geometry } } }' }),
      });

      expect(await response.text()).toBe(
        `{"data":{"aois":{"nodes":[{"geometry":${plain}},{"geometry":null},{"geometry":null},{"geometry":${rows[3]}},{"geometry":null}]}}}`,
      );
    }));

  test.each([
    ['events', 'text/event-stream'],
    ['parts', 'multipart/mixed'],
  ])('have the same value in %s', (_what, accept) =>
    withFaultyUpstream(answer(200, list(rows)), {}, async (_ask, _upstream, gateway) => {
      const response = await gateway.handle.fetch('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer outlines', accept },
        body: JSON.stringify({ query: '{ aois { nodes { geometry } } }' }),
      });

      const [, json = ''] = /(\{"data".*\})/.exec(await response.text()) ?? [];
      expect(JSON.parse(json)).toEqual({
        data: {
          aois: {
            nodes: [plain, 'null', 'null', rows[3] ?? '', 'null'].map((text) => ({ geometry: JSON.parse(text) })),
          },
        },
      });
    }),
  );
});

describe('A row that cannot be used', () => {
  test.each([
    ['without an id', { name: 'nameless' }, 'it has no aoi_id'],
    ['that is a string', 'row', 'it is not an object'],
    ['that is a number', 7, 'it is not an object'],
    ['that is a list', [], 'it has no aoi_id'],
    ['that is null', null, 'it is not an object'],
    ['with a blank id', { aoi_id: ' ' }, 'it has no aoi_id'],
  ])('%s is left out, and the answer says so', async (_what, row, why) => {
    const result = await asked(aoisOf([...named(1), row, { aoi_id: 'a1' }]), '{ aois { nodes { pixxelId } } }');

    expect(result).toEqual({
      data: { aois: { nodes: idsOf(2) } },
      extensions: {
        warnings: [
          {
            code: 'ROWS_LEFT_OUT',
            message: `1 row is left out of aois in the answer to ListAois because ${why}.`,
            operation: 'ListAois',
            list: 'aois',
            rows: 1,
          },
        ],
      },
    });
  });

  test('ends reading after 20 answers that have nothing else, and the page says where to continue', () =>
    withFaultyUpstream(answer(200, { aois: [{ name: 'nameless' }] }), {}, async (ask, upstream) => {
      const { data, errors } = await ask(
        '{ aois(first: 5) { nodes { pixxelId } pageInfo { hasNextPage endCursor stoppedEarly } } }',
      );

      expect(errors).toBeUndefined();
      expect(data).toEqual({
        aois: { nodes: [], pageInfo: { hasNextPage: true, endCursor: expect.any(String), stoppedEarly: true } },
      });
      expect(upstream.requests).toHaveLength(20);
      // The query asks for just this.
      const { aois } = data as { aois: { pageInfo: { endCursor: string } } };
      await ask('query ($after: String) { aois(first: 5, after: $after) { nodes { pixxelId } } }', {
        after: aois.pageInfo.endCursor,
      });
      expect(upstream.requests[20]?.target).toBe('/v0/aois?offset=20&limit=5');
    }));

  test('is one of 20 warnings at most', async () => {
    const properties = Array.from({ length: 25 }, (_, index) => `p${index}: { eq: 1 }`);
    const { extensions } = await asked(
      routes({
        'POST /v0/archives/search': { features: [] },
        'GET /v0/archives/collections': { collections: [{ id: 'c', summaries: { known: [] } }] },
      }),
      `{ searchArchive(input: { query: { ${properties.join(' ')} } }) { nodes { pixxelId } } }`,
    );

    expect(extensions?.warnings).toHaveLength(20);
  });

  test('is counted with those like it', () =>
    withFaultyUpstream(aoisOf([{}, {}, null]), {}, async (ask, _upstream, gateway) => {
      const { extensions } = await ask('{ aois { nodes { pixxelId } } }');

      expect(extensions?.warnings).toMatchObject([
        { rows: 2, message: '2 rows are left out of aois in the answer to ListAois because each has no aoi_id.' },
        { rows: 1 },
      ]);
      const metrics = await gateway.registry.metrics();
      expect(metrics).toContain('gateway_upstream_drift_total{operation="ListAois",field="aoi_id"} 2');
      expect(metrics).toContain('gateway_upstream_drift_total{operation="ListAois",field="aois"} 1');
    }));

  test.each([2, 1])('shifts no cursor: pages of %i show each row once', (first) =>
    withFaultyUpstream(
      aoisOf([null, ...named(2), {}, null, { aoi_id: 'a2' }, { aoi_id: 'a3' }, 'x']),
      {},
      async (ask) => {
        const seen: unknown[] = [];
        let after: string | null = null;
        for (let page = 0; page < 10; page += 1) {
          const { data } = await ask(
            `query ($after: String) { aois(first: ${first}, after: $after) { nodes { pixxelId } pageInfo { hasNextPage endCursor } } }`,
            { after },
          );
          // The query asks for just this.
          const { nodes, pageInfo } = (
            data as { aois: { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
          ).aois;
          seen.push(...nodes);
          if (!pageInfo.hasNextPage) break;
          after = pageInfo.endCursor;
        }

        expect(seen).toEqual(idsOf(4));
      },
    ),
  );
});

describe('A malformed geometry', () => {
  test.each([
    ['short', 1],
    ['long', 5000],
  ])('is null in a %s answer, and costs nothing else', async (_name, letters) => {
    const name = 'x'.repeat(letters);
    const rows = [
      '{"type":"Polygon","coordinates":[[[1,2],[3,]]]}',
      '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}',
    ].map((geometry, index) => `{"aoi_id":"a${index}","name":"${name}","geometry":${geometry}}`);
    const body = `{"aois":[${rows.join()}],"pagination":{"total":2}}`;

    const { data, errors } = await asked(answer(200, body), '{ aois { nodes { pixxelId geometry } } }');

    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      aois: { nodes: [{ pixxelId: 'a0', geometry: null }, { geometry: { type: 'Polygon' } }] },
    });
  });
});

describe('A total', () => {
  test.each([0, -1, 3, '20', null, 'many'])('of %j beside 50 rows hides none of them', async (total) => {
    const { data } = await asked(
      aoisOf(named(50), { total }),
      '{ aois(first: 20) { totalCount nodes { pixxelId } pageInfo { hasNextPage } } }',
    );

    expect(data).toEqual({
      aois: {
        totalCount: null,
        nodes: idsOf(20),
        pageInfo: { hasNextPage: true },
      },
    });
  });

  test.each([25, 30, 50])('of more rows than there are never leads on from the last page: pages of %i', (first) =>
    withFaultyUpstream(aoisOf(named(50), { total: 55 }), {}, async (ask) => {
      const seen: unknown[] = [];
      let pageInfo: { hasNextPage: boolean; endCursor: string | null } = { hasNextPage: true, endCursor: null };
      while (pageInfo.hasNextPage) {
        const { data } = await ask(
          `query ($after: String) { aois(first: ${first}, after: $after) { nodes { pixxelId } pageInfo { hasNextPage endCursor } } }`,
          { after: pageInfo.endCursor },
        );
        // The query asks for just this.
        const { aois } = data as { aois: { nodes: unknown[]; pageInfo: typeof pageInfo } };
        seen.push(...aois.nodes);
        pageInfo = aois.pageInfo;
        expect(seen.length).toBeLessThanOrEqual(50);
      }

      expect(seen).toEqual(idsOf(50));
    }),
  );

  test.each([undefined, 2])('of more projects than there are never leads on from the last page, capped at %j', (cap) =>
    withFaultyUpstream(
      (response, request) => {
        const query = new URL(request.target, 'http://upstream.test').searchParams;
        const size = Math.min(cap ?? 100, Number(query.get('page_size')));
        const start = (Number(query.get('page_num') ?? 1) - 1) * size;
        const projects = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })).slice(start, start + size);
        answer(200, { projects, count: 9 })(response, request);
      },
      {},
      async (ask) => {
        const { data } = await ask('{ projects(first: 7) { nodes { pixxelId } pageInfo { hasNextPage } } }');

        expect(data).toEqual({
          projects: {
            nodes: ['a', 'b', 'c', 'd', 'e'].map((pixxelId) => ({ pixxelId })),
            pageInfo: { hasNextPage: false },
          },
        });
      },
    ),
  );

  test.each([0, -1, 1, null])('of %j hides no rows of any parent in a merged call', async (total) => {
    const aois = ['p', 'q'].flatMap((project_id) =>
      named(5).map(({ aoi_id }) => ({ aoi_id: `${project_id} ${aoi_id}`, project_id })),
    );
    const { data } = await asked((response, request) => {
      const query = new URL(request.target, 'http://upstream.test').searchParams;
      if (request.target.startsWith('/v0/projects')) {
        return answer(200, { projects: [{ id: 'p' }, { id: 'q' }], count: total })(response, request);
      }
      const ids = query.get('project_ids')?.split(',') ?? [];
      const rows = aois.filter(({ project_id }) => ids.includes(project_id));
      const start = Number(query.get('offset'));
      answer(200, { aois: rows.slice(start, start + Number(query.get('limit'))), pagination: { total } })(
        response,
        request,
      );
    }, '{ projects { nodes { pixxelId aois(first: 3) { nodes { pixxelId } pageInfo { hasNextPage } } } } }');

    const firstOf = (id: string) => ({
      pixxelId: id,
      aois: {
        nodes: idsOf(3).map(({ pixxelId }) => ({ pixxelId: `${id} ${pixxelId}` })),
        pageInfo: { hasNextPage: true },
      },
    });
    expect(data).toEqual({ projects: { nodes: [firstOf('p'), firstOf('q')] } });
  });

  test('that is too low is not shown where an empty page repeats it', async () => {
    const { data } = await asked(
      aoisOf(named(50), { total: 10, cap: 25 }),
      '{ aois(first: 100) { totalCount nodes { pixxelId } pageInfo { hasNextPage } } }',
    );

    expect(data).toEqual({ aois: { totalCount: null, nodes: idsOf(50), pageInfo: { hasNextPage: false } } });
  });

  test('of 0 hides no row of a list that the upstream caps', async () => {
    const { data } = await asked(aoisOf(named(50), { total: 0, cap: 7 }), '{ aois(first: 30) { nodes { pixxelId } } }');

    expect(data).toEqual({ aois: { nodes: idsOf(30) } });
  });
});

test('The total of projects may come where other lists have it', async () => {
  const page = { projects: [{ id: 'p' }], pagination: { total: 30 } };

  expect((await asked(answer(200, page), '{ projects(first: 1) { totalCount } }')).data).toEqual({
    projects: { totalCount: 30 },
  });
});

describe('An answer in the JSON of another language', () => {
  test('is read unchanged, and counted', () =>
    withFaultyUpstream(
      answer(200, '\uFEFF{"aois": [{"aoi_id": "a", "area_in_sq_m": NaN, "name": None}], "pagination": {"total": 1}}'),
      {},
      async (ask, _upstream, gateway) => {
        expect(await ask('{ aois { nodes { pixxelId areaInSqM name } } }')).toEqual({
          data: { aois: { nodes: [{ pixxelId: 'a', areaInSqM: null, name: null }] } },
        });
        const metrics = await gateway.registry.metrics();
        expect(metrics).toContain('gateway_upstream_drift_total{operation="ListAois",field="bare word"} 1');
        expect(metrics).toContain('gateway_upstream_drift_total{operation="ListAois",field="byte order mark"} 1');
      },
    ));

  test('is counted, too, where it is read late', () =>
    withFaultyUpstream(
      answer(
        200,
        `{"features": [{"id": "i", "assets": {"a": {"title": "${'x'.repeat(5000)}", "raster:bands": [{"nodata": NaN}]}}}]}`,
      ),
      {},
      async (ask, _upstream, gateway) => {
        expect(
          (await ask('{ searchArchive(input: {}) { nodes { assets { rasterBands { nodata } } } } }')).data,
        ).toEqual({
          searchArchive: { nodes: [{ assets: [{ rasterBands: [{ nodata: null }] }] }] },
        });
        expect(await gateway.registry.metrics()).toContain(
          'gateway_upstream_drift_total{operation="SearchArchive",field="bare word"} 1',
        );
      },
    ));

  test('leaves no doubt about a write', async () => {
    const { data, errors } = await asked(
      answer(201, '{"aoi_id": "a", "name": "North", "area_in_sq_m": NaN}'),
      `mutation {
        createAoi(input: {
          name: "North", description: "Wheat", projectId: "p", satelliteId: "s", provider: PIXXEL, itemIds: ["i"]
          geometry: { type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }
        }) { aoi { name areaInSqM } }
      }`,
    );

    expect({ data, errors }).toEqual({
      data: { createAoi: { aoi: { name: 'North', areaInSqM: null } } },
      errors: undefined,
    });
  });
});

describe('A whole number past 2^53', () => {
  test('keeps its digits, as an id and inside JSON', async () => {
    const response = await new Promise<string>((resolve) => {
      void withFaultyUpstream(
        answer(200, '{"project": {"id": 12345678901234567890, "metadata": {"serial": 9007199254740993}}}'),
        {},
        async (_ask, _upstream, gateway) => {
          const reply = await gateway.handle.fetch('http://gateway.test/graphql', {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: 'key' },
            body: JSON.stringify({ query: '{ project(id: "12345678901234567890") { pixxelId metadata } }' }),
          });
          resolve(await reply.text());
        },
      );
    });

    expect(response).toContain('"pixxelId":"12345678901234567890","metadata":{"serial":9007199254740993}');
  });
});

describe('An empty answer to a read of one object', () => {
  test.each(['{}', 'null', '', ' \n', '[]', '{"aoi": null}', '{"aoi": {}}'])(
    '%j says that it does not exist',
    async (body) => {
      expect(await asked(answer(200, body), '{ aoi(id: "a") { name } }')).toEqual({ data: { aoi: null } });
    },
  );

  test.each([
    '{ project(id: "p") { title } }',
    '{ order(id: "o") { totalAmount } }',
    '{ orderItem(id: "i") { name } }',
    '{ catalogEntry(id: "c") { orgId } }',
    '{ collection(id: "c") { title } }',
    '{ stacItem(id: "i", collectionId: "c") { title } }',
    '{ job(id: "j", workflowId: "w") { status } }',
    '{ workflow(id: "w", projectId: "p") { name } }',
    '{ block(name: "b", version: "1") { title } }',
  ])('is null for %s', async (query) => {
    const [field = ''] = /\w+/.exec(query) ?? [];

    expect(await asked(answer(200, '{}'), query)).toMatchObject({ data: { [field]: null } });
    expect((await asked(answer(200, '{}'), query)).errors).toBeUndefined();
  });
});

describe('A list', () => {
  const LIST = '{ aois { nodes { pixxelId } pageInfo { hasNextPage } } }';

  const EMPTY = { aois: { nodes: [], pageInfo: { hasNextPage: false } } };

  test('that is answered with null for its rows is empty', async () => {
    expect(await asked(answer(200, { aois: null }), LIST)).toEqual({ data: EMPTY });
  });

  test.each([
    ['an empty object', {}],
    ['an object of another form', { data: [{ aoi_id: 'a' }] }],
  ])('that is answered with %s is empty, and a warning says so', async (_what, body) => {
    const { data, extensions } = await asked(answer(200, body), LIST);

    expect(data).toEqual(EMPTY);
    expect(extensions?.warnings).toEqual([
      {
        code: 'UNUSABLE_VALUE',
        message: 'aois in the answer to ListAois is shown as empty because it is missing.',
        operation: 'ListAois',
        list: 'aois',
      },
    ]);
  });

  test.each([
    ['nothing', answer(200, '')],
    ['an error under a good status', answer(200, { success: false, message: 'The database is down.' })],
  ])('that is answered with %s is an error, not empty', async (_what, behaviour) => {
    const { data, errors } = await asked(behaviour, LIST);

    expect(data).toEqual({ aois: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_INVALID_RESPONSE' } }]);
  });
});

describe('A write that answers', () => {
  const DELETE = 'mutation { deleteStore(input: { storeId: "s" }) { userErrors { message } } }';

  test.each([
    ['an error under a good status', answer(200, { error: { code: 'x', message: 'Store is in use.' } })],
    ['an error without its envelope', answer(200, { code: 9, message: 'Store is in use.', details: [] })],
    ['success: false', answer(200, { success: false, message: 'Store is in use.' })],
    ['ok: false', answer(200, { ok: false })],
    ['deleted: false', answer(200, { deleted: false })],
    ['a failed status', answer(200, { status: 'FAILED' })],
    ['a list of errors', answer(200, { errors: [{ message: 'Store is in use.' }] })],
    ['false', answer(200, 'false')],
    ['the page of a proxy', answer(200, '<html><body>Sign in</body></html>', { 'content-type': 'text/html' })],
  ])('%s has an unknown outcome', async (_what, behaviour) => {
    const { data, errors } = await asked(behaviour, DELETE);

    expect(data).toEqual({ deleteStore: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_INVALID_RESPONSE' } }]);
  });

  test.each([
    ['nothing', answer(204, '')],
    ['an empty object', answer(200, '{}')],
    ['a word of its own', answer(200, { message: 'store deleted' })],
    ['a good code', answer(200, { code: 0, message: 'OK', success: true, errors: [] })],
  ])('%s is done', async (_what, behaviour) => {
    const { data, errors } = await asked(behaviour, DELETE);

    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ deleteStore: { userErrors: [] } });
  });
});

describe('The values of an image', () => {
  const image = (properties: object, rest: object = {}) =>
    asked(
      answer(200, { id: 'i', collection: 'c', properties, ...rest }),
      `{ stacItem(id: "i", collectionId: "c") {
        cloudCover offNadir sunAzimuth sunElevation gsdInM projection datetime startDatetime endDatetime bbox
      } }`,
    );
  const NOTHING = {
    cloudCover: null,
    offNadir: null,
    sunAzimuth: null,
    sunElevation: null,
    gsdInM: null,
    projection: null,
    datetime: null,
    startDatetime: null,
    endDatetime: null,
    bbox: null,
  };

  test.each([-9999, -1, 1_000_000])('that stand for "unknown" are null: %j', async (cloudCover) => {
    const unknown = -9999;
    const properties = {
      'eo:cloud_cover': cloudCover,
      'view:off_nadir': unknown,
      'view:sun_azimuth': unknown,
      'view:sun_elevation': unknown,
      gsd: unknown,
      'proj:epsg': 0,
    };

    expect((await image(properties)).data).toEqual({ stacItem: NOTHING });
  });

  test.each(['EPSG:0', 'EPSG:-1'])('have no projection %s', async (code) => {
    expect((await image({ 'proj:code': code })).data).toEqual({ stacItem: NOTHING });
  });

  test('of a composite have a time from and to', async () => {
    const [startDatetime, endDatetime] = ['2024-01-01T00:00:00Z', '2024-01-31T00:00:00Z'];
    const composite = { stacItem: { ...NOTHING, startDatetime, endDatetime } };

    const apart = await image({ datetime: null, start_datetime: startDatetime, end_datetime: endDatetime });
    const otherwise = await image({ datetime: null, startdatetime: startDatetime, end_datetime: endDatetime });
    const together = await image({ datetime: `${startDatetime}/${endDatetime}` });
    const open = await image({ datetime: `${startDatetime}/..` });

    expect(apart.data).toEqual(composite);
    expect(otherwise.data).toEqual(composite);
    expect(together.data).toEqual(composite);
    expect(open.data).toEqual({ stacItem: { ...NOTHING, startDatetime } });
  });

  test('whose interval is open are not odd', () =>
    withFaultyUpstream(
      answer(200, { id: 'i', collection: 'c', properties: { datetime: '2024-01-01T00:00:00Z/..' } }),
      {},
      async (ask, _upstream, gateway) => {
        await ask('{ stacItem(id: "i", collectionId: "c") { startDatetime endDatetime } }');

        expect(await gateway.registry.metrics()).not.toContain('field="properties.end_datetime"');
      },
    ));

  test.each([
    [[77, null, 78, 13], null],
    [
      ['77', '12', '78', '13'],
      [77, 12, 78, 13],
    ],
    [
      [77, 12, 800, 78, 13, 900],
      [77, 12, 800, 78, 13, 900],
    ],
    [[-9999, -9999, -9999, -9999], null],
    [[77, 12, 800, 78, 99, 900], null],
    [[77, 12, 78], null],
  ])('with the bbox %j show %j', async (sent, bbox) => {
    expect((await image({}, { bbox: sent })).data).toEqual({ stacItem: { ...NOTHING, bbox } });
  });
});

test.each([
  [
    [[0, 0, 9, 9], [1, 1, 2, 2], [3]],
    [
      [0, 0, 9, 9],
      [1, 1, 2, 2],
    ],
  ],
  [
    [
      [0, 0, null, 9],
      [1, 1, 2, 2],
    ],
    [],
  ],
  [[null, [1, 1, 2, 2]], []],
])('The boxes %j of a collection are shown as %j: the first covers all others', async (bbox, bboxes) => {
  const { data } = await asked(
    answer(200, { id: 'c', extent: { spatial: { bbox } } }),
    '{ collection(id: "c") { bboxes } }',
  );

  expect(data).toEqual({ collection: { bboxes } });
});

describe('Images that come as a map', () => {
  test('keep its order where its keys look like numbers', async () => {
    const { data } = await asked(
      answer(200, '{"items": {"30": {"id": "30"}, "4": {}, "img": {"id": "img"}, "7": {"id": "7"}}}'),
      `{ searchImages(input: {
          startDate: "2024-01-01T00:00:00Z", endDate: "2024-02-01T00:00:00Z"
          satellites: [{ satelliteId: "s", collectionId: "c" }], geometry: { type: "Point", coordinates: [0, 0] }
        }) { nodes { pixxelId } } }`,
    );

    expect(data).toEqual({ searchImages: { nodes: ['30', '4', 'img', '7'].map((pixxelId) => ({ pixxelId })) } });
  });

  const SENT = '{"aoi_id": "a", "images": {"30": {}, "4": {}, "img": {}, "7": {}}}';
  const SHOWN = { images: ['30', '4', 'img', '7'].map((itemId) => ({ itemId })) };

  test.each([
    ['one AOI', SENT, '{ aoi(id: "a") { images { itemId } } }', { aoi: SHOWN }],
    ['one AOI in an envelope', `{"aoi": ${SENT}}`, '{ aoi(id: "a") { images { itemId } } }', { aoi: SHOWN }],
    [
      'a short list of AOIs',
      `{"aois": [{"aoi_id": "b"}, ${SENT}]}`,
      '{ aois { nodes { images { itemId } } } }',
      { aois: { nodes: [{ images: [] }, SHOWN] } },
    ],
    [
      'a list of AOIs whose geometries are late',
      `{"aois": [{"aoi_id": "b", "geometry": {"type": "Point", "x": "${'x'.repeat(5000)}"}}, ${SENT}]}`,
      '{ aois { nodes { images { itemId } } } }',
      { aois: { nodes: [{ images: [] }, SHOWN] } },
    ],
  ])('keep it in %s', async (_where, sent, query, shown) => {
    expect((await asked(answer(200, sent), query)).data).toEqual(shown);
  });
});

describe('A DateTime argument that is not RFC 3339', () => {
  test.each([
    '2030-06-01T9:30:00Z',
    '2030-06-01T09:30:00,5Z',
    '2030-06-01T093000Z',
    '2030-06-01TXYZ',
    '2030-06-01',
    '2030-06-01T09:30:00+99:99',
  ])('%s is refused, and named, before any call', (value) =>
    withFaultyUpstream(answer(200, {}), {}, async (ask, { requests }) => {
      const { errors } = await ask(
        'query ($start: DateTime) { searchArchive(input: { datetime: { start: $start } }) { nodes { title } } }',
        { start: value },
      );

      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toContain(value);
      expect(requests).toEqual([]);
    }),
  );
});

const UUIDS = ['47435e2b-0a52-4d7c-9a0e-5f0f7a3c1d01', '47435e2b-0a52-4d7c-9a0e-5f0f7a3c1d02'];

test.each(['2030-06-01T23:30:00-05:00', '2030-06-01 00:00', '2030-06-31', '2030-6-1'])(
  'A Date argument that is not a day is refused before any call: %s',
  (day) =>
    withFaultyUpstream(answer(200, {}), {}, async (ask, { requests }) => {
      const { errors } = await ask(
        'query ($day: Date) { aoi(id: "a") { assets(filter: { date: { start: $day } }) { nodes { name } } } }',
        { day },
      );

      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toContain(day);
      expect(requests).toEqual([]);
    }),
);

describe('A UUID in capitals', () => {
  /** Finds order items by their ids as they are written, one alone in either case. */
  const orderItems: Behaviour = (response, request) => {
    const { pathname, searchParams } = new URL(request.target, 'http://upstream.test');
    const alone = pathname.split('/')[3];
    if (alone) return answer(200, { id: alone.toLowerCase() })(response, request);
    const ids = searchParams.get('ids')?.split(',') ?? [];
    const found = UUIDS.filter((id) => ids.includes(id)).map((id) => ({ id }));
    answer(200, { order_items: found, pagination: { total: found.length } })(response, request);
  };

  test('finds the same object alone and in company', () =>
    withFaultyUpstream(orderItems, {}, async (ask, { requests }) => {
      const [one = '', other = ''] = UUIDS;
      const both = `{ one: orderItem(id: "${one.toUpperCase()}") { pixxelId } other: orderItem(id: "${other}") { pixxelId } }`;

      const alone = await ask(`{ one: orderItem(id: "${one.toUpperCase()}") { pixxelId } }`);
      const company = await ask(both);

      expect(alone.data).toEqual({ one: { pixxelId: one } });
      expect(company.data).toEqual({ one: { pixxelId: one }, other: { pixxelId: other } });
      expect(requests.map(({ target }) => target)).toEqual([
        `/v0/order-items/${one.toUpperCase()}`,
        `/v0/order-items?offset=0&limit=2&ids=${one.toUpperCase()},${other}`,
        `/v0/order-items/${one.toUpperCase()}`,
      ]);
    }));

  /** Lists that compare ids as they are written, and single reads that do not. Every object has one of the two ids, in small letters. */
  const everything: Behaviour = (response, request) => {
    const { pathname, searchParams } = new URL(request.target, 'http://upstream.test');
    const wanted = searchParams.get('ids')?.split(',') ?? (request.body ? JSON.parse(request.body).ids : undefined);
    const rowOf = (id: string) => ({ id, aoi_id: id, store_id: id, delivery_id: id, properties: {} });
    const alone = UUIDS.find((id) => pathname.toLowerCase().split('/').includes(id));
    if (alone) return answer(200, rowOf(alone))(response, request);
    const rows = UUIDS.filter((id) => !wanted || wanted.includes(id)).map(rowOf);
    const names = ['aois', 'orders', 'order_items', 'catalogs', 'workflows', 'projects', 'satellites', 'stores'];
    const lists = [...names, 'bandsets', 'indices', 'catalog_deliveries', 'deliveries'].map((name) => [name, rows]);
    answer(200, { ...Object.fromEntries(lists), count: rows.length })(response, request);
  };

  test.each(['Project', 'Aoi', 'Order', 'OrderItem', 'CatalogEntry', 'Satellite', 'Store', 'Bandset', 'SpectralIndex'])(
    'is the same object beside others, by node and by nodes: %s',
    (type) =>
      withFaultyUpstream(everything, {}, async (ask) => {
        const [one = '', other = ''] = UUIDS;
        const ids = [one.toUpperCase(), other, one].map((id) => globalIdOf(type as 'Aoi', { id }));
        const shows = `... on ${type} { pixxelId }`;
        const found = { pixxelId: one };

        const { data, errors } = await ask(
          `query ($ids: [ID!]!, $id: ID!) { node(id: $id) { ${shows} } nodes(ids: $ids) { ${shows} } }`,
          { ids, id: ids[0] },
        );

        expect({ data, errors }).toEqual({ data: { node: found, nodes: [found, { pixxelId: other }, found] } });
      }),
  );

  test('leads to the related object', async () => {
    const [id = ''] = UUIDS;
    const { data } = await asked(
      (response, request) =>
        request.target.startsWith('/v0/satellites')
          ? answer(200, { satellites: [{ id, name: 'Pixxel-FF01' }] })(response, request)
          : answer(200, { aoi_id: 'a', satellite_id: id.toUpperCase() })(response, request),
      '{ aoi(id: "a") { satellite { name } } }',
    );

    expect(data).toEqual({ aoi: { satellite: { name: 'Pixxel-FF01' } } });
  });

  const [id = ''] = UUIDS;
  const big = id.toUpperCase();
  const task = globalIdOf('JobTask', { workflowId: 'w', jobId: 'j', id: big });
  const insight = globalIdOf('Insight', { aoiId: id, id: 'i' });

  test.each([
    [`visualization(id: "${id}", aoiId: "a") { assets { name } }`, { assets: [{ name: 'picture' }] }],
    ['stacItem(id: "i", collectionId: "c") { satellite { name } }', { satellite: { name: 'Pixxel-FF01' } }],
    ['orderItem(id: "i") { bandset { name } }', { bandset: { name: 'vnir' } }],
    ['orderItem(id: "i") { cloudDelivery { store { name } } }', { cloudDelivery: { store: { name: 'bucket' } } }],
    [`node(id: "${task}") { ... on JobTask { name } }`, { name: 'clip' }],
    [`insight(id: "${insight}", aoiId: "${big}") { name }`, { name: 'crops' }],
    [`visualization(id: "${big}", aoiId: "a") { pixxelId }`, { pixxelId: id }],
    [`project(id: "${id}") { membersCount }`, { membersCount: 3 }],
    [`project(id: "${big}") { membersCount }`, { membersCount: 3 }],
    [
      'projects { nodes { latestOrderItem { pixxelId } } }',
      { nodes: [{ latestOrderItem: { pixxelId: 'i' } }, { latestOrderItem: { pixxelId: 'o' } }] },
    ],
    [
      'projects { nodes { aois { nodes { pixxelId } } } }',
      { nodes: [{ aois: { nodes: [{ pixxelId: 'a' }] } }, { aois: { nodes: [] } }] },
    ],
    [
      'orderItems { nodes { catalogEntries { nodes { pixxelId } } } }',
      { nodes: [{ catalogEntries: { nodes: [{ pixxelId: 'e' }] } }, { catalogEntries: { nodes: [] } }] },
    ],
  ])('is the same id where the gateway compares ids: %s', async (field, expected) => {
    const { data } = await asked(
      routes({
        'GET /v0/aois/a/visualizations': { visualization: [{ id, aoi_id: 'a' }] },
        'GET /v0/aois/a/assets': { assets: [{ id: 'p', name: 'picture', visualization_id: big }] },
        'GET /v0/archives/collections/c/items/i': { id: 'i', collection: 'c', properties: { 'rd:sat_id': big } },
        'GET /v0/satellites': { satellites: [{ id, name: 'Pixxel-FF01' }] },
        'GET /v0/order-items/i': { id: 'i', bandset: { bandset_id: big }, cloud_delivery: { config: big } },
        'GET /v0/bandsets': { bandsets: [{ id, name: 'vnir' }] },
        'GET /v0/stores': { stores: [{ id, name: 'bucket' }] },
        'GET /v0/workflows/w/jobs/j': { id: 'j', workflow_id: 'w', tasks: [{ id, name: 'clip' }] },
        [`GET /v0/aoi/${id}/insights`]: { insights: [{ id: 'i', aoi_id: id, name: 'crops' }] },
        [`GET /v0/projects/${id}`]: { project: { id } },
        [`GET /v0/projects/${big}`]: { project: { id: big } },
        'GET /v0/projects': { projects: [{ id: big, members_count: 3 }, { id: 'p' }], pagination: { total: 2 } },
        'GET /v0/aois?': { aois: [{ aoi_id: 'a', project_id: big }], pagination: { total: 1 } },
        'GET /v0/order-items?': {
          order_items: [
            { id: 'i', project_id: big, tasks: [{ id }] },
            { id: 'o', project_id: 'p', tasks: [{ id: 't' }] },
          ],
          pagination: { total: 2 },
        },
        'POST /v0/catalogs/search': { catalogs: [{ id: 'e', task_id: big }], pagination: { total: 1 } },
      }),
      `{ found: ${field} }`,
    );

    expect(data).toEqual({ found: expected });
  });
});

describe('An id that the API refuses in a list', () => {
  test.each([
    ['orderItem', 'GET /v0/order-items/good', { id: 'good' }, 'GET /v0/order-items?'],
    ['collection', 'GET /v0/archives/collections/good', { id: 'good' }, 'GET /v0/archives/collections?'],
    ['catalogEntry', 'GET /v0/catalogs/good', { id: 'good' }, 'POST /v0/catalogs/search'],
  ])('hides no %s beside it', (field, single, found, list) =>
    withFaultyUpstream(
      (response, request) => {
        const isRefused = `${request.method} ${request.target}`.startsWith(list);
        if (isRefused) answer(400, { error: { code: 'E', message: 'invalid UUID', details: null } })(response, request);
        else routes({ [single]: found })(response, request);
      },
      {},
      async (ask, { requests }) => {
        const { data, errors } = await ask(
          `{ a: ${field}(id: "good") { pixxelId } b: ${field}(id: "bad") { pixxelId } }`,
        );

        expect({ data, errors }).toEqual({ data: { a: { pixxelId: 'good' }, b: null } });
        expect(requests).toHaveLength(3);
      },
    ),
  );
});

test.each([
  [400, 'BAD_USER_INPUT'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
])('A project whose AOIs are refused with %i hides those of no other', (status, code) =>
  withFaultyUpstream(
    (response, request) => {
      if (/project_ids=\S*q/.test(request.target))
        answer(status, { error: { code: 'E', message: 'No.' } })(response, request);
      else if (request.target.includes('project_ids=p')) answer(200, { aois: [{ aoi_id: 'a' }] })(response, request);
      else answer(200, { projects: [{ id: 'p' }, { id: 'q' }] })(response, request);
    },
    {},
    async (ask) => {
      const { data, errors } = await ask('{ projects { nodes { aois { nodes { pixxelId } } } } }');

      expect(data).toEqual({ projects: { nodes: [{ aois: { nodes: [{ pixxelId: 'a' }] } }, { aois: null }] } });
      expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual([
        ['projects.nodes.1.aois', code],
      ]);
    },
  ),
);

test('A project whose order items are refused hides the latest one of no other', () =>
  withFaultyUpstream(
    (response, request) => {
      if (/project_ids=\S*q/.test(request.target))
        answer(400, { error: { code: 'E', message: 'No.' } })(response, request);
      else if (request.target.includes('project_ids=p'))
        answer(200, { order_items: [{ id: 'i', project_id: 'p' }] })(response, request);
      else answer(200, { projects: [{ id: 'p' }, { id: 'q' }] })(response, request);
    },
    {},
    async (ask) => {
      const { data, errors } = await ask('{ projects { nodes { latestOrderItem { pixxelId progress } } } }');

      expect(data).toEqual({
        projects: { nodes: [{ latestOrderItem: { pixxelId: 'i', progress: null } }, { latestOrderItem: null }] },
      });
      expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['projects.nodes.1.latestOrderItem']);
    },
  ));

test('An image whose catalog entries are refused hides the order state of no other', () =>
  withFaultyUpstream(
    (response, request) => {
      if (request.target.startsWith('/v0/catalogs/search')) {
        const isRefused = request.body?.includes('"bad"') ?? false;
        const body = isRefused ? { error: { code: 'E', message: 'No.' } } : { catalogs: [] };
        answer(isRefused ? 400 : 200, body)(response, request);
      } else if (request.target.startsWith('/v0/order-items')) answer(200, { order_items: [] })(response, request);
      else answer(200, { features: ['good', 'bad'].map((id) => ({ id, collection: 'c' })) })(response, request);
    },
    {},
    async (ask) => {
      const { data } = await ask('{ searchArchive(input: {}) { nodes { orderState } } }');

      expect(data).toEqual({ searchArchive: { nodes: [{ orderState: 'NOT_ORDERED' }, { orderState: null }] } });
    },
  ));

describe('A key that may read no object of a list', () => {
  test('causes a bounded number of calls', () =>
    withFaultyUpstream(
      answer(403, { error: { code: 'E', message: 'forbidden', details: null } }),
      {},
      async (ask, { requests }) => {
        const ids = Array.from({ length: 60 }, (_, index) => `a${index}: orderItem(id: "i${index}") { pixxelId }`);
        const { errors } = await ask(`{ ${ids.join(' ')} }`);

        expect(requests).toHaveLength(31);
        expect(errors).toHaveLength(60);
        expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(['FORBIDDEN']));
      },
    ));

  test('causes as few if the API says of each object alone that it is missing', () => {
    const upstream: Behaviour = (response, request) => {
      const status = /^\/v0\/order-items\/\w+$/.test(request.target) ? 404 : 403;
      answer(status, { error: { code: 'E', message: 'No.' } })(response, request);
    };

    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const ids = Array.from({ length: 60 }, (_, index) => `a${index}: orderItem(id: "i${index}") { pixxelId }`);
      await ask(`{ ${ids.join(' ')} }`);

      expect(requests.length).toBeLessThan(35);
    });
  });

  test('causes a bounded number of calls for lists of many parents', () => {
    const projects = Array.from({ length: 60 }, (_, index) => ({ id: `p${index}` }));
    const upstream: Behaviour = (response, request) =>
      request.target.startsWith('/v0/projects')
        ? answer(200, { projects })(response, request)
        : answer(403, { error: { code: 'E', message: 'forbidden', details: null } })(response, request);

    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const { errors } = await ask('{ projects(first: 60) { nodes { aois { nodes { name } } } } }');

      expect(requests).toHaveLength(1 + 1 + 30);
      expect(errors).toHaveLength(60);
      expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(['FORBIDDEN']));
    });
  });
});

test('One id of many that the API refuses in a list hides none of the others', () => {
  const upstream: Behaviour = (response, request) => {
    const id = /^\/v0\/order-items\/(\w+)$/.exec(request.target)?.[1];
    const isRefused = id === undefined || id === 'i59';
    answer(isRefused ? 403 : 200, isRefused ? { error: { code: 'E', message: 'No.' } } : { id })(response, request);
  };

  return withFaultyUpstream(upstream, {}, async (ask) => {
    const ids = Array.from({ length: 60 }, (_, index) => `a${index}: orderItem(id: "i${index}") { pixxelId }`);
    const { data, errors } = await ask(`{ ${ids.join(' ')} }`);

    expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['a59']);
    expect(Object.values(data ?? {}).filter((item) => item !== null)).toHaveLength(59);
  });
});

describe('An archive search by ids', () => {
  const search = '{ searchArchive(input: { ids: ["i", "j"] }) { nodes { pixxelId } pageInfo { hasNextPage } } }';
  const found = (...ids: string[]) => answer(200, { features: ids.map((id) => ({ id, collection: 'c' })) });

  test('is one call where every id is found', () =>
    withFaultyUpstream(found('i', 'j'), {}, async (ask, { requests }) => {
      expect((await ask(search)).data).toEqual({
        searchArchive: { nodes: [{ pixxelId: 'i' }, { pixxelId: 'j' }], pageInfo: { hasNextPage: false } },
      });
      expect(requests).toHaveLength(1);
    }));
});

describe('One id in two collections', () => {
  test('is two rows, also where the upstream caps its pages', () =>
    withFaultyUpstream(
      (response, request) => {
        const { offset, limit } = JSON.parse(request.body) as { offset: number; limit: number };
        const rows = ['c', 'd', 'e'].map((collection) => ({ id: 'i', collection, properties: { title: collection } }));
        answer(200, { features: rows.slice(offset, offset + Math.min(limit, 1)) })(response, request);
      },
      {},
      async (ask) => {
        const { data } = await ask(
          '{ searchArchive(input: {}, first: 2) { nodes { title } pageInfo { hasNextPage } } }',
        );

        expect(data).toEqual({
          searchArchive: { nodes: [{ title: 'c' }, { title: 'd' }], pageInfo: { hasNextPage: true } },
        });
      },
    ));
});

test('Two images with one id in two collections are told apart in one call', async () => {
  const ids = ['c', 'd'].map((collectionId) => globalIdOf('StacItem', { collectionId, id: 'i' }));
  const { data } = await asked(
    routes({
      'POST /v0/archives/search': {
        features: ['c', 'd'].map((collection) => ({ id: 'i', collection, properties: { title: collection } })),
      },
    }),
    `{ nodes(ids: ${JSON.stringify(ids)}) { ... on StacItem { title } } }`,
  );

  expect(data).toEqual({ nodes: [{ title: 'c' }, { title: 'd' }] });
});

describe('An AOI with an image whose id exists in two collections', () => {
  const squareAt = (west: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [west, 0],
        [west + 1, 0],
        [west + 1, 1],
        [west, 1],
        [west, 0],
      ],
    ],
  });
  const aoisAt =
    (...places: number[]): Behaviour =>
    (response, request) => {
      const aois = places.map((west, index) => ({ aoi_id: `a${index}`, images: { i: {} }, geometry: squareAt(west) }));
      const items = [0, 50].map((west) => ({ id: 'i', collection: `c${west}`, geometry: squareAt(west + 0.5) }));
      const { limit = 100 } = request.method === 'POST' ? (JSON.parse(request.body) as { limit: number }) : {};
      const body = request.method === 'POST' ? { features: items.slice(0, limit) } : { aois, pagination: { total: 3 } };
      answer(200, body)(response, request);
    };

  test('leads to the image whose footprint overlaps the AOI, or to none', () =>
    withFaultyUpstream(aoisAt(0, 50, 100), {}, async (ask, { requests }) => {
      const { data } = await ask(
        '{ aois { nodes { images { item { collection { pixxelId } } coverage { percent } } } } }',
      );

      expect(data).toEqual({
        aois: {
          nodes: [
            { images: [{ item: { collection: { pixxelId: 'c0' } }, coverage: { percent: 50 } }] },
            { images: [{ item: { collection: { pixxelId: 'c50' } }, coverage: { percent: 50 } }] },
            { images: [{ item: null, coverage: null }] },
          ],
        },
      });
      expect(requests.map(({ target }) => target)).toEqual(['/v0/aois?offset=0&limit=20', '/v0/archives/search']);
    }));
});

describe('A whole number past 2^53 in JSON input', () => {
  const SEARCH = 'query ($query: JSON) { searchArchive(input: { query: $query }) { nodes { title } } }';

  test.each([
    [SEARCH, { query: { serial: { eq: 2 ** 60 } } }],
    [SEARCH.replace('($query: JSON)', '').replace('$query', '{ serial: { eq: 12345678901234567890 } }'), {}],
    ['query ($id: ID!) { aoi(id: $id) { name } }', { id: 2 ** 60 }],
    ['query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 2 ** 60] }],
    [
      'query ($input: ArchiveSearchInput!) { searchArchive(input: $input) { nodes { title } } }',
      { input: { ids: [2 ** 60] } },
    ],
  ])('is refused before it loses digits: %s', (query, variables) =>
    withFaultyUpstream(answer(200, {}), {}, async (ask, { requests }) => {
      const { errors } = await ask(query, variables);

      expect(errors?.[0]?.message).toContain('Write it as a string.');
      expect(requests).toEqual([]);
    }),
  );

  test('keeps its digits as an id in the document', () =>
    withFaultyUpstream(answer(200, { aoi_id: 'a' }), {}, async (ask, { requests }) => {
      await ask('{ aoi(id: 12345678901234567890) { name } }');

      expect(requests.map(({ target }) => target)).toEqual(['/v0/aoi/12345678901234567890']);
    }));
});
