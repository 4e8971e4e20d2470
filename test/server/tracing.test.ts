import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { describe, expect, test } from 'vitest';
import { startTracing } from '../../src/server/observe/tracing.ts';
import {
  type Ask,
  answer,
  type Behaviour,
  type FaultyUpstream,
  withFaultyUpstream,
} from '../support/faulty-upstream.ts';

const WORLD: Behaviour = (response, request) => {
  const aoi = { aoi_id: 'a', name: 'n', project_id: 'p', satellite_id: 's' };
  const bodies: Record<string, object> = {
    '/v0/aois': { aois: [aoi, { ...aoi, aoi_id: 'b' }], pagination: { total: 2 } },
    '/v0/satellites': { satellites: [{ id: 's', name: 'Firefly' }] },
  };
  const [path = ''] = request.target.split('?');
  return answer(bodies[path] ? 200 : 503, bodies[path] ?? 'busy')(response, request);
};

const QUERY = 'query Fields { aois(first: 2) { nodes { secret: name satellite { name } } } }';

/** Asks with tracing on, and answers the spans that were made. */
async function spansOf(use: (ask: Ask, upstream: FaultyUpstream) => Promise<void>): Promise<ReadableSpan[]> {
  const exporter = new InMemorySpanExporter();
  const tracing = startTracing(exporter);
  let spans: ReadableSpan[] = [];
  // What the exporter has is gone when it is shut down.
  exporter.shutdown = async () => {
    spans = [...exporter.getFinishedSpans()];
  };
  await withFaultyUpstream(WORLD, { tracing }, use);
  await tracing.close();
  return spans;
}

/** Each span as the names on the way to it. */
function pathsOf(spans: ReadableSpan[]): string[] {
  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const pathOf = (span: ReadableSpan): string => {
    const parent = byId.get(span.parentSpanContext?.spanId ?? '');
    return parent ? `${pathOf(parent)} > ${span.name}` : span.name;
  };
  return spans.map(pathOf).sort();
}

describe('A trace', () => {
  test('leads from the operation over its fields to the upstream calls, one field span for all rows', async () => {
    const spans = await spansOf(async (ask) => {
      await ask(QUERY);
    });

    expect(pathsOf(spans)).toEqual([
      'query',
      'query > Query.aois',
      'query > Query.aois > Aoi.satellite',
      'query > Query.aois > ListAois',
      // The set of all satellites needs no row: it starts with the list.
      'query > Query.aois > ListSatellites',
    ]);
    // Both rows have the same satellite, which is resolved once.
    expect(spans.find(({ name }) => name === 'Aoi.satellite')?.attributes).toEqual({ 'gateway.rows': 1 });
  });

  test('continues the caller’s trace and is propagated upstream', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const spans = await spansOf(async (ask, upstream) => {
      await ask(QUERY, {}, { traceparent: `00-${traceId}-b7ad6b7169203331-01` });

      expect(upstream.requests).toHaveLength(2);
      for (const { headers } of upstream.requests) expect(headers.traceparent).toMatch(new RegExp(`^00-${traceId}-`));
    });

    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
  });

  test('shows each try of a call, and how the operation ended', async () => {
    const spans = await spansOf(async (ask) => {
      await ask('{ project(id: "x") { title } }');
    });

    const tries = spans.filter(({ name }) => name === 'GetProjectById');
    expect(tries.map(({ attributes }) => attributes)).toEqual([
      { 'http.response.status_code': 503, 'error.type': 'unavailable' },
      { 'http.response.status_code': 503, 'error.type': 'unavailable' },
      { 'http.response.status_code': 503, 'error.type': 'unavailable' },
    ]);
    expect(spans.find(({ name }) => name === 'query')?.attributes['gateway.codes']).toEqual(['UPSTREAM_UNAVAILABLE']);
  });

  test('holds neither the key, nor variables, nor the text of documents', async () => {
    const spans = await spansOf(async (ask) => {
      await ask('query ($id: ID!) { aoi(id: $id) { secret: name } }', { id: 'secret-variable' });
      await ask(QUERY);
    });

    const text = JSON.stringify(
      spans.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    );
    expect(text).not.toMatch(/secret|test-key/);
  });
});
