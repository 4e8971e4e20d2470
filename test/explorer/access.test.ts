import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { hasBrowser, inBrowser } from '../support/browser.ts';
import { type ExplorerPage, openExplorer } from '../support/explorer-page.ts';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const PANELS = ['JSON', 'Map', 'Pictures', 'Table', 'Calls', 'Progress'];
const SCREENS = [
  [1440, 900, 'light'],
  [1440, 900, 'dark'],
  [390, 844, 'light'],
  [390, 844, 'dark'],
] as const;

describe.skipIf(!hasBrowser)(inBrowser('The explorer for everybody'), () => {
  let explorer: ExplorerPage;

  /** The serious faults that axe finds in a part of the page. */
  async function faultsIn(selector: string): Promise<string[]> {
    const { page } = explorer;
    if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(AXE);
    return page.evaluate(`axe.run(${JSON.stringify(selector)}).then(({ violations }) =>
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => id + ' ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
  }

  async function setScreen([width, height, colorScheme]: readonly [number, number, 'light' | 'dark']): Promise<void> {
    await explorer.page.setViewportSize({ width, height });
    await explorer.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The editors follow a moment later.
    const theme = colorScheme === 'dark' ? 'vs-dark' : 'vs';
    await explorer.page.locator(`.graphiql-query-editor .monaco-editor.${theme}`).waitFor();
    await explorer.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }

  /** Moves the focus by a key until it is on the element. */
  async function moveTo(target: Locator, key: 'Tab' | 'Shift+Tab'): Promise<void> {
    for (let steps = 0; steps < 80; steps += 1) {
      const isThere = await target.evaluate((element) => element === element.ownerDocument.activeElement);
      if (isThere) return;
      await explorer.page.keyboard.press(key);
    }
    throw new Error(`${key} does not reach ${target.toString()}.`);
  }

  beforeAll(async () => {
    explorer = await openExplorer();
  });

  afterAll(() => explorer.close());

  test.each(SCREENS)('%i × %i, %s: nothing is seriously wrong when it opens', async (...screen) => {
    await setScreen(screen);

    expect(await faultsIn('body')).toEqual([]);
  });

  test('everything is done by keyboard: key, query, panels, places, sorting, downloads, library', async () => {
    const { page, panel, selectedJson, downloaded } = explorer;
    const { keyboard } = page;
    await setScreen(SCREENS[0]);
    await page.getByLabel('API key').focus();
    await keyboard.insertText(demoKeys.orchard);
    await moveTo(page.locator('.graphiql-query-editor .graphiql-editor'), 'Tab');
    // GraphiQL's editors are entered by Enter.
    await keyboard.press('Enter');
    await keyboard.press('Control+A');
    await keyboard.insertText('{ aois(first: 3) { nodes { name state progress geometry } } }');
    await keyboard.press('Control+Enter');
    await panel('Map').getByText('3', { exact: true }).waitFor();
    // In them Tab writes. Control+M, as everywhere in Monaco, makes it move the focus.
    await keyboard.press('Control+M');

    await moveTo(panel('JSON'), 'Tab');
    await keyboard.press('ArrowRight');
    await page.getByText('3 outlines').waitFor();
    await moveTo(page.getByLabel('Place'), 'Tab');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    const selected = JSON.parse(await selectedJson());
    await moveTo(page.getByRole('button', { name: 'Download GeoJSON' }), 'Tab');
    const geojson = await downloaded(() => keyboard.press('Enter'));

    await moveTo(panel('Map'), 'Shift+Tab');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await moveTo(page.getByRole('button', { name: 'Download CSV' }), 'Tab');
    const csv = await downloaded(() => keyboard.press('Space'));
    await moveTo(page.getByRole('button', { name: 'name', exact: true }), 'Tab');
    await keyboard.press('Enter');
    const sorted = await page.locator('th[aria-sort=ascending]').innerText();

    await moveTo(page.getByRole('button', { name: 'Show Library' }), 'Shift+Tab');
    await keyboard.press('Enter');
    await moveTo(page.getByLabel('Search operations'), 'Tab');
    await keyboard.insertText('delivery progress');
    await moveTo(page.getByRole('button', { name: /Delivery progress/ }), 'Tab');
    await keyboard.press('Enter');
    await page.locator('[role=tab][aria-selected=true]').getByText('WatchDelivery').waitFor();
    const saved = page.getByRole('button', { name: 'Save “WatchDelivery”' });
    await moveTo(saved, 'Shift+Tab');
    await keyboard.press('Enter');
    await moveTo(page.getByRole('button', { name: 'Delete WatchDelivery' }), 'Tab');
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Delete WatchDelivery' }).waitFor({ state: 'detached' });
    await moveTo(page.getByRole('button', { name: 'Hide Library' }), 'Shift+Tab');
    await keyboard.press('Enter');

    expect(JSON.parse(geojson).features[1].geometry).toEqual(selected);
    expect(csv).toMatch(/^name,state,progress\r\n/);
    expect(sorted).toContain('name');
  });

  test.each(SCREENS)('%i × %i, %s: nothing is seriously wrong with an answer, in any panel', async (...screen) => {
    await setScreen(SCREENS[0]);
    await explorer.write(`{
      aois(first: 2) {
        nodes {
          name state progress geometry
          visualizations(first: 1) { nodes { png(date: "2025-02-04", mode: DYNAMIC) { dataUri } } }
        }
      }
      aoi(id: "none") { name }
    }`);
    await explorer.run();
    await explorer.panel('Pictures').getByText('2', { exact: true }).waitFor();
    await setScreen(screen);
    const found: string[] = [];
    for (const name of PANELS) {
      await explorer.panel(name).click();
      found.push(...(await faultsIn(name === 'Map' ? 'body' : '.answer-pane')));
    }

    expect(found).toEqual([]);
  });

  test('nothing is seriously wrong with a subscription and its log', async () => {
    await setScreen(SCREENS[0]);
    await explorer.write(
      '{ aois(filter: { name: "Kolar Gold Fields Monsoon Survey" }) { nodes { id name state progress } } }',
    );
    await explorer.run();
    await explorer.panel('Progress').click();
    await explorer.page.getByRole('button', { name: 'Watch Kolar Gold Fields Monsoon Survey' }).click();
    await explorer.page.getByRole('log').getByRole('listitem').first().waitFor();

    expect(await faultsIn('.answer-pane')).toEqual([]);
    await explorer.page.getByRole('button', { name: /Stop query/ }).click();
  });

  test('has no error and no violation of its policy meanwhile', () => {
    expect(explorer.complaints).toEqual([]);
  });
});
