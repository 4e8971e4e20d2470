import { describe, expect, test } from 'vitest';
import type { Rows } from '../../src/upstream/list-answer.ts';
import type { Page, PageArgs, PageRequest } from '../../src/upstream/page.ts';
import { readAll, readPage } from '../../src/upstream/read-page.ts';
import { type Ask, answer, type Behaviour, type Body, withFaultyUpstream } from '../support/faulty-upstream.ts';

interface Connection {
  nodes: { pixxelId: string }[];
  totalCount?: number | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null; stoppedEarly: boolean };
}

// The query asks for just this.
const connectionIn = ({ data }: Body, list: string) => (data as Record<string, unknown>)[list] as Connection;

/** All rows of a list, page by page. */
async function walked(ask: Ask, list: string, args: string, ids?: readonly string[]): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null = null, pages = 0; pages < 60; pages += 1) {
    const page = await ask(
      `query ($after: String${ids ? ', $ids: [ID!]' : ''}) { ${list}(${args}, after: $after) { nodes { pixxelId } pageInfo { hasNextPage endCursor stoppedEarly } } }`,
      { after, ids },
    );
    const { nodes, pageInfo } = connectionIn(page, list);
    seen.push(...nodes.map(({ pixxelId }) => pixxelId));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return seen;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);
const rowsOf = (ids: readonly string[]) => ids.map((id) => ({ id, aoi_id: id, collection: 'c', project_id: 'p' }));

/** Lists of every kind that the upstream cuts at `cap` rows. `idsNow` gives the rows at the time of each read. */
const lists = (cap: number, idsNow: (read: number) => readonly string[]) => {
  let reads = 0;
  const behave: Behaviour = (response, request) => {
    const { searchParams } = new URL(request.target, 'http://upstream.test');
    const body = request.method === 'POST' ? (JSON.parse(request.body) as PageArgs) : undefined;
    const offset = body?.offset ?? Number(searchParams.get('offset'));
    const limit = Math.min(cap, body?.limit ?? Number(searchParams.get('limit')));
    const ids = idsNow(reads);
    reads += 1;
    const rows = rowsOf(ids.slice(offset, offset + limit));
    answer(200, { id: 'i', aois: rows, orders: rows, features: rows })(response, request);
  };
  return behave;
};

describe('A list that the gateway filters', () => {
  const FILTERED = [
    ['aois', 'first: 20, filter: { states: [UNKNOWN] }'],
    ['searchArchive', 'first: 20, input: {}, refine: { orderStates: [NOT_ORDERED] }'],
  ] as const;

  test.each(FILTERED)('shows no row twice if one is added before each read: %s', (list, args) =>
    withFaultyUpstream(
      lists(6, (read) => [
        ...numbered(read)
          .map((id) => `new ${id}`)
          .toReversed(),
        ...numbered(15),
      ]),
      {},
      async (ask) => {
        const { data } = await ask(`{ ${list}(${args}) { nodes { pixxelId } } }`);
        const ids = connectionIn({ data } as Body, list).nodes.map(({ pixxelId }) => pixxelId);

        expect(ids.filter((id) => !id.startsWith('new'))).toEqual(numbered(15));
        expect(new Set(ids).size).toBe(ids.length);
      },
    ),
  );

  test('shows each row once, page by page, where others are left out', () =>
    withFaultyUpstream(
      (response, request) => {
        const rows = [null, { aoi_id: 'a' }, {}, null, { aoi_id: 'b' }, { aoi_id: 'c' }];
        const offset = Number(new URL(request.target, 'http://upstream.test').searchParams.get('offset'));
        answer(200, { aois: rows.slice(offset), pagination: { total: rows.length } })(response, request);
      },
      {},
      async (ask) => {
        expect(await walked(ask, 'aois', 'first: 1, filter: { states: [UNKNOWN] }')).toEqual(['a', 'b', 'c']);
      },
    ));

  test('counts each row once if rows are added meanwhile', () =>
    withFaultyUpstream(
      lists(6, (read) => [...(read > 1 ? ['new'] : []), ...numbered(15)]),
      {},
      async (ask) => {
        const result = await ask('{ aois(first: 3, filter: { states: [UNKNOWN] }) { totalCount nodes { pixxelId } } }');

        expect(connectionIn(result, 'aois').totalCount).toBe(15);
      },
    ));

  test('ends if the upstream sends the same page for every request', () =>
    withFaultyUpstream(
      (response, request) => answer(200, { aois: rowsOf(numbered(5)) })(response, request),
      {},
      async (ask, { requests }) => {
        const result = await ask(
          '{ aois(first: 20, filter: { states: [UNKNOWN] }) { nodes { pixxelId } pageInfo { hasNextPage stoppedEarly } } }',
        );

        expect(connectionIn(result, 'aois')).toEqual({
          nodes: numbered(5).map((pixxelId) => ({ pixxelId })),
          pageInfo: { hasNextPage: false, stoppedEarly: false },
        });
        expect(requests).toHaveLength(2);
      },
    ));

  test('goes on after a page without a usable row', () =>
    withFaultyUpstream(
      (response, request) => {
        const { searchParams } = new URL(request.target, 'http://upstream.test');
        const rows = [{}, null, {}, ...rowsOf(numbered(4))];
        const offset = Number(searchParams.get('offset'));
        answer(200, { aois: rows.slice(offset, offset + 3) })(response, request);
      },
      {},
      async (ask) => {
        expect(await walked(ask, 'aois', 'first: 2, filter: { states: [UNKNOWN] }')).toEqual(numbered(4));
      },
    ));
});

