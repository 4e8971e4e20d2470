import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/contract/operation.ts';
import { type InputOf, type OperationName, operations } from '../../src/contract/operations.ts';
import { demoKeys } from '../../src/sandbox/world/demo.ts';
import { differences } from '../contract/differences.ts';
import { documentIsPresent, type JsonSchema, operationsIn, plainSchema, readDocument } from '../support/document.ts';
import { first, type LooseInput, startWorld, type World } from './world.ts';

type Samples = { [Name in OperationName]: (world: World) => Sample<Name> | Promise<Sample<Name>> };
type Sample<Name extends OperationName> = InputOf<Name> & { status?: number };

const aoiOf = ({ store }: World) => first(store.aois.values());
const wholeAoi = (world: World) => ({ aoi_id: aoiOf(world).aoi_id });
const insightOf = ({ store }: World) => first(store.insights.values(), ({ status }) => status === 'completed');
const workflowOf = ({ store }: World) => first(store.workflows.values());
const jobOf = ({ store }: World) => first(store.jobs.values(), ({ status }) => status === 'completed');
const catalogOf = ({ store }: World) => first(store.catalogs.values());
const itemOf = ({ store }: World) => first(store.stacItems.values());

function pictured({ store }: World) {
  const visualization = first(store.visualizations.values());
  return {
    path: { aoi_id: visualization.aoi_id, visualization_id: visualization.id },
    index_id: visualization.index_id,
    date: visualization.assets?.[0]?.date?.replaceAll('-', '_') ?? '',
  };
}

function square(longitude: number, latitude: number) {
  const [east, north] = [longitude + 0.1, latitude + 0.1];
  const ring = [
    [longitude, latitude],
    [east, latitude],
    [east, north],
    [longitude, north],
    [longitude, latitude],
  ];
  return { type: 'Polygon' as const, coordinates: [ring] };
}

