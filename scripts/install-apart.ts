import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';

/*
 * `node scripts/install-apart.ts <folder>`: installs the packages of a folder that has a lockfile of its own, unless they are
 * there. Only one tool needs them, so `npm ci` leaves them out. Without a network it says so, and what needs them is skipped.
 */
const [folder = ''] = process.argv.slice(2);
const installedAt = statSync(join(folder, 'node_modules/.package-lock.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (installedAt < statSync(join(folder, 'package-lock.json')).mtimeMs) {
  console.error(`Installing the packages of ${folder}`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) console.error(`The packages of ${folder} could not be installed.`);
}
