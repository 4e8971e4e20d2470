import { type DocumentNode, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Finds the documents that have passed every check of a document before, by their text. */
export class KnownDocuments {
  readonly #parsed: { get(text: string): DocumentNode | undefined };
  readonly #executed = new WeakSet<DocumentNode>();

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

  /** The document, if it is known and has the operation. */
  documentOf(text: string, operationName: string | null | undefined): DocumentNode | undefined {
    const document = this.#parsed.get(text);
    if (!document || !this.#executed.has(document)) return undefined;
    return getOperationAST(document, operationName) ? document : undefined;
  }
}
