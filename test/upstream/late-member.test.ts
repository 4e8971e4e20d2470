import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outlineIn } from '../../src/geometry/sound.ts';
import { jsonOf } from '../../src/upstream/wire/json-text.ts';
import { LateMember, parseWithoutLate } from '../../src/upstream/wire/late-member.ts';

const place = { rows: 'aois', member: 'geometry' };
const padding = 'x'.repeat(5000);

/** The answer as it is when each late member was read, and how many there were; undefined if it must be parsed as a whole. */
function read(text: string) {
  const partly = parseWithoutLate(Buffer.from(text), place);
  let late = 0;
  const answer = JSON.stringify(partly?.value, (_name, value: unknown) => {
    if (!(value instanceof LateMember)) return value;
    late += 1;
    return value.decode();
  });
  return partly && { answer, late };
}

/** The late member of the first row. */
function firstMember(text: string): LateMember {
  const { value } = parseWithoutLate(Buffer.from(text), place) ?? {};
  const [row] = (value as { aois: { geometry: LateMember }[] }).aois;
  if (!row) throw new Error('no row');
  return row.geometry;
}

function answerOf(...rows: unknown[]) {
  return { aois: rows, padding };
}

describe('The late member of a row', () => {
  test('is decoded when it is read, whatever it and the rest contain', () => {
    const name = fc.constantFrom('type', 'geometry', 'a"b', '}{', '\\', '\u20ac');
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('"geometry":{', '}', '{"', '\\"', 'Stra\u00dfe', ''),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(null, true),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(name, tie('value'), { maxKeys: 3 }),
      ),
    }));
    const row = fc.record({ aoi_id: fc.string(), geometry: value, name: fc.string() }, { requiredKeys: [] });
    let partly = 0;
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: row }, value), { maxLength: 5 }),
        fc.nat(1),
        (rows, space) => {
          const text = JSON.stringify(answerOf(...rows), null, space);
          const result = read(text);
          if (result) partly += 1;
          expect(result?.answer ?? JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(JSON.parse(text)));
        },
      ),
      { numRuns: 1000 },
    );
    expect(partly).toBeGreaterThan(100);
  });

  test('is one object for all readers', () => {
    const member = firstMember(JSON.stringify(answerOf({ geometry: { a: 1 } })));
    expect(member.decode()).toBe(member.decode());
  });

  test('is undefined if it is malformed, and the others are not', () => {
    const text = JSON.stringify(answerOf({ geometry: { a: 1 } }, { geometry: { b: 2 } })).replace('2', '[');
    expect(read(text)).toEqual({ answer: JSON.stringify(answerOf({ geometry: { a: 1 } }, {})), late: 2 });
  });

  test('is read beside a malformed one as it is read alone', () => {
    const text = JSON.stringify(answerOf({ geometry: { a: 1, b: 3 } }, { geometry: { b: 2 } }))
      .replace('2', '[')
      .replace('3', 'NaN')
      .replace('1', '12345678901234567890');
    expect(JSON.stringify(firstMember(text).decode())).toBe('{"a":12345678901234567890,"b":null}');
  });

  test('keeps numbers past 2^53, and bare words count when it is read', () => {
    const text = JSON.stringify(answerOf({ geometry: { a: 1, b: 2 } }))
      .replace('2', 'NaN')
      .replace('1', '12345678901234567890');
    const oddities: string[] = [];
    expect(JSON.stringify(firstMember(text).decode((oddity) => oddities.push(oddity)))).toBe(
      '{"a":12345678901234567890,"b":null}',
    );
    expect(oddities).toEqual(['bare word']);
  });
});

