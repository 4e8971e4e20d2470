import { randomUUID } from 'node:crypto';

/** The header that carries a request's id, in both directions. */
export const REQUEST_ID_HEADER = 'x-request-id';

const REQUEST_ID = /^[\w.:+=/-]{1,128}$/;

const requestIds = new WeakMap<Request, string>();

/** The request's id: the caller's own if it is safe in a header and a log, otherwise a new UUID. Always the same for one request. */
export function requestIdOf(request: Request): string {
  const known = requestIds.get(request);
  if (known) return known;
  const id = requestIdFrom(request.headers.get(REQUEST_ID_HEADER));
  requestIds.set(request, id);
  return id;
}

/** The id that a caller gave if it is safe, otherwise a new UUID. */
export function requestIdFrom(given: unknown): string {
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
