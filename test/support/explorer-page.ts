import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Locator, Page } from 'playwright-core';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { demoAccounts } from '../../src/sandbox/world/demo.ts';
import type { AllGatewayOptions } from '../../src/server/all-options.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { launchBrowser } from './browser.ts';
import { listening } from './on-port.ts';

/** The explorer in a browser, over the sandbox, and what a person does with it. */
export interface ExplorerPage {
  page: Page;
  url: string;
  /** Addresses of everything that the page asked for. */
  requests: string[];
  /** Errors of its console and scripts, among them violations of its policy. */
  complaints: string[];
  /** Moves the sandbox's clock ahead, by milliseconds. It stands still otherwise. */
  pass(ms: number): void;
  /** The tab of a panel. */
  panel(name: string): Locator;
  run(): Promise<void>;
  /** Pastes an operation into the editor. */
  write(source: string): Promise<void>;
  /** What is selected in the JSON of the answer. */
  selectedJson(): Promise<string>;
  /** The text of the file that the browser saves during `start`. */
  downloaded(start: () => Promise<void>): Promise<string>;
  close(): Promise<void>;
}

/** Starts a sandbox, a gateway over it and a browser, and opens the page at 1440 × 900. */
export async function openExplorer(options: Partial<AllGatewayOptions> = {}): Promise<ExplorerPage> {
  let now = Date.now();
  const sandbox = await startSandbox({ now: () => now });
  const gateway = createGateway({
    pollMinIntervalMs: 100,
    pollMaxIntervalMs: 200,
    apiUrl: sandbox.url,
    demoKeys: demoAccounts,
    maxEventLoopLagMs: 60_000,
    ...options,
  });
  const server = createServer(gateway.handle);
  const { origin } = await listening(server);
  const url = `${origin}/graphql`;
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(100_000);
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();

  return {
    page,
    url,
    requests,
    complaints,
    pass(ms) {
      now += ms;
    },
    panel: (name) => page.getByRole('tab', { name, exact: true }),
    run: () => page.getByRole('button', { name: /Execute query/ }).click(),
    async write(source) {
      await page.locator('.graphiql-query-editor .view-lines').click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(source);
    },
    selectedJson: () =>
      page.evaluate(`(() => {
        const editor = __MONACO.editor.getEditors().find((one) => one.getModel().uri.path.endsWith('response.json'));
        return editor.getModel().getValueInRange(editor.getSelection());
      })()`),
    async downloaded(start) {
      const waiting = page.waitForEvent('download');
      await start();
      return readFile(await (await waiting).path(), 'utf8');
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await gateway.close();
      await sandbox.close();
    },
  };
}
