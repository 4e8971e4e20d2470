import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store, StoredVisualization } from '../../src/sandbox/world/store.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';
import { linesOf, routes } from '../support/routes.ts';

interface Given extends StoredVisualization {
  globalId: string;
  /** The days it shows, with hyphens. */
  days: string[];
}

function ndviOf(store: Store, aoiName: string): Given {
  const aoi = store.aois.values().find((one) => one.name === aoiName);
  const found = store.visualizations.values().find((one) => one.aoi_id === aoi?.aoi_id && one.index_name === 'NDVI');
  if (!found) throw new Error(`${aoiName} has no NDVI`);
  return {
    ...found,
    globalId: globalIdOf('Visualization', { aoiId: found.aoi_id, id: found.id }),
    days: found.assets?.flatMap(({ date }) => date ?? []) ?? [],
  };
}

const NORTH_BANK = 'Narmada Valley Wheat North Bank';

describe('Visualization', () => {
  test('one visualization is one call under its global id, or under its own id with its AOI', () =>
    withGateway({}, async ({ query, store }) => {
      const { id, aoi_id: aoiId, globalId } = ndviOf(store, NORTH_BANK);
      const ask = 'query ($id: ID!, $aoiId: ID) { visualization(id: $id, aoiId: $aoiId) { id status state progress } }';

      const global = await query(ask, { id: globalId });
      const raw = await query(ask, { id, aoiId: globalIdOf('Aoi', { id: aoiId }) });

      for (const { data, wire } of [global, raw]) {
        expect(data).toEqual({ visualization: { id: globalId, status: 'SUCCESS', state: 'SUCCEEDED', progress: 100 } });
        expect(wire).toEqual([`GET /v0/aois/${aoiId}/visualizations?visualization_id=${id}&limit=1`]);
      }
    }));

  test('its own id alone, and an AOI that is not its own, are refused before any call', () =>
    withGateway({}, async ({ query, store }) => {
      const { id, globalId } = ndviOf(store, NORTH_BANK);
      const ask = 'query ($id: ID!, $aoiId: ID) { visualization(id: $id, aoiId: $aoiId) { status } }';

      const alone = await query(ask, { id });
      const elsewhere = await query(ask, { id: globalId, aoiId: 'another' });

      expect([...alone.calls, ...elsewhere.calls]).toEqual([]);
      expect([alone.errors?.[0], elsewhere.errors?.[0]]).toMatchObject([
        {
          message: 'aoiId is needed where id is not a global id.',
          extensions: { code: 'BAD_USER_INPUT', argumentPath: ['aoiId'] },
        },
        {
          message: 'id belongs to another Aoi than the one that aoiId names.',
          extensions: { code: 'BAD_USER_INPUT', argumentPath: ['id'] },
        },
      ]);
    }));

  test('one that does not exist, or whose AOI does not, is null without an error', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId } = ndviOf(store, NORTH_BANK);

      const { data, errors } = await query(
        `query ($aoiId: ID) {
          here: visualization(id: "none", aoiId: $aoiId) { status }
          nowhere: visualization(id: "none", aoiId: "nowhere") { status }
        }`,
        { aoiId },
      );

      expect({ data, errors }).toEqual({ data: { here: null, nowhere: null }, errors: undefined });
    }));

  test('values that a list row lacks are read from its index and from the assets of its AOI', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id, days, expression, rescale } = ndviOf(store, NORTH_BANK);

      const { data, errors, calls } = await query(
        `query ($id: ID!) {
          visualization(id: $id) {
            indexName expression expressionType rescale dates
            assets { date aoi { name } visualization { id } }
            index { name satellite { name } }
          }
        }`,
        { id },
      );

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual([
        'GetAoiById',
        'ListAssets',
        'ListIndices',
        'ListSatellites',
        'ListVisualizations',
      ]);
      expect(data).toEqual({
        visualization: {
          indexName: 'NDVI',
          expression,
          expressionType: 'INDEX',
          rescale,
          dates: days,
          assets: days.map((date) => ({ date, aoi: { name: NORTH_BANK }, visualization: { id } })),
          index: { name: 'NDVI', satellite: { name: 'Pixxel-FF01' } },
        },
      });
    }));

  test('a complete row, as in older answers, needs no further call', () =>
    withFaultyUpstream(
      answer(200, {
        visualization: [
          {
            id: 'v1',
            index_id: 'i1',
            index_name: 'NDVI',
            expression: '(B08-B04)/(B08+B04)',
            expression_type: 'index',
            rescale: [0, 1],
            type: 'custom',
            status: 'Creating',
            created_at: '2022-11-14 12:55:49+00:00',
            metadata: {
              legend: { '2024_05_06': { dynamic: [{ label: 'Low', min: '0.1', color: null }], theoretical: null } },
            },
            assets: [
              { id: 's2', date: '2024-05-06' },
              { id: 's1', date: '2024-05-01' },
              { id: 's3', date: '2024-05-06' },
            ],
          },
        ],
      }),
      {},
      async (ask, { requests }) => {
        const { data, errors } = await ask(`{
          visualization(id: "v1", aoiId: "a1") {
            indexName expression expressionType rescale status state createdAt dates
            assets { pixxelId aoi { pixxelId } }
          }
        }`);

        expect(errors).toBeUndefined();
        expect(requests).toHaveLength(1);
        expect(data?.visualization).toEqual({
          indexName: 'NDVI',
          expression: '(B08-B04)/(B08+B04)',
          expressionType: 'INDEX',
          rescale: [0, 1],
          status: 'CREATING',
          state: 'RUNNING',
          createdAt: '2022-11-14T12:55:49Z',
          dates: ['2024-05-01', '2024-05-06'],
          assets: ['s2', 's1', 's3'].map((pixxelId) => ({ pixxelId, aoi: { pixxelId: 'a1' } })),
        });
      },
    ));

  test('a filter reaches the upstream in its own words', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: id, index_id: indexId, user_id: userId } = ndviOf(store, NORTH_BANK);

      const { data, wire } = await query(
        `query ($id: ID!, $filter: VisualizationFilter) {
          aoi(id: $id) { visualizations(filter: $filter) { totalCount nodes { indexName } } }
        }`,
        {
          id,
          filter: {
            type: 'preset',
            userId,
            expressionType: 'INDEX',
            indexId: globalIdOf('SpectralIndex', { id: indexId }),
          },
        },
      );

      expect(data).toEqual({ aoi: { visualizations: { totalCount: 1, nodes: [{ indexName: 'NDVI' }] } } });
      expect(wire[1]).toBe(
        `GET /v0/aois/${id}/visualizations?offset=0&limit=20&type=preset&user_id=${userId}&expression_type=index&index_id=${indexId}`,
      );
    }));

  test('a picture is one call, however often it is selected, and its bytes are a PNG', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id, days } = ndviOf(store, NORTH_BANK);

      const { data, errors, calls } = await query(
        `query ($id: ID!, $date: Date!) {
          visualization(id: $id) {
            png(date: $date, mode: DYNAMIC) { contentType sizeInBytes base64 }
            again: png(date: $date, mode: DYNAMIC) { dataUri }
          }
        }`,
        { id, date: days[0]?.replaceAll('-', '_') },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListVisualizations', 'RenderVisualizationPng']);
      type Picture = { png: { contentType: string; sizeInBytes: number; base64: string }; again: { dataUri: string } };
      const { png, again } = (data as { visualization: Picture }).visualization;
      expect(png.contentType).toBe('image/png');
      expect(Buffer.from(png.base64, 'base64').subarray(1, 4).toString()).toBe('PNG');
      expect(Buffer.from(png.base64, 'base64')).toHaveLength(png.sizeInBytes);
      expect(again.dataUri).toBe(`data:image/png;base64,${png.base64}`);
    }));

  test('styles are one call for all dates and modes, and none if no date is requested', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id, days } = ndviOf(store, NORTH_BANK);
      const ask = `query ($id: ID!, $dates: [Date!]!) {
        visualization(id: $id) { sld(dates: $dates, modes: [DYNAMIC, THEORETICAL]) { date mode sld } }
      }`;

      const styled = await query(ask, { id, dates: days });
      const none = await query(ask, { id, dates: [] });

      expect(styled.calls).toEqual(['ListVisualizations', 'RenderVisualizationSld']);
      expect(styled.data).toEqual({
        visualization: {
          sld: ['DYNAMIC', 'THEORETICAL'].flatMap((mode) =>
            days.map((date) => ({ date, mode, sld: expect.stringContaining('StyledLayerDescriptor') })),
          ),
        },
      });
      expect(none).toMatchObject({ data: { visualization: { sld: [] } }, calls: ['ListVisualizations'] });
    }));

  test('a body that is not a picture is an error of its own field', () =>
    withFaultyUpstream(
      (response, request) => {
        const body =
          request.method === 'GET' ? { visualization: [{ id: 'v1', index_id: 'i1', progress: 7 }] } : 'later';
        answer(200, body)(response, request);
      },
      {},
      async (ask, { requests }) => {
        const { data, errors } = await ask(`{
          visualization(id: "v1", aoiId: "a1") { progress png(date: "2024-05-06", mode: THEORETICAL) { base64 } }
        }`);

        expect(data).toEqual({ visualization: { progress: 7, png: null } });
        expect(errors).toMatchObject([
          { path: ['visualization', 'png'], extensions: { code: 'UPSTREAM_INVALID_RESPONSE' } },
        ]);
        expect(requests[1]?.body).toBe('{"index_id":"i1","date":"2024_05_06","visualization_mode":"theoretical"}');
      },
    ));
});

