import { describe, expect, test } from 'vitest';
import type { OperationName } from '../../src/contract/operations.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { first, type LooseInput, startWorld } from './world.ts';

describe('keys', () => {
  test.for([null, '', 'pxl_unknown', `Bearer ${demoKeys.orchard}`, `${demoKeys.orchard} `.repeat(2)])(
    'the Authorization value %j opens nothing',
    async (key) => {
      const world = await startWorld();

      const { status, body } = await world.send('ListProjects', {}, key);

      expect(status).toBe(403);
      expect(body).toEqual({
        error: { code: 'forbidden', message: 'the API key is missing or unknown', details: null },
      });
    },
  );

  test('ping asks for no key', async () => {
    const world = await startWorld();

    expect(await world.send('Ping', {}, null)).toMatchObject({ status: 200, body: 'pong' });
  });

  test('each key sees its own projects and all of the reference data', async () => {
    const world = await startWorld();
    const seen = async (key: string) => ({
      projects: (await world.ask('ListProjects', {}, key)).count,
      aois: (await world.ask('ListAois', {}, key)).pagination?.total,
      workflows: (await world.ask('ListWorkflows', {}, key)).pagination?.total,
      orders: (await world.ask('ListOrders', {}, key)).pagination?.total,
      stores: (await world.ask('ListStores', {}, key)).stores?.length,
      customIndices: (await world.ask('ListIndices', { query: { type: 'custom' } }, key)).pagination?.total,
      presetIndices: (await world.ask('ListIndices', { query: { type: 'preset' } }, key)).pagination?.total,
      satellites: (await world.ask('ListSatellites', {}, key)).satellites?.length,
      collections: (await world.ask('ListCollections', {}, key)).collections?.length,
    });

    const common = { presetIndices: 20, satellites: 4, collections: 3 };
    expect(await seen(demoKeys.orchard)).toEqual({
      ...common,
      projects: 25,
      aois: 222,
      workflows: 8,
      orders: 18,
      stores: 3,
      customIndices: 2,
    });
    expect(await seen(demoKeys.harbour)).toEqual({
      ...common,
      projects: 3,
      aois: 9,
      workflows: 2,
      orders: 3,
      stores: 1,
      customIndices: 1,
    });
  });

  test('objects of another key do not exist', async () => {
    const world = await startWorld();
    const { store } = world;
    const aoi = first(store.aois.values());
    const order = first(store.orders.keys());
    const catalog = first(store.catalogs.keys());
    const cloudStore = first(store.cloudStores.keys());
    const statusOf = async (name: OperationName, input: LooseInput) =>
      (await world.send(name, input, demoKeys.harbour)).status;

    expect(await statusOf('GetProjectById', { path: { id: aoi.project_id } })).toBe(404);
    expect(await statusOf('GetAoiById', { path: { aoi_id: aoi.aoi_id } })).toBe(404);
    expect(await statusOf('ListAssets', { path: { aoi_id: aoi.aoi_id } })).toBe(404);
    expect(await statusOf('GetOrderById', { path: { id: order } })).toBe(404);
    expect(await statusOf('GetCatalogById', { path: { id: catalog } })).toBe(400);
    expect(await statusOf('DeleteStore', { path: { id: cloudStore } })).toBe(400);
    expect((await world.ask('ListAois', { query: { project_ids: aoi.project_id } }, demoKeys.harbour)).aois).toEqual(
      [],
    );
    expect(store.cloudStores.has(cloudStore)).toBe(true);
  });
});

test('a store’s secrets are neither given back nor kept', async () => {
  const world = await startWorld();

  const created = await world.send('CreateStore', {
    body: {
      name: 'new-bucket',
      type: 'S3',
      configs: { bucket: 'new-bucket', region: 'eu-west-1' },
      secrets: { access_key_id: 'hush-1', secret_access_key: 'hush-2' },
    },
  });

  const kept = JSON.stringify(Object.values(world.store).map((part) => (part instanceof Map ? [...part] : part)));
  expect(created.status).toBe(200);
  expect(JSON.stringify(created.body)).not.toContain('hush');
  expect(kept).toContain('new-bucket');
  expect(kept).not.toContain('hush');
});
