import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store } from '../../src/sandbox/world/store.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

const SUBMIT = `mutation ($input: SubmitOrderInput!) {
  submitOrder(input: $input) { order { pixxelId } userErrors { code field message } }
}`;
const QUOTE = `query ($input: SubmitOrderInput!) {
  orderQuote(input: $input) { totalAmount items { name type areaInSqKm finalAmount } }
}`;

const squareAt = (longitude: number, latitude: number) => [
  [
    [longitude, latitude],
    [longitude + 0.2, latitude],
    [longitude + 0.2, latitude + 0.2],
    [longitude, latitude + 0.2],
    [longitude, latitude],
  ],
];
const polygon = { type: 'Polygon', coordinates: squareAt(77, 22) };
const archive = { archive: { itemIds: ['TD1_1'] } };
const tasking = { bandsetId: 'b', startDate: '2031-05-01T00:00:00Z', endDate: '2031-06-01T00:00:00Z' };
const item = { projectId: 'p', useCase: 'agriculture', geometry: polygon, product: archive };

/** An order that the sandbox takes: an image of its archive over its own footprint, for the first project. */
function fitting(store: Store) {
  const [image] = store.stacItems.values();
  const [projectId = ''] = store.projects.keys();
  return {
    items: [
      {
        projectId,
        name: 'North field',
        useCase: 'agriculture',
        geometry: polygon,
        product: { archive: { itemIds: [image?.id ?? ''] } },
      },
    ],
  };
}

