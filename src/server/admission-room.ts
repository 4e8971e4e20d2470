import type { NoAnswerRoom } from '../upstream/http/call.ts';
import { FairQueue } from '../scheduling/fair-queue.ts';

/** What one process accepts at once. */
export interface AdmissionLimits {
  /** Requests and WebSocket operations in flight, until their answer has been written. */
  operations: number;
  operationsPerKey: number;
  subscriptions: number;
  subscriptionsPerKey: number;
  /** Values, as counted by complexity, of all operations in flight together. */
  values: number;
  /** Bytes of request bodies that are received at once, small ones not counted. */
  bodyBytes: number;
  /** Bytes of the API's answers that all operations in flight hold. */
  answerBytes: number;
  /** Milliseconds that an operation waits for values, before any of its calls. */
  waitMs: number;
}

/** Why an operation is refused: the process has no room, or the key has used up its share. */
export type Refusal = 'process' | 'key';

/** The part of the values reserved for small operations, which therefore never wait for large ones. */
const FOR_SMALL = 0.2;
/** A small operation has at most this part of all values. */
const SMALL = 0.01;
/** If unwritten answers of a key hold more than this part of all values, the key is not reading them: it gets only small answers. */
const UNWRITTEN = 0.25;
/** The part of all places that is left to callers who have nothing in flight. */
const FOR_QUIET = 0.2;
/** Unwritten answers may have this many times the bytes that all values stand for. Beyond that, large answers are refused. */
const TEXT = 2;
/** The part of the bytes of answers that one operation may hold. */
const OF_ONE = 0.5;
/** An operation with no more bytes of answers than this may read on whatever the others hold. */
const FEW_ANSWER_BYTES = 256 * 1024;
/** Large answers are written so many at a time. */
const TEXTS = 2;

/** Bodies up to this size are not counted. The number of operations bounds them. */
export const SMALL_BODY_BYTES = 16 * 1024;

/** Operations wait for at most this many times the values that can be in flight: six of the largest, or many smaller ones. */
const WAITING = 6;

/** Counts per credential, and in total. */
export class Count {
  readonly #most: number;
  readonly #mostEach: number;
  readonly #mostOfBusy: number;
  readonly #each = new Map<string, number>();
  #all = 0;

  /** @param forQuiet the part that is left to credentials which are not counted yet */
  constructor(most: number, mostEach: number, forQuiet = 0) {
    this.#most = most;
    this.#mostEach = mostEach;
    this.#mostOfBusy = most * (1 - forQuiet);
  }

  get all(): number {
    return this.#all;
  }

  /** Credentials that are counted. */
  get credentials(): number {
    return this.#each.size;
  }

  get isFull(): boolean {
    return this.#all >= this.#most;
  }

  of(credential: string): number {
    return this.#each.get(credential) ?? 0;
  }

  refusalOf(credential: string): Refusal | undefined {
    if (this.isFull) return 'process';
    const count = this.of(credential);
    if (count >= this.#mostEach) return 'key';
    return count > 0 && this.#all >= this.#mostOfBusy ? 'process' : undefined;
  }

  add(credential: string, by: number): void {
    this.#all += by;
    const count = (this.#each.get(credential) ?? 0) + by;
    if (count > 0) this.#each.set(credential, count);
    else this.#each.delete(credential);
  }
}

/** State that all operations of a process share. */
export class Room {
  readonly operations: Count;
  readonly subscriptions: Count;
  /** Values that answers stand for which are serialized but not yet written. */
  readonly unwritten: Count;
  readonly waitMs: number;
  readonly smallest: number;
  readonly small: FairQueue;
  readonly large: FairQueue;
  readonly largest: number;
  readonly bodies: FairQueue;
  /** Large answers whose text is being made. */
  readonly texts = new FairQueue(TEXTS, Number.POSITIVE_INFINITY);
  readonly #text: number;
  readonly #bodyBytes: number;
  readonly #mostAnswerBytes: number;
  #answerBytes = 0;

  constructor(limits: AdmissionLimits) {
    const { values } = limits;
    this.operations = new Count(limits.operations, limits.operationsPerKey, FOR_QUIET);
    this.subscriptions = new Count(limits.subscriptions, limits.subscriptionsPerKey);
    this.unwritten = new Count(Number.POSITIVE_INFINITY, values * UNWRITTEN);
    this.waitMs = limits.waitMs;
    this.smallest = values * SMALL;
    this.small = new FairQueue(values * FOR_SMALL, values * FOR_SMALL * WAITING);
    this.largest = Math.floor(values * (1 - FOR_SMALL));
    this.large = new FairQueue(this.largest, this.largest * WAITING);
    this.bodies = new FairQueue(limits.bodyBytes, 0);
    this.#bodyBytes = limits.bodyBytes;
    this.#text = values * TEXT;
    this.#mostAnswerBytes = limits.answerBytes;
  }

  /** Whether callers have left so much of their answers unread that no large one may be written. */
  get isFullOfText(): boolean {
    return this.unwritten.all >= this.#text;
  }

  /**
   * Counts bytes of the API's answers, unless there is no room for them.
   * @param held bytes that their operation holds already
   */
  addAnswer(bytes: number, held: number): NoAnswerRoom | undefined {
    const refusedBy = this.refusalOfAnswer(bytes, held);
    if (refusedBy) return refusedBy;
    if (held + bytes > FEW_ANSWER_BYTES && this.#answerBytes + bytes > this.#mostAnswerBytes) return 'overloaded';
    this.#answerBytes += bytes;
    return undefined;
  }

  /** Whether the bytes are too many for one operation that holds others already. */
  refusalOfAnswer(bytes: number, held: number): 'budgetExceeded' | undefined {
    return held + bytes > this.#mostAnswerBytes * OF_ONE ? 'budgetExceeded' : undefined;
  }

  removeAnswers(bytes: number): void {
    this.#answerBytes -= bytes;
  }

  hasRoomForBody(bytes: number): boolean {
    return bytes <= SMALL_BODY_BYTES || this.bodies.taken + bytes <= this.#bodyBytes;
  }
}
