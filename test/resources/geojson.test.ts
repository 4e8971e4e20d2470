import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

interface FeatureCollection {
  type: string;
  features: { type: string; id: string; geometry: object | null; properties: Record<string, unknown> }[];
}

const DATE_TIME = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' };
const STRING = { type: 'string', minLength: 1 };

/** What STAC 1 requires of an ItemCollection. */
const ITEM_COLLECTION = {
  type: 'object',
  required: ['type', 'features'],
  properties: {
    type: { const: 'FeatureCollection' },
    features: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'stac_version', 'id', 'geometry', 'properties', 'links', 'assets'],
        properties: {
          type: { const: 'Feature' },
          stac_version: { type: 'string', pattern: '^1\\.' },
          stac_extensions: { type: 'array', items: { type: 'string', pattern: '^https?://' } },
          id: STRING,
          collection: STRING,
          geometry: { type: ['object', 'null'] },
          bbox: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
          properties: {
            type: 'object',
            required: ['datetime'],
            properties: { datetime: { ...DATE_TIME, type: ['string', 'null'] } },
            // A time of null is replaced by an interval.
            anyOf: [
              { properties: { datetime: { type: 'string' } } },
              {
                required: ['start_datetime', 'end_datetime'],
                properties: { start_datetime: DATE_TIME, end_datetime: DATE_TIME },
              },
            ],
          },
          links: { type: 'array', items: { type: 'object', required: ['href', 'rel'] } },
          assets: {
            type: 'object',
            additionalProperties: { type: 'object', required: ['href'], properties: { href: STRING } },
          },
        },
        // A footprint has its box beside it, and a collection a link to it.
        anyOf: [{ properties: { geometry: { type: 'null' } } }, { required: ['bbox'] }],
        dependentSchemas: {
          collection: { properties: { links: { contains: { properties: { rel: { const: 'collection' } } } } } },
        },
      },
    },
  },
};

const isItemCollection = new Ajv2020({ allErrors: true, strict: false }).compile(ITEM_COLLECTION);

describe('A page as GeoJSON', () => {
  test('of AOIs, assets and catalog entries costs what the page costs', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        aois(first: 3) { geojson nodes { pixxelId name assets(first: 2) { geojson } } }
        catalogEntries(first: 2) { geojson nodes { pixxelId } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(['ListAois', 'ListAssets', 'ListAssets', 'ListAssets', 'SearchCatalogs']);
      const { aois, catalogEntries } = data as {
        aois: {
          geojson: FeatureCollection;
          nodes: { pixxelId: string; name: string; assets: { geojson: FeatureCollection } }[];
        };
        catalogEntries: { geojson: FeatureCollection; nodes: { pixxelId: string }[] };
      };
      expect(aois.geojson.type).toBe('FeatureCollection');
      expect(aois.geojson.features.map(({ id, properties }) => [id, properties.name])).toEqual(
        aois.nodes.map(({ pixxelId, name }) => [pixxelId, name]),
      );
      expect(aois.geojson.features[0]).toMatchObject({ type: 'Feature', geometry: { type: 'Polygon' } });
      expect(aois.nodes[0]?.assets.geojson.features).toHaveLength(2);
      expect(catalogEntries.geojson.features.map(({ id }) => id)).toEqual(
        catalogEntries.nodes.map(({ pixxelId }) => pixxelId),
      );
    }));

  test('alone still reads the rows', () =>
    withGateway({}, async ({ query }) => {
      const { data } = await query('{ aois(first: 2) { geojson } }');

      expect((data as { aois: { geojson: FeatureCollection } }).aois.geojson.features).toHaveLength(2);
    }));

  test('of archive items is a STAC ItemCollection', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ searchArchive(input: {}, first: 500) { geojson } }');

      expect(errors).toBeUndefined();
      const { geojson } = (data as { searchArchive: { geojson: FeatureCollection } }).searchArchive;
      expect(geojson.features.length).toBeGreaterThan(100);
      expect(isItemCollection(geojson), JSON.stringify(isItemCollection.errors)).toBe(true);
    }));
});

