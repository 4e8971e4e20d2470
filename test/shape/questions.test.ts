import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Store } from '../../src/sandbox/world/store.ts';
import { withGateway } from '../support/gateway.ts';

/** A section of the page: its question, its query, and the calls that it names. */
const questions = readFileSync('docs/questions.md', 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    question: section.split('\n', 1)[0] ?? '',
    query: /```graphql\n([\s\S]*?)```/.exec(section)?.[1] ?? '',
    calls: /^Calls: (.*)\.$/m
      .exec(section)?.[1]
      ?.replace(/\([^)]*\)/g, '')
      .split(',')
      .map((name) => name.trim()),
  }));

/** Values of the sandbox for the variables of the page. */
function variablesOf(store: Store): Record<string, unknown> {
  const [aoi] = store.aois.values();
  const images = Object.keys(aoi?.images ?? {});
  return {
    aoi: aoi?.aoi_id,
    project: aoi?.project_id,
    area: aoi?.geometry,
    polygon: { type: 'Feature', properties: {}, geometry: aoi?.geometry },
    images,
    item: store.catalogs.values().next().value?.details?.id,
  };
}

test('the page has eight questions', () => {
  expect(questions).toHaveLength(8);
});

test.each(questions)('$question', ({ query: source, calls: named }) =>
  withGateway({}, async ({ query, store }) => {
    const wanted = [...source.matchAll(/\$(\w+):/g)].map(([, name = '']) => name);
    const values = variablesOf(store);

    const { data, errors, calls } = await query(source, Object.fromEntries(wanted.map((name) => [name, values[name]])));

    expect(errors).toBeUndefined();
    expect(Object.values(data as object)).not.toContain(null);
    expect([...new Set(calls)].toSorted()).toEqual(named?.toSorted());
    expect(JSON.stringify(data)).not.toMatch(/"nodes":\[\]|"userErrors":\[\{/);
  }),
);