describe('An outline of a late member', () => {
  const outlineOf = (geometry: string) => firstMember(`{"aois":[{"geometry":${geometry}}],"padding":"${padding}"}`);

  test('is a string only if it is a Polygon, and has the value of that string', () => {
    const number = fc.constantFrom(
      '',
      '7',
      '-0',
      '77.50',
      '0.1234567890123456789',
      '1e5',
      '1e999',
      '01',
      '.5',
      '5.',
      '-',
      '"7"',
      'null',
      'NaN',
      '1234567890123456',
      '12345678901234567',
    );
    const good = fc.constantFrom('7', '-77.5', '77.50', '0.1234567890123456789');
    const list = (items: fc.Arbitrary<string>) =>
      fc
        .tuple(fc.array(items, { minLength: 1, maxLength: 3 }), fc.constantFrom(',', ', '))
        .map(([all, comma]) => `[${all.join(comma)}]`);
    const odd = fc.oneof(
      { weight: 30, arbitrary: good },
      { weight: 1, arbitrary: number },
      { weight: 1, arbitrary: list(good) },
    );
    const position = fc.tuple(odd, odd).map((pair) => `[${pair.join()}]`);
    const coordinates = list(
      list(
        fc.oneof(
          { weight: 30, arbitrary: position },
          { weight: 1, arbitrary: list(odd) },
          { weight: 1, arbitrary: odd },
        ),
      ),
    );
    const forms = fc.constantFrom(
      (rings: string) => `{"type":"Polygon","coordinates":${rings}}`,
      (rings: string) => `{"type": "Polygon", "coordinates": ${rings}}`,
      (rings: string) => `{"coordinates":${rings},"type":"Polygon"}`,
      (rings: string) => `{"coordinates":${rings}}`,
      (rings: string) => `{"type":"MultiPolygon","coordinates":${rings}}`,
      (rings: string) => `{"type":"Polygon","coordinates":${rings},"bbox":[1,2,3,4]}`,
      (rings: string) => `{"type":"Polygon","coordinates":${rings.slice(0, -1)}}`,
      (rings: string) => `{"type":"Polygon","coordinates":${rings}]}`,
    );
    let texts = 0;
    fc.assert(
      fc.property(coordinates, forms, (rings, form) => {
        const geometry = form(rings);
        const text = outlineOf(geometry).polygon;
        if (!text) return;
        texts += 1;
        expect(jsonOf(text).toString()).toBe(geometry);
        expect(outlineIn(JSON.parse(geometry))).toEqual(text.toJSON());
      }),
      { numRuns: 1000 },
    );
    expect(texts).toBeGreaterThan(100);
  });

  test.each([
    ['no ring', '{"type":"Polygon","coordinates":[]}'],
    ['an empty ring', '{"type":"Polygon","coordinates":[[]]}'],
    ['a position of one number', '{"type":"Polygon","coordinates":[[[1],[2,3]]]}'],
    ['a list too many', '{"type":"Polygon","coordinates":[[[[1,2]]]]}'],
    ['a list too few', '{"type":"Polygon","coordinates":[[1,2]]}'],
    ['a comma too many', '{"type":"Polygon","coordinates":[[[1,2],[3,]]]}'],
    ['a comma before a number', '{"type":"Polygon","coordinates":[[[1,2],[,3,4]]]}'],
    ['a comma after a ring', '{"type":"Polygon","coordinates":[[[1,2]],]}'],
    ['no numbers', '{"type":"Polygon","coordinates":[[[]]]}'],
    ['a hole between positions', '{"type":"Polygon","coordinates":[[[1,2],,[3,4]]]}'],
    ['a blank in the name of its type', '{"type":"Poly, gon","coordinates":[[[1,2]]]}'],
    ['two lists', '{"type":"Polygon","coordinates":[[[1,2]]],[[[1,2]]]}'],
  ])('is no text with %s', (_what, geometry) => {
    expect(outlineOf(geometry).polygon).toBeNull();
  });
});

describe('An answer is parsed as a whole', () => {
  const good = JSON.stringify(answerOf({ geometry: { a: 1 } }));

  test.each([
    ['if no row has the member', JSON.stringify(answerOf({ geometry: null }, {}))],
    [
      'if the member is elsewhere, too',
      JSON.stringify(answerOf({ geometry: { a: 1 } }, { of: { geometry: { a: 1 } } })),
    ],
    ['if a row has it twice', good.replace('{"geometry"', '{"geometry":{},"geometry"')],
    ['if it ends within the member', good.slice(0, 25)],
    ['if it is not plain JSON', good.replace('"padding"', '"a":NaN,"padding"')],
    ['if it contains a number past 2^53', good.replace('"padding"', '"a":12345678901234567890,"padding"')],
  ])('%s', (_why, text) => {
    expect(parseWithoutLate(Buffer.from(text), place)).toBeUndefined();
  });
});
