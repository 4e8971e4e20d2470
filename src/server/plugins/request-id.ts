import { randomUUID } from 'node:crypto';

/** The header that carries a request's id, in both directions. */
export const REQUEST_ID_HEADER = 'x-request-id';

const REQUEST_ID = /^[\w.:+=/-]{1,128}$/;

const requestIds = new WeakMap<Request, string>();

/** The request's id: the caller's own if it is safe in a header and a log, otherwise a new UUID. Always the same for one request. */
export function requestIdOf(request: Request): string {
  const known = requestIds.get(request);
  if (known) return known;
  const given = request.headers.get(REQUEST_ID_HEADER);
  const id = given !== null && REQUEST_ID.test(given) ? given : randomUUID();
  requestIds.set(request, id);
  return id;
}
