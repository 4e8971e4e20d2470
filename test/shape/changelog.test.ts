import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { released } from '../../scripts/release/changelog.ts';

test('a release dates what was unreleased, and leaves an empty section for what follows', () => {
  const dated = released(readFileSync('CHANGELOG.md', 'utf8'), '9.9.9', '2030-01-02');

  expect(dated).toMatch(/## Unreleased\n\n## 9\.9\.9, 2030-01-02\n\n- /);
  expect(() => released(dated, '9.9.10', '2030-01-03')).toThrow('CHANGELOG.md has no unreleased changes.');
});
