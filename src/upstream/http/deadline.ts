/** Why calls were stopped from outside. */
export class Stopped extends Error {
  readonly kind: 'timeout' | 'aborted';

  constructor(kind: 'timeout' | 'aborted') {
    super(kind);
    this.kind = kind;
  }
}

/**
 * The moment by which all calls of one operation must have ended, and the caller's leaving.
 * Its timer runs only while a call is under way, so a finished operation leaves nothing behind.
 */
export class Deadline {
  readonly #caller: AbortSignal;
  readonly #at: number;
  readonly #read = new AbortController();
  readonly #write = new AbortController();
  readonly #callerLeft = () => this.#read.abort(new Stopped('aborted'));
  #timer: NodeJS.Timeout | undefined;
  #underWay = 0;

  constructor(caller: AbortSignal, timeoutMs: number) {
    this.#caller = caller;
    this.#at = performance.now() + timeoutMs;
  }

  /**
   * What stops a call: time for both kinds, the caller's leaving for a read alone. A write that is on its way is
   * not torn because nobody waits for it any more: that would only make its effect unknown.
   */
  signalFor(access: 'read' | 'write'): AbortSignal {
    return access === 'read' ? this.#read.signal : this.#write.signal;
  }

  /** Milliseconds that are left. */
  remainingMs(): number {
    return this.#at - performance.now();
  }

  /** Starts watching for one more call; the returned function ends that. */
  track(): () => void {
    this.#underWay += 1;
    if (this.#underWay === 1) this.#watch();
    return () => {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#unwatch();
    };
  }

  #watch(): void {
    if (this.#caller.aborted) this.#callerLeft();
    this.#caller.addEventListener('abort', this.#callerLeft, { once: true });
    this.#timer = setTimeout(() => this.#expire(), this.#at - performance.now());
  }

  #unwatch(): void {
    this.#caller.removeEventListener('abort', this.#callerLeft);
    clearTimeout(this.#timer);
  }

  #expire(): void {
    this.#read.abort(new Stopped('timeout'));
    this.#write.abort(new Stopped('timeout'));
  }
}
