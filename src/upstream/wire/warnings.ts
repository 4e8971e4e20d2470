import type { OperationName } from '../../contract/operations.ts';

/** Something that is missing from an answer, or differs from what the upstream sent, and that its reader should know. */
export interface Warning {
  code: WarningCode;
  /** A sentence for people. */
  message: string;
  /** The upstream operation, if it is about one. */
  operation?: OperationName;
  /** The property of the answer that held the rows; null if the answer is one object. */
  list?: string | null;
  /** Number of rows that it is about. */
  rows?: number;
}

/** Why an answer shows less than what Pixxel has. */
export type WarningCode =
  /** A list is shorter than what Pixxel sent, because some rows were unusable. */
  | 'ROWS_LEFT_OUT'
  /** The gateway stopped reading before the page was full, or before all rows were read. */
  | 'STOPPED_EARLY'
  /** Pixxel sent something else in place of a list, map or object. It is shown as empty or null. */
  | 'UNUSABLE_VALUE'
  /** A search that found nothing has a condition on a property that no collection lists. */
  | 'UNKNOWN_PROPERTY';

/** Different warnings in one answer, at most. */
const MAX_WARNINGS = 20;

/** The warnings of one GraphQL operation. Equal ones are counted, and their number is bounded. */
export class Warnings {
  readonly #byKey = new Map<string, Warning>();
  readonly #ofModel: ReadonlyMap<string, Warning> | undefined;
  /** By list or object of which something is left out: the one reader that counts that. */
  readonly #counting = new Map<unknown, object>();
  #reported = '';

  /** @param ofModel about an object that was read outside of the operation: these come first */
  constructor(ofModel?: Warnings) {
    this.#ofModel = ofModel && ofModel.#byKey;
  }

  /** Whether what a reader leaves out of a value counts. If several fields read one answer, only the first reader's does. */
  counts(value: unknown, reader: object): boolean {
    const first = this.#counting.get(value);
    if (first === undefined) this.#counting.set(value, reader);
    return first === undefined || first === reader;
  }

  /** Adds that a row was dropped from a list, or that the object of an answer is missing. `why` completes "because it …". */
  leftOut(operation: OperationName, list: string | null, why: string): void {
    const key = `${operation} ${list} ${why}`;
    if (list === null) {
      const message = `The answer to ${operation} is shown as null because it ${why}.`;
      this.#note(key, { code: 'UNUSABLE_VALUE', message, operation, list });
      return;
    }
    const rows = (this.#byKey.get(key)?.rows ?? 0) + 1;
    const [what, because] = rows === 1 ? ['row is', 'it'] : ['rows are', 'each'];
    const message = `${rows} ${what} left out of ${list} in the answer to ${operation} because ${because} ${why}.`;
    this.#note(key, { code: 'ROWS_LEFT_OUT', message, operation, list, rows });
  }

  /** Adds that a value is shown as empty or null, because the upstream sent something else. `shownAs` completes "is shown as …". */
  unusable(operation: OperationName, field: string, shownAs: string): void {
    const message = `${field} in the answer to ${operation} is shown as ${shownAs}.`;
    this.#note(`${operation} ${field}`, { code: 'UNUSABLE_VALUE', message, operation, list: field });
  }

  /** Adds that a page may lack rows, because reading stopped after this many of them. */
  stoppedEarly(operation: OperationName, rows: number, shown: number): void {
    const message = `Reading stopped after ${rows} rows of ${operation}, of which ${shown} are shown. Continue after pageInfo.endCursor.`;
    this.#note(`${operation} stopped`, { code: 'STOPPED_EARLY', message, operation, rows });
  }

  /** Adds that rows are missing, because the operation used up its calls after it had read those of some parents. */
  partlyRead(operation: OperationName, read: number, parents: number): void {
    const message = `${operation} was called for ${read} of ${parents}: the operation has used up its calls to Pixxel. Rows of the others are missing.`;
    this.#note(`${operation} partly`, { code: 'STOPPED_EARLY', message, operation });
  }

  /** Records that a search found nothing, and that no collection lists a property of its conditions. */
  unknownProperty(property: string): void {
    const name = property.length > 100 ? `${property.slice(0, 100)}…` : property;
    const message = `Nothing was found, and no collection lists the property ${JSON.stringify(name)} in its summaries. Check its spelling.`;
    this.#note(`property ${property}`, { code: 'UNKNOWN_PROPERTY', message });
  }

  /** All warnings so far, oldest first. Undefined if none was added since the last call. */
  news(): readonly Warning[] | undefined {
    if (this.#byKey.size === 0 && !this.#ofModel) return undefined;
    const all = [...(this.#ofModel?.values() ?? []), ...this.#byKey.values()].slice(0, MAX_WARNINGS);
    const reported = all.map(({ message }) => message).join('\n');
    if (reported === this.#reported) return undefined;
    this.#reported = reported;
    return all;
  }

  #note(key: string, warning: Warning): void {
    if (this.#byKey.size < MAX_WARNINGS || this.#byKey.has(key)) this.#byKey.set(key, warning);
  }
}
