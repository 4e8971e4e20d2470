import { describe, expect, test } from 'vitest';
import type { OperationName } from '../../src/contract/operations.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { first, type LooseInput, startWorld, type World } from './world.ts';

const triangle = {
  type: 'Polygon',
  coordinates: [
    [
      [77.7, 22.7],
      [77.8, 22.7],
      [77.8, 22.8],
      [77.7, 22.7],
    ],
  ],
};

const newAoi = ({ store }: World) => {
  const { satellite_id, project_id, images } = first(store.aois.values());
  return {
    name: 'A new field',
    description: '',
    satellite_id,
    provider: 'pixxel',
    project_id,
    geometry: triangle,
    item_ids: Object.keys(images ?? {}),
  };
};

const archiveItem = ({ store }: World) => ({
  project_id: first(store.aois.values()).project_id,
  usecase: 'agriculture',
  geometry: { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: triangle }] },
  item_ids: [first(store.stacItems.keys())],
});

const taskingItem = (world: World) => {
  const { item_ids: _archive, ...item } = archiveItem(world);
  return { ...item, bandset: { bandset_id: first(world.store.bandsets.keys()) }, start_date: '2027-01-10T00:00:00Z' };
};

const picture = ({ store }: World) => {
  const { id, aoi_id, index_id, assets } = first(store.visualizations.values());
  return {
    path: { aoi_id, visualization_id: id },
    index_id,
    date: assets?.[0]?.date?.replaceAll('-', '_') ?? '',
  };
};

const newStore = {
  name: 'new-bucket',
  type: 'S3',
  configs: { bucket: 'new-bucket', region: 'eu-west-1' },
  secrets: { access_key_id: 'A', secret_access_key: 'B' },
};

const imageSearch = ({ store }: World) => {
  const { id, collections } = first(store.satellites.values());
  return {
    start_date: '2025-01-01T00:00:00Z',
    end_date: '2026-01-01T00:00:00Z',
    satellites: [{ satellite_id: id, collection_id: collections?.[0]?.id }],
    geometry: triangle,
  };
};

type Case = [what: string, name: OperationName, input: (world: World) => LooseInput, status: number, says: string];

