import { describe, expect, test } from 'vitest';
import type { Rows } from '../../src/upstream/list-answer.ts';
import { newestFirst, type PageArgs, type PageRequest, pageOfWhole } from '../../src/upstream/page.ts';
import { readPage } from '../../src/upstream/read-page.ts';
import {
  type ArrivedRequest,
  type Ask,
  answer,
  type Behaviour,
  type Body,
  withFaultyUpstream,
} from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

const pathAndPage = (wire: string[]) => wire.map((line) => line.replace(/&?(?:project_ids|aoi_name)=[^&]*/, ''));

describe('A page that the upstream caps below the requested size', () => {
  test('is read on from where it was cut, and no further than asked', () =>
    withGateway({ sandbox: { pageCap: 7 } }, async ({ query }) => {
      const { data, errors, wire } = await query('{ aois(first: 20) { nodes { pixxelId } } }');

      const nodes = (data as { aois: { nodes: { pixxelId: string }[] } }).aois.nodes;
      expect(errors).toBeUndefined();
      expect(new Set(nodes.map(({ pixxelId }) => pixxelId)).size).toBe(20);
      expect(pathAndPage(wire)).toEqual([
        'GET /v0/aois?offset=0&limit=20',
        'GET /v0/aois?offset=7&limit=13',
        'GET /v0/aois?offset=14&limit=6',
      ]);
    }));

  test('costs at most one call more than there are ids, where rows are looked for by id', () =>
    withGateway({ sandbox: { pageCap: 7 } }, async ({ query, store }) => {
      const ids = [...store.orders.keys()].slice(-3).map((id) => `"${id}"`);
      const { data, errors, calls } = await query(
        `{ ${ids.map((id, index) => `o${index}: order(id: ${id}) { pixxelId }`).join(' ')} }`,
      );

      expect(errors).toBeUndefined();
      expect(Object.values(data as object)).toHaveLength(3);
      expect(calls.length).toBeLessThanOrEqual(4);
    }));

  test('loses no archive item that is requested by id', () =>
    withFaultyUpstream(
      (response, request) => {
        if (request.target.startsWith('/v0/order-items')) {
          const images = Array.from({ length: 20 }, (_, index) => ({ item_id: `i${index}` }));
          return answer(200, { order_items: [{ id: 'o', images }], pagination: { total: 1 } })(response, request);
        }
        const { ids, limit } = JSON.parse(request.body) as { ids: string[]; limit: number };
        const features = ids.slice(0, Math.min(7, limit)).map((id) => ({ id, properties: { title: id } }));
        answer(200, { type: 'FeatureCollection', features })(response, request);
      },
      {},
      async (ask, { requests }) => {
        const { data } = await ask('{ orderItems(first: 1) { nodes { images { item { title } } } } }');

        const images = Array.from({ length: 20 }, (_, index) => ({ item: { title: `i${index}` } }));
        expect(data).toEqual({ orderItems: { nodes: [{ images }] } });
        expect(requests).toHaveLength(4);
      },
    ));

  test('is whole for each parent, too', () =>
    withGateway({ sandbox: { pageCap: 7 } }, async ({ query }) => {
      const { data, errors } = await query(
        '{ projects(first: 3) { nodes { aois(first: 10) { nodes { pixxelId } pageInfo { hasNextPage } } } } }',
      );

      const { projects } = data as { projects: { nodes: { aois: { nodes: { pixxelId: string }[] } }[] } };
      expect(errors).toBeUndefined();
      const ofEach = projects.nodes.map(({ aois }) => aois.nodes.map(({ pixxelId }) => pixxelId));
      expect(ofEach.map(({ length }) => length)).toEqual([10, 10, 10]);
      expect(new Set(ofEach.flat()).size).toBe(30);
    }));

  test.each([{ firstPage: 0 }, { firstPage: 1 }])(
    'is read by page number where numbers begin at $firstPage',
    ({ firstPage }) => {
      const all = Array.from({ length: 5 }, (_, index) => ({ id: `p${index}` }));
      return withFaultyUpstream(
        (response, request) => {
          const asked = new URL(request.target, 'http://upstream.test').searchParams.get('page_num');
          const page = asked === null ? 0 : Number(asked) - firstPage;
          answer(200, { count: 5, projects: all.slice(2 * page, 2 * page + 2) })(response, request);
        },
        {},
        async (ask) => {
          const { data } = await ask(
            '{ projects(first: 4) { nodes { pixxelId } totalCount pageInfo { hasNextPage } } }',
          );

          expect(data).toEqual({
            projects: {
              nodes: ['p0', 'p1', 'p2', 'p3'].map((pixxelId) => ({ pixxelId })),
              totalCount: 5,
              pageInfo: { hasNextPage: true },
            },
          });
        },
      );
    },
  );

  test.each([
    { count: 25, first: 20, shown: 20, hasNextPage: true },
    { count: 20, first: 20, shown: 20, hasNextPage: false },
    { count: 9, first: 20, shown: 9, hasNextPage: false },
  ])('is right by page number also where $count rows come without a count', ({ count, first, shown, hasNextPage }) =>
    withFaultyUpstream(
      (response, request) => {
        const asked = new URL(request.target, 'http://upstream.test').searchParams;
        const number = Number(asked.get('page_num') ?? 1) - 1;
        const size = Math.min(7, Number(asked.get('page_size')));
        const rows = Array.from({ length: count }, (_, index) => ({ id: `p${index}` }));
        answer(200, { projects: rows.slice(number * size, (number + 1) * size) })(response, request);
      },
      {},
      async (ask) => {
        const { data } = await ask(`{ projects(first: ${first}) { nodes { pixxelId } pageInfo { hasNextPage } } }`);

        const { projects } = data as { projects: { nodes: { pixxelId: string }[]; pageInfo: unknown } };
        expect(projects.nodes.map(({ pixxelId }) => pixxelId)).toEqual(
          Array.from({ length: shown }, (_, index) => `p${index}`),
        );
        expect(projects.pageInfo).toEqual({ hasNextPage });
      },
    ),
  );

  test('ends where an upstream that promises more has none', () =>
    withFaultyUpstream(
      (response, request) => {
        const isFirst = request.target.includes('offset=0');
        const aois = isFirst ? [{ aoi_id: 'a' }] : [];
        answer(200, { aois, pagination: { total: 9, offset: 0, limit: 10 } })(response, request);
      },
      {},
      async (ask, upstream) => {
        const { data } = await ask('{ aois(first: 5) { nodes { pixxelId } } }');

        expect(data).toEqual({ aois: { nodes: [{ pixxelId: 'a' }] } });
        expect(upstream.requests).toHaveLength(2);
      },
    ));
});

