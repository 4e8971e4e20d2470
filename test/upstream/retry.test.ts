import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OperationName } from '../../src/contract/operations.ts';
import { type FailureKind, UpstreamFailure } from '../../src/upstream/failure.ts';
import { RetryBudget } from '../../src/upstream/http/retry.ts';

const NAME: OperationName = 'ListSatellites';

/** A retry budget whose pauses take no time and are written down, with half of every random spread. */
function given() {
  const pauses: number[] = [];
  const retries = new RetryBudget(
    () => 0.5,
    async (ms) => void pauses.push(ms),
  );
  return { retries, pauses };
}

/** Runs a call that fails so on each of the first tries; answers how often it was tried. */
async function triesOf(
  retries: RetryBudget,
  failures: UpstreamFailure[],
  remainingMs = 30_000,
  key: string = randomUUID(),
): Promise<number> {
  let tries = 0;
  const send = async () => {
    tries += 1;
    const failure = failures[tries - 1];
    if (failure) throw failure;
  };
  const signal = new AbortController().signal;
  await retries.run(send, () => ({ signal, key, remainingMs, mayCallAgain: true, onRetry: () => {} })).catch(() => {});
  return tries;
}

const failed = (kind: FailureKind, status?: number, retryAfterSeconds?: number) =>
  new UpstreamFailure(kind, NAME, { status, retryAfterSeconds });

describe('The retry budget', () => {
  test.each([
    ['no connection', failed('unavailable')],
    ['500', failed('unavailable', 500)],
    ['502', failed('unavailable', 502)],
    ['503', failed('unavailable', 503)],
    ['504', failed('timeout', 504)],
    ['429 that says until when', failed('rateLimited', 429, 1)],
  ])('%s is tried again', async (_name, failure) => {
    expect(await triesOf(given().retries, [failure])).toBe(2);
  });

  test('one caller’s rate limit does not use up the retries of others', async () => {
    const { retries } = given();

    for (let call = 0; call < 30; call += 1) await triesOf(retries, [failed('rateLimited', 429, 60)]);

    expect(await triesOf(retries, [failed('unavailable', 503)])).toBe(2);
  });

  test.each([
    ['400', failed('badRequest', 400)],
    ['403', failed('forbidden', 403)],
    ['404', failed('notFound', 404)],
    ['429 that does not say until when', failed('rateLimited', 429)],
    ['501', failed('unavailable', 501)],
    ['an answer that cannot be decoded', failed('invalidAnswer', 200)],
    ['a caller who left', failed('aborted')],
    ['an open circuit', new UpstreamFailure('unavailable', NAME, { wasNotSent: true, isLasting: true })],
  ])('%s is not tried again', async (_name, failure) => {
    expect(await triesOf(given().retries, [failure])).toBe(1);
  });

  test('two more tries, with pauses that double', async () => {
    const { retries, pauses } = given();
    const down = failed('unavailable');

    expect(await triesOf(retries, [down, down, down, down])).toBe(3);
    expect(pauses).toEqual([50, 100]);
  });

  test('never earlier than the upstream requires', async () => {
    const { retries, pauses } = given();

    await triesOf(retries, [failed('unavailable', 503, 2)]);

    expect(pauses).toEqual([2050]);
  });

  test('a wait that the deadline does not allow is left to the caller', async () => {
    expect(await triesOf(given().retries, [failed('rateLimited', 429, 2)], 1500)).toBe(1);
    expect(await triesOf(given().retries, [failed('rateLimited', 429, 60)], 90_000)).toBe(1);
  });

  test('one request that always fails does not use up the retries of others', async () => {
    const { retries } = given();
    const down = failed('unavailable', 502);

    for (let call = 0; call < 30; call += 1) await triesOf(retries, [down, down, down], 30_000, 'the same');

    expect(await triesOf(retries, [down])).toBe(2);
  });

  test('in an outage retries die out, and come back with success', async () => {
    const { retries } = given();
    const down = failed('unavailable');
    let tries = 0;
    for (let call = 0; call < 100; call += 1) tries += await triesOf(retries, [down, down, down]);

    expect(tries).toBeLessThan(110);
    expect(await triesOf(retries, [down])).toBe(1);
    for (let call = 0; call < 130; call += 1) await triesOf(retries, []);
    expect(await triesOf(retries, [down])).toBe(2);
  });
});
