import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { READY_QUERIES } from '../../src/server/doors/graphiql.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { hasBrowser, inBrowser, launchBrowser } from '../support/browser.ts';
import { withGateway } from '../support/gateway.ts';

describe('A ready query', () => {
  const [spine = '', aois = '', jobs = ''] = READY_QUERIES;

  test.each([
    ['Spine', spine, '"block":{"title"'],
    ['AoisWithAssets', aois, '"assetType":"MOSAIC"'],
    ['RunningJobs', jobs, '"tasks":[{"name"'],
  ])('%s answers over the sandbox, down to its last level', (_name, source, deepest) =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query(source);

      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toContain(deepest);
    }),
  );
});

describe.skipIf(!hasBrowser)(inBrowser('GraphiQL in a browser'), () => {
  const requests: string[] = [];
  let page: Page;
  let url = '';
  let stop = async () => {};

  beforeAll(async () => {
    const sandbox = await startSandbox();
    const gateway = createGateway({ apiUrl: sandbox.url, demoKey: demoKeys.orchard });
    const server = createServer(gateway.handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on a port has an address of this kind.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    const browser = await launchBrowser();
    stop = async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await gateway.close();
      await sandbox.close();
    };
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(url);
    await page
      .locator('.graphiql-tab')
      .nth(READY_QUERIES.length - 1)
      .waitFor();
  }, 120_000);

  afterAll(() => stop());

  test('has a tab for each ready query', async () => {
    const names = await page.locator('.graphiql-tab').allInnerTexts();

    expect(names.map((name) => name.trim())).toEqual(['Spine', 'AoisWithAssets', 'RunningJobs']);
  }, 60_000);

  test('runs its first query with the key that is there', async () => {
    await page.getByRole('button', { name: /Execute query/ }).click();
    const response = page.locator('.graphiql-response');
    await response.getByText('"projects"').first().waitFor();

    expect(await response.innerText()).not.toContain('"errors"');
  }, 60_000);

  test('asks no other host for anything', () => {
    const hosts = requests
      .filter((request) => /^(?:https?|wss?):/.test(request))
      .map((request) => new URL(request).host);

    expect(new Set(hosts)).toEqual(new Set([new URL(url).host]));
  });

  test('keeps no key in the browser', async () => {
    // What is kept is written a moment after an edit; leaving the page writes it at once.
    await page.reload();
    await page.locator('.graphiql-tab').first().waitFor();

    const kept = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
    expect(kept).toContain('graphiql:');
    expect(kept).not.toContain(demoKeys.orchard);
  }, 60_000);
});
