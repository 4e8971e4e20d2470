import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { decodeAnswer } from '../../src/upstream/http/answer.ts';
import { Call } from '../../src/upstream/http/call.ts';
import { CallRecord } from '../../src/upstream/http/call-record.ts';
import { Deadline } from '../../src/upstream/http/deadline.ts';
import { decodingOnce } from '../../src/upstream/http/unchanged-answers.ts';
import { goldenCosts } from '../costs/golden.ts';
import { withGateway } from '../support/gateway.ts';

afterEach(() => vi.restoreAllMocks());

const signal = new AbortController().signal;
const callerOf = (credential: string) => ({
  authorization: 'key',
  credential,
  requestId: 'r',
  signal,
  record: new CallRecord(),
});

/** A read of one page of AOIs. */
function callOf(credential: string, offset: number): Call {
  const input = { query: { offset, limit: 20 } };
  return new Call('ListAois', input, callerOf(credential), new Deadline(signal, 60_000), undefined);
}

const responseOf = (value: unknown, status = 200) => ({
  status,
  headers: {},
  body: Buffer.from(JSON.stringify(value)),
});

/** What decoding gave, whether a value or a failure. */
function outcomeOf(decode: () => unknown): unknown {
  try {
    return decode();
  } catch (failure) {
    return String(failure);
  }
}

function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

describe('A body that comes back unchanged', () => {
  test('is not decoded again, for the same request of the same credential', () => {
    const spared: number[] = [];
    const decode = decodingOnce(1000, (bytes) => spared.push(bytes));
    const aois = { aois: [{ aoi_id: 'a' }] };

    const first = decode(callOf('one', 0), responseOf(aois));
    const again = decode(callOf('one', 0), responseOf(aois));

    expect(again).toBe(first);
    expect(spared).toEqual([responseOf(aois).body.length]);
    expect(decode(callOf('other', 0), responseOf(aois))).not.toBe(first);
    expect(decode(callOf('one', 20), responseOf(aois))).not.toBe(first);
    expect(decode(callOf('one', 0), responseOf(aois, 206))).not.toBe(first);
    expect(spared).toHaveLength(1);
  });

  test('is kept ever more seldom while the answer changes every time, and always again once it stays the same', () => {
    let spared = 0;
    const decode = decodingOnce(100_000, () => {
      spared += 1;
    });
    let version = 0;
    /** Answers in a row of the same version, of which the first is not spared, until one is spared. */
    const repeatsUntilSpared = () => {
      version += 1;
      spared = 0;
      for (let repeats = 0; repeats < 100; repeats += 1) {
        decode(callOf('one', 0), responseOf({ aois: [version] }));
        if (spared > 0) return repeats;
      }
      return null;
    };
    const change = (times: number) => {
      for (let time = 0; time < times; time += 1)
        decode(callOf('one', 0), responseOf({ aois: [`other ${version++}`] }));
    };

    expect([repeatsUntilSpared(), repeatsUntilSpared()]).toEqual([1, 1]);
    change(3);
    expect(repeatsUntilSpared()).toBeLessThanOrEqual(4);
    change(1000);
    expect(repeatsUntilSpared()).toBeGreaterThan(3);
    expect(repeatsUntilSpared()).toBe(1);
  });

  test('is decoded as it would be without that, whatever comes in which order', () => {
    const body = fc.oneof(
      { weight: 3, arbitrary: fc.record({ aois: fc.array(fc.record({ aoi_id: fc.string() }), { maxLength: 3 }) }) },
      fc.constantFrom({}, null, { error: { code: 'x' } }, [], { result: { aois: [] } }),
    );
    const response = fc.record({
      credential: fc.constantFrom('one', 'other'),
      offset: fc.constantFrom(0, 20),
      status: fc.constantFrom(200, 200, 404),
      body,
    });
    fc.assert(
      fc.property(fc.array(response, { maxLength: 20 }), fc.integer({ min: 1, max: 500 }), (responses, maxBytes) => {
        const decode = decodingOnce(maxBytes);
        for (const { credential, offset, status, body: value } of responses) {
          const call = callOf(credential, offset);
          const given = outcomeOf(() => frozen(decode(call, responseOf(value, status))));
          expect(given).toEqual(outcomeOf(() => decodeAnswer(call, responseOf(value, status))));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is forgotten, the one used longest ago first, where all together have more bytes than allowed', () => {
    let spared = 0;
    const decode = decodingOnce(1000, () => {
      spared += 1;
    });
    const long = { aois: ['x'.repeat(400)] };
    const sparedOf = (offset: number) => {
      spared = 0;
      decode(callOf('one', offset), responseOf(long));
      return spared;
    };

    for (const offset of [1, 2, 3]) sparedOf(offset);

    expect([3, 2, 1, 2].map(sparedOf)).toEqual([1, 1, 0, 1]);
    expect(decodingOnce(300)(callOf('one', 1), responseOf(long))).toMatchObject({ value: long });
  });
});

test('Answers that are read over and over are mostly kept, even if they are slightly too large together', () => {
  let spared = 0;
  const decode = decodingOnce(10_000, () => {
    spared += 1;
  });
  const offsets = Array.from({ length: 24 }, (_, offset) => offset);
  const readAll = () => {
    spared = 0;
    for (const offset of offsets) decode(callOf('one', offset), responseOf({ aois: [offset, 'x'.repeat(400)] }));
    return spared;
  };

  readAll();

  // About 21 of 24 fit. Each answer that takes the place of another costs one more.
  for (let round = 0; round < 20; round += 1) expect(readAll()).toBeGreaterThanOrEqual(16);
});

test('Answers and calls are the same with it and without it, and no decoded value is ever changed', async () => {
  const parse = JSON.parse;
  vi.spyOn(JSON, 'parse').mockImplementation((text, reviver) => frozen(parse(text, reviver)));
  const sandbox = { now: () => Date.parse('2026-11-24T00:00:00Z') };
  const answersWith = async (unchangedAnswersBytes: number) => {
    const answers: unknown[] = [];
    await withGateway({ sandbox, unchangedAnswersBytes }, async ({ query, store }) => {
      for (const { query: source, variables } of Object.values(goldenCosts).flat()) {
        for (const authorization of [demoKeys.orchard, demoKeys.orchard, demoKeys.harbour]) {
          const { data, errors, calls } = await query(source, variables?.(store), { authorization });
          answers.push({ data, codes: errors?.map(({ extensions }) => extensions.code), calls: calls.toSorted() });
        }
      }
    });
    return answers;
  };

  expect(await answersWith(16 * 1024 * 1024)).toEqual(await answersWith(0));
});
