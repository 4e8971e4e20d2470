import DataLoader from 'dataloader';
import { nullIfNotFound, UpstreamFailure } from '../../upstream/failure.ts';
import type { PageRequest } from '../../upstream/page.ts';

/** A value that is at hand, or the promise of one. */
export type Loadable<Value> = Value | Promise<Value>;

/**
 * A DataLoader whose values can be read without a promise once they are there: that is what makes a row of a page
 * cheap. Keys that are under way give the same promise to everybody who asks.
 */
export class Loader<Key, Value extends object | null> {
  readonly #arrived = new Map<string, Value>();
  readonly #underWay = new Map<string, Promise<Value>>();
  readonly #batches: DataLoader<Key, Value>;
  readonly #nameOf: (key: Key) => string;

  /**
   * @param loadBatch answers as many values as it got keys, in their order; an Error in the place of a key that failed
   * @param nameOf tells keys apart
   */
  constructor(
    name: string,
    nameOf: (key: Key) => string,
    loadBatch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
  ) {
    this.#batches = new DataLoader<Key, Value>(loadBatch, { name, cache: false });
    this.#nameOf = nameOf;
  }

  /** The value of the key: at once where it has arrived, else as soon as its batch is back. */
  load(key: Key): Loadable<Value> {
    const name = this.#nameOf(key);
    const arrived = this.#arrived.get(name);
    if (arrived !== undefined) return arrived;
    return this.#underWay.get(name) ?? this.#start(name, key);
  }

  /** The value where it has arrived already; asks for nothing. */
  arrived(key: Key): Value | undefined {
    return this.#arrived.get(this.#nameOf(key));
  }

  /** Puts a value here that another answer brought along; one that is here already stays. */
  prime(key: Key, value: Value): void {
    const name = this.#nameOf(key);
    if (!this.#arrived.has(name)) this.#arrived.set(name, value);
  }

  /** Whether the value is here or on its way, so that asking for it costs nothing. */
  isKnown(key: Key): boolean {
    const name = this.#nameOf(key);
    return this.#arrived.has(name) || this.#underWay.has(name);
  }

  /** Forgets a value that a write made stale. */
  clear(key: Key): void {
    const name = this.#nameOf(key);
    this.#arrived.delete(name);
    this.#underWay.delete(name);
  }

  /** Forgets all values, where a write made stale one cannot say which. */
  clearAll(): void {
    this.#arrived.clear();
    this.#underWay.clear();
  }

  #start(name: string, key: Key): Promise<Value> {
    // A failure stays: asking again within one operation would only make the same call fail again.
    const promise = this.#batches.load(key);
    this.#underWay.set(name, promise);
    promise.then(
      (value) => this.#arrived.set(name, value),
      () => {},
    );
    return promise;
  }
}

const itself = (key: string) => key;

/** One call for each distinct key. What is not there is null; another failure is that key's alone. */
export function callPerKey<Key, Value extends object>(
  name: string,
  nameOf: (key: Key) => string,
  read: (key: Key) => Promise<Value | null>,
): Loader<Key, Value | null> {
  return new Loader(name, nameOf, (keys) => eachSettled(keys, (key) => nullIfNotFound(read(key))));
}

/** `callPerKey` for keys that are plain ids. */
export function callPerId<Value extends object>(
  name: string,
  read: (id: string) => Promise<Value | null>,
): Loader<string, Value | null> {
  return callPerKey(name, itself, read);
}

/** One call for all keys; what the answer lacks is null. */
export function callPerBatch<Value extends object>(
  name: string,
  idOf: (value: Value) => string,
  read: (ids: readonly string[]) => Promise<readonly Value[]>,
): Loader<string, Value | null> {
  return new Loader(name, itself, async (ids) => {
    const values = Map.groupBy(await read(ids), idOf);
    return ids.map((id) => values.get(id)?.[0] ?? null);
  });
}

