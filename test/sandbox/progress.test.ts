import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { doneShare } from '../../src/sandbox/world/progress.ts';
import { first, startWorld, type World } from './world.ts';

const field = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [77.7, 22.7],
      [77.8, 22.7],
      [77.8, 22.8],
      [77.7, 22.8],
      [77.7, 22.7],
    ],
  ],
};
const ordered = { type: 'FeatureCollection' as const, features: [{ type: 'Feature' as const, geometry: field }] };

async function createAoi(world: World) {
  const { satellite_id = '', project_id, images = {} } = first(world.store.aois.values());
  const item_ids = Object.keys(images).slice(0, 2);
  const body = {
    name: 'A new field',
    description: 'By the river',
    satellite_id,
    provider: 'pixxel',
    project_id,
    geometry: field,
    item_ids,
  };
  return world.ask('CreateAoi', { body });
}

async function unzip(url: string): Promise<string[]> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return Object.keys(unzipSync(new Uint8Array(await response.arrayBuffer())));
}

describe('an AOI', () => {
  test('a new one is processed within twenty seconds, and its assets appear one by one', async () => {
    const world = await startWorld();
    const { aoi_id = '' } = await createAoi(world);
    const seen: unknown[] = [];

    for (const seconds of [0, 3, 7, 5, 5]) {
      world.pass(seconds);
      const aoi = await world.ask('GetAoiById', { path: { aoi_id } });
      const { assets = [] } = await world.ask('ListAssets', { path: { aoi_id } });
      seen.push([aoi.status, aoi.progress, assets.map(({ asset_type, status }) => `${asset_type} ${status}`)]);
    }

    expect(seen).toEqual([
      ['started', 0, []],
      ['running', 15, ['stac_item started']],
      ['running', 50, ['stac_item success', 'stac_item started']],
      ['running', 75, ['stac_item success', 'stac_item success', 'mosaic started', 'mosaic started']],
      ['success', 100, ['stac_item success', 'stac_item success', 'mosaic success', 'mosaic success']],
    ]);
  });

  test('the row of the list and the single read tell the same', async () => {
    const world = await startWorld();
    const { aoi_id = '' } = await createAoi(world);
    world.pass(8);

    const { aois = [] } = await world.ask('ListAois', { query: { aoi_id } });

    expect(aois).toEqual([await world.ask('GetAoiById', { path: { aoi_id } })]);
  });

  test('the seeded survey is running at the start and done ten minutes later', async () => {
    const world = await startWorld();
    const query = { aoi_name: 'Kolar Gold Fields Monsoon Survey' };

    const before = (await world.ask('ListAois', { query })).aois?.[0];
    world.pass(601);
    const after = (await world.ask('ListAois', { query })).aois?.[0];

    expect([before?.status, before?.progress]).toEqual(['running', 16]);
    expect([after?.status, after?.progress]).toEqual(['success', 100]);
  });

  test('work in progress at the start is in progress again after an hour, and after a day', async () => {
    const world = await startWorld();
    const states = async () => {
      const { aois = [] } = await world.ask('ListAois', { query: { aoi_name: 'Kolar Gold Fields Monsoon Survey' } });
      const jobs = world.store.jobs.keys().filter((id) => doneShare(world.store, id) < 1);
      return [aois[0]?.status, jobs.toArray().length];
    };

    world.pass(65 * 60);
    const afterAnHour = await states();
    world.pass(23 * 60 * 60);
    const afterADay = await states();

    expect(afterAnHour).toEqual(['running', 1]);
    expect(afterADay).toEqual(['running', 1]);
  });

  test('a download becomes a link to a real ZIP, which expires', async () => {
    const world = await startWorld();
    const { id, aoi_id } = first(world.store.assets.values());
    const requested = await world.ask('RequestAoiDownload', { path: { aoi_id }, body: { asset_ids: [id] } });
    const path = { aoi_id, download_id: requested.download_id ?? '' };

    world.pass(6);
    const { signed_url = '', status } = await world.ask('GetAoiDownload', { path });

    expect(requested).toEqual({ download_id: path.download_id, signed_url: '', status: 'IN_PROGRESS' });
    expect(status).toBe('SUCCESS');
    expect(signed_url.startsWith(world.url)).toBe(true);
    expect(await unzip(signed_url)).toEqual(['manifest.json', 'aoi.geojson']);
    expect((await fetch(signed_url.replace('signature=', 'signature=0'))).status).toBe(403);
    world.pass(16 * 60);
    expect((await fetch(signed_url)).status).toBe(403);
  });
});

