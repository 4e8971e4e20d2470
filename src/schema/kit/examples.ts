import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';

/**
 * An example for each field of the root types, by schema coordinate. Ids in capitals stand for ids of the caller. A test checks all
 * of them, and runs those that read over the sandbox.
 */
export const EXAMPLES: Readonly<Record<string, string>> = {
  'Query.aoi': '{ aoi(id: "AOI_ID") { name state areaInSqM satellite { name } images { itemId } } }',
  'Query.aoiDownload': '{ aoiDownload(aoiId: "AOI_ID", id: "AOI_DOWNLOAD_ID") { state signedUrl } }',
  'Query.aois': '{ aois(first: 10) { totalCount nodes { name state geometry } pageInfo { hasNextPage endCursor } } }',
  'Query.bandset': '{ bandset(id: "BANDSET_ID") { name bands { name wavelengthInNm } } }',
  'Query.bandsets': '{ bandsets { id name description captures } }',
  'Query.block': '{ block(name: "mineralmapping") { title version inputs { name format type } } }',
  'Query.blocks': '{ blocks(mode: INSIGHT) { name version title } }',
  'Query.catalogDownload': '{ catalogDownload(id: "CATALOG_DOWNLOAD_ID") { state signedUrl } }',
  'Query.catalogEntries':
    '{ catalogEntries(filter: { datetime: { start: "2025-01-01T00:00:00Z" } }) { nodes { id item { datetime cloudCover } } } }',
  'Query.catalogEntry': '{ catalogEntry(id: "CATALOG_ENTRY_ID") { areaInSqKm item { title assets { href } } } }',
  'Query.collection': '{ collection(id: "pixxel-td-l2a") { title license bboxes } }',
  'Query.collections': '{ collections { pixxelId title intervals { start end } } }',
  'Query.deliveries': '{ deliveries(orderItemId: "ORDER_ITEM_ID") { nodes { state targetPath } } }',
  'Query.delivery': '{ delivery(id: "DELIVERY_ID") { state catalogEntry { item { title } } } }',
  'Query.index': '{ index(id: "INDEX_ID") { name expression satellite { name } } }',
  'Query.indices': '{ indices(filter: { type: PRESET }, first: 5) { nodes { id name expression } } }',
  'Query.insight': '{ insight(id: "INSIGHT_ID", aoiId: "AOI_ID") { name state outputs { name value } } }',
  'Query.insightEstimate':
    '{ insightEstimate(input: { aoiId: "AOI_ID", block: { name: "mineralmapping", version: "1.0.0" }, inputs: [{ name: "image", stacUrl: "STAC_URL", assetSource: { assetId: "ASSET_ID", type: "raw_mosaic" } }, { name: "threshold", value: "0.8" }] }) { tokens } }',
  'Query.job': '{ job(id: "JOB_ID", workflowId: "WORKFLOW_ID") { state tasks { name state } } }',
  'Query.jobs': '{ jobs(filter: { states: [PENDING, RUNNING] }) { nodes { state progress workflow { name } } } }',
  'Query.node': '{ node(id: "NODE_ID") { __typename ... on Aoi { name } } }',
  'Query.nodes': '{ nodes(ids: ["NODE_ID"]) { id ... on Aoi { name state } } }',
  'Query.order': '{ order(id: "ORDER_ID") { status totalAmount items { name state } } }',
  'Query.orderItem': '{ orderItem(id: "ORDER_ITEM_ID") { state finalAmount tasks { status } } }',
  'Query.orderItems': '{ orderItems(projectIds: ["PROJECT_ID"]) { nodes { name type state finalAmount } } }',
  'Query.orderQuote':
    '{ orderQuote(input: { items: [{ projectId: "PROJECT_ID", useCase: "agriculture", geometry: { type: "Polygon", coordinates: [[[77.5, 22.5], [77.6, 22.5], [77.6, 22.6], [77.5, 22.6], [77.5, 22.5]]] }, product: { archive: { itemIds: ["ITEM_ID"] } } }] }) { totalAmount } }',
  'Query.orderReport': '{ orderReport(timeZone: "Asia/Kolkata") { csv } }',
  'Query.orders': '{ orders(first: 5) { nodes { createdAt status totalAmount } } }',
  'Query.project': '{ project(id: "PROJECT_ID") { title aois { nodes { name } } workflows { nodes { name } } } }',
  'Query.projects': '{ projects { nodes { id title aois { totalCount } } } }',
  'Query.satellite': '{ satellite(id: "SATELLITE_ID") { name bands { name wavelengthInNm } } }',
  'Query.satellites': '{ satellites { id name collections { collectionId provider } } }',
  'Query.searchArchive':
    '{ searchArchive(input: { aoiId: "AOI_ID" }, refine: { coverage: { minPercent: 80 }, maxCloudCover: 10, orderStates: [NOT_ORDERED] }, first: 5) { nodes { id datetime cloudCover quote(projectId: "PROJECT_ID") { finalAmount } } } }',
  'Query.searchImages':
    '{ searchImages(input: { startDate: "2025-01-01T00:00:00Z", endDate: "2026-01-01T00:00:00Z", satellites: [{ satelliteId: "SATELLITE_ID", collectionId: "COLLECTION_ID" }], geometry: { type: "Point", coordinates: [77.7, 22.7] } }, first: 5) { nodes { id datetime cloudCover } } }',
  'Query.spend':
    '{ spend(by: MONTH, between: { start: "2025-01-01T00:00:00Z" }, sources: [ORDER_ITEMS]) { tokens groups { month tokens } } }',
  'Query.stacItem': '{ stacItem(id: "ITEM_ID") { datetime cloudCover assets { title href } } }',
  'Query.store': '{ store(id: "STORE_ID") { name type bucket } }',
  'Query.stores': '{ stores { id name type bucket } }',
  'Query.underWay': '{ underWay { aois { name progress } orderItems { name status } deliveries { state } } }',
  'Query.visualization': '{ visualization(id: "VISUALIZATION_ID", aoiId: "AOI_ID") { state dates index { name } } }',
  'Query.workflow': '{ workflow(id: "WORKFLOW_ID") { name estimatedCost latestJob { state } } }',
  'Query.workflows': '{ workflows(projectId: "PROJECT_ID") { nodes { id name estimatedCost } } }',
  'Mutation.createAoi':
    'mutation { createAoi(input: { name: "North field", projectId: "PROJECT_ID", geometry: { type: "Polygon", coordinates: [[[77.5, 22.5], [77.6, 22.5], [77.6, 22.6], [77.5, 22.6], [77.5, 22.5]]] }, itemIds: ["ITEM_ID"] }) { aoi { id state } userErrors { field message } } }',
  'Mutation.createDeliveries':
    'mutation { createDeliveries(input: { deliveries: [{ target: { orderItemIds: ["ORDER_ITEM_ID"] }, cloudDelivery: { storeId: "STORE_ID" } }] }) { deliveries { id state } userErrors { field message } } }',
  'Mutation.createIndex':
    'mutation { createIndex(input: { satelliteId: "SATELLITE_ID", name: "My NDVI", description: "Vigour", expression: "(B08-B04)/(B08+B04)", expressionType: INDEX, colormap: "rdylgn", rescale: [-1, 1] }) { index { id } userErrors { field message } } }',
  'Mutation.createInsight':
    'mutation { createInsight(input: { aoiId: "AOI_ID", block: { name: "mineralmapping", version: "1.0.0" }, inputs: [{ name: "image", stacUrl: "STAC_URL", assetSource: { assetId: "ASSET_ID", type: "raw_mosaic" } }, { name: "threshold", value: "0.8" }] }) { insight { id state } userErrors { field message } } }',
  'Mutation.createJob':
    'mutation { createJob(input: { workflowId: "WORKFLOW_ID" }) { job { id state } userErrors { field message } } }',
  'Mutation.createStore':
    'mutation ($secret: String!) { createStore(input: { name: "Ours", bucket: "imagery", region: "ap-south-1", credentials: { s3: { accessKeyId: "KEY_ID", secretAccessKey: $secret } } }) { store { id } userErrors { field message } } }',
  'Mutation.createVisualization':
    'mutation { createVisualization(input: { aoiId: "AOI_ID", indexId: "INDEX_ID" }) { visualization { id state } userErrors { field message } } }',
  'Mutation.deleteInsight':
    'mutation { deleteInsight(input: { insightId: "INSIGHT_ID", aoiId: "AOI_ID" }) { deletedInsightId userErrors { field message } } }',
  'Mutation.deleteStore':
    'mutation { deleteStore(input: { storeId: "STORE_ID" }) { deletedStoreId userErrors { field message } } }',
  'Mutation.requestAoiDownload':
    'mutation { requestAoiDownload(input: { aoiId: "AOI_ID", assetIds: ["ASSET_ID"] }) { download { downloadId } userErrors { field message } } }',
  'Mutation.requestCatalogDownload':
    'mutation { requestCatalogDownload(input: { target: { orderItemIds: ["ORDER_ITEM_ID"] } }) { download { downloadId } userErrors { field message } } }',
  'Mutation.requestInsightDownload':
    'mutation { requestInsightDownload(input: { insightId: "INSIGHT_ID", aoiId: "AOI_ID" }) { download { state signedUrl } userErrors { field message } } }',
  'Mutation.requestJobDownload':
    'mutation { requestJobDownload(input: { jobId: "JOB_ID", workflowId: "WORKFLOW_ID" }) { download { state signedUrl } userErrors { field message } } }',
  'Mutation.requestJobTaskDownload':
    'mutation { requestJobTaskDownload(input: { taskId: "TASK_ID", jobId: "JOB_ID", workflowId: "WORKFLOW_ID" }) { download { state signedUrl } userErrors { field message } } }',
  'Mutation.rollbackVisualizationLegend':
    'mutation { rollbackVisualizationLegend(input: { visualizationId: "VISUALIZATION_ID", aoiId: "AOI_ID", mode: DYNAMIC, dates: ["2025-05-06"] }) { visualization { id } userErrors { field message } } }',
  'Mutation.submitOrder':
    'mutation { submitOrder(input: { items: [{ projectId: "PROJECT_ID", useCase: "agriculture", geometry: { type: "Polygon", coordinates: [[[77.5, 22.5], [77.6, 22.5], [77.6, 22.6], [77.5, 22.6], [77.5, 22.5]]] }, product: { archive: { itemIds: ["ITEM_ID"] } } }] }) { order { id totalAmount } userErrors { field message } } }',
  'Mutation.updateVisualizationLegend':
    'mutation { updateVisualizationLegend(input: { visualizationId: "VISUALIZATION_ID", aoiId: "AOI_ID", mode: DYNAMIC, dynamicBins: 5, legend: [{ date: "2025-05-06" }] }) { visualization { id } userErrors { field message } } }',
  'Subscription.aoiDownloadProgress':
    'subscription { aoiDownloadProgress(aoiId: "AOI_ID", id: "AOI_DOWNLOAD_ID") { state signedUrl } }',
  'Subscription.aoiProgress': 'subscription { aoiProgress(id: "AOI_ID") { state progress } }',
  'Subscription.catalogDownloadProgress':
    'subscription { catalogDownloadProgress(id: "CATALOG_DOWNLOAD_ID") { state signedUrl } }',
  'Subscription.deliveryProgress': 'subscription { deliveryProgress(id: "DELIVERY_ID") { state } }',
  'Subscription.insightProgress':
    'subscription { insightProgress(id: "INSIGHT_ID", aoiId: "AOI_ID") { state progress } }',
  'Subscription.jobProgress':
    'subscription { jobProgress(id: "JOB_ID", workflowId: "WORKFLOW_ID") { state tasks { name state } } }',
  'Subscription.orderItemProgress':
    'subscription { orderItemProgress(id: "ORDER_ITEM_ID") { state tasks { status } } }',
  'Subscription.visualizationProgress':
    'subscription { visualizationProgress(id: "VISUALIZATION_ID", aoiId: "AOI_ID") { state dates } }',
};

/** Adds the examples to the descriptions of the root fields. */
class ExamplesPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const example = EXAMPLES[`${config.parentType}.${config.name}`];
    return example ? { ...config, description: `${config.description}\n\nExample: \`${example}\`` } : config;
  }
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      examples: ExamplesPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin('examples', ExamplesPlugin);
