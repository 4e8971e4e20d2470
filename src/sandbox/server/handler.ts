import type { AnswerOf, InputOf, OperationName } from '../../contract/operations.ts';
import type { Account, Store, StoredAoi, StoredProject } from '../world/store.ts';

/** The caller, and the world that the request reads and changes. */
export interface Scope {
  readonly store: Store;
  readonly account: Account;
}

/** One checked request, as its handler gets it. */
export interface Call<Name extends OperationName> extends Scope {
  readonly path: NonNullable<InputOf<Name>['path']>;
  readonly query: NonNullable<InputOf<Name>['query']>;
  readonly body: InputOf<Name>['body'];
  /** Maximum number of rows of a page, whatever limit was requested. */
  readonly pageCap: number;
  /** The sandbox's own address, for links. */
  readonly baseUrl: string;
}

/** An answer whose status is not the only success status of its operation. */
export class Reply<Answer> {
  readonly status: number;
  readonly body: Answer;

  constructor(status: number, body: Answer) {
    this.status = status;
    this.body = body;
  }
}

/** Answers one operation: with its success status and this body, or as a `Reply`. Throws a `Refusal`. */
export type Handler<Name extends OperationName> = (call: Call<Name>) => AnswerOf<Name> | Reply<AnswerOf<Name>>;
/** The handlers of some operations, or of all. */
export type Handlers<Name extends OperationName = OperationName> = { readonly [Each in Name]: Handler<Each> };

/** Thrown by a handler to refuse a request; the server writes the error in the form of the operation's family. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;

  constructor(status: number, code: string, message: string, details: unknown = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** A refusal of the request's content: 400. */
export const invalid = (message: string, details?: unknown): Refusal =>
  new Refusal(400, 'invalid_request', message, details);
/** A refusal because of the key: 403. */
export const forbidden = (message: string): Refusal => new Refusal(403, 'forbidden', message);
/** A refusal because the object is missing: 404. */
export const notFound = (message: string): Refusal => new Refusal(404, 'not_found', message);
/** A refusal because of what exists: 409. */
export const conflict = (message: string): Refusal => new Refusal(409, 'conflict', message);
/** For the families that declare no 404: they answer 400 instead. */
export const notFoundAsInvalid = (message: string): Refusal => new Refusal(400, 'not_found', message);

/** The project with this id, if it exists and is the caller's. */
export function projectOf({ store, account }: Scope, id: string): StoredProject | undefined {
  const project = store.projects.get(id);
  return project?.org_id === account.orgId ? project : undefined;
}

/** The AOI with this id, if it exists in a project of the caller's. */
export function aoiOf(scope: Scope, id: string): StoredAoi | undefined {
  const aoi = scope.store.aois.get(id);
  return aoi && projectOf(scope, aoi.project_id) ? aoi : undefined;
}

/** Whether the caller may see a record that names no organisation. */
export function isVisible({ store, account }: Scope, id: string): boolean {
  const owner = store.owners.get(id);
  return owner === undefined || owner === account.orgId;
}
