import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { hasBrowser, inBrowser, launchBrowser } from '../support/browser.ts';
import { withGateway } from '../support/gateway.ts';

async function listen(listener: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe.skipIf(!hasBrowser)(inBrowser('A page of another origin, in a browser'), () => {
  let browser: Browser;
  let site: { server: Server; origin: string };

  beforeAll(async () => {
    browser = await launchBrowser();
    site = await listen((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>'));
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    site.server.closeAllConnections();
    site.server.close();
  });

  /** What a page gets that sends a query with the caller's key, where pages of `allowed` may call the gateway. */
  async function askFromPage(allowed: (origin: string) => string[]): Promise<unknown> {
    let answer: unknown;
    await withGateway({ corsOrigins: allowed(site.origin) }, async ({ handle }) => {
      const { server, origin } = await listen(handle);
      const page = await browser.newPage();
      await page.goto(site.origin);
      const request = {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: demoKeys.orchard, 'x-upstream-trace': '1' },
        body: JSON.stringify({ query: '{ satellites { name } }' }),
      };
      answer = await page.evaluate(`fetch(${JSON.stringify(`${origin}/graphql`)}, ${JSON.stringify(request)}).then(
        async (response) => ({
          status: response.status,
          requestId: typeof response.headers.get('x-request-id'),
          satellites: (await response.json()).data.satellites.length,
        }),
        (error) => error.message,
      )`);
      await page.close();
      server.closeAllConnections();
      server.close();
    });
    return answer;
  }

  test.each([
    ['its origin alone', (origin: string) => [origin]],
    ['its origin and another one', (origin: string) => ['https://other.example', origin]],
  ])('reads an answer to a query with a key where CORS_ORIGINS names %s', async (_origins, allowed) => {
    expect(await askFromPage(allowed)).toEqual({ status: 200, requestId: 'string', satellites: expect.any(Number) });
  });

  test.each([
    ['no origin', () => []],
    ['two other origins', () => ['https://other.example', 'https://third.example']],
  ])('gets nothing where CORS_ORIGINS names %s', async (_origins, allowed) => {
    expect(await askFromPage(allowed)).toBe('Failed to fetch');
  });
});
