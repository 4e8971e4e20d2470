import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/sandbox/world/store.ts';
import { withGateway } from '../support/gateway.ts';

const featureOf = (geometry: unknown) => ({ type: 'Feature', properties: { name: 'North' }, geometry });
const collectionOf = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const multiOf = (...polygons: { coordinates: unknown }[]) => ({
  type: 'MultiPolygon',
  coordinates: polygons.map(({ coordinates }) => coordinates),
});

const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [77, 22],
      [78, 22],
      [78, 23],
      [77, 23],
      [77, 22],
    ],
  ],
};

/** The forms in which people have one polygon. */
const formsOf = (polygon: { type: string; coordinates: unknown }) => ({
  'a Polygon': polygon,
  'a MultiPolygon with one part': multiOf(polygon),
  'a Feature': featureOf(polygon),
  'a FeatureCollection with one feature': collectionOf(featureOf(polygon)),
  'a FeatureCollection with a MultiPolygon of one part': collectionOf(featureOf(multiOf(polygon))),
});

function newAoi(store: Store, name: string, geometry: unknown) {
  const [aoi] = store.aois.values();
  return {
    name,
    description: 'd',
    projectId: aoi?.project_id,
    satelliteId: aoi?.satellite_id,
    provider: 'PIXXEL',
    geometry,
    itemIds: Object.keys(aoi?.images ?? {}),
  };
}

const CREATE = `mutation ($input: CreateAoiInput!) {
  createAoi(input: $input) { aoi { geometry } userErrors { code field message } }
}`;

describe('Where one polygon is wanted', () => {
  test.each(Object.entries(formsOf(SQUARE)))('createAoi takes %s and sends the Polygon', (form, geometry) =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(CREATE, { input: newAoi(store, form, geometry) });

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['CreateAoi']);
      expect(data).toEqual({ createAoi: { aoi: { geometry: SQUARE }, userErrors: [] } });
    }),
  );

  test('the catalog search takes each form, and finds the same', () =>
    withGateway({}, async ({ query, store }) => {
      const [wanted] = store.aois.values();
      const found: unknown[] = [];
      for (const intersects of Object.values(formsOf(wanted?.geometry ?? SQUARE))) {
        const { data, errors, calls } = await query(
          'query ($filter: CatalogFilter) { catalogEntries(filter: $filter) { nodes { pixxelId } } }',
          { filter: { intersects } },
        );
        expect({ errors, calls }).toEqual({ errors: undefined, calls: ['SearchCatalogs'] });
        found.push(data);
      }

      expect(found[0]).not.toEqual({ catalogEntries: { nodes: [] } });
      expect(found).toEqual(found.map(() => found[0]));
    }));

  test.each([
    [
      'a FeatureCollection with two features',
      collectionOf(featureOf(SQUARE), featureOf(SQUARE)),
      ['geometry'],
      'geometry must have one feature, not 2.',
    ],
    [
      'a MultiPolygon with two parts',
      multiOf(SQUARE, SQUARE),
      ['geometry'],
      'geometry must be a Polygon, not a MultiPolygon with 2 parts.',
    ],
    [
      'a Feature without a geometry',
      featureOf(null),
      ['geometry'],
      'geometry must be a Polygon, not a Feature without a geometry.',
    ],
    [
      'a Feature with a line',
      featureOf({ type: 'LineString', coordinates: SQUARE.coordinates[0] }),
      ['geometry', 'geometry'],
      'geometry.geometry must be a Polygon, not a LineString.',
    ],
    [
      'a ring in place of rings',
      { type: 'Polygon', coordinates: SQUARE.coordinates[0]?.slice(0, 1) },
      ['geometry', 'coordinates', '0'],
      'geometry.coordinates.0 is a position, but must be a ring, which is a list of positions.',
    ],
    [
      'a Feature whose ring is open',
      featureOf(multiOf({ coordinates: [SQUARE.coordinates[0]?.slice(1)] })),
      ['geometry', 'geometry', 'coordinates', '0', '0'],
      'geometry.geometry.coordinates.0.0 is an open ring: its last position must equal its first.',
    ],
  ])('%s is refused with its place, and nothing is sent', (_what, geometry, field, message) =>
    withGateway({}, async ({ query, store }) => {
      const { data, calls } = await query(CREATE, { input: newAoi(store, 'n', geometry) });

      expect(calls).toEqual([]);
      expect(data).toEqual({ createAoi: { aoi: null, userErrors: [{ code: 'INVALID', field, message }] } });
    }),
  );

  test('the text of a GeoJSON object is refused with a hint', () =>
    withGateway({}, async ({ query, store }) => {
      const { errors, calls } = await query(CREATE, { input: newAoi(store, 'n', JSON.stringify(SQUARE)) });

      expect(calls).toEqual([]);
      expect(errors?.[0]?.message).toContain('Pass the object itself, not its JSON text.');
    }));
});

test('an object without a type is refused as such', () =>
  withGateway({}, async ({ query, store }) => {
    const { errors } = await query(CREATE, { input: newAoi(store, 'n', { coordinates: SQUARE.coordinates }) });

    expect(errors?.[0]?.message).toMatch(/A GeoJSONPolygon is a GeoJSON object .*\. This one has no type\.$/);
  }));

describe('Where any geometry is wanted', () => {
  test('both image searches take a Feature and a FeatureCollection with one feature', () =>
    withGateway({}, async ({ query, store }) => {
      const [wanted] = store.aois.values();
      const satellite = store.satellites.get(wanted?.satellite_id ?? '');
      const satellites = [{ satelliteId: satellite?.id, collectionId: satellite?.collections?.[0]?.id }];
      const dates = { startDate: '2024-01-01T00:00:00Z', endDate: '2027-01-01T00:00:00Z' };
      const found: unknown[] = [];
      for (const geometry of [
        wanted?.geometry,
        featureOf(wanted?.geometry),
        collectionOf(featureOf(wanted?.geometry)),
      ]) {
        const { data, errors, calls } = await query(
          `query ($archive: ArchiveSearchInput!, $search: ImageSearchInput!, $of: GeoJSONArea!) {
            searchArchive(input: $archive, first: 3, refine: { coverage: { minPercent: 1 } }) {
              nodes { pixxelId coverage(of: $of) { percent } }
            }
            searchImages(input: $search, first: 3) { nodes { pixxelId } }
          }`,
          { archive: { intersects: geometry }, search: { ...dates, satellites, geometry }, of: geometry },
        );
        expect(errors).toBeUndefined();
        expect(calls).toEqual(['SearchArchive', 'SearchImages']);
        found.push(data);
      }

      expect(found[0]).toMatchObject({ searchArchive: { nodes: [{}, {}, {}] }, searchImages: { nodes: [{}, {}, {}] } });
      expect(found).toEqual(found.map(() => found[0]));
    }));
});
