import { createServer } from 'node:http';
import type { Page, Request } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { READY_TABS } from '../../explorer/src/shell/ready-tabs.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { hasBrowser, inBrowser } from '../support/browser.ts';
import { type ExplorerPage, openExplorer } from '../support/explorer-page.ts';
import { withGateway } from '../support/gateway.ts';
import { longestTaskDuring, millisecondsOfReading } from '../support/main-thread.ts';
import { listening } from '../support/on-port.ts';

describe('A ready query', () => {
  const deepest = ['"geometry":{"type"', '"block":{"title"', '"tasks":[{"name"'];

  test.each(READY_TABS.map(({ query }, index) => [/^query (\w+)/m.exec(query)?.[1], query, deepest[index] ?? 'none']))(
    '%s answers over the sandbox, down to its last level',
    (_name, source, deep) =>
      withGateway({}, async ({ query }) => {
        const { data, errors } = await query(source);

        expect(errors).toBeUndefined();
        expect(JSON.stringify(data)).toContain(deep);
      }),
  );
});

/** An answer of 5 MB: 5,000 outlines, and pictures of 200 KB in base64. */
const LARGE = JSON.stringify({
  data: {
    aois: {
      nodes: Array.from({ length: 5000 }, (_, index) => {
        const [x, y] = [(index % 100) * 3 - 150, Math.floor(index / 100) * 2 - 50];
        const ring = [
          [x, y],
          [x + 1, y],
          [x + 1.5, y + 0.5],
          [x + 1, y + 1],
          [x, y + 1],
          [x, y],
        ];
        const geometry = { type: 'Polygon', coordinates: [ring] };
        const dataUri = index % 250 === 0 ? `data:image/png;base64,${'A'.repeat(200_000)}` : null;
        return { name: `AOI ${index}`, geometry, dataUri };
      }),
    },
  },
});

