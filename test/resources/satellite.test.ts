import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

describe('Satellite', () => {
  test('all of them, and any of them by either id, cost one call together', () =>
    withGateway({}, async ({ query, store }) => {
      const [first = '', second = ''] = store.satellites.keys();

      const { data, errors, calls } = await query(
        `query ($raw: ID!, $global: ID!) {
          satellites { pixxelId }
          raw: satellite(id: $raw) { pixxelId }
          global: satellite(id: $global) { pixxelId }
          node(id: $global) { ... on Satellite { pixxelId } }
          missing: satellite(id: "none") { pixxelId }
        }`,
        { raw: first, global: globalIdOf('Satellite', { id: second }) },
      );

      expect(errors).toBeUndefined();
      expect(data).toEqual({
        satellites: [...store.satellites.keys()].map((pixxelId) => ({ pixxelId })),
        raw: { pixxelId: first },
        global: { pixxelId: second },
        node: { pixxelId: second },
        missing: null,
      });
      expect(calls).toEqual(['ListSatellites']);
    }));

  test('of several AOIs is read once', () =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query('{ aois(first: 30) { nodes { satellite { name } } } }');

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListAois', 'ListSatellites']);
    }));

  test('its collections are those of the archive, one list for all', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(
        '{ satellites { collections { collectionId collection { pixxelId title } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListSatellites', 'ListCollections']);
      const { satellites } = data as {
        satellites: { collections: { collectionId: string; collection: { pixxelId: string } }[] }[];
      };
      expect(satellites).toHaveLength(4);
      const all = satellites.flatMap(({ collections }) => collections);
      expect(all.length).toBeGreaterThan(3);
      expect(all.map(({ collection }) => collection.pixxelId)).toEqual(all.map(({ collectionId }) => collectionId));
    }));

  test('is whole where lists are null, numbers are text and fields are missing', () => {
    const satellite = {
      id: 's',
      name: 'TD1',
      bands: [{ name: 'B1', wavelength: '472.5', spatial_resolution: 30 }],
      collections: null,
      rgb_composite: null,
    };
    return withFaultyUpstream(answer(200, { satellites: [satellite] }), {}, async (ask) => {
      const { data, errors } = await ask(`{ satellites {
        name
        bands { name wavelengthInNm spatialResolutionInM scale }
        collections { collectionId }
        rgbComposite { red }
      } }`);

      expect(errors).toBeUndefined();
      expect(data).toEqual({
        satellites: [
          {
            name: 'TD1',
            bands: [{ name: 'B1', wavelengthInNm: 472.5, spatialResolutionInM: 30, scale: null }],
            collections: [],
            rgbComposite: null,
          },
        ],
      });
    });
  });

  test('a null list is empty', () =>
    withFaultyUpstream(answer(200, { satellites: null }), {}, async (ask) => {
      expect(await ask('{ satellites { name } }')).toEqual({ data: { satellites: [] } });
    }));
});
