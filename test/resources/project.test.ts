import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { type TestGateway, withGateway } from '../support/gateway.ts';

const idsOf = (store: TestGateway['store']) => [...store.projects.keys()];

describe('Project', () => {
  test('is found by either of its ids, for its single read', () =>
    withGateway({}, async ({ query, store }) => {
      const [id = ''] = idsOf(store);
      const globalId = globalIdOf('Project', { id });

      for (const either of [id, globalId]) {
        const { data, wire } = await query('query ($id: ID!) { project(id: $id) { id pixxelId title } }', {
          id: either,
        });

        expect(data).toEqual({ project: { id: globalId, pixxelId: id, title: store.projects.get(id)?.title } });
        expect(wire).toEqual([`GET /v0/projects/${id}`]);
      }
    }));

  test('is refetched by its global id', () =>
    withGateway({}, async ({ query, store }) => {
      const [id = ''] = idsOf(store);

      const { data, calls } = await query('query ($id: ID!) { node(id: $id) { __typename ... on Project { name } } }', {
        id: globalIdOf('Project', { id }),
      });

      expect(data).toEqual({ node: { __typename: 'Project', name: store.projects.get(id)?.name } });
      expect(calls).toEqual(['GetProjectById']);
    }));

  test('that does not exist, or is another key’s, is null without an error', () =>
    withGateway({}, async ({ query, store }) => {
      const foreign = [...store.projects.values()].find(
        ({ org_id }) => org_id !== store.projects.values().next().value?.org_id,
      );

      const { data, errors } = await query(
        'query ($foreign: ID!) { none: project(id: "none") { title } foreign: project(id: $foreign) { title } }',
        {
          foreign: foreign?.id,
        },
      );

      expect({ data, errors }).toEqual({ data: { none: null, foreign: null }, errors: undefined });
    }));

  test('is not looked for by the global id of something else', () =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query('query ($id: ID!) { project(id: $id) { title } }', {
        id: globalIdOf('Aoi', { id: 'a' }),
      });

      expect(errors?.[0]).toMatchObject({
        message: 'id must be an id of the type Project, and this is one of the type Aoi.',
        extensions: { code: 'BAD_USER_INPUT', argumentPath: ['id'] },
      });
      expect(calls).toEqual([]);
    }));

  test('one that is malformed among several leaves the others whole, and names its place', () =>
    withGateway({}, async ({ query, store }) => {
      const id = globalIdOf('Project', { id: idsOf(store)[0] ?? '' });

      const { data, errors, calls } = await query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id } satellites { id } }',
        { ids: [id, 'garbage'] },
      );

      expect(data).toMatchObject({ nodes: [{ id }, null], satellites: expect.any(Array) });
      expect(errors).toMatchObject([
        { path: ['nodes', 1], extensions: { code: 'BAD_USER_INPUT', argumentPath: ['ids', '1'] } },
      ]);
      expect(calls.toSorted()).toEqual(['GetProjectById', 'ListSatellites']);
    }));

  test('two cost a single read each, three one page of the list', () =>
    withGateway({}, async ({ query, store }) => {
      const ids = idsOf(store).map((id) => globalIdOf('Project', { id }));
      const costOf = async (count: number) =>
        (
          await query('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Project { title } } }', {
            ids: ids.slice(0, count),
          })
        ).calls;

      expect(await costOf(2)).toEqual(['GetProjectById', 'GetProjectById']);
      expect(await costOf(3)).toEqual(['ListProjects']);
    }));

  test('has its members counted by the list, which a single read needs besides', () =>
    withGateway({}, async ({ query, store }) => {
      const [id = ''] = idsOf(store);
      const membersCount = store.projects.get(id)?.members_count;

      const listed = await query('{ projects(first: 1) { nodes { membersCount } } }');
      const single = await query('query ($id: ID!) { project(id: $id) { membersCount } }', { id });

      expect(listed.calls).toEqual(['ListProjects']);
      expect(single.data).toEqual({ project: { membersCount } });
      expect(single.calls).toEqual(['GetProjectById', 'ListProjects']);
    }));

  test.each([
    ['in its envelope', { project: { id: 'p', title: 'North' } }],
    ['bare', { id: 'p', title: 'North' }],
  ])('is read %s', (_how, body) =>
    withFaultyUpstream(answer(200, body), {}, async (ask) => {
      expect((await ask('{ project(id: "p") { pixxelId title } }')).data).toEqual({
        project: { pixxelId: 'p', title: 'North' },
      });
    }),
  );

  test('that comes without an id is null, with a warning', () =>
    withFaultyUpstream(answer(200, { project: { title: 'North' } }), {}, async (ask) => {
      const { data, errors, extensions } = await ask('{ project(id: "p") { title } }');

      expect({ data, errors }).toEqual({ data: { project: null }, errors: undefined });
      expect(extensions?.warnings).toEqual([
        {
          code: 'UNUSABLE_VALUE',
          message: 'The answer to GetProjectById is shown as null because it has no id.',
          operation: 'GetProjectById',
          list: null,
        },
      ]);
    }));
});

