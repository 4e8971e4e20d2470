import type { Static, TObject, TSchema } from 'typebox';

/**
 * One upstream operation: how it is asked, what it answers, and how it may be treated.
 * Properties of a wire shape are optional unless the upstream's document requires them.
 */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path with its parameters in braces, spelt as the upstream's document spells them. */
  readonly path: `/${string}`;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** Set where the body may be left out. */
  readonly bodyIsOptional?: true;
  /** The property of the body that holds credentials: nothing of it may be repeated in an error. */
  readonly secretsIn?: string;
  /** The answer's shape by its success status. */
  readonly answers: { readonly [status: number]: TSchema };
  /** The property that the answer may come wrapped in: the docs show some of them so, and some that the document wraps bare. */
  readonly envelope?: string;
  /** Set where the answer is one object, so an empty answer says that it does not exist. */
  readonly answersOne?: true;
  /** Set where rows come as a map: the order of its keys is theirs. */
  readonly answersMap?: true;
  /** How the answer's body is read. `empty`: nothing is expected; an error or a page in its place is a failure. */
  readonly format: 'json' | 'text' | 'bytes' | 'empty';
  /** By meaning, not by verb: only a read is shared, cached or tried again; a write is sent once. */
  readonly access: 'read' | 'write';
  /** The parameters that take several keys in one call, where there are such. */
  readonly batchedBy?: readonly string[];
  /** Set where the answer is small, the same for a long time, and may be kept for a while per credential. */
  readonly isReference?: true;
}

type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;

type QueryOf<Row extends Operation> = Row['query'] extends TObject ? Static<Row['query']> : never;
type BodyOf<Row extends Operation> = Row['body'] extends TSchema ? Static<Row['body']> : never;
type IsRequired<Part> = Record<never, never> extends Part ? false : true;

/** What a call of the operation must be given: its path parameters, its query and its body. */
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

/** What the operation answers, as its success statuses declare it. */
export type OperationAnswer<Row extends Operation> = Row['format'] extends 'empty'
  ? undefined
  : Static<Row['answers'][keyof Row['answers']] & TSchema>;
