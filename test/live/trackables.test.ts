import { createClient } from 'graphql-sse';
import { describe, expect, test } from 'vitest';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import type { Store } from '../../src/sandbox/world/store.ts';
import { type TestGateway, withGateway } from '../support/gateway.ts';

const SECOND = 1000;

interface Case {
  field: string;
  /** Puts something into the world that goes on for ten seconds; answers how the subscription is asked. */
  begin(store: Store, span: { startsAt: number; endsAt: number }): { args: string; query?: string };
  selection: string;
  /** The upstream operation that is polled. */
  polled: RegExp;
}

const firstOf = <Value>(values: Map<string, Value>, fits: (value: Value) => boolean = () => true): Value => {
  const value = values.values().find(fits);
  if (!value) throw new Error('the world has no such thing');
  return value;
};

const cases: Case[] = [
  {
    field: 'aoiProgress',
    selection: 'state progress project { title }',
    polled: /^GET \/v0\/aoi\//,
    begin({ aois, spans }, span) {
      const { aoi_id } = firstOf(aois, (aoi) => aoi.status === 'success');
      spans.set(aoi_id, span);
      return { args: `id: "${aoi_id}"` };
    },
  },
  {
    field: 'visualizationProgress',
    selection: 'state progress aoi { name }',
    polled: /^GET \/v0\/aois\/.*visualizations/,
    begin({ visualizations, spans }, span) {
      const { id, aoi_id } = firstOf(visualizations, ({ status }) => status === 'success');
      spans.set(id, span);
      return { args: `id: "${id}", aoiId: "${aoi_id}"` };
    },
  },
  {
    field: 'insightProgress',
    selection: 'state progress aoi { name }',
    polled: /^GET \/v0\/aoi\/.*insights/,
    begin({ insights, spans }, span) {
      const { id, aoi_id } = firstOf(insights, ({ status }) => status === 'success' || status === 'completed');
      spans.set(id, span);
      return { args: `id: "${id}", aoiId: "${aoi_id}"` };
    },
  },
  {
    field: 'jobProgress',
    selection: 'state progress tasks { name state progress } workflow { name }',
    polled: /^GET \/v0\/workflows?\/.*jobs/,
    begin({ jobs, spans }, span) {
      const job = firstOf(jobs, ({ status }) => status === 'completed');
      spans.set(job.id, span);
      for (const task of job.tasks ?? []) spans.set(task.id ?? '', span);
      return { args: `id: "${job.id}", workflowId: "${job.workflow_id}"` };
    },
  },
  {
    field: 'orderItemProgress',
    selection: 'state progress tasks { state } order { id }',
    polled: /^GET \/v0\/order-items\//,
    begin({ orderItems, spans }, span) {
      const item = firstOf(orderItems, ({ status, tasks }) => status === 'FULFILLED' && (tasks?.length ?? 0) > 0);
      spans.set(item.id, span);
      for (const task of item.tasks ?? []) spans.set(task.id ?? '', span);
      return { args: `id: "${item.id}"` };
    },
  },
  {
    field: 'deliveryProgress',
    selection: 'state progress catalogEntry { id }',
    polled: /^GET \/v0\/catalogs\/deliveries/,
    begin({ deliveries, spans }, span) {
      const { delivery_id } = firstOf(deliveries, ({ status }) => status !== 'FAILED');
      spans.set(delivery_id, span);
      return { args: `id: "${delivery_id}"` };
    },
  },
];

describe('each kind of long work is followed over SSE from its beginning to its end', () => {
  test.each(cases)('$field', ({ field, selection, polled, begin }) => {
    let now = Date.UTC(2026, 5, 1);
    const pollClock = steppingClock(() => {
      now += 2 * SECOND;
    });
    return withGateway({ sandbox: { now: () => now }, pollClock }, async (gateway) => {
      const { args } = begin(gateway.store, { startsAt: now, endsAt: now + 10 * SECOND });

      const events = await eventsOf(gateway, `subscription { ${field}(${args}) { ${selection} } }`);

      expect(events.length).toBeGreaterThan(1);
      expect(events.filter(({ errors }) => errors)).toEqual([]);
      const states = events.map(({ data }) => (data?.[field] as { state: string } | undefined)?.state);
      expect(states.at(0)).not.toBe('SUCCEEDED');
      expect(states.at(-1)).toBe('SUCCEEDED');
      expect(gateway.arrived.some((call) => polled.test(call))).toBe(true);
    });
  });

  test.each([
    ['aoiDownloadProgress', 'requestAoiDownload'],
    ['catalogDownloadProgress', 'requestCatalogDownload'],
  ])('%s, from its request on to a link that can be fetched', (field, mutation) => {
    let now = Date.UTC(2026, 5, 1);
    const pollClock = steppingClock(() => {
      now += 2 * SECOND;
    });
    return withGateway({ sandbox: { now: () => now }, pollClock }, async (gateway) => {
      const { store } = gateway;
      const asset = firstOf(store.assets);
      const entry = firstOf(store.catalogs);
      const input =
        mutation === 'requestAoiDownload'
          ? { aoiId: asset.aoi_id, assetIds: [asset.id] }
          : { target: { catalogEntryIds: [entry.id] } };
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      const { data, errors } = await gateway.query(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { download { downloadId } userErrors { message } } }`,
        { input },
      );
      expect(errors).toBeUndefined();
      const { download } = (data as Record<string, { download: { downloadId: string } }>)[mutation] ?? {};
      const aoi = mutation === 'requestAoiDownload' ? `, aoiId: "${asset.aoi_id}"` : '';

      const events = await eventsOf(
        gateway,
        `subscription { ${field}(id: "${download?.downloadId}"${aoi}) { state signedUrl } }`,
      );

      const last = events.at(-1)?.data?.[field] as { state: string; signedUrl: string };
      expect(last.state).toBe('SUCCEEDED');
      expect((await fetch(last.signedUrl)).headers.get('content-type')).toContain('zip');
    });
  });
});

describe('what can be watched', () => {
  test.each([
    ['visualizationProgress', 'aoiId'],
    ['insightProgress', 'aoiId'],
    ['jobProgress', 'workflowId'],
  ])('%s says that it needs %s beside a raw id', (field, missing) =>
    withGateway({}, async (gateway) => {
      const [event] = await eventsOf(gateway, `subscription { ${field}(id: "raw") { state } }`);

      expect(event?.errors?.[0]).toMatchObject({
        message: expect.stringContaining(missing),
        extensions: { code: 'BAD_USER_INPUT', argumentPath: [missing] },
      });
      expect(gateway.arrived).toEqual([]);
    }),
  );
});

/** A clock whose sleepers wake at once, after `step` has turned the world's. */
function steppingClock(step: () => void) {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
      step();
    },
  };
}

async function eventsOf({ fetch: send }: TestGateway, query: string) {
  const client = createClient({
    url: 'http://gateway.test/graphql',
    retryAttempts: 0,
    headers: { authorization: demoKeys.orchard },
    fetchFn: (url: string, init: RequestInit) => send(new Request(url, init)),
  });
  const events = [];
  for await (const event of client.iterate<Record<string, unknown>>({ query })) events.push(event);
  return events;
}