const cases: Case[] = [
  ['an unknown query parameter', 'ListAois', () => ({ query: { colour: 'red' } }), 400, 'colour'],
  ['a limit that is no integer', 'ListAois', () => ({ query: { limit: 'ten' } }), 400, 'limit'],
  ['a limit of none', 'ListOrders', () => ({ query: { limit: 0 } }), 400, 'limit'],
  ['a negative offset', 'ListIndices', () => ({ query: { offset: -1 } }), 400, 'offset'],
  ['a date filter that is no date', 'ListWorkflows', () => ({ query: { created_on: 'soon' } }), 400, 'created_on'],
  ['a missing query parameter', 'GetWorkflowById', () => ({ path: { workflow_id: 'w' } }), 400, 'project_id'],
  ['a missing body', 'CreateAoi', () => ({}), 400, 'body'],
  ['a body without its required parts', 'CreateAoi', () => ({ body: { name: 'x' } }), 400, 'project_id'],
  ['an unknown body property', 'CreateAoi', (world) => ({ body: { ...newAoi(world), colour: 'red' } }), 400, 'colour'],
  ['an open ring', 'CreateAoi', (world) => ({ body: { ...newAoi(world), geometry: openRing } }), 400, 'not closed'],
  ['an unknown provider', 'CreateAoi', (world) => ({ body: { ...newAoi(world), provider: 'me' } }), 400, 'provider'],
  ['an unknown image', 'CreateAoi', (world) => ({ body: { ...newAoi(world), item_ids: ['nope'] } }), 400, 'nope'],
  [
    'an unknown satellite',
    'CreateAoi',
    (world) => ({ body: { ...newAoi(world), satellite_id: 'x' } }),
    400,
    'satellite',
  ],
  [
    'an AOI in an unknown project',
    'CreateAoi',
    (world) => ({ body: { ...newAoi(world), project_id: 'x' } }),
    403,
    'project',
  ],
  [
    'an AOI name that is taken',
    'CreateAoi',
    (world) => ({ body: { ...newAoi(world), name: first(world.store.aois.values()).name } }),
    409,
    'name',
  ],
  ['an unknown AOI', 'GetAoiById', () => ({ path: { aoi_id: 'x' } }), 404, 'not found'],
  ['the assets of an unknown AOI', 'ListAssets', () => ({ path: { aoi_id: 'x' } }), 404, 'not found'],
  ['the visualizations of an unknown AOI', 'ListVisualizations', () => ({ path: { aoi_id: 'x' } }), 403, 'not found'],
  ['the insights of an unknown AOI', 'ListInsights', () => ({ path: { aoiId: 'x' } }), 403, 'not found'],
  ['an unknown enum word', 'RenderVisualizationPng', (world) => withMode(world, 'loud'), 400, 'visualization_mode'],
  ['a date with hyphens', 'RenderVisualizationPng', (world) => withDate(world, '2025-01-01'), 400, '2025-01-01'],
  ['16 dynamic bins', 'UpdateVisualizationLegend', (world) => withBins(world, 16), 400, 'dynamic_bins'],
  ['no dynamic bins', 'UpdateVisualizationLegend', (world) => withBins(world, undefined), 400, 'dynamic_bins'],
  ['an unknown block', 'ListBlockVersions', () => ({ path: { name: 'x' } }), 404, 'not found'],
  [
    'an unknown block version',
    'GetBlockVersion',
    () => ({ path: { name: 'cloudmask', version: '9.9.9' } }),
    404,
    'not found',
  ],
  ['an unknown mode of blocks', 'ListBlocks', () => ({ query: { mode: 'fast' } }), 400, 'mode'],
  ['an insight without a value', 'CreateInsight', (world) => insightWith(world, []), 400, 'image'],
  ['an unknown insight', 'RequestInsightDownload', (world) => insightAt(world, 'x'), 400, 'not found'],
  ['an unknown workflow', 'ListJobs', () => ({ path: { workflow_id: 'x' } }), 400, 'not found'],
  ['an unknown job', 'GetJobById', (world) => jobAt(world, 'x'), 400, 'not found'],
  ['a run of a workflow that is not valid', 'CreateJob', (world) => invalidWorkflow(world), 400, 'valid'],
  ['an unknown order', 'GetOrderById', () => ({ path: { id: 'x' } }), 404, 'not found'],
  ['an unknown order item', 'GetOrderItemById', () => ({ path: { id: 'x' } }), 400, 'not found'],
  ['an order of nothing', 'SubmitOrder', () => ({ body: { order_items: [] } }), 400, 'order_items'],
  [
    'an order of a Point',
    'SubmitOrder',
    (world) => orderOf({ ...archiveItem(world), geometry: point }),
    400,
    'geometry',
  ],
  [
    'an order of an unknown image',
    'SubmitOrder',
    (world) => orderOf({ ...archiveItem(world), item_ids: ['nope'] }),
    400,
    'nope',
  ],
  [
    'an order of both kinds',
    'SubmitOrder',
    (world) => orderOf({ ...archiveItem(world), ...taskingItem(world) }),
    400,
    'either',
  ],
  [
    'a tasking in the past',
    'SubmitOrder',
    (world) => orderOf({ ...taskingItem(world), start_date: '2025-01-01T00:00:00Z' }),
    400,
    'past',
  ],
  [
    'a recurrence without an end',
    'SubmitOrder',
    (world) => orderOf({ ...taskingItem(world), recurrence: 'MONTHLY' }),
    400,
    'no_of_occurrences',
  ],
  [
    'a delivery to an unknown store',
    'SubmitOrder',
    (world) => orderOf({ ...archiveItem(world), cloud_delivery: { config: 'x' } }),
    400,
    'not found',
  ],
  [
    'an order for an unknown project',
    'SubmitOrder',
    (world) => orderOf({ ...archiveItem(world), project_id: 'x' }),
    403,
    'not found',
  ],
  ['an unknown collection', 'GetCollectionById', () => ({ path: { cid: 'x' } }), 404, 'not found'],
  ['an unknown image', 'GetCollectionItemById', () => ({ path: { cid: 'pixxel-ff-l2a', id: 'x' } }), 404, 'not found'],
  [
    'bbox beside intersects',
    'SearchArchive',
    () => ({ body: { bbox: [0, 0, 1, 1], intersects: triangle } }),
    400,
    'bbox',
  ],
  ['an unknown operator', 'SearchArchive', () => ({ body: { query: { gsd: { like: 5 } } } }), 400, 'like'],
  [
    'a backward interval',
    'SearchArchive',
    () => ({ body: { datetime: '2026-01-01T00:00:00Z/2025-01-01T00:00:00Z' } }),
    400,
    'datetime',
  ],
  ['a limit past 10000', 'SearchImages', (world) => ({ body: { ...imageSearch(world), limit: 10001 } }), 400, 'limit'],
  [
    'a foreign page token',
    'SearchImages',
    (world) => ({ body: { ...imageSearch(world), next_token: 'x' } }),
    400,
    'next_token',
  ],
  ['a collection of another satellite', 'SearchImages', (world) => collectionOfAnother(world), 400, 'sentinel-2-l2a'],
  ['a negative catalog offset', 'SearchCatalogs', () => ({ body: { offset: -1 } }), 400, 'offset'],
  ['an unknown catalog entry', 'GetCatalogById', () => ({ path: { id: 'x' } }), 400, 'not found'],
  ['a download of both kinds', 'RequestCatalogDownload', (world) => bothLists(world), 400, 'either'],
  ['a download of neither kind', 'RequestCatalogDownload', () => ({ body: {} }), 400, 'either'],
  ['an unknown catalog download', 'GetCatalogDownload', () => ({ path: { download_id: 'x' } }), 404, 'not found'],
  ['a delivery of both kinds', 'CreateDeliveries', (world) => deliveryOfBoth(world), 400, 'either'],
  [
    'a store without a secret',
    'CreateStore',
    () => ({ body: { ...newStore, secrets: { access_key_id: 'A' } } }),
    400,
    'secret_access_key',
  ],
  [
    'a store name that is taken',
    'CreateStore',
    () => ({ body: { ...newStore, name: 'orchard-imagery' } }),
    409,
    'name',
  ],
  ['an unknown store', 'DeleteStore', () => ({ path: { id: 'x' } }), 400, 'not found'],
  ['an unknown time zone', 'DownloadOrderReport', () => ({ query: { tz: 'Mars/Olympus' } }), 400, 'tz'],
];

