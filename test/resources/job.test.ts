import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store, StoredJob, StoredWorkflow } from '../../src/sandbox/world/store.ts';
import { answer, reset, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';
import { workflowNamed } from '../support/workflow.ts';

/** The first job of a workflow that ended as told. */
function jobOf(store: Store, workflow: StoredWorkflow, status = 'completed'): StoredJob & { globalId: string } {
  const job = store.jobs.values().find((one) => one.workflow_id === workflow.id && one.status === status);
  if (!job) throw new Error(`${workflow.name} has no ${status} job`);
  return { ...job, globalId: globalIdOf('Job', { workflowId: workflow.id, id: job.id }) };
}

describe('Job', () => {
  test('the jobs of a workflow are one call, the newest first, their progress a number', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id } = workflowNamed(store, 'Weekly crop stress');

      const { data, calls } = await query(
        'query ($id: ID!) { workflow(id: $id) { jobs(first: 2) { totalCount nodes { state progress timeTaken finishedAt } } } }',
        { id },
      );

      expect(calls).toEqual(['GetWorkflowById', 'ListJobs']);
      expect(data).toEqual({
        workflow: {
          jobs: {
            totalCount: 6,
            nodes: [
              { state: 'RUNNING', progress: 26, timeTaken: null, finishedAt: null },
              { state: 'SUCCEEDED', progress: 100, timeTaken: '28m0s', finishedAt: '2025-11-03T04:28:00Z' },
            ],
          },
        },
      });
    }));

  test('a graph that is a long list is shown whole', () => {
    const spec = Array.from({ length: 1000 }, (_, id) => ({ id }));

    return withFaultyUpstream(answer(200, { id: 'j', spec }), {}, async (ask) => {
      const { data } = await ask('{ job(id: "j", workflowId: "w") { spec } }');

      expect(data).toEqual({ job: { spec } });
    });
  });

  test('the gateway filters by state, and sends the rest of the filter', () =>
    withGateway({}, async ({ query, store }) => {
      const workflow = workflowNamed(store, 'Tailings dust');

      const { data, wire } = await query(
        `query ($id: ID!, $by: ID) {
          workflow(id: $id) {
            failed: jobs(filter: { states: [FAILED] }) { totalCount nodes { state progress } }
            none: jobs(filter: { states: [] }) { totalCount }
            mine: jobs(filter: { createdBy: $by, createdAt: { start: "2025-10-06T00:00:00Z", end: "2025-10-06T23:59:59Z" } }) { totalCount }
          }
        }`,
        { id: workflow.globalId, by: workflow.created_by },
      );

      expect(wire.slice(1).toSorted()).toEqual([
        `GET /v0/workflows/${workflow.id}/jobs`,
        `GET /v0/workflows/${workflow.id}/jobs?created_by=${workflow.created_by}`,
      ]);
      expect(data).toEqual({
        workflow: {
          failed: { totalCount: 1, nodes: [{ state: 'FAILED', progress: 33 }] },
          none: { totalCount: 0 },
          mine: { totalCount: 1 },
        },
      });
    }));

  test('the detail of a list row is one single read for each job, however many fields are selected', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id } = workflowNamed(store, 'Harvest readiness');

      const { data, calls, errors } = await query(
        `query ($id: ID!) {
          workflow(id: $id) {
            jobs(first: 2) { nodes { spec execCreatedAt execUpdatedAt validationErrors { error } tasks { name } } }
          }
        }`,
        { id },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['GetWorkflowById', 'ListJobs', 'GetJobById', 'GetJobById']);
      expect(data).toMatchObject({
        workflow: { jobs: { nodes: [{ execCreatedAt: '2025-11-03T04:00:00Z', validationErrors: [] }, {}] } },
      });
    }));

  test('one job is one call by its global id, alone or as a node, and by its raw id with the workflow', () =>
    withGateway({}, async ({ query, store }) => {
      const workflow = workflowNamed(store, 'Weekly crop stress');
      const { id, globalId } = jobOf(store, workflow);

      const answers = [
        await query('query ($id: ID!) { job(id: $id) { id tasks { state } } }', { id: globalId }),
        await query('query ($id: ID!) { job: node(id: $id) { id ... on Job { tasks { state } } } }', { id: globalId }),
        await query('query ($id: ID!, $of: ID) { job(id: $id, workflowId: $of) { id tasks { state } } }', {
          id,
          of: workflow.globalId,
        }),
      ];

      for (const { data, wire } of answers) {
        expect(data).toEqual({ job: { id: globalId, tasks: Array(5).fill({ state: 'SUCCEEDED' }) } });
        expect(wire).toEqual([`GET /v0/workflows/${workflow.id}/jobs/${id}`]);
      }
    }));

  test('a raw id without its workflow is refused, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query('{ job(id: "one") { status } }');

      expect(calls).toEqual([]);
      expect(errors?.[0]).toMatchObject({
        message: 'workflowId is needed where id is not a global id.',
        extensions: { code: 'BAD_USER_INPUT', argumentPath: ['workflowId'] },
      });
    }));

  test('a missing one is null without an error', () =>
    withGateway({}, async ({ query, store }) => {
      const { id: of } = workflowNamed(store, 'Weekly crop stress');

      const { data, errors } = await query('query ($of: ID) { job(id: "none", workflowId: $of) { status } }', { of });

      expect({ data, errors }).toEqual({ data: { job: null }, errors: undefined });
    }));

  test('a job leads to its workflow: for nothing where that is known or only its raw id is asked, else for one call', () =>
    withGateway({}, async ({ query, store }) => {
      const workflow = workflowNamed(store, 'Weekly crop stress');
      const { globalId: id } = jobOf(store, workflow);

      const raw = await query('query ($id: ID!) { job(id: $id) { workflow { pixxelId } } }', { id });
      const global = await query('query ($id: ID!) { job(id: $id) { workflow { id } } }', { id });
      const below = await query(
        'query ($id: ID!) { workflow(id: $id) { jobs { nodes { workflow { id name estimatedCost } } } } }',
        { id: workflow.globalId },
      );

      expect(raw.calls).toEqual(['GetJobById']);
      expect(raw.data).toEqual({ job: { workflow: { pixxelId: workflow.id } } });
      expect(global.calls).toEqual(['GetJobById', 'ListWorkflows']);
      expect(global.data).toEqual({ job: { workflow: { id: workflow.globalId } } });
      expect(below.calls).toEqual(['GetWorkflowById', 'ListJobs']);
    }));

  test('every odd form of a value is read or becomes null', () =>
    withGateway({}, async ({ query, store }) => {
      const { id: of } = workflowNamed(store, 'Weekly crop stress');
      const odd = {
        id: 'odd',
        workflow_id: of,
        status: 'Partial Success',
        progress: '45%',
        cost: '12',
        time_taken: '',
        finished_at: '',
        tasks: null,
        val_errors: null,
        spec: [...Buffer.from('{"blocks":[]}')],
      };
      // What no contract allows, and an upstream may still send.
      store.jobs.set('odd', odd as unknown as StoredJob);

      const { data, errors } = await query(
        `query ($of: ID) {
          job(id: "odd", workflowId: $of) {
            status state progress cost timeTaken finishedAt tasks { name } validationErrors { error } spec
          }
        }`,
        { of },
      );

      expect(errors).toBeUndefined();
      expect(data).toEqual({
        job: {
          status: 'Partial Success',
          state: 'PARTIALLY_SUCCEEDED',
          progress: 45,
          cost: 12,
          timeTaken: null,
          finishedAt: null,
          tasks: [],
          validationErrors: [],
          spec: { blocks: [] },
        },
      });
    }));
});

