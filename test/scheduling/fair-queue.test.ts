import { describe, expect, test } from 'vitest';
import { FairQueue, QueueFull } from '../../src/scheduling/fair-queue.ts';

const never = new AbortController().signal;

/** A queue whose one place is taken, and the order in which those who wait are let in. */
function crowded(maxWaiting = 100) {
  const queue = new FairQueue(1, maxWaiting);
  void queue.acquire('first', never);
  const order: string[] = [];
  const wait = (credential: string, name: string, signal = never) =>
    queue.acquire(credential, signal)?.then(() => order.push(name));
  return { queue, order, wait };
}

async function leaveTimes(queue: FairQueue, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    queue.release('first');
    await Promise.resolve();
    await Promise.resolve();
  }
}

describe('FairQueue', () => {
  test('a free place costs no promise', () => {
    const queue = new FairQueue(2, 10);

    expect([queue.acquire('a', never), queue.acquire('a', never)]).toEqual([undefined, undefined]);
    expect(queue.acquire('a', never)).toBeInstanceOf(Promise);
  });

  test('credentials take turns, each in its own order', async () => {
    const { queue, order, wait } = crowded();
    for (const name of ['a1', 'a2', 'a3', 'a4']) void wait('a', name);
    for (const name of ['b1', 'b2']) void wait('b', name);
    void wait('c', 'c1');

    await leaveTimes(queue, 7);

    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
  });

  test('a single read goes next but one, whatever else waits', async () => {
    const { queue, order, wait } = crowded(10_000);
    for (let i = 0; i < 1000; i += 1) void wait('greedy', `greedy ${i}`);
    void wait('modest', 'modest');

    await leaveTimes(queue, 2);

    expect(order).toEqual(['greedy 0', 'modest']);
  });

  test('one that gives up leaves its line, and its place goes to the next', async () => {
    const { queue, order, wait } = crowded();
    const leaving = new AbortController();
    const left = wait('a', 'a1', leaving.signal);
    void wait('b', 'b1');

    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await leaveTimes(queue, 1);

    expect(order).toEqual(['b1']);
    expect(queue.waiting).toBe(0);
  });

  test('every place comes back', async () => {
    const { queue, wait } = crowded();
    void wait('a', 'a1');

    await leaveTimes(queue, 2);

    expect(queue.acquire('b', never)).toBeUndefined();
  });

  test('past the bound only the longest lines are cut', () => {
    const { queue, wait } = crowded(4);
    for (const name of ['a1', 'a2', 'a3', 'a4']) void wait('a', name);

    expect(() => queue.acquire('a', never)).toThrow(QueueFull);
    expect(queue.acquire('b', never)).toBeInstanceOf(Promise);
    expect(queue.waiting).toBe(5);
  });

  test('a fifth is left to credentials that hold little', () => {
    const queue = new FairQueue(128, 100);
    const taken = (credential: string) => {
      let places = 0;
      while (queue.tryAcquire(credential, 1)) places += 1;
      return places;
    };

    expect(['a', 'b', 'c', 'd'].map(taken)).toEqual([103, 2, 2, 2]);
  });

  test('a place that comes back goes to a credential that may have it', async () => {
    const queue = new FairQueue(10, 100);
    const order: string[] = [];
    for (let i = 0; i < 8; i += 1) void queue.acquire('greedy', never);
    for (const name of ['greedy', 'b', 'c', 'd']) void queue.acquire(name, never)?.then(() => order.push(name));

    queue.release('b');
    await Promise.resolve();

    expect(order).toEqual(['d']);
    expect(queue.waiting).toBe(1);
  });
});
