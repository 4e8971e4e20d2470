import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What each folder of `src` may import from, besides itself. `.` is the files of `src` itself that the folders share. */
const ARROWS: Record<string, string[]> = {
  server: ['schema', 'resolvers', 'live', 'upstream', 'contract', 'scheduling', 'context'],
  schema: ['resolvers', 'loaders', 'live', 'upstream', 'geometry', 'contract', 'scheduling', 'context', 'outcomes'],
  live: ['upstream'],
  resolvers: ['loaders', 'live', 'upstream', 'geometry', 'context'],
  loaders: ['upstream'],
  upstream: ['geometry', 'contract', 'scheduling'],
  sandbox: ['contract'],
  geometry: [],
  scheduling: [],
  contract: [],
};

const sources = globSync('src/**/*.ts').toSorted();

interface Import {
  from: string;
  /** The whole statement. */
  text: string;
  /** Path below `src`, without its suffix. */
  target: string;
}

const RELATIVE_IMPORT =
  /(?:^|\n)\s*(?:(?:import|export)[^;'"]*?from\s*|import\s*)['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]/g;

function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(RELATIVE_IMPORT)].map(([statement, whole, dynamic]) => ({
    from: file,
    text: statement.trim(),
    target: normalize(join(dirname(file), whole ?? dynamic ?? '')).replace(/^src\//, ''),
  }));
}

const folderOf = (path: string) => {
  const [first = '', ...rest] = path.replace(/^src\//, '').split('/');
  return rest.length === 0 ? first.replace(/\.ts$/, '') : first;
};

/** Imports that climb: each as `file: statement`. */
function climbing(imports: Import[]): string[] {
  return imports
    .filter(({ from, target }) => {
      const [folder, goal] = [folderOf(from), folderOf(target)];
      const allowed = ARROWS[folder];
      return allowed !== undefined && goal !== folder && !allowed.includes(goal);
    })
    .map(({ from, text }) => `${from}: ${text}`);
}

/** Machinery that knows no resource: which files of its layer it may import, besides its own folder. */
const MACHINERY: Record<string, readonly string[]> = {
  'upstream/http': ['upstream/wire', 'upstream/failure.ts'],
  'upstream/wire': ['upstream/failure.ts'],
  'loaders/kit': [],
  'resolvers/input': [],
  'schema/kit': [],
  'schema/shared': ['schema/kit'],
};

/** Imports by which machinery knows a resource of its own layer: each as `file: statement`. */
function knowingResources(imports: Import[]): string[] {
  return imports
    .filter(({ from, target }) => {
      const room = Object.keys(MACHINERY).find((folder) => from.startsWith(`src/${folder}/`));
      if (room === undefined) return false;
      const inLayer = target.startsWith(`${folderOf(from)}/`);
      return inLayer && ![room, ...(MACHINERY[room] ?? [])].some((allowed) => target.startsWith(allowed));
    })
    .map(({ from, text }) => `${from}: ${text}`);
}

/** Circles of files, each as the path that comes back to its first file. */
function circles(imports: Import[]): string[] {
  const targets = Map.groupBy(imports, ({ from }) => from.replace(/^src\//, ''));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at !== -1) {
      found.push([...path.slice(at), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const { target } of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}

describe('Imports', () => {
  const all = sources.flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));

  test('form no circle of files', () => {
    expect(circles(all)).toEqual([]);
  });

  test('that form a circle are found', () => {
    const circle = [
      ...importsOf('src/upstream/a.ts', `import { b } from './b.ts';`),
      ...importsOf('src/upstream/b.ts', `import type { A } from './a.ts';`),
    ];

    expect(circles(circle)).toEqual(['upstream/a.ts → upstream/b.ts → upstream/a.ts']);
  });

  test('of machinery name no resource of its layer', () => {
    expect(knowingResources(all)).toEqual([]);
  });

  test('of machinery that name a resource are found', () => {
    expect(
      knowingResources(importsOf('src/upstream/http/client.ts', `import { getAoi } from '../aoi.ts';`)),
    ).toHaveLength(1);
    expect(
      knowingResources(importsOf('src/schema/kit/relation.ts', `import { AoiRef } from '../aoi.ts';`)),
    ).toHaveLength(1);
  });

  test('point down: server, schema, resolvers, loaders, upstream, contract, and from the sandbox to the contract', () => {
    expect(climbing(all)).toEqual([]);
  });

  test.each([
    ['src/upstream/aoi.ts', `import { x } from '../loaders/aoi.ts';`],
    ['src/upstream/aoi.ts', `import '../schema/index.ts';`],
    ['src/contract/aoi.ts', `export type { Aoi } from '../upstream/aoi.ts';`],
    ['src/loaders/aoi.ts', `import type { Context } from '../context.ts';`],
    ['src/resolvers/aoi.ts', `const { schema } = await import('../schema/index.ts');`],
    ['src/sandbox/world/seed/aoi.ts', `import {\n  x,\n} from '../../../upstream/aoi.ts';`],
  ])('that climb are seen: in %s, %s', (file, text) => {
    expect(climbing(importsOf(file, text))).toHaveLength(1);
  });

  test('name files that are there, with their suffix', () => {
    const missing = all.filter(({ target }) => !existsSync(join('src', target)));

    expect(missing).toEqual([]);
  });
});

const RESOURCES = [
  'aoi',
  'asset',
  'bandset',
  'block',
  'catalog',
  'delivery',
  'download',
  'insight',
  'job',
  'order',
  'order-item',
  'project',
  'report',
  'satellite',
  'search',
  'spectral-index',
  'stac',
  'store',
  'visualization',
  'workflow',
];
const LAYERS = ['contract', 'upstream', 'loaders', 'resolvers', 'schema'];

describe('A resource', () => {
  test.each(RESOURCES)('%s has a file of its name in each layer and in the tests', (stem) => {
    const files = [...LAYERS.map((layer) => `src/${layer}/${stem}.ts`), `test/resources/${stem}.test.ts`];

    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('has its own loaders, and there are no others', () => {
    const stems = globSync('src/loaders/*.ts').map((file) => basename(file, '.ts'));
    const shared = ['index'];

    expect(stems.filter((stem) => !RESOURCES.includes(stem) && !shared.includes(stem))).toEqual([]);
  });
});

describe('The upstream’s names', () => {
  const ABOVE = ['loaders', 'resolvers', 'schema', 'live', 'server'];
  const SNAKE_CASE = /\b[a-z]+(?:_[a-z0-9]+)+\b/g;
  /** V8 writes its statistics so. */
  const OTHERS = ['space_name', 'space_used_size', 'external_memory', 'heap_size_limit'];

  test('stop at src/upstream', () => {
    const found = ABOVE.flatMap((folder) => globSync(`src/${folder}/**/*.ts`)).flatMap((file) =>
      // What a comment or a text says is no name.
      (
        readFileSync(file, 'utf8')
          .replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '')
          .match(SNAKE_CASE) ?? []
      )
        .filter((name) => !OTHERS.includes(name))
        .map((name) => `${file}: ${name}`),
    );

    expect(found).toEqual([]);
  });
});
