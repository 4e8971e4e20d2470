import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import { AoiProgressDocument, AoisDocument, createClient, type Warning } from '../../client/src/index.ts';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { toSubgraph } from '../../src/server/doors/federation.ts';
import { openMcp } from '../../src/server/doors/mcp/mcp.ts';
import { type LiveGateway, withLiveGateway } from '../live/live-gateway.ts';
import { answer, type Behaviour, TEST_KEY, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { onPort } from '../support/on-port.ts';

const RING = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const PARTS = { type: 'MultiPolygon', coordinates: [[RING], [RING]] };
const AOI = { aoi_id: 'a', status: 'processing', progress: 10, geometry: PARTS };

const leftOut = (list: string, operation: string, rows = 1) =>
  expect.objectContaining({ code: 'ROWS_LEFT_OUT', list, operation, rows });
const severalParts = (operation: string) =>
  expect.objectContaining({ code: 'UNUSABLE_VALUE', list: 'geometry', operation });

/** AOIs of which one is null, and assets of which two are. */
const lists: Behaviour = (response, request) => {
  const isFirst = /[?&]offset=0/.test(request.target);
  const assets = isFirst ? [null, { id: 'x' }, null] : [];
  answer(200, request.target.includes('/assets') ? { assets } : { aois: [AOI, null], pagination: { total: 2 } })(
    response,
    request,
  );
};

describe('extensions.warnings', () => {
  test('tell of lists within lists', () =>
    withFaultyUpstream(lists, {}, async (ask) => {
      const { extensions } = await ask('{ aois { nodes { assets { nodes { name } } } } }');

      expect(extensions?.warnings).toEqual([leftOut('aois', 'ListAois'), leftOut('assets', 'ListAssets', 2)]);
    }));

  test('count a row once, however many fields read the answer that it is missing from', () =>
    withFaultyUpstream(lists, {}, async (ask, { requests }) => {
      const { extensions } = await ask(
        '{ one: aois { nodes { status } } other: aois { nodes { status } totalCount } }',
      );

      expect(requests).toHaveLength(1);
      expect(extensions?.warnings).toEqual([leftOut('aois', 'ListAois')]);
    }));

  test('come with the part of a deferred result that they are about, and are not repeated', () =>
    withFaultyUpstream(lists, {}, async (_ask, _upstream, { handle }) => {
      const response = await handle.fetch('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'multipart/mixed', authorization: TEST_KEY },
        body: JSON.stringify({
          query: '{ aois { nodes { pixxelId ... @defer { name } ... @defer { assets { nodes { name } } } } } }',
        }),
      });
      const parts = (await response.text())
        .match(/\{.*\}/g)
        ?.map((part) => JSON.parse(part) as { extensions?: object });

      expect(parts?.map(({ extensions }) => extensions)).toEqual([
        { warnings: [leftOut('aois', 'ListAois')] },
        undefined,
        { warnings: [leftOut('aois', 'ListAois'), leftOut('assets', 'ListAssets', 2)] },
      ]);
    }));

  test.each(['sse', 'webSocket'] as const)('come with each event of a subscription: %s', (transport) =>
    withLiveGateway({}, async (live: LiveGateway) => {
      live.answerWith(() => AOI);
      const events = live[transport]('subscription { aoiProgress(id: "a") { progress geometry } }');
      const first = await events.next();
      live.answerWith(() => ({ ...AOI, progress: 11 }));
      await live.clock.asleep();
      live.clock.tick();
      const second = await events.next();

      for (const { value } of [first, second]) {
        expect(value.extensions).toEqual({ warnings: [severalParts('GetAoiById')] });
      }
      await events.return?.();
    }),
  );

  test('are at most 20 for an event, and those about its object come first', () =>
    withLiveGateway({}, async (live) => {
      const odd = { images: 'x', tasks: 'x', uplifts: 'x', bands: 'x', eo_bands: 'x', details: 'x' };
      const rows = [{ id: 'i', aoi_id: 'i', delivery_id: 'i', ...odd }, null, {}];
      const lists = ['aois', 'bandsets', 'catalogs', 'deliveries', 'order_items', 'stores', 'workflows'];
      const others = { project: { id: 'i' }, ...Object.fromEntries(lists.map((list) => [list, rows])) };
      const [bandset, cloud_delivery] = [{ bandset_id: 'i' }, { config: 'i' }];
      const item = { ...odd, id: 'o', project_id: 'i', status: 'ACTIVE', bandset, cloud_delivery };
      live.answerWith(({ url }) => (url === '/v0/order-items/o' ? item : others));

      const events = live.sse(`subscription {
        orderItemProgress(id: "o") {
          tasks { status }
          images { itemId }
          uplifts { itemId }
          bandset { bands { name } }
          cloudDelivery { store { name } }
          deliveries { state }
          catalogEntries { nodes { item { title } } }
          project {
            aois { nodes { eoBands images { itemId } } }
            workflows { nodes { name } }
            orderItems { nodes { tasks { status } images { itemId } } }
          }
        }
      }`);
      const { value } = await events.next();
      await events.return?.();

      const warnings = value.extensions?.warnings as Warning[];
      expect(warnings).toHaveLength(20);
      expect(
        warnings
          .slice(0, 3)
          .map(({ operation, list }) => `${operation} ${list}`)
          .toSorted(),
      ).toEqual(['images', 'tasks', 'uplifts'].map((list) => `GetOrderItemById ${list}`));
    }));

  test('are part of the answer to a router', () =>
    withFaultyUpstream(lists, { toSubgraph }, async (ask) => {
      const representations = ['a', 'b'].map((id) => ({ __typename: 'Aoi', id: globalIdOf('Aoi', { id }) }));
      const { extensions } = await ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Aoi { name geometry } } }',
        {
          r: [...representations, { __typename: 'Aoi', id: globalIdOf('Aoi', { id: 'c' }) }],
        },
      );

      expect(extensions?.warnings).toContainEqual(leftOut('aois', 'ListAois'));
      expect(extensions?.warnings).toContainEqual(severalParts('ListAois'));
    }));

  test('are part of the answer to an assistant', () =>
    withFaultyUpstream(lists, { mcp: openMcp() }, async (_ask, _upstream, { handle }) => {
      const assistant = new Client({ name: 'test', version: '1.0.0' });
      await assistant.connect(
        new StreamableHTTPClientTransport(new URL('http://gateway.test/mcp'), {
          fetch: async (url, init) => handle.fetch(new Request(url, init)),
          requestInit: { headers: { authorization: TEST_KEY } },
        }),
      );

      const { content } = await assistant.callTool({ name: 'list_aois', arguments: {} });
      const [first] = content;

      expect(JSON.parse(first?.type === 'text' ? first.text : '')).toMatchObject({
        extensions: { warnings: expect.arrayContaining([leftOut('aois', 'ListAois')]) },
      });
      await assistant.close();
    }));

  test('are given to the caller of the typed client, for queries and for subscriptions', () =>
    withFaultyUpstream(
      (response, request) =>
        request.target === '/v0/aoi/a'
          ? answer(200, { ...AOI, status: 'success' })(response, request)
          : lists(response, request),
      {},
      (_ask, _upstream, gateway) =>
        onPort(gateway.listener, async (origin) => {
          const given: Warning[] = [];
          const client = createClient({
            url: `${origin}/graphql`,
            apiKey: TEST_KEY,
            onWarnings: (warnings) => given.push(...warnings),
          });

          await client.query(AoisDocument, { first: 5 });
          expect(given).toContainEqual(leftOut('aois', 'ListAois'));

          given.length = 0;
          for await (const _state of client.subscribe(AoiProgressDocument, { id: 'a' }));
          expect(given).toEqual([severalParts('GetAoiById')]);
        }),
    ));
});
