/** Pauses and resumes the receiving of one body. */
export interface Flow {
  pause(): void;
  resume(): void;
}

/**
 * Bounds the bytes of all answers that have been received but not decoded. Above the bound, receiving pauses and the
 * upstream waits. The oldest body is never paused, so it completes and frees memory. The bound is exceeded by at most one
 * answer and one chunk for each connection.
 */
export class AnswerMemory {
  readonly #maxBytes: number;
  readonly #receptions = new Set<Reception>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Registers a body before its first byte. */
  begin(): Reception {
    return new Reception(this);
  }

  /** Counts bytes of a body. Returns whether the body must pause. */
  add(reception: Reception, bytes: number): boolean {
    this.#receptions.add(reception);
    this.#bytes += bytes;
    return this.#bytes > this.#maxBytes && !this.#isOldest(reception);
  }

  /** Removes a body, and resumes others. */
  remove(reception: Reception): void {
    if (!this.#receptions.delete(reception)) return;
    this.#bytes -= reception.bytes;
    for (const other of this.#receptions) {
      if (this.#bytes > this.#maxBytes && !this.#isOldest(other)) return;
      other.goOn();
    }
  }

  #isOldest(reception: Reception): boolean {
    const [oldest] = this.#receptions;
    return oldest === reception;
  }
}

/** One body, from its first byte until it has been decoded. */
export class Reception {
  readonly #memory: AnswerMemory;
  #bytes = 0;
  #paused: Flow | undefined;

  constructor(memory: AnswerMemory) {
    this.#memory = memory;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Counts received bytes, and pauses the body if there is no room for more. */
  add(bytes: number, flow?: Flow): void {
    this.#bytes += bytes;
    if (!this.#memory.add(this, bytes) || !flow) return;
    this.#paused = flow;
    flow.pause();
  }

  goOn(): void {
    const flow = this.#paused;
    this.#paused = undefined;
    flow?.resume();
  }

  /** The body was decoded or cancelled. */
  end(): void {
    this.#memory.remove(this);
  }
}