const CREATE = `mutation ($input: CreateVisualizationInput!) {
  createVisualization(input: $input) {
    visualization { pixxelId state indexName dates assets { resolutionInM } index { name } aoi { name } }
    userErrors { code field message }
  }
}`;

describe('createVisualization', () => {
  test('is created by one call and can be watched at once', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId, index_id: ndviId } = ndviOf(store, NORTH_BANK);
      const { satellite_id: satelliteId } = store.indices.get(ndviId) ?? {};
      const index = store.indices.values().find((one) => one.name === 'NDRE' && one.satellite_id === satelliteId);
      const mosaics = store.assets
        .values()
        .filter((one) => one.aoi_id === aoiId && one.asset_type === 'mosaic')
        .toArray();
      const [source] = mosaics;

      const { data, errors, calls } = await query(CREATE, {
        input: {
          aoiId,
          indexId: globalIdOf('SpectralIndex', { id: index?.id ?? '' }),
          sourceAssetIds: [globalIdOf('Asset', { aoiId, id: source?.id ?? '' })],
          resolutionInM: 7.5,
        },
      });

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(['CreateVisualization', 'GetAoiById', 'ListIndices']);
      expect(data).toMatchObject({
        createVisualization: {
          visualization: {
            state: 'RUNNING',
            indexName: 'NDRE',
            dates: [source?.date],
            assets: [{ resolutionInM: 7.5 }],
            index: { name: 'NDRE' },
            aoi: { name: NORTH_BANK },
          },
          userErrors: [],
        },
      });
    }));

  test('omitted input is not sent', () =>
    withFaultyUpstream(answer(201, { id: 'v1' }), {}, async (ask, { requests }) => {
      const { data } = await ask(
        'mutation ($input: CreateVisualizationInput!) { createVisualization(input: $input) { visualization { id } } }',
        { input: { aoiId: 'a1', indexId: 'i1', sourceAssetIds: null } },
      );

      expect(requests.map(({ method, target, body }) => [method, target, body])).toEqual([
        ['POST', '/v0/aois/a1/visualizations', '{"index_id":"i1"}'],
      ]);
      const id = globalIdOf('Visualization', { aoiId: 'a1', id: 'v1' });
      expect(data).toEqual({ createVisualization: { visualization: { id } } });
    }));

  test('bad input is refused with its place, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const input = { aoiId: 'a1', indexId: 'i1' };

      const wrong = await query(CREATE, { input: { ...input, sourceAssetIds: [], resolutionInM: 0 } });
      const foreign = await query(CREATE, { input: { ...input, indexId: globalIdOf('Aoi', { id: 'a1' }) } });

      expect([...wrong.calls, ...foreign.calls]).toEqual([]);
      expect([wrong.data, foreign.data]).toEqual([
        {
          createVisualization: {
            visualization: null,
            userErrors: [
              { code: 'INVALID', field: ['sourceAssetIds'], message: 'sourceAssetIds must not be empty.' },
              { code: 'INVALID', field: ['resolutionInM'], message: 'resolutionInM must be more than 0.' },
            ],
          },
        },
        {
          createVisualization: {
            visualization: null,
            userErrors: [
              {
                code: 'INVALID',
                field: ['indexId'],
                message: 'indexId must be an id of the type SpectralIndex, and this is one of the type Aoi.',
              },
            ],
          },
        },
      ]);
    }));

  test('an index that is being drawn already, one of another satellite and one that does not exist are user errors', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId, index_id: indexId } = ndviOf(store, NORTH_BANK);
      const elsewhere = ndviOf(store, 'Hisar Mustard North Bank').index_id;

      await query(CREATE, { input: { aoiId, indexId } });
      const twice = await query(CREATE, { input: { aoiId, indexId } });
      const wrong = await query(CREATE, { input: { aoiId, indexId: elsewhere } });
      const missing = await query(CREATE, { input: { aoiId, indexId: 'none' } });

      expect([twice.data, wrong.data, missing.data]).toMatchObject(
        ['CONFLICT', 'INVALID', 'NOT_FOUND'].map((code) => ({
          createVisualization: { visualization: null, userErrors: [{ code }] },
        })),
      );
    }));
});

