import assert from 'node:assert/strict';
import { globSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './shell.ts';
import { type Program, programsOf } from './snippets.ts';

/** The pages whose snippets are tried. */
export const PAGES = ['README.md', 'client/README.md', ...globSync('docs/*.md').toSorted()];

/** The strictest settings of TypeScript. They apply to the packages' own types as well. */
const STRICT = {
  target: 'es2024',
  lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable', 'dom.asynciterable'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/** Whether the client takes documents as syntax trees, which codegen generates without `documentMode: 'string'`. */
const isTree = ({ text }: Program) => /from '(?:@apollo\/client|@urql\/core)/.test(text);

/** Servers, which run until they are stopped. */
export const isServer = ({ text }: Program) => /\.listen\(/.test(text);

/** A program of the docs, as a file of a project. */
export interface Runnable extends Program {
  folder: string;
}

/**
 * Writes the programs of all pages into a project that has their libraries, generates what they import from `./gql`, and compiles
 * them with strict settings.
 * @param replaced addresses in the docs, with their replacements
 * @returns the programs that can run
 */
export async function compileDocs(folder: string, replaced: Readonly<Record<string, string>>): Promise<Runnable[]> {
  const [[config], programs] = partition(PAGES.flatMap(programsOf), ({ file }) => file === 'codegen.ts');
  assert(config, 'no page shows a codegen.ts');
  const [trees, strings] = partition(programs, isTree);
  const homes = [
    { home: join(folder, 'strings'), written: strings, config: config.text },
    { home: join(folder, 'trees'), written: trees, config: config.text.replace(/ *documentMode: .*\n/, '') },
  ];
  for (const { home, written, config } of homes) {
    mkdirSync(join(home, 'src'), { recursive: true });
    symlinkSync(resolve('schema.graphql'), join(home, 'schema.graphql'));
    writeFileSync(join(home, 'codegen.ts'), config);
    for (const { file, text } of written) {
      const here = Object.entries(replaced).reduce((made, [shown, real]) => made.replaceAll(shown, real), text);
      writeFileSync(join(home, 'src', file), here);
    }
    await run(home, join(folder, 'node_modules/.bin/graphql-codegen'));
  }
  await compile(folder, { include: ['strings', 'trees'], compilerOptions: { skipLibCheck: true } });
  return homes.flatMap(({ home, written }) => written.map((program) => ({ ...program, folder: home })));
}

/** Compiles files of a project with the strictest settings. @throws Error with what tsc reports */
export async function compile(folder: string, { include, compilerOptions = {} }: TsConfig): Promise<void> {
  const config = { include, compilerOptions: { ...STRICT, ...compilerOptions } };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await run(folder, resolve('node_modules/.bin/tsc'));
}

interface TsConfig {
  include: string[];
  compilerOptions?: object;
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