describe('The requests for a list', () => {
  test('is one row where only its total is wanted', () =>
    withGateway({}, async ({ query }) => {
      const { wire } = await query('{ aois { totalCount } }');

      expect(wire).toEqual(['GET /v0/aois?offset=0&limit=1']);
    }));

  test('is nothing where no row is wanted', () =>
    withGateway({}, async ({ query }) => {
      const { data, wire } = await query('{ aois(first: 0) { nodes { name } } }');

      expect(data).toEqual({ aois: { nodes: [] } });
      expect(wire).toEqual([]);
    }));
});

interface Numbered {
  id: string;
}

const rowsFrom = (first: number, count: number): Numbered[] =>
  Array.from({ length: Math.max(0, count) }, (_, index) => ({ id: `row ${first + index}` }));

/** A list of `count` rows whose answers hold `cap` at most; `says` adds what an answer tells of the rest. */
function listOf(
  count: number,
  cap: number,
  says: (args: PageArgs, sent: number) => Partial<Rows<Numbered>> = () => ({}),
) {
  const asked: PageArgs[] = [];
  const read = async (args: PageArgs): Promise<Rows<Numbered>> => {
    asked.push(args);
    const items = rowsFrom(args.offset, Math.min(cap, args.limit, count - args.offset));
    return { items, received: items.length, total: null, ...says(args, items.length) };
  };
  return { read, asked };
}

const page = (over: Partial<PageRequest>): PageRequest => ({
  offset: 0,
  limit: 20,
  wantsTotal: false,
  wantsNext: true,
  ...over,
});

