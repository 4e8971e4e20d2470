import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import type { Store, StoredAoi, StoredInsight } from '../../src/sandbox/world/store.ts';
import { answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

function aoiNamed(store: Store, name: string): StoredAoi {
  const aoi = store.aois.values().find((one) => one.name === name);
  if (!aoi) throw new Error(`no AOI is named ${name}`);
  return aoi;
}

/** An AOI with a finished insight and a running one. */
const northBank = (store: Store) => aoiNamed(store, 'Narmada Valley Wheat North Bank');

function insightOf(store: Store, aoi: StoredAoi): StoredInsight & { globalId: string } {
  const insight = store.insights.values().find(({ aoi_id }) => aoi_id === aoi.aoi_id);
  if (!insight) throw new Error(`${aoi.name} has no insight`);
  return { ...insight, globalId: globalIdOf('Insight', { aoiId: aoi.aoi_id, id: insight.id }) };
}

describe('Insight', () => {
  test('the insights of an AOI are one call, the newest first', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: id } = northBank(store);

      const { data, calls } = await query(
        'query ($id: ID!) { aoi(id: $id) { insights { totalCount nodes { name state progress } } } }',
        { id },
      );

      expect(calls).toEqual(['GetAoiById', 'ListInsights']);
      expect(data).toEqual({
        aoi: {
          insights: {
            totalCount: 2,
            nodes: [
              { name: 'Rabi crop map, in progress', state: 'RUNNING', progress: 20 },
              { name: 'Crop classification of Narmada Valley Wheat North Bank', state: 'SUCCEEDED', progress: 100 },
            ],
          },
        },
      });
    }));

  test('the gateway pages the whole list that the upstream gives', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: id } = northBank(store);
      const source = `query ($id: ID!, $after: String) {
        aoi(id: $id) { insights(first: 1, after: $after) { nodes { state } pageInfo { endCursor hasNextPage } } }
      }`;
      const first = await query(source, { id });
      const { aoi } = first.data as { aoi: { insights: { pageInfo: { endCursor: string; hasNextPage: boolean } } } };

      const second = await query(source, { id, after: aoi.insights.pageInfo.endCursor });

      expect(aoi.insights.pageInfo.hasNextPage).toBe(true);
      expect(second.data).toMatchObject({
        aoi: { insights: { nodes: [{ state: 'SUCCEEDED' }], pageInfo: { hasNextPage: false } } },
      });
    }));

  test('the gateway filters by state, and sends the rest of the filter', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: id } = northBank(store);
      const { created_by: by, created_at: on } = insightOf(store, northBank(store));

      const states = await query(
        'query ($id: ID!) { aoi(id: $id) { insights(filter: { states: [RUNNING, FAILED] }) { totalCount nodes { state } } } }',
        { id },
      );
      const sent = await query(
        'query ($id: ID!, $by: ID, $on: DateTime) { aoi(id: $id) { insights(filter: { createdBy: $by, createdAt: { start: $on, end: $on } }) { totalCount } } }',
        { id, by, on },
      );

      expect(states.wire[1]).toBe(`GET /v0/aoi/${id}/insights`);
      expect(states.data).toEqual({ aoi: { insights: { totalCount: 1, nodes: [{ state: 'RUNNING' }] } } });
      expect(sent.wire[1]).toBe(`GET /v0/aoi/${id}/insights?created_by=${by}`);
      expect(sent.data).toEqual({ aoi: { insights: { totalCount: 1 } } });
    }));

  test('a filter of no states has no rows and costs nothing', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: id } = northBank(store);

      const { data, calls } = await query(
        'query ($id: ID!) { aoi(id: $id) { insights(filter: { states: [] }) { totalCount nodes { name } } } }',
        { id },
      );

      expect(calls).toEqual(['GetAoiById']);
      expect(data).toEqual({ aoi: { insights: { totalCount: 0, nodes: [] } } });
    }));

  test('the insights of several AOIs are a call for each, and lead back to their AOI for nothing', () =>
    withGateway({}, async ({ query }) => {
      const { calls, errors } = await query('{ aois(first: 3) { nodes { insights { nodes { aoi { name } } } } } }');

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListAois', 'ListInsights', 'ListInsights', 'ListInsights']);
    }));

  test('one insight is one call by its global id, alone or as a node, and by its raw id with the AOI', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId } = northBank(store);
      const { id, globalId } = insightOf(store, northBank(store));

      const answers = [
        await query('query ($id: ID!) { insight(id: $id) { id aoi { pixxelId } } }', { id: globalId }),
        await query('query ($id: ID!) { insight: node(id: $id) { id ... on Insight { aoi { pixxelId } } } }', {
          id: globalId,
        }),
        await query('query ($id: ID!, $aoi: ID) { insight(id: $id, aoiId: $aoi) { id aoi { pixxelId } } }', {
          id,
          aoi: globalIdOf('Aoi', { id: aoiId }),
        }),
      ];

      for (const { data, wire } of answers) {
        expect(data).toEqual({ insight: { id: globalId, aoi: { pixxelId: aoiId } } });
        expect(wire).toEqual([`GET /v0/aoi/${aoiId}/insights?id=${id}`]);
      }
    }));

  test('a raw id without its AOI is refused, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query('{ insight(id: "one") { name } }');

      expect(calls).toEqual([]);
      expect(data).toEqual({ insight: null });
      expect(errors?.[0]).toMatchObject({
        message: 'aoiId is needed where id is not a global id.',
        extensions: { code: 'BAD_USER_INPUT', argumentPath: ['aoiId'] },
      });
    }));

  test('one that does not exist, or is in an AOI out of reach, is null without an error', () =>
    withGateway({}, async ({ query, store }) => {
      const source = 'query ($id: ID!, $aoi: ID) { insight(id: $id, aoiId: $aoi) { name } }';
      const { aoi_id: aoi } = northBank(store);
      const { globalId } = insightOf(store, northBank(store));

      const unknown = await query(source, { id: 'none', aoi });
      const foreign = await query(source, { id: globalId }, { authorization: demoKeys.harbour });

      for (const { data, errors } of [unknown, foreign]) {
        expect({ data, errors }).toEqual({ data: { insight: null }, errors: undefined });
      }
    }));

  test('every odd form of a value is read or becomes null, and the raw input stays', () =>
    withGateway({}, async ({ query, store }) => {
      const aoi = northBank(store);
      const odd = {
        id: 'odd',
        aoi_id: aoi.aoi_id,
        status: 'teleporting',
        progress: '45%',
        cost: null,
        err_msg: '',
        estimated_time_in_min: 1.5,
        input: 'not a list',
        output: [...Buffer.from('[{"name":"map","value":7}]')],
        metadata: null,
        created_at: '2025-04-14 07:08:09.5+00:00',
        deleted_at: '',
      };
      // What no contract allows, and an upstream may still send.
      store.insights.set('odd', odd as unknown as StoredInsight);

      const { data, errors } = await query(
        `query ($aoi: ID) {
          insight(id: "odd", aoiId: $aoi) {
            name status state progress cost error estimatedDurationInMinutes
            inputs { name } rawInput outputs { name value } rawOutput metadata createdAt deletedAt
          }
        }`,
        { aoi: aoi.aoi_id },
      );

      expect(errors).toBeUndefined();
      expect(data).toEqual({
        insight: {
          name: null,
          status: 'teleporting',
          state: 'UNKNOWN',
          progress: 45,
          cost: null,
          error: null,
          estimatedDurationInMinutes: 2,
          inputs: [],
          rawInput: 'not a list',
          outputs: [{ name: 'map', value: '7' }],
          rawOutput: [{ name: 'map', value: 7 }],
          metadata: null,
          createdAt: '2025-04-14T07:08:09.5Z',
          deletedAt: null,
        },
      });
    }));
});

