import { describe, expect, test } from 'vitest';
import { callPerBatch, callPerId, listOrCallPerId, loaderOf, wholeSet } from '../../src/loaders/kit/batching.ts';
import { chunksOf, rowsByIds } from '../../src/loaders/kit/chunks.ts';
import { type ParentPage, pagePerParent } from '../../src/loaders/kit/parent-pages.ts';
import { UpstreamFailure } from '../../src/upstream/failure.ts';
import type { Page, PageRequest } from '../../src/upstream/page.ts';

interface Row {
  id: string;
}

const notFound = () => new UpstreamFailure('notFound', 'GetAoiById');
const settled = (values: unknown[]) => Promise.allSettled(values);

/** A read of one row that writes down what it was asked for. */
function recordedRead(exists: (id: string) => boolean = () => true) {
  const asked: string[] = [];
  const read = async (id: string): Promise<Row> => {
    asked.push(id);
    if (id === 'broken') throw new UpstreamFailure('unavailable', 'GetAoiById');
    if (!exists(id)) throw notFound();
    return { id };
  };
  return { read, asked };
}

describe('A loader', () => {
  test('reads each key once, whoever asks and however often', async () => {
    const { read, asked } = recordedRead();
    const loader = callPerId('row', read);

    const rows = await Promise.all(['a', 'b', 'a'].map((id) => loader.load(id)));

    expect(rows).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'a' }]);
    expect(asked).toEqual(['a', 'b']);
  });

  test('returns null for a missing object, and a failure only for the key that failed', async () => {
    const loader = callPerId('row', recordedRead((id) => id !== 'missing').read);

    const results = await settled(['a', 'missing', 'broken', 'b'].map((id) => loader.load(id)));

    expect(results).toMatchObject([
      { value: { id: 'a' } },
      { value: null },
      { reason: { kind: 'unavailable' } },
      { value: { id: 'b' } },
    ]);
  });

  test('does not load a failed key again', async () => {
    const { read, asked } = recordedRead();
    const loader = callPerId('row', read);

    await settled([loader.load('broken')]);
    await settled([loader.load('broken')]);

    expect(asked).toEqual(['broken']);
  });

  test('needs no call for an object from another answer', async () => {
    const { read, asked } = recordedRead();
    const loader = callPerId('row', read);

    loader.prime('a', { id: 'a' });

    expect(await loader.load('a')).toEqual({ id: 'a' });
    expect(asked).toEqual([]);
  });

  test('reads again after a write', async () => {
    const { read, asked } = recordedRead();
    const loader = callPerId('row', read);
    await loader.load('a');

    loader.clear('a');
    await loader.load('a');

    expect(asked).toEqual(['a', 'a']);
  });

  test('tells compound keys apart by their name', async () => {
    const loader = loaderOf<{ parent: string; id: string }, Row>(
      'row',
      ({ parent, id }) => `${parent} ${id}`,
      async (keys) => keys.map(({ parent, id }) => ({ id: `${parent}/${id}` })),
    );

    expect(await Promise.all([loader.load({ parent: 'p', id: '1' }), loader.load({ parent: 'q', id: '1' })])).toEqual([
      { id: 'p/1' },
      { id: 'q/1' },
    ]);
  });
});

describe('A call for a batch', () => {
  test('hands the rows back in the order of the keys, null where the answer lacks one', async () => {
    const asked: (readonly string[])[] = [];
    const loader = callPerBatch<Row>(
      'row',
      ({ id }) => id,
      async (ids) => {
        asked.push(ids);
        return [{ id: 'c' }, { id: 'stranger' }, { id: 'a' }];
      },
    );

    expect(await Promise.all(['a', 'b', 'c'].map((id) => loader.load(id)))).toEqual([{ id: 'a' }, null, { id: 'c' }]);
    expect(asked).toEqual([['a', 'b', 'c']]);
  });

  test('that fails fails all its keys', async () => {
    const loader = callPerBatch<Row>(
      'row',
      ({ id }) => id,
      () => Promise.reject(new UpstreamFailure('timeout', 'ListAois')),
    );

    expect(await settled(['a', 'b'].map((id) => loader.load(id)))).toMatchObject([
      { reason: { kind: 'timeout' } },
      { reason: { kind: 'timeout' } },
    ]);
  });
});