describe('A list of which very many rows are wanted', () => {
  test('is asked for 1,000 of them at a time', async () => {
    const { read, asked } = listOf(2300, 5000, () => ({ total: 2300 }));

    const { items, hasNext } = await readPage(page({ limit: 3006 }), true, read);

    expect(items).toHaveLength(2300);
    expect(hasNext).toBe(false);
    expect(asked).toEqual([
      { offset: 0, limit: 1000 },
      { offset: 1000, limit: 1000 },
      { offset: 2000, limit: 1000 },
    ]);
  });

  test('is one call if it has fewer', () =>
    withGateway({}, async ({ query }) => {
      const { wire } = await query('{ projects(first: 5) { nodes { bbox } } }');

      expect(pathAndPage(wire)).toEqual(['GET /v0/projects?page_size=5', 'GET /v0/aois?offset=0&limit=1000']);
    }));
});

describe('A list without a total', () => {
  test('shows by one row more whether rows follow', async () => {
    const { read, asked } = listOf(21, 100);

    expect((await readPage(page({}), false, read)).hasNext).toBe(true);
    expect(asked).toEqual([{ offset: 0, limit: 21 }]);
  });

  test('ends with its last row', async () => {
    const { read } = listOf(20, 100, ({ offset }, sent) => ({ saysMore: offset + sent < 20 }));

    expect(await readPage(page({}), false, read)).toEqual({
      items: rowsFrom(0, 20),
      total: null,
      hasNext: false,
    });
  });

  test('is not read one row further unless `hasNextPage` is selected', async () => {
    const { read, asked } = listOf(50, 100);

    await readPage(page({ wantsNext: false }), false, read);

    expect(asked).toEqual([{ offset: 0, limit: 20 }]);
  });

  test('is looked behind once where nothing says that it has ended', async () => {
    const { read, asked } = listOf(37, 50);

    const { items, hasNext } = await readPage(page({ limit: 60 }), false, read);

    expect({ count: items.length, hasNext }).toEqual({ count: 37, hasNext: false });
    expect(asked).toEqual([
      { offset: 0, limit: 61 },
      { offset: 37, limit: 24 },
    ]);
  });

  test.each([25, 7])('that is cut at %i rows is read whole', async (cap) => {
    const { items, hasNext } = await readPage(page({ limit: 60 }), false, listOf(90, cap).read);

    expect({ count: new Set(items.map(({ id }) => id)).size, hasNext }).toEqual({ count: 60, hasNext: true });
  });

  test('is not looked behind where its answer says that it has ended', async () => {
    const { read, asked } = listOf(37, 100, () => ({ saysMore: false }));

    expect((await readPage(page({ limit: 60 }), false, read)).hasNext).toBe(false);
    expect(asked).toHaveLength(1);
  });

  test('that comes whole each time, in another order, shows each row once', async () => {
    const orders = [
      [0, 1, 2],
      [2, 0, 1],
    ];
    const read = async () => ({
      items: (orders.shift() ?? [1, 2, 0]).flatMap((first) => rowsFrom(first, 1)),
      received: 3,
      total: null,
    });

    const { items, hasNext } = await readPage(page({}), false, read);

    expect({ items, hasNext }).toEqual({ items: rowsFrom(0, 3), hasNext: false });
  });

  test('that returns the same page for every request is shown once', async () => {
    const { items, hasNext } = await readPage(page({}), false, async () => ({
      items: rowsFrom(0, 3),
      received: 3,
      total: null,
    }));

    expect({ items, hasNext }).toEqual({ items: rowsFrom(0, 3), hasNext: false });
  });

  test('is read on where the answer itself says that more follow', async () => {
    const { read, asked } = listOf(16, 7, ({ offset }, sent) => ({ saysMore: offset + sent < 16 }));

    const { items, hasNext } = await readPage(page({}), false, read);

    expect({ count: items.length, hasNext, calls: asked.length }).toEqual({ count: 16, hasNext: false, calls: 3 });
  });
});

describe('A list whose total is left out', () => {
  test('is read with one row more if it is full and `hasNextPage` is selected', async () => {
    const full = listOf(20, 100);
    const cut = listOf(21, 100);

    expect((await readPage(page({}), true, full.read)).hasNext).toBe(false);
    expect((await readPage(page({}), true, cut.read)).hasNext).toBe(true);
    expect(cut.asked).toEqual([
      { offset: 0, limit: 20 },
      { offset: 20, limit: 1 },
    ]);
  });
});

