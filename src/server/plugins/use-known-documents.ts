import { type DocumentNode, getOperationAST, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isIncremental } from './use-incremental-format.ts';

/** A query that has been executed before. */
export interface KnownQuery {
  document: DocumentNode;
  /** The name of its only operation. */
  operationName: string | undefined;
}

/** Finds the queries that have passed every check of a document before, by their text. */
export class KnownDocuments {
  readonly #parsed: { get(text: string): DocumentNode | undefined };
  readonly #executed = new WeakSet<DocumentNode>();
  readonly #queries = new WeakMap<DocumentNode, KnownQuery | null>();

  /** @param parsed the documents that are parsed, by their text */
  constructor(parsed: { get(text: string): DocumentNode | undefined }) {
    this.#parsed = parsed;
  }

  /** Notes each document that gets as far as execution: it is parsed, trusted and valid. */
  readonly plugin: Plugin = {
    onExecute: ({ args }) => {
      this.#executed.add(args.document);
    },
  };

  /** The query, if it has one operation and its answer comes in one piece. */
  queryOf(text: string): KnownQuery | null {
    const document = this.#parsed.get(text);
    if (!document || !this.#executed.has(document)) return null;
    let query = this.#queries.get(document);
    if (query === undefined) {
      query = toQuery(document);
      this.#queries.set(document, query);
    }
    return query;
  }
}

function toQuery(document: DocumentNode): KnownQuery | null {
  // Null if there are several.
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.QUERY || isIncremental(document)) return null;
  return { document, operationName: operation.name?.value };
}
