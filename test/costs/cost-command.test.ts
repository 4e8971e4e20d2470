import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

/** Writes the files into a folder of their own and runs `scripts/cost.ts` on them, in this order. */
async function cost(files: Record<string, string>): Promise<{ stdout: string; stderr: string; code: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'cost-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const paths = Object.keys(files).map((name) => join(folder, name));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return promisify(execFile)(process.execPath, ['scripts/cost.ts', ...paths]).then(
    ({ stdout, stderr }) => ({ stdout, stderr, code: 0 }),
    // A command that fails rejects with an error that has these.
    (failed: { stdout: string; stderr: string; code: number }) => failed,
  );
}

const JOBS = 'query Jobs { jobs(first: 2) { nodes { ...JobFields } } }';

test('The cost of an operation includes fragments of other files', async () => {
  const { stdout, stderr, code } = await cost({
    'jobs.graphql': JOBS,
    'projects.graphql': 'query Projects { projects(first: 2) { nodes { ...F } } } fragment F on Project { title }',
    'fragments.graphql': 'fragment JobFields on Job { id } fragment F on Job { id }',
  });

  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout.match(/"operation":"\w+"/g)).toEqual(['"operation":"Jobs"', '"operation":"Projects"']);
});

test('A fragment of a file that was not passed is named once, with what to do', async () => {
  const twice = `${JOBS} query Job { job(id: "j", workflowId: "w") { ...JobFields } }`;

  const { stderr, code } = await cost({ 'jobs.graphql': twice });

  const found = /^.+jobs\.graphql: Unknown fragment "JobFields"\. Also pass the file that defines it\.\n$/;
  expect(stderr).toMatch(found);
  expect(code).toBe(1);
});

test('A file that cannot be parsed is named with what is wrong, without a stack', async () => {
  const { stderr, code } = await cost({ 'jobs.graphql': '{ jobs {' });

  expect(stderr).toMatch(/^.+jobs\.graphql: Syntax Error: Expected Name, found <EOF>\.\n$/);
  expect(code).toBe(2);
});
