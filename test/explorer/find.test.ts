import { describe, expect, test } from 'vitest';
import { boundsOf } from '../../explorer/src/data/bounds.ts';
import { callsOf, criticalPath } from '../../explorer/src/data/call.ts';
import { faultsOf } from '../../explorer/src/data/fault.ts';
import { findIn } from '../../explorer/src/data/find.ts';
import { featuresOf } from '../../explorer/src/data/geojson.ts';
import { shownJson } from '../../explorer/src/data/shorten.ts';
import { csvOf, sorted, type Table } from '../../explorer/src/data/table.ts';
import { changesOf } from '../../explorer/src/data/trackable.ts';
import { ERRORS } from '../../src/server/errors/catalogue.ts';

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [10, 50],
      [11, 50],
      [11, 51],
      [10, 50],
    ],
  ],
};

describe('Outlines', () => {
  test('are geometries, boxes and centroids, each with the name of its row', () => {
    const { outlines } = findIn({
      data: {
        aois: {
          nodes: [
            { name: 'North', geometry: square, centroid: { longitude: 10.5, latitude: 50.5 } },
            { name: 'South', outline: square, bbox: [10, 50, 11, 51] },
          ],
        },
      },
    });

    expect(outlines.map(({ label, kind, path }) => [label, kind, path.join('.')])).toEqual([
      ['North', 'outline', 'aois.nodes.0.geometry'],
      ['North', 'point', 'aois.nodes.0.centroid'],
      ['South', 'outline', 'aois.nodes.1.outline'],
      ['South', 'box', 'aois.nodes.1.bbox'],
    ]);
  });

  test('of a FeatureCollection are named by the properties of their features', () => {
    const feature = { type: 'Feature', properties: { name: 'North', areaInSqM: 5 }, geometry: square };
    const { outlines } = findIn({ data: { aois: { geojson: { type: 'FeatureCollection', features: [feature] } } } });

    expect(outlines).toMatchObject([{ label: 'North', properties: { name: 'North', areaInSqM: 5 } }]);
  });

  test('that were split at the date line are joined again', () => {
    const part = (west: number, east: number) => [
      [
        [west, 0],
        [east, 0],
        [east, 1],
        [west, 0],
      ],
    ];
    const [split, apart] = [
      [part(179, 180), part(-180, -178)],
      [part(170, 179), part(-180, -178)],
    ];
    const { outlines } = findIn({ data: [split, apart].map((coordinates) => ({ type: 'MultiPolygon', coordinates })) });

    expect(outlines.map(({ geometry }) => geometry)).toEqual([
      { type: 'MultiPolygon', coordinates: [part(179, 180), part(180, 182)] },
      { type: 'MultiPolygon', coordinates: apart },
    ]);
  });

  test('are downloaded as RFC 7946 requires: split at the date line, outer rings counterclockwise', () => {
    const rectangle = (west: number, east: number) => [
      [
        [west, 0],
        [east, 0],
        [east, 1],
        [west, 1],
        [west, 0],
      ],
    ];
    const { outlines } = findIn({
      data: [
        { geometry: { type: 'Polygon', coordinates: rectangle(179, -179) } },
        { geometry: { type: 'Polygon', coordinates: rectangle(20, 10) } },
        { bbox: [-170, 0, 170, 1] },
        { geometry: { type: 'Point', coordinates: [190, 0] } },
      ],
    });

    const shapes = featuresOf(outlines).features.map(({ geometry }) => geometry);

    expect(shapes.map(({ type }) => type)).toEqual(['MultiPolygon', 'Polygon', 'Polygon', 'Point']);
    expect(shapes.map(boundsOf)).toEqual([
      [-180, 0, 180, 1],
      [10, 0, 20, 1],
      [-170, 0, 170, 1],
      [-170, 0, -170, 0],
    ]);
    const parts = shapes[0]?.type === 'MultiPolygon' ? shapes[0].coordinates : [];
    expect(parts.map((coordinates) => boundsOf({ type: 'Polygon', coordinates })).toSorted()).toEqual([
      [-180, 0, -179, 1],
      [179, 0, 180, 1],
    ]);
    expect(shapes[1]).toMatchObject({ coordinates: [rectangle(20, 10)[0]?.toReversed()] });
  });

  test.each([[[10, 95]], [[900, 10]], [[null, 1]]])('off the globe are left out: %j', (position) => {
    const { outlines } = findIn({ data: { geometry: { type: 'Point', coordinates: position } } });

    expect(outlines).toEqual([]);
  });

  test('that cross the date line go on beyond 180', () => {
    const ring = [
      [179, 0],
      [-179, 0],
      [-179, 1],
      [179, 0],
    ];
    const { outlines } = findIn({
      data: { geometry: { type: 'Polygon', coordinates: [ring] }, bbox: [179, 0, -179, 1] },
    });

    expect(outlines.map(({ geometry }) => geometry)).toMatchObject([
      {
        coordinates: [
          [
            [179, 0],
            [181, 0],
            [181, 1],
            [179, 0],
          ],
        ],
      },
      {
        coordinates: [
          [
            [179, 0],
            [181, 0],
            [181, 1],
            [179, 1],
            [179, 0],
          ],
        ],
      },
    ]);
  });

  test.each([
    ['a geometry without positions', { type: 'Polygon', coordinates: [] }],
    ['a type of something else', { type: 'Sentinel', coordinates: [[1, 2]] }],
    ['four numbers that are not called bbox', [1, 2, 3, 4]],
    ['a latitude beyond the pole', { longitude: 1, latitude: 91 }],
  ])('are not %s', (_, value) => {
    expect(findIn({ data: { field: value } }).outlines).toEqual([]);
  });
});

