import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/dependencies.md', 'utf8');

test.each([
  ['package.json', 'The gateway'],
  ['client/package.json', 'The client'],
])('every dependency of %s has a reason in docs/dependencies.md, and no other package', (file, title) => {
  const { dependencies, peerDependencies = {} } = JSON.parse(readFileSync(file, 'utf8'));
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

  expect(packages.toSorted()).toEqual(Object.keys({ ...dependencies, ...peerDependencies }).toSorted());
});
