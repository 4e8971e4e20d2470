import { type OperationName, operations } from '../../src/contract/operations.ts';
import { globalIdOf } from '../../src/resolvers/input/global-id.ts';
import { uuidOf } from '../../src/sandbox/world/identity.ts';
import type { Store } from '../../src/sandbox/world/store.ts';

/** One mutation with an input that the demo world takes. All of them can be done in one world, in any order. */
export interface Write {
  /** The mutation. */
  field: string;
  /** What it sends to the upstream. */
  operation: OperationName;
  /** What an error says of where to look, when nobody knows whether it was done; null if it says that it may be sent again. */
  shownBy: string | null;
  input: object;
}

/** Every mutation of the graph. */
export function writesIn(store: Store): Write[] {
  const found = <Row>(rows: Map<string, Row>, isWanted: (row: Row) => boolean): Row => {
    const row = rows.values().find(isWanted);
    if (row === undefined) throw new Error('The demo world has changed.');
    return row;
  };
  const aoi = found(store.aois, ({ name }) => name === 'Narmada Valley Wheat North Bank');
  const other = found(store.aois, ({ name }) => name === 'Narmada Valley Wheat South Bank');
  const aoiId = globalIdOf('Aoi', { id: aoi.aoi_id });
  const itemIds = Object.keys(aoi.images ?? {});
  const asset = found(store.assets, (one) => one.aoi_id === aoi.aoi_id && one.asset_type === 'mosaic');
  const ndvi = found(store.visualizations, (one) => one.aoi_id === aoi.aoi_id && one.index_name === 'NDVI');
  const visualizationId = globalIdOf('Visualization', { aoiId: aoi.aoi_id, id: ndvi.id });
  const date = ndvi.assets?.[0]?.date ?? '';
  const insightOf = (id: string) => {
    const insight = found(store.insights, (one) => one.aoi_id === id && !store.spans.has(one.id));
    return globalIdOf('Insight', { aoiId: id, id: insight.id });
  };
  const workflow = found(store.workflows, ({ name }) => name === 'Stockpile grade');
  const job = found(store.jobs, (one) => one.workflow_id === workflow.id);
  const jobKeys = { workflowId: workflow.id, id: job.id };
  const taskKeys = { workflowId: workflow.id, jobId: job.id, id: job.tasks?.[0]?.id ?? '' };
  const catalog = found(store.catalogs, ({ org_id }) => org_id === store.projects.get(aoi.project_id)?.org_id);
  const storeNamed = (name: string) => found(store.cloudStores, (one) => one.name === name).id;
  const wheat = uuidOf('index Pixxel-FF01 Wheat nitrogen');
  const images = { catalogEntryIds: [globalIdOf('CatalogEntry', { id: catalog.id })] };

  return [
    {
      field: 'createAoi',
      operation: 'CreateAoi',
      shownBy: '`aois(filter: { name })`',
      input: {
        name: 'Rabi survey',
        description: 'Wheat before the harvest',
        projectId: aoi.project_id,
        satelliteId: aoi.satellite_id,
        provider: 'PIXXEL',
        geometry: aoi.geometry,
        itemIds,
      },
    },
    {
      field: 'createIndex',
      operation: 'CreateIndex',
      shownBy: '`indices(filter: { type: CUSTOM })`',
      input: {
        name: 'Rust watch',
        description: 'Yellow rust on wheat',
        expression: '(B30-B20)/(B30+B20)',
        expressionType: 'INDEX',
        colormap: 'rdylgn',
        rescale: [-1, 1],
        satelliteId: aoi.satellite_id,
      },
    },
    {
      field: 'createVisualization',
      operation: 'CreateVisualization',
      shownBy: '`Aoi.visualizations`',
      input: { aoiId, indexId: wheat },
    },
    {
      field: 'updateVisualizationLegend',
      operation: 'UpdateVisualizationLegend',
      shownBy: '`Visualization.sld`',
      input: { visualizationId, mode: 'DYNAMIC', dynamicBins: 4, legend: [{ date }] },
    },
    {
      field: 'rollbackVisualizationLegend',
      operation: 'RollbackVisualizationLegend',
      shownBy: '`Visualization.sld`',
      input: { visualizationId, mode: 'DYNAMIC', dates: [date], indexId: ndvi.index_id },
    },
    {
      field: 'createInsight',
      operation: 'CreateInsight',
      shownBy: '`aoi { insights }`',
      input: {
        aoiId,
        projectId: aoi.project_id,
        block: { name: 'mineralmapping', version: '1.0.0' },
        inputs: [
          { name: 'image', stacUrl: `https://stac.pixxel.space/collections/pixxel-ff-l2a/items/${itemIds[0]}` },
          { name: 'threshold', value: '0.5' },
        ],
      },
    },
    {
      field: 'deleteInsight',
      operation: 'DeleteInsight',
      shownBy: '`aoi { insights }`',
      input: { insightId: insightOf(other.aoi_id), projectId: other.project_id },
    },
    {
      field: 'createJob',
      operation: 'CreateJob',
      shownBy: '`workflow { jobs }`',
      input: { workflowId: workflow.id, projectId: workflow.project_id },
    },
    {
      field: 'submitOrder',
      operation: 'SubmitOrder',
      shownBy: '`orders`',
      input: {
        items: [
          {
            projectId: aoi.project_id,
            useCase: 'agriculture',
            geometry: aoi.geometry,
            product: { archive: { itemIds: itemIds.slice(0, 1) } },
          },
        ],
      },
    },
    {
      field: 'createStore',
      operation: 'CreateStore',
      shownBy: '`stores`',
      input: {
        name: 'rabi-images',
        bucket: 'rabi-images',
        region: 'ap-south-1',
        credentials: { s3: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' } },
      },
    },
    {
      field: 'deleteStore',
      operation: 'DeleteStore',
      shownBy: '`stores`',
      input: { storeId: storeNamed('orchard-archive') },
    },
    {
      field: 'createDeliveries',
      operation: 'CreateDeliveries',
      shownBy: '`deliveries`',
      input: { deliveries: [{ target: images, cloudDelivery: { storeId: storeNamed('orchard-imagery') } }] },
    },
    {
      field: 'requestAoiDownload',
      operation: 'RequestAoiDownload',
      shownBy: 'the Pixxel console',
      input: { aoiId, assetIds: [asset.id] },
    },
    {
      field: 'requestInsightDownload',
      operation: 'RequestInsightDownload',
      shownBy: null,
      input: { insightId: insightOf(aoi.aoi_id) },
    },
    {
      field: 'requestJobDownload',
      operation: 'RequestJobDownload',
      shownBy: null,
      input: { jobId: globalIdOf('Job', jobKeys) },
    },
    {
      field: 'requestJobTaskDownload',
      operation: 'RequestJobTaskDownload',
      shownBy: null,
      input: { taskId: globalIdOf('JobTask', taskKeys) },
    },
    {
      field: 'requestCatalogDownload',
      operation: 'RequestCatalogDownload',
      shownBy: 'the Pixxel console',
      input: { target: images },
    },
  ];
}

/** The document that sends a write and asks for no more than what must be mended. */
export function documentOf({ field }: Write): string {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code field message } } }`;
}

const routes = Object.entries(operations).map(([name, { method, path, access }]) => ({
  // The table's keys are the names.
  name: name as OperationName,
  access,
  method,
  pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

/** Which operation a request is, and whether it writes. */
export function operationOf({ method, target }: { method: string; target: string }) {
  const [path = ''] = target.split('?');
  const route = routes.find((one) => one.method === method && one.pattern.test(path));
  if (!route) throw new Error(`No operation is ${method} ${path}.`);
  return route;
}