const CREATE = `mutation ($input: CreateInsightInput!) {
  createInsight(input: $input) { insightId message insight { name state } userErrors { code field message } }
}`;

/** What is wanted of the crop classification, complete. */
const cropMap = (aoiId: string) => ({
  aoiId,
  name: 'Rabi crop map',
  block: { name: 'cropclassification', version: '1.1.0' },
  inputs: [
    {
      name: 'image',
      stacUrl: 'https://stac.example/collections/c/items/i',
      assetSource: { assetId: globalIdOf('Asset', { aoiId, id: 'asset-1' }), type: 'raw_mosaic' },
    },
    { name: 'sowing_date', value: '2025-11-01' },
    { name: 'confidence', value: '0.8' },
  ],
  metadata: { season: 'rabi' },
});

describe('createInsight', () => {
  test('copies the block’s definition of its inputs, sends once, and reads the insight back', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId } = northBank(store);

      const { data, calls } = await query(CREATE, { input: cropMap(globalIdOf('Aoi', { id: aoiId })) });

      const id = [...store.insights.keys()].at(-1) ?? '';
      expect(calls).toEqual(['GetBlockVersion', 'CreateInsight', 'ListInsights']);
      expect(data).toEqual({
        createInsight: {
          insightId: id,
          message: 'Insight creation has started',
          insight: { name: 'Rabi crop map', state: 'RUNNING' },
          userErrors: [],
        },
      });
      expect(store.insights.get(id)).toMatchObject({
        aoi_id: aoiId,
        metadata: { season: 'rabi' },
        input: [
          {
            name: 'image',
            format: 'raster',
            type: 'url',
            description: 'The image to classify',
            properties: { bands: ['B02', 'B03', 'B04', 'B08'] },
            stac_url: 'https://stac.example/collections/c/items/i',
            asset_source: { id: 'asset-1', type: 'raw_mosaic' },
          },
          {
            name: 'sowing_date',
            format: 'date',
            type: 'string',
            description: 'When the season was sown',
            value: '2025-11-01',
          },
          {
            name: 'confidence',
            format: 'number',
            type: 'number',
            description: 'Least confidence, 0 to 1',
            value: '0.8',
          },
        ],
      });
    }));

  test('sends no member that it was not given', () =>
    withFaultyUpstream(newInsightUpstream(answer(200, { insights: [] })), {}, async (ask, { requests }) => {
      await ask('mutation ($input: CreateInsightInput!) { createInsight(input: $input) { insightId } }', {
        input: { aoiId: 'a', block: { name: 'b', version: '1' }, inputs: [{ name: 'x', value: '1' }] },
      });

      const created = requests.find(({ method }) => method === 'POST');
      expect(created?.target).toBe('/v0/aoi/a/insights');
      expect(JSON.parse(created?.body ?? '')).toEqual({
        block: { name: 'b', version: '1' },
        input: [{ name: 'x', value: '1' }],
      });
    }));

  test('the insight is not read back if it is not selected', () =>
    withGateway({}, async ({ query, store }) => {
      const { calls } = await query(
        'mutation ($input: CreateInsightInput!) { createInsight(input: $input) { insightId } }',
        { input: cropMap(northBank(store).aoi_id) },
      );

      expect(calls).toEqual(['GetBlockVersion', 'CreateInsight']);
    }));

  test('the id remains if reading the insight back fails, and the error is at the insight', () =>
    withFaultyUpstream(newInsightUpstream(answer(403, {})), {}, async (ask) => {
      const { data, errors } = await ask(CREATE, {
        input: { aoiId: 'a', block: { name: 'b', version: '1' }, inputs: [{ name: 'x', value: '1' }] },
      });

      expect(data).toEqual({
        createInsight: { insightId: 'new', message: 'started', insight: null, userErrors: [] },
      });
      expect(errors).toMatchObject([{ path: ['createInsight', 'insight'], extensions: { code: 'FORBIDDEN' } }]);
    }));

  test('the list of its AOI holds the new insight, also where it was read before in the same operation', () =>
    withGateway({}, async ({ query, store }) => {
      const input = cropMap(northBank(store).aoi_id);

      const { data } = await query(
        `mutation ($input: CreateInsightInput!) {
          first: createInsight(input: $input) { insight { aoi { insights { totalCount } } } }
          second: createInsight(input: $input) { insight { aoi { insights { totalCount } } } }
        }`,
        { input },
      );

      expect(data).toEqual({
        first: { insight: { aoi: { insights: { totalCount: 3 } } } },
        second: { insight: { aoi: { insights: { totalCount: 4 } } } },
      });
    }));

  test('problems of the input alone are reported together, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const { data, calls } = await query(CREATE, {
        input: {
          aoiId: 'a',
          block: { name: 'cropclassification', version: '1.1.0' },
          inputs: [
            { name: 'image' },
            { name: 'image', value: '1' },
            { name: 'confidence', value: '1', stacUrl: 'https://stac.example' },
          ],
          metadata: { season: 'rabi', year: 2025 },
        },
      });

      expect(calls).toEqual([]);
      expect(data).toEqual({
        createInsight: {
          insightId: null,
          message: null,
          insight: null,
          userErrors: [
            { code: 'INVALID', field: ['inputs', '0'], message: 'inputs.0 (image) needs a value or a stacUrl.' },
            { code: 'INVALID', field: ['inputs', '1', 'name'], message: 'inputs.1 names the input image again.' },
            {
              code: 'INVALID',
              field: ['inputs', '2'],
              message: 'inputs.2 (confidence) can have a value or a stacUrl, not both.',
            },
            { code: 'INVALID', field: ['metadata', 'year'], message: 'metadata.year must be a string.' },
          ],
        },
      });
    }));

  test('a name that the block has not is refused with the names that it has', () =>
    withGateway({}, async ({ query, store }) => {
      const input = { ...cropMap(northBank(store).aoi_id), inputs: [{ name: 'picture', value: '1' }] };

      const { data, calls } = await query(CREATE, { input });

      expect(calls).toEqual(['GetBlockVersion']);
      expect(data).toMatchObject({
        createInsight: {
          userErrors: [
            {
              code: 'INVALID',
              field: ['inputs', '0', 'name'],
              message:
                'inputs.0.name: cropclassification 1.1.0 has no input picture; its inputs are image, sowing_date, confidence.',
            },
          ],
        },
      });
    }));

  test('a missing block version is reported at the block', () =>
    withGateway({}, async ({ query, store }) => {
      const input = { ...cropMap(northBank(store).aoi_id), block: { name: 'cropclassification', version: '9.0.0' } };

      const { data, calls } = await query(CREATE, { input });

      expect(calls).toEqual(['GetBlockVersion']);
      expect(data).toMatchObject({
        createInsight: {
          userErrors: [
            {
              code: 'NOT_FOUND',
              field: ['block'],
              message: 'There is no version 9.0.0 of a block cropclassification.',
            },
          ],
        },
      });
    }));

  test('a refusal of the upstream is reported with its message', () =>
    withGateway({}, async ({ query, store }) => {
      const { inputs, ...rest } = cropMap(northBank(store).aoi_id);

      const { data, errors } = await query(CREATE, { input: { ...rest, inputs: inputs.slice(1) } });

      expect(errors).toBeUndefined();
      expect(data).toMatchObject({
        createInsight: {
          insight: null,
          userErrors: [{ code: 'INVALID', field: ['inputs'], message: 'inputs lacks image' }],
        },
      });
    }));
});