describe('A list without a total that grows by a row at each read', () => {
  const growing = () => lists(500, (read) => numbered(10 + read));

  test('is left after 20 answers with one row each; the page and a warning say so', () =>
    withFaultyUpstream(growing(), {}, async (ask, { requests }) => {
      const result = await ask(
        '{ aois(first: 500) { nodes { pixxelId } pageInfo { hasNextPage endCursor stoppedEarly } } }',
      );

      expect(result.errors).toBeUndefined();
      expect(connectionIn(result, 'aois')).toMatchObject({
        nodes: numbered(30).map((pixxelId) => ({ pixxelId })),
        pageInfo: { hasNextPage: true, stoppedEarly: true },
      });
      expect(result.extensions?.warnings).toMatchObject([
        { code: 'STOPPED_EARLY', operation: 'ListAois', rows: 30, message: expect.stringContaining('after 30 rows') },
      ]);
      expect(requests).toHaveLength(21);
    }));

  test('is an error if it must be read whole, and leaves calls for the rest of the query', () =>
    withFaultyUpstream(growing(), {}, async (ask, { requests }) => {
      const { data, errors } = await ask(
        '{ stacItem(id: "i", collectionId: "c") { aois { pixxelId } } orders(first: 1) { nodes { pixxelId } } }',
      );

      expect(errors).toMatchObject([
        {
          message: expect.stringContaining('The list does not end'),
          extensions: { code: 'UPSTREAM_INVALID_RESPONSE', upstream: { operation: 'ListAois' } },
        },
      ]);
      expect(data).toMatchObject({ orders: { nodes: [{ pixxelId: 'r0' }] } });
      expect(requests).toHaveLength(23);
    }));
});

test('A list that never ends is not read whole beyond 100,000 rows', async () => {
  let calls = 0;
  const read = async ({ offset, limit }: PageRequest): Promise<Page<{ id: string }>> => {
    calls += 1;
    const items = Array.from({ length: limit }, (_, index) => ({ id: `${offset + index}` }));
    return { items, total: null, hasNext: true };
  };

  await expect(readAll('ListAois', read)).rejects.toMatchObject({ kind: 'invalidAnswer' });
  expect(calls).toBe(200);
});

describe('A list whose pages have every size', () => {
  /** 700 rows, of which the nth read brings as many as the nth size says. */
  const readerOf = (sizes: readonly number[]) => {
    let reads = 0;
    return async ({ offset, limit }: PageArgs): Promise<Rows<{ id: string }>> => {
      const size = Math.min(limit, sizes[reads % sizes.length] ?? 1);
      reads += 1;
      const items = numbered(700)
        .slice(offset, offset + size)
        .map((id) => ({ id }));
      return { items, received: items.length, total: null };
    };
  };

  test.each([
    [[1]],
    [[50, 12, 37, 1, 20]],
    [[100, ...Array<number>(30).fill(2)]],
    [[500, ...Array<number>(400).fill(1)]],
    [[7, 6, 5, 4, 3, 2, 1]],
  ])('loses no row: %j', async (sizes) => {
    const read = readerOf(sizes);
    const seen: string[] = [];
    for (let offset = 0, hasNext: boolean | null = true; hasNext;) {
      const page = await readPage({ offset, limit: 120, wantsTotal: false, wantsNext: true }, false, read);
      seen.push(...page.items.map(({ id }) => id));
      offset = page.stoppedAt ?? offset + page.items.length;
      hasNext = page.hasNext;
    }

    expect(seen).toEqual(numbered(700));
  });
});

