/** A ready operation. */
export interface Entry {
  title: string;
  /** REST operations with how often each is called; null where that depends on the answer. */
  calls: Readonly<Record<string, number | null>>;
  query: string;
  variables?: Readonly<Record<string, unknown>>;
}

/** Ready operations by chapter. */
export type Library = Readonly<Record<string, readonly Entry[]>>;

/** What an operation costs, such as `ListAois, 5 × ListAssets`. */
export function costOf({ calls }: Entry): string {
  return Object.entries(calls)
    .map(([name, times]) => (times === null || times === 1 ? name : `${times} × ${name}`))
    .join(', ');
}

/** The entries that have every word of the search in their title, cost, chapter or text. */
export function search(library: Library, text: string): Library {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const chapters = Object.entries(library).map(([chapter, entries]): [string, Entry[]] => [
    chapter,
    entries.filter((entry) => {
      const said = `${chapter} ${entry.title} ${costOf(entry)} ${entry.query}`.toLowerCase();
      return words.every((word) => said.includes(word));
    }),
  ]);
  return Object.fromEntries(chapters.filter(([, entries]) => entries.length > 0));
}