describe('A list or single reads', () => {
  function loaderOver(listed: Row[] | Error) {
    const { read, asked } = recordedRead();
    const lists: number[] = [];
    const loader = listOrCallPerId<Row>(
      'row',
      ({ id }) => id,
      read,
      async (count) => {
        lists.push(count);
        if (listed instanceof Error) throw listed;
        return listed;
      },
    );
    return { asked, lists, load: (ids: string[]) => Promise.all(ids.map((id) => loader.load(id))) };
  }

  test('two ids are two single reads', async () => {
    const { load, asked, lists } = loaderOver([]);

    await load(['a', 'b']);

    expect({ asked, lists }).toEqual({ asked: ['a', 'b'], lists: [] });
  });

  test('three ids are one list, and a single read for each id that it lacks', async () => {
    const { load, asked, lists } = loaderOver([{ id: 'c' }, { id: 'a' }]);

    expect(await load(['a', 'b', 'c'])).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    expect({ asked, lists }).toEqual({ asked: ['b'], lists: [3] });
  });

  test('a list that fails is made up for by single reads', async () => {
    const { load, asked } = loaderOver(notFound());

    expect(await load(['a', 'b', 'c'])).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    expect(asked).toEqual(['a', 'b', 'c']);
  });
});

test('A whole set is one call, made when it is first needed', async () => {
  let calls = 0;
  const set = wholeSet<Row>(
    'row',
    ({ id }) => id,
    async () => {
      calls += 1;
      return [{ id: 'b' }, { id: 'a' }];
    },
  );
  expect(calls).toBe(0);

  expect(await Promise.all([set.list(), set.byId('a'), set.byId('missing')])).toEqual([
    [{ id: 'b' }, { id: 'a' }],
    { id: 'a' },
    null,
  ]);
  expect(calls).toBe(1);
});

describe('Pages of several parents', () => {
  interface Child {
    parent: string;
    number: number;
  }

  const childrenOf = (parent: string, count: number): Child[] =>
    Array.from({ length: count }, (_, number) => ({ parent, number }));

  /** Parents with as many children as said; the list gives them parent by parent. */
  function loaderOver(
    counts: Record<string, number>,
    understood: (ids: readonly string[]) => readonly string[] = (ids) => ids,
  ) {
    const asked: { parents: string[]; limit: number }[] = [];
    const loader = pagePerParent<object, Child>('child', {
      parentOf: ({ parent }) => parent,
      async read(parentIds, _filter, { offset, limit }): Promise<Page<Child>> {
        asked.push({ parents: [...parentIds], limit });
        const all = understood(parentIds).flatMap((parent) => childrenOf(parent, counts[parent] ?? 0));
        const items = all.slice(offset, offset + limit);
        return { items, total: all.length, hasNext: offset + items.length < all.length };
      },
    });
    const load = (parentId: string, over: Partial<PageRequest> = {}) => {
      const page = { offset: 0, limit: 2, wantsTotal: false, wantsNext: false, ...over };
      return loader.load({ parentId, filter: {}, page } satisfies ParentPage<object>);
    };
    return { load, asked };
  }

  test('are one call whose limit holds them all', async () => {
    const { load, asked } = loaderOver({ p: 2, q: 1, r: 0 });

    const pages = await Promise.all(['p', 'q', 'r'].map((id) => load(id)));

    expect(pages.map(({ items }) => items)).toEqual([childrenOf('p', 2), childrenOf('q', 1), []]);
    expect(asked).toEqual([{ parents: ['p', 'q', 'r'], limit: 6 }]);
  });

  test('are asked again for the parent alone that was cut short', async () => {
    const { load, asked } = loaderOver({ p: 9, q: 2 });

    const pages = await Promise.all(['p', 'q'].map((id) => load(id)));

    expect(pages.map(({ items }) => items)).toEqual([childrenOf('p', 2), childrenOf('q', 2)]);
    expect(asked).toEqual([
      { parents: ['p', 'q'], limit: 4 },
      { parents: ['q'], limit: 2 },
    ]);
  });

  test('are a call each where the list takes several ids for one', async () => {
    const { load, asked } = loaderOver({ p: 1, q: 2 }, ([first, second]) => (second ? [] : [first ?? '']));

    const pages = await Promise.all(['p', 'q', 'r'].map((id) => load(id)));

    expect(pages.map(({ items }) => items)).toEqual([childrenOf('p', 1), childrenOf('q', 2), []]);
    expect(asked.map(({ parents }) => parents)).toEqual([['p', 'q', 'r'], ['p'], ['q'], ['r']]);
  });

  test('are one call more where no parent has rows', async () => {
    const { load, asked } = loaderOver({});

    const pages = await Promise.all(['p', 'q', 'r'].map((id) => load(id)));

    expect(pages.map(({ items }) => items)).toEqual([[], [], []]);
    expect(asked.map(({ parents }) => parents)).toEqual([['p', 'q', 'r'], ['p']]);
  });

  test('are one more call for all parents that were cut short, where few rows are left', async () => {
    const { load, asked } = loaderOver({ p: 9, q: 2, r: 3 });

    const pages = await Promise.all(['p', 'q', 'r'].map((id) => load(id, { wantsNext: true })));

    expect(pages.map(({ items }) => items)).toEqual([childrenOf('p', 2), childrenOf('q', 2), childrenOf('r', 2)]);
    expect(pages.map(({ hasNext }) => hasNext)).toEqual([true, false, true]);
    expect(asked).toEqual([
      { parents: ['p', 'q', 'r'], limit: 9 },
      { parents: ['q', 'r'], limit: 6 },
    ]);
  });

  test('are a call for each parent that was cut short, where many rows are left', async () => {
    const { load, asked } = loaderOver({ p: 600, q: 2, r: 2 });

    const pages = await Promise.all(['p', 'q', 'r'].map((id) => load(id)));

    expect(pages.map(({ items }) => items)).toEqual([childrenOf('p', 2), childrenOf('q', 2), childrenOf('r', 2)]);
    expect(asked.slice(1)).toEqual([
      { parents: ['q'], limit: 2 },
      { parents: ['r'], limit: 2 },
    ]);
  });

  test('tell of each parent whether rows follow', async () => {
    const { load } = loaderOver({ p: 3, q: 2 });

    const pages = await Promise.all(['p', 'q'].map((id) => load(id, { wantsNext: true })));

    expect(pages.map(({ hasNext }) => hasNext)).toEqual([true, false]);
  });

  test('are a call each where their totals are wanted', async () => {
    const { load, asked } = loaderOver({ p: 3, q: 2 });

    const pages = await Promise.all(['p', 'q'].map((id) => load(id, { wantsTotal: true })));

    expect(pages.map(({ total }) => total)).toEqual([3, 2]);
    expect(asked.map(({ parents }) => parents)).toEqual([['p'], ['q']]);
  });
});