describe('A list', () => {
  test('continues after its cursor to the end', () =>
    withGateway({}, async ({ query, store }) => {
      const page = 'nodes { pixxelId } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount';
      const seen: string[] = [];
      let after: string | null = null;
      let hasNextPage = true;
      while (hasNextPage) {
        const { data } = await query(`query ($after: String) { projects(first: 10, after: $after) { ${page} } }`, {
          after,
        });
        // The query asks for just this.
        const { projects } = data as {
          projects: {
            nodes: { pixxelId: string }[];
            pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
            totalCount: number;
          };
        };
        expect(projects.totalCount).toBe(25);
        expect(projects.pageInfo.hasPreviousPage).toBe(seen.length > 0);
        seen.push(...projects.nodes.map(({ pixxelId }) => pixxelId));
        ({ hasNextPage, endCursor: after } = projects.pageInfo);
      }

      expect(seen).toEqual(idsOf(store).slice(0, 25));
    }));

  test('gives each row a cursor that leads to the next', () =>
    withGateway({}, async ({ query }) => {
      const edges = async (after: string | null) =>
        (
          (
            await query(
              'query ($after: String) { projects(first: 2, after: $after) { edges { cursor node { pixxelId } } } }',
              { after },
            )
          ).data as { projects: { edges: { cursor: string; node: { pixxelId: string } }[] } }
        ).projects.edges;
      const [first, second] = await edges(null);

      expect((await edges(first?.cursor ?? null))[0]?.node).toEqual(second?.node);
    }));

  test.each([
    ['first: -1', 'first must be from 0 to 500.'],
    ['first: 501', 'first must be from 0 to 500.'],
    ['after: ""', 'after is not a cursor of this gateway.'],
    ['after: "bm9uc2Vuc2U"', 'after is not a cursor of this gateway.'],
  ])('with %s is refused before any call', (args, message) =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{ projects(${args}) { nodes { title } } }`);

      expect(data).toEqual({ projects: null });
      expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
      expect(calls).toEqual([]);
    }),
  );

  test('takes the cursor of a list whose filter was omitted where the filter is null', () =>
    withGateway({}, async ({ query }) => {
      const source = 'query ($after: String, $filter: AoiFilter) { aois(after: $after, filter: $filter, first: 1)';
      const first = await query(`${source} { pageInfo { endCursor } } }`);
      const { aois } = first.data as { aois: { pageInfo: { endCursor: string } } };

      const second = await query(`${source} { nodes { name } } }`, { after: aois.pageInfo.endCursor, filter: null });

      expect(second.errors).toBeUndefined();
    }));

  test.each([
    ['another list', 'aois(first: 1) { pageInfo { endCursor } }', '{ projects(after: $after) { nodes { title } } }'],
    [
      'another filter',
      'aois(first: 1) { pageInfo { endCursor } }',
      '{ aois(after: $after, filter: { name: "x" }) { nodes { name } } }',
    ],
  ])('takes no cursor of %s', (_which, source, target) =>
    withGateway({}, async ({ query }) => {
      const { data } = await query(`{ ${source} }`);
      const [list] = Object.values(data as Record<string, { pageInfo: { endCursor: string } }>);

      const { errors, calls } = await query(`query ($after: String) ${target}`, { after: list?.pageInfo.endCursor });

      expect(errors?.[0]?.message).toBe('after is the cursor of another list, or of this list under another filter.');
      expect(calls).toEqual([]);
    }),
  );

  test('an overview of 20 projects with three counts each costs five calls', () =>
    withGateway({}, async ({ query }) => {
      const counts = 'aois { totalCount } orderItems { totalCount } workflows { totalCount }';

      const { calls, errors, data } = await query(`{ projects(first: 20) { nodes { pixxelId ${counts} } } }`);

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(['ListAois', 'ListAois', 'ListOrderItems', 'ListProjects', 'ListWorkflows']);
      const { nodes } = (data as { projects: { nodes: { pixxelId: string; aois: { totalCount: number } }[] } })
        .projects;
      // Each as it is told for the project alone.
      const { pixxelId, ...own } = nodes[3] ?? { pixxelId: '' };
      const alone = await query(`query ($id: ID!) { project(id: $id) { ${counts} } }`, { id: pixxelId });
      expect(alone.data).toEqual({ project: own });
    }));
});
