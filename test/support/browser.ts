import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether there is a browser to try pages in. */
export const hasBrowser = existsSync(executablePath);

/** What is tried in a browser, or why it is not. */
export function inBrowser(what: string): string {
  return hasBrowser ? what : `${what} (not tried: there is no ${executablePath})`;
}

/** A headless Chromium. Root, as in a container, has no sandbox to put it in; of its maker's hosts it asks nothing. */
export function launchBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath, args });
}
