import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

interface Item {
  pixxelId: string;
  deliveries: { pixxelId: string }[];
  catalogEntries: { nodes: { pixxelId: string }[] };
}

const itemsIn = (data: unknown): Item[] => (data as { orderItems: { nodes: Item[] } }).orderItems.nodes;

describe('OrderItem', () => {
  test('50 items with order, project, bandset and images cost five calls', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        orderItems(first: 50) { nodes {
          order { totalAmount } project { title } bandset { name } images { item { cloudCover } }
        } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListOrderItems', 'ListBandsets', 'ListOrders', 'ListProjects', 'SearchArchive']);
      expect(itemsIn(data)).toHaveLength(50);
    }));

  test('relations cost nothing if only their ids are selected', () =>
    withGateway({}, async ({ query }) => {
      const { calls, errors } = await query(`{
        orderItems(first: 5) { nodes {
          order { id } project { pixxelId } bandset { __typename id } images { item { pixxelId } }
          cloudDelivery { path store { id } } tasks { orderItem { id } }
        } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListOrderItems']);
    }));

  test('one is its single read, by either id and as a node', () =>
    withGateway({}, async ({ query, store }) => {
      const [id = ''] = store.orderItems.keys();
      const globalId = globalIdOf('OrderItem', { id });

      const { data, wire } = await query(
        `query ($id: ID!, $globalId: ID!) {
          raw: orderItem(id: $id) { id progress tasks { orderItem { pixxelId name } } }
          global: orderItem(id: $globalId) { pixxelId }
          node(id: $globalId) { ... on OrderItem { pixxelId } }
        }`,
        { id, globalId },
      );

      expect(wire).toEqual([`GET /v0/order-items/${id}`]);
      expect(data).toEqual({
        raw: {
          id: globalId,
          progress: 100,
          tasks: [{ orderItem: { pixxelId: id, name: store.orderItems.get(id)?.name } }],
        },
        global: { pixxelId: id },
        node: { pixxelId: id },
      });
    }));

  test('several by id are one list of these ids; a missing one is null', () =>
    withGateway({}, async ({ query, store }) => {
      const ids = [...store.orderItems.keys().take(12), 'none'];

      const { data, errors, wire } = await query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on OrderItem { pixxelId } } }',
        { ids: ids.map((id) => globalIdOf('OrderItem', { id })) },
      );

      expect(errors).toBeUndefined();
      expect(wire).toEqual([`GET /v0/order-items?offset=0&limit=13&ids=${ids.join()}`]);
      expect(data).toEqual({ nodes: [...ids.slice(0, -1).map((pixxelId) => ({ pixxelId })), null] });
    }));

  test('a missing one is null without an error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ orderItem(id: "none") { name } }');

      expect({ data, errors }).toEqual({ data: { orderItem: null }, errors: undefined });
    }));

  test('the list is narrowed by every argument, ids in either form', () =>
    withGateway({}, async ({ query, store }) => {
      const [item] = store.orderItems.values();
      const { id = '', order_id = '', project_id = '', user_id = '', created_by = '' } = item ?? {};

      const { data, wire } = await query(
        `query ($ids: [ID!], $orders: [ID!], $projects: [ID!], $filter: OrderItemFilter) {
          orderItems(ids: $ids, orderIds: $orders, projectIds: $projects, filter: $filter) { nodes { pixxelId } }
        }`,
        {
          ids: [id, globalIdOf('OrderItem', { id })],
          orders: [globalIdOf('Order', { id: order_id })],
          projects: [project_id],
          filter: { userId: user_id, createdBy: created_by, type: 'ARCHIVE', status: 'FULFILLED' },
        },
      );

      expect(wire).toEqual([
        `GET /v0/order-items?offset=0&limit=20&ids=${id}&order_ids=${order_id}&project_ids=${project_id}` +
          `&user_id=${user_id}&created_by=${created_by}&type=ARCHIVE&status=FULFILLED`,
      ]);
      expect(itemsIn(data)).toEqual([{ pixxelId: id }]);
    }));

  test('an empty list of ids means no rows, and no call', () =>
    withGateway({}, async ({ query }) => {
      const { data, calls } = await query('{ orderItems(orderIds: []) { totalCount nodes { name } } }');

      expect(calls).toEqual([]);
      expect(data).toEqual({ orderItems: { totalCount: 0, nodes: [] } });
    }));

  test('more ids than fit in a URL are requested in parts, and still form one list', () =>
    withGateway({}, async ({ query, store }) => {
      const ids = store.orderItems.keys().take(50).toArray();

      const { data, errors, wire } = await query(
        'query ($ids: [ID!]) { orderItems(ids: $ids, first: 48) { totalCount nodes { pixxelId } } }',
        { ids },
      );

      expect(errors).toBeUndefined();
      expect(wire).toHaveLength(2);
      expect(wire.every((line) => line.length < 2000)).toBe(true);
      expect(data).toMatchObject({ orderItems: { totalCount: 50 } });
      expect(itemsIn(data)).toHaveLength(48);
    }));

  test('the items of 20 projects are one call more', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(`{
        projects(first: 20) { nodes { pixxelId orderItems(first: 10) { nodes { project { title } } } } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListProjects', 'ListOrderItems']);
      const { nodes } = (data as { projects: { nodes: { pixxelId: string; orderItems: { nodes: object[] } }[] } })
        .projects;
      for (const { pixxelId, orderItems } of nodes) {
        const own = store.orderItems.values().filter(({ project_id }) => project_id === pixxelId);
        expect(orderItems.nodes).toHaveLength(own.toArray().length);
      }
    }));

  test('a project whose items may be cut short in the common call is asked again alone', () =>
    withGateway({}, async ({ query, store }) => {
      // The first project crowds the second out of the common call.
      const [first, second] = store.orderItems.values();
      if (first && second) store.orderItems.set(second.id, { ...second, project_id: first.project_id });

      const { data, errors, wire } = await query(`{
        projects(first: 3) { nodes { pixxelId orderItems(first: 1) { nodes { pixxelId } } } }
      }`);

      expect(errors).toBeUndefined();
      expect(wire[1]).toMatch(/^GET \/v0\/order-items\?offset=0&limit=3&project_ids=/);
      expect(wire.slice(2)).toEqual([`GET /v0/order-items?offset=0&limit=1&project_ids=${second?.project_id}`]);
      const { nodes } = (data as { projects: { nodes: { pixxelId: string; orderItems: { nodes: object[] } }[] } })
        .projects;
      for (const { pixxelId, orderItems } of nodes) {
        const [own] = store.orderItems.values().filter(({ project_id }) => project_id === pixxelId);
        expect(orderItems.nodes).toEqual([{ pixxelId: own?.id }]);
      }
    }));

  test('the images of one item, and its deliveries, are one call each', () =>
    withGateway({}, async ({ query, store }) => {
      const [item] = store.orderItems.values().filter(({ cloud_delivery }) => cloud_delivery !== undefined);

      const { data, errors, calls, wire } = await query(
        `query ($id: ID!) { orderItem(id: $id) {
          catalogEntries { totalCount nodes { taskId } } deliveries { taskId } tasks { deliveries { taskId } }
        } }`,
        { id: item?.id },
      );

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(['GetOrderItemById', 'ListDeliveries', 'ListDeliveries', 'SearchCatalogs']);
      const [task] = item?.tasks ?? [];
      expect(wire).toContain(`GET /v0/catalogs/deliveries?order_item_id=${item?.id}`);
      expect(wire).toContain(`GET /v0/catalogs/deliveries?task_id=${task?.id}`);
      const row = { taskId: task?.id };
      expect(data).toMatchObject({
        orderItem: { catalogEntries: { nodes: [row] }, deliveries: [row], tasks: [{ deliveries: [row] }] },
      });
    }));

  test('the images of several items, and their deliveries, are one call each for all of them', () =>
    withGateway({}, async ({ query, store }) => {
      const { data, errors, calls } = await query(`{
        orderItems(first: 30) { nodes {
          pixxelId catalogEntries(first: 10) { nodes { pixxelId } } deliveries { pixxelId } tasks { deliveries { status } }
        } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(['ListDeliveries', 'ListOrderItems', 'SearchCatalogs']);
      for (const { pixxelId, catalogEntries, deliveries } of itemsIn(data)) {
        const tasks = store.orderItems.get(pixxelId)?.tasks?.map(({ id }) => id) ?? [];
        const entries = store.catalogs.values().filter(({ task_id }) => tasks.includes(task_id));
        const sent = store.deliveries.values().filter(({ task_id = '' }) => tasks.includes(task_id));
        expect(catalogEntries.nodes.map((entry) => entry.pixxelId).toSorted()).toEqual(
          entries
            .map(({ id }) => id)
            .toArray()
            .toSorted(),
        );
        expect(deliveries.map((delivery) => delivery.pixxelId).toSorted()).toEqual(
          sent
            .map(({ delivery_id }) => delivery_id)
            .toArray()
            .toSorted(),
        );
      }
    }));

  test('a delivery that was requested directly belongs to the item that produced its image', () =>
    withGateway({}, async ({ query, store }) => {
      const [first, second] = store.orderItems.values();
      const taskId = second?.tasks?.[0]?.id;
      const [entry] = store.catalogs.values().filter(({ task_id }) => task_id === taskId);
      const { task_id: _none, ...byHand } = [...store.deliveries.values()][0] ?? { catalog_id: '' };
      store.deliveries.set('by-hand', { ...byHand, delivery_id: 'by-hand', catalog_id: entry?.id ?? '' });

      const { data, errors, calls } = await query(
        'query ($ids: [ID!]) { orderItems(ids: $ids) { nodes { pixxelId deliveries { pixxelId } } } }',
        { ids: [first?.id, second?.id] },
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListOrderItems', 'ListDeliveries', 'GetCatalogById']);
      const of = (id: string | undefined) => itemsIn(data).find(({ pixxelId }) => pixxelId === id)?.deliveries;
      expect(of(second?.id)).toContainEqual({ pixxelId: 'by-hand' });
      expect(of(first?.id)).not.toContainEqual({ pixxelId: 'by-hand' });
    }));

  test('older words, hyphens, day-first dates and null lists are read correctly', () =>
    withFaultyUpstream(
      answer(200, {
        id: 'i',
        type: 'TASKING/ARCHIVE/RECURRING',
        status: 'PARTIALLY_COMPLETED',
        payment_status: 'PARTIAL-REFUND',
        recurrence: 'WEEKLY',
        delivery_speed: 'EXPEDITED',
        area: 132.4,
        start_date: '2024-05-27T06:50:20.056549Z',
        end_date: '',
        bandset: { bandset_id: '', custom: [[1, null, 2], null, [3, -9999]] },
        cloud_delivery: { config: '', path: '' },
        uplifts: null,
        images: [{ item_id: 'TD1_1', geometry: null }],
        validation_errors: [{ name: ['is too long', 'is taken'] }, { area: ['is too small'] }],
        tasks: [
          { id: 't1', status: 'COMPLETED', delivery_status: 'SUCCESSFUL', start_date: '15-05-2024', end_date: '' },
          { id: 't2', status: 'SUBMITTED', delivery_status: 'LOST', order_item_id: 'TD1_1' },
        ],
      }),
      {},
      async (ask) => {
        const { data, errors } = await ask(`{ orderItem(id: "i") {
          type status state progress paymentStatus recurrence deliverySpeed areaInSqKm startDate endDate customBands
          bandset { name } cloudDelivery { path } uplifts { title } images { itemId geometry } bands { name }
          validationErrors { field messages }
          tasks { pixxelId status state deliveryStatus startDate endDate orderItem { pixxelId } }
        } }`);

        expect(errors).toBeUndefined();
        expect(data?.orderItem).toEqual({
          type: null,
          status: 'PARTIALLY_FULFILLED',
          state: 'PARTIALLY_SUCCEEDED',
          progress: 50,
          paymentStatus: 'PARTIAL_REFUND',
          recurrence: 'WEEKLY',
          deliverySpeed: 'EXPEDITED',
          areaInSqKm: 132.4,
          startDate: '2024-05-27T06:50:20.056549Z',
          endDate: null,
          customBands: [[1, 2], [3]],
          bandset: null,
          cloudDelivery: null,
          uplifts: [],
          images: [{ itemId: 'TD1_1', geometry: null }],
          bands: [],
          validationErrors: [
            { field: 'name', messages: ['is too long', 'is taken'] },
            { field: 'area', messages: ['is too small'] },
          ],
          tasks: [
            {
              pixxelId: 't1',
              status: 'FULFILLED',
              state: 'SUCCEEDED',
              deliveryStatus: 'SUCCESS',
              startDate: '2024-05-15',
              endDate: null,
              orderItem: { pixxelId: 'i' },
            },
            {
              pixxelId: 't2',
              status: 'SUBMITTED',
              state: 'PENDING',
              deliveryStatus: null,
              startDate: null,
              endDate: null,
              orderItem: { pixxelId: 'i' },
            },
          ],
        });
      },
    ));
});