describe('insightEstimate', () => {
  const ESTIMATE = 'query ($input: CreateInsightInput!) { insightEstimate(input: $input) { tokens } }';

  test('tells the cost, and nothing is run', () =>
    withGateway({}, async ({ query, store }) => {
      const aoi = northBank(store);
      const before = store.insights.size;

      const { data, calls } = await query(ESTIMATE, { input: cropMap(aoi.aoi_id) });

      expect(calls).toEqual(['GetBlockVersion', 'CreateInsight']);
      expect(data).toEqual({ insightEstimate: { tokens: Math.ceil((aoi.area_in_sq_m ?? 0) / 1e6) } });
      expect(store.insights.size).toBe(before);
    }));

  test('bad input is an error with its place', () =>
    withGateway({}, async ({ query, store }) => {
      const input = { ...cropMap(northBank(store).aoi_id), inputs: [{ name: 'image' }] };

      const { data, errors, calls } = await query(ESTIMATE, { input });

      expect(calls).toEqual([]);
      expect(data).toEqual({ insightEstimate: null });
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', argumentPath: ['input', 'inputs', '0'] }, path: ['insightEstimate'] },
      ]);
    }));
});

test('an estimate that the API refuses names the input that it refuses', () =>
  withFaultyUpstream(
    (response, request) =>
      request.method === 'GET'
        ? answer(200, { id: 'v', spec: { name: 'b', version: '1', inputs: [{ name: 'x' }] } })(response, request)
        : answer(403, { error: { code: 'FORBIDDEN', message: 'aoi not found' } })(response, request),
    {},
    async (ask) => {
      const { data, errors } = await ask(
        'query ($input: CreateInsightInput!) { insightEstimate(input: $input) { tokens } }',
        { input: { aoiId: 'a', block: { name: 'b', version: '1' }, inputs: [{ name: 'x', value: '1' }] } },
      );

      expect(data).toEqual({ insightEstimate: null });
      expect(errors).toMatchObject([
        { message: 'aoi not found', extensions: { code: 'BAD_USER_INPUT', argumentPath: ['input', 'aoiId'] } },
      ]);
    },
  ));