describe('submitOrder', () => {
  test('sends archive images and captures in one order, each with only the properties it needs', () =>
    withFaultyUpstream(answer(201, { id: 'o', order_items: [] }), {}, async (ask, upstream) => {
      const { data } = await ask(SUBMIT, {
        input: {
          items: [
            {
              projectId: globalIdOf('Project', { id: 'p' }),
              name: 'North field',
              useCase: 'agriculture',
              geometry: polygon,
              cloudDelivery: { storeId: globalIdOf('Store', { id: 's' }), path: 'north' },
              product: {
                archive: { itemIds: ['TD1_1', globalIdOf('StacItem', { collectionId: 'pixxel-td-l2a', id: 'TD1_2' })] },
              },
            },
            {
              ...item,
              product: { tasking: { ...tasking, bandsetId: globalIdOf('Bandset', { id: 'b' }), offNadir: null } },
            },
            {
              ...item,
              product: {
                tasking: {
                  bandsetId: 'b',
                  startDate: '2031-05-01T05:30:00+05:30',
                  recurrence: 'MONTHLY',
                  occurrenceCount: 3,
                  cloudCover: 10,
                },
              },
            },
          ],
        },
      });

      const geometry = {
        type: 'FeatureCollection',
        features: [{ type: 'Feature', geometry: { type: 'Polygon', coordinates: squareAt(77, 22) } }],
      };
      const common = { project_id: 'p', usecase: 'agriculture', geometry };
      expect(upstream.requests.map(({ method, target, body }) => [method, target, JSON.parse(body)])).toEqual([
        [
          'POST',
          '/v0/orders',
          {
            dry_run: false,
            order_items: [
              {
                ...common,
                name: 'North field',
                item_ids: ['TD1_1', 'TD1_2'],
                cloud_delivery: { config: 's', path: 'north' },
              },
              {
                ...common,
                bandset: { bandset_id: 'b' },
                recurrence: 'ONCE',
                start_date: '2031-05-01T00:00:00Z',
                end_date: '2031-06-01T00:00:00Z',
                cloud_cover: 20,
                delivery_speed: 'STANDARD',
              },
              {
                ...common,
                bandset: { bandset_id: 'b' },
                recurrence: 'MONTHLY',
                start_date: '2031-05-01T00:00:00Z',
                no_of_occurrences: 3,
                cloud_cover: 10,
                off_nadir: 20,
                delivery_speed: 'STANDARD',
              },
            ],
          },
        ],
      ]);
      expect(data?.submitOrder).toEqual({ order: { pixxelId: 'o' }, userErrors: [] });
    }));

  test.each([
    {
      form: 'a MultiPolygon is split',
      area: { type: 'MultiPolygon', coordinates: [squareAt(77, 22), squareAt(78, 22)] },
    },
    {
      form: 'features are bared of their ids, properties and boxes',
      area: {
        type: 'FeatureCollection',
        bbox: [77, 22, 79, 23],
        features: [
          { type: 'Feature', id: 1, properties: { crop: 'wheat' }, geometry: polygon },
          { type: 'Feature', properties: null, geometry: { ...polygon, bbox: [1], coordinates: squareAt(78, 22) } },
        ],
      },
    },
    {
      form: 'a feature of a MultiPolygon is unwrapped and split',
      area: {
        type: 'Feature',
        properties: {},
        geometry: { type: 'MultiPolygon', coordinates: [squareAt(77, 22), squareAt(78, 22)] },
      },
    },
  ])('an area goes as a collection of Polygons: $form', ({ area }) =>
    withFaultyUpstream(answer(201, { id: 'o' }), {}, async (ask, upstream) => {
      await ask(SUBMIT, { input: { items: [{ ...item, geometry: area }] } });

      expect(JSON.parse(upstream.requests[0]?.body ?? '').order_items[0].geometry).toEqual({
        type: 'FeatureCollection',
        features: [squareAt(77, 22), squareAt(78, 22)].map((coordinates) => ({
          type: 'Feature',
          geometry: { type: 'Polygon', coordinates },
        })),
      });
    }),
  );

  test('the new order can be followed as deeply as any other', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(
        `mutation ($input: SubmitOrderInput!) { submitOrder(input: $input) {
          order { status items { name order { status } project { title } tasks { state } } }
          userErrors { message }
        } }`,
        { input: fitting(store) },
      );

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(['GetProjectById', 'ListOrderItems', 'SubmitOrder']);
      const [project] = store.projects.values();
      expect(data).toEqual({
        submitOrder: {
          order: {
            status: 'PAYMENT_IN_PROGRESS',
            items: [
              {
                name: 'North field',
                order: { status: 'PAYMENT_IN_PROGRESS' },
                project: { title: project?.title },
                tasks: [{ state: 'PENDING' }],
              },
            ],
          },
          userErrors: [],
        },
      });
    }));

  test('a name has 100 characters however many code units they take', () =>
    withGateway({}, async ({ query, store }) => {
      const [wanted] = fitting(store).items;
      const name = '🌾'.repeat(100);

      const { data } = await query(QUOTE, { input: { items: [{ ...wanted, name }] } });

      expect(data).toMatchObject({ orderQuote: { items: [{ name }] } });
    }));

  const openRing = { type: 'Polygon', coordinates: [squareAt(77, 22)[0]?.slice(0, 4)] };
  const at = (...path: string[]) => ['items', '0', ...path];
  const inTasking = (name: string) => at('product', 'tasking', name);
  test.each([
    { fault: 'no items', items: [], fields: [['items']] },
    { fault: 'a name of 101 characters', items: [{ ...item, name: 'n'.repeat(101) }], fields: [at('name')] },
    { fault: 'no use case', items: [{ ...item, useCase: ' ' }], fields: [at('useCase')] },
    { fault: 'an open ring', items: [{ ...item, geometry: openRing }], fields: [at('geometry', 'coordinates', '0')] },
    {
      fault: 'an open ring in the second item',
      items: [
        item,
        { ...item, geometry: { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: openRing }] } },
      ],
      fields: [['items', '1', 'geometry', 'features', '0', 'geometry', 'coordinates', '0']],
    },
    {
      fault: 'a feature of a point',
      items: [{ ...item, geometry: { type: 'Feature', geometry: { type: 'Point', coordinates: [77, 22] } } }],
      fields: [at('geometry', 'geometry')],
    },
    {
      fault: 'a collection of bare polygons',
      items: [{ ...item, geometry: { type: 'FeatureCollection', features: [polygon] } }],
      fields: [at('geometry', 'features', '0')],
    },
    {
      fault: 'a feature without a geometry',
      items: [{ ...item, geometry: { type: 'Feature', geometry: null } }],
      fields: [at('geometry', 'geometry')],
    },
    {
      fault: 'no images',
      items: [{ ...item, product: { archive: { itemIds: [] } } }],
      fields: [at('product', 'archive', 'itemIds')],
    },
    { fault: 'a single capture without end', tasking: { endDate: null }, fields: [inTasking('endDate')] },
    { fault: 'an end before the start', tasking: { endDate: '2031-04-01T00:00:00Z' }, fields: [inTasking('endDate')] },
    { fault: 'a single capture with a count', tasking: { occurrenceCount: 2 }, fields: [inTasking('occurrenceCount')] },
    {
      fault: 'a recurring capture with end and count',
      tasking: { recurrence: 'MONTHLY', occurrenceCount: 2 },
      fields: [inTasking('occurrenceCount')],
    },
    {
      fault: 'a recurring capture with neither',
      tasking: { recurrence: 'QUARTERLY', endDate: null },
      fields: [inTasking('occurrenceCount')],
    },
    {
      fault: 'no occurrences',
      tasking: { recurrence: 'BIMONTHLY', endDate: null, occurrenceCount: 0 },
      fields: [inTasking('occurrenceCount')],
    },
    {
      fault: 'more clouds than sky and a view through the ground',
      tasking: { cloudCover: 101, offNadir: 91 },
      fields: [inTasking('cloudCover'), inTasking('offNadir')],
    },
    {
      fault: 'the id of another type',
      items: [{ ...item, projectId: globalIdOf('Store', { id: 's' }) }],
      fields: [at('projectId')],
    },
  ])('$fault is a user error at its field, and nothing is sent', ({ items, tasking: changed, fields }) =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(SUBMIT, {
        input: { items: items ?? [{ ...item, product: { tasking: { ...tasking, ...changed } } }] },
      });

      expect(errors).toBeUndefined();
      expect(calls).toEqual([]);
      const { submitOrder } = data as { submitOrder: { order: null; userErrors: { code: string; field: string[] }[] } };
      expect(submitOrder.order).toBeNull();
      expect(submitOrder.userErrors.map(({ code, field }) => [code, field])).toEqual(
        fields.map((field) => ['INVALID', field]),
      );
    }),
  );

  test.each([
    { what: 'neither product', product: {} },
    { what: 'both products', product: { ...archive, tasking } },
  ])('$what is refused by the schema', ({ product }) =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query(SUBMIT, { input: { items: [{ ...item, product }] } });

      expect(calls).toEqual([]);
      expect(errors?.[0]?.message).toMatch(/^\$input\.items\.0\.product is invalid: Exactly one key must be specified/);
    }),
  );

  test('a problem that the upstream finds is a user error', () =>
    withGateway({}, async ({ query, store }) => {
      const [wanted] = fitting(store).items;
      const codeOf = async (items: object[]) => {
        const { data, errors } = await query(SUBMIT, { input: { items } });
        expect(errors).toBeUndefined();
        return (data as { submitOrder: { userErrors: { code: string }[] } }).submitOrder.userErrors.map(
          ({ code }) => code,
        );
      };

      const past = { ...tasking, bandsetId: [...store.bandsets.keys()][0], startDate: '2001-01-01T00:00:00Z' };
      expect(await codeOf([{ ...wanted, projectId: 'none' }])).toEqual(['NOT_FOUND']);
      expect(await codeOf([{ ...wanted, product: archive }])).toEqual(['NOT_FOUND']);
      expect(await codeOf([{ ...wanted, product: { tasking: past } }])).toEqual(['INVALID']);
    }));

  test('is sent once, and if its outcome is unknown, the error says how to see it', () =>
    withFaultyUpstream(
      (response) => response.socket?.resetAndDestroy(),
      {},
      async (ask, upstream) => {
        const { errors } = await ask(SUBMIT, { input: { items: [item] } });

        expect(upstream.requests).toHaveLength(1);
        expect(errors?.[0]?.message).toContain('check `orders` before retrying');
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: false });
      },
    ));
});

