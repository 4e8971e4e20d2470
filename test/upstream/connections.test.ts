import { createServer, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { pino } from 'pino';
import { Server as ProxyServer } from 'proxy-chain';
import { afterEach, describe, expect, test } from 'vitest';
import { startShapingProxy } from '../../bench/shaping-proxy.ts';
import { CallRecord } from '../../src/upstream/http/call-record.ts';
import { Upstream } from '../../src/upstream/http/client.ts';
import { type Certificates, createCertificates } from '../support/certificates.ts';
import { holdTimers } from '../support/clock.ts';
import { answer, hang, startFaultyUpstream, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { listening } from '../support/on-port.ts';

const READ = '{ satellites { name } }';
const SATELLITES = answer(200, { satellites: [{ id: 's', name: 'TD-1' }] });
const GOOD = { data: { satellites: [{ name: 'TD-1' }] } };
const WRITE = 'mutation ($storeId: ID!) { deleteStore(input: { storeId: $storeId }) { userErrors { code } } }';

const certificates = createCertificates();
const trusted = getCACertificates('default');
afterEach(() => setDefaultCACertificates(trusted));
const trustPrivateCa = () => setDefaultCACertificates([...trusted, certificates.ca]);

describe('An API over https', () => {
  test('is asked for compressed answers, and trusted through a private certificate authority', async () => {
    trustPrivateCa();
    const upstream = await startFaultyUpstream(SATELLITES, certificates);
    await withFaultyUpstream(SATELLITES, { apiUrl: upstream.url }, async (ask) => {
      expect(await ask(READ)).toEqual(GOOD);
    });
    await withFaultyUpstream(SATELLITES, { apiUrl: upstream.url, compression: 'off' }, async (ask) => {
      expect(await ask(READ)).toEqual(GOOD);
    });
    expect(upstream.requests.map(({ headers }) => headers['accept-encoding'])).toEqual(['gzip, br, zstd', 'identity']);
    await upstream.close();
  });

  /** An upstream whose authority is trusted. */
  const startTls = (tls: Certificates) => {
    setDefaultCACertificates([...trusted, tls.ca]);
    return startFaultyUpstream(SATELLITES, tls);
  };
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  /** A server that does this with the first bytes of a connection. */
  const startRaw = async (react: (socket: Socket) => void) => {
    const server = createTcpServer((socket) => socket.on('error', () => {}).once('data', () => react(socket)));
    const { port } = await listening(server);
    return { url: `https://localhost:${port}`, port, requests: [], close: async () => void server.close() };
  };
  const INSECURE = 'No secure connection to it can be made.';
  const UNTRUSTED = 'Its certificate is not trusted.';

  test.each([
    [
      'of an unknown authority',
      () => startFaultyUpstream(SATELLITES, certificates),
      UNTRUSTED,
      'SELF_SIGNED_CERT_IN_CHAIN',
      'NODE_EXTRA_CA_CERTS',
    ],
    [
      'of another host',
      () => startTls(createCertificates('api.example.com')),
      UNTRUSTED,
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'PIXXEL_API_URL',
    ],
    ['that has expired', () => startTls(createCertificates('localhost', 0)), UNTRUSTED, 'CERT_HAS_EXPIRED', 'renewed'],
    [
      'and TLS 1.0',
      () => startTls({ ...certificates, ...old }),
      INSECURE,
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      '--tls-min-v1.0',
    ],
    [
      'and no TLS',
      () => startRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      INSECURE,
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'PIXXEL_API_URL',
    ],
    [
      'and an alert',
      () => startRaw((socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 112]))),
      INSECURE,
      'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
      'client certificate',
    ],
  ])('with a certificate %s is not called; the reason is in the log', async (_name, start, told, code, remedy) => {
    const upstream = await start();
    const lines: string[] = [];
    const logger = pino({}, { write: (line) => void lines.push(line) });
    await withFaultyUpstream(SATELLITES, { apiUrl: upstream.url, logger }, async (ask) => {
      const read = await ask(READ);
      const write = await ask(WRITE, { storeId: 's' });

      expect(read.errors).toMatchObject([
        { message: `Pixxel cannot be reached or is failing. ${told}`, extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
      ]);
      expect(JSON.stringify(read)).not.toMatch(/UNABLE_TO|ALTNAME|localhost/);
      expect(write.errors?.[0]?.message).toContain('Nothing was sent.');
      const logged = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'upstream call failed');
      // One line each: the next try would end in the same way.
      expect(logged.map(({ upstream: operation }) => operation)).toEqual(['ListSatellites', 'DeleteStore']);
      expect(logged[0].cause).toBe(code);
      expect(logged[0].reason).toMatch(new RegExp(`^localhost:${upstream.port}: .*${remedy}`));
      expect(upstream.requests).toEqual([]);
    });
    await upstream.close();
  });

  test.each([
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['closed', (socket: Socket) => socket.end()],
  ])('whose connections are %s before they are secure is tried again for a read', async (_how, react) => {
    let arrived = 0;
    const upstream = await startRaw((socket) => {
      arrived += 1;
      react(socket);
    });
    await withFaultyUpstream(SATELLITES, { apiUrl: upstream.url }, async (ask) => {
      const write = await ask(WRITE, { storeId: 's' });
      expect(write.errors?.[0]?.message).toMatch(/closed the connection before it was secure\. Nothing was sent\.$/);
      expect(arrived).toBe(1);

      expect((await ask(READ)).errors?.[0]?.message).toContain('closed the connection before it was secure');
      expect(arrived).toBe(4);
    });
    await upstream.close();
  });
});

