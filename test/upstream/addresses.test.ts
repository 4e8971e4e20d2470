import dns, { type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import net, { type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { answer, startFaultyUpstream, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { listening } from '../support/on-port.ts';

const QUERY = '{ satellites { name } }';

/** One answer for each connection. */
const named = (name: string) => answer(200, { satellites: [{ id: 's', name }] }, { connection: 'close' });

/** Gives `two.test` addresses, all on this machine. */
function nameAddresses(...addresses: string[]): void {
  const found = addresses.map((address): LookupAddress => ({ address, family: 4 }));
  const real = dns.lookup;
  const lookup = (host: string, ...args: unknown[]) => {
    if (host !== 'two.test') return Reflect.apply(real, dns, [host, ...args]) as unknown;
    // The form of the function that connections use.
    return (args[1] as (error: null, addresses: LookupAddress[]) => void)(null, found);
  };
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup);
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.runIf(process.platform === 'linux')('An address that refused a connection is tried last by the next', async () => {
  nameAddresses('127.0.0.2', '127.0.0.1');
  const good = await startFaultyUpstream(named('good'));
  await withFaultyUpstream(named('unused'), { apiUrl: `http://two.test:${good.port}` }, async (ask) => {
    const before = await ask(QUERY);
    const late = createServer((_request, response) => response.end('{"satellites":[{"id":"s","name":"late"}]}'));
    await once(late.listen(good.port, '127.0.0.2'), 'listening');
    const after = await ask(QUERY);
    late.close();

    expect(before).toEqual({ data: { satellites: [{ name: 'good' }] } });
    expect(after).toEqual(before);
  });
  await good.close();
});

/** Listens, but accepts nothing: its thread stands still. */
const BUSY_LISTENER = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ host: '127.0.0.2', port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

/** Runs with a port of 127.0.0.2 that swallows every attempt to connect, as a firewall does. `end` frees the port. */
async function withSwallowedConnections(use: (port: number, end: () => Promise<unknown>) => Promise<void>) {
  const listener = new Worker(BUSY_LISTENER, { eval: true });
  const [port] = (await once(listener, 'message')) as [number];
  // More than its queue takes.
  const queued: Socket[] = Array.from({ length: 4 }, () => net.connect(port, '127.0.0.2').on('error', () => {}));
  await Promise.race(queued.map((socket) => once(socket, 'connect')));
  try {
    await use(port, () => listener.terminate());
  } finally {
    await listener.terminate();
    for (const socket of queued) socket.destroy();
  }
}

test.runIf(process.platform === 'linux')('An address that swallows connections is tried last by the next', () =>
  withSwallowedConnections(async (port, end) => {
    nameAddresses('127.0.0.2', '127.0.0.1');
    const connect = net.connect;
    // As after 2.5 seconds. Later, no pause of the machine may look like such an address.
    let patienceMs = 20;
    const impatient = (options: net.TcpNetConnectOpts) =>
      connect({ ...options, autoSelectFamilyAttemptTimeout: patienceMs });
    vi.spyOn(net, 'connect').mockImplementation(impatient as typeof net.connect);
    const serve = async (name: string, host: string) => {
      const satellites = [{ id: 's', name }];
      const server = createServer((_request, response) => {
        response.writeHead(200, { connection: 'close' }).end(JSON.stringify({ satellites }));
      });
      await once(server.listen(port, host), 'listening');
      return server;
    };
    const good = await serve('good', '127.0.0.1');
    await withFaultyUpstream(named('unused'), { apiUrl: `http://two.test:${port}` }, async (ask) => {
      const before = await ask(QUERY);
      patienceMs = 60_000;
      await end();
      const late = await serve('late', '127.0.0.2');
      const after = await ask(QUERY);
      late.close();

      expect(before).toEqual({ data: { satellites: [{ name: 'good' }] } });
      expect(after).toEqual(before);
    });
    good.close();
  }),
);

test.runIf(process.platform === 'linux')('A write whose time is up before it has a connection was not sent', () =>
  withSwallowedConnections(async (port) => {
    const apiUrl = `http://127.0.0.2:${port}`;
    await withFaultyUpstream(named('unused'), { apiUrl, timeoutMs: 300 }, async (ask) => {
      const write = 'mutation { deleteStore(input: { storeId: "s" }) { userErrors { code } } }';

      expect((await ask(write)).errors).toMatchObject([
        { message: expect.stringMatching(/Nothing was sent\.$/), extensions: { code: 'UPSTREAM_TIMEOUT' } },
      ]);
    });
  }),
);

test('An address has 2.5 seconds to accept a connection, and a firewall that drops packets leaves time for the next', () =>
  withFaultyUpstream(named('good'), {}, async (ask) => {
    const connect = vi.spyOn(net, 'connect');

    expect(await ask(QUERY)).toEqual({ data: { satellites: [{ name: 'good' }] } });
    expect(connect.mock.calls).toEqual([
      [expect.objectContaining({ autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 2500 })],
    ]);
  }));

test.runIf(process.platform === 'linux')(
  'Connections are replaced after five minutes, so a new address is used, and calls in flight end where they began',
  async () => {
    nameAddresses('127.0.0.1');
    vi.useFakeTimers({ toFake: ['Date'] });
    const satellites = (name: string) => JSON.stringify({ satellites: [{ id: 's', name }] });
    const data = (name: string) => ({ data: { satellites: [{ name }] } });
    const held: ServerResponse[] = [];
    const old = createServer((request, response) => {
      if (request.headers.authorization === 'slow') held.push(response);
      else response.end(satellites('old'));
    });
    const { port } = await listening(old);
    const next = createServer((_request, response) => response.end(satellites('new')));
    await once(next.listen(port, '127.0.0.2'), 'listening');
    const settings = { apiUrl: `http://two.test:${port}`, referenceCacheTtlMs: 0 };
    await withFaultyUpstream(named('unused'), settings, async (ask) => {
      // Several connections, as one is in use and another not free again at once.
      await Promise.all(['a', 'b', 'c', 'd'].map((authorization) => ask(QUERY, {}, { authorization })));
      const slow = ask(QUERY, {}, { authorization: 'slow' });
      await expect.poll(() => held.length).toBe(1);
      vi.restoreAllMocks();
      nameAddresses('127.0.0.2');
      const soon = await ask(QUERY);
      vi.advanceTimersByTime(301_000);
      const later = await ask(QUERY);
      held[0]?.end(satellites('slow'));

      expect([soon, later, await slow]).toEqual([data('old'), data('new'), data('slow')]);
    });
    next.close();
    old.close();
  },
);