describe('a visualization', () => {
  test('a new one is created within ten seconds, and its legends add up to the whole AOI', async () => {
    const world = await startWorld();
    const aoi = first(world.store.aois.values());
    const index = first(world.store.indices.values(), ({ satellite_id }) => satellite_id === aoi.satellite_id);
    const path = { aoi_id: aoi.aoi_id };
    const created = await world.ask('CreateVisualization', { path, body: { index_id: index.id } });
    const query = { visualization_id: created.id };

    world.pass(4);
    const { visualization: halfway } = await world.ask('ListVisualizations', { path, query });
    world.pass(6);
    const { visualization: done } = await world.ask('ListVisualizations', { path, query });
    const dates = created.assets?.map(({ date = '' }) => date.replaceAll('-', '_')) ?? [];
    const { metadata } = await world.ask('RollbackVisualizationLegend', {
      path: { ...path, visualization_id: created.id ?? '' },
      body: { index_id: index.id, dates, visualization_mode: 'dynamic' },
    });

    expect([created.status, created.progress]).toEqual(['creating', 0]);
    expect(halfway).toMatchObject([{ status: 'creating', progress: 40 }]);
    expect(done).toMatchObject([{ status: 'success', progress: 100 }]);
    expect(Object.keys(metadata?.legend ?? {})).toEqual(dates);
    for (const { dynamic = [], theoretical = [] } of Object.values(metadata?.legend ?? {})) {
      for (const legend of [dynamic, theoretical]) {
        expect(legend.reduce((sum, { area_percentage = 0 }) => sum + area_percentage, 0)).toBeCloseTo(100, 1);
        expect(legend.reduce((sum, { area = 0 }) => sum + area, 0)).toBeCloseTo(aoi.area_in_sq_m ?? 0, -2);
      }
    }
  });

  test('a changed legend is kept, colours the picture, and is undone by a rollback', async () => {
    const world = await startWorld();
    const { id, aoi_id, index_id, assets } = first(world.store.visualizations.values());
    const date = assets?.[0]?.date?.replaceAll('-', '_') ?? '';
    const path = { aoi_id, visualization_id: id };
    const coloursNow = async () => {
      const bytes = await world.ask('RenderVisualizationPng', {
        path,
        body: { index_id, date, visualization_mode: 'theoretical' },
      });
      const { data } = PNG.sync.read(bytes);
      const colours = new Set<string>();
      for (let at = 0; at < data.length; at += 4) colours.add(data.subarray(at, at + 4).toString('hex'));
      return colours;
    };
    const red = { color: '#ff0000', label: 'All', min: -1, max: 1 };
    const body = { visualization_mode: 'theoretical' as const, legend: { [date]: [red] } };

    const before = await coloursNow();
    const { legend } = await world.ask('UpdateVisualizationLegend', { path, body });
    const changed = await coloursNow();
    await world.ask('RollbackVisualizationLegend', {
      path,
      body: { index_id, dates: [date], visualization_mode: 'theoretical' },
    });

    expect(before.size).toBeGreaterThan(2);
    expect(legend?.[date]?.theoretical).toMatchObject([{ ...red, area_percentage: 100 }]);
    expect(legend?.[date]?.dynamic).toHaveLength(5);
    expect(changed).toEqual(new Set(['00000000', 'ff0000ff']));
    expect(await coloursNow()).toEqual(before);
  });

  test('a style is given for each mode and date', async () => {
    const world = await startWorld();
    const { id, aoi_id, assets } = first(world.store.visualizations.values());
    const dates = assets?.map(({ date = '' }) => date.replaceAll('-', '_')) ?? [];

    const { sld = {} } = await world.ask('RenderVisualizationSld', {
      path: { aoi_id, visualization_id: id },
      body: { dates, visualization_modes: ['theoretical', 'dynamic'] },
    });

    expect(Object.entries(sld).map(([mode, styles]) => [mode, Object.keys(styles)])).toEqual([
      ['theoretical', dates],
      ['dynamic', dates],
    ]);
    expect(sld.dynamic?.[dates[0] ?? '']).toMatch(/^<\?xml[\s\S]*<ColorMapEntry color="#[0-9a-f]{6}"/);
  });
});