/** The box around the pixels in which two pictures of the same size differ. */
function boxOfDifference(one: PNG, other: PNG): { left: number; right: number; top: number; bottom: number } {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let at = 0; at < one.data.length; at += 4) {
    if (one.data.readUInt32BE(at) === other.data.readUInt32BE(at)) continue;
    const [x, y] = [(at / 4) % one.width, Math.floor(at / 4 / one.width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

describe.skipIf(!hasBrowser)(inBrowser('The explorer in a browser'), () => {
  let explorer: ExplorerPage;
  let page: Page;
  /** A link to an operation. */
  let link = '';
  const panel = (name: string) => explorer.panel(name);
  const run = () => explorer.run();
  const write = (source: string) => explorer.write(source);
  const selectedJson = () => explorer.selectedJson();
  const downloaded = (button: string) => explorer.downloaded(() => page.getByRole('button', { name: button }).click());

  beforeAll(async () => {
    explorer = await openExplorer();
    page = explorer.page;
  });

  afterAll(() => explorer.close());

  test('says over the sandbox that its data is made up, and names both keys', async () => {
    const note = await page.getByRole('banner').innerText();

    expect(note).toContain('made up');
    expect(note).toContain(demoKeys.orchard);
    expect(note).toContain(demoKeys.harbour);
  });

  test('says beside the field that a key is missing, or wrong', async () => {
    await run();
    await page.locator('.faults').getByText('UNAUTHENTICATED').first().waitFor();
    const missing = await page.getByRole('banner').getByRole('status').innerText();
    await page.getByLabel('API key').fill('no such key');
    await run();
    await page.locator('.faults').getByText('FORBIDDEN').first().waitFor();
    const wrong = await page.getByRole('banner').getByRole('status').innerText();

    expect(missing).toContain('needs your Pixxel API key');
    expect(wrong).toContain('Pixxel refused the key');
  });

  test('takes the demo key at a click, and shows the answer', async () => {
    await page.getByLabel('API key').fill('');
    await page.getByRole('button', { name: 'Use the demo key' }).click();
    await run();
    await page.locator('.result-window').getByText('"Narmada Valley Wheat North Bank"').waitFor();

    expect(await page.getByLabel('API key').inputValue()).toBe(demoKeys.orchard);
    expect(await page.locator('.faults').count()).toBe(0);
  });

  test('shows a list as a table that sorts, and that downloads as CSV', async () => {
    await panel('Table').click();
    const names = () => page.locator('.table-panel tbody td:nth-child(2)').allInnerTexts();
    const before = await names();
    await page.getByRole('button', { name: 'name', exact: true }).click();
    const sorted = await names();
    const csv = await downloaded('Download CSV');

    expect(before).toHaveLength(20);
    expect(sorted).toEqual(before.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })));
    expect(csv.trim().split('\r\n')).toHaveLength(21);
  });

  test('shows what an operation may cost at most before it is run, and runs nothing', async () => {
    await panel('Calls').click();
    const sent: (string | undefined)[] = [];
    const listen = (request: Request) => {
      if (request.method() === 'POST') sent.push(request.headers()['x-query-cost']);
    };
    page.on('request', listen);
    await write('{ aois(first: 20) { nodes { assets { totalCount } } } }');
    await page.getByText('at most 21 REST calls').waitFor();
    await write('subscription { aoiProgress(id: "a") { state } }');
    await page.getByText('at most 1 REST call').waitFor();
    await write('{ aois(first: 20) { nodes { nothing } } }');
    await page.getByText('Would be refused: Cannot query field "nothing"').waitFor();
    page.off('request', listen);

    expect(new Set(sent)).toEqual(new Set(['dry-run']));
  });

  test('shows the REST calls as a waterfall with a bar for each', async () => {
    await write('{ projects(first: 2) { nodes { title workflows { nodes { name } } } } }');
    const answer = page.waitForResponse((response) => response.request().headers()['x-upstream-trace'] === '1');
    await run();
    const { extensions } = await (await answer).json();
    await panel('Calls').click();
    await page.locator('.waterfall .call-name').nth(2).waitFor();
    const names = await page.locator('.waterfall .call-name').allInnerTexts();

    expect(names).toHaveLength(extensions.upstream.total);
    expect(await page.locator('.waterfall .call-bar').count()).toBe(extensions.upstream.total);
    expect(names).toEqual(['ListProjects', 'ListWorkflows', 'ListWorkflows']);
  });

  test('draws the bars of all calls on one time axis, also where a word such as “cached” is beside one', async () => {
    await write('{ satellites { name } aois(first: 1) { nodes { name } } }');
    await panel('Calls').click();
    const cached = page.locator('.waterfall .call-words').getByText('cached');
    for (let times = 0; times < 2; times += 1) {
      const answer = page.waitForResponse((response) => response.request().headers()['x-upstream-trace'] === '1');
      await run();
      await answer;
    }
    await cached.waitFor();
    const tracks = await page.locator('.waterfall .call-track').all();
    const boxes = await Promise.all(tracks.map((track) => track.boundingBox()));

    expect(boxes).toHaveLength(2);
    expect(new Set(boxes.map((box) => `${box?.x} ${box?.width}`)).size).toBe(1);
  });

  test('draws an outline for each geometry on the map; choosing one selects its JSON; GeoJSON downloads', async () => {
    await write('{ aois(first: 12) { nodes { name geometry } } }');
    await run();
    await panel('Map').click();
    await page.locator('.map canvas').first().waitFor();
    await page.getByText('12 outlines', { exact: true }).waitFor();
    await page.getByLabel('Place').selectOption({ label: 'Narmada Valley Wheat South Bank' });
    const selected = await selectedJson();
    const { type, features } = JSON.parse(await downloaded('Download GeoJSON'));

    expect(JSON.parse(selected)).toMatchObject({ type: 'Polygon' });
    expect(type).toBe('FeatureCollection');
    expect(features).toHaveLength(12);
    expect(features[1]).toMatchObject({
      geometry: JSON.parse(selected),
      properties: { name: 'Narmada Valley Wheat South Bank' },
    });
  });

  test('selects the JSON of an outline that is clicked on the map', async () => {
    await write('{ aois(first: 1) { nodes { name geometry } } }');
    await run();
    await page.getByText('1 outline', { exact: true }).waitFor();
    const { x, y, width, height } = (await page.locator('.map').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.click(x + width / 2, y + height / 2);
    await page.locator('.map-name').getByText('Narmada Valley Wheat North Bank').waitFor();

    expect(JSON.parse(await selectedJson())).toMatchObject({ type: 'Polygon' });
  });

  test('marks on the map what is selected in the JSON', async () => {
    await write('{ aois(first: 3) { nodes { name geometry } } }');
    await run();
    await page.getByText('3 outlines', { exact: true }).waitFor();
    await page.locator('.result-window .view-lines').click();
    await page.keyboard.press('ControlOrMeta+Home');
    // Down to the name of the first row.
    for (let lines = 0; lines < 5; lines += 1) await page.keyboard.press('ArrowDown');
    const chosen = page.getByLabel('Place').locator('option:checked');

    await expect.poll(() => chosen.innerText()).toBe('Narmada Valley Wheat North Bank');
  });

  test('shows what `@defer` brings later in all panels', async () => {
    await write('{ aois(first: 3) { nodes { name ... @defer { geometry state progress } } } }');
    await run();
    await page.getByText('3 outlines', { exact: true }).waitFor();
    await panel('Progress').click();
    await page.locator('.bars li').nth(2).waitFor();
    await panel('Table').click();

    expect(await page.locator('.table-panel th').allInnerTexts()).toEqual(['name', 'state', 'progress']);
  });

  test('shows pictures at their size and on the map, while the JSON stays short', async () => {
    await write(`{
      aois(first: 1) {
        nodes { name geometry visualizations(first: 1) { nodes { png(date: "2025-02-04", mode: DYNAMIC) { dataUri } } } }
      }
    }`);
    await run();
    await panel('Pictures').click();
    await page.getByRole('img', { name: 'Narmada Valley Wheat North Bank' }).waitFor();
    await page.getByText(/\d+ × \d+, [\d.]+ KB PNG/).waitFor();
    const width = await page.evaluate<number>(`document.querySelector('.pictures-panel img').naturalWidth`);
    await page.getByRole('button', { name: 'Show in JSON' }).click();
    const selected = await selectedJson();
    await panel('Map').click();
    const checkbox = page.getByLabel('Pictures', { exact: true }).and(page.getByRole('checkbox'));
    await page.locator('.map[aria-busy=false]').waitFor();
    await checkbox.waitFor();
    const map = page.locator('.map');
    const withPicture = PNG.sync.read(await map.screenshot());
    await checkbox.uncheck();
    const drawn = boxOfDifference(withPicture, PNG.sync.read(await map.screenshot()));

    // The map shows the outline with 40 pixels around it, and the picture fills the box of the outline.
    expect(Math.abs((drawn.top + drawn.bottom) / 2 - withPicture.height / 2)).toBeLessThan(4);
    expect(Math.abs((drawn.left + drawn.right) / 2 - withPicture.width / 2)).toBeLessThan(4);
    expect(Math.abs(drawn.bottom - drawn.top - (withPicture.height - 80))).toBeLessThan(8);
    expect(width).toBeGreaterThan(10);
    expect(selected).toMatch(/^"data:image\/png;base64,.{26}… \([\d,]+ characters\)"$/);
  });

  test('watches running work: its bar moves, and the log grows', async () => {
    await write(`{ aois(filter: { name: "Kolar Gold Fields Monsoon Survey" }) { nodes { id name state progress } } }`);
    await run();
    await panel('Progress').click();
    await page.getByRole('button', { name: 'Watch Kolar Gold Fields Monsoon Survey' }).click();
    const log = page.getByRole('log').getByRole('listitem');
    await log.nth(0).waitFor();
    const before = await page.getByRole('progressbar').getAttribute('value');
    explorer.pass(60_000);
    await log.nth(1).waitFor();
    const after = await page.getByRole('progressbar').getAttribute('value');

    expect(Number(after)).toBeGreaterThan(Number(before));
    expect(
      await page.locator('.graphiql-tab-active, [aria-selected=true].graphiql-tab-button').first().innerText(),
    ).toContain('WatchAoi');
    await page.getByRole('button', { name: /Stop query/ }).click();
  });

  test('goes on by itself after the gateway has ended a subscription', async () => {
    const ended = { errors: [{ message: 'Over.', extensions: { code: 'SUBSCRIPTION_ENDED', retryable: true } }] };
    const body = `event: next\ndata: ${JSON.stringify(ended)}\n\nevent: complete\ndata:\n\n`;
    await page.route('**/graphql', (route) => route.fulfill({ contentType: 'text/event-stream', body }), { times: 1 });
    await run();
    await page.getByRole('log').getByRole('listitem').first().waitFor();

    expect(await page.locator('.faults').count()).toBe(0);
    await page.getByRole('button', { name: /Stop query/ }).click();
  });

  test('says what to do where the gateway cannot be reached', async () => {
    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await write('{ aois { totalCount } }');
    await run();
    await page.locator('.faults').getByText('Check that the gateway is running').waitFor();
    // The browser itself writes it to the console.
    explorer.complaints.splice(0);
  });

  test('shows the whole map under a long error, though a row has a position off the globe', async () => {
    const row = (name: string, coordinates: number[]) => ({ name, geometry: { type: 'Point', coordinates } });
    const body = JSON.stringify({
      data: { aois: { nodes: [row('North', [10, 10]), row('South', [20, -10]), row('Nowhere', [10, 100])] } },
      errors: [{ message: 'y'.repeat(3000) }],
    });
    await page.route('**/graphql', (route) => route.fulfill({ contentType: 'application/json', body }), { times: 1 });
    await run();
    await panel('Map').click();
    await page.getByText('2 points').waitFor();

    const isInside = await page.locator('.map').evaluate((map) => {
      const pane = map.closest('.answer-panel')?.getBoundingClientRect();
      const box = map.getBoundingClientRect();
      return pane !== undefined && box.height >= 140 && box.bottom <= pane.bottom + 1 && box.right <= pane.right + 1;
    });
    expect(isInside).toBe(true);
  });

  test('says so where an answer cannot be shown, such as one that is nested too deep', async () => {
    const body = `{"data":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`;
    await page.route('**/graphql', (route) => route.fulfill({ contentType: 'application/json', body }), { times: 1 });
    await panel('JSON').click();
    await run();
    await page.locator('.faults').getByText('The answer cannot be shown').waitFor();
  });

  test('does not freeze by an answer of 5 MB with pictures and 5,000 outlines', async () => {
    await page.route('**/graphql', (route) => route.fulfill({ contentType: 'application/json', body: LARGE }));
    await panel('JSON').click();
    const longest = await longestTaskDuring(page, async () => {
      await write('{ aois { nodes { name geometry } } }');
      await run();
      await panel('Map').getByText('5,000').waitFor();
      await panel('Table').click();
      await page.getByText('Show more of 5,000 rows').waitFor();
      await panel('Map').click();
      await page.getByText('5,000 outlines').waitFor();
      await page.locator('.map[aria-busy=false]').waitFor();
      await page.locator('.map').hover();
      await page.locator('.map').press('+');
      await page.locator('.map-name').getByText('AOI').waitFor();
    });
    await page.unroute('**/graphql');

    // About 50 of 200 ms. A machine that is slower at one is slower at the other.
    expect(longest).toBeLessThan(await millisecondsOfReading(page, LARGE));
  });

  test('says which pictures the browser cannot show', async () => {
    const broken = { data: { visualization: { picture: { image: { dataUri: 'data:image/png;base64,aGVsbG8=' } } } } };
    await page.route('**/graphql', (route) => route.fulfill({ json: broken }));
    await run();
    await panel('Pictures').click();
    const caption = page.locator('.pictures-panel figcaption span');
    await caption.getByText('browser').waitFor();
    await page.unroute('**/graphql');

    expect(await caption.innerText()).toBe('not a picture that this browser can show, 0 KB PNG');
  });

  test('finds a ready operation with its cost, and opens it in a tab', async () => {
    await page.getByRole('button', { name: 'Show Library' }).click();
    await page.getByLabel('Search operations').fill('delivery progress');
    await page.getByRole('button', { name: /Delivery progress/ }).click();
    await page.locator('.graphiql-query-editor').getByText('WatchDelivery').first().waitFor();
    await page.getByLabel('Search operations').fill('20 projects');
    const cost = await page.getByRole('button', { name: /AOIs of 20 projects, with satellite/ }).innerText();
    await page.getByRole('button', { name: 'Hide Library' }).click();

    expect(cost).toContain('ListProjects, ListAois, ListSatellites');
  });

  test('makes a link with document and variables and without the key, and names the clipboard only if the link is there', async () => {
    await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))`);
    await page.getByRole('button', { name: 'Share link' }).click();
    const said = await page.getByText('It holds no key').innerText();
    link = page.url();

    expect(said).toBe('The link is in the address bar. It holds no key.');
    expect(new URL(link).search).toBe('');
    expect(decodeURIComponent(link)).toContain('WatchDelivery');
    expect(decodeURIComponent(link)).toContain('variables=');
    expect(link).not.toContain(demoKeys.orchard);
  });

  test('keeps its tabs over a reload, and stores the key nowhere', async () => {
    await page.reload();
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    const tabs = await page.locator('.graphiql-tab').allInnerTexts();
    const kept = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');

    expect(tabs.length).toBeGreaterThan(READY_TABS.length);
    expect(await page.getByLabel('API key').inputValue()).toBe('');
    expect(kept).toContain('graphiql:');
    expect(kept).not.toContain(demoKeys.orchard);
  });

  test('opens the contents of a link', async () => {
    await page.goto('about:blank');
    await page.goto(link);
    await page.locator('.graphiql-query-editor').getByText('WatchDelivery').first().waitFor();

    expect(await page.locator('[role=tab][aria-selected=true].graphiql-tab-button').innerText()).toBe('WatchDelivery');
  });

  test('asks no other host for anything, and has no error and no violation of its policy', () => {
    const hosts = explorer.requests
      .filter((request) => /^(?:https?|wss?):/.test(request))
      .map((request) => new URL(request).host);

    expect(new Set(hosts)).toEqual(new Set([new URL(explorer.url).host]));
    expect(explorer.complaints).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)(inBrowser('Map tiles of another host'), () => {
  test('are loaded from there, which the policy of the page allows', async () => {
    const paths: string[] = [];
    const tile = PNG.sync.write(new PNG({ width: 256, height: 256 }));
    const tiles = createServer(({ url }, response) => {
      paths.push(url ?? '');
      response.setHeader('content-type', 'image/png').end(tile);
    });
    const { origin } = await listening(tiles);
    const explorer = await openExplorer({ tilesUrl: `${origin}/{z}/{x}/{y}.png` });
    try {
      await explorer.panel('Map').click();
      await expect.poll(() => paths.length).toBeGreaterThan(0);

      expect(paths[0]).toMatch(/^\/\d+\/\d+\/\d+\.png$/);
      expect(explorer.complaints).toEqual([]);
    } finally {
      await explorer.close();
      tiles.close();
    }
  });
});
