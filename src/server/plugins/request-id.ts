import { randomUUID } from 'node:crypto';
import { notesOf, type OperationRequest } from '../operation-request.ts';

/** The header that carries a request's id, in both directions. */
export const REQUEST_ID_HEADER = 'x-request-id';

const REQUEST_ID = /^[\w.:+=/-]{1,128}$/;

/** The request's id: the caller's own if it is safe in a header and a log, otherwise a new UUID. Always the same for one request. */
export function requestIdOf(request: OperationRequest): string {
  const notes = notesOf(request);
  notes.requestId ??= requestIdFrom(request.headers.get(REQUEST_ID_HEADER));
  return notes.requestId;
}

/** The id that a caller gave if it is safe, otherwise a new UUID. */
export function requestIdFrom(given: unknown): string {
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