const UPDATE = `mutation ($input: UpdateVisualizationLegendInput!) {
  updateVisualizationLegend(input: $input) {
    visualization { status indexName }
    legends { date dynamic { label } theoretical { label min } }
    userErrors { code field message }
  }
}`;

describe('updateVisualizationLegend', () => {
  test('changes the legends of one mode, and returns them with the visualization read again', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: visualizationId, days } = ndviOf(store, NORTH_BANK);
      const [date] = days;

      const { data, errors, calls } = await query(UPDATE, {
        input: {
          visualizationId,
          mode: 'THEORETICAL',
          legend: [{ date, items: [{ label: 'Bare', color: '#ffffff', min: -1, max: 0.5 }] }],
        },
      });

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['UpdateVisualizationLegend', 'ListVisualizations', 'ListIndices']);
      const { visualization, legends } = (
        data as {
          updateVisualizationLegend: { visualization: object; legends: { date: string; dynamic: unknown[] }[] };
        }
      ).updateVisualizationLegend;
      expect(visualization).toMatchObject({ status: 'SUCCESS', indexName: 'NDVI' });
      expect(legends.map((legend) => legend.date)).toEqual(days);
      expect(legends[0]).toMatchObject({ theoretical: [{ label: 'Bare', min: -1 }] });
      expect(legends[0]?.dynamic.length).toBeGreaterThan(1);
    }));

  test('which visualization it was costs nothing more', () =>
    withGateway({}, async ({ query, store }) => {
      const { id, aoi_id: aoiId, globalId, days } = ndviOf(store, NORTH_BANK);

      const { data, calls } = await query(
        `mutation ($input: UpdateVisualizationLegendInput!) {
          updateVisualizationLegend(input: $input) { visualization { id pixxelId } userErrors { message } }
        }`,
        {
          input: {
            visualizationId: id,
            aoiId,
            mode: 'DYNAMIC',
            dynamicBins: 3,
            legend: days.map((date) => ({ date })),
          },
        },
      );

      expect(calls).toEqual(['UpdateVisualizationLegend']);
      expect(data).toEqual({
        updateVisualizationLegend: { visualization: { id: globalId, pixxelId: id }, userErrors: [] },
      });
    }));

  test.each([{}, { legend: null }])('an answer of %j leaves the outcome unknown', (body) =>
    withFaultyUpstream(answer(200, body), {}, async (ask, { requests }) => {
      const legend = [{ date: '2024-05-06', items: [{ min: 0 }] }];
      const { errors } = await ask(UPDATE, {
        input: { visualizationId: 'v1', aoiId: 'a1', mode: 'THEORETICAL', legend },
      });

      expect(errors).toMatchObject([
        {
          message: expect.stringContaining('The answer has no legend. It may still have been applied'),
          extensions: { code: 'UPSTREAM_INVALID_RESPONSE', retryable: false },
        },
      ]);
      expect(requests).toHaveLength(1);
    }),
  );

  test('days arrive with underscores, and one without items as null', () =>
    withFaultyUpstream(answer(200, { legend: {} }), {}, async (ask, { requests }) => {
      await ask(
        'mutation ($input: UpdateVisualizationLegendInput!) { updateVisualizationLegend(input: $input) { visualization { id } } }',
        {
          input: {
            visualizationId: 'v1',
            aoiId: 'a1',
            mode: 'DYNAMIC',
            dynamicBins: 15,
            legend: [
              { date: '2024-05-06', items: [{ label: 'Low', max: 0.5, min: null }] },
              { date: '07-05-2024', items: [] },
            ],
          },
        },
      );

      expect(requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
        'PUT /v0/aois/a1/visualizations/v1/metadata',
      ]);
      expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
        visualization_mode: 'dynamic',
        legend: { '2024_05_06': [{ label: 'Low', max: 0.5 }], '2024_05_07': null },
        dynamic_bins: 15,
      });
    }));

  test.each([
    [
      { mode: 'DYNAMIC', legend: [{ date: '2024-05-06' }] },
      ['dynamicBins'],
      'dynamicBins must be 1 to 15 in the DYNAMIC mode.',
    ],
    [
      { mode: 'DYNAMIC', dynamicBins: 16, legend: [{ date: '2024-05-06' }] },
      ['dynamicBins'],
      'dynamicBins must be 1 to 15 in the DYNAMIC mode.',
    ],
    [
      { mode: 'THEORETICAL', dynamicBins: 5, legend: [{ date: '2024-05-06', items: [{ min: 0 }] }] },
      ['dynamicBins'],
      'dynamicBins is for the DYNAMIC mode alone.',
    ],
    [
      { mode: 'THEORETICAL', legend: [{ date: '2024-05-06' }] },
      ['legend', '0', 'items'],
      'legend.0 needs items: only a DYNAMIC legend is computed.',
    ],
    [
      { mode: 'DYNAMIC', dynamicBins: 5, legend: [{ date: '2024-05-06' }, { date: '2024_05_06' }] },
      ['legend', '1', 'date'],
      'legend.1 is a second legend for 2024-05-06.',
    ],
    [{ mode: 'DYNAMIC', dynamicBins: 5, legend: [] }, ['legend'], 'legend must not be empty.'],
  ])('%o is refused with its place, and nothing is sent', (input, field, message) =>
    withGateway({}, async ({ query }) => {
      const { data, calls } = await query(UPDATE, { input: { visualizationId: 'v1', aoiId: 'a1', ...input } });

      expect(calls).toEqual([]);
      expect(data).toEqual({
        updateVisualizationLegend: {
          visualization: null,
          legends: null,
          userErrors: [{ code: 'INVALID', field, message }],
        },
      });
    }),
  );

  test('a visualization without its AOI and a day that it does not show are user errors', () =>
    withGateway({}, async ({ query, store }) => {
      const { id, globalId } = ndviOf(store, NORTH_BANK);
      const input = { mode: 'DYNAMIC', dynamicBins: 5, legend: [{ date: '1999-01-01' }] };

      const alone = await query(UPDATE, { input: { ...input, visualizationId: id } });
      const unknown = await query(UPDATE, { input: { ...input, visualizationId: globalId } });

      expect(alone.calls).toEqual([]);
      expect([alone.data, unknown.data]).toMatchObject([
        { updateVisualizationLegend: { visualization: null, userErrors: [{ code: 'INVALID', field: ['aoiId'] }] } },
        { updateVisualizationLegend: { visualization: null, userErrors: [{ code: 'INVALID', field: null }] } },
      ]);
    }));
});

