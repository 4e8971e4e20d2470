import DataLoader from 'dataloader';
import { asError, nullIfNotFound, UpstreamFailure } from '../../upstream/failure.ts';
import type { PageRequest } from '../../upstream/page.ts';
import { canBeJoined, idKey } from '../../upstream/wire/ids.ts';
import { MAX_FURTHER_CALLS } from './apart.ts';

/** A DataLoader whose keys are compared by a string. It lives for one operation; a key that failed is not loaded again. */
export type Loader<Key, Value extends object | null> = DataLoader<Key, Value, string>;

/**
 * @param loadBatch returns one value per key, in their order; an Error in place of a key that failed
 * @param nameOf returns the cache key
 * @param cacheMap the promises by cache key, for callers that need to know which keys are requested
 */
export function loaderOf<Key, Value extends object | null>(
  name: string,
  nameOf: (key: Key) => string,
  loadBatch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
  cacheMap = new Map<string, Promise<Value>>(),
): Loader<Key, Value> {
  return new DataLoader(loadBatch, { name, cacheKeyFn: nameOf, cacheMap });
}

/** One call for each distinct key. A missing object is null; any other failure belongs to that key alone. */
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

/** One call for all keys. A key that the answer lacks is null. */
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

/** A set that the upstream sends only as a whole. */
export interface WholeSet<Value extends object> {
  /** All objects of the set, in the upstream's order. */
  list(): Promise<readonly Value[]>;
  /** One object of the set, or null. */
  byId(id: string): Promise<Value | null>;
  /** Call it after a write that added, changed or deleted objects of the set. */
  changed(): void;
}

/** One call for the whole set, on first use. */
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
    changed() {
      whole.clearAll();
      byId.clearAll();
    },
  };
}

/**
 * 1 or 2 keys: one call each. From 3 on, the page of the list that probably contains them, and then single reads
 * for the missing ones: at most one call more than there are keys.
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

/** If only the list fails, the ids are read singly. A failure that single reads would share is thrown. */
export function noneIfListFails(failure: unknown): never[] {
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

/** Page size that probably includes `count` wanted rows. Other rows stand between them. */
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
 * The rows of a list by ids, in the order of the ids. A filter may compare UUIDs case-sensitively where the single read does not:
 * an id with capitals that the list lacks is read singly, and so is one with a comma, which no list can be asked for. If the API
 * refuses the list, the ids are read apart.
 */
export async function inOrderOf<Value>(
  ids: readonly string[],
  list: Promise<readonly Value[]>,
  idOf: (value: Value) => string,
  read: (id: string) => Promise<Value>,
): Promise<(Value | null | Error)[]> {
  const values = await list.catch(refusalIn);
  if (values instanceof UpstreamFailure) return eachApart(ids, (id) => nullIfNotFound(read(id)), values);
  const byId = new Map(values.map((value) => [idKey(idOf(value)), value]));
  const isKnown = (id: string) => id === idKey(id) && canBeJoined(id);
  return eachSettled<string, Value | null>(
    ids,
    (id) => byId.get(idKey(id)) ?? (isKnown(id) ? null : nullIfNotFound(read(id))),
  );
}

/** The failure of a call for several keys, if the API refused it, maybe because of one of them. Any other failure is thrown. */
export function refusalIn(failure: unknown): UpstreamFailure {
  const isRefusal =
    failure instanceof UpstreamFailure && ['badRequest', 'forbidden', 'notFound'].includes(failure.kind);
  if (isRefusal) return failure;
  throw failure;
}

/**
 * A call for each key, after one for all of them was refused. If none of the first 30 brings anything, the others get the refusal: a
 * caller that may read none of them must not use up the calls of its operation.
 */
export async function eachApart<Key, Value>(
  keys: readonly Key[],
  read: (key: Key) => Promise<Value>,
  refusal: UpstreamFailure,
): Promise<(Value | Error)[]> {
  const first = await eachSettled(keys.slice(0, MAX_FURTHER_CALLS), read);
  const others = keys.slice(MAX_FURTHER_CALLS);
  const isHopeless = first.every((outcome) => outcome === null || outcome instanceof Error);
  return [...first, ...(isHopeless ? others.map(() => refusal) : await eachSettled(others, read))];
}

/** The values of all keys, with an Error in place of each key that failed. */
export async function eachSettled<Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => Promise<Value> | Value,
): Promise<(Value | Error)[]> {
  const results = await Promise.allSettled(keys.map(load));
  return results.map((result) => (result.status === 'fulfilled' ? result.value : asError(result.reason)));
}
