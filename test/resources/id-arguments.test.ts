import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

const insight = globalIdOf('Insight', { aoiId: 'a1', id: 'i' });
const job = globalIdOf('Job', { workflowId: 'w1', id: 'j' });
const task = globalIdOf('JobTask', { workflowId: 'w1', jobId: 'j1', id: 't' });
const workflow = globalIdOf('Workflow', { projectId: 'p1', id: 'w' });

describe('An id that contradicts the parent named beside it', () => {
  test.each([
    ['deleteInsight', { insightId: insight, aoiId: 'a2', projectId: 'p' }, 'insightId'],
    ['requestInsightDownload', { insightId: insight, aoiId: globalIdOf('Aoi', { id: 'a2' }) }, 'insightId'],
    ['createJob', { workflowId: workflow, projectId: 'p2' }, 'workflowId'],
    ['requestJobDownload', { jobId: job, workflowId: 'w2' }, 'jobId'],
    ['requestJobTaskDownload', { taskId: task, workflowId: 'w2' }, 'taskId'],
    ['requestJobTaskDownload', { taskId: task, jobId: 'j2' }, 'taskId'],
    ['requestJobTaskDownload', { taskId: 't', jobId: job, workflowId: 'w2' }, 'jobId'],
  ])('stops %s before anything is sent', (field, input, name) =>
    withGateway({}, async ({ query, arrived }) => {
      const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;

      const { data, errors } = await query(
        `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code field } } }`,
        { input },
      );

      expect(errors).toBeUndefined();
      expect(data).toEqual({ [field]: { userErrors: [{ code: 'INVALID', field: [name] }] } });
      expect(arrived).toEqual([]);
    }),
  );

  test.each([
    `insight(id: "${insight}", aoiId: "a2") { name }`,
    `job(id: "${job}", workflowId: "w2") { status }`,
    `workflow(id: "${workflow}", projectId: "p2") { name }`,
    `stacItem(id: "${globalIdOf('StacItem', { collectionId: 'c1', id: 'i' })}", collectionId: "c2") { title }`,
  ])('is an error of a query: %s', (field) =>
    withGateway({}, async ({ query, arrived }) => {
      const { errors } = await query(`{ ${field} }`);

      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath: ['id'] } }]);
      expect(arrived).toEqual([]);
    }),
  );
});

describe('A damaged global id', () => {
  const damaged = Buffer.from('Insight:a1').toString('base64url');

  test.each([
    ['node(id: $id) { id }', ['id']],
    ['nodes(ids: ["QW9pOjE", $id]) { id }', ['ids', '1']],
    ['insight(id: $id) { name }', ['id']],
  ])('is refused with its path: %s', (field, argumentPath) =>
    withGateway({}, async ({ query }) => {
      const { errors } = await query(`query ($id: ID!) { ${field} }`, { id: damaged });

      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath } }]);
    }),
  );

  test('is named as a field of the input of a mutation, and nothing is sent', () =>
    withGateway({}, async ({ query, arrived }) => {
      const { data } = await query(
        'mutation ($id: ID!) { deleteInsight(input: { insightId: $id }) { userErrors { code field } } }',
        { id: damaged },
      );

      expect(data).toEqual({ deleteInsight: { userErrors: [{ code: 'INVALID', field: ['insightId'] }] } });
      expect(arrived).toEqual([]);
    }));
});

describe('An id with half of a surrogate pair, which no URL can hold', () => {
  test.each([
    ['aois(projectIds: $ids)', ['projectIds', '0']],
    ['orderItems(ids: $ids)', ['ids', '0']],
    ['orderItems(orderIds: $ids)', ['orderIds', '0']],
    ['orderItems(projectIds: $ids)', ['projectIds', '0']],
  ])('is refused with its path, and nothing is sent: %s', (field, argumentPath) =>
    withGateway({}, async ({ query, arrived }) => {
      const { errors } = await query(`query ($ids: [ID!]) { ${field} { totalCount } }`, { ids: ['a\ud800b'] });

      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath } }]);
      expect(arrived).toEqual([]);
    }),
  );
});

describe('An id of dots, which would change the path of the call', () => {
  test.each(['.', '..'])('is refused with its path, and nothing is sent: %s', (id) =>
    withGateway({}, async ({ query, arrived }) => {
      const { errors } = await query('query ($id: ID!) { aoi(id: $id) { name } }', { id });

      expect(errors).toMatchObject([
        { message: `id cannot be "${id}".`, extensions: { code: 'BAD_USER_INPUT', argumentPath: ['id'] } },
      ]);
      expect(arrived).toEqual([]);
    }),
  );
});

describe('An empty id', () => {
  test('is refused with its path, and nothing is sent', () =>
    withGateway({}, async ({ query, arrived }) => {
      const { data } = await query(
        `mutation {
          deleteStore(input: { storeId: "" }) { userErrors { field } }
          requestCatalogDownload(input: { target: { catalogEntryIds: [" "] } }) { userErrors { field } }
          createVisualization(input: { aoiId: "a", indexId: "" }) { userErrors { field } }
        }`,
      );

      expect(data).toEqual({
        deleteStore: { userErrors: [{ field: ['storeId'] }] },
        requestCatalogDownload: { userErrors: [{ field: ['target', 'catalogEntryIds', '0'] }] },
        createVisualization: { userErrors: [{ field: ['indexId'] }] },
      });
      expect(arrived).toEqual([]);
    }));
});

describe('An id with a comma', () => {
  const byIds: Behaviour = (response, request) => {
    const { pathname, searchParams } = new URL(request.target, 'http://upstream.test');
    const [, , , single] = pathname.replace('/archives', '').split('/');
    const ids = (searchParams.get('ids') ?? '').split(',').map((id) => ({ id }));
    const body = single ? { id: decodeURIComponent(single) } : { order_items: ids, collections: ids };
    answer(200, body)(response, request);
  };

  test.each([
    ['orderItem', 'order-items'],
    ['collection', 'archives/collections'],
  ])('is read singly, and others beside it together: %s', (field, path) =>
    withFaultyUpstream(byIds, {}, async (ask, { requests }) => {
      const fields = ['a,b', 'c', 'd'].map((id, index) => `r${index}: ${field}(id: "${id}") { pixxelId }`);

      const { data, errors } = await ask(`{ ${fields.join(' ')} }`);

      expect(errors).toBeUndefined();
      expect(data).toEqual({ r0: { pixxelId: 'a,b' }, r1: { pixxelId: 'c' }, r2: { pixxelId: 'd' } });
      const targets = requests.map(({ target }) => target);
      expect(targets.map((target) => target.replace('offset=0&limit=2&', ''))).toEqual([
        `/v0/${path}?ids=c,d`,
        `/v0/${path}/a%2Cb`,
      ]);
    }),
  );

  test.each([
    '{ aois(projectIds: ["p", "a,b"]) { nodes { pixxelId } } }',
    '{ orderItems(projectIds: ["a,b"]) { nodes { pixxelId } } }',
    '{ orderItems(orderIds: ["a,b"]) { nodes { pixxelId } } }',
    '{ orderItems(ids: ["a,b"]) { nodes { pixxelId } } }',
  ])('is refused where the API takes several ids with commas between them: %s', (query) =>
    withFaultyUpstream(byIds, {}, async (ask, { requests }) => {
      const { errors } = await ask(query);

      expect(errors).toMatchObject([
        { message: expect.stringContaining('"a,b"'), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
      expect(requests).toEqual([]);
    }),
  );
});