const ROLLBACK = `mutation ($input: RollbackVisualizationLegendInput!) {
  rollbackVisualizationLegend(input: $input) {
    visualization { pixxelId indexName expression assets { date } aoi { name } }
    legends { date }
    userErrors { code field message }
  }
}`;

describe('rollbackVisualizationLegend', () => {
  test('takes the index that is given, or finds it', () =>
    withGateway({}, async ({ query, store }) => {
      const { id, globalId: visualizationId, index_id: indexId, days, expression } = ndviOf(store, NORTH_BANK);
      const input = { visualizationId, dates: days, mode: 'DYNAMIC' };

      const given = await query(ROLLBACK, {
        input: { ...input, indexId: globalIdOf('SpectralIndex', { id: indexId }) },
      });
      const found = await query(ROLLBACK, { input });

      expect(given.calls).toEqual(['RollbackVisualizationLegend', 'GetAoiById']);
      expect(found.calls).toEqual(['ListVisualizations', 'RollbackVisualizationLegend', 'GetAoiById']);
      for (const { data } of [given, found]) {
        expect(data).toEqual({
          rollbackVisualizationLegend: {
            visualization: {
              pixxelId: id,
              indexName: 'NDVI',
              expression,
              assets: days.map((date) => ({ date })),
              aoi: { name: NORTH_BANK },
            },
            legends: days.map((date) => ({ date })),
            userErrors: [],
          },
        });
      }
    }));

  test('days arrive with underscores, each once', () =>
    withFaultyUpstream(answer(200, { id: 'v1' }), {}, async (ask, { requests }) => {
      await ask(
        'mutation ($input: RollbackVisualizationLegendInput!) { rollbackVisualizationLegend(input: $input) { visualization { id } } }',
        {
          input: {
            visualizationId: 'v1',
            aoiId: 'a1',
            indexId: 'i1',
            dates: ['2024-05-06', '2024_05_06'],
            mode: 'THEORETICAL',
          },
        },
      );

      expect(requests.map(({ method, target, body }) => [method, target, JSON.parse(body)])).toEqual([
        [
          'PATCH',
          '/v0/aois/a1/visualizations/v1/metadata',
          { index_id: 'i1', dates: ['2024_05_06'], visualization_mode: 'theoretical' },
        ],
      ]);
    }));

  test('no day, and a visualization that does not exist, are user errors of their fields', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId } = ndviOf(store, NORTH_BANK);
      const input = { visualizationId: 'none', aoiId, mode: 'DYNAMIC' };

      const dayless = await query(ROLLBACK, { input: { ...input, dates: [] } });
      const missing = await query(ROLLBACK, { input: { ...input, dates: ['2024-05-06'] } });

      expect(dayless.calls).toEqual([]);
      expect(missing.calls).toEqual(['ListVisualizations']);
      expect([dayless.data, missing.data]).toMatchObject([
        { rollbackVisualizationLegend: { userErrors: [{ code: 'INVALID', field: ['dates'] }] } },
        { rollbackVisualizationLegend: { userErrors: [{ code: 'NOT_FOUND', field: ['visualizationId'] }] } },
      ]);
    }));
});

