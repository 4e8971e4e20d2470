import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

interface Orders {
  orders: {
    nodes: {
      pixxelId: string;
      items: { pixxelId: string; name: string; progress: number | null; tasks: object[]; validationErrors: object[] }[];
      catalogEntries: { nodes: { taskId: string }[] };
    }[];
  };
}

describe('Order', () => {
  test('a page with its items, and from them back to their order, is one call', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        orders(first: 50) { totalCount nodes { status totalAmount paidAt items {
          name status finalAmount uplifts { title } occurrences { start end } bands { name } order { totalAmount }
        } } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListOrders']);
      const { nodes } = (data as Orders).orders;
      expect(nodes.length).toBeGreaterThan(3);
      expect(nodes.every(({ items }) => items.length > 0)).toBe(true);
    }));

  test('the tasks of all items of all orders are one list more, and bring progress and validation errors along', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, wire } = await query(`{
        orders(first: 5) { nodes { items { pixxelId progress validationErrors { field } tasks { orderItem { name } } } } }
      }`);

      expect(errors).toBeUndefined();
      const orderIds = store.orders.keys().take(5).toArray();
      expect(wire).toEqual([
        'GET /v0/orders?offset=0&limit=5',
        `GET /v0/order-items?offset=0&limit=100&order_ids=${orderIds.join()}`,
      ]);
      for (const { pixxelId, progress, tasks, validationErrors } of (data as Orders).orders.nodes.flatMap(
        ({ items }) => items,
      )) {
        const item = store.orderItems.get(pixxelId);
        expect(progress).toBe(100);
        expect(tasks).toEqual(item?.tasks?.map(() => ({ orderItem: { name: item.name } })));
        expect(validationErrors).toEqual([]);
      }
    }));

  test('progress does not depend on the other selected fields: the items are read for it', () =>
    withGateway({}, async ({ query }) => {
      const { data, calls } = await query('{ orders(first: 1) { nodes { items { progress } } } }');

      expect(calls).toEqual(['ListOrders', 'ListOrderItems']);
      expect((data as Orders).orders.nodes[0]?.items.map(({ progress }) => progress)).toEqual([100, 100, 100]);
    }));

  test('items are read to the last where the upstream caps its pages', () =>
    withGateway({ sandbox: { pageCap: 7 } }, async ({ query, store }) => {
      const { data, errors, calls } = await query(
        '{ orders(first: 4) { nodes { pixxelId items { tasks { pixxelId } } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListOrders', 'ListOrderItems', 'ListOrderItems']);
      for (const { pixxelId, items } of (data as Orders).orders.nodes) {
        const own = store.orderItems.values().filter(({ order_id }) => order_id === pixxelId);
        expect(items.map(({ tasks }) => tasks)).toEqual(
          own.map(({ tasks }) => tasks?.map(({ id }) => ({ pixxelId: id }))).toArray(),
        );
      }
    }));

  test('one is its single read, by either id and as a node', () =>
    withGateway({}, async ({ query, store }) => {
      const [id = ''] = store.orders.keys();
      const globalId = globalIdOf('Order', { id });

      const { data, wire } = await query(
        `query ($id: ID!, $globalId: ID!) {
          raw: order(id: $id) { id }
          global: order(id: $globalId) { pixxelId }
          node(id: $globalId) { ... on Order { pixxelId } }
        }`,
        { id, globalId },
      );

      expect(wire).toEqual([`GET /v0/orders/${id}`]);
      expect(data).toEqual({ raw: { id: globalId }, global: { pixxelId: id }, node: { pixxelId: id } });
    }));

  test('three or more are one page of the list, and single reads only for ids that it lacks', () =>
    withGateway({}, async ({ query, store }) => {
      const ids = [...store.orders.keys().take(3), 'none'].map((id) => globalIdOf('Order', { id }));

      const { data, errors, wire } = await query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });

      expect(errors).toBeUndefined();
      expect(wire).toEqual(['GET /v0/orders?offset=0&limit=100', 'GET /v0/orders/none']);
      expect(data).toEqual({ nodes: [...ids.slice(0, 3).map((id) => ({ id })), null] });
    }));

  test('a missing one is null without an error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ order(id: "none") { status } }');

      expect({ data, errors }).toEqual({ data: { order: null }, errors: undefined });
    }));

  test('the list is narrowed by who ordered, who is sent as given', () =>
    withGateway({}, async ({ query }) => {
      const { data, wire } = await query('{ orders(userId: "nobody", first: 3) { nodes { id } } }');

      expect(wire).toEqual(['GET /v0/orders?offset=0&limit=3&user_id=nobody']);
      expect(data).toEqual({ orders: { nodes: [] } });
    }));

  test('the images of one order are one search, without its tasks', () =>
    withGateway({}, async ({ query, store }) => {
      const [id = ''] = store.orders.keys();

      const { data, errors, calls } = await query(
        'query ($id: ID!) { order(id: $id) { catalogEntries { nodes { taskId } } } }',
        { id },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['GetOrderById', 'SearchCatalogs']);
      const { nodes } = (data as { order: Orders['orders']['nodes'][number] }).order.catalogEntries;
      expect(nodes.length).toBeGreaterThan(0);
    }));

  test('the images of several orders are one search, assigned by the tasks of their items', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(
        '{ orders(first: 4) { nodes { pixxelId catalogEntries(first: 50) { nodes { taskId } } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListOrders', 'SearchCatalogs', 'ListOrderItems']);
      for (const { pixxelId, catalogEntries } of (data as Orders).orders.nodes) {
        const tasks = store.orderItems
          .values()
          .filter(({ order_id }) => order_id === pixxelId)
          .flatMap((item) => item.tasks ?? [])
          .map(({ id }) => id)
          .toArray();
        const entries = store.catalogs.values().filter(({ task_id }) => tasks.includes(task_id));
        expect(catalogEntries.nodes).toHaveLength(entries.toArray().length);
        expect(catalogEntries.nodes.every(({ taskId }) => tasks.includes(taskId))).toBe(true);
      }
    }));

  test('unusual forms are read correctly, or as null', () =>
    withFaultyUpstream(
      answer(200, {
        id: 'o',
        status: 'DRAFT/ACTIVE/FULFILLED',
        paid_at: '',
        created_at: '2020-01-01T00:00:00+00:00',
        total_amount: '12.5',
        order_items: null,
      }),
      {},
      async (ask) => {
        const { data, errors } = await ask(
          '{ order(id: "o") { status paidAt createdAt totalAmount transactionId items { name } } }',
        );

        expect(errors).toBeUndefined();
        expect(data?.order).toEqual({
          status: null,
          paidAt: null,
          createdAt: '2020-01-01T00:00:00Z',
          totalAmount: 12.5,
          transactionId: null,
          items: [],
        });
      },
    ));
});
