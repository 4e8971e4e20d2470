import { type GraphQLField, type GraphQLNamedType, getNamedType, isLeafType, isObjectType } from 'graphql';
import type { OperationName } from '../../src/contract/operations.ts';
import { schema } from '../../src/schema/index.ts';

/** A query whose answer depends on one upstream operation. What it brings stands under `found`: rows, or one object. */
export interface Question {
  operation: OperationName;
  /** Shows everything without further calls, and of related objects their ids. */
  source: string;
  /** The same, and follows relations to one value of each related object. */
  following: string;
}

const IMAGE_SEARCH = `input: {
  startDate: "2024-01-01T00:00:00Z", endDate: "2024-02-01T00:00:00Z"
  satellites: [{ satelliteId: "s", collectionId: "c" }], geometry: { type: "Point", coordinates: [0, 0] }
}`;
const POLYGON = '{ type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }';
const ORDER = `input: { items: [{ projectId: "p", useCase: "u", geometry: ${POLYGON}, product: { archive: { itemIds: ["i"] } } }] }`;

/** An operation, the field that reads what it answers, the type of what that brings, and what closes the field. */
type Asking = readonly [operation: OperationName, field: string, type?: string, end?: string];

const READS: readonly Asking[] = [
  ['ListProjects', 'projects(first: 99) { totalCount pageInfo { hasNextPage } found: nodes', 'Project', '}'],
  ['GetProjectById', 'found: project(id: "b")', 'Project'],
  ['ListAois', 'aois(first: 99) { totalCount pageInfo { hasNextPage } geojson found: nodes', 'Aoi', '}'],
  ['GetAoiById', 'found: aoi(id: "b")', 'Aoi'],
  ['ListSatellites', 'found: satellites', 'Satellite'],
  ['SearchImages', `searchImages(${IMAGE_SEARCH}, first: 99) { totalCount geojson found: nodes`, 'StacItem', '}'],
  ['ListIndices', 'indices(first: 99) { totalCount found: nodes', 'SpectralIndex', '}'],
  ['ListVisualizations', 'aoi(id: "a") { visualizations(first: 99) { found: nodes', 'Visualization', '} }'],
  [
    'RenderVisualizationSld',
    'visualization(id: "b", aoiId: "a") { styles: sld(dates: ["2024-05-06"], modes: [DYNAMIC])',
    'VisualizationStyle',
    '}',
  ],
  ['ListBlocks', 'found: blocks', 'Block'],
  ['ListBlockVersions', 'block(name: "b", version: "1.0.0") { found: versions', 'Block', '}'],
  ['GetBlockVersion', 'found: block(name: "b", version: "1.0.0")', 'Block'],
  ['ListInsights', 'aoi(id: "a") { insights(first: 99) { found: nodes', 'Insight', '} }'],
  ['ListAssets', 'aoi(id: "a") { assets(first: 99) { totalCount geojson found: nodes', 'Asset', '} }'],
  ['GetAoiDownload', 'found: aoiDownload(id: "b", aoiId: "a")', 'Download'],
  ['ListWorkflows', 'workflows(first: 99) { totalCount found: nodes', 'Workflow', '}'],
  ['GetWorkflowById', 'found: workflow(id: "b", projectId: "p")', 'Workflow'],
  ['GetWorkflowEstimate', 'workflow(id: "b", projectId: "p") { estimatedCost }'],
  ['ListJobs', 'workflow(id: "w", projectId: "p") { jobs(first: 99) { found: nodes', 'Job', '} }'],
  ['GetJobById', 'found: job(id: "b", workflowId: "w")', 'Job'],
  ['ListBandsets', 'found: bandsets', 'Bandset'],
  ['ListOrders', 'orders(first: 99) { totalCount found: nodes', 'Order', '}'],
  ['GetOrderById', 'found: order(id: "b")', 'Order'],
  ['ListOrderItems', 'orderItems(first: 99) { totalCount found: nodes', 'OrderItem', '}'],
  ['GetOrderItemById', 'found: orderItem(id: "b")', 'OrderItem'],
  ['ListCollections', 'found: collections', 'StacCollection'],
  ['GetCollectionById', 'found: collection(id: "b")', 'StacCollection'],
  ['ListCollectionItems', 'collection(id: "c") { items(first: 99) { found: nodes', 'StacItem', '} }'],
  ['GetCollectionItemById', 'found: stacItem(id: "b", collectionId: "c")', 'StacItem'],
  ['SearchArchive', 'searchArchive(input: {}, first: 99) { geojson found: nodes', 'StacItem', '}'],
  ['ListDeliveries', 'deliveries(first: 99) { found: nodes', 'Delivery', '}'],
  ['GetCatalogDownload', 'found: catalogDownload(id: "b")', 'Download'],
  ['SearchCatalogs', 'catalogEntries(first: 99) { totalCount geojson found: nodes', 'CatalogEntry', '}'],
  ['GetCatalogById', 'found: catalogEntry(id: "b")', 'CatalogEntry'],
  ['ListStores', 'found: stores', 'Store'],
  ['SubmitOrder', `orderQuote(${ORDER})`, 'OrderQuote'],
];