describe('deleteInsight', () => {
  const DELETE = `mutation ($input: DeleteInsightInput!) {
    deleteInsight(input: $input) { deletedInsightId userErrors { code field } }
  }`;

  test('finds the project through the AOI where it is left out', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId, project_id: projectId } = northBank(store);
      const { id, globalId } = insightOf(store, northBank(store));

      const { data, wire } = await query(DELETE, { input: { insightId: globalId } });

      expect(wire).toEqual([`GET /v0/aoi/${aoiId}`, `DELETE /v0/aoi/${aoiId}/insights/${id}?project_id=${projectId}`]);
      const { deletedInsightId } = (data as { deleteInsight: { deletedInsightId: string } }).deleteInsight;
      expect(Buffer.from(deletedInsightId, 'base64url').toString()).toMatch(new RegExp(`^Insight:.+:${id}$`));
      expect(store.insights.has(id)).toBe(false);
    }));

  test('is one call if the project is given, and says so if there is nothing to delete', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId, project_id: projectId } = northBank(store);

      const { data, calls } = await query(DELETE, { input: { insightId: 'none', aoiId, projectId } });

      expect(calls).toEqual(['DeleteInsight']);
      expect(data).toEqual({
        deleteInsight: { deletedInsightId: null, userErrors: [{ code: 'NOT_FOUND', field: ['insightId'] }] },
      });
    }));

  test('a missing AOI is reported with its path: left out, or nonexistent', () =>
    withGateway({}, async ({ query }) => {
      const leftOut = await query(DELETE, { input: { insightId: 'one' } });
      const notThere = await query(DELETE, { input: { insightId: 'one', aoiId: 'none' } });

      expect(leftOut.calls).toEqual([]);
      expect(leftOut.data).toMatchObject({ deleteInsight: { userErrors: [{ code: 'INVALID', field: ['aoiId'] }] } });
      expect(notThere.calls).toEqual(['GetAoiById']);
      expect(notThere.data).toMatchObject({
        deleteInsight: { userErrors: [{ code: 'NOT_FOUND', field: ['aoiId'] }] },
      });
    }));
});

