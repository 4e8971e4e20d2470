import { describe, expect, test } from 'vitest';
import { retryAfterSeconds } from '../../src/upstream/http/retry-after.ts';

const NOW = Date.parse('2026-11-06T08:49:00Z');
const A_WEEK = 7 * 24 * 60 * 60;

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['5', 5],
    [' 5 ', 5],
    ['1.5', 2],
    ['2.0', 2],
    ['0.1', 1],
    ['007', 7],
    ['999999999999', A_WEEK],
    ['Fri, 06 Nov 2026 08:49:37 GMT', 37],
    ['Friday, 06-Nov-26 08:49:37 GMT', 37],
    ['Fri Nov  6 08:49:37 2026 GMT', 37],
    ['Thu, 05 Nov 2026 08:49:37 GMT', 0],
    ['Fri, 06 Nov 2099 08:49:37 GMT', A_WEEK],
  ])('%j means %i seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });

  test.each([
    '',
    'soon',
    '-1',
    '1,5',
    '1e3',
    '0x10',
    '5 s',
    'NaN',
    'Infinity',
    '2026-11-06',
    'Fri',
    'Friday the thirteenth',
  ])('%j says nothing', (header) => {
    expect(retryAfterSeconds(header, NOW)).toBeUndefined();
  });

  test('that came twice counts once', () => {
    expect(retryAfterSeconds(['3', '60'], NOW)).toBe(3);
  });
});
