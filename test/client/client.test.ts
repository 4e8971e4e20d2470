import { describe, expect, test } from 'vitest';
import {
  AoiDocument,
  AoiProgressDocument,
  AoisDocument,
  type Client,
  CreateAoiDocument,
  CreateJobDocument,
  createClient,
  JobProgressDocument,
  ProjectsDocument,
  SatellitesDocument,
  SearchArchiveDocument,
} from '../../client/src/index.ts';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import type { Store } from '../../src/sandbox/world/store.ts';
import type { AllGatewayOptions } from '../../src/server/all-options.ts';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';
import { movingWorld } from '../support/moving-world.ts';
import { onPort } from '../support/on-port.ts';

interface Served {
  client: Client;
  clientWith(apiKey: string): Client;
  store: Store;
  gateway: Gateway;
}

/** A client of a gateway on a port, over a sandbox whose world goes on two seconds with each read of a poller. */
async function withClient(
  use: (served: Served) => Promise<void>,
  options: Partial<AllGatewayOptions> = {},
): Promise<void> {
  const { pollClock, now } = movingWorld();
  const sandbox = await startSandbox({ now });
  const gateway = createGateway({ apiUrl: sandbox.url, maxEventLoopLagMs: 60_000, pollClock, ...options });
  try {
    await onPort(gateway.listener, (origin) => {
      const clientWith = (apiKey: string) => createClient({ url: `${origin}/graphql`, apiKey, retryDelayMs: 0 });
      return use({ client: clientWith(demoKeys.orchard), clientWith, store: sandbox.store, gateway });
    });
  } finally {
    await gateway.close();
    await sandbox.close();
  }
}

