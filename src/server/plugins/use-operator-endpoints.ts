import type { RequestListener } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Registry } from 'prom-client';
import type { Readiness } from '../observe/readiness.ts';

const LIVE = '/health/live';
const READY = '/health/ready';
const UPSTREAM = '/health/upstream';
const METRICS = '/metrics';

/** Whether the path is for operators and their tools, not for callers. */
function isOperatorPath(path: string): boolean {
  return path === LIVE || path === READY || path === UPSTREAM || path === METRICS;
}

/** The responses by path. */
export type OperatorAnswers = (path: string) => Promise<{ status: number; type: string; body: string }>;

/**
 * Answers `/health/live` (the process runs), `/health/ready` (send requests here), `/health/upstream` (the Pixxel API answers)
 * and `/metrics` (Prometheus).
 */
export function operatorAnswers(readiness: Readiness, registry: Registry): OperatorAnswers {
  const isGood: Record<string, () => boolean | Promise<boolean>> = {
    [LIVE]: () => true,
    [READY]: () => readiness.isReady(),
    [UPSTREAM]: () => readiness.isUpstreamUp(),
  };
  return async (path) => {
    if (path === METRICS) return { status: 200, type: registry.contentType, body: await registry.metrics() };
    const isOk = await isGood[path]?.();
    const body = JSON.stringify({ status: isOk ? 'ok' : 'unavailable' });
    return { status: isOk ? 200 : 503, type: 'application/json', body };
  };
}

/** Serves the paths beside `/graphql`. */
export function useOperatorEndpoints(answers: OperatorAnswers): Plugin {
  return {
    onRequest({ request, url, endResponse, fetchAPI }) {
      if (!['GET', 'HEAD'].includes(request.method) || !isOperatorPath(url.pathname)) return undefined;
      return answers(url.pathname).then(({ status, type, body }) =>
        endResponse(new fetchAPI.Response(body, { status, headers: { 'content-type': type } })),
      );
    },
  };
}

/** Serves the paths on their own port, and nothing else. */
export function operatorListener(answers: OperatorAnswers): RequestListener {
  return async ({ method = '', url = '' }, response) => {
    const [path = ''] = url.split('?', 1);
    if (!['GET', 'HEAD'].includes(method) || !isOperatorPath(path)) return void response.writeHead(404).end();
    const { status, type, body } = await answers(path);
    response.writeHead(status, { 'content-type': type }).end(body);
  };
}
