import { createSchema, createYoga } from 'graphql-yoga';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LoadMonitor } from '../../src/server/observe/load-monitor.ts';
import { useLoadShedding } from '../../src/server/plugins/use-load-shedding.ts';

describe('Load shedding', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('one late turn is no overload, a loop that stays late is, and it passes', () => {
    let delayMs = 0;
    const load = new LoadMonitor(500, () => delayMs);
    const isOverloadedWhen = (windows: number, delay: number) => {
      delayMs = delay;
      vi.advanceTimersByTime(windows * 500);
      return load.isOverloaded;
    };

    expect(isOverloadedWhen(1, 4000)).toBe(false);
    expect(isOverloadedWhen(5, 20)).toBe(false);
    expect(isOverloadedWhen(3, 600)).toBe(true);
    expect(isOverloadedWhen(1, 20)).toBe(false);
    load.close();
  });

  test('under overload a request is turned away with 503 before it is read, and says when to come back', async () => {
    let isOverloaded = true;
    let shed = 0;
    const server = createYoga({
      schema: createSchema({ typeDefs: 'type Query { a: Int }' }),
      logging: false,
      plugins: [
        useLoadShedding(
          () => isOverloaded,
          () => {
            shed += 1;
          },
        ),
      ],
    });
    const request = () =>
      server.fetch('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ a }' }),
      });

    const refused = await request();
    isOverloaded = false;
    const answered = await request();

    // A WebSocket brings operations without requests.
    isOverloaded = true;
    const params = { query: '{ a }' };
    const overSocket = await server.getResultForParams(
      { params, request: new Request('http://gateway.test/graphql') },
      {},
    );

    expect(overSocket).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED', retryable: true } }] });
    expect(answered.status).toBe(200);
    expect(shed).toBe(2);
  });
});