describe('JobTask', () => {
  test('its dependencies are its siblings by name, and it leads back to its job, for nothing more', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id } = jobOf(store, workflowNamed(store, 'Weekly crop stress'));

      const { data, calls } = await query(
        'query ($id: ID!) { job(id: $id) { tasks { name dependsOn dependencies { name state } job { id progress } } } }',
        { id },
      );

      const job = { id, progress: 100 };
      const done = (name: string) => ({ name, state: 'SUCCEEDED' });
      expect(calls).toEqual(['GetJobById']);
      expect(data).toEqual({
        job: {
          tasks: [
            { name: 'clouds', dependsOn: [], dependencies: [], job },
            { name: 'mosaic', dependsOn: ['clouds'], dependencies: [done('clouds')], job },
            { name: 'ndvi', dependsOn: ['mosaic'], dependencies: [done('mosaic')], job },
            { name: 'ndre', dependsOn: ['mosaic'], dependencies: [done('mosaic')], job },
            { name: 'fields', dependsOn: ['ndvi', 'ndre'], dependencies: [done('ndvi'), done('ndre')], job },
          ],
        },
      });
    }));

  test('the blocks of a job come from one list of all blocks, and a version that it lacks from a call of its own', () =>
    withGateway({}, async ({ query, store }) => {
      const source = 'query ($id: ID!) { job(id: $id) { tasks { blockName block { title version } } } }';

      const newest = await query(source, { id: jobOf(store, workflowNamed(store, 'Weekly crop stress')).globalId });
      const older = await query(source, { id: jobOf(store, workflowNamed(store, 'Tailings dust')).globalId });

      expect(newest.calls).toEqual(['GetJobById', 'ListBlocks']);
      expect(older.calls).toEqual(['GetJobById', 'ListBlocks', 'GetBlockVersion', 'GetBlockVersion']);
      expect(older.data).toEqual({
        job: {
          tasks: [
            { blockName: 'cloudmask', block: { title: 'Cloud mask', version: '1.0.0' } },
            { blockName: 'indexcalculator', block: { title: 'Index calculator', version: '1.3.0' } },
            { blockName: 'zonalstatistics', block: { title: 'Zonal statistics', version: '1.0.0' } },
          ],
        },
      });
    }));

  test('a block costs nothing if only its ids are selected', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id } = jobOf(store, workflowNamed(store, 'Tailings dust'));

      const { data, calls } = await query('query ($id: ID!) { job(id: $id) { tasks { block { id } blockId } } }', {
        id,
      });

      expect(calls).toEqual(['GetJobById']);
      expect(data).toMatchObject({
        job: { tasks: [{ block: { id: globalIdOf('Block', { name: 'cloudmask', version: '1.0.0' }) } }, {}, {}] },
      });
    }));

  test('a task that failed says why', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId: id } = jobOf(store, workflowNamed(store, 'Tailings dust'), 'failed');

      const { data } = await query(
        `query ($id: ID!) {
          job(id: $id) { state tasks { name state error failureType progress outputs { name } rawResult } }
        }`,
        { id },
      );

      expect(data).toMatchObject({
        job: {
          state: 'FAILED',
          tasks: [
            { name: 'clouds', state: 'SUCCEEDED', error: null, outputs: [{ name: 'masked' }] },
            {
              name: 'oxide',
              state: 'FAILED',
              error: 'band B17 is not in the input image',
              failureType: 'USER_ERROR',
              progress: 40,
              outputs: [],
              rawResult: null,
            },
            { name: 'villages', state: 'CANCELLED', error: null, progress: 0 },
          ],
        },
      });
    }));

  test('its global id finds it again with its job, and one that the job lacks is null', () =>
    withGateway({}, async ({ query, store }) => {
      const job = jobOf(store, workflowNamed(store, 'Weekly crop stress'));
      const keys = { workflowId: job.workflow_id, jobId: job.id };
      const [task] = job.tasks ?? [];
      const ids = [
        globalIdOf('JobTask', { ...keys, id: task?.id ?? '' }),
        globalIdOf('JobTask', { ...keys, id: 'none' }),
        globalIdOf('JobTask', { ...keys, jobId: 'none', id: 'none' }),
      ];

      const { data, errors, calls } = await query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on JobTask { name } } }',
        { ids },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['GetJobById', 'GetJobById']);
      expect(data).toEqual({ nodes: [{ id: ids[0], name: 'clouds' }, null, null] });
    }));
});

