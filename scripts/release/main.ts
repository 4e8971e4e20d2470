/**
 * Releases gateway and client under one version: `npm run release -- 0.2.0`. It sets the version, dates the changelog, tries the
 * tarballs, commits, tags, publishes both packages with provenance, and pushes. With `--dry-run` nothing is changed or published.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gt, inc, valid } from 'semver';
import { released } from './changelog.ts';
import { read } from './production.ts';

const MANIFESTS = ['package.json', 'client/package.json', 'explorer/package.json'];

const { values, positionals } = parseArgs({ options: { 'dry-run': { type: 'boolean' } }, allowPositionals: true });
const isDry = values['dry-run'] ?? false;
const current = read('package.json').version;
const version = positionals[0] ?? (isDry ? inc(current, 'minor') : null);

try {
  release();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function release(): void {
  if (!valid(version) || version === null) throw new Error('Name the version: npm run release -- 0.2.0');
  if (!gt(version, current)) throw new Error(`${version} is not newer than ${current}.`);
  if (!isDry && output('git', 'status', '--porcelain') !== '') throw new Error('Commit your changes first.');
  if (output('git', 'tag', '--list', `v${version}`) !== '') throw new Error(`The tag v${version} exists already.`);

  const date = new Date().toISOString().slice(0, 10);
  write('CHANGELOG.md', released(readFileSync('CHANGELOG.md', 'utf8'), version, date));
  for (const path of MANIFESTS) write(path, withVersion(path, version));
  write('package-lock.json', lockWithVersion(version));
  run('npm', 'run', '-s', 'licences');
  run('npm', 'run', '-s', 'try-packages');
  change('git', 'commit', '--all', '--message', `Release ${version}`);
  change('git', 'tag', '--annotate', `v${version}`, '--message', `Release ${version}`);
  // The registry accepts provenance only from CI that proves who it is, such as GitHub Actions with `id-token: write`.
  for (const workspace of [['--workspace', 'client'], []])
    run('npm', 'publish', ...workspace, ...(isDry ? ['--dry-run'] : []));
  change('git', 'push', '--follow-tags');
}

function withVersion(path: string, version: string): string {
  return json({ ...read(path), version });
}

function lockWithVersion(version: string): string {
  // npm wrote it.
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  const folders = MANIFESTS.map((path) => path.replace(/\/?package\.json$/, ''));
  const packages = Object.entries(lock.packages).map(([path, entry]) => [
    path,
    folders.includes(path) ? { ...entry, version } : entry,
  ]);
  return json({ ...lock, version, packages: Object.fromEntries(packages) });
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function write(path: string, text: string): void {
  console.log(`${isDry ? 'would write' : 'writes'} ${path}`);
  if (!isDry) writeFileSync(path, text);
}

/** Runs a command that changes something, unless this is a dry run. */
function change(command: string, ...args: string[]): void {
  if (isDry) console.log(`would run: ${command} ${args.join(' ')}`);
  else run(command, ...args);
}

function run(command: string, ...args: string[]): void {
  console.log(`${command} ${args.join(' ')}`);
  execFileSync(command, args, { stdio: 'inherit' });
}

function output(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' });
}