/** One call of each operation that must succeed in the seeded world. */
const samples: Samples = {
  Ping: () => ({}),
  ListProjects: () => ({ query: { page_num: 1, page_size: 500 } }),
  GetProjectById: ({ store }) => ({ path: { id: first(store.projects.keys()) } }),
  ListAois: () => ({ query: { limit: 500 } }),
  CreateAoi: (world) => ({
    body: {
      name: 'A new field',
      description: 'By the river',
      satellite_id: aoiOf(world).satellite_id ?? '',
      provider: 'pixxel',
      project_id: aoiOf(world).project_id,
      geometry: square(77.7, 22.7),
      item_ids: [itemOf(world).id],
    },
  }),
  GetAoiById: (world) => ({ path: wholeAoi(world) }),
  ListAssets: (world) => ({ path: wholeAoi(world), query: { limit: 500 } }),
  RequestAoiDownload: (world) => ({
    path: wholeAoi(world),
    body: { asset_ids: [first(world.store.assets.values(), ({ aoi_id }) => aoi_id === aoiOf(world).aoi_id).id] },
  }),
  async GetAoiDownload(world) {
    const path = wholeAoi(world);
    const { download_id = '' } = await world.ask('RequestAoiDownload', await samples.RequestAoiDownload(world));
    return { path: { ...path, download_id } };
  },
  ListSatellites: () => ({}),
  SearchImages: ({ store }) => {
    const satellite = first(store.satellites.values());
    return {
      body: {
        start_date: '2025-01-01T00:00:00Z',
        end_date: '2026-01-01T00:00:00Z',
        satellites: [{ satellite_id: satellite.id, collection_id: satellite.collections?.[0]?.id ?? '' }],
        geometry: square(77.7, 22.7),
        limit: 2,
      },
    };
  },
  ListIndices: () => ({ query: { limit: 500 } }),
  CreateIndex: ({ store }) => ({
    body: {
      name: 'Red edge slope',
      description: 'Steepness of the red edge',
      rescale: [0, 1],
      expression: '(B40-B23)/(B40+B23)',
      colormap: 'viridis',
      satellite_id: first(store.satellites.keys()),
      expression_type: 'index',
    },
  }),
  ListVisualizations: (world) => ({ path: wholeAoi(world) }),
  CreateVisualization: (world) => ({
    path: wholeAoi(world),
    body: { index_id: pictured(world).index_id, resolution: 5 },
  }),
  UpdateVisualizationLegend: (world) => ({
    path: pictured(world).path,
    body: { visualization_mode: 'dynamic', dynamic_bins: 4, legend: { [pictured(world).date]: null } },
  }),
  RollbackVisualizationLegend(world) {
    const { path, index_id, date } = pictured(world);
    return { path, body: { index_id, dates: [date], visualization_mode: 'theoretical' } };
  },
  RenderVisualizationPng(world) {
    const { path, index_id, date } = pictured(world);
    return { path, body: { index_id, date, visualization_mode: 'dynamic' } };
  },
  RenderVisualizationSld(world) {
    const { path, date } = pictured(world);
    return { path, body: { dates: [date], visualization_modes: ['dynamic', 'theoretical'] } };
  },
  ListBlocks: () => ({ query: { mode: 'insight' } }),
  ListBlockVersions: () => ({ path: { name: 'cropclassification' } }),
  GetBlockVersion: () => ({ path: { name: 'cropclassification', version: '1.1.0' } }),
  CreateInsight: (world) => ({
    path: wholeAoi(world),
    body: { block: { name: 'cropclassification', version: '2.0.0' }, input: insightOf(world).input },
    status: 201,
  }),
  ListInsights: (world) => ({ path: { aoiId: insightOf(world).aoi_id } }),
  RequestInsightDownload: (world) => ({
    path: { aoi_id: insightOf(world).aoi_id, insight_id: insightOf(world).id },
  }),
  DeleteInsight: (world) => ({
    path: { aoi_id: insightOf(world).aoi_id, insight_id: insightOf(world).id },
    query: { project_id: aoiOf(world).project_id },
  }),
  ListWorkflows: () => ({}),
  GetWorkflowById: (world) => ({
    path: { workflow_id: workflowOf(world).id },
    query: { project_id: workflowOf(world).project_id },
  }),
  GetWorkflowEstimate: (world) => ({ path: { workflow_id: workflowOf(world).id } }),
  ListJobs: (world) => ({ path: { workflow_id: workflowOf(world).id } }),
  CreateJob: (world) => ({
    path: { workflow_id: workflowOf(world).id },
    query: { project_id: workflowOf(world).project_id },
  }),
  GetJobById: (world) => ({ path: { workflow_id: jobOf(world).workflow_id, job_id: jobOf(world).id } }),
  RequestJobDownload: (world) => ({ path: { workflow_id: jobOf(world).workflow_id, job_id: jobOf(world).id } }),
  RequestJobTaskDownload: (world) => ({
    path: {
      workflow_id: jobOf(world).workflow_id,
      job_id: jobOf(world).id,
      task_id: jobOf(world).tasks?.[0]?.id ?? '',
    },
  }),
  ListBandsets: () => ({}),
  ListOrders: () => ({ query: { limit: 500 } }),
  SubmitOrder: (world) => ({
    body: {
      order_items: [
        {
          project_id: aoiOf(world).project_id,
          usecase: 'agriculture',
          geometry: { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: square(77.7, 22.7) }] },
          item_ids: [itemOf(world).id],
          cloud_delivery: { config: first(world.store.cloudStores.keys()), path: 'fields' },
        },
        {
          project_id: aoiOf(world).project_id,
          usecase: 'agriculture',
          geometry: { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: square(77.7, 22.7) }] },
          bandset: { bandset_id: first(world.store.bandsets.keys()) },
          recurrence: 'MONTHLY',
          start_date: '2027-01-10T00:00:00Z',
          no_of_occurrences: 3,
        },
      ],
    },
  }),
  GetOrderById: ({ store }) => ({ path: { id: first(store.orders.keys()) } }),
  ListOrderItems: () => ({ query: { limit: 500 } }),
  GetOrderItemById: ({ store }) => ({ path: { id: first(store.orderItems.keys()) } }),
  DownloadOrderReport: () => ({ query: { tz: 'Asia/Kolkata' } }),
  ListCollections: () => ({ query: { ids: 'pixxel-ff-l2a,sentinel-2-l2a' } }),
  GetCollectionById: () => ({ path: { cid: 'pixxel-ff-l2a' } }),
  ListCollectionItems: () => ({ path: { cid: 'pixxel-ff-l2a' }, query: { limit: 500 } }),
  GetCollectionItemById: (world) => ({ path: { cid: itemOf(world).collection, id: itemOf(world).id } }),
  SearchArchive: () => ({ body: { limit: 500 } }),
  ListDeliveries: () => ({}),
  CreateDeliveries: (world) => ({
    body: {
      deliveries: [
        {
          catalog_ids: [catalogOf(world).id],
          cloud_info: { config: first(world.store.cloudStores.keys()), path: 'again' },
        },
      ],
    },
  }),
  RequestCatalogDownload: (world) => ({ body: { catalog_ids: [catalogOf(world).id] } }),
  async GetCatalogDownload(world) {
    const { id = '' } = await world.ask('RequestCatalogDownload', await samples.RequestCatalogDownload(world));
    return { path: { download_id: id } };
  },
  SearchCatalogs: () => ({ body: { limit: 500 } }),
  GetCatalogById: (world) => ({ path: { id: catalogOf(world).id } }),
  ListStores: () => ({}),
  CreateStore: () => ({
    body: {
      name: 'new-bucket',
      type: 'S3',
      configs: { bucket: 'new-bucket', region: 'eu-west-1' },
      secrets: { access_key_id: 'A', secret_access_key: 'B' },
    },
  }),
  DeleteStore: ({ store }) => ({ path: { id: first(store.cloudStores.keys()) } }),
};

// The table and the samples have the same keys: the type of the samples says so.
const names = Object.keys(operations) as OperationName[];

