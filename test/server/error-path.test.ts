import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isErrorCode } from '../../src/server/errors/catalogue.ts';
import { KEY, type LiveGateway, withLiveGateway } from '../live/live-gateway.ts';
import { writtenLog } from '../support/written-log.ts';

const WORDS = 'Unsupported value: FOO for field colormap';
const QUERY = '{ project(id: "p") { title } }';
const BODY = JSON.stringify({ query: QUERY });

/** The first error of a response, whatever its format. */
async function errorOf(live: LiveGateway, accept: string, method = 'POST'): Promise<Record<string, unknown>> {
  const headers = { authorization: KEY, accept, 'content-type': 'application/json' };
  const response =
    method === 'POST'
      ? await fetch(live.url, { method: 'POST', headers, body: BODY })
      : await fetch(`${live.url}?query=${encodeURIComponent(QUERY)}`, { headers });
  const [body = ''] = /\{"errors".*\}|\{"data".*\}/.exec(await response.text()) ?? [];
  return (JSON.parse(body) as { errors: Record<string, unknown>[] }).errors[0] ?? {};
}

async function eventOf(live: LiveGateway, query: string): Promise<Record<string, unknown>> {
  const { value } = await live.webSocket(query).next();
  return { ...(value as { errors: Record<string, unknown>[] }).errors[0] };
}

const WAYS: Record<string, (live: LiveGateway) => Promise<Record<string, unknown>>> = {
  POST: (live) => errorOf(live, 'application/json'),
  GET: (live) => errorOf(live, 'application/json', 'GET'),
  'server-sent events': (live) => errorOf(live, 'text/event-stream'),
  multipart: (live) => errorOf(live, 'multipart/mixed'),
  WebSocket: (live) => eventOf(live, QUERY),
  'an event of a subscription': (live) => eventOf(live, 'subscription { aoiProgress(id: "a") { project { title } } }'),
};

test.each(Object.entries(WAYS))('over %s, an error has the words of Pixxel, once in log and metrics', (_way, send) => {
  const { logger, lines } = writtenLog();
  return withLiveGateway({ logger }, async (live) => {
    live.answerWith(({ url }) =>
      url?.includes('/projects')
        ? { status: 400, body: { error: { code: 'invalid', message: WORDS } } }
        : { aoi_id: 'a', name: 'n', status: 'success', progress: 100, project_id: 'p' },
    );

    const { message, extensions } = await send(live);

    expect(message).toBe(`Pixxel refused the input. ${WORDS}.`);
    expect(extensions).toEqual({
      code: 'BAD_USER_INPUT',
      requestId: expect.any(String),
      retryable: false,
      upstream: { operation: 'GetProjectById', status: 400, code: 'invalid', message: WORDS },
    });
    await expect
      .poll(() => lines().filter(({ msg }) => msg === 'operation'))
      .toMatchObject([{ codes: ['BAD_USER_INPUT'] }]);
    const metrics = await (await live.gateway.handle.fetch('http://gateway.test/metrics')).text();
    expect(metrics).toContain('gateway_operation_errors_total{code="BAD_USER_INPUT"} 1');
  });
});

test('every code that the source names is in the catalogue', () => {
  const named = globSync('src/server/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:code: |refusal\()'([A-Z_]+)'/g)].map(([, name]) => name),
  );

  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !isErrorCode(name))).toEqual([]);
});
