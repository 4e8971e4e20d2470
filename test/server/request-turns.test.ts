import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { InputError } from '../../src/resolvers/input/input-error.ts';
import { refusal } from '../../src/server/errors/refusal.ts';
import { withGateway } from '../support/gateway.ts';

/** Runs work, and returns the longest turn of the event loop as a part of all turns together, by processor time. */
async function longestTurnDuring(work: () => Promise<unknown>): Promise<number> {
  const turns: number[] = [];
  let isOver = false;
  const measure = async () => {
    while (!isOver) {
      const before = process.cpuUsage();
      await turn();
      const { user, system } = process.cpuUsage(before);
      turns.push(user + system);
    }
  };
  const measured = measure();
  await work();
  isOver = true;
  await measured;
  return Math.max(...turns) / turns.reduce((sum, each) => sum + each, 0);
}

const post = (query: string, variables: unknown, authorization: string) =>
  new Request('http://gateway.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
  });

test('large bodies that arrive together are parsed and checked in turns', () =>
  withGateway({}, async ({ fetch }) => {
    const input = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`unknown${index}`, 1]));
    const search = 'query ($input: ArchiveSearchInput!) { searchArchive(input: $input) { edges { cursor } } }';
    const requests = Array.from({ length: 8 }, (_, index) => post(search, { input }, `key ${index}`));

    const longest = await longestTurnDuring(async () => {
      const responses = await Promise.all(requests.map((request) => fetch(request)));
      for (const response of responses) expect(await response.text()).toContain('has a field');
    });

    expect(longest).toBeLessThan(0.4);
  }));

test('a problem of an input and a refusal have no stack: thousands of them must cost little', () => {
  const { stackTraceLimit } = Error;

  expect(new InputError('An id is missing.').stack).not.toContain('\n');
  expect(refusal('OVERLOADED').stack).not.toContain('\n');
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});