/** A proxy on loopback that wants a password, and the targets that it was asked for. */
async function startProxy() {
  const targets: string[] = [];
  const proxy = new ProxyServer({
    port: 0,
    host: '127.0.0.1',
    prepareRequestFunction: ({ username, password, hostname, port, isHttp }) => {
      targets.push(`${isHttp ? 'forward' : 'CONNECT'} ${hostname}:${port}`);
      return { requestAuthentication: username !== 'gateway' || password !== 'p@ss' };
    },
  });
  await proxy.listen();
  return { url: `http://gateway:p%40ss@127.0.0.1:${proxy.port}`, port: proxy.port, targets, proxy };
}

describe('A proxy of a closed network', () => {
  test('leads to an https API through a tunnel, for reads and writes', async () => {
    trustPrivateCa();
    const { url, targets, proxy } = await startProxy();
    const upstream = await startFaultyUpstream(
      (response, request) =>
        request.method === 'GET' ? SATELLITES(response, request) : answer(204, '')(response, request),
      certificates,
    );
    await withFaultyUpstream(
      SATELLITES,
      { apiUrl: upstream.url, proxies: { http: '', https: url, except: '' } },
      async (ask) => {
        expect(await ask(READ)).toEqual(GOOD);
        expect(await ask(WRITE, { storeId: 's' })).toEqual({ data: { deleteStore: { userErrors: [] } } });
        expect(targets).toEqual([`CONNECT localhost:${upstream.port}`, `CONNECT localhost:${upstream.port}`]);
        expect(upstream.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
      },
    );
    await upstream.close();
    await proxy.close(true);
  });

  test('forwards to an http API, with the limits on its answers', async () => {
    const { url, targets, proxy } = await startProxy();
    const upstream = await startFaultyUpstream(answer(200, { satellites: [{ id: 's', name: 'x'.repeat(5000) }] }));
    await withFaultyUpstream(
      SATELLITES,
      { apiUrl: upstream.url, proxies: { http: url, https: '', except: '' }, maxResponseBytes: 4000 },
      async (ask) => {
        const { errors } = await ask(READ);

        expect(errors?.[0]?.message).toContain('larger than allowed');
        expect(targets).toEqual([`forward 127.0.0.1:${upstream.port}`]);
      },
    );
    await upstream.close();
    await proxy.close(true);
  });

  test.each(['127.0.0.1', 'example.com, 127.0.0.1', '*'])('is not used for a host of NO_PROXY: %s', async (except) => {
    const { url, targets, proxy } = await startProxy();
    const upstream = await startFaultyUpstream(SATELLITES);
    await withFaultyUpstream(
      SATELLITES,
      { apiUrl: upstream.url, proxies: { http: url, https: url, except } },
      async (ask) => {
        expect(await ask(READ)).toEqual(GOOD);
        expect(targets).toEqual([]);
      },
    );
    await upstream.close();
    await proxy.close(true);
  });

  test.each([
    ['that refuses the password', 'https', (port: number) => `http://gateway:wrong@127.0.0.1:${port}`],
    ['that refuses the password', 'http', (port: number) => `http://gateway:wrong@127.0.0.1:${port}`],
    ['that does not answer', 'https', () => 'http://127.0.0.1:1'],
  ])('%s, before an %s API, leaves no write in doubt, and its password nowhere', async (_name, scheme, urlOf) => {
    const { port, proxy } = await startProxy();
    const url = urlOf(port);
    await withFaultyUpstream(
      SATELLITES,
      { apiUrl: `${scheme}://localhost:9`, proxies: { http: url, https: url, except: '' } },
      async (ask) => {
        const { errors } = await ask(WRITE, { storeId: 's' });

        expect(errors?.[0]?.message).toContain('Nothing was sent.');
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
        expect(JSON.stringify(errors)).not.toContain('wrong');
      },
    );
    await proxy.close(true);
  });
});

describe('A connection for reads', () => {
  test.each([
    ['timeout=30', true],
    ['timeout=1', false],
    [undefined, true],
  ])('is used again unless the upstream says that it closes soon: %s', async (keepAlive, isReused) => {
    const sockets = new Set<unknown>();
    await withFaultyUpstream(
      (response, request) => {
        sockets.add(response.socket);
        answer(
          200,
          { satellites: [] },
          { connection: 'keep-alive', ...(keepAlive && { 'keep-alive': keepAlive }) },
        )(response, request);
      },
      {},
      async (ask) => {
        for (let read = 0; read < 6; read += 1) {
          await ask(READ);
          // Then its connection is free.
          await nextTurn();
        }
        expect(sockets.size).toBe(isReused ? 1 : 6);
      },
    );
  });
});

test('An idle connection for reads is closed by the gateway, where the server keeps it for ever', async () => {
  const closed = Promise.withResolvers<void>();
  const server = createServer({ keepAliveTimeout: 0 }, ({ socket }, response) => {
    socket.once('close', closed.resolve);
    response.end('{"satellites":[{"id":"s","name":"TD-1"}]}');
  });
  const { origin: apiUrl } = await listening(server);

  await withFaultyUpstream(SATELLITES, { apiUrl }, async (ask) => {
    expect(await ask(READ)).toEqual(GOOD);
    await closed.promise;
  });
  server.close();
});

describe('An upstream that closes idle connections', () => {
  /** An upstream 40 ms away. It does not say that it closes sooner than usual. */
  async function startImpatient(idleMs: number) {
    const written: string[] = [];
    const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      const { socket } = request;
      written.push(request.url ?? '');
      response.writeHead(204, { connection: 'keep-alive' }).end(() => {
        const timer = setTimeout(() => socket.end(), idleMs);
        socket.once('data', () => clearTimeout(timer));
      });
    });
    const { port } = await listening(server);
    const line = await startShapingProxy(port, { roundTripMs: 40, mbitPerSecond: 50 });
    const close = async () => {
      await line.close();
      server.closeAllConnections();
      server.close();
    };
    return { url: `http://127.0.0.1:${line.port}`, written, close };
  }

  test.each([
    { idleMs: 400, name: 'between rounds of writes', rounds: 4 },
    { idleMs: 3, name: 'between writes that follow each other', rounds: 10 },
  ])('after $idleMs ms, $name, gets 120 writes once each, and no outcome is unknown', async ({ idleMs, rounds }) => {
    const upstream = await startImpatient(idleMs);
    await withFaultyUpstream(SATELLITES, { apiUrl: upstream.url }, async (ask) => {
      const answers: unknown[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const writes = Array.from({ length: 120 / rounds }, (_, index) => ask(WRITE, { storeId: `${round}-${index}` }));
        answers.push(...(await Promise.all(writes)));
        // The idle time of a server is real, and the worst moment is when its goodbye is on the line.
        if (idleMs > 60) await delay(idleMs - 60 + round * 20);
      }

      expect(answers.filter((each) => JSON.stringify(each) !== '{"data":{"deleteStore":{"userErrors":[]}}}')).toEqual(
        [],
      );
      expect(upstream.written).toHaveLength(120);
      expect(new Set(upstream.written).size).toBe(120);
    });
    await upstream.close();
  });
});

