import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** Files that compression makes smaller. */
const COMPRESSED = /\.(?:js|css|json|svg|ttf)$/;
const DIST = 'explorer/dist';
const DIGEST = join(DIST, '.digest');

/** Hash of everything that the page is built from. Dependencies count by their versions. */
function digestOfSources(): string {
  const hash = createHash('sha256');
  const files = [
    'explorer/{package.json,index.html,vite.config.ts}',
    'explorer/src/**/*.*',
    'client/src/*.ts',
    'src/geometry/*.ts',
    'scripts/build-explorer.ts',
  ];
  for (const file of files.flatMap((pattern) => globSync(pattern)).toSorted()) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Builds the page and leaves its files compressed only. Does nothing if it was built from the same sources. */
async function build(): Promise<void> {
  const digest = digestOfSources();
  if (existsSync(DIGEST) && readFileSync(DIGEST, 'utf8') === digest) return;
  const vite = await viteIfInstalled();
  if (!vite) {
    // After an install without development dependencies, the page that was built before is served.
    if (!existsSync(DIST)) console.error('The explorer was not built: Vite is not installed (npm ci --omit=dev).');
    return;
  }
  console.error('Building the explorer, which takes about ten seconds.');
  await vite.build({ root: 'explorer', logLevel: 'error' });
  const folder = join(DIST, 'explorer');
  for (const name of await readdir(folder)) {
    if (!COMPRESSED.test(name)) continue;
    const bytes = await readFile(join(folder, name));
    const br = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } });
    await writeFile(join(folder, `${name}.br`), br);
    await rm(join(folder, name));
  }
  await writeFile(DIGEST, digest);
}

async function viteIfInstalled() {
  try {
    return await import('vite');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

await build();
