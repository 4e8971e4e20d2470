import { describe, expect, test } from 'vitest';
import { stateOf } from '../../src/upstream/wire/lifecycle.ts';
import { WireReader } from '../../src/upstream/wire/wire-reader.ts';

const POINT = { type: 'Point', coordinates: [1, 2] };
const RINGS = [
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ],
];

/** A value inside so many others. */
function nested(value: unknown, around: (inner: unknown) => unknown, levels: number): unknown {
  return Array.from({ length: levels }).reduce<unknown>((inner) => around(inner), value);
}

/** A reader that writes down which fields were odd. */
function watchedReader(): { reader: WireReader; odd: string[] } {
  const odd: string[] = [];
  return { reader: new WireReader('ListAois', (operation, field) => odd.push(`${operation}.${field}`)), odd };
}

const VALUES = ['SUCCESS', 'PARTIAL_SUCCESS'] as const;

interface Kind {
  read: (reader: WireReader, value: never) => unknown;
  /** What came, what is made of it, and whether it counts as drift. */
  rows: [given: unknown, made: unknown, drift: 'plain' | 'odd'][];
}

const KINDS: Record<string, Kind> = {
  text: {
    read: (reader, value) => reader.text('f', value),
    rows: [
      ['wheat', 'wheat', 'plain'],
      ['', '', 'plain'],
      [null, null, 'plain'],
      [undefined, null, 'plain'],
      [7, '7', 'odd'],
      [JSON.rawJSON('12345678901234567890'), '12345678901234567890', 'odd'],
      [{ a: 1 }, null, 'odd'],
    ],
  },
  'non-empty text': {
    read: (reader, value) => reader.nonEmptyText('f', value),
    rows: [
      ['p-1', 'p-1', 'plain'],
      ['', null, 'plain'],
    ],
  },
  number: {
    read: (reader, value) => reader.number('f', value),
    rows: [
      [0.5, 0.5, 'plain'],
      ['45', 45, 'plain'],
      ['45 %', 45, 'plain'],
      ['', null, 'plain'],
      [' ', null, 'odd'],
      ['half', null, 'odd'],
      [true, null, 'odd'],
    ],
  },
  integer: {
    read: (reader, value) => reader.integer('f', value),
    rows: [
      [30, 30, 'plain'],
      [29.97, 30, 'odd'],
      [3_000_000_000, null, 'odd'],
    ],
  },
  'per cent': {
    read: (reader, value) => reader.percent('f', value),
    rows: [
      ['62.5', 62.5, 'plain'],
      [100, 100, 'plain'],
      [-1, null, 'odd'],
      [-9999, null, 'odd'],
      [1_000_000, null, 'odd'],
    ],
  },
  progress: {
    read: (reader, value) => reader.progress('f', value),
    rows: [
      ['45%', 45, 'plain'],
      [104, 100, 'odd'],
      [-1, null, 'odd'],
    ],
  },
  'number with a range': {
    read: (reader, value) => reader.number('f', value, -90, 90),
    rows: [
      [-90, -90, 'plain'],
      [-9999, null, 'odd'],
      [JSON.rawJSON('12345678901234567890'), null, 'odd'],
    ],
  },
  boolean: {
    read: (reader, value) => reader.boolean('f', value),
    rows: [
      [false, false, 'plain'],
      [null, null, 'plain'],
      ['yes', null, 'odd'],
    ],
  },
  'enum value': {
    read: (reader, value) => reader.enumValue('f', value, VALUES, { SUCCESSFUL: 'SUCCESS' }),
    rows: [
      ['success', 'SUCCESS', 'plain'],
      ['Partial_Success', 'PARTIAL_SUCCESS', 'plain'],
      ['partial-success', 'PARTIAL_SUCCESS', 'plain'],
      [' partial success ', 'PARTIAL_SUCCESS', 'plain'],
      ['successful', 'SUCCESS', 'plain'],
      ['', null, 'plain'],
      ['FAILED/WEAK_SUCCESS/SUCCESS', null, 'odd'],
      ['constructor', null, 'odd'],
      [3, null, 'odd'],
    ],
  },
  'date-time': {
    read: (reader, value) => reader.dateTime('f', value),
    rows: [
      ['2024-05-27 06:50:20Z', '2024-05-27T06:50:20Z', 'plain'],
      ['', null, 'plain'],
      ['soon', null, 'odd'],
      [1716792620, null, 'odd'],
    ],
  },
  date: {
    read: (reader, value) => reader.date('f', value),
    rows: [
      ['2024_05_06', '2024-05-06', 'plain'],
      [20240506, null, 'odd'],
    ],
  },
  'list of texts': {
    read: (reader, value) => reader.texts('f', value),
    rows: [
      [['B02', 'B03'], ['B02', 'B03'], 'plain'],
      [null, [], 'plain'],
      [undefined, [], 'plain'],
      [['B02', null], ['B02'], 'odd'],
      ['B02', [], 'odd'],
    ],
  },
  'list of numbers': {
    read: (reader, value) => reader.numbers('f', value),
    rows: [
      [[1, '2.5'], [1, 2.5], 'plain'],
      [null, null, 'plain'],
      [[1, 'two'], null, 'odd'],
      [[77, null, 78, 13], null, 'odd'],
      [[1, ''], null, 'odd'],
      [1, null, 'odd'],
    ],
  },
  'bounding box': {
    read: (reader, value) => reader.boundingBox('f', value),
    rows: [
      [['77', '12', '78', '13'], [77, 12, 78, 13], 'plain'],
      [[77, 12, 800, 78, 13, 900], [77, 12, 800, 78, 13, 900], 'plain'],
      [[77, 12, 78], null, 'odd'],
      [[], null, 'odd'],
    ],
  },
  map: {
    read: (reader, value) => reader.entries('f', value),
    rows: [
      [{ a: 1 }, [['a', 1]], 'plain'],
      [null, [], 'plain'],
      [[1], [], 'odd'],
    ],
  },
  position: {
    read: (reader, value) => reader.position('f', value),
    rows: [
      [[77.6, 12.9], { longitude: 77.6, latitude: 12.9 }, 'plain'],
      [null, null, 'plain'],
      [[77.6, 12.9, 850], { longitude: 77.6, latitude: 12.9 }, 'plain'],
      [[77.6], null, 'odd'],
      [[null, 12.9], null, 'odd'],
      [[-9999, -9999], null, 'odd'],
    ],
  },
  geometry: {
    read: (reader, value) => reader.geometry('f', value),
    rows: [
      [POINT, POINT, 'plain'],
      [{ type: 'Point', coordinates: [1, 2, 850] }, { type: 'Point', coordinates: [1, 2, 850] }, 'plain'],
      [
        { type: 'GeometryCollection', geometries: [POINT] },
        { type: 'GeometryCollection', geometries: [POINT] },
        'plain',
      ],
      [{ type: 'Feature', geometry: POINT, properties: null }, POINT, 'odd'],
      [{ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: POINT }] }, POINT, 'odd'],
      [{ type: 'FeatureCollection', features: [POINT, POINT] }, null, 'odd'],
      [{ type: 'Feature', geometry: null }, null, 'odd'],
      [{ type: 'Point' }, null, 'odd'],
      [{ type: 'Point', coordinates: [1, null] }, null, 'odd'],
      [
        {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [null, 1],
              [0, 0],
            ],
          ],
        },
        null,
        'odd',
      ],
      [{ type: 'Polygon', coordinates: [] }, null, 'odd'],
      [{ type: 'constructor', coordinates: [1, 2] }, null, 'odd'],
      [{ x: 1 }, null, 'odd'],
      ['POINT (1 2)', null, 'odd'],
    ],
  },
  outline: {
    read: (reader, value) => reader.outline('f', value),
    rows: [
      [{ type: 'Polygon', coordinates: RINGS }, { type: 'Polygon', coordinates: RINGS }, 'plain'],
      [{ type: 'MultiPolygon', coordinates: [RINGS] }, { type: 'Polygon', coordinates: RINGS }, 'odd'],
      [
        { type: 'MultiPolygon', coordinates: [RINGS, RINGS] },
        { type: 'MultiPolygon', coordinates: [RINGS, RINGS] },
        'plain',
      ],
      [POINT, null, 'odd'],
    ],
  },
  'raw JSON': {
    read: (reader, value) => reader.json('f', value),
    rows: [
      [[{ name: 'red' }], [{ name: 'red' }], 'plain'],
      [{ nodes: [] }, { nodes: [] }, 'plain'],
      [null, null, 'plain'],
      ['{"a":1}', { a: 1 }, 'plain'],
      ['started', 'started', 'plain'],
      [[], [], 'plain'],
      [[...Buffer.from('{"a":"é"}')], { a: 'é' }, 'odd'],
      [[0.5, 300], [0.5, 300], 'plain'],
      [[10, 20, 30], [10, 20, 30], 'plain'],
      [[JSON.rawJSON('9007199254740993'), 1], [JSON.rawJSON('9007199254740993'), 1], 'plain'],
      [[{ toString: null }, 1], [{ toString: null }, 1], 'plain'],
      [[49, 50], [49, 50], 'plain'],
      [[256 + 123, 256 + 125], [379, 381], 'plain'],
      [[...Buffer.from(' [1]')], [1], 'odd'],
      [[...Buffer.from('true')], [...Buffer.from('true')], 'plain'],
      [[...Buffer.from('"text"')], 'text', 'odd'],
      ['None', 'None', 'plain'],
      ['12345678901234567890', '12345678901234567890', 'plain'],
      ['5', 5, 'plain'],
    ],
  },
};

