import { describe, expect, test } from 'vitest';
import { first, startWorld, type World } from './world.ts';

const ids = (rows: readonly { id?: string }[] | undefined) => rows?.map(({ id }) => id) ?? [];

describe('pages', () => {
  test('lists have the defaults of their family, and those that have a total tell it', async () => {
    const world = await startWorld();
    const aoi_id = first(world.store.aois.keys());

    expect((await world.ask('ListAois', {})).pagination).toEqual({ offset: 0, limit: 10, total: 222 });
    expect((await world.ask('ListAssets', { path: { aoi_id } })).pagination).toEqual({
      offset: 0,
      limit: 10,
      total: 12,
    });
    expect((await world.ask('ListWorkflows', {})).pagination).toEqual({ offset: 0, limit: 50, total: 8 });
    expect((await world.ask('SearchCatalogs', { body: {} })).pagination).toMatchObject({ offset: 0, limit: 2 });
    expect((await world.ask('SearchCatalogs', { body: {} })).catalogs).toHaveLength(2);
    expect(Object.keys(await world.ask('SearchArchive', { body: {} }))).toEqual(['type', 'features', 'links']);
  });

  test('a page may be capped below the requested limit', async () => {
    const world = await startWorld({ pageCap: 4 });

    const { aois = [], pagination } = await world.ask('ListAois', { query: { limit: 100, offset: 2 } });
    const { features = [], links = [] } = await world.ask('SearchArchive', { body: { limit: 100 } });

    expect(aois).toHaveLength(4);
    expect(pagination).toEqual({ offset: 2, limit: 4, total: 222 });
    expect(features).toHaveLength(4);
    expect(links.map(({ rel }) => rel)).toEqual(['self', 'next']);
  });

  test('projects are paged by number, from one', async () => {
    const world = await startWorld();
    const page = async (page_num: number) => world.ask('ListProjects', { query: { page_num, page_size: 10 } });

    const pages = [await page(1), await page(2), await page(3), await page(4)];

    expect(pages.map(({ count, projects }) => [count, projects?.length])).toEqual([
      [25, 10],
      [25, 10],
      [25, 5],
      [25, 0],
    ]);
    expect(new Set(pages.flatMap(({ projects }) => ids(projects))).size).toBe(25);
  });

  test('rows of lists are shorter than details where the API’s are', async () => {
    const world = await startWorld();
    const { id, aoi_id } = first(world.store.visualizations.values());
    const { workflow_id } = first(world.store.jobs.values());

    const { visualization } = await world.ask('ListVisualizations', {
      path: { aoi_id },
      query: { visualization_id: id },
    });
    const { workflows } = await world.ask('ListWorkflows', { query: { id: workflow_id } });
    const { jobs } = await world.ask('ListJobs', { path: { workflow_id } });
    const { orders } = await world.ask('ListOrders', { query: { limit: 1 } });

    expect(visualization?.[0]).not.toHaveProperty('assets');
    expect(workflows?.[0]).not.toHaveProperty('spec');
    expect(workflows?.[0]).toHaveProperty('legacy_project_id');
    expect(jobs?.[0]).not.toHaveProperty('tasks');
    expect(orders?.[0]?.order_items?.[0]).toHaveProperty('final_amount');
    expect(orders?.[0]?.order_items?.[0]).not.toHaveProperty('tasks');
  });
});