describe('insights and jobs', () => {
  test('an estimate costs nothing and makes nothing', async () => {
    const world = await startWorld();
    const { input, aoi_id } = first(world.store.insights.values());
    const before = world.store.insights.size;
    const block = { name: 'cropclassification', version: '2.0.0' };

    const answer = await world.send('CreateInsight', { path: { aoi_id }, body: { block, input, estimate: true } });

    expect(answer).toMatchObject({ status: 200, body: { estimate: expect.any(Number) } });
    expect(world.store.insights.size).toBe(before);
  });

  test('a new insight runs for fifteen seconds and then has its output and a package', async () => {
    const world = await startWorld();
    const { input, aoi_id } = first(world.store.insights.values());
    const block = { name: 'cropclassification', version: '2.0.0' };
    const created = await world.send('CreateInsight', { path: { aoi_id }, body: { block, input, name: 'Crops' } });
    const { id = '' } = created.body as { id?: string };
    const insightNow = async () =>
      (await world.ask('ListInsights', { path: { aoiId: aoi_id }, query: { id } })).insights?.[0];

    world.pass(6);
    const running = await insightNow();
    world.pass(9);
    const done = await insightNow();
    const path = { aoi_id, insight_id: id };
    const asked = await world.ask('RequestInsightDownload', { path });
    world.pass(5);
    const ready = await world.ask('RequestInsightDownload', { path });

    expect(created.status).toBe(201);
    expect([running?.status, running?.progress, running?.output]).toEqual(['running', 40, undefined]);
    expect([done?.status, done?.progress, done?.output]).toEqual([
      'completed',
      100,
      [expect.objectContaining({ name: 'crop_map', value: expect.stringContaining(id) })],
    ]);
    expect(asked).toEqual({ id, status: 'pending', signed_url: '' });
    expect(ready.status).toBe('ready');
    expect(await unzip(ready.signed_url ?? '')).toEqual(['insight.json']);
  });

  test('a deleted insight is gone', async () => {
    const world = await startWorld();
    const { id, aoi_id } = first(world.store.insights.values());
    const { project_id } = first(world.store.aois.values(), (aoi) => aoi.aoi_id === aoi_id);

    await world.ask('DeleteInsight', { path: { aoi_id, insight_id: id }, query: { project_id } });

    const { insights } = await world.ask('ListInsights', { path: { aoiId: aoi_id }, query: { id } });
    expect(insights).toEqual([]);
  });

  test('the tasks of a job run after those they depend on', async () => {
    const world = await startWorld();
    const workflow = first(world.store.workflows.values());
    const created = await world.ask('CreateJob', {
      path: { workflow_id: workflow.id },
      query: { project_id: workflow.project_id },
    });
    const path = { workflow_id: workflow.id, job_id: created.id ?? '' };
    const seen: unknown[] = [];

    for (const seconds of [0, 7, 8, 9]) {
      world.pass(seconds);
      const { status, progress, tasks = [] } = await world.ask('GetJobById', { path });
      seen.push([status, progress, tasks.map((task) => `${task.name} ${task.status}`)]);
    }

    expect(seen).toEqual([
      ['running', '0', ['clouds running', 'mosaic pending', 'ndvi pending', 'ndre pending', 'fields pending']],
      ['running', '23', ['clouds completed', 'mosaic running', 'ndvi pending', 'ndre pending', 'fields pending']],
      ['running', '60', ['clouds completed', 'mosaic completed', 'ndvi running', 'ndre running', 'fields pending']],
      ['completed', '100', ['clouds', 'mosaic', 'ndvi', 'ndre', 'fields'].map((name) => `${name} completed`)],
    ]);
  });

  test('one seeded job is running, and one has failed at a task that says why', async () => {
    const world = await startWorld();
    const { workflows = [] } = await world.ask('ListWorkflows', {});
    const lists = await Promise.all(
      workflows.map(({ id = '' }) => world.ask('ListJobs', { path: { workflow_id: id } })),
    );
    const jobs = lists.flatMap((list) => list.jobs ?? []);

    const failed = first(jobs, ({ status }) => status === 'failed');
    const { tasks = [] } = await world.ask('GetJobById', {
      path: { workflow_id: failed.workflow_id ?? '', job_id: failed.id ?? '' },
    });

    expect(jobs.filter(({ status }) => status === 'running')).toHaveLength(1);
    expect(tasks.map(({ name, status, err_msg }) => [name, status, err_msg])).toEqual([
      ['clouds', 'completed', ''],
      ['oxide', 'failed', 'band B17 is not in the input image'],
      ['villages', 'cancelled', ''],
    ]);
  });
});

