import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';
import { holdTimers } from '../support/clock.ts';
import {
  type Ask,
  answer,
  type Behaviour,
  type FaultyUpstream,
  reset,
  TEST_KEY,
  withFaultyUpstream,
} from '../support/faulty-upstream.ts';
import { type WrittenLog, writtenLog } from '../support/written-log.ts';

const NO_SATELLITES = answer(200, { satellites: [] });

const withLog = (
  behave: Parameters<typeof withFaultyUpstream>[0],
  use: (ask: Ask, log: WrittenLog, upstream: FaultyUpstream) => Promise<void>,
) => {
  const log = writtenLog();
  return withFaultyUpstream(behave, { logger: log.logger }, (ask, upstream) => use(ask, log, upstream));
};

const operationLines = (log: WrittenLog) => log.lines().filter(({ msg }) => msg === 'operation');
const failureLines = (log: WrittenLog) => log.lines().filter(({ msg }) => msg === 'upstream call failed');

describe('The log', () => {
  test('has one line for an operation', () =>
    withLog(NO_SATELLITES, async (ask, log) => {
      await ask('query Sats { satellites { name } }', {}, { 'x-request-id': 'abc-1' });

      expect(log.lines()).toMatchObject([
        { requestId: 'abc-1', operation: 'Sats', type: 'query', upstreamCalls: 1, codes: [], msg: 'operation' },
      ]);
      expect(log.lines()[0]?.durationMs).toBeGreaterThan(0);
    }));

  test('has one line for each upstream call that failed, and says which were made again', () =>
    withLog(answer(503, 'busy'), async (ask, log) => {
      await ask('{ satellites { name } }');

      expect(failureLines(log)).toMatchObject([
        { upstream: 'ListSatellites', kind: 'unavailable', status: 503, isRetried: true },
        { upstream: 'ListSatellites', kind: 'unavailable', status: 503, isRetried: true },
        { upstream: 'ListSatellites', kind: 'unavailable', status: 503, isRetried: false },
      ]);
      expect(operationLines(log)).toMatchObject([{ upstreamCalls: 3, codes: ['UPSTREAM_UNAVAILABLE'] }]);
    }));

  test('has ten lines for the failed calls of one operation: those of bad ids are many', () =>
    withLog(answer(422, { detail: 'no such id' }), async (ask, log) => {
      const aliases = Array.from({ length: 60 }, (_, index) => `a${index}: order(id: "o${index}") { id }`);
      await ask(`{ ${aliases.join(' ')} }`);

      const warnings = failureLines(log).filter(({ level }) => level === pino.levels.values.warn);
      expect(failureLines(log).length).toBeGreaterThan(30);
      expect(warnings).toHaveLength(10);
    }));

  test('has the line of a failed call after many objects that are only missing', () => {
    let missing = 0;
    const allMissing = Promise.withResolvers<void>();
    const upstream: Parameters<typeof withFaultyUpstream>[0] = async (response, request) => {
      const isMissing = request.target.includes('/jobs/');
      if (!isMissing) await allMissing.promise;
      answer(isMissing ? 404 : 400, { error: { code: 'E', message: 'No.' } })(response, request);
      if (isMissing && ++missing === 20) allMissing.resolve();
    };

    return withLog(upstream, async (ask, log) => {
      const jobs = Array.from(
        { length: 20 },
        (_, index) => `a${index}: job(id: "j${index}", workflowId: "w") { state }`,
      );
      await ask(`{ ${jobs.join(' ')} aoi(id: "bad") { name } }`);

      const warnings = failureLines(log).filter(({ level }) => level === pino.levels.values.warn);
      expect(warnings).toMatchObject([{ upstream: 'GetAoiById', status: 400 }]);
    });
  });

  test('names the cause of a broken connection, without its address', () =>
    withLog(reset, async (ask, log, upstream) => {
      await ask('{ satellites { name } }');

      expect(failureLines(log)[0]).toMatchObject({
        status: null,
        cause: expect.stringMatching(/^(ECONNRESET|UND_ERR)/),
      });
      expect(log.text()).not.toContain(new URL(upstream.url).host);
    }));

  test('has one line for a document that was refused', () =>
    withLog(NO_SATELLITES, async (ask, log) => {
      await ask('{ nothing }');
      await ask('{ nothing');
      await ask('{ nothing');

      expect(operationLines(log).map(({ type, codes }) => [type, codes])).toEqual([
        ['unknown', ['GRAPHQL_VALIDATION_FAILED']],
        ['unknown', ['GRAPHQL_PARSE_FAILED']],
        ['unknown', ['GRAPHQL_PARSE_FAILED']],
      ]);
    }));

  test('holds neither the key, nor variables, nor the text of documents', () =>
    withLog(answer(400, { error: { code: 'bad', message: `No ${TEST_KEY} here` } }), async (ask, log) => {
      await ask('query ($id: ID!) { aoi(id: $id) { secretAlias: name } }', { id: 'secret-variable' });
      await ask('{ satellites { secretAlias: name } }');
      await ask('{ secretField }');

      expect(operationLines(log)).toHaveLength(3);
      expect(log.text()).not.toMatch(/secret|test-key/);
    }));

  test('tells callers apart by a hash that is not the key', () =>
    withLog(NO_SATELLITES, async (ask, log) => {
      for (const authorization of ['one', 'two', 'one']) await ask('{ satellites { name } }', {}, { authorization });

      const [first, second, third] = operationLines(log).map(({ credential }) => credential);
      expect(first).toMatch(/^[\w-]{12}$/);
      expect(second).not.toBe(first);
      expect(third).toBe(first);
    }));
});

