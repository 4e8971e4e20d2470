import { type DocumentNode, getOperationAST } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Documents that stay parsed, validated and, if hot, compiled. A parsed document takes 250 bytes of memory for each character. */
const MAX_DOCUMENTS = 500;
const MAX_CHARACTERS = 256 * 1024;

/** Parsed documents by their text, and which of them have passed every check before. */
export class KnownDocuments {
  readonly #parsed = lruOf<DocumentNode>();
  /** Texts that came once while there was no room for their documents. */
  readonly #seen = lruOf<true>();
  readonly #executed = new WeakSet<DocumentNode>();

  /** A document by its text. For Yoga's parser. */
  get(text: string): DocumentNode | undefined {
    return this.#parsed.get(text);
  }

  /**
   * Keeps a document. One that would displace another is kept when it comes the second time: callers who write values into their
   * queries send thousands that never come again.
   */
  set(text: string, document: DocumentNode): void {
    const isFull = this.#parsed.size === MAX_DOCUMENTS || this.#parsed.calculatedSize + text.length > MAX_CHARACTERS;
    if (!isFull || this.#seen.delete(text)) this.#parsed.set(text, document);
    else this.#seen.set(text, true);
  }

  /** Forgets a document. */
  delete(text: string): void {
    this.#parsed.delete(text);
  }

  /** Notes a document that gets as far as execution: it is parsed, trusted and valid. */
  add(document: DocumentNode): void {
    this.#executed.add(document);
  }

  /** The document, if it is known and has the operation. */
  documentOf(text: string, operationName: string | null | undefined): DocumentNode | undefined {
    const document = this.#parsed.get(text);
    if (!document || !this.#executed.has(document)) return undefined;
    return getOperationAST(document, operationName) ? document : undefined;
  }
}

function lruOf<Value extends object | true>(): LRUCache<string, Value> {
  return new LRUCache({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_value, text) => Math.max(1, text.length),
  });
}
