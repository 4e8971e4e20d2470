import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store } from '../../src/sandbox/world/store.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

const REQUEST = `mutation ($input: RequestAoiDownloadInput!) {
  requestAoiDownload(input: $input) {
    download { downloadId kind status state signedUrl }
    userErrors { code field message }
  }
}`;
const LOOK = 'query ($id: ID!, $aoiId: ID!) { aoiDownload(id: $id, aoiId: $aoiId) { kind state signedUrl } }';

function mosaicsOfSomeAoi(store: Store): { aoiId: string; ids: string[] } {
  const [aoiId = ''] = store.aois.keys();
  const mosaics = store.assets.values().filter((asset) => asset.aoi_id === aoiId && asset.asset_type === 'mosaic');
  return { aoiId, ids: mosaics.map(({ id }) => id).toArray() };
}

describe('Download of an AOI', () => {
  test('a package is requested by one call, and polled by one until its URL is ready', () => {
    let now = Date.parse('2026-01-05T08:00:00Z');
    return withGateway({ sandbox: { now: () => now } }, async ({ query, store }) => {
      const { aoiId, ids } = mosaicsOfSomeAoi(store);
      const [first = '', ...others] = ids;

      const asked = await query(REQUEST, {
        input: {
          aoiId: globalIdOf('Aoi', { id: aoiId }),
          assetIds: [globalIdOf('Asset', { aoiId, id: first }), ...others],
        },
      });
      const { download } = (asked.data as { requestAoiDownload: { download: { downloadId: string } } })
        .requestAoiDownload;
      now += 60_000;
      const seen = await query(LOOK, { id: download.downloadId, aoiId });

      expect(asked.calls).toEqual(['RequestAoiDownload']);
      expect(asked.data).toEqual({
        requestAoiDownload: {
          download: { ...download, kind: 'AOI', status: 'IN_PROGRESS', state: 'RUNNING', signedUrl: null },
          userErrors: [],
        },
      });
      expect(seen.errors).toBeUndefined();
      expect(seen.wire).toEqual([`GET /v0/aois/${aoiId}/downloads/${download.downloadId}`]);
      expect(seen.data).toEqual({
        aoiDownload: { kind: 'AOI', state: 'SUCCEEDED', signedUrl: expect.stringMatching(/^http/) },
      });
    });
  });

  test('a missing one is null without an error', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors } = await query(LOOK, { id: 'none', aoiId: mosaicsOfSomeAoi(store).aoiId });

      expect({ data, errors }).toEqual({ data: { aoiDownload: null }, errors: undefined });
    }));

  test('an empty list and an asset of another AOI are refused with their place, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const empty = await query(REQUEST, { input: { aoiId: 'a1', assetIds: [] } });
      const foreign = await query(REQUEST, {
        input: { aoiId: 'a1', assetIds: ['s1', globalIdOf('Asset', { aoiId: 'a2', id: 's2' })] },
      });

      expect([empty.calls, foreign.calls]).toEqual([[], []]);
      expect([empty.data, foreign.data]).toEqual([
        {
          requestAoiDownload: {
            download: null,
            userErrors: [{ code: 'INVALID', field: ['assetIds'], message: 'assetIds must not be empty.' }],
          },
        },
        {
          requestAoiDownload: {
            download: null,
            userErrors: [
              { code: 'INVALID', field: ['assetIds', '1'], message: 'assetIds.1 is an asset of another AOI.' },
            ],
          },
        },
      ]);
    }));

  test('an AOI in capitals is the AOI of its assets', () =>
    withFaultyUpstream(answer(200, { download_id: 'd' }), {}, async (ask, { requests }) => {
      const aoiId = '3f0c9d5e-1b2a-4c3d-8e4f-5a6b7c8d9e0f';
      const asset = globalIdOf('Asset', { aoiId, id: 's1' });

      const { data } = await ask(REQUEST, { input: { aoiId: aoiId.toUpperCase(), assetIds: [asset] } });

      expect(data).toMatchObject({ requestAoiDownload: { download: { downloadId: 'd' }, userErrors: [] } });
      expect(requests.map(({ body }) => body)).toEqual(['{"asset_ids":["s1"]}']);
    }));

  test('an asset that does not exist comes back as a user error', () =>
    withGateway({}, async ({ query, store }) => {
      const { data } = await query(REQUEST, { input: { aoiId: mosaicsOfSomeAoi(store).aoiId, assetIds: ['none'] } });

      expect(data).toMatchObject({ requestAoiDownload: { download: null, userErrors: [{ code: 'NOT_FOUND' }] } });
    }));

  test('the assets arrive as they were named, each once', () =>
    withFaultyUpstream(
      answer(201, { download_id: 'd1', status: 'success', signed_url: '' }),
      {},
      async (ask, upstream) => {
        const { data } = await ask(REQUEST, { input: { aoiId: 'a1', assetIds: ['s1', 's2', 's1'] } });

        expect(upstream.requests.map(({ method, target, body }) => [method, target, body])).toEqual([
          ['POST', '/v0/aois/a1/downloads', '{"asset_ids":["s1","s2"]}'],
        ]);
        expect(data).toEqual({
          requestAoiDownload: {
            download: { downloadId: 'd1', kind: 'AOI', status: 'success', state: 'SUCCEEDED', signedUrl: null },
            userErrors: [],
          },
        });
      },
    ));

  test('a request whose outcome is unknown is sent once, and the error says that it may have been applied', () =>
    withFaultyUpstream(answer(502, {}), {}, async (ask, { requests }) => {
      const { errors } = await ask(REQUEST, { input: { aoiId: 'a1', assetIds: ['s1'] } });

      expect(requests).toHaveLength(1);
      expect(errors).toMatchObject([
        {
          message: expect.stringContaining('It may still have been applied'),
          extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: false },
        },
      ]);
    }));
});