/** A set that the upstream gives only whole. */
export interface WholeSet<Value extends object> {
  /** All of it, in the upstream's order. */
  list(): Loadable<readonly Value[]>;
  /** One of it, or null. */
  byId(id: string): Loadable<Value | null>;
  /** Forgets the set, which a write made stale. */
  clear(): void;
}

/** One call for the whole set, made when it is first needed. */
export function wholeSet<Value extends object>(
  name: string,
  idOf: (value: Value) => string,
  readAll: () => Promise<readonly Value[]>,
): WholeSet<Value> {
  type Whole = { list: readonly Value[]; byId: Map<string, Value> };
  const whole = new Loader<string, Whole>(name, itself, async () => {
    const list = await readAll();
    return [{ list, byId: new Map(list.map((value) => [idOf(value), value])) }];
  });
  return {
    list: () => mapLoadable(whole.load(''), ({ list }) => list),
    byId: (id) => mapLoadable(whole.load(''), ({ byId }) => byId.get(id) ?? null),
    clear: () => whole.clear(''),
  };
}

/** `map` applied to a value now or when it arrives. */
export function mapLoadable<Value, Result>(value: Loadable<Value>, map: (value: Value) => Result): Loadable<Result> {
  return value instanceof Promise ? value.then(map) : map(value);
}

/** All of the values, at once where all have arrived. */
export function allLoadable<Value>(values: readonly Loadable<Value>[]): Loadable<Value[]> {
  const isWaiting = values.some((value) => value instanceof Promise);
  return isWaiting ? Promise.all(values) : (values as Value[]); // no promise is among them
}

/**
 * Few keys are read one by one. From three on, one page of the list that is likely to hold them comes first, and single
 * reads only for what it lacks: never more than one call beyond the number of keys.
 */
export function listOrCallPerKey<Key, Value extends object>(
  name: string,
  nameOf: (key: Key) => string,
  keyOf: (value: Value) => Key,
  read: (key: Key) => Promise<Value>,
  listLikely: (count: number) => Promise<readonly Value[]>,
): Loader<Key, Value | null> {
  return new Loader(name, nameOf, async (keys) => {
    const listed = new Map<string, Value>();
    if (keys.length >= 3) {
      for (const value of await listLikely(keys.length).catch(noneIfListFails)) listed.set(nameOf(keyOf(value)), value);
    }
    return eachSettled(keys, (key) => listed.get(nameOf(key)) ?? nullIfNotFound(read(key)));
  });
}

/** A list that fails on its own account leaves the ids to single reads; a failure that these would share is passed on. */
function noneIfListFails(failure: unknown): never[] {
  const isListsOwn =
    failure instanceof UpstreamFailure &&
    ['badRequest', 'forbidden', 'notFound', 'unavailable', 'invalidAnswer'].includes(failure.kind);
  if (isListsOwn) return [];
  throw failure;
}

/** `listOrCallPerKey` for keys that are plain ids. */
export function listOrCallPerId<Value extends object>(
  name: string,
  idOf: (value: Value) => string,
  read: (id: string) => Promise<Value>,
  listLikely: (count: number) => Promise<readonly Value[]>,
): Loader<string, Value | null> {
  return listOrCallPerKey(name, itself, idOf, read, listLikely);
}

/** The page of a list that is likely to hold `count` wanted rows: longer than that, since others stand between. */
export function likelyPage(count: number): PageRequest {
  return {
    offset: 0,
    limit: Math.max(100, 2 * count),
    wantsTotal: false,
    wantsNext: false,
    isOneCallEnough: true,
  };
}

/** The values of all keys, an Error in the place of each that failed. */
export async function eachSettled<Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => Loadable<Value>,
): Promise<(Value | Error)[]> {
  const results = await Promise.allSettled(keys.map(load));
  return results.map((result) => (result.status === 'fulfilled' ? result.value : asError(result.reason)));
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
