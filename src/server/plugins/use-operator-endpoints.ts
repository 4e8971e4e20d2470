import type { Plugin } from 'graphql-yoga';
import type { Registry } from 'prom-client';

const LIVE = '/health/live';
const READY = '/health/ready';
const METRICS = '/metrics';

/** Whether the path is one that operators and their machines ask, not callers. */
export function isOperatorPath(path: string): boolean {
  return path === LIVE || path === READY || path === METRICS;
}

/** Answers `/health/live` (the process runs), `/health/ready` (send requests here) and `/metrics` (Prometheus). */
export function useOperatorEndpoints(isReady: () => Promise<boolean>, registry: Registry): Plugin {
  const answer = async (path: string, Response: typeof globalThis.Response): Promise<Response> => {
    if (path === METRICS) {
      return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } });
    }
    const isGood = path === LIVE || (await isReady());
    return Response.json({ status: isGood ? 'ok' : 'unavailable' }, { status: isGood ? 200 : 503 });
  };
  return {
    onRequest({ request, url, endResponse, fetchAPI }) {
      if (!['GET', 'HEAD'].includes(request.method) || !isOperatorPath(url.pathname)) return undefined;
      return answer(url.pathname, fetchAPI.Response).then(endResponse);
    },
  };
}
