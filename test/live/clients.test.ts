import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { serveWebSocket } from '../../src/server/doors/websocket.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { movingWorld } from '../support/moving-world.ts';
import { listening } from '../support/on-port.ts';

interface Job {
  id: string;
  state: string;
  tasks: { name: string; state: string }[];
}

const CREATE = `mutation ($workflowId: ID!, $projectId: ID!) {
  createJob(input: { workflowId: $workflowId, projectId: $projectId }) { job { id state } userErrors { message } }
}`;
const FOLLOW = 'subscription ($id: ID!) { jobProgress(id: $id) { id state progress tasks { name state } } }';

const headers = { authorization: demoKeys.orchard };

/** A server as it is shipped, over a sandbox whose world goes on two seconds with each read of a poller. */
async function withServer(use: (url: string, createJob: () => Promise<string>) => Promise<void>): Promise<void> {
  const { pollClock, now } = movingWorld();
  const sandbox = await startSandbox({ now });
  const gateway = createGateway({ apiUrl: sandbox.url, maxEventLoopLagMs: 60_000, pollClock });
  const server = createServer(gateway.listener);
  const webSocket = serveWebSocket(server, gateway.handle);
  const { origin } = await listening(server);
  const url = `${origin}/graphql`;
  const [workflow] = sandbox.store.workflows.values();
  try {
    await use(url, async () => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({
          query: CREATE,
          variables: { workflowId: workflow?.id, projectId: workflow?.project_id },
        }),
      });
      // As the query asks for it.
      const { data } = (await response.json()) as { data: { createJob: { job: Job } } };
      return data.createJob.job.id;
    });
  } finally {
    gateway.drain();
    await webSocket.drain();
    server.closeAllConnections();
    server.close();
    await gateway.close();
    await sandbox.close();
  }
}

async function jobsOf(
  events: AsyncIterable<{ data?: { jobProgress: Job } | null | undefined; errors?: unknown }>,
): Promise<Job[]> {
  const jobs: Job[] = [];
  for await (const { data, errors } of events) {
    expect(errors).toBeUndefined();
    if (data) jobs.push(data.jobProgress);
  }
  return jobs;
}

function expectWholeRun(jobs: Job[]): void {
  expect(jobs.length).toBeGreaterThan(3);
  expect(jobs[0]?.state).not.toBe('SUCCEEDED');
  expect(jobs.at(-1)?.state).toBe('SUCCEEDED');
  expect(jobs.at(-1)?.tasks.map(({ state }) => state)).toEqual(jobs.at(-1)?.tasks.map(() => 'SUCCEEDED'));
}

describe('a job is followed from its creation to its end', () => {
  test("by graphql-sse's client", () =>
    withServer(async (url, createJob) => {
      const client = createSseClient({ url, headers });

      const variables = { id: await createJob() };
      expectWholeRun(await jobsOf(client.iterate({ query: FOLLOW, variables })));
    }));

  test("by graphql-ws's client", () =>
    withServer(async (url, createJob) => {
      const client = createWsClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { Authorization: demoKeys.orchard },
      });

      const variables = { id: await createJob() };
      expectWholeRun(await jobsOf(client.iterate({ query: FOLLOW, variables })));
      await client.dispose();
    }));

  test('by curl', () =>
    withServer(async (url, createJob) => {
      const body = JSON.stringify({ query: FOLLOW, variables: { id: await createJob() } });
      const given = [
        `authorization: ${demoKeys.orchard}`,
        'content-type: application/json',
        'accept: text/event-stream',
      ];
      const curl = spawn('curl', ['-sN', url, ...given.flatMap((header) => ['-H', header]), '-d', body]);

      const lines = (await text(curl.stdout)).split('\n');

      const jobs = lines
        .filter((line) => line.startsWith('data: {'))
        .map((line) => (JSON.parse(line.slice('data: '.length)) as { data: { jobProgress: Job } }).data.jobProgress);
      expectWholeRun(jobs);
      expect(lines.filter((line) => line !== '').slice(-2)).toEqual(['event: complete', 'data:']);
    }));
});

test('queries and mutations are answered over WebSocket as well, with the same errors', () =>
  withServer(async (url) => {
    const client = createWsClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: demoKeys.orchard },
    });
    const answerOf = async (query: string) => (await client.iterate({ query }).next()).value;

    expect(await answerOf('{ projects(first: 1) { nodes { __typename } } }')).toEqual({
      data: { projects: { nodes: [{ __typename: 'Project' }] } },
    });
    expect(await answerOf('{ projects(first: -1) { totalCount } }')).toMatchObject({
      data: { projects: null },
      errors: [{ extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) } }],
    });
    await expect(answerOf('{ nothing }')).rejects.toMatchObject([
      { message: expect.stringContaining('nothing'), extensions: { requestId: expect.any(String) } },
    ]);
    await expect(answerOf('{ broken')).rejects.toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    await client.dispose();
  }));
