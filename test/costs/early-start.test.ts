import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { withGateway } from '../support/gateway.ts';

const first = (records: ReadonlyMap<string, unknown>): string => [...records.keys()][0] ?? '';
const times = (count: number, operation: string) => Array.from({ length: count }, () => operation);

describe('A call starts as soon as its key is known', () => {
  test('a workflow, its jobs and its estimate: the jobs need only the id, their tasks only the list', () =>
    withGateway({ isStepped: true }, async ({ query, store, steps }) => {
      const [workflow] = store.workflows.values();
      const id = globalIdOf('Workflow', { projectId: workflow?.project_id ?? '', id: workflow?.id ?? '' });

      const { errors } = await query(
        'query ($id: ID!) { workflow(id: $id) { estimatedCost jobs(first: 4) { nodes { tasks { name } } } } }',
        { id },
      );

      expect(errors).toBeUndefined();
      expect(steps).toEqual([['GetWorkflowById', 'ListJobs'], times(4, 'GetJobById')]);
    }));

  test('an AOI by id: all of its lists start beside it, and so does the set of satellites', () =>
    withGateway({ isStepped: true }, async ({ query, store, steps }) => {
      const { errors } = await query(
        `query ($id: ID!) {
          aoi(id: $id) {
            name satellite { name } project { title }
            assets { totalCount } visualizations { totalCount } insights { totalCount }
          }
        }`,
        { id: first(store.aois) },
      );

      expect(errors).toBeUndefined();
      expect(steps).toEqual([
        ['GetAoiById', 'ListAssets', 'ListInsights', 'ListSatellites', 'ListVisualizations'],
        ['GetProjectById'],
      ]);
    }));

  test('a project, an order, an order item and a catalog entry: relations that need only the id start with the read', () =>
    withGateway({ isStepped: true }, async ({ query, store, steps }) => {
      const { errors } = await query(
        `query ($project: ID!, $order: ID!, $item: ID!, $entry: ID!) {
          project(id: $project) { title aois { totalCount } workflows { totalCount } orderItems { totalCount } }
          order(id: $order) { status catalogEntries(first: 1) { nodes { areaInSqKm } } }
          orderItem(id: $item) { name catalogEntries(first: 2) { nodes { areaInSqKm } } deliveries { status } }
          catalogEntry(id: $entry) { areaInSqKm deliveries { status } }
        }`,
        {
          project: first(store.projects),
          order: first(store.orders),
          item: first(store.orderItems),
          entry: first(store.catalogs),
        },
      );

      expect(errors).toBeUndefined();
      expect(steps).toEqual([
        [
          'GetCatalogById',
          'GetOrderById',
          'GetOrderItemById',
          'GetProjectById',
          'ListAois',
          ...times(2, 'ListDeliveries'),
          'ListOrderItems',
          'ListWorkflows',
          ...times(2, 'SearchCatalogs'),
        ],
      ]);
    }));

  test('nodes of any type: their keys are in their global ids', () =>
    withGateway({ isStepped: true }, async ({ query, store, steps }) => {
      const [insight] = store.insights.values();
      const ids = [
        globalIdOf('Project', { id: first(store.projects) }),
        globalIdOf('Insight', { aoiId: insight?.aoi_id ?? '', id: insight?.id ?? '' }),
      ];

      const { errors } = await query(
        `query ($ids: [ID!]!) {
          nodes(ids: $ids) { ...on Project { aois { totalCount } } ...on Insight { name aoi { name assets { totalCount } } } }
        }`,
        { ids },
      );

      expect(errors).toBeUndefined();
      expect(steps).toEqual([['GetAoiById', 'GetProjectById', 'ListAois', 'ListAssets', 'ListInsights']]);
    }));

  test('a relation: reads that need only its key start with it', () =>
    withGateway({ isStepped: true }, async ({ query, store, steps }) => {
      const { errors } = await query(
        'query ($id: ID!) { aoi(id: $id) { project { title workflows { totalCount } orderItems { totalCount } } } }',
        { id: first(store.aois) },
      );

      expect(errors).toBeUndefined();
      expect(steps).toEqual([['GetAoiById'], ['GetProjectById', 'ListOrderItems', 'ListWorkflows']]);
    }));
});

describe('Nothing starts early', () => {
  test('for a set whose ids alone are selected, or that is skipped', () =>
    withGateway({ isStepped: true }, async ({ query, steps }) => {
      await query(
        'query ($no: Boolean!) { aois { nodes { satellite { id } ...S @include(if: $no) } } } fragment S on Aoi { satellite { name } }',
        { no: false },
      );

      expect(steps).toEqual([['ListAois']]);
    }));

  test('before bad input is refused', () =>
    withGateway({ isStepped: true }, async ({ query, steps }) => {
      const id = globalIdOf('Project', { id: 'p' });
      const { errors } = await query(`{ aoi(id: "${id}") { satellite { name } assets { totalCount } } }`);
      await query('{ aois(first: 900) { nodes { satellite { name } } } }');

      expect(errors).toMatchObject([{ path: ['aoi'], extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(steps).toEqual([]);
    }));

  test('for a write: relations of its payload are read after it', () =>
    withGateway({ isStepped: true }, async ({ query, store, steps }) => {
      const [workflow] = store.workflows.values();
      const { errors } = await query(
        `mutation ($input: CreateJobInput!) { createJob(input: $input) { job { workflow { name jobs { totalCount } } } } }`,
        { input: { workflowId: workflow?.id, projectId: workflow?.project_id } },
      );

      expect(errors).toBeUndefined();
      expect(steps).toEqual([['CreateJob'], ['ListWorkflows'], ['ListJobs']]);
    }));
});

test('an object that does not exist is null, whatever was started beside it', () =>
  withGateway({ isStepped: true }, async ({ query, steps }) => {
    const { data, errors } = await query(
      '{ project(id: "00000000-0000-4000-8000-000000000000") { title aois { nodes { name } } } }',
    );

    expect({ data, errors }).toEqual({ data: { project: null }, errors: undefined });
    expect(steps).toEqual([['GetProjectById', 'ListAois']]);
  }));

test('parents that a caller names wrongly are not believed: relations follow the row that came', () =>
  withGateway({}, async ({ query, store }) => {
    const [aoi] = store.aois.values();
    const other = [...store.projects.keys()].find((id) => id !== aoi?.project_id);
    const { data } = await query(
      `query ($id: ID!, $aoi: ID!) {
        wrong: node(id: $id) { ...on Workflow { name project { title } } }
        aoi(id: $aoi) { project { pixxelId } }
      }`,
      { id: globalIdOf('Workflow', { projectId: other ?? '', id: first(store.workflows) }), aoi: aoi?.aoi_id },
    );

    expect(data).toMatchObject({ wrong: null, aoi: { project: { pixxelId: aoi?.project_id } } });
  }));
