import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/dependencies.md', 'utf8');

test.each([
  ['package.json', 'The gateway', ['dependencies', 'peerDependencies']],
  ['client/package.json', 'The client', ['dependencies']],
  ['explorer/package.json', 'The explorer', ['devDependencies']],
  ['package.json', 'Development', ['devDependencies']],
])(
  'every package of %s has a reason in docs/dependencies.md under “%s”, and no other package',
  (file, title, kinds) => {
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    const direct = kinds.flatMap((kind) => Object.keys(manifest[kind]));
    const section = page.split('## ').find((part) => part.startsWith(title)) ?? '';
    const packages = section
      .split('\n')
      .flatMap(
        (line) =>
          /^\| (`.*?) \|/
            .exec(line)?.[1]
            ?.matchAll(/`([^`]+)`/g)
            .toArray() ?? [],
      )
      .map(([, name]) => name);

    expect(packages.toSorted()).toEqual(direct.toSorted());
  },
);
