import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store } from '../../src/sandbox/world/store.ts';
import { type ArrivedRequest, answer, type Behaviour, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

const SEARCH = `query ($input: ImageSearchInput!, $first: Int, $after: String) {
  searchImages(input: $input, first: $first, after: $after) {
    nodes { pixxelId } totalCount pageInfo { hasNextPage endCursor }
  }
}`;

/** The same without the total. */
const PAGE = SEARCH.replace('totalCount ', '');

const AROUND_INDIA = {
  type: 'Polygon',
  coordinates: [
    [
      [60, 0],
      [100, 0],
      [100, 40],
      [60, 40],
      [60, 0],
    ],
  ],
};

const INPUT = {
  startDate: '2025-01-01T00:00:00Z',
  endDate: '2026-01-01T00:00:00Z',
  satellites: [{ satelliteId: 's', collectionId: 'c' }],
  geometry: AROUND_INDIA,
};

interface Images {
  searchImages: {
    nodes: { pixxelId: string }[];
    totalCount?: number | null;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** A search of the sandbox for the images of one satellite. */
function inputOf(store: Store, name: string) {
  const satellite = store.satellites.values().find((one) => one.name === name);
  const [collection] = satellite?.collections ?? [];
  return { ...INPUT, satellites: [{ satelliteId: satellite?.id, collectionId: collection?.id }] };
}

interface Question {
  limit: number;
  next_token?: string;
}

/** An upstream that has these images and gives them as `pageOf` says. */
const having =
  (ids: readonly string[], pageOf: (ids: readonly string[], question: Question) => unknown): Behaviour =>
  (response, request) =>
    answer(200, pageOf(ids, JSON.parse(request.body)))(response, request);

const mapOf = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, { id }]));

const questionsOf = (requests: readonly ArrivedRequest[]) =>
  requests.map(({ body }) => {
    const { limit, next_token: token } = JSON.parse(body);
    return token === undefined ? { limit } : { limit, token };
  });

const letters = ['a', 'b', 'c', 'd', 'e'];

