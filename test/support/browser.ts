import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether a browser is installed. */
export const hasBrowser = existsSync(executablePath);

/** The name of a group of tests in a browser, with the reason if they are skipped. */
export function inBrowser(what: string): string {
  return hasBrowser ? what : `${what} (skipped: ${executablePath} is missing)`;
}

/** A headless Chromium, without its sandbox, which does not work for root in a container, and without its own network requests. */
export function launchBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath, args });
}
