import { type DocumentNode, getOperationAST } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Documents that stay parsed, validated and, if hot, compiled. A parsed document takes 250 bytes of memory for each character. */
const MAX_DOCUMENTS = 500;
const MAX_CHARACTERS = 256 * 1024;

/** Parsed documents by their text, and which of them have passed every check before. */
export class KnownDocuments {
  /** Yoga's cache of parsed documents. */
  readonly parsed = new LRUCache<string, DocumentNode>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_document, text) => Math.max(1, text.length),
  });
  readonly #executed = new WeakSet<DocumentNode>();

  /** Notes a document that gets as far as execution: it is parsed, trusted and valid. */
  add(document: DocumentNode): void {
    this.#executed.add(document);
  }

  /** The document, if it is known and has the operation. */
  documentOf(text: string, operationName: string | null | undefined): DocumentNode | undefined {
    const document = this.parsed.get(text);
    if (!document || !this.#executed.has(document)) return undefined;
    return getOperationAST(document, operationName) ? document : undefined;
  }
}