test('within one operation, later fields see the change', () =>
  withGateway({}, async ({ query, store }) => {
    const { globalId: visualizationId, days } = ndviOf(store, NORTH_BANK);
    const [date = ''] = days;
    const legendOf = (label: string) => [{ date, items: [{ label, color: '#000000', min: 0, max: 1 }] }];

    const { data, calls } = await query(
      `mutation ($one: UpdateVisualizationLegendInput!, $two: UpdateVisualizationLegendInput!, $date: Date!) {
        one: updateVisualizationLegend(input: $one) { visualization { sld(dates: [$date], modes: [THEORETICAL]) { sld } } }
        two: updateVisualizationLegend(input: $two) { visualization { sld(dates: [$date], modes: [THEORETICAL]) { sld } } }
      }`,
      {
        date,
        one: { visualizationId, mode: 'THEORETICAL', legend: legendOf('Before') },
        two: { visualizationId, mode: 'THEORETICAL', legend: legendOf('After') },
      },
    );

    const once = ['UpdateVisualizationLegend', 'ListVisualizations', 'RenderVisualizationSld'];
    expect(calls).toEqual([...once, ...once]);
    const styled = (label: string) => ({ visualization: { sld: [{ sld: expect.stringContaining(label) }] } });
    expect(data).toEqual({ one: styled('Before'), two: styled('After') });
  }));

