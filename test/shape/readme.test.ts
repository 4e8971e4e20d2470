import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { withGateway } from '../support/gateway.ts';

const README = readFileSync('README.md', 'utf8');

test('the first query of the README returns the answer below it', () =>
  withGateway({}, async ({ query }) => {
    const body = /-d '(.*)'/.exec(README)?.[1] ?? '';
    const key = /-H 'authorization: (.*)'/.exec(README)?.[1] ?? '';
    const shown = /```json\n([\s\S]*?)```/.exec(README)?.[1] ?? '';

    const { data, errors } = await query(JSON.parse(body).query, {}, { authorization: key });

    expect({ data, errors }).toEqual({ data: JSON.parse(shown).data, errors: undefined });
  }));

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  const headings = [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => text.toLowerCase());
  return headings.map((text) => text.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-'));
}

test.each(['README.md', 'CONTRIBUTING.md', 'bench/README.md', ...globSync('docs/*.md')])(
  'the links of %s lead to files and headings that are there',
  (file) => {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
    const targets = links.map(([link, path = '', anchor]) => {
      const target = path === '' ? file : join(dirname(file), path);
      return { link, isThere: existsSync(target) && (anchor === undefined || anchorsOf(target).includes(anchor)) };
    });

    expect(targets.filter(({ isThere }) => !isThere)).toEqual([]);
  },
);