describe('A list by more projects than one URL holds', () => {
  const ids = Array.from({ length: 100 }, (_, index) => `project-${index}-${'x'.repeat(25)}`);
  /** 7 rows of each part of the ids, with a total that is wrong. */
  const parts =
    (total: number | undefined): Behaviour =>
    (response, request) => {
      const { searchParams } = new URL(request.target, 'http://upstream.test');
      const first = searchParams.get('project_ids')?.split(',')[0]?.split('-')[1];
      const offset = Number(searchParams.get('offset'));
      const rows = rowsOf(numbered(7).map((id) => `${first} ${id}`));
      const limit = Math.min(3, Number(searchParams.get('limit')));
      const pagination = total === undefined ? undefined : { total };
      answer(200, { aois: rows.slice(offset, offset + limit), pagination })(response, request);
    };

  test.each([undefined, 0, 2, 5, 7, 100])('shows each row once, whatever the totals say: %j', (total) =>
    withFaultyUpstream(parts(total), {}, async (ask) => {
      const seen = await walked(ask, 'aois', 'first: 4, projectIds: $ids', ids);

      expect(seen.length).toBeGreaterThan(7);
      expect(seen.length % 7).toBe(0);
      expect(new Set(seen).size).toBe(seen.length);
    }),
  );
});

test('An id is found beside a row that comes twice', () =>
  withFaultyUpstream(
    (response, request) => {
      const { searchParams } = new URL(request.target, 'http://upstream.test');
      const [offset, limit] = [Number(searchParams.get('offset')), Number(searchParams.get('limit'))];
      answer(200, { order_items: rowsOf(['a', 'a', 'b']).slice(offset, offset + limit), pagination: { total: 3 } })(
        response,
        request,
      );
    },
    {},
    async (ask) => {
      const { data } = await ask('{ a: orderItem(id: "a") { pixxelId } b: orderItem(id: "b") { pixxelId } }');

      expect(data).toEqual({ a: { pixxelId: 'a' }, b: { pixxelId: 'b' } });
    },
  ));

test('A search whose token leads back to the same rows ends', () =>
  withFaultyUpstream(
    answer(200, { items: { a: { id: 'a' }, b: { id: 'b' } }, next_token: 't' }),
    {},
    async (ask, { requests }) => {
      const { data } = await ask(`{ searchImages(first: 9, input: {
        startDate: "2024-01-01T00:00:00Z", endDate: "2024-02-01T00:00:00Z"
        satellites: [{ satelliteId: "s", collectionId: "c" }], geometry: { type: "Point", coordinates: [0, 0] }
      }) { nodes { pixxelId } } }`);

      expect(data).toEqual({ searchImages: { nodes: [{ pixxelId: 'a' }, { pixxelId: 'b' }] } });
      expect(requests).toHaveLength(2);
    },
  ));

