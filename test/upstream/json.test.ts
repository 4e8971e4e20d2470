import { describe, expect, test } from 'vitest';
import { type JsonOddity, orderedKeys, parseJson } from '../../src/upstream/wire/json.ts';

function parsed(text: string) {
  const oddities: JsonOddity[] = [];
  const value = parseJson(text, { onOddity: (oddity) => oddities.push(oddity) });
  // What is written again shows the digits of numbers that no JavaScript number holds.
  return { again: JSON.stringify(value), oddities };
}

describe('JSON as other languages write it', () => {
  test.each([
    ['{"a":NaN,"b":[-Infinity, Infinity,nan]}', '{"a":null,"b":[null,null,null]}'],
    ['{"a":None,"b":True,"c":False}', '{"a":null,"b":true,"c":false}'],
    ['{"a":undefined,\n"b":nil}', '{"a":null,"b":null}'],
    ['{"NaN":"NaN, \\"NaN\\": None","b":NaN}', '{"NaN":"NaN, \\"NaN\\": None","b":null}'],
    ['NaN', 'null'],
    ['{"a":NA,"b":-nan(ind),"c":nan(0x8)}', '{"a":null,"b":null,"c":null}'],
  ])('%s reads as %s', (text, again) => {
    expect(parsed(text)).toEqual({ again, oddities: ['bare word'] });
  });

  test('may begin with a byte order mark', () => {
    expect(parsed('\uFEFF{"a":1}')).toEqual({ again: '{"a":1}', oddities: ['byte order mark'] });
  });

  test.each(['', 'oops', '{"a":', '{"a":Nothing}', '{"a":NaN'])('%j is not JSON', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  // The search for tokens began again at each quote: it took minutes, and the test timed out.
  test.each(['NaN', 'null', '12345678901234567'])(
    'that is cut off in a string of escaped quotes after %s is refused in linear time',
    (value) => {
      const text = `{"a":${value},"b":"${'\\"a\\":1,'.repeat(100_000)}`;
      for (const end of ['', ' ', '\\', '\\"']) expect(() => parseJson(text + end)).toThrow(SyntaxError);
    },
  );
});

describe('A number', () => {
  test.each([
    '{"id":12345678901234567890}',
    '[-9007199254740993,9007199254740991,1]',
    '{"a":{"b":[1234567890123456789012345]}}',
  ])('in %s keeps its digits', (text) => {
    expect(parsed(text)).toEqual({ again: text, oddities: [] });
  });

  test('with a fraction stays a number', () => {
    expect(parseJson('{"a":1.12345678901234567,"b": 12345678901234567890}')).toMatchObject({ a: 1.1234567890123457 });
  });
});

describe('The keys of a map', () => {
  test.each([
    ['{"30":1,"7":{},"x":3,"5":4}', ['30', '7', 'x', '5']],
    ['{"b":1,"a":2}', ['b', 'a']],
  ])('of %s keep their order', (text, keys) => {
    const map = parseJson(text, { keepsKeyOrder: true }) as object;

    expect(orderedKeys(map)).toEqual(keys);
    expect(map).toEqual(JSON.parse(text));
  });
});
