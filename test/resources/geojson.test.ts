import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withGateway } from '../support/gateway.ts';

interface FeatureCollection {
  type: string;
  features: { type: string; id: string; geometry: object | null; properties: Record<string, unknown> }[];
}

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
      const { data, errors } = await query('{ searchArchive(input: {}, first: 5) { geojson } }');

      expect(errors).toBeUndefined();
      const { geojson } = (data as { searchArchive: { geojson: FeatureCollection } }).searchArchive;
      expect(geojson.features).toHaveLength(5);
      // What the JSON schema of a STAC item demands.
      for (const item of geojson.features) {
        expect(item).toMatchObject({
          type: 'Feature',
          stac_version: expect.stringMatching(/^1\./),
          stac_extensions: expect.any(Array),
          id: expect.stringMatching(/./),
          geometry: { type: 'Polygon' },
          bbox: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
          properties: { datetime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
          collection: expect.any(String),
          links: expect.arrayContaining([expect.objectContaining({ rel: 'collection', href: expect.any(String) })]),
          assets: expect.any(Object),
        });
      }
    }));
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
