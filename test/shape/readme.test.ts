import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeSettings } from '../../src/settings.ts';
import { withGateway } from '../support/gateway.ts';

const README = readFileSync('README.md', 'utf8');

test('the first query of the README has the answer that stands below it', () =>
  withGateway({}, async ({ query }) => {
    const body = /-d '(.*)'/.exec(README)?.[1] ?? '';
    const key = /-H 'authorization: (.*)'/.exec(README)?.[1] ?? '';
    const shown = /```json\n([\s\S]*?)```/.exec(README)?.[1] ?? '';

    const { data, errors } = await query(JSON.parse(body).query, {}, { authorization: key });

    expect({ data, errors }).toEqual({ data: JSON.parse(shown).data, errors: undefined });
  }));

test('the README lists every setting, and no other', () => {
  const read = describeSettings().map(({ name }) => name);
  const listed = [...README.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);

  expect(read.length).toBeGreaterThan(10);
  expect(listed.toSorted()).toEqual(read.toSorted());
});

test('the README shows the default of every setting that is a number', () => {
  const actual = describeSettings().flatMap(({ name, default: value }) =>
    /^\d+$/.test(value) ? [`${name} ${value}`] : [],
  );
  const shown = [...README.matchAll(/^\| `([A-Z_]+)` \| (\d+) \|/gm)].map(([, name, value]) => `${name} ${value}`);

  expect(actual.length).toBeGreaterThan(5);
  expect(shown).toEqual(expect.arrayContaining(actual));
});

test.each(['README.md', 'CONTRIBUTING.md'])('the links of %s lead to files that are there', (file) => {
  const targets = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);

  expect(targets.filter((target) => !existsSync(target))).toEqual([]);
});