describe('A list that comes whole', () => {
  const rows = [
    { name: 'old', createdAt: '2023-01-01T00:00:00Z' },
    { name: 'undated', createdAt: null },
    { name: 'new', createdAt: '2024-01-01T05:30:00+05:30' },
    { name: 'as new', createdAt: '2024-01-01T00:00:00Z' },
  ];

  test('is shown newest first, ties as sent, undated last', () => {
    expect(newestFirst(rows).map(({ name }) => name)).toEqual(['new', 'as new', 'old', 'undated']);
  });

  test('is paged, and its total known', () => {
    expect(pageOfWhole(['a', 'b', 'c'], { offset: 1, limit: 1 })).toEqual({ items: ['b'], total: 3, hasNext: true });
    expect(pageOfWhole(['a', 'b', 'c'], { offset: 2, limit: 5 })).toEqual({ items: ['c'], total: 3, hasNext: false });
  });
});

describe('A total that is too low', () => {
  /** Lists of 57 rows, of which the upstream sends at most `cap` in a page, with the total that `totalOf` makes. */
  const lists = (cap: number, totalOf: (inPage: number) => number): Behaviour => {
    const rows = Array.from({ length: 57 }, (_, index) => ({ id: `r${index}`, aoi_id: `r${index}`, project_id: 'p' }));
    return (response, { target }) => {
      const { pathname, searchParams } = new URL(target, 'http://upstream.test');
      const size = Number(searchParams.get('limit') ?? searchParams.get('page_size'));
      const limit = Math.min(size, cap);
      const offset =
        Number(searchParams.get('offset')) || Math.max(0, Number(searchParams.get('page_num')) - 1) * limit;
      const page = rows.slice(offset, offset + limit);
      const total = totalOf(page.length);
      const body = pathname.endsWith('/projects')
        ? { projects: page, count: total }
        : { aois: page, order_items: page, pagination: { offset, limit, total } };
      answer(200, body)(response, { target } as ArrivedRequest);
    };
  };

  /** The number of rows that are seen when the list is walked to its end, without those that are seen twice. */
  async function walked(ask: Ask, list: string, first: number): Promise<number> {
    const seen = new Set<string>();
    for (let after: string | null = null, pages = 0; pages < 60; pages += 1) {
      const { data }: Body = await ask(
        `query ($after: String) { ${list}(first: ${first}, after: $after) { nodes { pixxelId } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      // The query asks for just this.
      const { nodes, pageInfo } = (data as Record<string, unknown>)[list] as {
        nodes: { pixxelId: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      for (const { pixxelId } of nodes) seen.add(pixxelId);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    return seen.size;
  }

  test.each([
    ['aois', 'by three', 500, () => 54],
    ['aois', 'by three, of pages that are cut at six', 6, () => 54],
    ['aois', 'because it counts the page', 500, (inPage: number) => inPage],
    ['aois', 'because it counts the page, of pages that are cut at seven', 7, (inPage: number) => inPage],
    ['projects', 'by three', 500, () => 54],
    ['projects', 'by three, of pages that are cut at six', 6, () => 54],
    ['projects', 'because it counts the page', 500, (inPage: number) => inPage],
  ] as const)('does not end %s early: too low %s', (list, _why, cap, totalOf) =>
    withFaultyUpstream(lists(cap, totalOf), {}, async (ask) => {
      for (const first of [2, 6, 19, 20]) expect(await walked(ask, list, first)).toBe(57);
    }),
  );

  test('does not end a list that is filtered here, or that is read whole', () =>
    withFaultyUpstream(
      lists(50, (inPage) => inPage),
      {},
      async (ask) => {
        const { data } = await ask('{ aois(first: 100, filter: { states: [UNKNOWN] }) { nodes { pixxelId } } }');
        expect((data as { aois: { nodes: unknown[] } }).aois.nodes).toHaveLength(57);
        const whole = await ask('{ spend(by: MONTH, sources: [ORDER_ITEMS]) { rowsWithoutTokens } }');
        expect(whole.data).toEqual({ spend: { rowsWithoutTokens: 57 } });
      },
    ));
});
