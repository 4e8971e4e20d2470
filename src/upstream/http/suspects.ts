import { hash } from 'node:crypto';

/** Whose call it is, and what it asks. */
export interface Origin {
  /** Stands for the caller's key. */
  credential: string;
  /** Equal for equal requests of one credential. */
  key: string;
}

/** So many callers whose calls fail speak against the upstream. */
const CALLERS = 3;
/** So many different requests of one caller that fail speak against the upstream, as far as that caller goes. */
const INPUTS = 5;
/** More than are needed to tell. */
const MAX_ENTRIES = 32;
const WINDOW_MS = 10_000;

/**
 * Whom the recent failures of one operation speak for. A request that fails by itself must not stop others: one input holds back
 * only itself, several inputs of one caller hold back that caller, and several callers hold back everyone.
 */
export class Suspects {
  /** Credential and time of each request that failed, by its hash; the latest last. */
  readonly #failures = new Map<string, { credential: string; at: number }>();

  add(origin: Origin): void {
    const id = idOf(origin);
    this.#failures.delete(id);
    this.#failures.set(id, { credential: origin.credential, at: Date.now() });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MAX_ENTRIES && oldest !== undefined) this.#failures.delete(oldest);
  }

  /** Forgets what failed too long ago to count. */
  prune(): void {
    for (const [id, { at }] of this.#failures) if (Date.now() - at > WINDOW_MS) this.#failures.delete(id);
  }

  includes(origin: Origin): boolean {
    if (this.#failures.has(idOf(origin))) return true;
    const credentials = [...this.#failures.values()].map(({ credential }) => credential);
    if (new Set(credentials).size >= CALLERS) return true;
    return credentials.filter((credential) => credential === origin.credential).length >= INPUTS;
  }
}

/** A request can be long, and hold what nobody should keep. */
function idOf({ key }: Origin): string {
  return hash('sha256', key, 'base64url');
}
