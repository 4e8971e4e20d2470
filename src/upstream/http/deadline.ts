import type { Operation } from '../../contract/operation.ts';

/** Why a call was stopped. */
export class Stopped extends Error {
  readonly kind: 'timeout' | 'aborted';

  constructor(kind: 'timeout' | 'aborted') {
    super(kind);
    this.kind = kind;
  }
}

/** Stops one call. */
export type Stop = (reason: Stopped) => void;

/**
 * Stops the calls of one operation: all of them at its deadline, and reads when the caller disconnects. A write in flight is not
 * stopped because its caller has left: its outcome would become unknown.
 * Its timer runs only while a call is in flight, so a finished operation leaves nothing behind.
 */
export class Deadline {
  readonly #caller: AbortSignal;
  readonly #at: number;
  readonly #calls: Record<Operation['access'], Set<Stop>> = { read: new Set(), write: new Set() };
  readonly #stopped: Partial<Record<Operation['access'], Stopped>> = {};
  readonly #callerLeft = () => this.#stop('read', new Stopped('aborted'));
  #timer: NodeJS.Timeout | undefined;

  constructor(caller: AbortSignal, timeoutMs: number) {
    this.#caller = caller;
    this.#at = performance.now() + timeoutMs;
  }

  /** Milliseconds left. */
  remainingMs(): number {
    return this.#at - performance.now();
  }

  /** Watches one more call, until `unwatch`. One that begins too late is stopped at once. */
  watch(access: Operation['access'], stop: Stop): void {
    if (!this.#timer) this.#begin();
    this.#calls[access].add(stop);
    const reason = this.#stopped[access];
    if (reason) stop(reason);
  }

  unwatch(access: Operation['access'], stop: Stop): void {
    this.#calls[access].delete(stop);
    if (this.#calls.read.size + this.#calls.write.size === 0) this.#rest();
  }

  #begin(): void {
    this.#timer = setTimeout(() => this.#expire(), this.remainingMs());
    if (this.#caller.aborted) this.#callerLeft();
    else this.#caller.addEventListener('abort', this.#callerLeft, { once: true });
  }

  #rest(): void {
    this.#caller.removeEventListener('abort', this.#callerLeft);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #expire(): void {
    const reason = new Stopped('timeout');
    this.#stop('read', reason);
    this.#stop('write', reason);
  }

  #stop(access: Operation['access'], reason: Stopped): void {
    this.#stopped[access] ??= reason;
    for (const stop of this.#calls[access]) stop(reason);
  }
}