describe('Pictures', () => {
  const dataUri = 'data:image/png;base64,aGVsbG8=';

  test('are `data:` addresses, placed on the outline that is nearest to them', () => {
    const { pictures } = findIn({
      data: {
        aois: {
          nodes: [
            {
              name: 'North',
              geometry: square,
              visualizations: { nodes: [{ png: { dataUri } }, { png: { dataUri } }] },
            },
            { name: 'South', visualizations: { nodes: [{ png: { dataUri } }] } },
          ],
        },
        visualization: { png: { dataUri }, aoi: { geometry: square } },
      },
    });

    expect(pictures.map(({ mediaType, base64, bounds }) => [mediaType, base64, bounds])).toEqual([
      ['image/png', 'aGVsbG8=', [10, 50, 11, 51]],
      ['image/png', 'aGVsbG8=', [10, 50, 11, 51]],
      ['image/png', 'aGVsbG8=', null],
      ['image/png', 'aGVsbG8=', [10, 50, 11, 51]],
    ]);
  });

  test('lie on the `bbox` beside them rather than on the outline of their AOI', () => {
    const { pictures } = findIn({
      data: {
        visualization: {
          aoi: { geometry: square },
          picture: { bbox: [10.2, 50.2, 10.4, 50.4], image: { dataUri } },
          pictures: [
            { bbox: [1, 2, 3, 4], image: { dataUri } },
            { bbox: [179, 2, -179, 4], image: { dataUri } },
          ],
        },
      },
    });

    expect(pictures.map(({ bounds }) => bounds)).toEqual([
      [10.2, 50.2, 10.4, 50.4],
      [1, 2, 3, 4],
      [179, 2, 181, 4],
    ]);
  });

  test('are cut in the JSON view to their head and length; other long texts are whole', () => {
    const [bytes, words] = ['A'.repeat(5000), 'A word. '.repeat(600)];
    const shown = JSON.parse(shownJson({ base64: bytes, dataUri: `data:image/png;base64,${bytes}`, words }).json);

    expect(shown).toEqual({
      base64: `${'A'.repeat(48)}… (5,000 characters)`,
      dataUri: `data:image/png;base64,${'A'.repeat(26)}… (5,022 characters)`,
      words,
    });
  });
});

describe('The JSON view', () => {
  test('cuts a long list when the printed text grows too long, says how much is left out, and keeps the properties after it', () => {
    const nodes = Array.from({ length: 5000 }, (_, index) => ({ name: `AOI ${index}`, geometry: square }));
    const { json, isCut } = shownJson({ data: { aois: { nodes } }, extensions: { cost: 5 } });
    const shown = JSON.parse(json);
    const count = shown.data.aois.nodes.length - 1;

    expect(isCut).toBe(true);
    expect(JSON.stringify(shown, null, 2).length).toBeLessThan(220_000);
    expect(count).toBeGreaterThan(100);
    expect(shown.data.aois.nodes[0]).toEqual(nodes[0]);
    expect(shown.data.aois.nodes.at(-1)).toBe(`… ${(5000 - count).toLocaleString('en')} more left out`);
    expect(shown.extensions).toEqual({ cost: 5 });
  });

  test('shows all of a shorter answer', () => {
    const answer = { data: { aois: { nodes: [{ name: 'North', geometry: square }] } } };

    expect(shownJson(answer)).toEqual({ json: JSON.stringify(answer), isCut: false });
  });
});

