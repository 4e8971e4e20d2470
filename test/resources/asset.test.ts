import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store, StoredAoi } from '../../src/sandbox/world/store.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';
import { routes } from '../support/routes.ts';

function aoiNamed(store: Store, name: string): StoredAoi {
  const aoi = store.aois.values().find((one) => one.name === name);
  if (!aoi) throw new Error(`no AOI is named ${name}`);
  return aoi;
}

const NORTH_BANK = 'Narmada Valley Wheat North Bank';

describe('Asset', () => {
  test('50 AOIs, 12 assets and the visualizations of each are 101 calls, whoever leads to a visualization', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        aois(first: 50) {
          nodes {
            assets(first: 12) { nodes { name aoi { name } visualization { status } } }
            visualizations { nodes { progress aoi { name } assets { name } dates } }
          }
        }
      }`);

      expect(errors).toBeUndefined();
      expect((data as { aois: { nodes: unknown[] } }).aois.nodes).toHaveLength(50);
      expect(calls.toSorted()).toEqual([
        'ListAois',
        ...Array(50).fill('ListAssets'),
        ...Array(50).fill('ListVisualizations'),
      ]);
    }));

  test('the visualizations of several assets of an AOI are one call, that of a single one its own', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId } = aoiNamed(store, NORTH_BANK);
      const pictures = [...store.visualizations.values()].filter((one) => one.aoi_id === aoiId);
      const ask =
        'query ($id: ID!, $first: Int) { aoi(id: $id) { assets(first: $first) { nodes { visualization { status } } } } }';

      const several = await query(ask, { id: aoiId, first: 12 });
      const single = await query(ask, { id: aoiId, first: 9 });

      expect(pictures).toHaveLength(2);
      expect(several.wire.slice(2)).toEqual([`GET /v0/aois/${aoiId}/visualizations?offset=0&limit=500`]);
      expect(single.wire.slice(2)).toEqual([
        `GET /v0/aois/${aoiId}/visualizations?visualization_id=${pictures[0]?.id}&limit=1`,
      ]);
    }));

  test('the ids of its AOI and its visualization cost nothing', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId } = aoiNamed(store, NORTH_BANK);

      const { data, calls } = await query(
        `query ($id: ID!) {
          aoi(id: $id) { assets { nodes { assetType aoi { id } visualization { id pixxelId __typename } } } }
        }`,
        { id: aoiId },
      );

      expect(calls).toEqual(['GetAoiById', 'ListAssets']);
      const { nodes } = (data as { aoi: { assets: { nodes: { assetType: string; visualization: unknown }[] } } }).aoi
        .assets;
      for (const { assetType, visualization } of nodes)
        expect(visualization !== null).toBe(assetType === 'VISUALIZATION');
    }));

  test('a page of assets has its total and says whether more follow', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: id } = aoiNamed(store, NORTH_BANK);
      const ask = `query ($id: ID!, $after: String) {
        aoi(id: $id) { assets(first: 8, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { name } } }
      }`;
      type Page = { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: unknown[] };
      const pageOf = (data: unknown) => (data as { aoi: { assets: Page } }).aoi.assets;

      const first = pageOf((await query(ask, { id })).data);
      const second = pageOf((await query(ask, { id, after: first.pageInfo.endCursor })).data);

      expect([first, second]).toMatchObject([
        { totalCount: 12, pageInfo: { hasNextPage: true } },
        { totalCount: 12, pageInfo: { hasNextPage: false } },
      ]);
      expect([first.nodes.length, second.nodes.length]).toEqual([8, 4]);
    }));

  test('an asset is found again by its global id in the list of its AOI', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId } = aoiNamed(store, NORTH_BANK);
      const assets = [...store.assets.values()].filter((asset) => asset.aoi_id === aoiId).slice(0, 2);
      const ids = [...assets.map(({ id }) => id), 'none'].map((id) => globalIdOf('Asset', { aoiId, id }));

      const { data, errors, wire } = await query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Asset { pixxelId name } } }',
        { ids },
      );

      expect(errors).toBeUndefined();
      expect(data).toEqual({ nodes: [...assets.map(({ id, name }) => ({ pixxelId: id, name })), null] });
      expect(wire).toEqual([`GET /v0/aois/${aoiId}/assets?offset=0&limit=500`]);
    }));

  test('a list that the upstream caps is read on until the asset comes', () =>
    withGateway({ sandbox: { pageCap: 5 } }, async ({ query, store }) => {
      const { aoi_id: aoiId } = aoiNamed(store, NORTH_BANK);
      const last = [...store.assets.values()].filter((asset) => asset.aoi_id === aoiId).at(-1);

      const { data, calls } = await query('query ($id: ID!) { node(id: $id) { ... on Asset { name } } }', {
        id: globalIdOf('Asset', { aoiId, id: last?.id ?? '' }),
      });

      expect(data).toEqual({ node: { name: last?.name } });
      expect(calls).toEqual(Array(3).fill('ListAssets'));
    }));

  test('dates, words and numbers in odd forms come out as the graph promises', () =>
    withFaultyUpstream(
      (response, request) => {
        const body = request.target.endsWith('/a1')
          ? { aoi_id: 'a1' }
          : {
              assets: [
                {
                  id: 's1',
                  asset_type: 'MOSAIC',
                  status: 'started',
                  progress: '45%',
                  date: '2022_11_14',
                  created_at: '2022-11-14 12:55:49.125928+00:00',
                  band_list: null,
                  centroid: [77.5, 22.5],
                  resolution: '5',
                  visualization_id: '',
                },
                { id: 's2', asset_type: 'video', status: 'lost' },
              ],
              pagination: { total: 2 },
            };
        answer(200, body)(response, request);
      },
      {},
      async (ask) => {
        const { data, errors } = await ask(`{
          aoi(id: "a1") {
            assets {
              nodes {
                assetType status state progress date createdAt bandList centroid { longitude latitude } resolutionInM
                visualization { status }
              }
            }
          }
        }`);

        expect(errors).toBeUndefined();
        expect(data?.aoi).toEqual({
          assets: {
            nodes: [
              {
                assetType: 'MOSAIC',
                status: 'STARTED',
                state: 'RUNNING',
                progress: 45,
                date: '2022-11-14',
                createdAt: '2022-11-14T12:55:49.125928Z',
                bandList: [],
                centroid: { longitude: 77.5, latitude: 22.5 },
                resolutionInM: 5,
                visualization: null,
              },
              {
                assetType: null,
                status: null,
                state: 'UNKNOWN',
                progress: null,
                date: null,
                createdAt: null,
                bandList: [],
                centroid: null,
                resolutionInM: null,
                visualization: null,
              },
            ],
          },
        });
      },
    ));

  test('assets that cannot be read take nothing else along', () =>
    withFaultyUpstream(
      (response, request) => {
        const isAoi = request.target.endsWith('/a1');
        answer(isAoi ? 200 : 500, isAoi ? { aoi_id: 'a1', name: 'Mill' } : {})(response, request);
      },
      {},
      async (ask) => {
        const { data, errors } = await ask('{ aoi(id: "a1") { name assets { nodes { name } } } }');

        expect(data).toEqual({ aoi: { name: 'Mill', assets: null } });
        expect(errors).toMatchObject([{ path: ['aoi', 'assets'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
      },
    ));
});

describe('Asset.item', () => {
  test('is the image that an asset was clipped from: one archive search for all assets of an AOI', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(
        'query ($id: ID!) { aoi(id: $id) { assets(first: 50) { nodes { assetType name item { pixxelId } } } } }',
        { id: [...store.aois.keys()][0] },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['GetAoiById', 'ListAssets', 'SearchArchive']);
      const { nodes } = (data as { aoi: { assets: { nodes: ClippedAsset[] } } }).aoi.assets;
      expect(nodes.filter(({ item }) => item !== null).length).toBeGreaterThan(0);
      for (const { assetType, name, item } of nodes)
        expect(item?.pixxelId ?? null).toBe(assetType === 'STAC_ITEM' ? name : null);
    }));

  test.each([
    ['named in its path', { name: 'Clip 1', path: 's3://b/TD1_2/clip.tif' }, ['TD1', 'TD1_2', 'TD1_22'], 'TD1_2'],
    ['the only one of the AOI', { name: 'Clip 1' }, ['TD1'], 'TD1'],
    ['not told', { name: 'TD1_222', path: '' }, ['TD1_2', 'TD1_22'], null],
    ['not told where the AOI has none', { name: 'TD1_2' }, [], null],
  ])('is %s', (_case, words, images, expected) => {
    const upstream = routes({
      'GET /v0/aoi/a': { aoi_id: 'a', images: Object.fromEntries(images.map((id) => [id, {}])) },
      'GET /v0/aois/a/assets': { assets: [{ id: 'x', asset_type: 'stac_item', ...words }], pagination: { total: 1 } },
      'POST /v0/archives/search': ({ body }) => ({ features: JSON.parse(body).ids.map((id: string) => ({ id })) }),
    });
    return withFaultyUpstream(upstream, {}, async (ask) => {
      const { data } = await ask('{ aoi(id: "a") { assets { nodes { item { pixxelId datetime } } } } }');

      const item = expected === null ? null : { pixxelId: expected, datetime: null };
      expect(data).toEqual({ aoi: { assets: { nodes: [{ item }] } } });
    });
  });
});

interface ClippedAsset {
  assetType: string;
  name: string;
  item: { pixxelId: string } | null;
}
