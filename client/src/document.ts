/** The three kinds of GraphQL operation. */
export type OperationKind = 'query' | 'mutation' | 'subscription';

/**
 * A GraphQL document that carries the types of its result and variables. At run time it is a string, or an object whose
 * `toString()` returns one. Both the documents of this package and those that graphql-codegen's client preset generates in
 * string mode fit.
 */
export interface TypedDocument<Result, Variables, Kind extends OperationKind = OperationKind> {
  /** Exists in types only. */
  __apiType?: (variables: Variables) => Result;
  /** Exists in types only. Documents from other generators leave it out; the client checks their kind when they are sent. */
  __kind?: Kind;
  toString(): string;
}

/** A document of this package with a query. */
export type QueryDocument<Result, Variables> = string & TypedDocument<Result, Variables, 'query'>;
/** A document of this package with a mutation. */
export type MutationDocument<Result, Variables> = string & TypedDocument<Result, Variables, 'mutation'>;
/** A document of this package with a subscription. */
export type SubscriptionDocument<Result, Variables> = string & TypedDocument<Result, Variables, 'subscription'>;

/** What follows a document: its variables, optional when none is required, and options. */
export type Rest<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];

/** Strings and comments, in which an operation's keyword means nothing. */
const QUOTED = /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#.*/g;
const OPERATION = /(?:^|[}\s])(query|mutation|subscription)\b\s*\w*\s*[({@]/;

/** @throws TypeError when the document holds another kind of operation than the method sends */
export function expectKind(document: { toString(): string }, kind: OperationKind): void {
  // An operation without a keyword is a query.
  const [, found = 'query'] = OPERATION.exec(String(document).replace(QUOTED, '')) ?? [];
  if (found !== kind) throw new TypeError(`This method takes a document with a ${kind}, not with a ${found}.`);
}
