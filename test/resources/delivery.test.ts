import { describe, expect, test } from 'vitest';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import type { Store, StoredDelivery } from '../../src/sandbox/world/store.ts';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

/** A delivery of the first demo key that an order asked for. */
function orderedDelivery(store: Store): StoredDelivery & { task_id: string } {
  const { task_id: taskId = '', ...delivery } = store.deliveries.values().find((one) => one.task_id) ?? {
    delivery_id: '',
    catalog_id: '',
  };
  return { ...delivery, task_id: taskId };
}

describe('Delivery', () => {
  test('a page with its catalog entries and stores is one call for each kind', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, calls } = await query(`{
        deliveries(first: 30) { totalCount nodes {
          state progress createdAt catalogEntry { pixxelId item { pixxelId } } cloudDelivery { path store { name } }
        } }
      }`);

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(['ListDeliveries', 'ListStores', 'SearchCatalogs']);
      const { nodes, totalCount } = (
        data as { deliveries: { totalCount: number; nodes: { createdAt: string; catalogEntry: object | null }[] } }
      ).deliveries;
      expect(nodes.length).toBe(Math.min(30, totalCount));
      expect(nodes.every(({ catalogEntry }) => catalogEntry !== null)).toBe(true);
      const moments = nodes.map(({ createdAt }) => Date.parse(createdAt));
      expect(moments).toEqual(moments.toSorted((a, b) => b - a));
    }));

  test('a catalog entry and a store cost nothing if only their ids are selected', () =>
    withGateway({}, async ({ query }) => {
      const { calls, errors } = await query(
        '{ deliveries { nodes { catalogEntry { id pixxelId } cloudDelivery { store { id __typename } } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListDeliveries']);
    }));

  test('the deliveries of the entries of a list are in that list, which is read once', () =>
    withGateway({}, async ({ query }) => {
      const { calls, errors } = await query(
        '{ deliveries(first: 30) { nodes { catalogEntry { deliveries { status } } } } }',
      );

      expect(errors).toBeUndefined();
      expect(calls).toEqual(['ListDeliveries', 'SearchCatalogs']);
    }));

  test('one is read by its id, in either form and as a node', () =>
    withGateway({}, async ({ query, store }) => {
      const { delivery_id: id, target_path: targetPath } = orderedDelivery(store);
      const globalId = globalIdOf('Delivery', { id });
      const fields = '{ id ... on Delivery { targetPath } }';

      const answers = [
        await query(`query ($id: ID!) { delivery(id: $id) ${fields} }`, { id }),
        await query(`query ($id: ID!) { delivery(id: $id) ${fields} }`, { id: globalId }),
        await query(`query ($id: ID!) { delivery: node(id: $id) ${fields} }`, { id: globalId }),
      ];

      expect(answers.map(({ data }) => data)).toEqual(Array(3).fill({ delivery: { id: globalId, targetPath } }));
      expect(answers.map(({ wire }) => wire)).toEqual(Array(3).fill([`GET /v0/catalogs/deliveries?delivery_id=${id}`]));
    }));

  test('several are read in one call', () =>
    withGateway({}, async ({ query, store }) => {
      const ids = store.deliveries.keys().take(4).toArray();

      const { data, wire } = await query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Delivery { pixxelId status } } }',
        { ids: [...ids, 'none'].map((id) => globalIdOf('Delivery', { id })) },
      );

      expect(wire).toEqual(['GET /v0/catalogs/deliveries']);
      const { nodes } = data as { nodes: ({ pixxelId: string } | null)[] };
      expect(nodes.map((node) => node?.pixxelId)).toEqual([...ids, undefined]);
    }));

  test('a missing one is null without an error', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors } = await query('{ delivery(id: "none") { status } }');

      expect({ data, errors }).toEqual({ data: { delivery: null }, errors: undefined });
    }));

  test('the list is narrowed by catalog entry, order item and task', () =>
    withGateway({}, async ({ query, store }) => {
      const { catalog_id: catalogId, task_id: taskId } = orderedDelivery(store);
      const item = store.orderItems.values().find(({ tasks }) => tasks?.some(({ id }) => id === taskId));

      const { data, wire } = await query(
        `query ($entry: ID, $item: ID, $task: ID) {
          byEntry: deliveries(catalogEntryId: $entry) { nodes { catalogEntry { pixxelId } } }
          byItem: deliveries(orderItemId: $item) { totalCount }
          byTask: deliveries(taskId: $task) { nodes { taskId } }
        }`,
        {
          entry: globalIdOf('CatalogEntry', { id: catalogId }),
          item: globalIdOf('OrderItem', { id: item?.id ?? '' }),
          task: taskId,
        },
      );

      expect(wire.toSorted()).toEqual([
        `GET /v0/catalogs/deliveries?catalog_id=${catalogId}`,
        `GET /v0/catalogs/deliveries?order_item_id=${item?.id}`,
        `GET /v0/catalogs/deliveries?task_id=${taskId}`,
      ]);
      const { byEntry, byItem, byTask } = data as {
        byEntry: { nodes: object[] };
        byItem: { totalCount: number };
        byTask: { nodes: object[] };
      };
      expect(byEntry.nodes).toContainEqual({ catalogEntry: { pixxelId: catalogId } });
      expect(byItem.totalCount).toBeGreaterThan(0);
      expect(new Set(byTask.nodes.map((node) => JSON.stringify(node)))).toEqual(new Set([JSON.stringify({ taskId })]));
    }));

  test('the deliveries of one catalog entry are its own list', () =>
    withGateway({}, async ({ query, store }) => {
      const { catalog_id: id, delivery_id: deliveryId } = orderedDelivery(store);

      const { data, wire } = await query('query ($id: ID!) { catalogEntry(id: $id) { deliveries { pixxelId } } }', {
        id,
      });

      expect(wire).toEqual([`GET /v0/catalogs/${id}`, `GET /v0/catalogs/deliveries?catalog_id=${id}`]);
      expect((data as { catalogEntry: { deliveries: object[] } }).catalogEntry.deliveries).toContainEqual({
        pixxelId: deliveryId,
      });
    }));

  test('a word that no list has reads as none, and a missing list as an empty one', () =>
    withFaultyUpstream(
      answer(200, { deliveries: [{ delivery_id: 'd', status: 'LOST', task_id: null, cloud_delivery: null }] }),
      {},
      async (ask) => {
        const { data, errors } = await ask(
          '{ delivery(id: "d") { status state taskId catalogEntry { pixxelId } cloudDelivery { path } createdAt } }',
        );

        expect(errors).toBeUndefined();
        expect(data?.delivery).toEqual({
          status: null,
          state: 'UNKNOWN',
          taskId: null,
          catalogEntry: null,
          cloudDelivery: null,
          createdAt: null,
        });
      },
    ));
});