async function answerTo(world: World, name: OperationName) {
  const { status, ...input } = await samples[name](world);
  const { answers, format, method, path }: Operation = operations[name];
  const expected = status ?? Number(Object.keys(answers)[0]);
  return { answer: await world.send(name, input), expected, format, route: `${method} ${path} ${expected}` };
}

const ajv = new Ajv({ strict: false });

/** The same schema, but nothing may come that it does not name. */
function closed(schema: JsonSchema): JsonSchema {
  const { properties, items, additionalProperties: others, ...rest } = schema;
  return {
    ...rest,
    ...(items && { items: closed(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, closed(property)])),
      additionalProperties: false,
    }),
    ...(typeof others === 'object' && { additionalProperties: closed(others) }),
  };
}

/** Checks of what the contract's table says of answers, by method, path and status. */
const contracted: ReadonlyMap<string, Check> = new Map(
  Object.values<Operation>(operations).flatMap(({ method, path, answers }) =>
    Object.entries(answers).map(
      // TypeBox keeps marks of its own beside the schema; its JSON is the schema alone.
      ([status, schema]) => [`${method} ${path} ${status}`, checkOf(JSON.parse(JSON.stringify(schema)))] as const,
    ),
  ),
);

/** The same of what the OpenAPI document says. */
const documented: ReadonlyMap<string, Check> = new Map(
  (documentIsPresent ? operationsIn(readDocument(differences)) : []).flatMap(({ method, path, answers }) =>
    Object.entries(answers).map(([status, schema]) => [`${method} ${path} ${status}`, checkOf(schema)] as const),
  ),
);

/** Says `fits`, or what does not. */
type Check = (body: unknown) => unknown;

function checkOf(schema: JsonSchema): Check {
  let check: ValidateFunction | undefined;
  return (body) => {
    check ??= ajv.compile(closed(plainSchema(schema)));
    // Nothing at all is what an empty answer has for a body.
    check(body ?? null);
    return check.errors ?? 'fits';
  };
}

describe('every operation of the contract', () => {
  test.for(names)('%s is served with its success status and an answer that fits the contract', async (name) => {
    const world = await startWorld();

    const { answer, expected, format, route } = await answerTo(world, name);

    expect(answer.status, JSON.stringify(answer.body)).toBe(expected);
    if (format === 'empty') expect(answer.body).toBeUndefined();
    expect(contracted.get(route)?.(answer.body)).toBe('fits');
  });

  if (documentIsPresent) {
    test.for(names)('%s gives an answer that fits the OpenAPI document', async (name) => {
      const world = await startWorld();

      const { answer, route } = await answerTo(world, name);

      expect(documented.get(route)?.(answer.body)).toBe('fits');
    });
  } else {
    test.skip('answers fit the OpenAPI document: it is not here (../shared/pixxel-api/openapi.json)', () => {});
  }
});

describe('the seeded world', () => {
  test.for(['orchard', 'harbour'] as const)(
    'every record under the projects of %s fits the contract',
    async (owner) => {
      const world = await startWorld();
      const key = demoKeys[owner];
      const { projects = [] } = await world.ask('ListProjects', { query: { page_size: 500 } }, key);
      const { aois = [] } = await world.ask('ListAois', { query: { limit: 500 } }, key);
      const { workflows = [] } = await world.ask('ListWorkflows', { query: { limit: 500 } }, key);
      const jobs = await Promise.all(
        workflows.map(({ id = '' }) => world.ask('ListJobs', { path: { workflow_id: id } }, key)),
      );
      const reads: [OperationName, LooseInput][] = [
        ...projects.map(({ id = '' }): [OperationName, LooseInput] => ['GetProjectById', { path: { id } }]),
        ...aois.flatMap(({ aoi_id = '' }): [OperationName, LooseInput][] => [
          ['ListAssets', { path: { aoi_id }, query: { limit: 500 } }],
          ['ListVisualizations', { path: { aoi_id }, query: { limit: 500 } }],
          ['ListInsights', { path: { aoiId: aoi_id } }],
        ]),
        ...workflows.map(({ id: workflow_id = '', project_id }): [OperationName, LooseInput] => [
          'GetWorkflowById',
          { path: { workflow_id }, query: { project_id } },
        ]),
        ...jobs
          .flatMap((list) => list.jobs ?? [])
          .map(({ id = '', workflow_id = '' }): [OperationName, LooseInput] => [
            'GetJobById',
            { path: { workflow_id, job_id: id } },
          ]),
      ];

      expect(new Set(reads.map(([name]) => name)).size).toBe(6);
      for (const [name, input] of reads) {
        const { method, path }: Operation = operations[name];
        const { body } = await world.send(name, input, key);
        expect(contracted.get(`${method} ${path} 200`)?.(body)).toBe('fits');
        if (documentIsPresent) expect(documented.get(`${method} ${path} 200`)?.(body)).toBe('fits');
      }
    },
  );
});
