import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store } from '../../src/sandbox/world/store.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

function satelliteIdOf(store: Store, name: string): string {
  const satellite = store.satellites.values().find((one) => one.name === name);
  if (!satellite) throw new Error(`no satellite is named ${name}`);
  return satellite.id;
}

const CREATE = `mutation ($input: CreateIndexInput!) {
  createIndex(input: $input) {
    index { pixxelId name type satellite { name } }
    userErrors { code field message }
  }
}`;

const redEdge = {
  name: 'Red edge ratio',
  description: 'Nitrogen in leaves',
  expression: '(B08-B05)/(B08+B05)',
  expressionType: 'INDEX',
  colormap: 'viridis',
  rescale: [-1, 1],
};

describe('SpectralIndex', () => {
  test('all indices and their satellites are two calls', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(
        '{ indices(first: 100) { totalCount nodes { name satellite { name } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListIndices', 'ListSatellites']);
      const { totalCount, nodes } = (data as { indices: { totalCount: number; nodes: unknown[] } }).indices;
      expect(nodes).toHaveLength(totalCount);
      expect(nodes).toContainEqual({ name: 'Wheat nitrogen', satellite: { name: 'Pixxel-FF01' } });
    }));

  test('the indices of all satellites together are one call, those of one are its own', () =>
    withGateway({}, async ({ query, store }) => {
      const id = satelliteIdOf(store, 'Pixxel-TD2');

      const all = await query('{ satellites { name indices(first: 10) { nodes { satellite { name } } } } }');
      const one = await query('query ($id: ID!) { satellite(id: $id) { indices { nodes { name } } } }', { id });

      expect(all.calls).toEqual(['ListSatellites', 'ListIndices']);
      for (const satellite of (all.data as { satellites: { name: string; indices: { nodes: unknown[] } }[] })
        .satellites) {
        expect(satellite.indices.nodes.length).toBeGreaterThanOrEqual(5);
        expect(satellite.indices.nodes).toEqual(
          satellite.indices.nodes.map(() => ({ satellite: { name: satellite.name } })),
        );
      }
      expect(one.wire.toSorted()).toEqual([
        `GET /v0/indices?offset=0&limit=20&satellite_id=${id}`,
        'GET /v0/satellites',
      ]);
    }));

  test('a filter reaches the upstream in its own words, under either id of the satellite', () =>
    withGateway({}, async ({ query, store }) => {
      const id = satelliteIdOf(store, 'Pixxel-FF01');

      const { data, wire } = await query(
        `query ($id: ID!) {
          indices(satelliteId: $id, filter: { type: PRESET, expressionType: GRAYSCALE }) { nodes { name type expressionType } }
        }`,
        { id: globalIdOf('Satellite', { id }) },
      );

      expect(wire).toEqual([
        `GET /v0/indices?offset=0&limit=20&satellite_id=${id}&type=preset&expression_type=grayscale`,
      ]);
      expect(data).toEqual({
        indices: { nodes: [{ name: 'Near infrared', type: 'PRESET', expressionType: 'GRAYSCALE' }] },
      });
    }));

  test('one index is one call under either of its ids, and null without an error where it does not exist', () =>
    withGateway({}, async ({ query, store }) => {
      const [id = ''] = store.indices.keys();
      const ask = (given: string) => query('query ($id: ID!) { index(id: $id) { pixxelId } }', { id: given });

      const raw = await ask(id);
      const global = await ask(globalIdOf('SpectralIndex', { id }));
      const missing = await ask('none');

      expect([raw.wire, global.wire]).toEqual(Array(2).fill([`GET /v0/indices?index_id=${id}&limit=1`]));
      expect([raw.data, global.data]).toEqual(Array(2).fill({ index: { pixxelId: id } }));
      expect(missing).toMatchObject({ data: { index: null }, errors: undefined });
    }));

  test('from three on, indices by id are one page of the list', () =>
    withGateway({}, async ({ query, store }) => {
      const ids = [...store.indices.keys()].slice(0, 4).map((id) => globalIdOf('SpectralIndex', { id }));

      const { data, calls } = await query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on SpectralIndex { expression } } }',
        { ids },
      );

      expect(calls).toEqual(['ListIndices']);
      expect(data).toMatchObject({ nodes: ids.map((id) => ({ id, expression: expect.any(String) })) });
    }));

  test('the satellite is found under its older name too, and costs nothing where only its id is asked', () =>
    withFaultyUpstream(
      answer(200, {
        indices: [{ id: 'i1', lens_satellite_id: 's1', bands: null, rescale: [0.5, '2'], type: 'private' }],
        pagination: { total: 1 },
      }),
      {},
      async (ask, { requests }) => {
        const { data } = await ask('{ indices { nodes { type bands rescale satellite { pixxelId } } } }');

        expect(data).toEqual({
          indices: { nodes: [{ type: null, bands: [], rescale: [0.5, 2], satellite: { pixxelId: 's1' } }] },
        });
        expect(requests).toHaveLength(1);
      },
    ));

  test('an index is made by one call and leads on to its satellite', () =>
    withGateway({}, async ({ query, store }) => {
      const satelliteId = satelliteIdOf(store, 'Sentinel-2');

      const { data, calls } = await query(CREATE, { input: { ...redEdge, satelliteId } });

      expect(calls).toEqual(['CreateIndex', 'ListSatellites']);
      const { pixxelId } = (data as { createIndex: { index: { pixxelId: string } } }).createIndex.index;
      expect(data).toEqual({
        createIndex: {
          index: { pixxelId, name: 'Red edge ratio', type: 'CUSTOM', satellite: { name: 'Sentinel-2' } },
          userErrors: [],
        },
      });
      expect(store.indices.get(pixxelId)).toMatchObject({
        name: 'Red edge ratio',
        description: 'Nitrogen in leaves',
        expression: '(B08-B05)/(B08+B05)',
        expression_type: 'index',
        colormap: 'viridis',
        rescale: [-1, 1],
        satellite_id: satelliteId,
      });
    }));

  test('an invalid index is refused with every path, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const { data, calls } = await query(CREATE, {
        input: { ...redEdge, name: ' ', expression: '', rescale: [1, 1], satelliteId: 's' },
      });

      expect(calls).toEqual([]);
      expect(data).toEqual({
        createIndex: {
          index: null,
          userErrors: [
            { code: 'INVALID', field: ['name'], message: 'name must not be empty.' },
            { code: 'INVALID', field: ['expression'], message: 'expression must not be empty.' },
            { code: 'INVALID', field: ['rescale'], message: 'rescale must be two numbers, the lower one first.' },
          ],
        },
      });
    }));

  test('a name that is taken and a band that does not exist come back as user errors', () =>
    withGateway({}, async ({ query, store }) => {
      const satelliteId = satelliteIdOf(store, 'Sentinel-2');

      const taken = await query(CREATE, { input: { ...redEdge, name: 'NDVI', satelliteId } });
      const unknown = await query(CREATE, { input: { ...redEdge, expression: 'B99', satelliteId } });

      expect([taken.data, unknown.data]).toMatchObject([
        { createIndex: { index: null, userErrors: [{ code: 'CONFLICT', field: ['name'] }] } },
        { createIndex: { index: null, userErrors: [{ code: 'INVALID', field: ['expression'] }] } },
      ]);
    }));
});