describe('createJob', () => {
  const CREATE = `mutation ($input: CreateJobInput!) {
    createJob(input: $input) {
      job { id state workflow { name } tasks { name state } } userErrors { code field message }
    }
  }`;

  test('finds the project with the workflow where it is left out, and reads nothing back', () =>
    withGateway({}, async ({ query, store }) => {
      const { id, project_id: projectId, name } = workflowNamed(store, 'Stockpile grade');

      const { data, wire } = await query(CREATE, { input: { workflowId: id } });

      const job = [...store.jobs.keys()].at(-1) ?? '';
      expect(wire).toEqual([
        `GET /v0/workflows?id=${id}&limit=1`,
        `POST /v0/workflows/${id}/jobs?project_id=${projectId}`,
      ]);
      expect(data).toEqual({
        createJob: {
          job: {
            id: globalIdOf('Job', { workflowId: id, id: job }),
            state: 'RUNNING',
            workflow: { name },
            tasks: [
              { name: 'clouds', state: 'RUNNING' },
              { name: 'oxide', state: 'PENDING' },
              { name: 'villages', state: 'PENDING' },
            ],
          },
          userErrors: [],
        },
      });
    }));

  test.each(['global id', 'raw id'])('is one call where the %s comes with its project', (form) =>
    withGateway({}, async ({ query, store }) => {
      const { id, project_id: projectId, globalId } = workflowNamed(store, 'Stockpile grade');
      const input = form === 'global id' ? { workflowId: globalId } : { workflowId: id, projectId };

      const { calls } = await query(
        'mutation ($input: CreateJobInput!) { createJob(input: $input) { job { status } } }',
        { input },
      );

      expect(calls).toEqual(['CreateJob']);
    }),
  );

  test('a missing workflow is reported with its path, and nothing runs', () =>
    withGateway({}, async ({ query, store }) => {
      const before = store.jobs.size;

      const { data, calls } = await query(CREATE, { input: { workflowId: 'none' } });

      expect(calls).toEqual(['ListWorkflows']);
      expect(data).toEqual({
        createJob: {
          job: null,
          userErrors: [{ code: 'NOT_FOUND', field: ['workflowId'], message: 'There is no such workflow.' }],
        },
      });
      expect(store.jobs.size).toBe(before);
    }));

  test('a refusal of the upstream is reported with its message', () =>
    withGateway({}, async ({ query, store }) => {
      const { globalId } = workflowNamed(store, 'Tailings dust, draft');

      const { data } = await query(CREATE, { input: { workflowId: globalId } });

      expect(data).toEqual({
        createJob: {
          job: null,
          userErrors: [{ code: 'INVALID', field: null, message: 'the workflow is not valid' }],
        },
      });
    }));
});

