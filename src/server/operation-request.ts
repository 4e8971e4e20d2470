import type { Ticket } from './admission.ts';
import type { RunningOperation } from './observe/operation-report.ts';

const NOTES = Symbol('notes');

/** What the steps of an operation read of its request. A `Request` of Fetch has it. */
export interface OperationRequest {
  readonly headers: { get(name: string): string | null };
  /** Aborted when the caller disconnects. */
  readonly signal: AbortSignal;
  [NOTES]?: Notes;
}

/** What the gateway finds out about a request while it answers. */
export class Notes {
  requestId: string | undefined;
  /** The keyed hash of its Authorization header; empty without the header. */
  credential: string | undefined;
  /** Its admission, until it has left. */
  ticket: Ticket | undefined;
  /** Its operation, from the first step until it has ended. */
  running: RunningOperation | undefined;
  /** Whether its operation answers in parts. It ends with the last part. */
  isStreaming = false;
}

/** The notes of a request. They are on the request itself, because V8 keeps the values of a `WeakMap` until a full collection. */
export function notesOf(request: OperationRequest): Notes {
  request[NOTES] ??= new Notes();
  return request[NOTES];
}

/** Has another request of the same operation share the notes of the first. */
export function shareNotes(request: OperationRequest, other: OperationRequest): void {
  other[NOTES] = notesOf(request);
}