describe('Rows of a list by ids', () => {
  const list = (known: readonly string[], areSplit: boolean) => {
    const asked: (readonly string[])[] = [];
    const read = async (ids: readonly string[]) => {
      asked.push(ids);
      return areSplit || ids.length === 1 ? ids.filter((id) => known.includes(id)) : [];
    };
    return { read, asked };
  };

  test('are one call', async () => {
    const { read, asked } = list(['a', 'c'], true);

    expect(await rowsByIds(['a', 'b', 'c'], read)).toEqual(['a', 'c']);
    expect(asked).toEqual([['a', 'b', 'c']]);
  });

  test('are a call each where the list takes several ids for one', async () => {
    const { read, asked } = list(['a', 'c'], false);

    expect(await rowsByIds(['a', 'b', 'c'], read)).toEqual(['a', 'c']);
    expect(asked).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
  });

  test('are one call more where none exists', async () => {
    const { read, asked } = list([], true);

    expect(await rowsByIds(['a', 'b', 'c'], read)).toEqual([]);
    expect(asked).toEqual([['a', 'b', 'c'], ['a']]);
  });
});

test('A long list of ids is split before its URL becomes too long for servers', () => {
  const ids = Array.from({ length: 100 }, (_, index) => `${index}`.padStart(36, '0'));

  const chunks = chunksOf(ids, (id) => id);

  expect(chunks.flat()).toEqual(ids);
  expect(Math.max(...chunks.map((chunk) => chunk.join(',').length))).toBeLessThan(1_800);
  expect(chunks).toHaveLength(3);
});

test('Rows that do not say whose they are leave every parent to a call of its own', async () => {
  const asked: string[][] = [];
  const loader = pagePerParent<object, { id: string }>('child', {
    parentOf: () => null,
    async read(parentIds) {
      asked.push([...parentIds]);
      return { items: parentIds.map((parent) => ({ id: `of ${parent}` })), total: parentIds.length, hasNext: false };
    },
  });
  const page = { offset: 0, limit: 5, wantsTotal: false, wantsNext: false };

  const pages = await Promise.all(['p', 'q'].map((parentId) => loader.load({ parentId, filter: {}, page })));

  expect(pages.map(({ items }) => items)).toEqual([[{ id: 'of p' }], [{ id: 'of q' }]]);
  expect(asked).toEqual([['p', 'q'], ['p'], ['q']]);
});
