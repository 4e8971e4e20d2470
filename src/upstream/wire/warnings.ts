import type { OperationName } from '../../contract/operations.ts';

/** Something that an answer does not show, or shows otherwise than it came, and that its reader should know. */
export interface Warning {
  code: WarningCode;
  /** A sentence for people. */
  message: string;
  /** The upstream operation whose answer it is about, where it is about one. */
  operation?: OperationName;
  /** The property of the answer that held the rows; null where the whole answer is one object. */
  list?: string | null;
  /** How many rows it is about. */
  rows?: number;
}

export type WarningCode =
  /** A list is shorter than what Pixxel sent: some rows could not be used. */
  | 'ROWS_LEFT_OUT'
  /** The gateway stopped reading before the page was full: what follows is behind the cursor of its end. */
  | 'STOPPED_EARLY'
  /** Pixxel sent something else than the list, map or object that belongs there. It is shown as empty, or as null. */
  | 'UNUSABLE_VALUE';

/** Different warnings that one answer carries at most. */
const MAX_WARNINGS = 20;

/** The warnings of one GraphQL operation. Equal ones are counted, and their number is bounded. */
export class Warnings {
  readonly #byKey = new Map<string, Warning>();

  /** Notes that a row was left out of a list, or that the one object of an answer is missing: `why` completes "because it …". */
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

  /** Notes that a list or a map is shown as empty, because something else stood in its place. */
  unusable(operation: OperationName, field: string, expected: 'list' | 'map'): void {
    const message = `${field} in the answer to ${operation} is shown as empty because it is not a ${expected}.`;
    this.#note(`${operation} ${field}`, { code: 'UNUSABLE_VALUE', message, operation, list: field });
  }

  /** Notes that a page may lack rows, because reading stopped after so many of them. */
  stoppedEarly(operation: OperationName, rows: number, shown: number): void {
    const message = `Reading stopped after ${rows} rows of ${operation}, of which ${shown} are shown. Continue after pageInfo.endCursor.`;
    this.#note(`${operation} stopped`, { code: 'STOPPED_EARLY', message, operation, rows });
  }

  /** All of them, in the order in which they first came up; undefined where there are none. */
  list(): readonly Warning[] | undefined {
    return this.#byKey.size === 0 ? undefined : [...this.#byKey.values()];
  }

  #note(key: string, warning: Warning): void {
    if (this.#byKey.size < MAX_WARNINGS || this.#byKey.has(key)) this.#byKey.set(key, warning);
  }
}
