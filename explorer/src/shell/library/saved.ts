import { storeOf } from '../store.ts';

/** An operation that was saved in this browser. */
export interface Saved {
  name: string;
  query: string;
  variables: string;
}

const KEY = 'explorer:saved';

/** The operations that are saved in this browser, newest first. They contain no key. */
export const savedOperations = storeOf<readonly Saved[]>(read());

function read(): Saved[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    // Only `keep` writes it.
    return Array.isArray(kept) ? (kept as Saved[]) : [];
  } catch {
    return [];
  }
}

function keep(saved: readonly Saved[]): void {
  savedOperations.set(saved);
  localStorage.setItem(KEY, JSON.stringify(saved));
}

/** Saves an operation; one of the same name is replaced. */
export function save(operation: Saved): void {
  keep([operation, ...savedOperations.get().filter(({ name }) => name !== operation.name)]);
}

/** Deletes the operation of this name. */
export function forget(name: string): void {
  keep(savedOperations.get().filter((saved) => saved.name !== name));
}