describe('Tables', () => {
  test('hold the single values of the rows of a list, whoever their parents are', () => {
    const { tables } = findIn({
      data: {
        projects: {
          totalCount: 2,
          nodes: [
            {
              title: 'A',
              aois: { nodes: [{ name: 'a1', satellite: { name: 'FF01' }, geometry: square, tags: ['x', 'y'] }] },
            },
            { title: 'B', aois: { nodes: [{ name: 'b1', areaInSqM: 5, satellite: null }] } },
          ],
        },
      },
    });

    expect(tables).toEqual([
      {
        title: 'projects',
        columns: ['title'],
        rows: [
          { path: ['projects', 'nodes', 0], cells: { title: 'A' } },
          { path: ['projects', 'nodes', 1], cells: { title: 'B' } },
        ],
      },
      {
        title: 'projects › aois',
        columns: ['name', 'satellite.name', 'tags', 'areaInSqM', 'satellite'],
        rows: [
          {
            path: ['projects', 'nodes', 0, 'aois', 'nodes', 0],
            cells: { name: 'a1', 'satellite.name': 'FF01', tags: 'x, y' },
          },
          { path: ['projects', 'nodes', 1, 'aois', 'nodes', 0], cells: { name: 'b1', areaInSqM: 5, satellite: null } },
        ],
      },
    ]);
  });

  test('take the node of an edge as the row', () => {
    const { tables } = findIn({ data: { aois: { edges: [{ cursor: 'c', node: { name: 'a' } }] } } });

    expect(tables).toMatchObject([{ title: 'aois', columns: ['name'] }]);
  });

  test('are sorted by number, by text with embedded numbers, and with missing values last', () => {
    const rows = [{ v: 10 }, { v: null }, { v: 9 }].map((cells) => ({ path: [], cells }));
    const texts = ['b10', 'b9', 'a'].map((v) => ({ path: [], cells: { v } }));

    expect(sorted(rows, 'v', 'ascending').map(({ cells }) => cells.v)).toEqual([9, 10, null]);
    expect(sorted(rows, 'v', 'descending').map(({ cells }) => cells.v)).toEqual([10, 9, null]);
    expect(sorted(texts, 'v', 'ascending').map(({ cells }) => cells.v)).toEqual(['a', 'b9', 'b10']);
  });

  test('become CSV in which no text is a formula, and a missing cell is empty whatever its column is named', () => {
    const rows: Table['rows'] = [
      { path: [], cells: { name: '=HYPERLINK("x")', constructor: '-5', n: -5 } },
      { path: [], cells: { name: '@a' } },
    ];

    expect(csvOf({ columns: ['name', 'constructor', 'n'], rows })).toBe(
      `name,constructor,n\r\n"'=HYPERLINK(""x"")",'-5,-5\r\n'@a,,\r\n`,
    );
    expect(sorted(rows, 'constructor', 'ascending')).toEqual(rows);
  });

  test('become CSV with quotes where they are needed', () => {
    const rows = [
      { path: [], cells: { name: 'North, "upper"', area: 1.5 } },
      { path: [], cells: { name: 'two\nlines' } },
    ];

    expect(csvOf({ columns: ['name', 'area'], rows })).toBe('name,area\r\n"North, ""upper""",1.5\r\n"two\nlines",\r\n');
  });
});

describe('Calls', () => {
  const call = (startMs: number, durationMs: number) => ({ operation: 'ListAois', status: 200, startMs, durationMs });

  test('are those of `extensions.upstream`; without it none are shown', () => {
    expect(callsOf({ upstream: { total: 1, calls: [{ ...call(1, 2), shared: true, cached: false }] } })).toEqual([
      { operation: 'ListAois', status: 200, startMs: 1, durationMs: 2, shared: true, cached: false },
    ]);
    expect(callsOf({})).toBeNull();
  });

  test('have a critical path: back from the call that ended last, each time to the one that it could have waited for', () => {
    const calls = callsOf({ upstream: { calls: [call(0, 10), call(1, 30), call(12, 5), call(32, 8), call(33, 2)] } });

    expect(criticalPath(calls ?? [])).toEqual([1, 3]);
  });
});

describe('Progress', () => {
  test('is read from rows with a state of Trackable, and from no other state', () => {
    const { trackables } = findIn({
      data: {
        aois: [
          { name: 'a', id: 'x', state: 'RUNNING', progress: 40 },
          { name: 'b', state: 'NRW' },
        ],
      },
    });

    expect(trackables).toEqual([{ path: ['aois', 0], label: 'a', state: 'RUNNING', progress: 40, id: 'x' }]);
  });

  test('is logged where it changed', () => {
    const row = { path: ['aoi'], label: 'a', state: 'RUNNING', progress: 40, id: null };
    const other = { ...row, path: ['b'], label: 'b' };

    expect(changesOf([row, other], [{ ...row, progress: 50 }, other], 7)).toEqual([
      { at: 7, label: 'a', state: 'RUNNING', progress: 50 },
    ]);
  });
});

describe('Errors', () => {
  test('say what is wrong, what to do, where, and the request id; equal ones once', () => {
    const error = (index: number) => ({
      message: 'Pixxel did not answer in time.',
      path: ['aois', 'nodes', index, 'assets'],
      extensions: { code: 'UPSTREAM_TIMEOUT', requestId: 'r-1' },
    });

    expect(faultsOf([error(0), error(1)])).toEqual([
      {
        message: 'Pixxel did not answer in time.',
        code: 'UPSTREAM_TIMEOUT',
        advice: ERRORS.UPSTREAM_TIMEOUT.remedy,
        place: 'aois › nodes › 1 › assets',
        requestId: 'r-1',
        isAboutKey: false,
        times: 2,
      },
    ]);
  });

  test('that are unknown are shown as they are', () => {
    expect(faultsOf([{ message: 'Odd.' }])).toMatchObject([{ message: 'Odd.', code: null, advice: null }]);
  });
});
