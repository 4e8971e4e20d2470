import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { endOfTurn } from '../../src/scheduling/end-of-turn.ts';

test('those who wait for the end of a turn go on after all that arrives in it, each step for all of them', async () => {
  const steps: string[] = [];
  const goOn = async (name: string) => {
    await endOfTurn();
    steps.push(`${name} decodes`);
    await Promise.resolve();
    steps.push(`${name} answers`);
  };
  void goOn('first');
  process.nextTick(() => {
    steps.push('second arrives');
    void goOn('second');
  });
  await turn();
  await turn();
  expect(steps).toEqual(['second arrives', 'first decodes', 'second decodes', 'first answers', 'second answers']);
});
