import type { NoAnswerRoom } from '../upstream/http/call.ts';
import type { FairQueue } from '../scheduling/fair-queue.ts';
import { type Pressure, StartLine } from '../scheduling/start-line.ts';
import { type AdmissionLimits, type Count, type Refusal, Room, SMALL_BODY_BYTES } from './admission-room.ts';

/** What the process can carry at the moment: `LoadMonitor`. */
export interface Load extends Pressure {
  readonly isMemoryFull: boolean;
  /** Whether more requests come than the processor can answer. */
  readonly isLate: boolean;
  /** Notes that an operation was refused because the process is late. It stays late while there are such operations. */
  noteRefusal(): void;
}

/**
 * Up to this many operations in flight are always admitted, and start at once: as many as the connections that a few clients keep. A
 * process whose code is not optimized yet is late at the first burst, and should answer it.
 */
const ALWAYS = 64;
/** Up to this many callers have one operation that neither waits to start nor is refused while the process is late. */
const CALLERS = 16;
/**
 * Milliseconds of each turn of the event loop in which operations start while many are in flight. What a turn starts makes the next
 * ones as much longer, so fewer milliseconds make shorter turns, and as many operations start.
 */
const STARTING_MS = 1;

/** Bytes of text that take as much memory as one value of an unfinished answer. */
const BYTES_PER_VALUE = 100;

/** Decides which operations start. Together they fit the process; others are refused at once, or wait briefly for values. */
export class Admission {
  readonly #load: Load;
  readonly #room: Room;
  readonly #starting: StartLine;

  constructor(limits: AdmissionLimits, load: Load) {
    this.#room = new Room(limits);
    this.#load = load;
    this.#starting = new StartLine(STARTING_MS, load);
  }

  /** Operations in flight, subscriptions excluded. */
  get operations(): number {
    return this.#room.operations.all;
  }

  /** Values of the operations in flight. */
  get values(): number {
    return this.#room.small.taken + this.#room.large.taken;
  }

  /** Operations of one caller in flight, subscriptions excluded. @param credential the keyed hash of the key; empty without one */
  operationsOf(credential: string): number {
    return this.#room.operations.of(credential);
  }

  /** Whether a request with a body of this size would be refused at the moment. */
  hasNoRoomFor(bodyBytes: number, credentialOf: () => string): boolean {
    return this.#isClosed(credentialOf) || !this.#room.hasRoomForBody(bodyBytes);
  }