describe('a run that may have been started', () => {
  test.each([
    ['the connection is torn', reset, 'UPSTREAM_UNAVAILABLE'],
    ['the answer names no job', answer(200, {}), 'UPSTREAM_INVALID_RESPONSE'],
  ])('is reported as uncertain if %s, and not sent again', (_what, behaviour, code) =>
    withFaultyUpstream(behaviour, {}, async (ask, { requests }) => {
      const { data, errors } = await ask(
        'mutation { createJob(input: { workflowId: "w", projectId: "p" }) { job { id } } }',
      );

      expect(requests).toHaveLength(1);
      expect(data).toEqual({ createJob: null });
      expect(errors).toMatchObject([
        {
          message: expect.stringContaining('check `workflow { jobs }` before retrying'),
          extensions: { code, retryable: false },
        },
      ]);
    }),
  );
});

describe('packages of jobs and tasks', () => {
  const REQUEST_JOB = `mutation ($input: RequestJobDownloadInput!) {
    requestJobDownload(input: $input) { download { downloadId kind state signedUrl } userErrors { code field } }
  }`;
  const REQUEST_TASK = `mutation ($input: RequestJobTaskDownloadInput!) {
    requestJobTaskDownload(input: $input) { download { kind state signedUrl } userErrors { code field } }
  }`;

  test('the repeated request tells when the package is ready', () => {
    let now = Date.UTC(2026, 0, 1);
    return withGateway({ sandbox: { now: () => now } }, async ({ query, store }) => {
      const job = jobOf(store, workflowNamed(store, 'Weekly crop stress'));

      const first = await query(REQUEST_JOB, { input: { jobId: job.globalId } });
      now += 60_000;
      const second = await query(REQUEST_JOB, { input: { jobId: job.id, workflowId: job.workflow_id } });

      expect(first.wire).toEqual([`PUT /v0/workflows/${job.workflow_id}/jobs/${job.id}/download`]);
      expect(second.wire).toEqual(first.wire);
      expect(first.data).toEqual({
        requestJobDownload: {
          download: { downloadId: job.id, kind: 'JOB', state: 'PENDING', signedUrl: null },
          userErrors: [],
        },
      });
      expect(second.data).toMatchObject({
        requestJobDownload: { download: { state: 'SUCCEEDED', signedUrl: expect.stringMatching(/^http/) } },
      });
    });
  });

  test('a task is named by its global id, or by its raw id with its job', () =>
    withGateway({}, async ({ query, store }) => {
      const job = jobOf(store, workflowNamed(store, 'Weekly crop stress'));
      const taskId = job.tasks?.[0]?.id ?? '';
      const globalId = globalIdOf('JobTask', { workflowId: job.workflow_id, jobId: job.id, id: taskId });

      const answers = [
        await query(REQUEST_TASK, { input: { taskId: globalId } }),
        await query(REQUEST_TASK, { input: { taskId, jobId: job.globalId } }),
        await query(REQUEST_TASK, { input: { taskId, jobId: job.id, workflowId: job.workflow_id } }),
      ];

      for (const { data, wire } of answers) {
        expect(wire).toEqual([`PUT /v0/workflows/${job.workflow_id}/jobs/${job.id}/tasks/${taskId}/download`]);
        expect(data).toMatchObject({ requestJobTaskDownload: { download: { kind: 'JOB_TASK' }, userErrors: [] } });
      }
    }));

  test('a missing parent is reported with its path, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const job = await query(REQUEST_JOB, { input: { jobId: 'one' } });
      const task = await query(REQUEST_TASK, { input: { taskId: 'one' } });
      const taskOfJob = await query(REQUEST_TASK, { input: { taskId: 'one', jobId: 'one' } });

      expect([job.calls, task.calls, taskOfJob.calls]).toEqual([[], [], []]);
      expect(job.data).toMatchObject({ requestJobDownload: { userErrors: [{ field: ['workflowId'] }] } });
      expect(task.data).toMatchObject({ requestJobTaskDownload: { userErrors: [{ field: ['jobId'] }] } });
      expect(taskOfJob.data).toMatchObject({ requestJobTaskDownload: { userErrors: [{ field: ['workflowId'] }] } });
    }));

  test('a job that has not ended has no package, which is a user error', () =>
    withGateway({}, async ({ query, store }) => {
      const { id, workflow_id: workflowId } = [...store.jobs.values()].at(-1) ?? { id: '', workflow_id: '' };

      const { data } = await query(REQUEST_JOB, { input: { jobId: id, workflowId } });

      expect(data).toEqual({
        requestJobDownload: { download: null, userErrors: [{ code: 'INVALID', field: null }] },
      });
    }));
});
