/** Reasons for cancelling calls. */
export class Stopped extends Error {
  readonly kind: 'timeout' | 'aborted';

  constructor(kind: 'timeout' | 'aborted') {
    super(kind);
    this.kind = kind;
  }
}

/**
 * Cancels the calls of one operation at its deadline, or when the caller disconnects.
 * Its timer runs only while a call is in flight, so a finished operation leaves nothing behind.
 */
export class Deadline {
  readonly #caller: AbortSignal;
  readonly #at: number;
  readonly #read = new AbortController();
  readonly #write = new AbortController();
  readonly #callerLeft = () => this.#read.abort(new Stopped('aborted'));
  #timer: NodeJS.Timeout | undefined;
  #inFlight = 0;

  constructor(caller: AbortSignal, timeoutMs: number) {
    this.#caller = caller;
    this.#at = performance.now() + timeoutMs;
  }

  /**
   * What cancels a call: the deadline for reads and writes, and a disconnect for reads only. A write in flight is
   * not cancelled because its caller has left: its outcome would become unknown.
   */
  signalFor(access: 'read' | 'write'): AbortSignal {
    return access === 'read' ? this.#read.signal : this.#write.signal;
  }

  /** Milliseconds left. */
  remainingMs(): number {
    return this.#at - performance.now();
  }

  /** Starts watching one more call; the returned function stops that. */
  track(): () => void {
    this.#inFlight += 1;
    if (this.#inFlight === 1) this.#watch();
    return () => {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#unwatch();
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
