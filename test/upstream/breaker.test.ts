import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FailureKind, UpstreamFailure } from '../../src/upstream/failure.ts';
import { type BreakerState, Breakers } from '../../src/upstream/http/breaker.ts';

/** One caller who asks the same again and again. */
const ORIGIN = { credential: 'a', key: 'a GET /v0/aois' };
const originOf = (credential: string, input: number) => ({ credential, key: `${credential} POST /v0/aois ${input}` });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function given() {
  const states: BreakerState[] = [];
  const breakers = new Breakers(30_000, (_name, state) => states.push(state));
  let sent = 0;
  const failing = (kind: FailureKind, status?: number, isLasting?: boolean) => () => {
    sent += 1;
    return Promise.reject(new UpstreamFailure(kind, 'ListAois', { status, isLasting }));
  };
  const answering = async () => {
    sent += 1;
    return 'answer';
  };
  /** Makes calls, a hundred of them in a bit less than ten seconds, and stops where the circuit opens. */
  const many = async (send: () => Promise<unknown>) => {
    for (let call = 0; call < 120 && states.at(-1) !== 'open'; call += 1) {
      vi.advanceTimersByTime(80);
      await breakers.run('ListAois', ORIGIN, send).catch(() => {});
    }
  };
  return { breakers, states, failing, answering, many, sent: () => sent };
}

describe('Breakers', () => {
  test.each([
    ['no connection', 'unavailable', undefined],
    ['502', 'unavailable', 502],
    ['503', 'unavailable', 503],
    ['504', 'timeout', 504],
  ] as const)('many failures (%s) open the circuit, and calls fail at once', async (_name, kind, status) => {
    const { breakers, failing, answering, many, states, sent } = given();

    await many(failing(kind, status));
    const sentBefore = sent();
    const refused = await breakers.run('ListAois', ORIGIN, answering).catch((error: unknown) => error);

    expect(states[0]).toBe('open');
    expect(sentBefore).toBeLessThan(120);
    expect(refused).toMatchObject({
      kind: 'unavailable',
      wasNotSent: true,
      status: undefined,
      isOutcomeUnknown: false,
    });
    expect(sent()).toBe(sentBefore);
  });

  test.each([
    ['400', 'badRequest', 400],
    ['403', 'forbidden', 403],
    ['404', 'notFound', 404],
    ['429', 'rateLimited', 429],
    ['500', 'unavailable', 500],
    ['a caller who left', 'aborted', undefined],
    ['a timeout that the operation had brought along', 'timeout', undefined],
    ["a proxy's refusal", 'unavailable', 403, true],
  ] as const)('%s never opens it', async (_name, kind, status, isLasting?: boolean) => {
    const { failing, many, states, sent } = given();

    await many(failing(kind, status, isLasting));

    expect(states).toEqual([]);
    expect(sent()).toBe(120);
  });

  test('a failure more than ten seconds ago does not stop its caller', async () => {
    const { breakers, failing, answering, many, states } = given();
    const earlier = originOf('b', 1);
    await breakers.run('ListAois', earlier, failing('unavailable')).catch(() => {});
    vi.advanceTimersByTime(11_000);

    await many(failing('unavailable'));

    expect(states).toEqual(['open']);
    expect(await breakers.run('ListAois', earlier, answering)).toBe('answer');
  });

  test('a timeout that gave the upstream a fair time counts', async () => {
    const { breakers, states } = given();
    const hanging = async () => {
      await new Promise((resolve) => setTimeout(resolve, 6000));
      throw new UpstreamFailure('timeout', 'ListAois');
    };

    const calls = Promise.allSettled(Array.from({ length: 120 }, () => breakers.run('ListAois', ORIGIN, hanging)));
    await vi.advanceTimersByTimeAsync(6000);
    await calls;

    expect(states).toEqual(['open']);
  });

  test('one operation that is down leaves the others alone', async () => {
    const { breakers, failing, answering, many } = given();

    await many(failing('unavailable'));

    expect(await breakers.run('ListProjects', ORIGIN, answering)).toBe('answer');
  });

  test('after a pause one call tries, and closes the circuit', async () => {
    const { breakers, failing, answering, many, states } = given();
    await many(failing('unavailable'));
    vi.advanceTimersByTime(6000);

    expect(await breakers.run('ListAois', ORIGIN, answering)).toBe('answer');
    expect(await breakers.run('ListAois', ORIGIN, answering)).toBe('answer');
    expect(states.slice(-2)).toEqual(['halfOpen', 'closed']);
  });

  test('a try whose caller leaves decides nothing', async () => {
    const { breakers, failing, many, states } = given();
    await many(failing('unavailable'));
    vi.advanceTimersByTime(6000);

    await breakers.run('ListAois', ORIGIN, failing('aborted')).catch(() => {});

    expect(states.slice(-2)).toEqual(['halfOpen', 'open']);
  });

  test('while one call tries, the others are refused at once; one that hangs does not keep the circuit undecided', async () => {
    const { breakers, failing, answering, many, states } = given();
    await many(failing('unavailable'));
    vi.advanceTimersByTime(6000);

    const first = breakers.run('ListAois', ORIGIN, () => new Promise((resolve) => setTimeout(resolve, 20_000, 'late')));
    const second = await breakers.run('ListAois', ORIGIN, answering).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(5000);
    const stateAfterFiveSeconds = states.at(-1);
    await vi.advanceTimersByTimeAsync(15_000);

    expect(second).toMatchObject({ wasNotSent: true });
    expect(stateAfterFiveSeconds).toBe('open');
    expect(await first).toBe('late');
    expect(await breakers.run('ListAois', ORIGIN, answering)).toBe('answer');
  });
});

