import { readdirSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { bodyOf } from '../../src/server/plugins/use-admission.ts';
import { withGateway } from '../support/gateway.ts';

const ORIGIN = 'http://gateway.test';
const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const script = readdirSync('explorer/dist/explorer')
  .find((name) => /^index-.*\.js\.br$/.test(name))
  ?.slice(0, -3);

test('A browser gets the page, with a policy that allows no other origin', () =>
  withGateway({ demoKeys: [{ key: 'k', opens: 'a </script> house' }] }, async ({ fetch }) => {
    const response = await fetch(new Request(`${ORIGIN}/graphql`, { headers: asBrowser }));
    const policy = response.headers.get('content-security-policy');
    const page = await response.text();

    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(policy).toContain(`default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'`);
    expect(policy).not.toMatch(/https?:|unsafe-eval/);
    expect(JSON.parse(/id="settings">(.*?)<\/script>/.exec(page)?.[1] ?? '')).toEqual({
      demoKeys: [{ key: 'k', opens: 'a </script> house' }],
      tilesUrl: null,
      schemaUrl: expect.stringMatching(/^\/explorer\/schema-[\w-]{8}\.json$/),
    });
  }));

test('The schema is a compressed file, equal to the answer to an introspection query', () =>
  withGateway({}, async ({ fetch, query }) => {
    const page = await (await fetch(new Request(`${ORIGIN}/graphql`, { headers: asBrowser }))).text();
    const [, name] = /"schemaUrl":"([^"]+)"/.exec(page) ?? [];
    const read = async (encoding: string) => {
      const response = await fetch(new Request(`${ORIGIN}${name}`, { headers: { 'accept-encoding': encoding } }));
      return Buffer.from(await response.arrayBuffer());
    };
    const options = { schemaDescription: true, inputValueDeprecation: true, oneOf: true, specifiedByUrl: true };
    const asked = await query(getIntrospectionQuery(options));
    const zipped = await read('br, gzip');
    const { data } = JSON.parse(gunzipSync(zipped).toString());

    expect(printed(data)).toBe(printed(asked.data));
    expect(gunzipSync(zipped).equals(await read('identity'))).toBe(true);
    expect(zipped.length).toBeLessThan(80_000);
  }));

function printed(introspection: unknown): string {
  return printSchema(buildClientSchema(introspection as IntrospectionQuery)); // throws for anything else
}

test('With introspection off there is no file with the schema', () =>
  withGateway({ hasIntrospection: false }, async ({ fetch }) => {
    const page = await (await fetch(new Request(`${ORIGIN}/graphql`, { headers: asBrowser }))).text();

    expect(page).toContain('"schemaUrl":null');
  }));

test('Tiles are allowed from the host of the setting, and from no other', () =>
  withGateway({ tilesUrl: 'https://tiles.example.com/{z}/{x}/{y}.png' }, async ({ fetch }) => {
    const response = await fetch(new Request(`${ORIGIN}/graphql`, { headers: asBrowser }));

    expect(response.headers.get('content-security-policy')).toContain(
      `img-src 'self' data: blob: https://tiles.example.com;`,
    );
  }));

test.each([
  ['br, gzip, deflate', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', null],
])('A file is kept for a year by every cache, and for %s comes as %s', (accepted, encoding) =>
  withGateway({}, async ({ fetch }) => {
    const request = new Request(`${ORIGIN}/explorer/${script}`, { headers: { 'accept-encoding': accepted } });
    const response = await fetch(request);
    await response.arrayBuffer();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
  }),
);

test('A file is the same in every encoding, however often it is read', () =>
  withGateway({}, async ({ fetch }) => {
    const read = async (encoding: string) => {
      const headers = { 'accept-encoding': encoding };
      return Buffer.from(await (await fetch(new Request(`${ORIGIN}/explorer/${script}`, { headers }))).arrayBuffer());
    };
    const plain = await read('identity');

    expect(plain.length).toBeGreaterThan(100_000);
    expect(brotliDecompressSync(await read('br')).equals(plain)).toBe(true);
    expect(gunzipSync(await read('gzip')).equals(plain)).toBe(true);
    expect(gunzipSync(await read('gzip')).equals(plain)).toBe(true);
  }));

test.each(['br', 'gzip', 'identity'])('answers with a file that are not read hold its bytes once (%s)', (encoding) =>
  withGateway({}, async ({ fetch }) => {
    const ask = () => fetch(new Request(`${ORIGIN}/explorer/${script}`, { headers: { 'accept-encoding': encoding } }));
    const [one, other] = await Promise.all([ask(), ask()]);

    expect(bodyOf(one)).toBeInstanceOf(Uint8Array);
    expect(bodyOf(other)).toBe(bodyOf(one));
  }),
);

test.each(['missing.js', `${script}.br`, '../index.html', '..%2findex.html', ''])('%j is no file of the page', (name) =>
  withGateway({}, async ({ fetch }) => {
    const response = await fetch(new Request(`${ORIGIN}/explorer/${name}`));

    expect(response.status).toBe(404);
  }),
);

test('GRAPHIQL=off serves neither the page nor its files', () =>
  withGateway({ hasGraphiql: false }, async ({ fetch }) => {
    const page = await fetch(new Request(`${ORIGIN}/graphql`, { headers: asBrowser }));
    const file = await fetch(new Request(`${ORIGIN}/explorer/${script}`));

    expect(await page.text()).not.toContain('<!doctype html>');
    expect(file.status).toBe(404);
  }));
