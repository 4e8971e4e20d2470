import type { Static, TObject, TSchema } from 'typebox';

/**
 * One upstream operation: its request, its answer, and how calls may be treated.
 * Properties of a wire shape are optional unless the upstream's document requires them.
 */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path with its parameters in braces, spelt as the upstream's document spells them. */
  readonly path: `/${string}`;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** Set if the body is optional. */
  readonly bodyIsOptional?: true;
  /** The property of the body that holds credentials. No error may repeat any part of it. */
  readonly secretsIn?: string;
  /** The answer's shape by success status. */
  readonly answers: { readonly [status: number]: TSchema };
  /** The property that the answer may be wrapped in. The docs wrap some answers that the document shows bare, and the reverse. */
  readonly envelope?: string;
  /** Set if the answer is one object, so an empty answer means that it does not exist. */
  readonly answersOne?: true;
  /** The map whose key order matters. */
  readonly map?: Member;
  /** A large object of each row that few queries select: it is decoded when it is first read. */
  readonly late?: Member;
  /** How the body is read. `empty`: no content is expected, and an error or a page in its place is a failure. */
  readonly format: 'json' | 'text' | 'bytes' | 'empty';
  /** By meaning, not by HTTP method: only a read is shared, cached or retried; a write is sent once. */
  readonly access: 'read' | 'write';
  /** The parameters that take several keys in one call, if there are any. */
  readonly batchedBy?: readonly string[];
  /** Set if the answer is small, rarely changes, and may be cached per credential. */
  readonly isReference?: true;
}

/** A member of each row of an answer, or of the answer itself if `rows` is missing. */
export interface Member {
  /** The answer's list of rows. */
  readonly rows?: string;
  readonly member: string;
}

type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;

type QueryOf<Row extends Operation> = Row['query'] extends TObject ? Static<Row['query']> : never;
type BodyOf<Row extends Operation> = Row['body'] extends TSchema ? Static<Row['body']> : never;
type IsRequired<Part> = Record<never, never> extends Part ? false : true;

/** The input of a call: path parameters, query and body. */
export type OperationInput<Row extends Operation> = ([PathParameter<Row['path']>] extends [never]
  ? { path?: never }
  : { path: Record<PathParameter<Row['path']>, string> }) &
  ([QueryOf<Row>] extends [never]
    ? { query?: never }
    : IsRequired<QueryOf<Row>> extends true
      ? { query: QueryOf<Row> }
      : { query?: { [Key in keyof QueryOf<Row>]: QueryOf<Row>[Key] | undefined } }) &
  ([BodyOf<Row>] extends [never]
    ? { body?: never }
    : Row['bodyIsOptional'] extends true
      ? { body?: BodyOf<Row> | undefined }
      : { body: BodyOf<Row> });

/** The answer of the operation, as its success statuses declare it. */
export type OperationAnswer<Row extends Operation> = Row['format'] extends 'empty'
  ? undefined
  : Static<Row['answers'][keyof Row['answers']] & TSchema>;