describe('orderQuote', () => {
  test('prices an order and buys nothing', () =>
    withGateway({}, async ({ query, store }) => {
      const before = [store.orders.size, store.orderItems.size];

      const { data, errors, calls } = await query(QUOTE, { input: fitting(store) });

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['SubmitOrder']);
      const { orderQuote } = data as { orderQuote: { totalAmount: number; items: { finalAmount: number }[] } };
      expect(orderQuote).toMatchObject({ items: [{ name: 'North field', type: 'ARCHIVE' }] });
      expect(orderQuote.totalAmount).toBe(orderQuote.items[0]?.finalAmount);
      expect([store.orders.size, store.orderItems.size]).toEqual(before);
    }));

  test('asks for a dry run of the same order, and needs no ids in the answer', () =>
    withFaultyUpstream(
      answer(201, { total_amount: 300, order_items: [{ name: 'n', occurrences: null }] }),
      {},
      async (ask, upstream) => {
        const quote = await ask(QUOTE, { input: { items: [item] } });
        await ask(SUBMIT, { input: { items: [item] } });

        const [priced, placed] = upstream.requests.map(({ body }) => JSON.parse(body));
        expect(priced).toEqual({ ...placed, dry_run: true });
        expect(placed.dry_run).toBe(false);
        expect(quote.data?.orderQuote).toEqual({
          totalAmount: 300,
          items: [{ name: 'n', type: null, areaInSqKm: null, finalAmount: null }],
        });
      },
    ));

  test('what Pixxel refuses is an error at its argument, with the names of the input', () =>
    withGateway({}, async ({ query, store }) => {
      const [wanted] = fitting(store).items;

      const { errors } = await query(QUOTE, { input: { items: [{ ...wanted, projectId: 'none' }] } });

      expect(errors?.[0]?.message).toBe('items.0.projectId: project not found, or this key may not order in it');
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        argumentPath: ['input', 'items', '0', 'projectId'],
      });
    }));

  test('a fault in the input is an error at its argument, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query(QUOTE, { input: { items: [{ ...item, useCase: '' }] } });

      expect(calls).toEqual([]);
      expect(errors?.[0]?.message).toBe('input.items.0.useCase must not be empty.');
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        argumentPath: ['input', 'items', '0', 'useCase'],
      });
    }));

  test('is sent once whatever happens', () =>
    withFaultyUpstream(answer(503, ''), {}, async (ask, upstream) => {
      const { errors } = await ask(QUOTE, { input: { items: [item] } });

      expect(upstream.requests).toHaveLength(1);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: false });
    }));
});
