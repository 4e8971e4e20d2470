import { existsSync, globSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './shell.ts';

/** Makes a folder with an empty project and installs packages there. */
export async function projectWith(folder: string, packages: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  await install(folder, packages);
}

/** Adds packages to the project in a folder. */
export async function install(folder: string, packages: readonly string[]): Promise<void> {
  await run(
    folder,
    'npm',
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--strict-allow-scripts',
    ...packages,
  );
}

/** What was installed. */
export interface Installed {
  /** Paths below the project, such as `node_modules/graphql`. */
  packages: string[];
  /** Those that would run a script when they are installed. */
  withScripts: string[];
  bytes: number;
}

/** Reads what npm installed in the project of a folder. */
export function installedIn(folder: string): Installed {
  // npm wrote it.
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const packages = Object.keys(lock.packages).filter((path) => path !== '' && existsSync(join(folder, path)));
  const files = globSync('node_modules/**', { cwd: folder }).map((path) => lstatSync(join(folder, path)));
  return {
    packages,
    withScripts: packages.filter((path) => lock.packages[path]?.hasInstallScript),
    bytes: files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0),
  };
}
