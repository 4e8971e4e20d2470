import { describe, expect, test } from 'vitest';
import { ConfigError, misspeltSettings, readConfig } from '../src/config.ts';
import { describeSettings } from '../src/settings.ts';

/** What is wrong with the settings, a line for each. */
function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
}

describe('Settings', () => {
  test('have defaults that run over the sandbox', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      apiUrl: undefined,
      timeoutMs: 30_000,
      maxConnections: 256,
      maxResponseBytes: 16 * 1024 * 1024,
      maxUpstreamCalls: 1000,
      referenceCacheTtlMs: 60_000,
      unchangedAnswersBytes: 16 * 1024 * 1024,
      logLevel: 'info',
      hasGraphiql: true,
      hasIntrospection: true,
      corsOrigins: [],
    });
  });

  test('are read from the environment', () => {
    expect(
      readConfig({
        PORT: '8080',
        HOST: '0.0.0.0',
        PIXXEL_API_URL: 'https://api.pixxel.space',
        PIXXEL_TIMEOUT_MS: '5000',
        REFERENCE_CACHE_TTL_MS: '0',
        UNCHANGED_ANSWERS_BYTES: '0',
        LOG_LEVEL: 'warn',
        GRAPHIQL: 'false',
        INTROSPECTION: '0',
        CORS_ORIGINS: 'https://a.example, http://localhost:5173',
      }),
    ).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      apiUrl: 'https://api.pixxel.space',
      timeoutMs: 5000,
      referenceCacheTtlMs: 0,
      unchangedAnswersBytes: 0,
      logLevel: 'warn',
      hasGraphiql: false,
      hasIntrospection: false,
      corsOrigins: ['https://a.example', 'http://localhost:5173'],
    });
  });

  test('of production need the API, and have no GraphiQL', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      'PIXXEL_API_URL: must be set when NODE_ENV is production, unless SANDBOX is on',
    ]);
    expect(readConfig({ NODE_ENV: 'production', PIXXEL_API_URL: 'https://api.pixxel.space' })).toMatchObject({
      hasGraphiql: false,
    });
  });

  test('SANDBOX asks for the sandbox, in production and beside an address', () => {
    const env = { NODE_ENV: 'production', SANDBOX: 'on' };

    expect(readConfig(env).apiUrl).toBeUndefined();
    expect(readConfig({ ...env, PIXXEL_API_URL: 'https://api.pixxel.space' }).apiUrl).toBeUndefined();
  });

  test('that are invalid are named together', () => {
    const faults = faultsOf({ PORT: 'http', PIXXEL_TIMEOUT_MS: '0', MAX_UPSTREAM_CALLS: '1e9', LOG_LEVEL: 'loud' });

    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'PORT',
      'PIXXEL_TIMEOUT_MS',
      'MAX_UPSTREAM_CALLS',
      'LOG_LEVEL',
    ]);
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PIXXEL_API_URL', 'api.pixxel.space'],
    ['PIXXEL_API_URL', 'ftp://api.pixxel.space'],
    ['PIXXEL_API_URL', 'https://user:secret@api.pixxel.space'],
    ['PIXXEL_API_URL', 'https://api.pixxel.space?x=1'],
    ['PIXXEL_TIMEOUT_MS', '1.5'],
    ['PIXXEL_TIMEOUT_MS', ' '],
    ['PIXXEL_MAX_CONNECTIONS', '0'],
    ['PIXXEL_MAX_RESPONSE_BYTES', '64MiB'],
    ['REFERENCE_CACHE_TTL_MS', '-1'],
    ['PIXXEL_COMPRESSION', 'gzip'],
    ['HTTPS_PROXY', 'socks5://proxy.example:1080'],
    ['HTTP_PROXY', 'http://'],
    ['KEEP_ALIVE_TIMEOUT_MS', '0'],
    ['CORS_ALLOWED_HEADERS', 'x-tenant, x y'],
    ['GRAPHIQL', 'maybe'],
    ['EXPLORER_TILES_URL', 'https://tiles.example.com/'],
    ['EXPLORER_TILES_URL', 'tiles.example.com/{z}/{x}/{y}.png'],
    ['CORS_ORIGINS', 'https://a.example/'],
    ['CORS_ORIGINS', 'a.example'],
  ])('refuse %s=%j', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name}: `)]);
  });

  test('that are empty count as not set, as in Compose files', () => {
    const names = describeSettings().map(({ name }) => name);
    const empty = Object.fromEntries(names.map((name) => [name, '']));

    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  test('of proxies are read in either case, with or without a scheme, and never for the sandbox', () => {
    const API = { PIXXEL_API_URL: 'https://api.pixxel.space' };
    const proxiesOf = (env: Record<string, string>) => readConfig(env).proxies;

    expect(
      proxiesOf({ ...API, https_proxy: 'proxy.example:3128', HTTPS_PROXY: 'http://other', NO_PROXY: 'a, b' }),
    ).toEqual({
      http: '',
      https: 'http://proxy.example:3128',
      except: 'a, b',
    });
    expect(proxiesOf(API)).toBeUndefined();
    expect(proxiesOf({ ...API, HTTPS_PROXY: '' })).toBeUndefined();
    expect(proxiesOf({ HTTP_PROXY: 'http://proxy.example:3128' })).toBeUndefined();
  });

  test('that are refused do not show a password in the message', () => {
    expect(faultsOf({ HTTPS_PROXY: 'ftp://user:secret@proxy' }).join()).not.toContain('secret');
    expect(faultsOf({ PIXXEL_API_URL: 'https://user:secret@api.pixxel.space' }).join()).not.toContain('secret');
  });
});

describe('A variable that is nearly a setting', () => {
  test.each([
    ['PIXXEL_API', 'PIXXEL_API_URL'],
    ['PIXEL_API_URL', 'PIXXEL_API_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['MAX_COMPLEXTY', 'MAX_COMPLEXITY'],
  ])('%s is told with its setting', (name, setting) => {
    expect(misspeltSettings({ [name]: 'x', PORT: '0' })).toEqual([
      `${name} is not a setting. Did you mean ${setting}?`,
    ]);
  });

  test.each([
    'PIXXEL_API_URL',
    'PIXXEL_API_KEY',
    'HOME',
    'PATH',
    'HOSTNAME',
    'http_proxy',
    'NODE_ENV',
    'SANDBOX_PORT',
    'PIXXEL_API_SERVICE_HOST',
  ])('%s is left alone', (name) => {
    expect(misspeltSettings({ [name]: 'x' })).toEqual([]);
  });

  test('is left alone where its setting is given too', () => {
    expect(misspeltSettings({ PIXXEL_API: 'x', PIXXEL_API_URL: 'https://api.pixxel.space' })).toEqual([]);
  });
});
