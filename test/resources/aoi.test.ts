import { describe, expect, test } from 'vitest';
import { withGateway } from '../support/gateway.ts';

describe('Aoi', () => {
  test('20 projects with all their AOIs, their satellites and their projects cost three calls', () =>
    withGateway({}, async ({ query }) => {
      const { errors, calls, data } = await query(`{
        projects(first: 20) { nodes { aois(first: 15) { nodes { name satellite { name } project { title } } } } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListProjects', 'ListSatellites', 'ListAois']);
      expect((data as { projects: { nodes: unknown[] } }).projects.nodes).toHaveLength(20);
    }));

  test('one AOI costs its single read', () =>
    withGateway({}, async ({ query, store }) => {
      const [id = ''] = store.aois.keys();

      const { data, calls, wire } = await query('query ($id: ID!) { aoi(id: $id) { pixxelId } }', { id });

      expect(data).toEqual({ aoi: { pixxelId: id } });
      expect(calls).toEqual(['GetAoiById']);
      expect(wire).toEqual([`GET /v0/aoi/${id}`]);
    }));

  test('a missing AOI is null without an error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ aoi(id: "none") { name } }');

      expect({ data, errors }).toEqual({ data: { aoi: null }, errors: undefined });
    }));

  test('a project costs nothing more if only its id is selected', () =>
    withGateway({}, async ({ query }) => {
      const { calls, errors } = await query('{ aois(first: 5) { nodes { project { id pixxelId __typename } } } }');

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListAois']);
    }));

  test('more projects than fit in a URL are requested in parts, and page as one list', () =>
    withGateway({}, async ({ query, store }) => {
      const projectIds = [
        ...store.projects.keys(),
        ...Array.from({ length: 60 }, (_, number) => `missing-project-${number}`),
      ];
      const source = `query ($projectIds: [ID!], $after: String) {
        aois(projectIds: $projectIds, first: 150, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } nodes { pixxelId }
        }
      }`;
      interface Aois {
        aois: {
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string };
          nodes: { pixxelId: string }[];
        };
      }

      const one = await query(source, { projectIds });
      const { aois: first } = one.data as Aois;
      const two = await query(source, { projectIds, after: first.pageInfo.endCursor });
      const { aois: second } = two.data as Aois;

      expect(one.wire.every((line) => line.length < 2100)).toBe(true);
      expect(one.calls).toEqual(['ListAois', 'ListAois']);
      expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
      expect(new Set([...first.nodes, ...second.nodes].map(({ pixxelId }) => pixxelId)).size).toBe(first.totalCount);
    }));

  test('an open ring is refused with its place, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const { data, calls } = await query(
        `mutation ($input: CreateAoiInput!) {
          createAoi(input: $input) { aoi { id } userErrors { code field message } }
        }`,
        {
          input: {
            name: 'North field',
            description: 'Wheat',
            projectId: 'p',
            satelliteId: 's',
            provider: 'PIXXEL',
            geometry: {
              type: 'Polygon',
              coordinates: [
                [
                  [0, 0],
                  [1, 0],
                  [1, 1],
                  [0, 1],
                ],
              ],
            },
            itemIds: ['i'],
          },
        },
      );

      expect(calls).toEqual([]);
      expect(data).toEqual({
        createAoi: {
          aoi: null,
          userErrors: [
            {
              code: 'INVALID',
              field: ['geometry', 'coordinates', '0'],
              message: 'geometry.coordinates.0 is an open ring: its last position must equal its first.',
            },
          ],
        },
      });
    }));

  test('each of two that one request creates is in the list that its payload leads to', () =>
    withGateway({}, async ({ query, store }) => {
      const [aoi] = store.aois.values();
      const input = {
        description: 'd',
        projectId: aoi?.project_id,
        satelliteId: aoi?.satellite_id,
        provider: 'PIXXEL',
        geometry: aoi?.geometry,
        itemIds: Object.keys(aoi?.images ?? {}),
      };

      const { data, errors } = await query(
        `mutation ($one: CreateAoiInput!, $two: CreateAoiInput!) {
          one: createAoi(input: $one) { ...Listed }
          two: createAoi(input: $two) { ...Listed }
        }
        fragment Listed on CreateAoiPayload { aoi { name project { aois(first: 100) { nodes { name } } } } }`,
        { one: { ...input, name: 'Rabi one' }, two: { ...input, name: 'Rabi two' } },
      );

      expect(errors).toBeUndefined();
      for (const { aoi: made } of Object.values(
        data as Record<string, { aoi: { name: string; project: { aois: { nodes: { name: string }[] } } } }>,
      )) {
        expect(made.project.aois.nodes.map(({ name }) => name)).toContain(made.name);
      }
    }));
});
