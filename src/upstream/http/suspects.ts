import { hash } from 'node:crypto';

/** The caller and the request of a call. */
export interface Origin {
  /** Represents the caller's key. */
  credential: string;
  /** Equal for equal requests of one credential. */
  key: string;
}

/** Failing callers that make the upstream the suspect. */
const CALLERS = 3;
/** Different failing requests of one caller that make the upstream the suspect for that caller. */
const INPUTS = 5;
/** More than the decision needs. */
const MAX_ENTRIES = 32;
const WINDOW_MS = 10_000;

/**
 * Whom the recent failures of one operation implicate. A request that fails by itself must not block others: one input blocks
 * only itself, several inputs of one caller block that caller, and several callers block everyone.
 */
export class Suspects {
  /** Credential and time of each failed request, by its hash; latest last. */
  readonly #failures = new Map<string, { credential: string; at: number }>();

  add(origin: Origin): void {
    const id = idOf(origin);
    this.#failures.delete(id);
    this.#failures.set(id, { credential: origin.credential, at: Date.now() });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MAX_ENTRIES && oldest !== undefined) this.#failures.delete(oldest);
  }

  /** Drops failures that are too old. */
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

/** A hash, because a request can be long and contain private data. */
function idOf({ key }: Origin): string {
  return hash('sha256', key, 'base64url');
}