const WRITES: readonly Asking[] = [
  [
    'CreateAoi',
    `createAoi(input: { name: "n", description: "d", projectId: "p", satelliteId: "s", provider: PIXXEL, itemIds: ["i"], geometry: ${POLYGON} }) { found: aoi`,
    'Aoi',
    '}',
  ],
  [
    'CreateIndex',
    'createIndex(input: { name: "n", description: "d", expression: "B1", expressionType: INDEX, colormap: "c", rescale: [0, 1], satelliteId: "s" }) { found: index',
    'SpectralIndex',
    '}',
  ],
  [
    'CreateVisualization',
    'createVisualization(input: { aoiId: "a", indexId: "i" }) { found: visualization',
    'Visualization',
    '}',
  ],
  [
    'UpdateVisualizationLegend',
    'updateVisualizationLegend(input: { aoiId: "a", visualizationId: "b", mode: DYNAMIC, dynamicBins: 4, legend: [{ date: "2024-05-06" }] }) { visualization',
    'Visualization',
    '}',
  ],
  [
    'RollbackVisualizationLegend',
    'rollbackVisualizationLegend(input: { aoiId: "a", visualizationId: "b", mode: DYNAMIC, dates: ["2024-05-06"], indexId: "i" }) { found: visualization',
    'Visualization',
    '}',
  ],
  [
    'CreateInsight',
    'createInsight(input: { aoiId: "a", projectId: "p", block: { name: "b", version: "1.0.0" }, inputs: [] }) { insightId message }',
  ],
  ['CreateJob', 'createJob(input: { workflowId: "w", projectId: "p" }) { found: job', 'Job', '}'],
  ['SubmitOrder', `submitOrder(${ORDER}) { found: order`, 'Order', '}'],
  [
    'CreateStore',
    'createStore(input: { name: "n", bucket: "b", region: "r", credentials: { s3: { accessKeyId: "k", secretAccessKey: "s" } } }) { found: store',
    'Store',
    '}',
  ],
  [
    'CreateDeliveries',
    'createDeliveries(input: { deliveries: [{ target: { catalogEntryIds: ["c"] }, cloudDelivery: { storeId: "s" } }] }) { found: deliveries',
    'Delivery',
    '}',
  ],
  [
    'RequestAoiDownload',
    'requestAoiDownload(input: { aoiId: "a", assetIds: ["i"] }) { found: download',
    'Download',
    '}',
  ],
  [
    'RequestInsightDownload',
    'requestInsightDownload(input: { aoiId: "a", insightId: "b" }) { found: download',
    'Download',
    '}',
  ],
  [
    'RequestJobDownload',
    'requestJobDownload(input: { workflowId: "w", jobId: "b" }) { found: download',
    'Download',
    '}',
  ],
  [
    'RequestJobTaskDownload',
    'requestJobTaskDownload(input: { workflowId: "w", jobId: "j", taskId: "b" }) { found: download',
    'Download',
    '}',
  ],
  [
    'RequestCatalogDownload',
    'requestCatalogDownload(input: { target: { catalogEntryIds: ["c"] } }) { found: download',
    'Download',
    '}',
  ],
];

/** Each operation that answers JSON, with a query that shows everything of what it brings. One object has the id `b`. */
export const questions: readonly Question[] = [
  ...READS.map((asking) => toQuestion('query', asking)),
  ...WRITES.map((asking) => toQuestion('mutation', asking)),
];

function toQuestion(kind: string, [operation, field, type, end = '']: Asking): Question {
  const sourceWith = (follows: boolean) =>
    `${kind} { ${field} ${type ? `{ ${selectionOf(type, follows)} }` : ''} ${end} }`;
  return { operation, source: sourceWith(false), following: sourceWith(true) };
}

/**
 * Everything that an object of this type shows without arguments.
 * @param follows whether relations are followed; if not, they show their ids
 */
function selectionOf(name: string, follows: boolean): string {
  const type = schema.getType(name);
  if (!type) throw new Error(`There is no type ${name}.`);
  return fieldsOf(type, [], follows).join(' ');
}

function fieldsOf(type: GraphQLNamedType, above: readonly GraphQLNamedType[], follows: boolean): string[] {
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => selectionOfField(field, [...above, type], follows));
}

function selectionOfField(
  field: GraphQLField<unknown, unknown>,
  above: readonly GraphQLNamedType[],
  follows: boolean,
): string[] {
  if (field.args.some((arg) => String(arg.type).endsWith('!'))) return [];
  const type = getNamedType(field.type);
  if (isLeafType(type)) return [field.name];
  if (above.includes(type) || type.name.endsWith('Connection') || !isObjectType(type)) return [];
  if (type.getInterfaces().some((one) => one.name === 'Node')) {
    const value = Object.keys(type.getFields()).find((one) => ['title', 'name', 'status'].includes(one));
    return [`${field.name} { id ${(follows && value) || ''} }`];
  }
  const below = fieldsOf(type, above, follows);
  return below.length === 0 ? [] : [`${field.name} { ${below.join(' ')} }`];
}
