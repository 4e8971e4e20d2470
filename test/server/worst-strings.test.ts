import { test } from 'vitest';
import { CHARACTERS, CURSOR_CHARACTERS, GEOJSON_BOUNDS } from '../../src/resolvers/input/bounds.ts';
import { geoJsonFaults } from '../../src/resolvers/input/geojson.ts';
import { idOf } from '../../src/resolvers/input/global-id.ts';
import { schema } from '../../src/schema/index.ts';
import { requestIdOf } from '../../src/server/plugins/request-id.ts';
import { stepsOfSld } from '../../src/upstream/visualization-style.ts';
import { toDate, toDateTime } from '../../src/upstream/wire/time.ts';

/** What expressions that backtrack, or that search again from each character, take longest over. */
const UNITS = [
  'T',
  '0',
  '-',
  ' ',
  '2024-05-06T',
  '+00:00',
  '.1',
  'a:',
  '%41',
  'QW9pOg',
  '{',
  '[',
  '\\',
  '😀',
  '\u0000',
  '<ColorMap ',
  '<ColorMapEntry a="',
];

function scalar(name: string): (text: string) => unknown {
  const type = schema.getType(name);
  if (!type || !('parseValue' in type)) throw new Error(`${name} is not a scalar`);
  return (text) => type.parseValue(text);
}

/** Each reader with the most characters that it is given: those past the bound of a scalar are its own to refuse. */
const READERS: Record<string, [read: (text: string) => unknown, characters: number]> = {
  DateTime: [scalar('DateTime'), 500_000],
  Date: [scalar('Date'), 500_000],
  URL: [scalar('URL'), 500_000],
  'a GeoJSON type': [(text) => geoJsonFaults({ type: text, coordinates: text }, ['input']), GEOJSON_BOUNDS.characters],
  'a global id': [(text) => idOf('Aoi', text), 500_000],
  'the content of a global id': [
    (text) => idOf('Aoi', Buffer.from(`Aoi:${text}`).toString('base64url').slice(0, CHARACTERS.ID)),
    CHARACTERS.ID,
  ],
  'a cursor': [(text) => JSON.parse(Buffer.from(text, 'base64url').toString()), CURSOR_CHARACTERS],
  'the request id': [
    (text) => requestIdOf(new Request('http://a/', { headers: { 'x-request-id': text } })),
    16 * 1024, // Node's bound on all headers of a request
  ],
  "an instant of Pixxel's": [toDateTime, 500_000],
  "a day of Pixxel's": [toDate, 500_000],
  "a style of Pixxel's": [stepsOfSld, 500_000],
};

// Half a million characters of quadratic work take longer than the test may.
test.each(Object.entries(READERS))('%s is read in linear time, whatever it says', (_name, [read, characters]) => {
  for (const unit of UNITS) {
    for (const end of ['', '!', 'Z']) {
      const text = unit.repeat(Math.ceil(characters / unit.length)).slice(0, characters - 1) + end;
      try {
        read(text);
      } catch {
        // Most of it is refused. Here only the time counts.
      }
    }
  }
});