describe('searchImages', () => {
  test('sends a number for the open end of a range: the limit of the property, else of the whole numbers', () =>
    withFaultyUpstream(answer(200, { items: {} }), {}, async (ask, upstream) => {
      const { errors } = await ask(`{
        searchImages(input: {
          startDate: "2026-01-01T00:00:00Z", endDate: "2026-02-01T00:00:00Z"
          geometry: { type: "Point", coordinates: [77, 12] }
          satellites: [{ satelliteId: "s", collectionId: "c" }]
          filters: [{ property: "eo:cloud_cover", max: 10 }, { property: "gsd", min: 5 }]
        }) { nodes { id } }
      }`);

      expect(errors).toBeUndefined();
      expect(JSON.parse(upstream.requests[0]?.body ?? '')).toMatchObject({
        filters: [
          { id: 'eo:cloud_cover', min: 0, max: 10 },
          { id: 'gsd', min: 5, max: 2_147_483_647 },
        ],
      });
    }));

  test('pages through the sandbox to the end, one call for each page', () =>
    withGateway({}, async ({ query, store }) => {
      const input = inputOf(store, 'Sentinel-2');
      const seen: string[] = [];
      const calls: string[][] = [];
      let total: number | null | undefined;
      for (let after: string | null = null, more = true; more;) {
        const answered = await query(SEARCH, { input, first: 7, after });
        const { nodes, totalCount, pageInfo } = (answered.data as Images).searchImages;
        seen.push(...nodes.map(({ pixxelId }) => pixxelId));
        calls.push(answered.calls);
        total = totalCount;
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage;
      }

      expect(seen.length).toBeGreaterThan(14);
      expect(new Set(seen).size).toBe(seen.length);
      expect(total).toBe(seen.length);
      expect(calls).toEqual(Array(Math.ceil(seen.length / 7)).fill(['SearchImages']));
    }));

  test('a page longer than the upstream sends at once is read in several calls', () =>
    withGateway({ sandbox: { pageCap: 5 } }, async ({ query, store }) => {
      const { data, calls } = await query(PAGE, { input: inputOf(store, 'Sentinel-2'), first: 12 });

      expect(new Set((data as Images).searchImages.nodes.map(({ pixxelId }) => pixxelId)).size).toBe(12);
      expect(calls).toEqual(Array(3).fill('SearchImages'));
    }));

  test('sends the filter, with raw and with global ids', () =>
    withFaultyUpstream(
      having([], () => ({ items: null, pagination: null })),
      {},
      async (ask, { requests }) => {
        const { data, errors } = await ask(PAGE, {
          first: 5,
          input: {
            ...INPUT,
            satellites: [
              {
                satelliteId: globalIdOf('Satellite', { id: 's' }),
                collectionId: globalIdOf('StacCollection', { id: 'c' }),
              },
              { satelliteId: 't', collectionId: 'd' },
            ],
            filters: [{ property: 'eo:cloud_cover', min: 0, max: 10 }],
          },
        });

        expect(errors).toBeUndefined();
        expect(data).toEqual({ searchImages: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } });
        expect(requests.map(({ body }) => JSON.parse(body))).toEqual([
          {
            start_date: INPUT.startDate,
            end_date: INPUT.endDate,
            satellites: [
              { satellite_id: 's', collection_id: 'c' },
              { satellite_id: 't', collection_id: 'd' },
            ],
            geometry: AROUND_INDIA,
            filters: [{ id: 'eo:cloud_cover', min: 0, max: 10 }],
            limit: 5,
          },
        ]);
      },
    ));

  test('images come in the order in which they were sent, under their key where they lack an id', () =>
    withFaultyUpstream(
      having([], () => ({ items: { second: { id: '' }, first: { id: 'own' }, none: null } })),
      {},
      async (ask) => {
        const { data } = await ask(PAGE, { input: INPUT });

        expect((data as unknown as Images).searchImages.nodes).toEqual([{ pixxelId: 'second' }, { pixxelId: 'own' }]);
      },
    ));

  test.each([
    ['at the top', (token: string | undefined) => ({ next_token: token })],
    ['inside the pagination', (token: string | undefined) => ({ pagination: { next_token: token } })],
  ])('a token %s leads to the next page', (_place, withToken) => {
    const upstream = having(letters, (ids, { limit, next_token: token = '0' }) => {
      const end = Number(token) + limit;
      return { items: mapOf(ids.slice(Number(token), end)), ...withToken(end < ids.length ? String(end) : undefined) };
    });
    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const first = (await ask(PAGE, { input: INPUT, first: 3 })).data as unknown as Images;
      const after = first.searchImages.pageInfo.endCursor;
      const second = (await ask(PAGE, { input: INPUT, first: 3, after })).data as unknown as Images;

      expect(first.searchImages.nodes).toEqual([{ pixxelId: 'a' }, { pixxelId: 'b' }, { pixxelId: 'c' }]);
      expect(second.searchImages.nodes).toEqual([{ pixxelId: 'd' }, { pixxelId: 'e' }]);
      expect([first, second].map(({ searchImages }) => searchImages.pageInfo.hasNextPage)).toEqual([true, false]);
      expect(questionsOf(requests)).toEqual([{ limit: 3 }, { limit: 3, token: '3' }]);
    });
  });

  test('without a token the next page is the end of a deeper search', () => {
    const upstream = having(letters, (ids, { limit }) => ({
      items: mapOf(ids.slice(0, limit)),
      pagination: { limit, skip: 0, total: ids.length },
    }));
    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const first = (await ask(SEARCH, { input: INPUT, first: 3 })).data as unknown as Images;
      const after = first.searchImages.pageInfo.endCursor;
      const second = (await ask(SEARCH, { input: INPUT, first: 3, after })).data as unknown as Images;

      expect(second.searchImages.nodes).toEqual([{ pixxelId: 'd' }, { pixxelId: 'e' }]);
      expect([first, second].map(({ searchImages }) => searchImages.pageInfo.hasNextPage)).toEqual([true, false]);
      expect([first, second].map(({ searchImages }) => searchImages.totalCount)).toEqual([5, 5]);
      expect(questionsOf(requests)).toEqual([{ limit: 3 }, { limit: 6 }]);
    });
  });

  test('without a token and a total, a look one row deeper tells whether rows follow', () => {
    const upstream = having(letters, (ids, { limit }) => ({ items: mapOf(ids.slice(0, limit)) }));
    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const some = (await ask(PAGE, { input: INPUT, first: 4 })).data as unknown as Images;
      const all = (await ask(PAGE, { input: INPUT, first: 5 })).data as unknown as Images;

      expect([some, all].map(({ searchImages }) => searchImages.pageInfo.hasNextPage)).toEqual([true, false]);
      expect(questionsOf(requests)).toEqual([{ limit: 4 }, { limit: 5 }, { limit: 5 }, { limit: 6 }]);
    });
  });

  test('the total alone asks for one row', () => {
    const upstream = having(letters, (ids, { limit }) => ({
      items: mapOf(ids.slice(0, limit)),
      pagination: { total: ids.length },
    }));
    return withFaultyUpstream(upstream, {}, async (ask, { requests }) => {
      const { data } = await ask('query ($input: ImageSearchInput!) { searchImages(input: $input) { totalCount } }', {
        input: INPUT,
      });

      expect(data).toEqual({ searchImages: { totalCount: 5 } });
      expect(questionsOf(requests)).toEqual([{ limit: 1 }]);
    });
  });

  test.each([
    [{ endDate: '2024-01-01T00:00:00Z' }, ['input', 'endDate']],
    [{ satellites: [] }, ['input', 'satellites']],
    [{ geometry: { type: 'Point', coordinates: [200, 0] } }, ['input', 'geometry', 'coordinates']],
    [{ geometry: { type: 'GeometryCollection', geometries: [] } }, ['input', 'geometry']],
    [{ filters: [{ property: 'eo:cloud_cover', min: 9, max: 1 }] }, ['input', 'filters', '0', 'max']],
    [{ filters: [{ property: '', min: 0, max: 1 }] }, ['input', 'filters', '0', 'property']],
    [
      { satellites: [{ satelliteId: globalIdOf('Aoi', { id: 'a' }), collectionId: 'c' }] },
      ['input', 'satellites', '0', 'satelliteId'],
    ],
  ])('%j is refused with its place, and nothing is sent', (fault, place) =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query(SEARCH, { input: { ...INPUT, ...fault } });

      expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
        { code: 'BAD_USER_INPUT', argumentPath: place },
      ]);
      expect(calls).toEqual([]);
    }),
  );
});
