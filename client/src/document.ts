/**
 * A document that knows what it gives and what it takes: those of this package, and those that graphql-codegen's client preset
 * makes of your own in string mode.
 */
export interface TypedDocument<Result, Variables> {
  /** Only types: nothing stands here at run time. */
  __apiType?: (variables: Variables) => Result;
  toString(): string;
}

/** What follows a document: its variables, which may be left out where none is required, and options. */
export type Rest<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];