const PICTURE = `{
  date mode bbox
  image { sizeInBytes dataUri }
  legend { label color min max }
}`;

interface Picture {
  date: string;
  bbox: number[];
  image: { dataUri: string };
  legend: { label: string; color: string; min: number | null; max: number }[];
}

describe('Visualization.picture', () => {
  test('is of the newest day, with its box and its legend', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id, aoi_id: aoiId, days } = ndviOf(store, NORTH_BANK);

      const { data, errors, calls } = await query(
        `query ($id: ID!) { visualization(id: $id) { picture ${PICTURE} aoi { bbox } } }`,
        { id },
      );

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(
        [
          'ListVisualizations',
          'GetAoiById',
          'ListAssets',
          'ListIndices',
          'RenderVisualizationPng',
          'RenderVisualizationSld',
        ].toSorted(),
      );
      const { picture, aoi } = (data as { visualization: { picture: Picture; aoi: { bbox: number[] } } }).visualization;
      expect(picture).toMatchObject({ date: days.at(-1), mode: 'DYNAMIC', bbox: aoi.bbox });
      expect(picture.image.dataUri).toMatch(/^data:image\/png;base64,/);
      expect(picture.legend).toHaveLength(5);
      expect(picture.legend[0]?.min).toBeNull();
      for (const [index, { color, min, max }] of picture.legend.entries()) {
        expect(color).toMatch(/^#[0-9a-f]{6}$/);
        if (index > 0) expect(min).toBe(picture.legend[index - 1]?.max);
        expect(max).toBeGreaterThan(min ?? -1);
      }
      expect(aoiId).not.toBe('');
    }));

  test('of several days: one call for each picture, one for all legends, one list of assets', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id, days } = ndviOf(store, NORTH_BANK);

      const { data, errors, calls } = await query(
        `query ($id: ID!, $dates: [Date!]!) { visualization(id: $id) { pictures(dates: $dates, mode: THEORETICAL) ${PICTURE} } }`,
        { id, dates: [...days, ...days] },
      );

      expect(errors).toBeUndefined();
      expect(days.length).toBeGreaterThan(1);
      expect(calls.toSorted()).toEqual(
        [
          'ListVisualizations',
          'ListAssets',
          'ListIndices',
          'RenderVisualizationSld',
          ...days.map(() => 'RenderVisualizationPng'),
        ].toSorted(),
      );
      const { pictures } = (data as { visualization: { pictures: Picture[] } }).visualization;
      expect(pictures.map(({ date }) => date)).toEqual(days);
      expect(pictures.every(({ legend, bbox }) => legend.length > 0 && bbox.length === 4)).toBe(true);
    }));

  test('that is not selected costs no picture', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id, days } = ndviOf(store, NORTH_BANK);

      const { data, calls } = await query(
        'query ($id: ID!, $date: Date!) { visualization(id: $id) { picture(date: $date) { date } } }',
        { id, date: days[0] },
      );

      expect(data).toEqual({ visualization: { picture: { date: days[0] } } });
      expect(calls).toEqual(['ListVisualizations']);
    }));

  test('of a visualization without assets is null', () => {
    const upstream = routes({
      'GET /v0/aois/a/visualizations': { visualization: [{ id: 'v', index_id: 'i' }], pagination: { total: 1 } },
      'GET /v0/aois/a/assets': { assets: null, pagination: { total: 0 } },
    });
    return withFaultyUpstream(upstream, {}, async (ask) => {
      const { data, errors } = await ask('{ visualization(id: "v", aoiId: "a") { dates picture { date } } }');

      expect({ data, errors }).toEqual({ data: { visualization: { dates: [], picture: null } }, errors: undefined });
    });
  });

  test('has the box of the AOI where its asset has no outline, and the colours of any style', () => {
    const sld = `<sld:ColorMap xmlns:sld="http://www.opengis.net/sld"><sld:ColorMapEntry quantity='0.5' label="&gt; 0 &amp; &#60; 1" color="#ff0000"></sld:ColorMapEntry>
      <sld:ColorMapEntry color="#00ff00" quantity="none"/></sld:ColorMap>`;
    const upstream = routes({
      'GET /v0/aois/a/visualizations': { visualization: [{ id: 'v', index_id: 'i' }], pagination: { total: 1 } },
      'GET /v0/aois/a/assets': {
        assets: [{ id: 's', visualization_id: 'v', date: '2024-05-06', geometry: null }],
        pagination: { total: 1 },
      },
      'GET /v0/aoi/a': {
        aoi_id: 'a',
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [179, 1],
              [-179, 1],
              [-179, 2],
              [179, 1],
            ],
          ],
        },
      },
      'GET /v0/indices': { indices: null },
      'POST /v0/aois/a/visualizations/v/sld': { sld: { dynamic: { '2024_05_06': sld } } },
    });
    return withFaultyUpstream(upstream, {}, async (ask) => {
      const { data, errors } = await ask(
        '{ visualization(id: "v", aoiId: "a") { picture { bbox legend { label color min max } } } }',
      );

      expect(errors).toBeUndefined();
      expect(data?.visualization).toEqual({
        picture: {
          bbox: [179, 1, -179, 2],
          legend: [
            { label: '> 0 & < 1', color: '#ff0000', min: 0.5, max: 0.5 },
            { label: null, color: '#00ff00', min: null, max: null },
          ],
        },
      });
    });
  });

  test('has no legend on a day for which the API makes no style', () => {
    const upstream = routes({
      'GET /v0/aois/a/visualizations': { visualization: [{ id: 'v', index_id: 'i' }], pagination: { total: 1 } },
      'GET /v0/indices': { indices: null },
      'POST /v0/aois/a/visualizations/v/sld': {
        sld: { dynamic: { '2024_05_06': '<ColorMap />', '2024_05_07': null } },
      },
    });
    return withFaultyUpstream(upstream, {}, async (ask) => {
      const { data, errors } = await ask(`{
        visualization(id: "v", aoiId: "a") {
          pictures(dates: ["2024-05-06", "2024-05-07", "2024-05-08"]) { legend { label } }
        }
      }`);

      expect(errors).toBeUndefined();
      expect(data).toEqual({ visualization: { pictures: [{ legend: [] }, { legend: null }, { legend: null }] } });
    });
  });

  test('has an empty legend, and asks for none, where the index has none in this mode', () => {
    const upstream = routes({
      'GET /v0/aois/a/visualizations': { visualization: [{ id: 'v', index_id: 'i' }], pagination: { total: 1 } },
      'GET /v0/indices': { indices: [{ id: 'i', type: 'custom', expression_type: 'composite' }] },
    });
    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const { data } = await ask(
        '{ visualization(id: "v", aoiId: "a") { picture(date: "2024-05-06") { legend { label } } } }',
      );

      expect(data).toEqual({ visualization: { picture: { legend: [] } } });
      expect(linesOf(requests)).toEqual(['GET /v0/aois/a/visualizations', 'GET /v0/indices']);
    });
  });
});