const OPTIONS = {
  compression: 'auto' as const,
  maxResponseBytes: 1_000_000,
  maxHeldResponseBytes: 1_000_000,
  maxCalls: 10,
  referenceCacheTtlMs: 0,
  unchangedAnswersBytes: 0,
};

describe('A response that precedes the real one', () => {
  test.each([
    ['100', (response: ServerResponse) => response.writeContinue()],
    ['102', (response: ServerResponse) => response.writeProcessing()],
    ['103', (response: ServerResponse) => response.writeEarlyHints({ link: '</a>; rel=preload' })],
  ])('of status %s changes nothing', (_status, precede) =>
    withFaultyUpstream(
      (response, request) => {
        precede(response);
        if (request.method === 'GET') SATELLITES(response, request);
        else response.writeHead(204).end();
      },
      {},
      async (ask, { requests }) => {
        expect(await ask(READ)).toEqual(GOOD);
        expect(await ask(WRITE, { storeId: 's' })).toEqual({ data: { deleteStore: { userErrors: [] } } });
        expect(requests).toHaveLength(2);
      },
    ),
  );

  test('of status 100 changes nothing over https, directly or through a tunnel', async () => {
    trustPrivateCa();
    const { url, proxy } = await startProxy();
    const upstream = await startFaultyUpstream((response, request) => {
      response.writeContinue();
      answer(204, '')(response, request);
    }, certificates);
    for (const https of ['', url]) {
      const proxies = { http: '', https, except: '' };
      await withFaultyUpstream(SATELLITES, { apiUrl: upstream.url, proxies }, async (ask) =>
        expect(await ask(WRITE, { storeId: 's' })).toEqual({ data: { deleteStore: { userErrors: [] } } }),
      );
    }
    expect(upstream.requests).toHaveLength(2);
    await upstream.close();
    await proxy.close(true);
  });

  test('of status 100 that comes twice, with the real one or before it, changes nothing', () => {
    const twice = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100\r\nx-proxy: a\r\n\r\n';
    return withFaultyUpstream(
      ({ socket }, { method }) =>
        method === 'GET'
          ? socket?.end(`${twice}HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"satellites":[{"id":"s","name":"TD-1"}]}`)
          : socket?.write(twice, () => socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n')),
      {},
      async (ask, { requests }) => {
        expect(await ask(READ)).toEqual(GOOD);
        expect(await ask(WRITE, { storeId: 's' })).toEqual({ data: { deleteStore: { userErrors: [] } } });
        expect(requests).toHaveLength(2);
      },
    );
  });

  test('is not looked for within a body', () => {
    const name = `HTTP/1.1 100${'x'.repeat(200_000)}`;
    const body = JSON.stringify({ satellites: [{ id: 's', name }] });
    const start = body.indexOf('HTTP');
    return withFaultyUpstream(
      async (response) => {
        response.writeHead(200, { 'content-length': body.length }).write(body.slice(0, start));
        // The second half arrives by itself, as a later segment.
        for (let turn = 0; turn < 5; turn += 1) await nextTurn();
        response.end(body.slice(start));
      },
      {},
      async (ask) => expect((await ask(READ)).data).toEqual({ satellites: [{ name }] }),
    );
  });

  // Nobody asked for another protocol, so a server that goes on in HTTP has only named the wrong status.
  test('of status 101 changes nothing', () => {
    const switching = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n';
    return withFaultyUpstream(
      ({ socket }, { method }) =>
        method === 'GET'
          ? socket?.end(
              `${switching}HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"satellites":[{"id":"s","name":"TD-1"}]}`,
            )
          : socket?.end(`${switching}HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n`),
      {},
      async (ask, { requests }) => {
        expect(await ask(READ)).toEqual(GOOD);
        expect(await ask(WRITE, { storeId: 's' })).toEqual({ data: { deleteStore: { userErrors: [] } } });
        expect(requests).toHaveLength(2);
      },
    );
  });

  test.each([
    ['nothing', ''],
    ['another protocol', '\0\0\x06\x04\0\0\0\0\0'],
  ])('of status 101 before %s is a broken connection, and the outcome of a write is unknown', (_what, rest) =>
    withFaultyUpstream(
      ({ socket }) =>
        socket?.end(`HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n${rest}`),
      {},
      async (ask, { requests }) => {
        expect((await ask(WRITE, { storeId: 's' })).errors).toMatchObject([
          { message: expect.stringContaining('It may still have been applied'), extensions: { retryable: false } },
        ]);
        expect(requests).toHaveLength(1);
      },
    ),
  );
});

describe('A status line of 100', () => {
  const response = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n';

  test.each([1, 9, 10, 11, 12, 22, 25, 35])('split over two segments after %i bytes is skipped', (at) =>
    withFaultyUpstream(
      async ({ socket }) => {
        socket?.setNoDelay(true).write(response.slice(0, at));
        // The rest arrives by itself, as a later segment.
        for (let turn = 0; turn < 5; turn += 1) await nextTurn();
        socket?.end(response.slice(at));
      },
      {},
      async (ask) => expect(await ask(WRITE, { storeId: 's' })).toEqual({ data: { deleteStore: { userErrors: [] } } }),
    ),
  );
});

describe('An answer that ends with its connection', () => {
  const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n';
  const BODY = '{"satellites":[{"id":"s","name":"TD-1"}]}';

  test('is read again if the connection ended too soon', () => {
    const bodies = [BODY.slice(0, 20), BODY];
    return withFaultyUpstream(
      ({ socket }) => socket?.end(HEAD + bodies.shift()),
      {},
      async (ask, { requests }) => {
        expect(await ask(READ)).toEqual(GOOD);
        expect(requests).toHaveLength(2);
      },
    );
  });

  test('leaves the outcome of a write unknown if the connection ended too soon', () =>
    withFaultyUpstream(
      ({ socket }) => socket?.end(`${HEAD}{"id":"j","work`),
      {},
      async (ask, { requests }) => {
        const { errors } = await ask(
          'mutation { createJob(input: { workflowId: "w", projectId: "p" }) { job { pixxelId } } }',
        );

        expect(errors).toMatchObject([
          {
            message: expect.stringMatching(/The answer is incomplete\. It may still have been applied/),
            extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: false },
          },
        ]);
        expect(requests).toHaveLength(1);
      },
    ));

  test('is not read again if it is a page', () =>
    withFaultyUpstream(
      ({ socket }) => socket?.end(`${HEAD}<html>Welcome</html>`),
      {},
      async (ask, { requests }) => {
        expect((await ask(READ)).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_INVALID_RESPONSE' } }]);
        expect(requests).toHaveLength(1);
      },
    ));
});

test('An answer with 40 KB of headers, as a chain of proxies makes them, is read', async () => {
  const cookies = Array.from({ length: 20 }, (_, index) => `c${index}=${'x'.repeat(2000)}`);
  await withFaultyUpstream(
    (response) => response.setHeader('set-cookie', cookies).end('{"satellites":[{"id":"s","name":"TD-1"}]}'),
    {},
    async (ask) => expect(await ask(READ)).toEqual(GOOD),
  );
});

test('A write whose time is over while it waits for a connection was not sent', async () => {
  const pass = holdTimers();
  const busy = await startFaultyUpstream(hang);
  const timeoutMs = 30_000;
  const upstream = new Upstream({ ...OPTIONS, url: busy.url, timeoutMs, maxConnections: 1 });
  const signal = new AbortController().signal;
  const client = upstream.clientFor({
    authorization: 'key',
    credential: 'hash',
    requestId: 'r',
    signal,
    record: new CallRecord(),
  });
  const reading = client.call('ListSatellites', {}).catch((failure: unknown) => failure);
  await busy.arrived(1);

  const writing = client.call('DeleteStore', { path: { id: 's' } }).catch((failure: unknown) => failure);
  await nextTurn();
  pass(timeoutMs);

  expect(await writing).toMatchObject({
    kind: 'timeout',
    wasNotSent: true,
    isOutcomeUnknown: false,
  });
  expect(await reading).toMatchObject({ kind: 'timeout' });
  expect(busy.requests.map(({ method }) => method)).toEqual(['GET']);
  await busy.close();
  await upstream.close();
});

test('A read that begins when its caller has left ends at once, beside a write that goes on', async () => {
  const upstreamThatHangs = await startFaultyUpstream(hang);
  const upstream = new Upstream({ ...OPTIONS, url: upstreamThatHangs.url, timeoutMs: 30_000, maxConnections: 2 });
  const caller = new AbortController();
  const client = upstream.clientFor({
    authorization: 'key',
    credential: 'hash',
    requestId: 'r',
    signal: caller.signal,
    record: new CallRecord(),
  });
  let isWritten = false;
  const writing = client
    .call('DeleteStore', { path: { id: 's' } })
    .catch((failure: unknown) => failure)
    .finally(() => {
      isWritten = true;
    });
  await upstreamThatHangs.arrived(1);

  caller.abort();

  await expect(client.call('ListSatellites', {})).rejects.toMatchObject({ kind: 'aborted' });
  expect(isWritten).toBe(false);
  await upstreamThatHangs.close();
  expect(await writing).toMatchObject({ kind: 'unavailable', isOutcomeUnknown: true });
  await upstream.close();
});
