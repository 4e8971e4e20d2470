import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';

/** As it ships: every plugin on, and an upstream that no audit needs. */
let gateway: Gateway;
beforeAll(() => {
  gateway = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000 });
});
afterAll(() => gateway.close());

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({
    url: 'http://gateway.test/graphql',
    fetchFn: async (url: string, init: RequestInit) => gateway.handle.fetch(url, init),
  });

  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    if (result.status !== 'ok') throw new Error(`${result.status}: ${result.reason}`);
  });
});