describe('requestInsightDownload', () => {
  const REQUEST = `mutation ($input: RequestInsightDownloadInput!) {
    requestInsightDownload(input: $input) { download { kind state signedUrl } userErrors { code message } }
  }`;

  test('asked again, tells when the package is there', () => {
    let now = Date.UTC(2026, 0, 1);
    return withGateway({ sandbox: { now: () => now } }, async ({ query, store }) => {
      const { aoi_id: aoiId } = northBank(store);
      const { id, globalId: insightId } = insightOf(store, northBank(store));

      const first = await query(REQUEST, { input: { insightId } });
      now += 60_000;
      const second = await query(REQUEST, { input: { insightId } });

      expect(first.wire).toEqual([`PUT /v0/aoi/${aoiId}/insights/${id}/download`]);
      expect(first.data).toEqual({
        requestInsightDownload: {
          download: { kind: 'INSIGHT', state: 'PENDING', signedUrl: null },
          userErrors: [],
        },
      });
      expect(second.data).toMatchObject({
        requestInsightDownload: { download: { state: 'SUCCEEDED', signedUrl: expect.stringMatching(/^http/) } },
      });
    });
  });

  test('sends which inputs and outputs are wanted, and an empty object where all are', () =>
    withFaultyUpstream(answer(200, { id: 'd' }), {}, async (ask, { requests }) => {
      const asset = globalIdOf('Asset', { aoiId: 'a', id: 'asset-1' });
      await ask(REQUEST, { input: { insightId: 'i', aoiId: 'a' } });
      await ask(REQUEST, { input: { insightId: 'i', aoiId: 'a', outputs: ['crop_map'] } });
      await ask(REQUEST, { input: { insightId: 'i', aoiId: 'a', inputs: [asset] } });

      expect(requests.map(({ body }) => body)).toEqual(['{}', '{"outputs":["crop_map"]}', '{"inputs":["asset-1"]}']);
    }));

  test('a package that cannot be made is a user error', () =>
    withGateway({}, async ({ query, store }) => {
      const { aoi_id: aoiId } = northBank(store);
      const running = store.insights.values().find(({ name }) => name === 'Rabi crop map, in progress');

      const { data } = await query(REQUEST, { input: { insightId: running?.id, aoiId } });

      expect(data).toEqual({
        requestInsightDownload: {
          download: null,
          userErrors: [{ code: 'INVALID', message: 'only a completed insight has a package' }],
        },
      });
    }));
});

/** Has a block `b` with one input `x` that it says nothing of, makes the insight `new`, and reads it back as told. */
function newInsightUpstream(readBack: Behaviour): Behaviour {
  return (response, request) => {
    if (request.method === 'POST') return answer(201, { id: 'new', message: 'started' })(response, request);
    if (request.target.startsWith('/v0/blocks/')) {
      const block = { id: 'id', spec: { name: 'b', version: '1', inputs: [{ name: 'x' }] } };
      return answer(200, block)(response, request);
    }
    return readBack(response, request);
  };
}