describe('filters', () => {
  test('AOIs are found by several projects at once, and by name', async () => {
    const world = await startWorld();
    const [one = '', other = ''] = world.store.projects.keys();
    const { name } = first(world.store.aois.values());

    const { aois = [] } = await world.ask('ListAois', { query: { project_ids: `${one},${other}`, limit: 100 } });
    const { aois: named } = await world.ask('ListAois', { query: { aoi_name: name } });

    expect(new Set(aois.map(({ project_id }) => project_id))).toEqual(new Set([one, other]));
    expect(aois).toHaveLength(24);
    expect(named).toMatchObject([{ name }]);
  });

  test('order items are found by ids, by orders and by status', async () => {
    const world = await startWorld();
    const [one, other] = world.store.orderItems.values();
    const all = (await world.ask('ListOrderItems', { query: { limit: 500 } })).order_items ?? [];

    const byIds = await world.ask('ListOrderItems', { query: { ids: `${one?.id},${other?.id}` } });
    const byOrder = await world.ask('ListOrderItems', { query: { order_ids: one?.order_id } });
    const failed = await world.ask('ListOrderItems', { query: { status: 'FAILED' } });

    expect(ids(byIds.order_items)).toEqual([one?.id, other?.id]);
    expect(byOrder.order_items?.every(({ order_id }) => order_id === one?.order_id)).toBe(true);
    expect(byOrder.order_items).toHaveLength(3);
    expect(ids(failed.order_items)).toEqual(ids(all.filter(({ status }) => status === 'FAILED')));
    expect(failed.order_items).toHaveLength(1);
  });

  test('insights and jobs are found by the day they were made on', async () => {
    const world = await startWorld();
    const { workflow_id, created_at = '', id } = first(world.store.jobs.values());
    const jobsOf = async (created_on: string) =>
      ids((await world.ask('ListJobs', { path: { workflow_id }, query: { created_on } })).jobs);

    expect(await jobsOf(`${created_at.slice(0, 10)}T00:00:00Z`)).toEqual([id]);
    expect(await jobsOf(created_at)).toEqual([id]);
    expect(await jobsOf('1999-01-01T00:00:00Z')).toEqual([]);
  });

  test('blocks come in their newest version, and all versions by name', async () => {
    const world = await startWorld();

    const { blocks: forWorkflows = [] } = await world.ask('ListBlocks', { query: { mode: 'workflow' } });
    const { blocks: versions = [] } = await world.ask('ListBlockVersions', { path: { name: 'indexcalculator' } });

    expect(forWorkflows.map(({ spec }) => `${spec?.name} ${spec?.version}`)).toEqual([
      'cloudmask 1.0.1',
      'mosaicking 2.1.0',
      'indexcalculator 1.10.0',
      'zonalstatistics 1.0.0',
    ]);
    expect(versions.map(({ spec }) => spec?.version)).toEqual(['1.3.0', '1.10.0']);
  });
});

describe('the archive', () => {
  const search = async (world: World, body: object) =>
    (await world.ask('SearchArchive', { body: { limit: 500, ...body } })).features ?? [];

  test('is searched by id, collection, place, time and properties', async () => {
    const world = await startWorld();
    const item = first(world.store.stacItems.values());
    const all = await search(world, {});
    // Of one image nobody knows the clouds.
    const numberOf = (one: (typeof all)[number]) => one.properties?.['eo:cloud_cover'] ?? 100;
    const moment = item.properties?.datetime ?? '';

    const clear = await search(world, { query: { 'eo:cloud_cover': { gte: 0, lt: 10 } } });
    const alias = await search(world, { query: { cloudcover: { lt: 10 } } });
    const here = await search(world, { bbox: [77.5, 22.5, 77.9, 22.9] });
    const since = await search(world, { datetime: `${moment}/..` });

    expect(ids(await search(world, { ids: [item.id, 'nope'] }))).toEqual([item.id]);
    expect(ids(clear)).toEqual(ids(all.filter((one) => numberOf(one) < 10)));
    expect(ids(alias)).toEqual(ids(clear));
    expect(clear.length).toBeGreaterThan(0);
    expect(here.length).toBeGreaterThan(5);
    expect(here.every(({ bbox = [] }) => Number(bbox[0]) < 77.9 && Number(bbox[2]) > 77.5)).toBe(true);
    expect(ids(await search(world, { intersects: item.geometry }))).toContain(item.id);
    expect(ids(await search(world, { datetime: moment }))).toEqual([item.id]);
    expect(ids(since)).toEqual(ids(all.filter(({ properties }) => (properties?.datetime ?? '') >= moment)));
    expect(new Set((await search(world, { collections: ['sentinel-2-l2a'] })).map((one) => one.collection))).toEqual(
      new Set(['sentinel-2-l2a']),
    );
    expect(await search(world, { query: { platform: { in: ['Pixxel-TD1', 'Pixxel-TD2'] } } })).toHaveLength(42);
    expect(await search(world, { query: { platform: { eq: 'Pixxel-TD1' } } })).toHaveLength(12);
  });

  test('is sorted by properties, in either direction', async () => {
    const world = await startWorld();
    const covers = async (direction: string) =>
      (await search(world, { sortby: [{ field: "properties->>'eo:cloud_cover'", direction }] })).flatMap(
        ({ properties }) => properties?.['eo:cloud_cover'] ?? [],
      );

    const rising = await covers('asc');

    expect(rising).toEqual(rising.toSorted((one, other) => one - other));
    expect(await covers('desc')).toEqual(rising.toReversed());
  });

  test('an image search is paged by its token to the end', async () => {
    const world = await startWorld();
    const satellite = first(world.store.satellites.values());
    const body = {
      start_date: '2025-01-01T00:00:00Z',
      end_date: '2026-01-01T00:00:00Z',
      satellites: [{ satellite_id: satellite.id, collection_id: 'pixxel-ff-l2a' }],
      geometry: { type: 'Point', coordinates: [77.72, 22.75] },
      filters: [{ id: 'eo:cloud_cover', min: 0, max: 100 }],
      limit: 4,
    };

    const one = await world.ask('SearchImages', { body });
    const two = await world.ask('SearchImages', { body: { ...body, next_token: one.next_token ?? '' } });

    expect(one.pagination).toEqual({ limit: 4, skip: 0, total: 7 });
    expect(two.pagination).toEqual({ limit: 4, skip: 4, total: 7 });
    expect(two).not.toHaveProperty('next_token');
    const found = [...Object.entries(one.items ?? {}), ...Object.entries(two.items ?? {})];
    expect(found.every(([key, item]) => key === item.id && item.properties?.platform === 'Pixxel-FF01')).toBe(true);
    expect(new Set(found.map(([key]) => key)).size).toBe(7);
  });
});

