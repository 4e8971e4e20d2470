import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { hasBrowser, inBrowser, launchBrowser } from '../support/browser.ts';
import { withGateway } from '../support/gateway.ts';
import { type ServerOnPort, startOnPort } from '../support/on-port.ts';

describe.skipIf(!hasBrowser)(inBrowser('A page of another origin, in a browser'), () => {
  let browser: Browser;
  let site: ServerOnPort;

  beforeAll(async () => {
    browser = await launchBrowser();
    site = await startOnPort((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<!doctype html>'),
    );
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  /** What a page gets that sends a query with the caller's key, where pages of `allowed` may call the gateway. */
  async function askFromPage(allowed: (origin: string) => string[]): Promise<unknown> {
    let answer: unknown;
    await withGateway({ corsOrigins: allowed(site.origin) }, async ({ handle }) => {
      const { origin, close } = await startOnPort(handle);
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
      await close();
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