describe('orders', () => {
  const archiveOrder = (world: World) => {
    const { project_id, images = {} } = first(world.store.aois.values());
    const config = first(world.store.cloudStores.keys());
    return {
      order_items: [
        {
          project_id,
          usecase: 'agriculture',
          geometry: ordered,
          item_ids: Object.keys(images).slice(0, 2),
          cloud_delivery: { config, path: 'fields' },
        },
      ],
    };
  };

  test('a quote prices at least 100 square kilometres for each image and stores nothing', async () => {
    const world = await startWorld();
    const sizes = () => [world.store.orders.size, world.store.orderItems.size, world.store.catalogs.size];
    const before = sizes();
    const small = { ...field, coordinates: field.coordinates.map((ring) => ring.map(([x = 0, y = 0]) => [x / 10, y])) };
    const { order_items } = archiveOrder(world);
    const geometry = { ...ordered, features: [{ type: 'Feature' as const, geometry: small }] };

    const quote = await world.ask('SubmitOrder', {
      body: { dry_run: true, order_items: order_items.map((item) => ({ ...item, geometry })) },
    });

    expect(quote.order_items?.[0]).toMatchObject({ area: 11, base_amount: 600, final_amount: 600, uplifts: [] });
    expect(quote).toMatchObject({ total_amount: 600, status: 'UNPAID', paid_at: '' });
    expect(sizes()).toEqual(before);
  });

  test('an archive order is paid, fulfilled image by image, and delivered', async () => {
    const world = await startWorld();
    const { id = '', order_items = [] } = await world.ask('SubmitOrder', { body: archiveOrder(world) });
    const itemId = order_items[0]?.id ?? '';
    const seen: unknown[] = [];

    for (const seconds of [0, 3, 9, 8, 8]) {
      world.pass(seconds);
      const order = await world.ask('GetOrderById', { path: { id } });
      const item = await world.ask('GetOrderItemById', { path: { id: itemId } });
      const { catalogs = [] } = await world.ask('SearchCatalogs', { body: { order_item_ids: [itemId], limit: 10 } });
      const { deliveries = [] } = await world.ask('ListDeliveries', { query: { order_item_id: itemId } });
      const task = item.tasks?.[0];
      seen.push([
        `${order.status}, ${item.status}, ${task?.status}, ${task?.delivery_status}`,
        catalogs.length,
        deliveries.map(({ status }) => status),
      ]);
    }

    expect(seen).toEqual([
      ['PAYMENT_IN_PROGRESS, DRAFT, SUBMITTED, PENDING', 0, []],
      ['PAID, ACTIVE, IN_PROGRESS, PENDING', 0, []],
      ['PAID, ACTIVE, IN_PROGRESS, PENDING', 1, ['CREATED']],
      ['PAID, FULFILLED, FULFILLED, IN_PROGRESS', 2, ['SUCCESS', 'IN_PROGRESS']],
      ['PAID, FULFILLED, FULFILLED, SUCCESS', 2, ['SUCCESS', 'SUCCESS']],
    ]);
  });

  test('a monthly tasking is captured month by month, and its images join the archive of its owner', async () => {
    const world = await startWorld();
    const { project_id } = first(world.store.aois.values());
    const { order_items = [] } = await world.ask('SubmitOrder', {
      body: {
        order_items: [
          {
            project_id,
            usecase: 'agriculture',
            geometry: ordered,
            bandset: { bandset_id: first(world.store.bandsets.keys()) },
            recurrence: 'MONTHLY',
            start_date: '2026-12-01T00:00:00Z',
            no_of_occurrences: 3,
          },
        ],
      },
    });
    const id = order_items[0]?.id ?? '';
    const day = 24 * 3600;
    const seen: unknown[] = [];

    for (const days of [1, 10, 12, 60]) {
      world.pass(days * day);
      const { status, tasks = [], images = [] } = await world.ask('GetOrderItemById', { path: { id } });
      const ids = images.flatMap(({ item_id }) => item_id ?? []);
      const { features = [] } = await world.ask('SearchArchive', { body: { ids } });
      seen.push([status, tasks.map((task) => task.status), features.length]);
    }

    expect(order_items[0]).toMatchObject({ type: 'RECURRING', no_of_occurrences: 3 });
    expect(seen).toEqual([
      ['ACTIVE', ['DRAFT', 'DRAFT', 'DRAFT'], 0],
      ['ACTIVE', ['IN_PROGRESS', 'DRAFT', 'DRAFT'], 0],
      ['ACTIVE', ['FULFILLED', 'DRAFT', 'DRAFT'], 1],
      ['FULFILLED', ['FULFILLED', 'FULFILLED', 'FULFILLED'], 3],
    ]);
  });

  test('a delivery by hand names no task, and a download becomes a ZIP', async () => {
    const world = await startWorld();
    const { id } = first(world.store.catalogs.values());
    const config = first(world.store.cloudStores.keys());

    const { deliveries = [] } = await world.ask('CreateDeliveries', {
      body: { deliveries: [{ catalog_ids: [id], cloud_info: { config, path: 'again' } }] },
    });
    const asked = await world.ask('RequestCatalogDownload', { body: { catalog_ids: [id] } });
    const path = { download_id: asked.id ?? '' };
    world.pass(4);
    const running = await world.ask('GetCatalogDownload', { path });
    world.pass(6);
    const done = await world.ask('GetCatalogDownload', { path });
    const delivery_id = deliveries[0]?.delivery_id ?? '';
    const { deliveries: later } = await world.ask('ListDeliveries', { query: { delivery_id } });

    expect(deliveries).toMatchObject([{ catalog_id: id, status: 'CREATED' }]);
    expect(deliveries[0]).not.toHaveProperty('task_id');
    expect(later).toMatchObject([{ delivery_id, status: 'SUCCESS' }]);
    expect([asked.status, running.status, done.status]).toEqual(['created', 'in_progress', 'success']);
    expect([asked.signed_url, running.signed_url]).toEqual(['', '']);
    expect(await unzip(done.signed_url ?? '')).toEqual(['catalogs.json']);
  });
});
