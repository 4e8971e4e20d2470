import DataLoader from 'dataloader';
import { nullIfNotFound, UpstreamFailure } from '../../upstream/failure.ts';
import type { PageRequest } from '../../upstream/page.ts';
import { idKey } from '../../upstream/wire/ids.ts';

/** A DataLoader that tells its keys apart by a text. It lives for one operation: what failed in it is not asked for again. */
export type Loader<Key, Value extends object | null> = DataLoader<Key, Value, string>;

/**
 * @param loadBatch answers as many values as it got keys, in their order; an Error in the place of a key that failed
 * @param nameOf tells keys apart
 * @param cacheMap the promises by name, for who must know what is asked for already
 */
export function loaderOf<Key, Value extends object | null>(
  name: string,
  nameOf: (key: Key) => string,
  loadBatch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
  cacheMap = new Map<string, Promise<Value>>(),
): Loader<Key, Value> {
  return new DataLoader(loadBatch, { name, cacheKeyFn: nameOf, cacheMap });
}

/** One call for each distinct key. What is not there is null; another failure is that key's alone. */
export function callPerKey<Key, Value extends object>(
  name: string,
  nameOf: (key: Key) => string,
  read: (key: Key) => Promise<Value | null>,
): Loader<Key, Value | null> {
  return loaderOf(name, nameOf, (keys) => eachSettled(keys, (key) => nullIfNotFound(read(key))));
}

/** `callPerKey` for keys that are plain ids. */
export function callPerId<Value extends object>(
  name: string,
  read: (id: string) => Promise<Value | null>,
): Loader<string, Value | null> {
  return callPerKey(name, idKey, read);
}

/** One call for all keys; what the answer lacks is null. */
export function callPerBatch<Value extends object>(
  name: string,
  idOf: (value: Value) => string,
  read: (ids: readonly string[]) => Promise<readonly Value[]>,
): Loader<string, Value | null> {
  return loaderOf(name, idKey, async (ids) => {
    const values = Map.groupBy(await read(ids), (value) => idKey(idOf(value)));
    return ids.map((id) => values.get(idKey(id))?.[0] ?? null);
  });
}

/** A set that the upstream gives only whole. */
export interface WholeSet<Value extends object> {
  /** All of it, in the upstream's order. */
  list(): Promise<readonly Value[]>;
  /** One of it, or null. */
  byId(id: string): Promise<Value | null>;
  /** Forgets the set, which a write made stale. */
  clear(): void;
}

/** One call for the whole set, made when it is first needed. */
export function wholeSet<Value extends object>(
  name: string,
  idOf: (value: Value) => string,
  readAll: () => Promise<readonly Value[]>,
): WholeSet<Value> {
  const whole = loaderOf<string, readonly Value[]>(name, idKey, async () => [await readAll()]);
  const byId = loaderOf<string, Value | null>(`${name}.byId`, idKey, async (ids) => {
    const values = new Map((await whole.load('')).map((value) => [idKey(idOf(value)), value]));
    return ids.map((id) => values.get(idKey(id)) ?? null);
  });
  return {
    list: () => whole.load(''),
    byId: (id) => byId.load(id),
    clear() {
      whole.clearAll();
      byId.clearAll();
    },
  };
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
  return loaderOf(name, nameOf, async (keys) => {
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
  return listOrCallPerKey(name, idKey, idOf, read, listLikely);
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

/**
 * What a list by ids brought, in the order of the ids. A filter may compare UUIDs with their case where a single read does not:
 * an id in capitals that the list lacks is read alone.
 */
export function inOrderOf<Value>(
  ids: readonly string[],
  values: readonly Value[],
  idOf: (value: Value) => string,
  read: (id: string) => Promise<Value>,
): Promise<(Value | null | Error)[]> {
  const byId = new Map(values.map((value) => [idKey(idOf(value)), value]));
  return eachSettled<string, Value | null>(ids, (id) => {
    return byId.get(idKey(id)) ?? (id === idKey(id) ? null : nullIfNotFound(read(id)));
  });
}

/** The values of all keys, an Error in the place of each that failed. */
export async function eachSettled<Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => Promise<Value> | Value,
): Promise<(Value | Error)[]> {
  const results = await Promise.allSettled(keys.map(load));
  return results.map((result) => (result.status === 'fulfilled' ? result.value : asError(result.reason)));
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
