import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
      { numRuns: 500 },
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
