import { randomUUID } from 'node:crypto';

/** As much of a TypeBox schema as says what a value looks like. */
interface Shape {
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Shape>;
  items?: Shape;
  patternProperties?: Record<string, Shape>;
}

type Json = unknown;

const SQUARE = [
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ],
];

/** A good value of a wire shape, in which every property is there. Ids are `id`. */
export function goodValue(schema: object, id: string, name = ''): Json {
  // A schema of the contract is one of these.
  const shape = schema as Shape;
  if (name === 'geometry' || name === 'intersects') return { type: 'Polygon', coordinates: SQUARE };
  if (name === 'bbox' && !shape.items?.items) return [0, 0, 1, 1];
  if (name === 'centroid') return [0.5, 0.5];
  if (shape.enum) return shape.enum[0];
  if (shape.properties) {
    return Object.fromEntries(
      Object.entries(shape.properties).map(([key, value]) => [key, goodValue(value, id, key)] as const),
    );
  }
  if (shape.items) return [goodValue(shape.items, id, name)];
  if (shape.patternProperties) {
    const [value = {}] = Object.values(shape.patternProperties);
    // Maps are by day, or by mode and then by day.
    return { [value.patternProperties ? 'dynamic' : '2024_05_06']: goodValue(value, id, name) };
  }
  if (shape.type === 'number' || shape.type === 'integer') return 12;
  if (shape.type === 'boolean') return true;
  if (shape.type !== 'string') return name === 'stac_extensions' ? 'https://stac.example/extension.json' : { any: 1 };
  return goodText(name, id);
}

function goodText(name: string, id: string): string {
  if (/(?:^|_)id$|^name$/.test(name)) return id;
  if (/^(start|end)$|_at$|date|time|created|updated|check|interval/.test(name)) return '2024-05-06T07:08:09Z';
  if (name === 'progress') return '12';
  if (name === 'proj:code') return 'EPSG:32643';
  if (/url|path|href/.test(name)) return 'https://files.example/a.tif';
  return /status|state/.test(name) ? 'success' : '1.0.0';
}

/** Stands in a value for text that JSON.stringify does not write. */
const MARK = randomUUID();
const raw = (text: string) => `${MARK}${text}${MARK}`;

/** The body that carries a value: JSON, but for the oddities that JSON has no form for. */
export function bodyOf(value: Json): string {
  return JSON.stringify(value).replaceAll(new RegExp(`"${MARK}(.*?)${MARK}"`, 'g'), (_marked, text) =>
    JSON.parse(`"${text}"`),
  );
}

/** What may stand in the place of any value. `undefined`: the property is left out. */
export const ODD_VALUES: readonly (readonly [name: string, value: Json])[] = [
  ['null', null],
  ['nothing', undefined],
  ['an empty string', ''],
  ['a blank', '  '],
  ['a word', 'word'],
  ['a number in a string', '12'],
  ['a number', 12],
  ['a negative number', -9999],
  ['a fraction', 0.30000000000000004],
  ['a huge number', 1e308],
  ['a whole number past 2^53', raw('123456789012345678901')],
  ['NaN', raw('NaN')],
  ['-Infinity', raw('-Infinity')],
  ['None', raw('None')],
  ['"NaN"', 'NaN'],
  ['true', true],
  ['an empty list', []],
  ['a list of null', [null]],
  ['lists in a list', [[[]]]],
  ['a list of numbers', [1, 2, 3]],
  ['a list of strings', ['a', 'b']],
  ['a list of objects', [{}, { id: null }]],
  ['an empty object', {}],
  ['an object of null', { id: null, type: null, coordinates: null }],
  ['a Feature', { type: 'Feature', geometry: null, properties: null }],
  ['the first moment of Go', '0001-01-01T00:00:00Z'],
  ['a day of no calendar', '2024-02-30'],
  ['a time of no clock', '2024-05-06T25:61:61Z'],
  ['an offset of no zone', '2024-05-06T07:08:09+99:99'],
  ['a time in the words of HTTP', 'Mon, 06 May 2024 07:08:09 GMT'],
  ['a year of five digits', '10000-01-01T00:00:00Z'],
  ['seconds since 1970', 1714979289],
  ['seconds since 1970 in a string', '1714979289'],
  ['a number too large for any computer', raw('1e999')],
  ['a number with its sign', '+12'],
  ['digits of another script', '१२'],
  ['a hexadecimal number', '0x1F'],
  ['-0', raw('-0')],
  ['"null"', 'null'],
  ['"N/A"', 'N/A'],
  ['JSON in a string', '{"id":"b"}'],
  ['a list with a hole', [77, null, 78, 13]],
  ['a member twice', raw('{"id":"b","id":null}')],
  ['steps up a path', '../..'],
  ['control characters', '\u0000\u001f\u2028'],
  ['half a character', raw('"\\ud800"')],
  ['a key of the prototype', raw('{"__proto__": {"polluted": true}, "constructor": null}')],
  ['a long string', 'x'.repeat(3000)],
];

const DEEP = `${'['.repeat(6000)}null${']'.repeat(6000)}`;

/** Values that are nested too deeply to be written. */
export const DEEP_VALUES: readonly (readonly [name: string, value: Json])[] = [
  ['lists in lists', raw(DEEP)],
  ['a Point with a deep member', raw(`{"type":"Point","coordinates":[1,2],"deep":${DEEP}}`)],
];

/** The object with an odd value in each of its properties but those named. */
export function withOddFields(row: object, odd: Json, kept: readonly string[]): Json {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, kept.includes(key) ? value : odd]));
}

/** The object with an odd value at the end of every path in it but those named; objects and lists on the way stay. */
export function withOddLeaves(value: Json, odd: Json, kept: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item) => withOddLeaves(item, odd, []));
  if (typeof value !== 'object' || value === null) return odd;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, kept.includes(key) ? item : withOddLeaves(item, odd, [])]),
  );
}
