/** Stops and continues the receiving of one body. */
export interface Flow {
  pause(): void;
  resume(): void;
}

/**
 * Bounds the bytes of all answers that have been received and not yet decoded. When they are too many, receiving pauses, and
 * the upstream waits. The oldest body always goes on, so one ends and makes room: past the bound there are at most one whole
 * answer and one chunk for each connection.
 */
export class AnswerMemory {
  readonly #maxBytes: number;
  readonly #receptions = new Set<Reception>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes that are held now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A body that may come. */
  begin(): Reception {
    return new Reception(this);
  }

  /** Counts bytes of a body. Answers whether no more of it should come now. */
  add(reception: Reception, bytes: number): boolean {
    this.#receptions.add(reception);
    this.#bytes += bytes;
    return this.#bytes > this.#maxBytes && !this.#isOldest(reception);
  }

  /** Takes a body away, and lets others go on. */
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

  /** Counts bytes that have come, and pauses their flow if there is no room for more. */
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

  /** The body has been decoded, or is given up. */
  end(): void {
    this.#memory.remove(this);
  }
}