describe.each(Object.entries(KINDS))('A %s', (_name, { read, rows }) => {
  test.each(rows.map(([given, made, drift]) => ({ given, made, drift })))(
    'that comes as $given reads as $made',
    ({ given, made, drift }) => {
      const { reader, odd } = watchedReader();

      // Each row knows what its own read takes.
      expect(read(reader, given as never)).toEqual(made);
      expect(odd).toEqual(drift === 'odd' ? ['ListAois.f'] : []);
    },
  );
});

describe('A value that is nested too deeply', () => {
  const inFeatures = (levels: number) => nested(POINT, (geometry) => ({ type: 'Feature', geometry }), levels);
  const inCollections = (levels: number) =>
    nested(POINT, (part) => ({ type: 'GeometryCollection', geometries: [part] }), levels);
  const inLists = (levels: number) => nested(1, (part) => [part], levels);

  test.each([
    ['Features in Features', (reader: WireReader) => reader.geometry('f', inFeatures(100_000))],
    ['collections in collections', (reader: WireReader) => reader.geometry('f', inCollections(100_000))],
    ['the centroid of Features in Features', (reader: WireReader) => reader.centroid('f', inFeatures(100_000))],
    ['a member of a geometry', (reader: WireReader) => reader.geometry('f', { ...POINT, more: inLists(100_000) })],
    ['raw JSON', (reader: WireReader) => reader.json('f', inLists(100_000))],
    ['a string with raw JSON', (reader: WireReader) => reader.json('f', '['.repeat(100_000) + ']'.repeat(100_000))],
  ])('is null and counts as drift: %s', (_name, read) => {
    const { reader, odd } = watchedReader();

    expect(read(reader)).toBeNull();
    expect(odd).toEqual(['ListAois.f']);
  });

  test('may still have a few levels more than usual', () => {
    const { reader, odd } = watchedReader();

    expect(reader.geometry('f', inCollections(5))).toEqual(inCollections(5));
    expect(reader.json('f', inLists(50))).toEqual(inLists(50));
    expect(odd).toEqual([]);
  });
});

