import { FairQueue } from '../upstream/http/fair-queue.ts';
import { TurnShare } from '../upstream/http/turns.ts';

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
}

/** What the process can carry at the moment: `LoadMonitor`. */
export interface Load {
  readonly isHeapFull: boolean;
  /** Whether more requests come than the processor can answer. */
  readonly isLate: boolean;
}

/** Why an operation is refused: the process has no room, or the key has used up its share. */
export type Refusal = 'process' | 'key';

/** The part of the values reserved for small operations, which therefore never wait for large ones. */
const FOR_SMALL = 0.2;
/** A small operation has at most this part of all values. */
const SMALL = 0.01;
/** If unwritten answers of a key hold more than this part of all values, the key is not reading them. */
const UNWRITTEN = 0.25;
/** Bytes of text that take as much memory as one value of an unfinished answer. */
const BYTES_PER_VALUE = 100;

/** Up to this many operations in flight are always admitted while the process is late, and one of each of as many callers. */
const ALWAYS = 16;
/** The part of all places that is left to callers who have nothing in flight. */
const FOR_QUIET = 0.2;
/** Milliseconds of each turn of the event loop in which operations may start while the process is late. */
const STARTING_MS = 5;

/** Bodies up to this size are not counted. The number of operations bounds them. */
export const SMALL_BODY_BYTES = 16 * 1024;

const MAX_WAITING = 100;
const MAX_WAIT_MS = 5000;

/** Counts per credential, and in total. */
class Count {
  readonly #most: number;
  readonly #mostEach: number;
  readonly #each = new Map<string, number>();
  #all = 0;

  constructor(most: number, mostEach: number) {
    this.#most = most;
    this.#mostEach = mostEach;
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
    return count > 0 && this.#all >= this.#most * (1 - FOR_QUIET) ? 'process' : undefined;
  }

  add(credential: string, by: number): void {
    this.#all += by;
    const count = (this.#each.get(credential) ?? 0) + by;
    if (count > 0) this.#each.set(credential, count);
    else this.#each.delete(credential);
  }
}

/** State that all operations of a process share. */
class Room {
  readonly operations: Count;
  readonly subscriptions: Count;
  /** Values of answers that are serialized but not yet written. */
  readonly unwritten: Count;
  readonly smallest: number;
  readonly small: FairQueue;
  readonly large: FairQueue;
  readonly largest: number;
  readonly bodies: FairQueue;
  readonly #bodyBytes: number;

  constructor(limits: AdmissionLimits) {
    const { values } = limits;
    this.operations = new Count(limits.operations, limits.operationsPerKey);
    this.subscriptions = new Count(limits.subscriptions, limits.subscriptionsPerKey);
    this.unwritten = new Count(Number.POSITIVE_INFINITY, values * UNWRITTEN);
    this.smallest = values * SMALL;
    this.small = new FairQueue(values * FOR_SMALL, MAX_WAITING);
    this.largest = values * (1 - FOR_SMALL);
    this.large = new FairQueue(this.largest, MAX_WAITING);
    this.bodies = new FairQueue(limits.bodyBytes, 0);
    this.#bodyBytes = limits.bodyBytes;
  }

  hasRoomForBody(bytes: number): boolean {
    return bytes <= SMALL_BODY_BYTES || this.bodies.taken + bytes <= this.#bodyBytes;
  }
}

/** Decides which operations start. Together they fit the process; others are refused at once, or wait briefly for values. */
export class Admission {
  readonly #load: Load;
  readonly #room: Room;
  readonly #starting = new TurnShare(STARTING_MS);

  constructor(limits: AdmissionLimits, load: Load) {
    this.#room = new Room(limits);
    this.#load = load;
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
    const { operations, unwritten } = this.#room;
    return operations.refusalOf(credential) ?? unwritten.refusalOf(credential) ?? new Ticket(credential, this.#room);
  }

  #isClosed(credentialOf: () => string): boolean {
    const { operations } = this.#room;
    if (this.#load.isHeapFull || operations.isFull) return true;
    // What a turn cannot start would wait behind all that it has started. So what does start is answered soon.
    if (!this.#load.isLate || operations.all < ALWAYS || this.#starting.hasTime()) return false;
    // If few callers cause all the load, the others pass.
    return operations.credentials >= ALWAYS || operations.of(credentialOf()) > 0;
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
    if (!this.#room.bodies.tryAcquire(bytes)) return 'process';
    this.#bodyBytes = bytes;
    return undefined;
  }

  /** Call it when the body has been received and parsed. */
  endBody(): void {
    if (this.#bodyBytes > 0) this.#room.bodies.release(this.#bodyBytes);
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

  /** Reserves the values that the answer can have. Waits up to five seconds if they are not free. */
  reserve(values: number, signal: AbortSignal): undefined | Promise<Refusal | undefined> {
    const { smallest, small, large, largest } = this.#room;
    this.#queue = values <= smallest ? small : large;
    const places = Math.min(values, largest);
    if (this.#queue.tryAcquire(places)) {
      this.#values = places;
      return undefined;
    }
    return this.#wait(places, AbortSignal.any([signal, AbortSignal.timeout(MAX_WAIT_MS)]));
  }

  /** The answer is serialized, and takes only the memory of its bytes. */
  becomeText(bytes: number): void {
    const left = Math.min(this.#values, Math.ceil(bytes / BYTES_PER_VALUE));
    this.#release(this.#values - left);
    this.#noteUnwritten(left);
  }

  /** The answer has been written, or its reader has left. */
  leave(): void {
    this.#countedIn?.add(this.#credential, -1);
    this.#countedIn = undefined;
    this.endBody();
    this.#release(this.#values);
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
    else this.#queue.release(places);
    return undefined;
  }

  #release(values: number): void {
    if (values > 0) this.#queue.release(values);
    this.#values -= values;
  }

  #noteUnwritten(values: number): void {
    this.#room.unwritten.add(this.#credential, values - this.#unwritten);
    this.#unwritten = values;
  }
}
