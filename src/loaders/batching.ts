import DataLoader from 'dataloader';
import { nullIfNotFound, UpstreamFailure } from '../upstream/failure.ts';
import type { Page, PageRequest } from '../upstream/page.ts';

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

async function eachSettled<Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => Loadable<Value>,
): Promise<(Value | Error)[]> {
  const results = await Promise.allSettled(keys.map(load));
  return results.map((result) => (result.status === 'fulfilled' ? result.value : asError(result.reason)));
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** Which page of a parent's rows. */
export interface ParentPage<Filter> {
  parentId: string;
  filter: Filter;
  page: PageRequest;
}

/** How the pages of several parents are read. */
interface PagesOfParents<Filter, Row> {
  /** A page of the rows of these parents together. */
  read(parentIds: readonly string[], filter: Filter, page: PageRequest): Promise<Page<Row>>;
  /** Whose row it is; null where it does not say, and could be anybody's. */
  parentOf(row: Row): string | null;
  /** Set where the ids stand in a body, which no length of a URL bounds. */
  areIdsInBody?: true;
}

/** Rows that are read at once to make parents whole that a common call may have cut short; past it each is asked alone. */
const ROWS_TO_COMPLETE = 500;

/**
 * The first pages of several parents, with equal filter and length, are one call whose limit holds them all. A parent that may
 * be cut short in it is asked again alone; several are asked again together, where few enough rows are left that one more call
 * is sure to hold theirs. A parent whose total is wanted, or whose page begins later, has its own call.
 */
export function pagePerParent<Filter, Row extends object>(
  name: string,
  { read, parentOf, areIdsInBody }: PagesOfParents<Filter, Row>,
): Loader<ParentPage<Filter>, Page<Row>> {
  return new Loader(
    name,
    (key) => JSON.stringify(key),
    async (keys) => {
      const answers = new Map<ParentPage<Filter>, Promise<Page<Row>>>();
      for (const group of mergeable(keys).flatMap(partsOf)) {
        const pages = group.length > 1 ? pagesTogether(group) : undefined;
        for (const key of group) answers.set(key, pages ? pages.then((of) => of(key)) : pageAlone(key));
      }
      return eachSettled(keys, (key) => answers.get(key) ?? Promise.reject(new Error(`${name}: a key was lost`)));
    },
  );

  function partsOf(group: readonly ParentPage<Filter>[]): ParentPage<Filter>[][] {
    return areIdsInBody ? chunksOfSize(group, IDS_PER_BODY) : chunksOf(group, (key) => key.parentId);
  }

  function pageAlone({ parentId, filter, page }: ParentPage<Filter>): Promise<Page<Row>> {
    return read([parentId], filter, page);
  }

  async function pagesTogether(group: readonly ParentPage<Filter>[]) {
    const first = await commonCall(
      group,
      group.reduce((sum, { page }) => sum + rowsOfPage(page), 0),
    );
    const cutShort = group.filter((key) => !first.pages.has(key.parentId));
    const isWorthACall = cutShort.length > 1 && first.rowsToComplete <= ROWS_TO_COMPLETE;
    const second = isWorthACall ? commonCall(cutShort, first.rowsToComplete) : undefined;

    return async (key: ParentPage<Filter>): Promise<Page<Row>> =>
      first.pages.get(key.parentId) ?? (await second)?.pages.get(key.parentId) ?? pageAlone(key);
  }

  /** The pages that one call is sure to hold whole, and how many rows a further one takes to hold all the others. */
  async function commonCall(group: readonly ParentPage<Filter>[], limit: number) {
    const pages = new Map<string, Page<Row>>();
    const [some] = group;
    if (!some) return { pages, rowsToComplete: 0 };
    const { filter, page } = some;
    const parentIds = group.map((key) => key.parentId);
    const all = await read(parentIds, filter, { ...page, limit, wantsNext: true });

    const rows = Map.groupBy(all.items, parentOf);
    // Only a call of its own can tell a parent's rows then.
    if (rows.has(null)) return { pages, rowsToComplete: Number.POSITIVE_INFINITY };
    let rowsToComplete = (all.total ?? Number.POSITIVE_INFINITY) - all.items.length;
    for (const parentId of parentIds) {
      const own = rows.get(parentId) ?? [];
      const items = own.slice(0, page.limit);
      const hasMore = own.length > items.length;
      if (all.hasNext === false) pages.set(parentId, { items, total: own.length, hasNext: hasMore });
      else if (own.length >= rowsOfPage(page)) pages.set(parentId, { items, total: null, hasNext: hasMore || null });
      else rowsToComplete += own.length;
    }
    return { pages, rowsToComplete };
  }
}

/** How many rows show a page, and whether others follow where that is wanted. */
function rowsOfPage({ limit, wantsNext }: PageRequest): number {
  return limit + (wantsNext ? 1 : 0);
}

/** Groups of keys that one call can serve; a key that needs a call of its own is a group of its own. */
function mergeable<Filter>(keys: readonly ParentPage<Filter>[]): ParentPage<Filter>[][] {
  const groups = Map.groupBy(keys, (key) => {
    const { page, filter, parentId } = key;
    const needsOwnCall = page.wantsTotal || page.offset > 0 || page.limit === 0;
    return JSON.stringify([filter, page, needsOwnCall ? parentId : null]);
  });
  return [...groups.values()];
}

/** Characters that a comma-joined list of ids may have, so that a URL stays under about 2,000. */
const IDS_LENGTH = 1_700;

/** Cuts a list so that the ids of each part, joined, fit in a URL. */
export function chunksOf<Item>(items: readonly Item[], idOf: (item: Item) => string): Item[][] {
  const chunks: Item[][] = [];
  let chunk: Item[] = [];
  let length = 0;
  for (const item of items) {
    const needed = encodeURIComponent(idOf(item)).length + 1;
    if (chunk.length > 0 && length + needed > IDS_LENGTH) {
      chunks.push(chunk);
      chunk = [];
      length = 0;
    }
    chunk.push(item);
    length += needed;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

/** Ids that one body names at most. */
export const IDS_PER_BODY = 500;

/** Cuts a list into parts of at most `size`. */
export function chunksOfSize<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
