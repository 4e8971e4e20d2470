import { expect, test } from 'vitest';
import { AnswerMemory } from '../../src/upstream/http/answer-memory.ts';

/** Bodies of one memory of 100 bytes, and which of them are paused. */
function bodies(...names: string[]) {
  const memory = new AnswerMemory(100);
  const paused = new Set<string>();
  const all = names.map((name) => {
    const reception = memory.begin();
    const flow = { pause: () => paused.add(name), resume: () => paused.delete(name) };
    return { add: (bytes: number) => reception.add(bytes, flow), end: () => reception.end() };
  });
  return { memory, paused, all };
}

test('past the bound all bodies pause but the oldest', () => {
  const { paused, all } = bodies('a', 'b', 'c');

  for (const body of all) body.add(40);
  for (const body of all.slice(0, 2)) body.add(40);

  expect([...paused]).toEqual(['c', 'b']);
});

test('when one ends, the next resumes, and more if there is room', () => {
  const { memory, paused, all } = bodies('a', 'b', 'c', 'd');
  const [a, b] = all;
  a?.add(80);
  for (const body of all.slice(1)) body.add(40);
  expect([...paused]).toEqual(['b', 'c', 'd']);

  a?.end();
  expect([...paused]).toEqual(['c', 'd']);

  b?.end();
  expect([[...paused], memory.bytes]).toEqual([[], 80]);
});

test('a cancelled body holds nothing', () => {
  const { memory, all } = bodies('a');
  const [a] = all;
  a?.add(500);

  a?.end();
  a?.end();

  expect(memory.bytes).toBe(0);
});
