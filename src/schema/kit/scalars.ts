import { Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { CHARACTERS, GEOJSON_BOUNDS, JSON_BOUNDS, quoted, refuseLargeJson } from '../../resolvers/input/bounds.ts';
import { InputError } from '../../resolvers/input/input-error.ts';
import { SEARCHABLE_GEOMETRIES } from '../../resolvers/input/item-search.ts';
import { toBareDate, toStrictDateTime } from '../../upstream/wire/time.ts';
import { figure } from './bounds.ts';
import { builder } from './builder.ts';

function refused(what: string, value: unknown): never {
  throw new InputError(`${what}, not ${quoted(value)}.`);
}

/** A string within the scalar's bound. Longer strings are not processed. */
function isText(value: unknown, scalar: keyof typeof CHARACTERS): value is string {
  return typeof value === 'string' && value.length <= CHARACTERS[scalar];
}

function textOf(node: ValueNode, what: string): string {
  if (node.kind === Kind.STRING) return node.value;
  throw new InputError(`${what}, written as a string.`);
}

const INSTANT = 'A DateTime is an RFC 3339 instant with an offset, such as 2024-05-06T07:08:09Z';

function parseInstant(value: unknown): string {
  return (isText(value, 'DateTime') ? toStrictDateTime(value) : null) ?? refused(INSTANT, value);
}

builder.scalarType('DateTime', {
  description:
    'A date and time in RFC 3339 format, such as `2024-05-06T07:08:09Z`. In answers always in UTC, with a fraction of the second only where it is not zero.',
  serialize: (value) => value,
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(textOf(node, INSTANT)),
});

const DAY = 'A Date is a day such as 2024-05-06';

function parseDay(value: unknown): string {
  return (isText(value, 'Date') ? toBareDate(value) : null) ?? refused(DAY, value);
}

builder.scalarType('Date', {
  description: 'A calendar day, `YYYY-MM-DD`. On input, `2024_05_06` and `06-05-2024` are accepted too.',
  serialize: (value) => value,
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(textOf(node, DAY)),
});

/** A whole number past 2^53 has already lost digits when it is read. @throws InputError */
function refuseInexactNumbers(value: unknown): void {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new InputError(
      `${String(value)} is too large for a whole number in JSON: it would lose digits. Write it as a string.`,
    );
  }
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(refuseInexactNumbers);
}

function parseJson(value: unknown): unknown {
  refuseLargeJson('JSON value', value, JSON_BOUNDS);
  refuseInexactNumbers(value);
  return value;
}

builder.scalarType('JSON', {
  description: `Any JSON value, passed to and from Pixxel unchanged. As input it can have at most ${figure(JSON_BOUNDS.values)} values, ${JSON_BOUNDS.depth} levels and ${figure(JSON_BOUNDS.characters)} characters.`,
  serialize: (value) => value,
  parseValue: parseJson,
  parseLiteral: (node, variables) => parseJson(valueFromASTUntyped(node, variables)),
});

const LINK = 'A URL is an absolute web address';

function parseLink(value: unknown): string {
  return isText(value, 'URL') && URL.canParse(value) ? value : refused(LINK, value);
}

builder.scalarType('URL', {
  description: 'An absolute URL.',
  serialize: (value) => value,
  parseValue: parseLink,
  parseLiteral: (node) => parseLink(textOf(node, LINK)),
});

/** A GeoJSON scalar checks only the type. Positions are checked later, where the path of a bad one can be named. */
function geoJsonScalar(
  name: 'GeoJSONGeometry' | 'GeoJSONPolygon' | 'GeoJSONArea',
  description: string,
  types: readonly string[],
): void {
  const what = `A ${name} is a GeoJSON object of type ${types.join(', ')}`;
  const parse = (value: unknown): object => {
    if (typeof value === 'string') throw new InputError(`${what}. Pass the object itself, not its JSON text.`);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused(what, value);
    if (!('type' in value)) throw new InputError(`${what}. This one has no type.`);
    if (typeof value.type !== 'string' || !types.includes(value.type)) {
      return refused(what, typeof value.type === 'string' ? value.type : typeof value.type);
    }
    refuseLargeJson(name, value, GEOJSON_BOUNDS);
    return value;
  };
  builder.scalarType(name, {
    description: `${description} At most ${figure(GEOJSON_BOUNDS.positions)} positions as input.`,
    serialize: (value) => value,
    parseValue: parse,
    parseLiteral: (node, variables) => parse(valueFromASTUntyped(node, variables)),
  });
}

geoJsonScalar(
  'GeoJSONGeometry',
  'A GeoJSON geometry of any type. Positions are longitude, latitude in degrees (WGS 84). As input, a Feature, or a FeatureCollection with one feature, stands for its geometry.',
  [...SEARCHABLE_GEOMETRIES, 'GeometryCollection', 'Feature', 'FeatureCollection'],
);
geoJsonScalar(
  'GeoJSONPolygon',
  'A GeoJSON Polygon: closed rings of at least four positions. Positions are longitude, latitude in degrees (WGS 84). As input, a MultiPolygon with one part, a Feature, or a FeatureCollection with one feature, stands for its polygon.',
  ['Polygon', 'MultiPolygon', 'Feature', 'FeatureCollection'],
);
geoJsonScalar(
  'GeoJSONArea',
  'A GeoJSON area: a Polygon, a MultiPolygon, a Feature with one of them, or a FeatureCollection of such features.',
  ['Polygon', 'MultiPolygon', 'Feature', 'FeatureCollection'],
);

builder.scalarType('GeoJSONFeatureCollection', {
  description:
    'A GeoJSON FeatureCollection (RFC 7946), which GIS tools open as it is. Polygons are split at the 180th meridian, and rings run in the direction that the standard requires. Only in answers.',
  serialize: (value) => value,
  parseValue: (value) => refused('A GeoJSONFeatureCollection cannot be an input', value),
});
