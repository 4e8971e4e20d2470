import { once } from 'node:events';
import { createServer } from 'node:http';
import { createClient } from 'graphql-ws';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createGateway, type GatewayOptions } from '../../src/index.ts';
import { demoKeys, startSandbox } from '../../src/sandbox/index.ts';
import { listening } from '../support/on-port.ts';

const apiUrl = 'http://127.0.0.1:9';

describe('Options of createGateway', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'the options must be an object with an apiUrl'],
    ['no apiUrl', {}, 'apiUrl must be an http or https URL, such as https://api.pixxel.space'],
    ['an apiUrl that is not a URL', { apiUrl: 'api.pixxel.space' }, 'apiUrl must be an http or https URL'],
    ['a number as text', { apiUrl, timeoutMs: '5000' }, 'timeoutMs must be a whole number from 1 to 600000'],
    ['a number out of range', { apiUrl, maxConnections: 0 }, 'maxConnections must be a whole number from 1 to 10000'],
    ['a misspelt name', { apiUrl, hasGraphql: false }, 'hasGraphql is not an option (the options are apiUrl, '],
    ['a misspelt limit', { apiUrl, limits: { dept: 5 } }, 'limits.dept is not an option (the options are depth, '],
    ['limits that are a number', { apiUrl, limits: 5 }, 'limits must be an object'],
    ['a string for a flag', { apiUrl, hasIntrospection: 'no' }, 'hasIntrospection must be true or false'],
    ['one origin that is not a list', { apiUrl, corsOrigins: 'https://a.example' }, 'corsOrigins must be a list'],
    ['an origin with a path', { apiUrl, corsOrigins: ['https://a.example/'] }, 'corsOrigins must be a list of origins'],
    [
      'tiles without places',
      { apiUrl, tilesUrl: 'https://a.example' },
      'tilesUrl must be an http or https URL with {x}',
    ],
    ['a password in the apiUrl', { apiUrl: 'https://a:b@c.example' }, 'apiUrl must be an http or https URL'],
    ['a logger without levels', { apiUrl, logger: { log() {} } }, 'logger must have the methods debug, info, warn'],
  ])('with %s are refused', (_fault, options, message) => {
    expect(() => createGateway(options as GatewayOptions)).toThrow(TypeError);
    expect(() => createGateway(options as GatewayOptions)).toThrow(`createGateway: ${message}`);
  });

  test('are all named together', () => {
    const options = { apiUrl, timeoutMs: -1, maxComplexity: 5 };

    expect(() => createGateway(options as GatewayOptions)).toThrow(/timeoutMs .*; maxComplexity is not an option/);
  });

  test('that are undefined have their defaults', async () => {
    const gateway = createGateway({ apiUrl, timeoutMs: undefined, logger: undefined } as unknown as GatewayOptions);
    const response = await gateway.handle.fetch(new Request('http://gateway.test/health/live'));

    expect(response.status).toBe(200);
    await gateway.close();
  });
});

describe('GraphiQL in an embedded gateway', () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    ['development', {}, 'text/html'],
    ['production', {}, 'text/plain'],
    ['production', { hasGraphiql: true }, 'text/html'],
  ])('in %s with %o', async (environment, options, type) => {
    vi.stubEnv('NODE_ENV', environment);
    const gateway = createGateway({ apiUrl, ...options });

    const page = new Request('http://gateway.test/graphql', { headers: { accept: 'text/html' } });
    const response = await gateway.handle.fetch(page);

    expect(response.headers.get('content-type')?.split(';')[0]).toBe(type);
    await gateway.close();
  });
});

describe('serveWebSocket', () => {
  test('serves /graphql, leaves other paths to the host, and answers 404 for the rest', async () => {
    const sandbox = await startSandbox();
    const gateway = createGateway({ apiUrl: sandbox.url });
    const server = createServer(gateway.handle);
    const sockets = gateway.serveWebSocket(server);
    const { port } = await listening(server);
    const origin = `ws://127.0.0.1:${port}`;

    const refused = new WebSocket(`${origin}/elsewhere`);
    const [refusal] = await once(refused, 'error');
    expect(String(refusal)).toContain('400');

    const hostsOwn = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      if (request.url === '/elsewhere') hostsOwn.handleUpgrade(request, socket, head, (opened) => opened.send('hello'));
    });
    const served = new WebSocket(`${origin}/elsewhere`);
    expect(String((await once(served, 'message'))[0])).toBe('hello');
    served.terminate();

    const client = createClient({
      url: `${origin}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: demoKeys.orchard },
    });
    for await (const { data } of client.iterate({ query: '{ satellites { name } }' })) {
      expect(data?.satellites).not.toHaveLength(0);
    }

    await client.dispose();
    gateway.drain();
    await sockets.drain();
    expect(server.listenerCount('upgrade')).toBe(1);
    server.close();
    await gateway.close();
    await sandbox.close();
  });
});
