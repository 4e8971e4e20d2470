import type { Plugin } from 'graphql-yoga';
import type { Registry } from 'prom-client';
import type { Readiness } from '../observe/readiness.ts';

const LIVE = '/health/live';
const READY = '/health/ready';
const UPSTREAM = '/health/upstream';
const METRICS = '/metrics';

/** Whether the path is one that operators and their machines ask, not callers. */
export function isOperatorPath(path: string): boolean {
  return path === LIVE || path === READY || path === UPSTREAM || path === METRICS;
}

/**
 * Answers `/health/live` (the process runs), `/health/ready` (send requests here), `/health/upstream` (the Pixxel API answers)
 * and `/metrics` (Prometheus).
 */
export function useOperatorEndpoints(readiness: Readiness, registry: Registry): Plugin {
  const isGood: Record<string, () => boolean | Promise<boolean>> = {
    [LIVE]: () => true,
    [READY]: () => readiness.isReady(),
    [UPSTREAM]: () => readiness.isUpstreamUp(),
  };
  const answer = async (path: string, Response: typeof globalThis.Response): Promise<Response> => {
    if (path === METRICS) {
      return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } });
    }
    const isOk = await isGood[path]?.();
    return Response.json({ status: isOk ? 'ok' : 'unavailable' }, { status: isOk ? 200 : 503 });
  };
  return {
    onRequest({ request, url, endResponse, fetchAPI }) {
      if (!['GET', 'HEAD'].includes(request.method) || !isOperatorPath(url.pathname)) return undefined;
      return answer(url.pathname, fetchAPI.Response).then(endResponse);
    },
  };
}