describe('A server that pages in its own way', () => {
  const ROWS = numbered(57);
  type Paging = (
    offset: number,
    limit: number,
  ) => { ids?: string[]; status?: number; message?: string; total?: number };

  const serverOf =
    (paging: Paging): Behaviour =>
    (response, request) => {
      const { searchParams } = new URL(request.target, 'http://upstream.test');
      const { offset, limit } = { ...Object.fromEntries(searchParams), ...(request.body && JSON.parse(request.body)) };
      const { ids = [], status = 200, message, total } = paging(Number(offset), Number(limit));
      const rows = rowsOf(ids);
      const body = { aois: rows, order_items: rows, features: rows, pagination: { total } };
      answer(status, message === undefined ? body : { error: { code: 'x', message } })(response, request);
    };
  const cut = (offset: number, limit: number) => ROWS.slice(offset, offset + limit);

  const PAGINGS: readonly (readonly [name: string, paging: Paging])[] = [
    ['ignores the offset and the limit', () => ({ ids: ROWS })],
    ['ignores both, with a total', () => ({ ids: ROWS, total: 57 })],
    ['ignores the limit', (offset) => ({ ids: ROWS.slice(offset) })],
    ['sends one row more than asked for', (offset, limit) => ({ ids: cut(offset, limit + 1) })],
    [
      'refuses limits over 100',
      (offset, limit) =>
        limit > 100 ? { status: 400, message: 'limit must be at most 100' } : { ids: cut(offset, limit), total: 57 },
    ],
    ...[50, 10].map(
      (most) =>
        [
          `refuses limits over ${most}`,
          (offset: number, limit: number) =>
            limit > most
              ? { status: 400, message: `limit must be at most ${most}` }
              : { ids: cut(offset, limit), total: 57 },
        ] as const,
    ),
    [
      'refuses limits over 100 without saying why',
      (offset, limit) =>
        limit > 100 ? { status: 400, message: 'invalid request' } : { ids: cut(offset, limit), total: 57 },
    ],
    ...([404, 416] as const).map(
      (status) =>
        [
          `answers ${status} past the end`,
          (offset: number, limit: number) =>
            offset >= 57 ? { status, message: 'nothing here' } : { ids: cut(offset, limit) },
        ] as const,
    ),
    [
      'answers 400 past the end',
      (offset, limit) => (offset >= 57 ? { status: 400, message: 'offset out of range' } : { ids: cut(offset, limit) }),
    ],
  ];

  test.each(PAGINGS)('that %s loses no row and shows none twice', (_name, paging) =>
    withFaultyUpstream(serverOf(paging), {}, async (ask) => {
      for (const first of [7, 20, 100]) {
        expect(await walked(ask, 'aois', `first: ${first}`)).toEqual(ROWS);
        expect(await walked(ask, 'searchArchive', `first: ${first}, input: {}`)).toEqual(ROWS);
      }
    }),
  );

  test.each(PAGINGS.filter(([name]) => name !== 'ignores the offset and the limit'))(
    'that %s does so where the gateway filters, too',
    (_name, paging) =>
      withFaultyUpstream(serverOf(paging), {}, async (ask) => {
        expect(await walked(ask, 'aois', 'first: 7, filter: { states: [UNKNOWN] }')).toEqual(ROWS);
      }),
  );

  test.each([404, 400])('that answers %i for a page of projects that does not exist loses none', (status) =>
    withFaultyUpstream(
      (response, request) => {
        const query = new URL(request.target, 'http://upstream.test').searchParams;
        const [number, size] = [Number(query.get('page_num') ?? 1), Number(query.get('page_size'))];
        const projects = rowsOf(ROWS.slice((number - 1) * 20, number * 20));
        const isGood = size <= 100 && (projects.length > 0 || number === 0);
        const message = size > 100 ? 'page_size must be at most 100' : 'page_num is out of range';
        answer(isGood ? 200 : size > 100 ? 400 : status, isGood ? { projects } : { error: { message } })(
          response,
          request,
        );
      },
      {},
      async (ask) => {
        for (const first of [20, 150]) expect(await walked(ask, 'projects', `first: ${first}`)).toEqual(ROWS);
      },
    ),
  );

  test('is asked again if it refuses a limit, and then for 100 rows at a time', () => {
    const rows = numbered(250);
    return withFaultyUpstream(
      serverOf((offset, limit) =>
        limit > 100
          ? { status: 400, message: 'page size too large' }
          : { ids: rows.slice(offset, offset + limit), total: 250 },
      ),
      {},
      async (ask, { requests }) => {
        const result = await ask('{ aois(first: 200) { nodes { pixxelId } } }');

        expect(connectionIn(result, 'aois').nodes).toHaveLength(200);
        expect(requests.map(({ target }) => target)).toEqual([
          '/v0/aois?offset=0&limit=200',
          '/v0/aois?offset=0&limit=100',
          '/v0/aois?offset=100&limit=100',
        ]);
      },
    );
  });

  test.each([
    [400, { error: { message: 'invalid state' } }],
    [404, ''],
    [404, '<h1>Not found</h1>'],
    [403, { error: { message: 'out of range' } }],
  ])('is not thought to have ended by any other %i: %j', (status, body) =>
    withFaultyUpstream(
      (response, request) =>
        request.target.includes('offset=0')
          ? answer(200, { aois: rowsOf(['a']) })(response, request)
          : answer(status, body)(response, request),
      {},
      async (ask) => {
        expect((await ask('{ aois { nodes { pixxelId } } }')).errors).toHaveLength(1);
      },
    ),
  );
});

test('Rows of a long answer that differ in nothing but their outline are both shown', () => {
  const outline = (east: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [east, 0],
        [east, 1],
        [0, 0],
      ],
    ],
  });
  const aoi = (east: number) => ({ aoi_id: 'a', aoi_name: 'x'.repeat(3000), geometry: outline(east) });
  const list = answer(200, { aois: [1, 2, 1].map(aoi), pagination: { total: 3, offset: 0, limit: 20 } });

  return withFaultyUpstream(list, {}, async (ask) => {
    const { data } = await ask('{ aois { nodes { geometry } } }');

    expect(data).toEqual({ aois: { nodes: [{ geometry: outline(1) }, { geometry: outline(2) }] } });
  });
});

test('Rows with one id are both shown if they are nested too deeply to be compared', () => {
  const row = `{"aoi_id":"a","name":"x","other":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
  const list: Behaviour = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`{"aois":[${row},${row}],"pagination":{"total":2,"offset":0,"limit":20}}`);
  };

  return withFaultyUpstream(list, {}, async (ask) => {
    const { data, errors } = await ask('{ aois { nodes { name } } }');

    expect(errors).toBeUndefined();
    expect(data).toEqual({ aois: { nodes: [{ name: 'x' }, { name: 'x' }] } });
  });
});
