/** Lists the licences of what users get, and fails if one is not among those that this project accepts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProductionLock } from './production.ts';

/** They allow use in a product of any kind and ask for their text to be kept. Every other one needs a decision. */
const ACCEPTED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Zlib',
]);
/** Fonts may be bundled under it, but not sold alone. */
const ACCEPTED_FOR: Readonly<Record<string, string>> = { '@fontsource-variable/inter': 'OFL-1.1' };

const packages = withProductionLock((folder) => {
  // npm wrote it.
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { license?: string }>;
  };
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, { license = 'none' }]) => ({ name: path.split('node_modules/').at(-1) ?? '', license }));
});

for (const [license, members] of Object.entries(Object.groupBy(packages, ({ license }) => license)).toSorted()) {
  const names = [...new Set(members?.map(({ name }) => name))];
  console.log(`${license} (${names.length}): ${names.join(' ')}`);
}
const refused = packages.filter(({ name, license }) => !isAccepted(license) && ACCEPTED_FOR[name] !== license);
if (refused.length > 0) {
  console.error(`Not accepted: ${refused.map(({ name, license }) => `${name} (${license})`).join(', ')}`);
  process.exitCode = 1;
}

/** Reads an SPDX expression: every part of `A AND B`, one part of `A OR B`. */
function isAccepted(license: string): boolean {
  const plain = license.replaceAll(/[()]/g, '');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((part) => ACCEPTED.has(part)));
}
