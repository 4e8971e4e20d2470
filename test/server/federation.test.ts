import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import { type ExecutionResult, parse } from 'graphql';
import { createSchema, createYoga } from 'graphql-yoga';
import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { schema } from '../../src/schema/index.ts';
import { printSubgraph, toSubgraph } from '../../src/server/doors/federation.ts';
import { type TestGateway, type TestGatewayOptions, withGateway } from '../support/gateway.ts';
import { startOnPort } from '../support/on-port.ts';

const withSubgraph = (options: TestGatewayOptions, use: (gateway: TestGateway) => Promise<void>) =>
  withGateway({ ...options, toSubgraph }, use);

/** A subgraph of somebody who farms: fields that lie in AOIs, and who owns one. */
const FARM = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type Query {
    fields: [Field!]!
    node(id: ID!): Node
  }
  interface Node { id: ID! }
  type Field @key(fields: "name") { name: ID! aoi: Aoi }
  type Aoi @key(fields: "id") { id: ID! owner: String }
`;

interface Router {
  ask(query: string, authorization?: string): Promise<ExecutionResult>;
}

/** The Hive Gateway over this subgraph and the farm's, which names AOIs by the id that is given. */
async function withRouter(gateway: TestGateway, aois: object[], use: (router: Router) => Promise<void>): Promise<void> {
  const farm = createYoga({
    schema: createSchema({
      typeDefs: `${FARM.replace(/extend schema.*\n/, '').replaceAll(/@key\(fields: "\w+"\)/g, '')}
        scalar _Any
        union _Entity = Aoi
        type _Service { sdl: String }
        extend type Query { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }`,
      resolvers: {
        Query: {
          fields: () => aois.map((aoi, position) => ({ name: `Field ${position}`, aoi })),
          _entities: (_root, args: { representations: object[] }) => args.representations,
        },
        _Entity: { __resolveType: () => 'Aoi' },
        Aoi: { owner: () => 'Meera' },
      },
    }),
    logging: false,
  });
  const [pixxel, other] = await Promise.all([startOnPort(gateway.handle), startOnPort(farm)]);
  const { supergraphSdl, errors } = composeServices([
    { name: 'pixxel', typeDefs: parse(printSubgraph(schema)), url: `${pixxel.origin}/graphql` },
    { name: 'farm', typeDefs: parse(FARM), url: `${other.origin}/graphql` },
  ]);
  expect(errors).toBeUndefined();
  const router = fork('tools/router/main.ts');
  router.send(supergraphSdl ?? '');
  try {
    const [url] = (await once(router, 'message')) as [string]; // all that it sends
    await use({
      async ask(query, authorization = demoKeys.orchard) {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify({ query }),
        });
        // The router answers with the result of an execution.
        return (await response.json()) as ExecutionResult;
      },
    });
  } finally {
    router.disconnect();
    await Promise.all([once(router, 'exit'), pixxel.close(), other.close()]);
  }
}

describe('As a subgraph', () => {
  test('it composes with the schema that docs/federation.md shows', () => {
    const [, shown = ''] = /```graphql\n([\s\S]*?)```/.exec(readFileSync('docs/federation.md', 'utf8')) ?? [];

    const { errors, supergraphSdl } = composeServices([
      { name: 'pixxel', typeDefs: parse(printSubgraph(schema)) },
      { name: 'farm', typeDefs: parse(shown) },
    ]);

    expect(errors).toBeUndefined();
    expect(supergraphSdl).toMatch(/type Aoi [\s\S]*?\n {2}owner: String @join__field\(graph: FARM\)/);
  });

  test('the schema has a key on every type with a global id, and neither node nor nodes', () => {
    const sdl = printSubgraph(schema);
    const nodeTypes = [...sdl.matchAll(/^type (\w+) implements .*Node.*$/gm)];

    expect(nodeTypes.length).toBeGreaterThan(15);
    expect(nodeTypes.filter(([line]) => !line.includes('@key(fields: "id")'))).toEqual([]);
    expect(sdl).toContain('type PageInfo @shareable');
    expect(sdl).not.toMatch(/^ {2}nodes?\(/m);
  });

  test('entities are found by either key, and null where they are missing', () =>
    withSubgraph({}, async ({ query, store }) => {
      const [aoi, project] = [[...store.aois.values()][0], [...store.projects.values()][0]];

      const { data, errors, calls } = await query(
        `query ($representations: [_Any!]!) {
          _entities(representations: $representations) { ... on Aoi { name } ... on Project { title } }
        }`,
        {
          representations: [
            { __typename: 'Aoi', pixxelId: aoi?.aoi_id },
            { __typename: 'Project', pixxelId: project?.id },
            { __typename: 'Aoi', pixxelId: 'nobody' },
          ],
        },
      );

      expect({ data, errors }).toEqual({
        data: { _entities: [{ name: aoi?.name }, { title: project?.title }, null] },
        errors: undefined,
      });
      expect(calls.toSorted()).toEqual(['GetAoiById', 'GetAoiById', 'GetProjectById']);
    }));

  test.each([
    [[{ __typename: 'Tractor', id: 'x' }], 'representations.0: "Tractor" is not an entity of this subgraph.'],
    [[{ __typename: 'Asset', pixxelId: 'x' }], 'representations.0 has no key of Asset.'],
    [[{ id: 'x' }], 'representations.0 has no __typename.'],
    [['Aoi'], 'representations.0 is not an object.'],
    [Array.from({ length: 501 }, () => ({ __typename: 'Aoi', id: 'x' })), 'representations can have at most 500'],
  ])('%j is refused before any call', (representations, message) =>
    withSubgraph({}, async ({ query }) => {
      const source = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
      const { errors, calls } = await query(source, { r: representations });

      expect(errors).toMatchObject([
        { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
      expect(calls).toEqual([]);
    }),
  );

  test('an invalid representation fails alone, such as one with the id of another type', () =>
    withSubgraph({}, async ({ query, store }) => {
      const [aoi, order] = [[...store.aois.values()][0], [...store.orders.values()][0]];
      const orderId = globalIdOf('Order', { id: order?.id ?? '' });

      const ask = () =>
        query('query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Aoi { name } } }', {
          r: [
            { __typename: 'Aoi', id: orderId },
            { __typename: 'Aoi', pixxelId: aoi?.aoi_id },
            { __typename: 'Aoi', pixxelId: '\ud800' },
            { __typename: 'Order', id: orderId },
            { __typename: 'Tractor', id: 'x' },
          ],
        });

      // The document is compiled when it comes for the third time.
      for (const _time of ['first', 'second', 'third', 'fourth']) {
        const { data, errors, calls } = await ask();

        expect(data).toEqual({
          _entities: [null, { __typename: 'Aoi', name: aoi?.name }, null, { __typename: 'Order' }, null],
        });
        expect(errors).toMatchObject([
          {
            path: ['_entities', 0],
            message: 'representations.0.id must be an id of the type Aoi, and this is one of the type Order.',
            extensions: { code: 'BAD_USER_INPUT' },
          },
          { path: ['_entities', 2], message: expect.stringContaining('representations.2.pixxelId cannot be') },
          { path: ['_entities', 4], message: 'representations.4: "Tractor" is not an entity of this subgraph.' },
        ]);
        expect(calls.toSorted()).toEqual(['GetAoiById', 'GetOrderById']);
      }
    }));

  test('an id that is not global is refused at its place in the representations', () =>
    withSubgraph({}, async ({ query }) => {
      const source = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
      const { errors, calls } = await query(source, { r: [{ __typename: 'Aoi', id: 'nope' }] });

      expect(errors).toMatchObject([{ extensions: { argumentPath: ['representations', '0', 'id'] } }]);
      expect(calls).toEqual([]);
    }));

  test.each([{ complexity: 100 }, { depth: 1 }])('entities are held to the limit %j', (limits) =>
    withSubgraph({ limits }, async ({ query }) => {
      const r = Array.from({ length: 100 }, (_, index) => ({ __typename: 'Aoi', pixxelId: `a${index}` }));
      const source = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Aoi { project { title } } } }';
      const { errors, calls } = await query(source, { r });

      expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_TOO_LARGE' } }]);
      expect(calls).toEqual([]);
    }),
  );

  test('the text of the schema weighs what it takes: many of it in one answer are too large', () =>
    withSubgraph({ limits: { complexity: 100_000 } }, async ({ query }) => {
      const texts = Array.from({ length: 99 }, (_, index) => `text${index}: _service { sdl }`).join(' ');

      expect((await query('{ _service { sdl } }')).errors).toBeUndefined();
      expect((await query(`{ ${texts} }`)).errors).toMatchObject([{ extensions: { code: 'OPERATION_TOO_LARGE' } }]);
    }));

  test('_service tells the schema, unless introspection is off', async () => {
    const sdls: unknown[] = [];
    for (const hasIntrospection of [true, false]) {
      await withSubgraph({ hasIntrospection }, async ({ query }) => {
        sdls.push((await query('{ _service { sdl } }')).data);
      });
    }

    expect(sdls).toEqual([{ _service: { sdl: printSubgraph(schema) } }, { _service: { sdl: null } }]);
  });
});

describe('Under a Hive Gateway, beside another subgraph', () => {
  test('100 entities cost the calls of a list, and the key is forwarded', () =>
    withSubgraph({}, async (gateway) => {
      const { data } = await gateway.query('{ orders(first: 100) { nodes { items { id name } } } }');
      const { orders } = data as { orders: { nodes: { items: { id: string; name: string }[] }[] } };
      const items = orders.nodes.flatMap((order) => order.items).slice(0, 100);
      const before = gateway.arrived.length;

      const answer = await gateway.query(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on OrderItem { name } } }',
        { r: items.map(({ id }) => ({ __typename: 'OrderItem', id })) },
      );

      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({ _entities: items.map(({ name }) => ({ name })) });
      expect(gateway.arrived.slice(before).filter((call) => !call.includes('/v0/order-items?'))).toEqual([]);
      expect(gateway.arrived.length - before).toBeLessThanOrEqual(Math.ceil(items.length / 50));
    }));

  test('100 AOIs cost one page of the list', () =>
    withSubgraph({}, async ({ query }) => {
      const { data } = await query('{ aois(first: 100) { nodes { id name } } }');
      const { nodes } = (data as { aois: { nodes: { id: string; name: string }[] } }).aois;

      const answer = await query('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Aoi { name } } }', {
        r: nodes.map(({ id }) => ({ __typename: 'Aoi', id })),
      });

      expect(nodes).toHaveLength(100);
      expect(answer.data).toEqual({ _entities: nodes.map(({ name }) => ({ name })) });
      expect(answer.calls).toEqual(['ListAois']);
    }));
});

const hasRouter = existsSync('tools/router/node_modules');

describe.skipIf(!hasRouter)(
  `Behind the Hive Gateway${hasRouter ? '' : ' (its packages are missing: npm test installs them)'}`,
  () => {
    test('a type is extended from both sides', () =>
      withSubgraph({}, async (gateway) => {
        const { data } = await gateway.query('{ aois(first: 3) { nodes { id name } } }');
        const aois = (data as { aois: { nodes: { id: string; name: string }[] } }).aois.nodes;
        await withRouter(gateway, aois, async ({ ask }) => {
          const before = gateway.arrived.length;

          const fields = await ask('{ fields { name aoi { name project { title } } } }');
          const list = await ask('{ aois(first: 2) { nodes { name owner } } }');

          expect(fields.errors).toBeUndefined();
          expect(fields.data).toMatchObject({ fields: aois.map(({ name }) => ({ aoi: { name } })) });
          expect(list.data).toMatchObject({ aois: { nodes: [{ owner: 'Meera' }, { owner: 'Meera' }] } });
          expect(gateway.arrived.length - before).toBeLessThanOrEqual(5);
        });
      }));

    test('errors keep their codes', () =>
      withSubgraph({}, (gateway) =>
        withRouter(gateway, [], async ({ ask }) => {
          const { errors } = await ask('{ projects { totalCount } }', 'pxl_unknown');

          expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
          expect(JSON.stringify(errors)).not.toContain('pxl_unknown');
        }),
      ));
  },
);
