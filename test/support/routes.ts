import { type ArrivedRequest, answer, type Behaviour } from './faulty-upstream.ts';

/** What a route answers: a body, or a function of the request that gives one; null is a 404. */
type Route = object | null | ((request: ArrivedRequest) => object | null);

/**
 * An upstream whose answers are given by the beginning of `METHOD /path`; the longest match counts: `{ 'GET /v0/aois': { aois: [] } }`.
 * Any other request gets a 404 with the API's error body.
 */
export function routes(table: Readonly<Record<string, Route>>): Behaviour {
  const prefixes = Object.keys(table).toSorted((a, b) => b.length - a.length);
  return (response, request) => {
    const line = `${request.method} ${request.target}`;
    const prefix = prefixes.find((start) => line.startsWith(start));
    const route = prefix === undefined ? null : (table[prefix] ?? null);
    const body = typeof route === 'function' ? route(request) : route;
    const notFound = { error: { code: 'NOT_FOUND', message: `${line} not found`, details: null } };
    answer(body === null ? 404 : 200, body ?? notFound)(response, request);
  };
}

/** The requests as `METHOD /path`, without their queries. */
export function linesOf(requests: readonly ArrivedRequest[]): string[] {
  return requests.map(({ method, target }) => `${method} ${target.replace(/\?.*/, '')}`);
}
