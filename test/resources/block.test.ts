import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { StoredBlock } from '../../src/sandbox/world/store.ts';
import { withGateway } from '../support/gateway.ts';

/** A block of one version whose parameters come in the form given. */
const blockWith = (version: string, inputs: unknown, outputs: unknown = null): StoredBlock => ({
  id: `block-odd-${version}`,
  block_status: 'released',
  err: '',
  created_at: '',
  spec: { name: 'odd', version, inputs, outputs },
});

describe('Block', () => {
  test('the blocks of a mode are one call', () =>
    withGateway({}, async ({ query }) => {
      const { data, calls, wire } = await query(`{
        blocks(mode: WORKFLOW) { name version title type supportedCollectionIds }
      }`);

      expect(calls).toEqual(['ListBlocks']);
      expect(wire).toEqual(['GET /v0/blocks?mode=workflow']);
      expect(data).toMatchObject({
        blocks: [
          { name: 'cloudmask', version: '1.0.1', title: 'Cloud mask', type: 'workflow' },
          { name: 'mosaicking' },
          { name: 'indexcalculator', version: '1.10.0' },
          { name: 'zonalstatistics', supportedCollectionIds: ['pixxel-ff-l2a', 'pixxel-td-l2a', 'sentinel-2-l2a'] },
        ],
      });
    }));

  test('without a mode all blocks are returned, with the definitions of their inputs', () =>
    withGateway({}, async ({ query }) => {
      const { data, wire } = await query(
        '{ blocks { name inputs { name format type description properties value } } }',
      );

      expect(wire).toEqual(['GET /v0/blocks']);
      expect((data as { blocks: unknown[] }).blocks).toHaveLength(8);
      expect((data as { blocks: unknown[] }).blocks[0]).toEqual({
        name: 'cropclassification',
        inputs: [
          {
            name: 'image',
            format: 'raster',
            type: 'url',
            description: 'The image to classify',
            properties: { bands: ['B02', 'B03', 'B04', 'B08'] },
            value: null,
          },
          expect.objectContaining({ name: 'sowing_date', format: 'date', properties: null }),
          expect.objectContaining({ name: 'confidence', format: 'number', type: 'number' }),
        ],
      });
    }));

  test('without a version the newest by semantic version is given, with all versions, for one call', () =>
    withGateway({}, async ({ query }) => {
      const { data, wire } = await query('{ block(name: "indexcalculator") { version versions { version } } }');

      expect(wire).toEqual(['GET /v0/blocks/indexcalculator']);
      expect(data).toEqual({
        block: { version: '1.10.0', versions: [{ version: '1.10.0' }, { version: '1.3.0' }] },
      });
    }));

  test('one version is one call, by its name and version or by its global id', () =>
    withGateway({}, async ({ query }) => {
      const id = globalIdOf('Block', { name: 'cloudmask', version: '1.0.0' });

      const named = await query('{ block(name: "cloudmask", version: "1.0.0") { id title } }');
      const node = await query('query ($id: ID!) { node(id: $id) { id ... on Block { title } } }', { id });

      expect(named.data).toEqual({ block: { id, title: 'Cloud mask' } });
      expect(node.data).toEqual({ node: { id, title: 'Cloud mask' } });
      expect(named.wire).toEqual(['GET /v0/blocks/cloudmask/versions/1.0.0']);
      expect(node.wire).toEqual(named.wire);
    }));

  test('a missing block, or a missing version, is null without an error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query(`{
        name: block(name: "alchemy") { title }
        version: block(name: "cloudmask", version: "9.9.9") { title }
      }`);

      expect({ data, errors }).toEqual({ data: { name: null, version: null }, errors: undefined });
    }));

  test('the versions of the blocks of a list are a call for each name', () =>
    withGateway({}, async ({ query }) => {
      const { calls } = await query('{ blocks(mode: INSIGHT) { versions { version } } }');

      expect(calls).toEqual(['ListBlocks', ...Array(4).fill('ListBlockVersions')]);
    }));

  test('parameters are read from a list, one object, text and bytes, and are empty for anything else', () =>
    withGateway({}, async ({ query, store }) => {
      const parameter = { name: 'image', stac_url: '', asset_source: { id: 'a', type: 'raw_mosaic' } };
      const forms: [string, unknown][] = [
        ['7.0.0', [parameter, null, 'nonsense']],
        ['6.0.0', parameter],
        ['5.0.0', JSON.stringify([parameter])],
        ['4.0.0', [...Buffer.from(JSON.stringify([parameter]))]],
        ['3.0.0', null],
        ['2.0.0', 'a sentence'],
        ['1.0.0', { threshold: 0.4 }],
      ];
      for (const [version, inputs] of forms) store.blocks.set(version, blockWith(version, inputs));

      const { data, errors } = await query(`{
        block(name: "odd") { versions { inputs { name stacUrl assetSource { assetId type } } outputs { name } } }
      }`);

      const read = { name: 'image', stacUrl: null, assetSource: { assetId: 'a', type: 'raw_mosaic' } };
      expect(errors).toBeUndefined();
      expect(data).toEqual({
        block: {
          versions: [...Array(4).fill({ inputs: [read], outputs: [] }), ...Array(3).fill({ inputs: [], outputs: [] })],
        },
      });
    }));

  test('a version without numbers comes after every version with one', () =>
    withGateway({}, async ({ query, store }) => {
      for (const version of ['experimental', '2', '10.0.0-beta', '10.0.0']) {
        store.blocks.set(version, blockWith(version, []));
      }

      const { data } = await query('{ block(name: "odd") { versions { version } } }');

      expect(data).toEqual({
        block: {
          versions: [{ version: '10.0.0' }, { version: '10.0.0-beta' }, { version: '2' }, { version: 'experimental' }],
        },
      });
    }));
});