  /** Admits an operation, or returns why not. @param credential the keyed hash of the key; empty without one */
  enter(credential: string): Ticket | Refusal {
    if (this.#isClosed(() => credential)) return 'process';
    return this.#room.operations.refusalOf(credential) ?? new Ticket(credential, this.#room);
  }

  /**
   * Waits until an admitted operation may start, if many are in flight. Resolves with why it may not if the process has become late
   * meanwhile. Undefined if it can start at once.
   */
  start(credential: string): Promise<Refusal | undefined> | undefined {
    const { operations } = this.#room;
    // While the process is late, only what can start is admitted.
    if (this.#load.isLate || operations.all <= ALWAYS) return undefined;
    if (operations.credentials < CALLERS && operations.of(credential) <= 1) return undefined;
    return this.#starting.wait()?.then((mayStart) => (mayStart ? undefined : 'process'));
  }

  #isClosed(credentialOf: () => string): boolean {
    const { operations } = this.#room;
    if (this.#load.isMemoryFull || operations.isFull) return true;
    // What a turn cannot start would wait behind all that it has started. So what does start is answered soon.
    if (!this.#load.isLate || operations.all < ALWAYS || this.#starting.hasTime()) return false;
    // If few callers cause all the load, the others pass.
    const isRefused = operations.credentials >= CALLERS || operations.of(credentialOf()) > 0;
    if (isRefused) this.#load.noteRefusal();
    return isRefused;
  }
}

/** An admitted operation. */
export class Ticket {
  readonly #credential: string;
  readonly #room: Room;
  #countedIn: Count | undefined;
  #queue: FairQueue;
  #values = 0;
  #unwritten = 0;
  #bodyBytes = 0;
  #answerBytes = 0;
  #sharedAnswerBytes = 0;
  #mustAnswer = false;

  constructor(credential: string, room: Room) {
    this.#credential = credential;
    this.#room = room;
    this.#queue = room.small;
    this.#countedIn = room.operations;
    room.operations.add(credential, 1);
  }

  /** Reserves room for a body that is about to be received. */
  beginBody(bytes: number): Refusal | undefined {
    if (bytes <= SMALL_BODY_BYTES) return undefined;
    if (!this.#room.bodies.tryAcquire(this.#credential, bytes)) return 'process';
    this.#bodyBytes = bytes;
    return undefined;
  }

  /** Call it when the body has been received and parsed. */
  endBody(): void {
    if (this.#bodyBytes > 0) this.#room.bodies.release(this.#credential, this.#bodyBytes);
    this.#bodyBytes = 0;
  }

  /** Counts the operation as a subscription from now on. */
  becomeSubscription(): Refusal | undefined {
    const { subscriptions } = this.#room;
    const refusal = subscriptions.refusalOf(this.#credential);
    if (!refusal && this.#countedIn) {
      this.#countedIn.add(this.#credential, -1);
      this.#countedIn = subscriptions;
      subscriptions.add(this.#credential, 1);
    }
    return refusal;
  }

  /** Reserves the values that the answer can have. Waits a while if they are not free. */
  reserve(values: number, signal: AbortSignal): undefined | Promise<Refusal | undefined> {
    const { smallest, small, large, largest } = this.#room;
    const isLarge = values > smallest;
    if (isLarge && this.#leavesUnread && !this.#mustAnswer) return Promise.resolve('key');
    this.#queue = isLarge ? large : small;
    const places = Math.min(values, largest);
    if (this.#queue.tryAcquire(this.#credential, places)) {
      this.#values = places;
      return undefined;
    }
    return this.#wait(places, AbortSignal.any([signal, AbortSignal.timeout(this.#room.waitMs)]));
  }

  /**
   * Counts bytes of the API's answers, which the operation holds until its own answer is text. Returns why not if there is no room.
   * @param isShared whether another operation has received them: they count for this operation, but not again for the process
   */
  holdAnswer(bytes: number, isShared = false): NoAnswerRoom | undefined {
    const held = this.#answerBytes + this.#sharedAnswerBytes;
    const refusedBy = isShared ? this.#room.refusalOfAnswer(bytes, held) : this.#room.addAnswer(bytes, held);
    if (refusedBy) return refusedBy;
    if (isShared) this.#sharedAnswerBytes += bytes;
    else this.#answerBytes += bytes;
    return undefined;
  }

  /** The operation changes something, so its answer is written whatever the load. */
  mustAnswer(): void {
    this.#mustAnswer = true;
  }

  /** Whether only a small answer may be written: the caller leaves much unread. Large operations have been asked before they began. */
  get mustBeSmall(): boolean {
    return this.#leavesUnread && this.#queue === this.#room.small && !this.#mustAnswer;
  }

  /** Waits until a large answer can be serialized; end it with `endText`. Returns why not if too much is unread. */
  async beginText(signal: AbortSignal): Promise<Refusal | undefined> {
    const { texts } = this.#room;
    try {
      await texts.acquire(this.#credential, signal);
    } catch {
      return 'process';
    }
    if (!this.mustBeSmall && (this.#mustAnswer || !this.#room.isFullOfText)) return undefined;
    texts.release(this.#credential);
    return this.mustBeSmall ? 'key' : 'process';
  }

  endText(): void {
    this.#room.texts.release(this.#credential);
  }

  /** The answer is serialized, and takes only the memory of its bytes. */
  becomeText(bytes: number): void {
    // It can be far longer than its values say: one geometry is one value.
    const text = Math.ceil(bytes / BYTES_PER_VALUE);
    this.#release(this.#values - Math.min(this.#values, text));
    this.#releaseAnswers();
    if (this.#countedIn) this.#noteUnwritten(text);
  }

  /** The answer has been written, or its reader has left. */
  leave(): void {
    this.#countedIn?.add(this.#credential, -1);
    this.#countedIn = undefined;
    this.endBody();
    this.#release(this.#values);
    this.#releaseAnswers();
    this.#noteUnwritten(0);
  }

  async #wait(places: number, signal: AbortSignal): Promise<Refusal | undefined> {
    try {
      await this.#queue.acquire(this.#credential, signal, places);
    } catch {
      return 'process';
    }
    // The caller may have left at the moment of its turn.
    if (this.#countedIn) this.#values = places;
    else this.#queue.release(this.#credential, places);
    return undefined;
  }

  #release(values: number): void {
    if (values > 0) this.#queue.release(this.#credential, values);
    this.#values -= values;
  }

  get #leavesUnread(): boolean {
    return this.#room.unwritten.refusalOf(this.#credential) !== undefined;
  }

  #releaseAnswers(): void {
    this.#room.removeAnswers(this.#answerBytes);
    this.#answerBytes = 0;
    this.#sharedAnswerBytes = 0;
  }

  #noteUnwritten(values: number): void {
    this.#room.unwritten.add(this.#credential, values - this.#unwritten);
    this.#unwritten = values;
  }
}
