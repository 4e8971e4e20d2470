const UNRELEASED = '## Unreleased\n';

/**
 * Turns the section of unreleased changes into the section of a version.
 * @param date day of the release, such as `2026-11-28`
 * @throws Error if there is nothing to release
 */
export function released(changelog: string, version: string, date: string): string {
  const [before, after] = changelog.split(UNRELEASED);
  if (before === undefined || after === undefined) throw new Error(`CHANGELOG.md has no "${UNRELEASED.trim()}".`);
  if (!/^\s*- /.test(after)) throw new Error('CHANGELOG.md has no unreleased changes.');
  return `${before}${UNRELEASED}\n## ${version}, ${date}\n${after}`;
}
