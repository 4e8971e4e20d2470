import { Source } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createGateway } from '../../src/server/gateway.ts';
import { type Event, type LiveGateway, withLiveGateway } from '../live/live-gateway.ts';

/** The codes that a query ends with, whether the transport gives them as a result or as a refusal. */
async function codesOf(events: AsyncIterableIterator<Event>): Promise<unknown[]> {
  try {
    for await (const { errors = [] } of events) return errors.map(({ extensions }) => extensions?.code);
    return [];
  } catch (refusal) {
    const errors = Array.isArray(refusal) ? refusal : [refusal];
    return errors.map((error: { extensions?: { code?: string } }) => error.extensions?.code);
  }
}

const DEEP = `{ project(id: "p") { ${'aois { nodes { project { '.repeat(12)} id ${'} } }'.repeat(12)} } }`;
const LARGE = '{ projects(first: 500) { nodes { aois(first: 500) { nodes { name status } } } } }';
const LARGE_SUBSCRIPTION = `subscription { aoiProgress(id: "a") { project { aois(first: 500) { nodes { project { aois(first: 500) { nodes {
  name state } } } } } } } }`;

describe.each(['sse', 'webSocket'] as const)('Over %s', (transport) => {
  const ask = (live: LiveGateway, query: string) => codesOf(live[transport](query));

  test('limits hold, and nothing is called', () =>
    withLiveGateway({}, async (live) => {
      for (const query of [DEEP, LARGE, LARGE_SUBSCRIPTION]) {
        expect(await ask(live, query)).toEqual(['OPERATION_TOO_LARGE']);
      }
      expect(live.calls).toEqual([]);
    }));

  test('the schema is hidden if introspection is off', () =>
    withLiveGateway({ hasIntrospection: false }, async (live) => {
      expect(await ask(live, '{ __schema { types { name } } }')).toContain('GRAPHQL_VALIDATION_FAILED');
    }));

  test('only registered documents run if documents must be trusted', () =>
    withLiveGateway({ trustedDocuments: { who: '{ __typename }' } }, async (live) => {
      expect(await ask(live, '{ __typename }')).toEqual([]);
      expect(await ask(live, '{ __typename } ')).toEqual(['OPERATION_NOT_TRUSTED']);
    }));

  test('subscriptions are counted while they run', () =>
    withLiveGateway({}, async (live) => {
      live.answerWith(() => ({ aoi_id: 'a', name: 'n', status: 'running', progress: 3 }));
      const running = async () => {
        const response = await live.gateway.handle.fetch('http://gateway.test/metrics');
        return /^gateway_subscriptions (\d+)$/m.exec(await response.text())?.[1];
      };

      const events = live[transport]('subscription { aoiProgress(id: "a") { progress } }');
      await events.next();
      const during = await running();
      live.gateway.drain();
      for await (const _event of events);

      expect(during).toBe('1');
      expect(await running()).toBe('0');
    }));
});

test('a text that is not registered is refused before it is parsed', async () => {
  const gateway = createGateway({ apiUrl: 'http://127.0.0.1:9', trustedDocuments: { who: '{ __typename }' } });
  const source = new Source(`{ satellites { ${'name '.repeat(100)}} }`);
  const { body } = source;
  let reads = 0;
  Object.defineProperty(source, 'body', {
    get() {
      reads += 1;
      return body;
    },
  });
  const request = new Request('http://gateway.test/graphql', { method: 'POST' });

  expect(() => gateway.handle.getEnveloped({ request, params: {} }).parse(source)).toThrow(
    'Only registered operations run here.',
  );
  await gateway.close();

  // The parser reads it for each token.
  expect(reads).toBeLessThan(10);
});
