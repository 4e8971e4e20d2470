import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store } from '../../src/sandbox/world/store.ts';
import { type TestGateway, withGateway } from '../support/gateway.ts';

const CREATE = `mutation ($input: CreateAoiInput!) {
  createAoi(input: $input) {
    aoi { name description satellite { name } images { itemId } }
    userErrors { code field message }
  }
}`;

/** The least that an AOI needs, with images of a satellite, by the name of the satellite. */
function leastInput(store: Store, satelliteName: string) {
  const aoi = store.aois.values().find((one) => store.satellites.get(one.satellite_id ?? '')?.name === satelliteName);
  return {
    name: 'North field',
    projectId: aoi?.project_id,
    geometry: aoi?.geometry,
    itemIds: Object.keys(aoi?.images ?? {}).slice(0, 2),
  };
}

/** The user errors of `createAoi`, and the calls that led to them. */
async function refusalOf(query: TestGateway['query'], input: object) {
  const { data, errors, calls } = await query(CREATE, { input });
  expect(errors).toBeUndefined();
  const { createAoi } = data as { createAoi: { aoi: unknown; userErrors: unknown[] } };
  expect(createAoi.aoi).toBeNull();
  return { userErrors: createAoi.userErrors, calls };
}

const READS = ['SearchArchive', 'ListSatellites'];

describe('createAoi', () => {
  test.each(['Pixxel-TD1', 'Pixxel-TD2', 'Sentinel-2'])(
    'needs no satellite, provider or description: the images of %s tell them in two reads',
    (name) =>
      withGateway({}, async ({ query, store }) => {
        const input = leastInput(store, name);

        const { data, errors, calls } = await query(CREATE, { input });

        expect(errors).toBeUndefined();
        expect(calls).toEqual([...READS, 'CreateAoi']);
        expect(data).toEqual({
          createAoi: {
            aoi: {
              name: 'North field',
              description: 'North field',
              satellite: { name },
              images: input.itemIds.map((itemId) => ({ itemId })),
            },
            userErrors: [],
          },
        });
      }),
  );

  test('reads nothing where satellite and provider are given', () =>
    withGateway({}, async ({ query, store }) => {
      const satellite = store.satellites.values().find(({ name }) => name === 'Pixxel-TD1');
      const input = { ...leastInput(store, 'Pixxel-TD1'), satelliteId: satellite?.id, provider: 'PIXXEL' };

      const { calls } = await query('mutation ($input: CreateAoiInput!) { createAoi(input: $input) { aoi { id } } }', {
        input,
      });

      expect(calls).toEqual(['CreateAoi']);
    }));

  test('finds the satellite of an id in capitals, as the API does', () =>
    withGateway({}, async ({ query, store, arrived }) => {
      const satellite = store.satellites.values().find(({ name }) => name === 'Pixxel-TD1');
      const input = { ...leastInput(store, 'Pixxel-TD1'), satelliteId: satellite?.id?.toUpperCase() };

      const { data } = await query(
        'mutation ($input: CreateAoiInput!) { createAoi(input: $input) { aoi { satellite { pixxelId } } userErrors { message } } }',
        { input },
      );

      expect(data).toEqual({ createAoi: { aoi: { satellite: { pixxelId: satellite?.id } }, userErrors: [] } });
      expect(arrived.filter((request) => request.startsWith('POST /v0/aois'))).toHaveLength(1);
    }));

  test('asks for the satellite where images are of several, and sends nothing', () =>
    withGateway({}, async ({ query, store }) => {
      const [one, other] = [leastInput(store, 'Pixxel-TD1'), leastInput(store, 'Pixxel-TD2')];

      expect(await refusalOf(query, { ...one, itemIds: [...one.itemIds, ...other.itemIds] })).toEqual({
        calls: READS,
        userErrors: [
          {
            code: 'INVALID',
            field: ['satelliteId'],
            message:
              'satelliteId is required: the images of itemIds belong to more than one (Pixxel-TD1, Pixxel-TD2). Give the satellite.',
          },
        ],
      });
    }));

  test('finds an image without a platform by its collection, unless two satellites share it', () =>
    withGateway({}, async ({ query, store }) => {
      const [shared, alone] = [leastInput(store, 'Pixxel-TD1'), leastInput(store, 'Pixxel-FF01')];
      for (const id of [...shared.itemIds, ...alone.itemIds]) {
        const item = store.stacItems.get(id);
        if (item) store.stacItems.set(id, { ...item, properties: {} });
      }

      const { userErrors } = await refusalOf(query, shared);
      const found = await query(CREATE, { input: alone });

      expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['satelliteId'] }]);
      expect(found.data).toMatchObject({ createAoi: { aoi: { satellite: { name: 'Pixxel-FF01' } } } });
    }));

  test('asks for the provider where the collection has one that is not known', () =>
    withGateway({}, async ({ query, store }) => {
      const input = leastInput(store, 'Sentinel-2');
      const satellite = store.satellites.values().find(({ name }) => name === 'Sentinel-2');
      store.satellites.set(satellite?.id ?? '', {
        ...structuredClone(satellite),
        id: satellite?.id ?? '',
        collections: satellite?.collections?.map((one) => ({ ...one, provider: 'somebody' })) ?? [],
      });

      expect((await refusalOf(query, input)).userErrors).toEqual([
        {
          code: 'INVALID',
          field: ['provider'],
          message: 'provider is required: the images of itemIds do not tell it. Give the provider.',
        },
      ]);
    }));

  test('names an image that the archive does not contain, and sends nothing', () =>
    withGateway({}, async ({ query, store }) => {
      const input = leastInput(store, 'Pixxel-TD1');
      const missing = globalIdOf('StacItem', { collectionId: 'pixxel-td-l2a', id: 'missing' });

      expect(await refusalOf(query, { ...input, itemIds: [...input.itemIds, missing] })).toEqual({
        calls: READS,
        userErrors: [
          {
            code: 'NOT_FOUND',
            field: ['itemIds'],
            message: 'itemIds names an image that is not in the archive: "missing".',
          },
        ],
      });
    }));

  test.each([
    ['satelliteId', 'missing', 'NOT_FOUND', 'satelliteId names no known satellite'],
    ['itemIds', ['missing'], 'NOT_FOUND', 'itemIds names an image that is not in the archive: missing'],
    ['projectId', 'missing', 'NOT_FOUND', 'project not found, or this key may not create AOIs in it'],
  ])('an unknown %s is one kind of problem, told in the words of the graph', (field, value, code, message) =>
    withGateway({}, async ({ query, store }) => {
      const satellite = store.satellites.values().find(({ name }) => name === 'Pixxel-TD1');
      const input = { ...leastInput(store, 'Pixxel-TD1'), satelliteId: satellite?.id, provider: 'PIXXEL' };

      expect(await refusalOf(query, { ...input, [field]: value })).toEqual({
        calls: ['CreateAoi'],
        userErrors: [{ code, field: [field], message }],
      });
    }),
  );
});