const openRing = { type: 'Polygon', coordinates: [triangle.coordinates[0]?.slice(0, 3).concat([[0, 0]])] };
const point = {
  type: 'FeatureCollection',
  features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [0, 0] } }],
};
const orderOf = (item: object) => ({ body: { order_items: [item] } });

function withMode(world: World, visualization_mode: string) {
  const { path, index_id, date } = picture(world);
  return { path, body: { index_id, date, visualization_mode } };
}

function withDate(world: World, date: string) {
  const { path, index_id } = picture(world);
  return { path, body: { index_id, date, visualization_mode: 'dynamic' } };
}

function withBins(world: World, dynamic_bins: number | undefined) {
  const { path, date } = picture(world);
  return { path, body: { visualization_mode: 'dynamic', dynamic_bins, legend: { [date]: [] } } };
}

function insightWith({ store }: World, input: unknown[]) {
  const { aoi_id } = first(store.aois.values());
  return { path: { aoi_id }, body: { block: { name: 'cropclassification', version: '2.0.0' }, input } };
}

function insightAt({ store }: World, insight_id: string) {
  return { path: { aoi_id: first(store.aois.keys()), insight_id } };
}

function jobAt({ store }: World, job_id: string) {
  return { path: { workflow_id: first(store.workflows.keys()), job_id } };
}

function invalidWorkflow({ store }: World) {
  const { id, project_id } = first(store.workflows.values(), ({ val_errors }) => val_errors?.length === 1);
  return { path: { workflow_id: id }, query: { project_id } };
}

function collectionOfAnother(world: World) {
  const search = imageSearch(world);
  return { body: { ...search, satellites: [{ ...search.satellites[0], collection_id: 'sentinel-2-l2a' }] } };
}

function bothLists({ store }: World) {
  return {
    body: { catalog_ids: [first(store.catalogs.keys())], order_item_ids: [first(store.orderItems.keys())] },
  };
}

function deliveryOfBoth(world: World) {
  const { body } = bothLists(world);
  return { body: { deliveries: [{ ...body, cloud_info: { config: first(world.store.cloudStores.keys()) } }] } };
}

/** All that a refused write must leave as it was. */
function sizesOf({ store }: World): number[] {
  return Object.values(store).flatMap((collection) => (collection instanceof Map ? [collection.size] : []));
}

describe('requests that the upstream would refuse', () => {
  test.for(cases)('%s is refused (%s)', async ([, name, input, status, says]) => {
    const world = await startWorld();
    const before = sizesOf(world);

    const answer = await world.send(name, input(world));

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error: { code: expect.any(String), message: expect.stringContaining(says) } });
    expect(sizesOf(world)).toEqual(before);
  });

  test('a body that is not JSON is refused', async () => {
    const { url } = await startWorld();

    const response = await fetch(`${url}/v0/archives/search`, {
      method: 'POST',
      headers: { authorization: demoKeys.orchard },
      body: '{"limit": ',
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: { code: 'invalid_request', message: 'the body is not JSON', details: null },
    });
  });

  test('a query parameter that is sent twice is refused', async () => {
    const { url } = await startWorld();

    const response = await fetch(`${url}/v0/aois?limit=1&limit=2`, { headers: { authorization: demoKeys.orchard } });

    expect(response.status).toBe(400);
  });

  test('a path that the API does not have is not found', async () => {
    const { url } = await startWorld();

    const response = await fetch(`${url}/v0/weather`, { headers: { authorization: demoKeys.orchard } });

    expect(response.status).toBe(404);
  });

  test('the projects word their errors as a gRPC gateway does', async () => {
    const world = await startWorld();

    const { status, body } = await world.send('GetProjectById', { path: { id: 'x' } });

    expect(status).toBe(404);
    expect(body).toEqual({ code: 5, message: 'project not found', details: [] });
  });

  test('the picture answers its errors as JSON under the type of a picture', async () => {
    const world = await startWorld();

    const { status, contentType, body } = await world.send('RenderVisualizationPng', withDate(world, '2020_01_01'));

    expect({ status, contentType }).toEqual({ status: 400, contentType: 'image/png' });
    expect(body).toEqual({ error: expect.objectContaining({ code: 'invalid_request' }) });
  });
});
