import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { hasBrowser, inBrowser, launchBrowser } from '../support/browser.ts';
import { freePort } from '../support/on-port.ts';

const run = promisify(execFile);

/** An example as its npm script starts it: over a sandbox whose time runs faster than here. It ends with the test. */
function started(speed: number, ...command: string[]) {
  const env = { ...process.env, SANDBOX_SPEED: String(speed), PATH: `node_modules/.bin:${process.env.PATH}` };
  const example = spawn('node', ['examples/with-sandbox.ts', ...command], { env });
  onTestFinished(() => void example.kill());
  return example;
}

// The examples use the client as it is published: built.
beforeAll(() => run('node_modules/.bin/tsc', ['-p', 'client']));

test('the terminal program runs a workflow to its end, shows its tasks, and saves the result', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-progress-'));
  const file = join(folder, 'result.zip');
  // Slow enough that it is seen to run on a machine that loses a second between two reads.
  const example = started(5, 'node', 'examples/workflow-progress/main.ts', '--file', file);
  // The bars are written to stderr.
  const [shown, bars] = await Promise.all([text(example.stdout), text(example.stderr)]);

  expect(bars).toMatch(/\d+% the whole job RUNNING/);
  expect(bars).toMatch(/100% {3}\w+ SUCCEEDED/);
  expect(shown).toMatch(`The job ended: SUCCEEDED.\nIts result: ${file}\n`);
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  rmSync(folder, { recursive: true });
});

describe('the archive script', () => {
  const shown = async (...flags: string[]) => {
    const example = started(1, 'node', 'examples/archive-order/main.ts', ...flags);
    const [out, errors] = await Promise.all([text(example.stdout), text(example.stderr)]);
    expect(errors).toBe('');
    return out;
  };

  test('finds, compares and prices images within the limits, and orders nothing', async () => {
    const out = await shown('--clouds', '10');

    const rows = [...out.matchAll(/([\d.]+) % covered {2}([\d.]+) % clouds {2}([\d.]+) tokens/g)].map((row) =>
      row.slice(1).map(Number),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const [covered, clouds, tokens] of rows) {
      expect(covered).toBeGreaterThanOrEqual(80);
      expect(clouds).toBeLessThanOrEqual(10);
      expect(tokens).toBeGreaterThan(0);
    }
    expect(out).toMatch(/Price of \S+: [\d.]+ tokens\nNothing was ordered\. .+\n$/);
  });

  test('orders at that price with --order', async () => {
    const out = await shown('--order');

    const [, quoted, paid] = /Price of \S+: ([\d.]+) tokens\nOrdered: [\w-]+, ([\d.]+) tokens\n$/.exec(out) ?? [];
    expect(Number(paid)).toBeGreaterThan(0);
    expect(paid).toBe(quoted);
  });
});

describe.skipIf(!hasBrowser)(inBrowser('the web page'), () => {
  test('draws the outlines of the AOIs and moves a bar to its end', async () => {
    const port = await freePort();
    const vite = started(4, 'vite', 'examples/aoi-map', '--port', String(port), '--strictPort');
    const browser = await launchBrowser();
    try {
      await new Promise<void>((resolve) => {
        // Read on until its end: without a cache it has more to say, and ends if nobody takes it.
        vite.stdout.on('data', (said) => String(said).includes('ready') && resolve());
      });
      const page = await browser.newPage();
      page.setDefaultTimeout(100_000);
      const strangers: string[] = [];
      const faults: string[] = [];
      page.on('request', (request) => {
        if (new URL(request.url()).hostname !== 'localhost') strangers.push(request.url());
      });
      page.on('pageerror', (error) => faults.push(String(error)));
      await page.goto(`http://localhost:${port}/`);

      await page.getByRole('button', { name: 'Show my AOIs' }).click();
      await page.locator('path.leaflet-interactive').nth(20).waitFor({ state: 'attached' });
      expect(await page.locator('#aois li').count()).toBe(50);

      await page.getByRole('button', { name: 'Clip again' }).first().click();
      const bar = page.getByRole('progressbar');
      const seen = new Set<number>();
      const shown = async () => {
        seen.add(Number(await bar.getAttribute('value')));
        return [await page.locator('#live-state').textContent(), await page.getByRole('alert').textContent()];
      };
      await expect.poll(shown, { interval: 100 }).toEqual(['SUCCEEDED', '']);
      expect(await bar.evaluate((element) => (element as unknown as { value: number }).value)).toBe(100);
      expect(seen.size).toBeGreaterThan(1);
      expect([strangers, faults]).toEqual([[], []]);
    } finally {
      await browser.close();
      vite.kill();
      await once(vite, 'exit');
    }
  });
});