describe('An id', () => {
  test('may come as a number', () => {
    expect(watchedReader().reader.id('id', 7)).toBe('7');
  });

  test('past 2^53 keeps its digits', () => {
    expect(watchedReader().reader.id('id', JSON.rawJSON('12345678901234567890'))).toBe('12345678901234567890');
  });

  test.each([undefined, null, '', ' ', {}])('that comes as %j counts as missing', (value) => {
    const write = new WireReader('CreateAoi');

    expect(() => watchedReader().reader.id('aoi_id', value)).toThrow(
      expect.objectContaining({ kind: 'notFound', message: 'The answer has no aoi_id.' }),
    );
    expect(() => write.id('aoi_id', value)).toThrow(
      expect.objectContaining({ kind: 'invalidAnswer', isOutcomeUnknown: true }),
    );
  });
});

describe('A state', () => {
  test.each([
    ['SUCCESS', 'SUCCEEDED'],
    ['SUCCESSFUL', 'SUCCEEDED'],
    ['FULFILLED', 'SUCCEEDED'],
    ['COMPLETED', 'SUCCEEDED'],
    ['partially-completed', 'PARTIALLY_SUCCEEDED'],
    ['partial success', 'PARTIALLY_SUCCEEDED'],
    ['in_progress', 'RUNNING'],
    [' Started ', 'RUNNING'],
    ['pending', 'PENDING'],
    ['error', 'FAILED'],
    ['cancelled', 'CANCELLED'],
    ['', 'UNKNOWN'],
    ['DRAFT/ACTIVE/FULFILLED/...', 'UNKNOWN'],
    ['constructor', 'UNKNOWN'],
    [null, 'UNKNOWN'],
    [3, 'UNKNOWN'],
  ])('of %j is %s', (status, state) => {
    expect(stateOf(status)).toBe(state);
  });
});
