import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';
import { onPort } from '../support/on-port.ts';

/** With every plugin, and an upstream that no audit needs. */
let gateway: Gateway;
beforeAll(() => {
  gateway = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000 });
});
afterAll(() => gateway.close());

const ROADS: Record<string, (url: string, init: RequestInit) => Promise<Response>> = {
  'through Yoga': async (url, init) => gateway.handle.fetch(url, init),
  'on a port, where known queries take the short road': (url, init) =>
    onPort(gateway.listener, async (origin) => {
      const send = async () => {
        const response = await fetch(url.replace('http://gateway.test', origin), init);
        return new Response(await response.text(), response);
      };
      // The second time, the query is known.
      await send();
      return send();
    }),
};

describe.each(Object.entries(ROADS))('GraphQL over HTTP %s', (_road, fetchFn) => {
  const audits = serverAudits({ url: 'http://gateway.test/graphql', fetchFn });

  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    if (result.status !== 'ok') throw new Error(`${result.status}: ${result.reason}`);
  });
});
