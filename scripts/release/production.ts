import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Manifest {
  name: string;
  version: string;
  license: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Packages that build the explorer but are not part of it. */
const BUILDS = /^(?:@types\/|@vitejs\/|vite$)/;

/**
 * Calls `use` with a folder that has a package.json and a lockfile of what users get, and nothing else: what gateway and client
 * depend on, and what the explorer is bundled from. `npm sbom --omit=dev` in the repository itself leaves out what tools use, too.
 */
export function withProductionLock<T>(use: (folder: string) => T): T {
  const root = read('package.json');
  const explorer = Object.entries(read('explorer/package.json').devDependencies ?? {});
  const parent = mkdtempSync(join(tmpdir(), 'production-'));
  // A bill of materials has the folder's name as its subject.
  const folder = join(parent, root.name);
  mkdirSync(folder);
  try {
    const manifest = {
      name: root.name,
      version: root.version,
      license: root.license,
      dependencies: {
        ...Object.fromEntries(explorer.filter(([name]) => !BUILDS.test(name))),
        ...read('client/package.json').dependencies,
        ...root.dependencies,
        graphql: root.devDependencies?.graphql,
      },
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    copyFileSync('package-lock.json', join(folder, 'package-lock.json'));
    // Takes out of the lockfile what these do not need. The versions stay.
    npm(folder, 'install', '--package-lock-only', '--prefer-offline', '--no-audit', '--no-fund');
    return use(folder);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** Runs npm in a folder. @returns what it wrote to stdout */
export function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** The manifest at a path of this repository. */
export function read(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}