describe('An outline in GeoJSON follows RFC 7946:', () => {
  const square = [
    [0, 0, 7],
    [0, 9, 7],
    [9, 9, 7],
    [9, 0, 7],
    [0, 0, 7],
  ];
  const hole = [
    [1, 1, 7],
    [2, 1, 7],
    [2, 2, 7],
    [1, 1, 7],
  ];
  const crossing = [
    [
      [179, 0],
      [179, 1],
      [-178, 1],
      [-178, 0],
      [179, 0],
    ],
  ];
  const parts = [
    [
      [
        [180, 1],
        [179, 1],
        [179, 0],
        [180, 0],
        [180, 1],
      ],
    ],
    [
      [
        [-178, 1],
        [-180, 1],
        [-180, 0],
        [-178, 0],
        [-178, 1],
      ],
    ],
  ];
  const split = { type: 'MultiPolygon', coordinates: expect.arrayContaining(parts) };
  const bowTie = [
    [179, 0],
    [-179, 1],
    [-179, 0],
    [179, 1],
    [179, 0],
  ];

  test.each([
    [
      'rings run the other way',
      { type: 'Polygon', coordinates: [square, hole] },
      { type: 'Polygon', coordinates: [square.toReversed(), hole.toReversed()] },
    ],
    [
      'a good polygon stays as it is',
      { type: 'Polygon', coordinates: [square.toReversed()] },
      { type: 'Polygon', coordinates: [square.toReversed()] },
    ],
    ['split at the 180th meridian', { type: 'Polygon', coordinates: crossing }, split],
    [
      'longitudes past 180 degrees',
      { type: 'Polygon', coordinates: [crossing[0]?.map(([x = 0, y]) => [x < 0 ? x + 360 : x, y])] },
      split,
    ],
    [
      'parts of a MultiPolygon',
      { type: 'MultiPolygon', coordinates: [crossing, [square]] },
      { type: 'MultiPolygon', coordinates: expect.arrayContaining([...parts, [square.toReversed()]]) },
    ],
    [
      'one that crosses itself stays whole',
      { type: 'Polygon', coordinates: [bowTie] },
      { type: 'Polygon', coordinates: [bowTie] },
    ],
  ])('%s', (_what, geometry, shown) =>
    withFaultyUpstream(
      answer(200, { aois: [{ aoi_id: 'a', geometry }], pagination: { total: 1 } }),
      {},
      async (ask) => {
        expect((await ask('{ aois { geojson } }')).data).toMatchObject({
          aois: { geojson: { features: [{ geometry: shown }] } },
        });
      },
    ),
  );

  test('in a GeometryCollection of an archive item, too', () => {
    const geometries = [
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Polygon', coordinates: [square] },
    ];
    const item = { id: 'i', collection: 'c', geometry: { type: 'GeometryCollection', geometries }, properties: {} };
    return withFaultyUpstream(answer(200, { type: 'FeatureCollection', features: [item] }), {}, async (ask) => {
      expect((await ask('{ searchArchive(input: {}) { geojson } }')).data).toMatchObject({
        searchArchive: {
          geojson: {
            features: [
              {
                geometry: {
                  type: 'GeometryCollection',
                  geometries: [geometries[0], { type: 'Polygon', coordinates: [square.toReversed()] }],
                },
              },
            ],
          },
        },
      });
    });
  });
});

test('The box of a catalog entry has four numbers, also if Pixxel sends heights', () => {
  const entry = { id: 'k', details: { id: 'i', bbox: [1, 2, 30, 4, 5, 60], properties: {} } };
  return withFaultyUpstream(answer(200, { catalogs: [entry], pagination: { total: 1 } }), {}, async (ask) => {
    expect((await ask('{ catalogEntries { nodes { bbox item { bbox } } } }')).data).toEqual({
      catalogEntries: { nodes: [{ bbox: [1, 2, 4, 5], item: { bbox: [1, 2, 30, 4, 5, 60] } }] },
    });
  });
});

test('A STAC item without its datetime, links or bbox is found', () => {
  const item = { type: 'Feature', stac_version: '1.0.0', id: 'a', geometry: null, properties: { datetime: null } };

  expect(isItemCollection({ type: 'FeatureCollection', features: [item] })).toBe(false);
  expect(new Set(isItemCollection.errors?.map(({ params }) => params.missingProperty))).toEqual(
    new Set(['start_datetime', 'end_datetime', 'links', 'assets', undefined]),
  );
});

const READERS: Record<string, { command: string; args: (file: string) => string[]; shows: RegExp }> = {
  geopandas: {
    // The system's Python: Debian's packages are not seen by another.
    command: '/usr/bin/python3',
    args: (file) => ['-c', `import geopandas; print(len(geopandas.read_file(${JSON.stringify(file)})), 'rows')`],
    shows: /^6 rows/,
  },
  ogrinfo: { command: 'ogrinfo', args: (file) => ['-al', '-so', file], shows: /Feature Count: 6/ },
};

function has(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isThere = {
  geopandas: has('/usr/bin/python3', ['-c', 'import geopandas']),
  ogrinfo: has('ogrinfo', ['--version']),
};

describe.each(Object.entries(READERS))('%s', (name, { command, args, shows }) => {
  const isHere = isThere[name as keyof typeof isThere];
  test.skipIf(!isHere)(isHere ? 'opens a page of AOIs' : `is not installed: nothing is opened with ${name}`, () =>
    withGateway({}, async ({ query }) => {
      const { data } = await query('{ aois(first: 6) { geojson } }');
      const folder = mkdtempSync(join(tmpdir(), 'geojson-'));
      const file = join(folder, 'aois.geojson');
      writeFileSync(file, JSON.stringify((data as { aois: { geojson: object } }).aois.geojson));

      const shown = execFileSync(command, args(file), { encoding: 'utf8' });

      rmSync(folder, { recursive: true });
      expect(shown).toMatch(shows);
    }),
  );
});