async function metricsOf(gateway: Gateway): Promise<string> {
  const response = await gateway.handle.fetch('http://gateway.test/metrics');
  return response.text();
}

describe('/metrics', () => {
  test('counts operations, upstream calls, retries and codes', () => {
    let refusals = 1;
    return withFaultyUpstream(
      (response, request) => (refusals-- > 0 ? answer(503, 'busy') : NO_SATELLITES)(response, request),
      {},
      async (ask, upstream, gateway) => {
        await ask('query Sats { satellites { name } }');
        await ask('{ nothing }');

        const text = await metricsOf(gateway);

        expect(text).toContain('gateway_operations_total{type="query",outcome="ok"} 1');
        expect(text).toContain('gateway_operations_total{type="unknown",outcome="errors"} 1');
        expect(text).toContain('gateway_operation_errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1');
        expect(text).toContain('gateway_upstream_calls_total{operation="ListSatellites",status="503"} 1');
        expect(text).toContain('gateway_upstream_calls_total{operation="ListSatellites",status="200"} 1');
        expect(text).toContain('gateway_upstream_retries_total{operation="ListSatellites"} 1');
        expect(text).not.toMatch(/Sats|test-key/);
        expect(text).not.toContain(upstream.url);
      },
    );
  });

  test('counts calls that were shared in flight and those that the cache answered', () =>
    withFaultyUpstream(NO_SATELLITES, { referenceCacheTtlMs: 60_000 }, async (ask, _upstream, gateway) => {
      await Promise.all([ask('{ satellites { name } }'), ask('{ satellites { name } }')]);
      await ask('{ satellites { name } }');

      const text = await metricsOf(gateway);

      expect(text).toContain('gateway_upstream_calls_spared_total{operation="ListSatellites",by="flight"} 1');
      expect(text).toContain('gateway_upstream_calls_spared_total{operation="ListSatellites",by="cache"} 1');
      expect(text).toContain('gateway_upstream_calls_total{operation="ListSatellites",status="200"} 1');
    }));

  test('a status without a name is counted by its class, so the API cannot add hundreds of series', () => {
    let status = 519;
    return withFaultyUpstream(
      (response, request) => answer(status++, 'odd')(response, request),
      {},
      async (ask, _upstream, gateway) => {
        await ask('{ satellites { name } }');
        await ask('{ satellites { name } }');

        const statuses = (await metricsOf(gateway)).match(/(?<=gateway_upstream_calls_total\{.*status=")[^"]+/g);

        expect(statuses).toEqual(['5xx']);
      },
    );
  });

  test('counts values in a form that is not declared', () =>
    withFaultyUpstream(answer(200, { satellites: 'none' }), {}, async (ask, _upstream, gateway) => {
      await ask('{ satellites { name } }');

      expect(await metricsOf(gateway)).toContain(
        'gateway_upstream_drift_total{operation="ListSatellites",field="satellites"} 1',
      );
    }));

  test('a name or a code that a caller makes up adds no series', () =>
    withFaultyUpstream(NO_SATELLITES, {}, async (ask, _upstream, gateway) => {
      const seriesAfter = async (name: string) => {
        await ask(`query ${name} { satellites { name } }`);
        return (await metricsOf(gateway)).split('\n').length;
      };

      // The first look at the figures asks the API whether it is up: a call with figures of its own.
      await seriesAfter('Zero');
      expect(await seriesAfter('One')).toBe(await seriesAfter('Two'));
    }));
});

describe('Health', () => {
  const health = async (gateway: Gateway, path: string) =>
    (await gateway.handle.fetch(`http://gateway.test${path}`)).status;

  // A ping may take two seconds, and what it has shown is kept as long.
  beforeEach(() => void holdTimers());

  test('says whether the upstream answers its ping, which is asked once for many', () =>
    withFaultyUpstream(answer(200, '"pong"'), {}, async (_ask, upstream, gateway) => {
      const statuses = [await health(gateway, '/health/upstream'), await health(gateway, '/health/upstream')];

      expect(statuses).toEqual([200, 200]);
      expect(await metricsOf(gateway)).toContain('gateway_upstream_up 1');
      expect(upstream.requests.map(({ target }) => target)).toEqual(['/ping']);
      expect(upstream.requests[0]?.headers.authorization).toBeUndefined();
    }));

  test('the metrics do not wait for a ping that hangs', () => {
    const held: (() => void)[] = [];
    const pong = answer(200, '"pong"');
    const hold: Behaviour = (...call) => held.push(() => pong(...call));
    return withFaultyUpstream(hold, {}, async (_ask, upstream, gateway) => {
      expect(await metricsOf(gateway)).toContain('gateway_upstream_up 0');

      // The ping may not have arrived yet.
      upstream.behave = pong;
      for (const go of held) go();
      expect(await health(gateway, '/health/upstream')).toBe(200);
    });
  });

  test('lives and is ready while the upstream is down, and says that it is', () =>
    withFaultyUpstream(reset, {}, async (_ask, _upstream, gateway) => {
      expect(await health(gateway, '/health/upstream')).toBe(503);
      expect(await metricsOf(gateway)).toContain('gateway_upstream_up 0');
      expect(await health(gateway, '/health/ready')).toBe(200);
      expect(await health(gateway, '/health/live')).toBe(200);
    }));

  test('is not ready while the upstream is down, where readiness includes it', () =>
    withFaultyUpstream(reset, { readinessChecksUpstream: true }, async (_ask, upstream, gateway) => {
      expect(await health(gateway, '/health/ready')).toBe(503);
      expect(upstream.requests.length).toBeGreaterThan(0);
    }));

  test('is not ready from the moment on which it drains', async () => {
    const gateway = createGateway({ apiUrl: 'http://127.0.0.1:9', maxEventLoopLagMs: 60_000 });
    gateway.drain();

    expect(await health(gateway, '/health/ready')).toBe(503);
    expect(await health(gateway, '/health/live')).toBe(200);
    await gateway.close();
  });
});
