import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/contract/operation.ts';
import { operations } from '../../src/contract/operations.ts';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { DEFAULTS } from '../../src/server/defaults.ts';
import { createGateway } from '../../src/server/gateway.ts';
import type { Tracing } from '../../src/server/observe/tracing.ts';
import { holdTimers } from '../support/clock.ts';
import { answer, type Behaviour, hang, reset, stall, startFaultyUpstream, tear } from '../support/faulty-upstream.ts';

/** What an upstream can do wrong, and the code that tells of it. */
const FAULTS: [name: string, behaviour: Behaviour, code: string][] = [
  ['a 500', answer(500, { error: { code: 'internal', message: 'oh' } }), 'UPSTREAM_UNAVAILABLE'],
  ['a 502 with HTML', answer(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }), 'UPSTREAM_UNAVAILABLE'],
  ['a 429', answer(429, { error: { message: 'slow down' } }, { 'retry-after': '30' }), 'RATE_LIMITED'],
  ['no answer', hang, 'UPSTREAM_TIMEOUT'],
  ['a reset', reset, 'UPSTREAM_UNAVAILABLE'],
  ['a torn answer', tear, 'UPSTREAM_UNAVAILABLE'],
  ['an answer that is no JSON', answer(200, 'hello'), 'UPSTREAM_INVALID_RESPONSE'],
  ['a body that never ends', stall, 'UPSTREAM_TIMEOUT'],
  ['a 403', answer(403, { error: { code: 'forbidden', message: 'no' } }), 'FORBIDDEN'],
];

/** What only the deadline ends. */
const ENDLESS: readonly Behaviour[] = [hang, stall];

/** Three levels of one query, and which upstream operation answers which field. */
const QUERY = `{
  projects(first: 2) { nodes { title
    aois(first: 2) { nodes { name satellite { name } assets(first: 2) { nodes { id } } } }
  } }
}`;
const READS = ['ListProjects', 'ListAois', 'ListSatellites', 'ListAssets'] as const;

interface Body {
  data: unknown;
  errors?: { path: (string | number)[]; extensions: { code: string; retryAfterSeconds?: number } }[];
}

/** A gateway over a sandbox, with a road between them on which one operation can be made to fail. */
async function withFaultOn(
  use: (given: { ask(): Promise<Body>; fail(operation: string | null, behaviour?: Behaviour): void }) => Promise<void>,
): Promise<void> {
  const pass = holdTimers();
  const sandbox = await startSandbox();
  let failing: RegExp | null = null;
  let fault: Behaviour = hang;
  let [inFlight, endless] = [0, 0];
  /** The time is over when nothing is in flight but what never ends, and what that has written has arrived. */
  const settle = (turns = 3): void => {
    if (turns > 0) setImmediate(settle, turns - 1);
    else if (inFlight > 0 && inFlight === endless) pass(DEFAULTS.timeoutMs);
  };
  const tracing: Tracing = {
    plugin: {},
    traced: (schema) => schema,
    startCall() {
      inFlight += 1;
      const end = () => {
        inFlight -= 1;
        settle();
      };
      return { headers: {}, end };
    },
    close: async () => {},
  };
  const road = await startFaultyUpstream(async (response, request) => {
    const [path = ''] = request.target.split('?');
    if (failing?.test(path)) {
      if (ENDLESS.includes(fault)) {
        endless += 1;
        response.once('close', () => (endless -= 1));
      }
      fault(response, request);
      return settle();
    }
    const passed = await fetch(sandbox.url + request.target, {
      headers: { authorization: request.headers.authorization ?? '' },
    });
    response.writeHead(passed.status, { 'content-type': 'application/json' }).end(await passed.text());
  });
  const gateway = createGateway({
    apiUrl: road.url,
    maxEventLoopLagMs: 60_000,
    referenceCacheTtlMs: 0,
    tracing,
  });
  try {
    await use({
      async ask() {
        const response = await gateway.handle.fetch('http://gateway.test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: demoKeys.orchard },
          body: JSON.stringify({ query: QUERY }),
        });
        return (await response.json()) as Body;
      },
      fail(operation, behaviour = hang) {
        const row: Operation | undefined = (operations as Record<string, Operation>)[operation ?? ''];
        failing = row ? new RegExp(`^${row.path.replace(/\{[^}]+\}/g, '[^/]+')}$`) : null;
        fault = behaviour;
      },
    });
  } finally {
    // First the gateway: it waits for the calls that were started early and are still on the road.
    await gateway.close();
    await road.close();
    await sandbox.close();
  }
}

/** The answer with null at each path, as the schema lets it be. */
function withNullAt(data: unknown, paths: (string | number)[][]): unknown {
  const copy = structuredClone(data);
  for (const path of paths) {
    let place = copy as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>;
    place[path.at(-1) ?? ''] = null;
  }
  return copy;
}

describe.each(READS)('When %s fails', (operation) => {
  test.each(FAULTS)('with %s, the rest is whole and the next answer is good', async (_name, behaviour, code) => {
    await withFaultOn(async ({ ask, fail }) => {
      const good = await ask();
      fail(operation, behaviour);
      const bad = await ask();
      fail(null);
      const after = await ask();

      expect(good.errors).toBeUndefined();
      expect(new Set(bad.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
      expect(bad.data).toEqual(withNullAt(good.data, bad.errors?.map(({ path }) => path) ?? []));
      expect(after).toEqual(good);
    });
  });
});

describe('A 429', () => {
  test('says when to come back', () =>
    withFaultOn(async ({ ask, fail }) => {
      fail('ListProjects', answer(429, 'slow down', { 'retry-after': '30' }));

      const { errors } = await ask();

      expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 30, retryable: true } }]);
    }));
});
