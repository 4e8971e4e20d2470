import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';

const READ = '{ satellites { name } }';
const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const SATELLITES = json({ satellites: [{ id: 's', name: 'TD-1' }] });

describe('An answer that a server or proxy has compressed', () => {
  test.each([
    ['gzip', gzipSync(SATELLITES)],
    ['x-gzip', gzipSync(SATELLITES)],
    ['GZip', gzipSync(SATELLITES)],
    ['br', brotliCompressSync(SATELLITES)],
    ['zstd', zstdCompressSync(SATELLITES)],
    ['deflate', deflateSync(SATELLITES)],
    ['deflate', deflateRawSync(SATELLITES)],
    ['gzip, br', brotliCompressSync(gzipSync(SATELLITES))],
    ['identity', SATELLITES],
    ['identity, gzip', gzipSync(SATELLITES)],
    ['', SATELLITES],
    ['UTF-8', SATELLITES],
    ['none', SATELLITES],
    ['aws-chunked, gzip', gzipSync(SATELLITES)],
  ])('is decoded: %s', (encoding, body) =>
    withFaultyUpstream(answer(200, body, { 'content-encoding': encoding }), {}, async (ask) => {
      expect(await ask(READ)).toEqual({ data: { satellites: [{ name: 'TD-1' }] } });
    }),
  );

  test('is decoded where it is a report or an error, too', () =>
    withFaultyUpstream(
      (response, request) =>
        request.target.startsWith('/v0/reports')
          ? answer(200, gzipSync('id,name\n1,A\n'), { 'content-encoding': 'gzip', 'content-type': 'text/csv' })(
              response,
              request,
            )
          : answer(400, gzipSync(json({ error: { code: 'E1', message: 'No such band.' } })), {
              'content-encoding': 'gzip',
            })(response, request),
      {},
      async (ask) => {
        const { data, errors } = await ask('{ orderReport { csv } satellites { name } }');

        expect(data).toEqual({ orderReport: { csv: 'id,name\n1,A\n' }, satellites: null });
        expect(errors?.[0]?.extensions?.upstream).toMatchObject({ status: 400, code: 'E1', message: 'No such band.' });
      },
    ));

  test.each([
    ['cut off in the middle', 'gzip', gzipSync(SATELLITES).subarray(0, 30), 3],
    ['not what the header says', 'br', SATELLITES, 3],
    ['encoded in an unknown way', 'compress', SATELLITES, 1],
    [
      'encoded five times',
      'gzip, gzip, gzip, gzip, gzip',
      [1, 2, 3, 4, 5].reduce((body) => gzipSync(body), SATELLITES),
      1,
    ],
  ])('is an error where it is %s; only damage is worth another attempt', (_name, encoding, body, calls) =>
    withFaultyUpstream(answer(200, body, { 'content-encoding': encoding }), {}, async (ask, { requests }) => {
      const { errors } = await ask(READ);

      expect(errors?.[0]?.extensions?.code).toBe('UPSTREAM_INVALID_RESPONSE');
      expect(errors?.[0]?.message).toContain('cannot be decompressed');
      expect(requests).toHaveLength(calls);
    }),
  );

  test('may be empty: a write that has nothing to tell succeeded', () =>
    withFaultyUpstream(answer(200, '', { 'content-encoding': 'gzip' }), {}, async (ask) => {
      expect(await ask('mutation { deleteStore(input: { storeId: "s" }) { userErrors { message } } }')).toEqual({
        data: { deleteStore: { userErrors: [] } },
      });
    }));

  test('counts as large as it is decoded for its operation', () =>
    withFaultyUpstream(
      answer(200, gzipSync(json({ aoi_id: 'a', name: 'x'.repeat(100_000) })), { 'content-encoding': 'gzip' }),
      { maxAnswerBytes: 1_000_000 },
      async (ask) => {
        const aliases = Array.from({ length: 60 }, (_, index) => `a${index}: aoi(id: "${index}") { pixxelId }`);
        const { errors } = await ask(`{ ${aliases.join(' ')} }`);

        expect(errors?.[0]?.extensions?.code).toBe('UPSTREAM_BUDGET_EXCEEDED');
      },
    ));

  test('keeps the status of an error whose body cannot be decoded', () =>
    withFaultyUpstream(answer(403, 'none', { 'content-encoding': 'gzip' }), {}, async (ask) => {
      expect((await ask(READ)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }));

  test.each(['gzip', 'br'])('may not be larger than allowed once it is decoded: %s', (encoding) => {
    const large = json({ satellites: [{ id: 's', name: 'x'.repeat(100_000) }] });
    const body = encoding === 'gzip' ? gzipSync(large) : brotliCompressSync(large);
    return withFaultyUpstream(
      answer(200, body, { 'content-encoding': encoding }),
      { maxResponseBytes: 50_000 },
      async (ask, { requests }) => {
        const { errors } = await ask(READ);

        expect(requests).toHaveLength(1);
        expect(body.length).toBeLessThan(1000);
        expect(errors?.[0]?.extensions?.code).toBe('UPSTREAM_INVALID_RESPONSE');
        expect(errors?.[0]?.message).toContain('larger than allowed');
      },
    );
  });
});

test.each([
  ['auto', 'identity'],
  ['off', 'identity'],
  ['on', 'gzip, br, zstd'],
] as const)(
  'an API over http is asked for compressed answers only where the setting is on: %s',
  (compression, accepted) =>
    withFaultyUpstream(answer(200, SATELLITES), { compression }, async (ask, upstream) => {
      await ask(READ);

      expect(upstream.requests.map(({ headers }) => headers['accept-encoding'])).toEqual([accepted]);
    }),
);