describe('A circuit that is open', () => {
  /** Opens it by failures of these callers and inputs in turn. */
  async function openedBy(...origins: ReturnType<typeof originOf>[]) {
    const { breakers, failing, answering, states } = given();
    for (let call = 0; states.at(-1) !== 'open'; call += 1) {
      vi.advanceTimersByTime(80);
      const origin = origins[call % origins.length] ?? ORIGIN;
      await breakers.run('ListAois', origin, failing('unavailable', 502)).catch(() => {});
    }
    const isHeldBack = async (origin: ReturnType<typeof originOf>) => {
      const outcome = await breakers.run('ListAois', origin, answering).catch((error: unknown) => error);
      return outcome !== 'answer';
    };
    return { isHeldBack, breakers, failing };
  }
  const inputs = (credential: string, count: number) =>
    Array.from({ length: count }, (_, i) => originOf(credential, i));

  test('by one request holds back that request alone', async () => {
    const { isHeldBack } = await openedBy(originOf('a', 0));

    expect(await isHeldBack(originOf('a', 0))).toBe(true);
    expect(await isHeldBack(originOf('a', 1))).toBe(false);
    expect(await isHeldBack(originOf('b', 0))).toBe(false);
  });

  test('by several requests of one caller holds back that caller alone', async () => {
    const { isHeldBack } = await openedBy(...inputs('a', 5));

    expect(await isHeldBack(originOf('a', 99))).toBe(true);
    expect(await isHeldBack(originOf('b', 0))).toBe(false);
  });

  test('by several callers holds back everyone', async () => {
    const { isHeldBack } = await openedBy(originOf('a', 0), originOf('b', 0), originOf('c', 0));

    expect(await isHeldBack(originOf('d', 0))).toBe(true);
  });

  test('holds back everyone as soon as the calls of others fail, too', async () => {
    const { isHeldBack, breakers, failing } = await openedBy(originOf('a', 0));

    for (const other of ['b', 'c']) {
      await breakers.run('ListAois', originOf(other, 0), failing('unavailable', 502)).catch(() => {});
    }

    expect(await isHeldBack(originOf('d', 0))).toBe(true);
  });
});
