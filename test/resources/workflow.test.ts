import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';
import { routes } from '../support/routes.ts';
import { workflowNamed } from '../support/workflow.ts';

describe('Workflow', () => {
  test('with its project known, its cost and its jobs are two calls, and the tasks of the jobs one more for each', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id } = workflowNamed(store, 'Weekly crop stress');

      const shallow = await query(
        'query ($id: ID!) { workflow(id: $id) { estimatedCost jobs(first: 4) { nodes { status } } } }',
        { id },
      );
      const deep = await query(
        'query ($id: ID!) { workflow(id: $id) { estimatedCost jobs(first: 4) { nodes { tasks { name } } } } }',
        { id },
      );

      expect(shallow.calls).toEqual(['GetWorkflowById', 'ListJobs']);
      expect(deep.calls).toEqual(['GetWorkflowById', 'ListJobs', ...Array(4).fill('GetJobById')]);
      const tasks = ['clouds', 'mosaic', 'ndvi', 'ndre', 'fields'].map((name) => ({ name }));
      expect(deep.data).toEqual({ workflow: { estimatedCost: 175, jobs: { nodes: Array(4).fill({ tasks }) } } });
    }));

  test('a raw id is found in the list, and with its project it is read at once', () =>
    withGateway({}, async ({ query, store }) => {
      const { id, project_id: projectId } = workflowNamed(store, 'Harvest readiness');

      const alone = await query('query ($id: ID!) { workflow(id: $id) { name } }', { id });
      const within = await query('query ($id: ID!, $in: ID) { workflow(id: $id, projectId: $in) { name } }', {
        id,
        in: globalIdOf('Project', { id: projectId }),
      });

      expect(alone.wire).toEqual([`GET /v0/workflows?id=${id}&limit=1`]);
      expect(within.wire).toEqual([`GET /v0/workflows/${id}?project_id=${projectId}`]);
      expect([alone.data, within.data]).toEqual(Array(2).fill({ workflow: { name: 'Harvest readiness' } }));
    }));

  test('a missing one is null without an error, whether its project is known or not', () =>
    withGateway({}, async ({ query, store }) => {
      const { project_id: projectId } = workflowNamed(store, 'Harvest readiness');

      const { data, errors } = await query(
        'query ($in: ID) { alone: workflow(id: "none") { name } within: workflow(id: "none", projectId: $in) { name } }',
        { in: projectId },
      );

      expect({ data, errors }).toEqual({ data: { alone: null, within: null }, errors: undefined });
    }));

  test('the rows of a list cost one call, and their estimates one more for each', () =>
    withGateway({}, async ({ query }) => {
      const rows = await query('{ workflows(first: 2) { totalCount nodes { name legacyProjectId project { id } } } }');
      const estimates = await query('{ workflows(first: 2) { nodes { estimatedCost } } }');

      expect(rows.wire).toEqual(['GET /v0/workflows?offset=0&limit=2']);
      expect(rows.data).toMatchObject({
        workflows: { totalCount: 8, nodes: [{ legacyProjectId: expect.any(String) }, {}] },
      });
      expect(estimates.calls).toEqual(['ListWorkflows', 'GetWorkflowEstimate', 'GetWorkflowEstimate']);
    }));

  test.each(['estimatedCost spec', 'spec estimatedCost', 'estimatedCost validationErrors { reason }'])(
    'where the single read of a row is made anyway, the estimate comes from it: { %s }',
    (selection) =>
      withGateway({}, async ({ query }) => {
        const { calls, errors } = await query(`{ workflows(first: 2) { nodes { ${selection} } } }`);

        expect(errors).toBeUndefined();
        expect(calls).toEqual(['ListWorkflows', 'GetWorkflowById', 'GetWorkflowById']);
      }),
  );

  test('the problems that keep a workflow from running are listed', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id } = workflowNamed(store, 'Tailings dust, draft');

      const { data, calls } = await query(
        'query ($id: ID!) { workflow(id: $id) { validationErrors { from to error reason componentName } } }',
        { id },
      );

      expect(calls).toEqual(['GetWorkflowById']);
      expect(data).toEqual({
        workflow: {
          validationErrors: [
            {
              from: 'clouds',
              to: 'oxide',
              error: 'TYPE_MISMATCH',
              reason: 'masked is a raster where a vector is wanted',
              componentName: 'oxide',
            },
          ],
        },
      });
    }));

  test('the workflows of two projects are a call for each, and lead back to their project for nothing', () =>
    withGateway({}, async ({ query, store }) => {
      const [one = '', two = ''] = store.projects.keys();

      const { calls, wire, errors } = await query(
        '{ projects(first: 2) { nodes { workflows(first: 5) { nodes { name project { title } } } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListProjects', 'ListWorkflows', 'ListWorkflows']);
      expect(wire.slice(1)).toEqual([
        `GET /v0/workflows?offset=0&limit=5&project_id=${one}`,
        `GET /v0/workflows?offset=0&limit=5&project_id=${two}`,
      ]);
    }));

  test('the workflows of three or more projects come from the list of all if it is short, each as for the project alone', () =>
    withGateway({}, async ({ query }) => {
      const list = 'workflows(first: 1) { nodes { name } pageInfo { hasNextPage } }';

      const { wire, errors, data } = await query(`{ projects(first: 4) { nodes { pixxelId ${list} } } }`);

      expect(errors).toBeUndefined();
      expect(wire).toEqual(['GET /v0/projects?page_size=4', 'GET /v0/workflows?offset=0&limit=100']);
      const { nodes } = (data as { projects: { nodes: { pixxelId: string }[] } }).projects;
      for (const { pixxelId, ...own } of nodes) {
        const alone = await query(`query ($id: ID!) { project(id: $id) { ${list} } }`, { id: pixxelId });
        expect(alone.data).toEqual({ project: own });
      }
    }));

  test.each([400, 403])('if the list of all workflows is refused with %i, each project has its own call', (status) => {
    const project = (id: string) => ({ id, name: id });
    const workflow = (id: string) => ({ id: `of-${id}`, project_id: id, name: `Of ${id}` });
    const refusal = { error: { code: 'NO_PROJECT', message: 'project_id is required', details: null } };
    const known = routes({
      'GET /v0/projects': { count: 3, projects: ['a', 'b', 'c'].map(project) },
      'GET /v0/workflows': ({ target }) => {
        const id = new URL(target, 'http://x').searchParams.get('project_id') ?? '';
        return { workflows: [workflow(id)], pagination: { total: 1, offset: 0, limit: 20 } };
      },
    });
    const upstream: Behaviour = (response, request) => {
      const isListOfAll = request.target.startsWith('/v0/workflows') && !request.target.includes('project_id');
      (isListOfAll ? answer(status, refusal) : known)(response, request);
    };

    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const { data, errors } = await ask('{ projects { nodes { workflows { nodes { name } } } } }');

      expect(errors).toBeUndefined();
      expect(data).toEqual({
        projects: { nodes: ['a', 'b', 'c'].map((id) => ({ workflows: { nodes: [{ name: `Of ${id}` }] } })) },
      });
      expect(requests.slice(1).map(({ target }) => target)).toEqual([
        '/v0/workflows?offset=0&limit=100',
        '/v0/workflows?offset=0&limit=20&project_id=a',
        '/v0/workflows?offset=0&limit=20&project_id=b',
        '/v0/workflows?offset=0&limit=20&project_id=c',
      ]);
    });
  });

  test('the workflows of a list reach their projects together', () =>
    withGateway({}, async ({ query }) => {
      const { calls } = await query('{ workflows(first: 8) { nodes { project { title } } } }');

      expect(calls).toEqual(['ListWorkflows', 'ListProjects']);
    }));

  test('a filter is sent in the words of the upstream', () =>
    withGateway({}, async ({ query, store }) => {
      const { project_id: projectId, created_by: createdBy } = workflowNamed(store, 'Harvest readiness');

      const { data, wire } = await query(
        `query ($in: ID, $by: ID) {
          workflows(
            projectId: $in
            filter: {
              name: "Harvest readiness", createdBy: $by,
              createdAt: { start: "2025-09-26T00:00:00Z", end: "2025-09-26T12:00:00Z" }
              updatedAt: { end: "2025-10-04T04:00:00Z" }
            }
          ) { nodes { name } }
        }`,
        { in: projectId, by: createdBy },
      );

      expect(wire).toEqual([
        `GET /v0/workflows?offset=0&limit=500&project_id=${projectId}&name=Harvest%20readiness&created_by=${createdBy}`,
      ]);
      expect(data).toEqual({ workflows: { nodes: [{ name: 'Harvest readiness' }] } });
    }));

  test('a list continues after its cursor, even if the upstream caps its pages', () =>
    withGateway({ sandbox: { pageCap: 2 } }, async ({ query }) => {
      const source =
        'query ($after: String) { workflows(first: 3, after: $after) { nodes { name } pageInfo { endCursor hasNextPage } } }';
      const first = await query(source);
      const { workflows } = first.data as { workflows: { pageInfo: { endCursor: string } } };

      const second = await query(source, { after: workflows.pageInfo.endCursor });

      expect(second.wire).toEqual(['GET /v0/workflows?offset=3&limit=3', 'GET /v0/workflows?offset=5&limit=1']);
      expect(second.data).toMatchObject({
        workflows: {
          nodes: [{ name: 'Blossom showers' }, { name: 'Tailings dust' }, { name: 'Stockpile grade' }],
          pageInfo: { hasNextPage: true },
        },
      });
    }));
});
