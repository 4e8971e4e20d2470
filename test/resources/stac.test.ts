import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { type ArrivedRequest, answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';
import { routes } from '../support/routes.ts';

/** An upstream that answers whatever it is asked with what `bodyOf` gives. */
const answering =
  (bodyOf: (request: ArrivedRequest) => unknown): Behaviour =>
  (response, request) =>
    answer(200, bodyOf(request))(response, request);

const found = (...features: unknown[]) => ({ type: 'FeatureCollection', features, links: [] });

const bodiesOf = (requests: readonly ArrivedRequest[]) => requests.map(({ body }) => JSON.parse(body));

interface Items {
  [list: string]: { nodes: { pixxelId: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

describe('StacItem', () => {
  test('the images of all AOIs of a page are one search, and their collections one call more', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        aois(first: 100) { nodes { images { itemId item { pixxelId cloudCover collection { title } } } } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListAois', 'SearchArchive', 'ListCollections']);
      const { aois } = data as { aois: { nodes: { images: { itemId: string; item: { pixxelId: string } }[] }[] } };
      const images = aois.nodes.flatMap((aoi) => aoi.images);
      expect(images.length).toBeGreaterThan(100);
      expect(images.map(({ item }) => item.pixxelId)).toEqual(images.map(({ itemId }) => itemId));
    }));

  test('an upstream that caps its pages is asked until every image is there', () =>
    withGateway({ sandbox: { pageCap: 30 } }, async ({ query }) => {
      const { data, calls } = await query('{ aois(first: 30) { nodes { images { item { platform } } } } }');

      const { aois } = data as { aois: { nodes: { images: { item: unknown }[] }[] } };
      expect(aois.nodes.flatMap((aoi) => aoi.images).filter(({ item }) => item === null)).toEqual([]);
      expect(new Set(calls.slice(1))).toEqual(new Set(['SearchArchive']));
    }));

  test('an image costs nothing if only its ids are selected', () =>
    withGateway({}, async ({ query }) => {
      const { calls, errors } = await query(
        '{ aois(first: 3) { nodes { images { item { id pixxelId __typename } } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListAois']);
    }));

  test('an image whose collection is known is read at once; one whose collection is not is searched for', () =>
    withGateway({}, async ({ query, store }) => {
      const [item] = store.stacItems.values();
      const { id = '', collection: collectionId = '' } = item ?? {};
      const ask = 'query ($id: ID!, $in: ID) { stacItem(id: $id, collectionId: $in) { id pixxelId } }';
      const globalId = globalIdOf('StacItem', { collectionId, id });

      const answers = [
        await query(ask, { id: globalId }),
        await query(ask, { id, in: collectionId }),
        await query(ask, { id, in: globalIdOf('StacCollection', { id: collectionId }) }),
        await query(ask, { id }),
        await query(ask, { id: globalIdOf('StacItem', { collectionId: '', id }) }),
        await query('query ($id: ID!) { stacItem: node(id: $id) { id ... on StacItem { pixxelId } } }', {
          id: globalId,
        }),
      ];

      expect(answers.map(({ data }) => data)).toEqual(Array(6).fill({ stacItem: { id: globalId, pixxelId: id } }));
      const single = `GET /v0/archives/collections/${collectionId}/items/${id}`;
      const search = 'POST /v0/archives/search';
      expect(answers.map(({ wire }) => wire)).toEqual([[single], [single], [single], [search], [search], [single]]);
    }));

  test('a missing image is null without an error, read or searched for', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        alone: stacItem(id: "none") { title }
        within: stacItem(id: "none", collectionId: "pixxel-td-l2a") { title }
      }`);

      expect({ data, errors }).toEqual({ data: { alone: null, within: null }, errors: undefined });
      expect(calls).toEqual(['SearchArchive']);
    }));

  test('an id that exists in many collections does not displace another', () => {
    const rows = [
      ...['one', 'two', 'three', 'four'].map((collection) => ({ id: 'a', collection })),
      { id: 'b', collection: 'two' },
    ];
    const upstream = answering(({ body }) => {
      const { ids, limit } = JSON.parse(body);
      return found(...rows.filter(({ id }) => ids.includes(id)).slice(0, limit));
    });
    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const { data } = await ask(`{
        a: stacItem(id: "a") { pixxelId }
        b: stacItem(id: "b") { pixxelId }
      }`);

      expect(data).toEqual({ a: { pixxelId: 'a' }, b: { pixxelId: 'b' } });
      expect(bodiesOf(requests)).toEqual([
        { ids: ['a', 'b'], offset: 0, limit: 4 },
        { ids: ['b'], offset: 0, limit: 2 },
      ]);
    });
  });

  test('an API that takes few ids in one search is asked for fewer', () => {
    const upstream: Behaviour = (response, request) => {
      const { ids } = JSON.parse(request.body);
      if (ids.length > 50) answer(400, { error: { code: 'INVALID', message: 'too many ids' } })(response, request);
      else answer(200, found(...ids.map((id: string) => ({ id, collection: 'c' }))))(response, request);
    };
    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const ids = Array.from({ length: 120 }, (_, at) => globalIdOf('StacItem', { collectionId: '', id: `i${at}` }));

      const { data, errors } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on StacItem { pixxelId } } }', {
        ids,
      });

      expect(errors).toBeUndefined();
      expect(data?.nodes).toEqual(ids.map((_id, at) => ({ pixxelId: `i${at}` })));
      expect(bodiesOf(requests).map((body) => (body as { ids: string[] }).ids.length)).toEqual([
        120, 60, 60, 30, 30, 30, 30,
      ]);
    });
  });

  test('the forms of archive and catalog give equal values, and unusable values are null', () => {
    const archived = {
      id: 'archived',
      collection: 'c',
      bbox: ['72.5', '1.25', '73', '2'],
      geometry: { type: 'Point', coordinates: [72.75, 1.5], note: 'kept' },
      properties: {
        datetime: '2024-05-06 07:08:09+00:00',
        gsd: '5',
        instruments: null,
        'eo:cloud_cover': 12.5,
        'proj:code': 'EPSG:32643',
        'rd:product_level': 'L2A',
        'view:off_nadir': 'steep',
      },
      assets: { analytic: { href: 'https://x.example/a.tif', 'eo:bands': [{ name: 'B01', fwhm: 0.01 }] }, odd: null },
      links: null,
    };
    const numbered = { id: 'numbered', bbox: [1, 2, 3, 4], properties: { 'proj:epsg': 32643 } };
    const bare = { id: 'bare', properties: null, assets: null };
    return withFaultyUpstream(
      answering(() => found(archived, numbered, bare)),
      {},
      async (ask) => {
        const { data, errors } = await ask(`{
        searchArchive(input: {}) { nodes {
          bbox geometry datetime gsdInM instruments cloudCover projection productLevel offNadir
          assets { key href roles bands { name fwhm } rasterBands { scale } } links { href } collection { pixxelId }
        } }
      }`);

        expect(errors).toBeUndefined();
        const nothing = {
          bbox: null,
          geometry: null,
          datetime: null,
          gsdInM: null,
          instruments: [],
          cloudCover: null,
          projection: null,
          productLevel: null,
          offNadir: null,
          assets: [],
          links: [],
          collection: null,
        };
        expect(data?.searchArchive).toEqual({
          nodes: [
            {
              ...nothing,
              bbox: [72.5, 1.25, 73, 2],
              geometry: { type: 'Point', coordinates: [72.75, 1.5], note: 'kept' },
              datetime: '2024-05-06T07:08:09Z',
              gsdInM: 5,
              cloudCover: 12.5,
              projection: 'EPSG:32643',
              productLevel: 'L2A',
              assets: [
                {
                  key: 'analytic',
                  href: 'https://x.example/a.tif',
                  roles: [],
                  bands: [{ name: 'B01', fwhm: 0.01 }],
                  rasterBands: [],
                },
                { key: 'odd', href: null, roles: [], bands: [], rasterBands: [] },
              ],
              collection: { pixxelId: 'c' },
            },
            { ...nothing, bbox: [1, 2, 3, 4], projection: 'EPSG:32643' },
            nothing,
          ],
        });
      },
    );
  });
});

describe('StacCollection', () => {
  test('one id is a single read, several are one call, none are the whole set, and an empty list costs nothing', () =>
    withGateway({}, async ({ query }) => {
      const one = await query('{ collection(id: "pixxel-td-l2a") { title intervals { start end } bboxes } }');
      const several = await query('{ collections(ids: ["sentinel-2-l2a", "none", "pixxel-td-l2a"]) { pixxelId } }');
      const all = await query('{ collections { pixxelId } }');
      const none = await query('{ collections(ids: []) { pixxelId } }');

      expect(one.data).toEqual({
        collection: {
          title: 'Pixxel TD L2A',
          intervals: [{ start: '2024-01-01T00:00:00Z', end: null }],
          bboxes: [[-180, -90, 180, 90]],
        },
      });
      expect(several.data).toEqual({ collections: [{ pixxelId: 'sentinel-2-l2a' }, { pixxelId: 'pixxel-td-l2a' }] });
      expect((all.data as { collections: unknown[] }).collections).toHaveLength(3);
      expect(none.data).toEqual({ collections: [] });
      expect([one, several, all, none].map(({ wire }) => wire)).toEqual([
        ['GET /v0/archives/collections/pixxel-td-l2a'],
        ['GET /v0/archives/collections?ids=sentinel-2-l2a,none,pixxel-td-l2a'],
        ['GET /v0/archives/collections'],
        [],
      ]);
    }));

  test('a missing one is null without an error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ collection(id: "none") { title } }');

      expect({ data, errors }).toEqual({ data: { collection: null }, errors: undefined });
    }));

  test('its images page to the end, one row more telling whether rows follow', () =>
    withGateway({}, async ({ query, store }) => {
      const page = `query ($after: String) { collection(id: "pixxel-td-l2a") {
        items(first: 25, after: $after) { nodes { pixxelId } totalCount pageInfo { hasNextPage endCursor } }
      } }`;

      const first = await query(page);
      const { items } = (first.data as { collection: Items }).collection;
      const second = await query(page, { after: items?.pageInfo.endCursor });
      const { items: rest } = (second.data as { collection: Items }).collection;

      const path = '/v0/archives/collections/pixxel-td-l2a';
      expect(first.wire).toEqual([`GET ${path}`, `GET ${path}/items?offset=0&limit=26`]);
      expect(second.wire).toEqual([`GET ${path}`, `GET ${path}/items?offset=25&limit=26`]);
      expect([items?.pageInfo.hasNextPage, rest?.pageInfo.hasNextPage]).toEqual([true, false]);
      const ids = [...(items?.nodes ?? []), ...(rest?.nodes ?? [])].map(({ pixxelId }) => pixxelId);
      const stored = store.stacItems.values().filter(({ collection }) => collection === 'pixxel-td-l2a');
      expect(ids).toEqual(stored.map(({ id }) => id).toArray());
    }));

  test('the collections that blocks support are one call for all blocks', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(
        '{ blocks { supportedCollectionIds supportedCollections { pixxelId title } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListBlocks', 'ListCollections']);
      const { blocks } = data as {
        blocks: { supportedCollectionIds: string[]; supportedCollections: { pixxelId: string }[] }[];
      };
      for (const { supportedCollectionIds, supportedCollections } of blocks)
        expect(supportedCollections.map(({ pixxelId }) => pixxelId)).toEqual(supportedCollectionIds);
    }));
});

describe('searchArchive', () => {
  const SEARCH = `query ($input: ArchiveSearchInput!, $sortBy: [StacSortInput!], $first: Int, $after: String) {
    searchArchive(input: $input, sortBy: $sortBy, first: $first, after: $after) {
      nodes { pixxelId cloudCover datetime } pageInfo { hasNextPage endCursor }
    }
  }`;

  test('sends the filter in the archive’s form', () =>
    withFaultyUpstream(
      answering(() => found()),
      {},
      async (ask, { requests }) => {
        await ask(SEARCH, {
          first: 5,
          input: {
            ids: [globalIdOf('StacItem', { collectionId: 'c', id: 'a' }), 'b', 'b'],
            collectionIds: [globalIdOf('StacCollection', { id: 'c' })],
            datetime: { start: '2024-01-01T00:00:00Z', end: '2024-02-01T00:00:00Z' },
            intersects: { type: 'Point', coordinates: [77, 12], bbox: [77, 12, 77, 12] },
            query: { 'eo:cloud_cover': { lt: 10 } },
          },
          sortBy: [{ property: 'datetime', direction: 'DESC' }, { property: 'eo:cloud_cover' }],
        });

        expect(bodiesOf(requests)).toEqual([
          {
            ids: ['a', 'b'],
            collections: ['c'],
            datetime: '2024-01-01T00:00:00Z/2024-02-01T00:00:00Z',
            intersects: { type: 'Point', coordinates: [77, 12] },
            query: { 'eo:cloud_cover': { lt: 10 } },
            sortby: [
              { field: "properties->>'datetime'", direction: 'desc' },
              { field: "properties->>'eo:cloud_cover'", direction: 'asc' },
              { field: 'id', direction: 'asc' },
            ],
            offset: 0,
            limit: 6,
          },
        ]);
      },
    ));

  test.each([
    ['an open start', { end: '2024-02-01T00:00:00Z' }, '../2024-02-01T00:00:00Z'],
    ['an open end', { start: '2024-01-01T00:00:00Z', end: null }, '2024-01-01T00:00:00Z/..'],
    ['equal ends', { start: '2024-01-01T00:00:00Z', end: '2024-01-01T01:00:00+01:00' }, '2024-01-01T00:00:00Z'],
  ])('%s in time is written as the archive writes it', (_case, datetime, written) =>
    withFaultyUpstream(
      answering(() => found()),
      {},
      async (ask, { requests }) => {
        await ask(SEARCH, { input: { datetime } });

        expect(bodiesOf(requests)).toMatchObject([{ datetime: written }]);
      },
    ),
  );

  test('is sorted by the name of a field as by its STAC name', () =>
    withFaultyUpstream(
      answering(() => found()),
      {},
      async (ask, { requests }) => {
        const byField = ['pixxelId', 'cloudCover', 'offNadir', 'sunAzimuth', 'sunElevation', 'gsdInM', 'productLevel'];
        await ask(SEARCH, { input: {}, sortBy: byField.map((property) => ({ property })) });

        const properties = ['eo:cloud_cover', 'view:off_nadir', 'view:sun_azimuth', 'view:sun_elevation', 'gsd'];
        const fields = [...properties, 'rd:product_level'].map((property) => `properties->>'${property}'`);
        expect(bodiesOf(requests)).toMatchObject([
          { sortby: ['id', ...fields].map((field) => ({ field, direction: 'asc' })) },
        ]);
      },
    ));

  test('finds, sorts and pages', () =>
    withGateway({}, async ({ query }) => {
      const input = { collectionIds: ['pixxel-td-l2a'], query: { 'eo:cloud_cover': { lt: 20 } } };
      const sortBy = [{ property: 'datetime', direction: 'DESC' }];

      const first = await query(SEARCH, { input, sortBy, first: 4 });
      const page = (first.data as Items).searchArchive;
      const second = await query(SEARCH, { input, sortBy, first: 4, after: page?.pageInfo.endCursor });
      const foreign = await query(SEARCH, { input, first: 4, after: page?.pageInfo.endCursor });

      expect([first.calls, second.calls]).toEqual([['SearchArchive'], ['SearchArchive']]);
      expect(page?.pageInfo.hasNextPage).toBe(true);
      const rows = [first, second].flatMap(
        ({ data }) =>
          (data as { searchArchive: { nodes: { datetime: string; cloudCover: number }[] } }).searchArchive.nodes,
      );
      expect(rows).toHaveLength(8);
      expect(rows.map(({ datetime }) => datetime)).toEqual(
        rows.map(({ datetime }) => datetime).toSorted((a, b) => Date.parse(b) - Date.parse(a)),
      );
      expect(rows.every(({ cloudCover }) => cloudCover < 20)).toBe(true);
      expect(foreign.errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
    }));

  test('an image that a search brought is not read again', () =>
    withGateway({}, async ({ query, store }) => {
      const [item] = store.stacItems.values();
      const { id = '', collection: collectionId = '' } = item ?? {};

      const { calls } = await query(
        'query ($id: ID!) { searchArchive(input: { ids: [$id] }) { nodes { title collection { items(first: 1) { nodes { title } } } } } }',
        { id: globalIdOf('StacItem', { collectionId, id }) },
      );

      expect(calls).toEqual(['SearchArchive', 'GetCollectionById', 'ListCollectionItems']);
    }));

  test('an empty list of ids finds nothing, and costs nothing', () =>
    withGateway({}, async ({ query }) => {
      const { data, calls } = await query(
        '{ a: searchArchive(input: { ids: [] }) { nodes { id } } b: searchArchive(input: { collectionIds: [] }) { totalCount } }',
      );

      expect(data).toEqual({ a: { nodes: [] }, b: { totalCount: 0 } });
      expect(calls).toEqual([]);
    }));

  test.each([
    [{ datetime: {} }, ['input', 'datetime']],
    [{ datetime: { start: '2024-02-01T00:00:00Z', end: '2024-01-01T00:00:00Z' } }, ['input', 'datetime', 'end']],
    [{ bbox: [1, 2, 3] }, ['input', 'bbox']],
    [{ bbox: [181, 2, 3, 4] }, ['input', 'bbox', '0']],
    [{ bbox: [1, 2, 3, 91] }, ['input', 'bbox', '3']],
    [{ bbox: [1, 2, 0, 3, 95, 9] }, ['input', 'bbox', '4']],
    [{ bbox: [1, 5, 3, 4] }, ['input', 'bbox']],
    [{ bbox: [1, 2, 3, 4], intersects: { type: 'Point', coordinates: [1, 2] } }, ['input', 'intersects']],
    [{ intersects: { type: 'Point', coordinates: [1, 95] } }, ['input', 'intersects', 'coordinates']],
    [{ intersects: { type: 'GeometryCollection', geometries: [] } }, ['input', 'intersects']],
    [{ query: ['eo:cloud_cover'] }, ['input', 'query']],
    [{ query: { 'eo:cloud_cover': 10 } }, ['input', 'query']],
    [{ ids: [globalIdOf('Aoi', { id: 'a' })] }, ['input', 'ids', '0']],
  ])('%j is refused with its place, and nothing is sent', (input, place) =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query(SEARCH, { input });

      expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
        { code: 'BAD_USER_INPUT', argumentPath: place },
      ]);
      expect(calls).toEqual([]);
    }),
  );

  test('an invalid property name is refused as a sort key', () =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query(SEARCH, { input: {}, sortBy: [{ property: "datetime' --" }] });

      expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
        { code: 'BAD_USER_INPUT', argumentPath: ['sortBy', '0', 'property'] },
      ]);
      expect(calls).toEqual([]);
    }));
});

describe('What an archive image leads to', () => {
  test('its satellite and the AOIs cut from it: one list of each for all rows', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(
        '{ searchArchive(input: {}, first: 200) { nodes { pixxelId platform satellite { name } aois { pixxelId } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['SearchArchive', 'ListSatellites', 'ListAois']);
      const { nodes } = (data as { searchArchive: { nodes: Linked[] } }).searchArchive;
      const aois = [...store.aois.values()];
      expect(nodes.some((item) => item.aois.length > 0)).toBe(true);
      for (const { pixxelId, platform, satellite, aois: cut } of nodes) {
        expect(satellite?.name).toBe(platform);
        const expected = aois.filter(({ images = {} }) => pixxelId in images).map(({ aoi_id }) => aoi_id);
        expect(cut.map((aoi) => aoi.pixxelId).toSorted()).toEqual(expected.toSorted());
      }
    }));

  test.each([
    ['by its name', { collection: 'td', properties: { platform: 'pixxel_td2' } }, 'Pixxel-TD2'],
    ['by a part of its name', { collection: 'td', properties: { platform: 'TD1' } }, 'Pixxel-TD1'],
    ['by its collection alone', { collection: 's2', properties: { platform: 'sentinel-2b' } }, 'Sentinel-2'],
    ['by nothing where two have the collection', { collection: 'td', properties: { platform: 'Pixxel' } }, null],
    [
      'by its name where no satellite has the collection',
      { collection: 'x', properties: { platform: 'SENTINEL-2' } },
      'Sentinel-2',
    ],
    ['by nothing where it names none', { collection: 'x', properties: null }, null],
  ])('a satellite is told %s', (_case, item, expected) => {
    const satellite = (name: string, collection: string) => ({ id: name, name, collections: [{ id: collection }] });
    const upstream = routes({
      'GET /v0/satellites': {
        satellites: [satellite('Pixxel-TD1', 'td'), satellite('Pixxel-TD2', 'td'), satellite('Sentinel-2', 's2')],
      },
      'POST /v0/archives/search': { features: [{ id: 'i', ...item }] },
    });
    return withFaultyUpstream(upstream, {}, async (ask) => {
      const { data } = await ask('{ searchArchive(input: {}) { nodes { satellite { name } } } }');

      const satellite = expected === null ? null : { name: expected };
      expect(data).toEqual({ searchArchive: { nodes: [{ satellite }] } });
    });
  });
});

interface Linked {
  pixxelId: string;
  platform: string;
  satellite: { name: string } | null;
  aois: { pixxelId: string }[];
}