describe('query and mutate', () => {
  test('give data of the document’s type', () =>
    withClient(async ({ client }) => {
      const { aois } = await client.query(AoisDocument, { first: 2 });

      expect(aois?.nodes).toHaveLength(2);
      expect(aois?.nodes[0]?.project?.title).toEqual(expect.any(String));
    }));

  test('need no variables where the document requires none', () =>
    withClient(async ({ client }) => {
      expect((await client.query(SatellitesDocument)).satellites?.length).toBeGreaterThan(0);
      expect((await client.query(ProjectsDocument)).projects?.nodes).toHaveLength(20);
    }));

  test('find images, make an AOI of them and follow it to its end', () =>
    withClient(async ({ client, store }) => {
      const [project] = store.projects.values();
      const [satellite] = store.satellites.values();
      const { searchArchive } = await client.query(SearchArchiveDocument, { input: {}, first: 2 });
      const images = searchArchive?.nodes ?? [];
      const footprint = images[0]?.geometry;
      if (footprint?.type !== 'Polygon') throw new Error('the first image has no polygon');

      const { createAoi } = await client.mutate(CreateAoiDocument, {
        input: {
          name: 'By the client',
          description: 'A test',
          projectId: project?.id ?? '',
          satelliteId: satellite?.id ?? '',
          provider: 'PIXXEL',
          geometry: footprint,
          itemIds: images.map(({ id }) => id),
        },
      });
      expect(createAoi?.userErrors).toEqual([]);

      const states = [];
      for await (const { aoiProgress } of client.subscribe(AoiProgressDocument, { id: createAoi?.aoi?.id ?? '' })) {
        states.push(aoiProgress?.state);
      }
      expect(states.length).toBeGreaterThan(2);
      expect(states.at(-1)).toBe('SUCCEEDED');
    }));

  test('throw one kind of error, with the gateway’s code and the upstream’s message', () =>
    withClient(async ({ clientWith }) => {
      await expect(clientWith('a wrong key').query(SatellitesDocument)).rejects.toMatchObject({
        name: 'GatewayError',
        code: 'FORBIDDEN',
        upstream: { operation: 'ListSatellites', status: 403 },
        retryable: false,
        requestId: expect.any(String),
        data: { satellites: null },
      });
    }));

  test('say which input was wrong', () =>
    withClient(async ({ client }) => {
      await expect(client.query(AoisDocument, { first: -1 })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        errors: [{ path: ['aois'] }],
      });
    }));

  test('are given up by their signal, with its reason', () =>
    withClient(async ({ client }) => {
      const reason = new Error('the page was left');

      await expect(client.query(SatellitesDocument, {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    }));

  test('a mutation whose answer breaks off is not retryable: it may have been applied', () =>
    onPort(
      (_request, response) => response.destroy(),
      async (origin) => {
        const torn = createClient({ url: origin, apiKey: 'k', retryDelayMs: 0 }).mutate(CreateJobDocument, {
          input: { workflowId: 'w' },
        });

        await expect(torn).rejects.toMatchObject({ code: 'NETWORK_ERROR', retryable: false });
      },
    ));

  test('a document of another kind is not sent', () =>
    withClient(async ({ client, gateway }) => {
      const input = { workflowId: 'w' };

      // As a string, a document has lost the type that would stop this from compiling.
      await expect(client.query(String(CreateJobDocument), { input })).rejects.toThrow(TypeError);
      await expect(client.mutate(String(SatellitesDocument))).rejects.toThrow(TypeError);
      expect(() => client.subscribe(String(CreateJobDocument), { input })).toThrow(TypeError);
      expect(await gateway.registry.getSingleMetricAsString('gateway_upstream_calls_total')).not.toContain(
        'operation=',
      );
    }));

  test('tell a gateway that does not listen from one that answers nonsense', async () => {
    const nowhere = createClient({ url: 'http://127.0.0.1:9/graphql', apiKey: 'k', retryDelayMs: 0 });
    await expect(nowhere.query(SatellitesDocument)).rejects.toMatchObject({ code: 'NETWORK_ERROR', retryable: true });

    await onPort(
      (_request, response) => response.writeHead(502).end('<html>'),
      async (origin) => {
        const lost = createClient({ url: origin, apiKey: 'k', retryDelayMs: 0 });
        await expect(lost.query(SatellitesDocument)).rejects.toMatchObject({ code: 'BAD_RESPONSE', status: 502 });
      },
    );
  });

  test('send the key byte for byte, and through the fetch that they were given', async () => {
    const sent: (string | null)[] = [];
    const client = createClient({
      url: 'http://gateway.test/graphql',
      apiKey: 'Bearer  a b',
      fetch: async (_url, init) => {
        sent.push(new Headers(init?.headers).get('authorization'));
        return Response.json({ data: { satellites: [] } });
      },
    });

    await client.query(SatellitesDocument);

    expect(sent).toEqual(['Bearer  a b']);
  });
});

describe('subscribe', () => {
  test('follows a job and its tasks from its creation to its end', () =>
    withClient(async ({ client, store }) => {
      const [workflow] = store.workflows.values();
      const { createJob } = await client.mutate(CreateJobDocument, {
        input: { workflowId: workflow?.id ?? '', projectId: workflow?.project_id ?? '' },
      });

      const jobs = [];
      for await (const { jobProgress } of client.subscribe(JobProgressDocument, { id: createJob?.job?.id ?? '' })) {
        jobs.push(jobProgress);
      }

      expect(jobs[0]?.state).not.toBe('SUCCEEDED');
      expect(jobs.at(-1)).toMatchObject({ state: 'SUCCEEDED', progress: 100 });
      expect(jobs.at(-1)?.tasks?.every(({ state }) => state === 'SUCCEEDED')).toBe(true);
    }));

  test('reconnects when the maximum age of a subscription is reached', () =>
    withClient(
      async ({ client, store, gateway }) => {
        const [workflow] = store.workflows.values();
        const { createJob } = await client.mutate(CreateJobDocument, { input: { workflowId: workflow?.id ?? '' } });

        const { jobProgress } = await client.watch(JobProgressDocument, { id: createJob?.job?.id ?? '' });

        expect(jobProgress?.state).toBe('SUCCEEDED');
        expect(await gateway.registry.getSingleMetricAsString('gateway_operation_errors_total')).toContain(
          'code="SUBSCRIPTION_ENDED"',
        );
      },
      { subscriptionMaxAgeMs: 10_000 },
    ));

  test('throws the coded error that ended it', () =>
    withClient(async ({ client }) => {
      const events = client.subscribe(AoiProgressDocument, { id: 'none' });

      await expect(events.next()).rejects.toMatchObject({ code: 'NOT_FOUND', upstream: { operation: 'GetAoiById' } });
    }));

  test('ends at once when it is left while an event is awaited, and the gateway stops reading', () =>
    onPort(
      // An upstream that never answers.
      () => {},
      async (apiUrl) => {
        const gateway = createGateway({ apiUrl, maxEventLoopLagMs: 60_000 });
        await onPort(gateway.listener, async (origin) => {
          const client = createClient({ url: `${origin}/graphql`, apiKey: 'k' });
          const events = client.subscribe(AoiProgressDocument, { id: 'a' });
          const awaited = events.next();
          while (gateway.pollers.size === 0) await new Promise(setImmediate);

          await events.return?.();

          expect(await awaited).toEqual({ done: true, value: undefined });
          while (gateway.pollers.size > 0) await new Promise(setImmediate);
        });
        await gateway.close();
      },
    ));

  test('is given up by its signal, with its reason', () =>
    withClient(async ({ client }) => {
      const giveUp = new AbortController();
      const events = client.subscribe(AoiProgressDocument, { id: 'none' }, { signal: giveUp.signal });
      const reason = new Error('the page was left');
      giveUp.abort(reason);

      await expect(events.next()).rejects.toBe(reason);
    }));

  test('reports a broken stream as an error, not as the end', async () => {
    await onPort(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end('event: next\ndata: {"data":{"aoiProgress":null}}\n\n');
      },
      async (origin) => {
        const client = createClient({ url: origin, apiKey: 'k', retries: 0 });
        const events = client.subscribe(AoiProgressDocument, { id: 'a' });
        expect(await events.next()).toEqual({ done: false, value: { aoiProgress: null } });
        await expect(events.next()).rejects.toMatchObject({ code: 'NETWORK_ERROR', retryable: true });
      },
    );
  });
});

test('every document of the package is accepted by the gateway', () =>
  withClient(async ({ client, store }) => {
    const [aoi] = store.aois.values();
    const { aoi: shown } = await client.query(AoiDocument, { id: aoi?.aoi_id ?? '' });
    expect(shown?.assets?.nodes.length).toBeGreaterThan(0);
  }));