describe('the catalog', () => {
  test('is searched by order, order item, image and entry', async () => {
    const world = await startWorld();
    const item = first(world.store.orderItems.values(), ({ images = [] }) => images.length > 1);
    const tasks = item.tasks?.map(({ id }) => id);
    const search = async (body: object) =>
      (await world.ask('SearchCatalogs', { body: { limit: 500, ...body } })).catalogs ?? [];

    const byItem = await search({ order_item_ids: [item.id] });
    const byOrder = await search({ order_ids: [item.order_id] });
    const imageId = byItem[0]?.details?.id ?? '';

    expect(byItem).toHaveLength(item.images?.length ?? 0);
    expect(byItem.every(({ task_id }) => tasks?.includes(task_id))).toBe(true);
    expect(ids(byOrder)).toEqual(expect.arrayContaining(ids(byItem)));
    expect(ids(await search({ item_ids: [imageId] }))).toContain(byItem[0]?.id);
    expect(ids(await search({ ids: ids(byItem) }))).toEqual(ids(byItem));
    expect((await search({ sort_by: [{ created_at: 'DESC' }] })).map(({ created_at }) => created_at)).toEqual(
      (await search({ sort_by: [{ created_at: 'ASC' }] })).map(({ created_at }) => created_at).toReversed(),
    );
  });

  test('every ordered image of the seed is in the archive', async () => {
    const world = await startWorld();
    const { order_items = [] } = await world.ask('ListOrderItems', { query: { limit: 500 } });
    const ordered = new Set(
      order_items.flatMap(({ images = [] }) => ids(images.map(({ item_id = '' }) => ({ id: item_id })))),
    );

    const { features = [] } = await world.ask('SearchArchive', { body: { ids: [...ordered].map(String), limit: 500 } });

    const missing = [...ordered].filter((id) => !features.some((item) => item.id === id));
    expect(missing).toEqual([]);
    expect(order_items.length).toBeGreaterThan(50);
  });
});

test('the report is a CSV of all order items, in the caller’s own time', async () => {
  const world = await startWorld();

  const utc = await world.ask('DownloadOrderReport', {});
  const kolkata = await world.ask('DownloadOrderReport', { query: { tz: 'Asia/Kolkata' } });

  const [header, line] = utc.split('\n');
  expect(header).toBe(
    'Order ID,Order item ID,Name,Project,Type,Status,Payment status,Area (sq km),Tokens used,Created at,Time zone',
  );
  expect(line).toContain('2025-06-02 10:15:00,UTC');
  expect(kolkata.split('\n')[1]).toContain('2025-06-02 15:45:00,Asia/Kolkata');
  expect(utc.trim().split('\n')).toHaveLength(1 + 52);
});