const CREATE = `mutation ($deliveries: [DeliveryInput!]!) {
  createDeliveries(input: { deliveries: $deliveries }) {
    deliveries { pixxelId state catalogEntry { pixxelId item { title } } cloudDelivery { path store { name } } }
    userErrors { code field message }
  }
}`;

describe('createDeliveries', () => {
  test('begins them, and they can be followed as deep as any read', () =>
    withGateway({}, async ({ query, store }) => {
      const { catalog_id: catalogId } = orderedDelivery(store);
      const [cloud] = store.cloudStores.values();
      const before = store.deliveries.size;

      const { data, errors, calls } = await query(CREATE, {
        deliveries: [
          {
            target: { catalogEntryIds: [globalIdOf('CatalogEntry', { id: catalogId })] },
            cloudDelivery: { storeId: globalIdOf('Store', { id: cloud?.id ?? '' }), path: 'season/2025' },
          },
        ],
      });

      expect(errors).toBeUndefined();
      expect(calls.toSorted()).toEqual(['CreateDeliveries', 'GetCatalogById', 'ListStores']);
      expect(data).toMatchObject({
        createDeliveries: {
          deliveries: [
            {
              state: 'PENDING',
              catalogEntry: { pixxelId: catalogId },
              cloudDelivery: { path: 'season/2025', store: { name: cloud?.name } },
            },
          ],
          userErrors: [],
        },
      });
      expect(store.deliveries.size).toBe(before + 1);
    }));

  test('a list that was read before it is read again', () =>
    withGateway({}, async ({ query, store }) => {
      const { catalog_id: id } = orderedDelivery(store);
      const [cloud] = store.cloudStores.values();
      const deliveries = [{ target: { catalogEntryIds: [id] }, cloudDelivery: { storeId: cloud?.id } }];

      const { data } = await query(
        `mutation ($deliveries: [DeliveryInput!]!) {
          first: createDeliveries(input: { deliveries: $deliveries }) { ...All }
          second: createDeliveries(input: { deliveries: $deliveries }) { ...All }
        }
        fragment All on CreateDeliveriesPayload { deliveries { catalogEntry { deliveries { pixxelId } } } }`,
        { deliveries },
      );

      const { first, second } = data as Record<string, { deliveries: { catalogEntry: { deliveries: unknown[] } }[] }>;
      const [early] = first?.deliveries ?? [];
      const [late] = second?.deliveries ?? [];
      expect(late?.catalogEntry.deliveries.length).toBe((early?.catalogEntry.deliveries.length ?? 0) + 1);
    }));

  test('sends one list of ids for each entry and leaves the other out', () =>
    withFaultyUpstream(answer(201, { deliveries: [{ delivery_id: 'd' }] }), {}, async (ask, { requests }) => {
      const { data } = await ask(CREATE, {
        deliveries: [
          { target: { catalogEntryIds: ['a', 'b', 'a'] }, cloudDelivery: { storeId: 's', path: 'p' } },
          { target: { orderItemIds: [globalIdOf('OrderItem', { id: 'c' })] }, cloudDelivery: { storeId: 's' } },
        ],
      });

      expect(data?.createDeliveries).toMatchObject({ deliveries: [{}], userErrors: [] });
      expect(requests.map(({ body }) => JSON.parse(body))).toEqual([
        {
          deliveries: [
            { catalog_ids: ['a', 'b'], cloud_info: { config: 's', path: 'p' } },
            { order_item_ids: ['c'], cloud_info: { config: 's' } },
          ],
        },
      ]);
    }));

  test('all problems are named together, and nothing is sent', () =>
    withGateway({}, async ({ query }) => {
      const none = await query(CREATE, { deliveries: [] });
      const empty = await query(CREATE, {
        deliveries: [
          { target: { catalogEntryIds: [] }, cloudDelivery: { storeId: 's' } },
          { target: { orderItemIds: [] }, cloudDelivery: { storeId: 's' } },
        ],
      });
      const foreign = await query(CREATE, {
        deliveries: [
          { target: { catalogEntryIds: ['a'] }, cloudDelivery: { storeId: globalIdOf('Aoi', { id: 'x' }) } },
        ],
      });

      const fieldsOf = ({ data }: { data: unknown }) =>
        (data as { createDeliveries: { userErrors: { field: string[] }[] } }).createDeliveries.userErrors.map(
          ({ field }) => field.join('.'),
        );
      expect([none, empty, foreign].map(fieldsOf)).toEqual([
        ['deliveries'],
        ['deliveries.0.target.catalogEntryIds', 'deliveries.1.target.orderItemIds'],
        ['deliveries.0.cloudDelivery.storeId'],
      ]);
      expect([none, empty, foreign].flatMap(({ calls }) => calls)).toEqual([]);
    }));

  test.each([
    [400, 'INVALID'],
    [404, 'NOT_FOUND'],
    [409, 'CONFLICT'],
  ])('a %i of the upstream is the caller’s to fix', (status, code) =>
    withFaultyUpstream(
      answer(status, { error: { code: 'x', message: 'The store refuses it.' } }),
      {},
      async (ask, { requests }) => {
        const { data, errors } = await ask(CREATE, {
          deliveries: [{ target: { catalogEntryIds: ['a'] }, cloudDelivery: { storeId: 's' } }],
        });

        expect(errors).toBeUndefined();
        expect(data?.createDeliveries).toEqual({
          deliveries: null,
          userErrors: [{ code, field: null, message: 'The store refuses it.' }],
        });
        expect(requests).toHaveLength(1);
      },
    ),
  );
});
