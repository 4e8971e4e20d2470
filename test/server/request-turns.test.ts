import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { InputError } from '../../src/resolvers/input/input-error.ts';
import { refusal } from '../../src/server/errors/refusal.ts';
import { withGateway } from '../support/gateway.ts';

/** Counts the turns of the event loop while work is done. */
async function countingTurns(work: (turnNow: () => number) => Promise<unknown>): Promise<void> {
  let turns = 0;
  let isOver = false;
  const count = async () => {
    for (; !isOver; turns += 1) await turn();
  };
  const counted = count();
  await work(() => turns);
  isOver = true;
  await counted;
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

    const turns = new Set<number>();
    await countingTurns(async (turnNow) => {
      const answered = requests.map(async (request) => {
        const response = await fetch(request);
        turns.add(turnNow());
        expect(await response.text()).toContain('has a field');
      });
      await Promise.all(answered);
    });

    // One is more than what a turn is for. If all were parsed and checked in the turn in which they arrive, that would be one or two.
    expect(turns.size).toBeGreaterThan(2);
  }));

test('a problem of an input and a refusal have no stack: thousands of them must cost little', () => {
  const { stackTraceLimit } = Error;

  expect(new InputError('An id is missing.').stack).not.toContain('\n');
  expect(refusal('OVERLOADED').stack).not.toContain('\n');
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});
