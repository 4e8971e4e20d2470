import { Type } from 'typebox';
import { WireAoi, WireAoiList, WireNewAoi } from './aoi.ts';
import { WireAssetList } from './asset.ts';
import { WireBandsetList } from './bandset.ts';
import { WireBlock, WireBlockList } from './block.ts';
import {
  WireCatalog,
  WireCatalogDownload,
  WireCatalogList,
  WireCatalogSearch,
  WireNewCatalogDownload,
} from './catalog.ts';
import { WireDeliveryList, WireNewDeliveries } from './delivery.ts';
import { WireAoiDownload, WireNewAoiDownload } from './download.ts';
import {
  WireCreatedInsight,
  WireInsightDownload,
  WireInsightDownloadRequest,
  WireInsightEstimate,
  WireInsightList,
  WireNewInsight,
} from './insight.ts';
import { WireJob, WireJobDownload, WireJobList, WireJobTaskDownload } from './job.ts';
import type { Operation, OperationAnswer, OperationInput } from './operation.ts';
import { WireNewOrder, WireOrder, WireOrderList } from './order.ts';
import { WireOrderItem, WireOrderItemList } from './order-item.ts';
import { WireProjectAnswer, WireProjectList } from './project.ts';
import { WireSatelliteList } from './satellite.ts';
import { WireImageSearch, WireImageSearchAnswer } from './search.ts';
import { WireIndex, WireIndexList, WireNewIndex } from './spectral-index.ts';
import { WireArchiveSearch, WireCollection, WireCollectionList, WireStacItem, WireStacItemList } from './stac.ts';
import { WireNewStore, WireStore, WireStoreList } from './store.ts';
import {
  WireLegendRollback,
  WireLegendUpdate,
  WireNewVisualization,
  WirePngRequest,
  WireSldAnswer,
  WireSldRequest,
  WireVisualization,
  WireVisualizationList,
  WireVisualizationMetadata,
} from './visualization.ts';
import { WireWorkflow, WireWorkflowEstimate, WireWorkflowList } from './workflow.ts';

const offsetAndLimit = { offset: Type.Integer({ default: 0 }), limit: Type.Integer({ default: 10 }) };

/**
 * Every operation of the Pixxel REST API under a name of our own: the document leaves four unnamed, and writes
 * one with a space. Where it spells the name otherwise, its spelling stands above the row. Client and sandbox both
 * read this table; a test holds it against the document.
 */
export const operations = {
  // unnamed
  Ping: { method: 'GET', path: '/ping', format: 'json', access: 'read', answers: { 200: Type.String() } },

  ListProjects: {
    method: 'GET',
    path: '/v0/projects',
    query: Type.Partial(Type.Object({ page_num: Type.Integer(), page_size: Type.Integer() })),
    answers: { 200: WireProjectList },
    format: 'json',
    access: 'read',
  },
  GetProjectById: {
    method: 'GET',
    path: '/v0/projects/{id}',
    answers: { 200: WireProjectAnswer },
    answersOne: true,
    format: 'json',
    access: 'read',
  },

  // ListAOIs
  ListAois: {
    method: 'GET',
    path: '/v0/aois',
    query: Type.Partial(
      Type.Object({
        ...offsetAndLimit,
        created_at: Type.String(),
        updated_at: Type.String(),
        aoi_id: Type.String(),
        aoi_name: Type.String(),
        project_ids: Type.String(),
      }),
    ),
    answers: { 200: WireAoiList },
    late: { rows: 'aois', member: 'geometry' },
    map: { rows: 'aois', member: 'images' },
    format: 'json',
    access: 'read',
    batchedBy: ['project_ids'],
  },
  // AOICreateAOI
  CreateAoi: {
    method: 'POST',
    path: '/v0/aois',
    body: WireNewAoi,
    answers: { 201: WireAoi },
    map: { member: 'images' },
    format: 'json',
    envelope: 'aoi',
    access: 'write',
  },
  /** `aoi` in the singular here and for insights, in the plural everywhere else. */
  GetAoiById: {
    method: 'GET',
    path: '/v0/aoi/{aoi_id}',
    answers: { 200: WireAoi },
    answersOne: true,
    map: { member: 'images' },
    format: 'json',
    envelope: 'aoi',
    access: 'read',
  },

  // List Satellites
  ListSatellites: {
    method: 'GET',
    path: '/v0/satellites',
    answers: { 200: WireSatelliteList },
    format: 'json',
    access: 'read',
    isReference: true,
  },
  // SearchSatelliteImages
  SearchImages: {
    method: 'POST',
    path: '/v0/search',
    body: WireImageSearch,
    answers: { 200: WireImageSearchAnswer },
    map: { member: 'items' },
    format: 'json',
    access: 'read',
  },

  ListIndices: {
    method: 'GET',
    path: '/v0/indices',
    query: Type.Partial(
      Type.Object({
        ...offsetAndLimit,
        satellite_id: Type.String(),
        type: Type.String(),
        expression_type: Type.String(),
        index_id: Type.String(),
      }),
    ),
    answers: { 200: WireIndexList },
    format: 'json',
    access: 'read',
  },
  CreateIndex: {
    method: 'POST',
    path: '/v0/indices',
    body: WireNewIndex,
    answers: { 201: WireIndex },
    format: 'json',
    envelope: 'index',
    access: 'write',
  },

  ListVisualizations: {
    method: 'GET',
    path: '/v0/aois/{aoi_id}/visualizations',
    query: Type.Partial(
      Type.Object({
        ...offsetAndLimit,
        type: Type.String(),
        user_id: Type.String(),
        expression_type: Type.String(),
        index_id: Type.String(),
        visualization_id: Type.String(),
      }),
    ),
    answers: { 200: WireVisualizationList },
    format: 'json',
    access: 'read',
  },
  CreateVisualization: {
    method: 'POST',
    path: '/v0/aois/{aoi_id}/visualizations',
    body: WireNewVisualization,
    answers: { 201: WireVisualization },
    format: 'json',
    envelope: 'visualization',
    access: 'write',
  },
  // UpdateVisualizationMetadata
  UpdateVisualizationLegend: {
    method: 'PUT',
    path: '/v0/aois/{aoi_id}/visualizations/{visualization_id}/metadata',
    body: WireLegendUpdate,
    answers: { 200: WireVisualizationMetadata },
    format: 'json',
    access: 'write',
  },
  // RollbackVisualizationMetadata
  RollbackVisualizationLegend: {
    method: 'PATCH',
    path: '/v0/aois/{aoi_id}/visualizations/{visualization_id}/metadata',
    body: WireLegendRollback,
    answers: { 200: WireVisualization },
    format: 'json',
    envelope: 'visualization',
    access: 'write',
  },
  // GenerateIndexPng
  RenderVisualizationPng: {
    method: 'POST',
    path: '/v0/aois/{aoi_id}/visualizations/{visualization_id}/png',
    body: WirePngRequest,
    answers: { 200: Type.Unsafe<Buffer>(Type.Unknown()) },
    format: 'bytes',
    access: 'read',
  },
  // GenerateVisualizationSLD
  RenderVisualizationSld: {
    method: 'POST',
    path: '/v0/aois/{aoi_id}/visualizations/{visualization_id}/sld',
    body: WireSldRequest,
    answers: { 200: WireSldAnswer },
    format: 'json',
    access: 'read',
  },

  // unnamed
  ListBlocks: {
    method: 'GET',
    path: '/v0/blocks',
    query: Type.Partial(Type.Object({ mode: Type.String() })),
    answers: { 200: WireBlockList },
    format: 'json',
    access: 'read',
    isReference: true,
  },
  // unnamed
  ListBlockVersions: {
    method: 'GET',
    path: '/v0/blocks/{name}',
    answers: { 200: WireBlockList },
    format: 'json',
    access: 'read',
    isReference: true,
  },
  // unnamed
  GetBlockVersion: {
    method: 'GET',
    path: '/v0/blocks/{name}/versions/{version}',
    answers: { 200: WireBlock },
    answersOne: true,
    format: 'json',
    envelope: 'block',
    access: 'read',
    isReference: true,
  },

  // createInsights
  /** With `estimate` it answers 200 and runs nothing; it is still handled as a write: never repeated, never shared. */
  CreateInsight: {
    method: 'POST',
    path: '/v0/aoi/{aoi_id}/insights',
    body: WireNewInsight,
    answers: { 200: WireInsightEstimate, 201: WireCreatedInsight },
    format: 'json',
    access: 'write',
  },
  // listInsights
  ListInsights: {
    method: 'GET',
    path: '/v0/aoi/{aoiId}/insights',
    query: Type.Partial(
      Type.Object({ id: Type.String(), status: Type.String(), created_by: Type.String(), created_on: Type.String() }),
    ),
    answers: { 200: WireInsightList },
    format: 'json',
    access: 'read',
  },
  // downloadInsights
  RequestInsightDownload: {
    method: 'PUT',
    path: '/v0/aoi/{aoi_id}/insights/{insight_id}/download',
    body: WireInsightDownloadRequest,
    bodyIsOptional: true,
    answers: { 200: WireInsightDownload },
    format: 'json',
    access: 'write',
  },
  // deleteInsights
  DeleteInsight: {
    method: 'DELETE',
    path: '/v0/aoi/{aoi_id}/insights/{insight_id}',
    query: Type.Object({ project_id: Type.String() }),
    answers: { 200: Type.Unknown() },
    format: 'empty',
    access: 'write',
  },

  ListAssets: {
    method: 'GET',
    path: '/v0/aois/{aoi_id}/assets',
    query: Type.Partial(Type.Object(offsetAndLimit)),
    answers: { 200: WireAssetList },
    late: { rows: 'assets', member: 'geometry' },
    format: 'json',
    access: 'read',
  },
  // AOICreateDownload
  RequestAoiDownload: {
    method: 'POST',
    path: '/v0/aois/{aoi_id}/downloads',
    body: WireNewAoiDownload,
    answers: { 201: WireAoiDownload },
    format: 'json',
    envelope: 'download',
    access: 'write',
  },
  // GetDownloadStatus
  GetAoiDownload: {
    method: 'GET',
    path: '/v0/aois/{aoi_id}/downloads/{download_id}',
    answers: { 200: WireAoiDownload },
    answersOne: true,
    format: 'json',
    envelope: 'download',
    access: 'read',
  },

  // listWorkflows
  ListWorkflows: {
    method: 'GET',
    path: '/v0/workflows',
    query: Type.Partial(
      Type.Object({
        project_id: Type.String(),
        id: Type.String(),
        name: Type.String(),
        created_by: Type.String(),
        created_on: Type.String(),
        updated_at: Type.String(),
        offset: Type.Integer({ default: 0 }),
        limit: Type.Integer({ default: 50 }),
      }),
    ),
    answers: { 200: WireWorkflowList },
    format: 'json',
    access: 'read',
  },
  // getWorkflowsById
  GetWorkflowById: {
    method: 'GET',
    path: '/v0/workflows/{workflow_id}',
    query: Type.Object({ project_id: Type.String() }),
    answers: { 200: WireWorkflow },
    answersOne: true,
    format: 'json',
    envelope: 'workflow',
    access: 'read',
  },
  // getWorkflowCostEstimate
  GetWorkflowEstimate: {
    method: 'GET',
    path: '/v0/workflows/{workflow_id}/estimate',
    answers: { 200: WireWorkflowEstimate },
    format: 'json',
    access: 'read',
  },
  // listJobs
  ListJobs: {
    method: 'GET',
    path: '/v0/workflows/{workflow_id}/jobs',
    query: Type.Partial(
      Type.Object({ id: Type.String(), status: Type.String(), created_by: Type.String(), created_on: Type.String() }),
    ),
    answers: { 200: WireJobList },
    format: 'json',
    access: 'read',
  },
  // createJob
  CreateJob: {
    method: 'POST',
    path: '/v0/workflows/{workflow_id}/jobs',
    query: Type.Object({ project_id: Type.String() }),
    answers: { 200: WireJob },
    format: 'json',
    envelope: 'job',
    access: 'write',
  },
  // getJobById
  GetJobById: {
    method: 'GET',
    path: '/v0/workflows/{workflow_id}/jobs/{job_id}',
    answers: { 200: WireJob },
    answersOne: true,
    format: 'json',
    envelope: 'job',
    access: 'read',
  },
  // downloadJob
  RequestJobDownload: {
    method: 'PUT',
    path: '/v0/workflows/{workflow_id}/jobs/{job_id}/download',
    answers: { 200: WireJobDownload },
    format: 'json',
    access: 'write',
  },
  // downloadTask
  RequestJobTaskDownload: {
    method: 'PUT',
    path: '/v0/workflows/{workflow_id}/jobs/{job_id}/tasks/{task_id}/download',
    answers: { 200: WireJobTaskDownload },
    format: 'json',
    access: 'write',
  },

  ListBandsets: {
    method: 'GET',
    path: '/v0/bandsets',
    answers: { 200: WireBandsetList },
    format: 'json',
    access: 'read',
    isReference: true,
  },
  ListOrders: {
    method: 'GET',
    path: '/v0/orders',
    query: Type.Partial(Type.Object({ user_id: Type.String(), limit: Type.Integer(), offset: Type.Integer() })),
    answers: { 200: WireOrderList },
    format: 'json',
    access: 'read',
  },
  /** With `dry_run` it prices the order and buys nothing; it is still handled as a write: never repeated, never shared. */
  SubmitOrder: {
    method: 'POST',
    path: '/v0/orders',
    body: WireNewOrder,
    answers: { 201: WireOrder },
    format: 'json',
    envelope: 'order',
    access: 'write',
  },
  GetOrderById: {
    method: 'GET',
    path: '/v0/orders/{id}',
    answers: { 200: WireOrder },
    answersOne: true,
    format: 'json',
    envelope: 'order',
    access: 'read',
  },
  ListOrderItems: {
    method: 'GET',
    path: '/v0/order-items',
    query: Type.Partial(
      Type.Object({
        user_id: Type.String(),
        type: Type.String(),
        status: Type.String(),
        order_ids: Type.String(),
        created_by: Type.String(),
        created_at: Type.String(),
        project_ids: Type.String(),
        ids: Type.String(),
        area: Type.String(),
        limit: Type.Integer(),
        offset: Type.Integer(),
      }),
    ),
    answers: { 200: WireOrderItemList },
    format: 'json',
    access: 'read',
    batchedBy: ['ids', 'order_ids', 'project_ids'],
  },
  GetOrderItemById: {
    method: 'GET',
    path: '/v0/order-items/{id}',
    answers: { 200: WireOrderItem },
    answersOne: true,
    format: 'json',
    envelope: 'order_item',
    access: 'read',
  },
  /** The order history as CSV. */
  DownloadOrderReport: {
    method: 'GET',
    path: '/v0/reports',
    query: Type.Partial(Type.Object({ tz: Type.String() })),
    answers: { 200: Type.String() },
    format: 'text',
    access: 'read',
  },

  ListCollections: {
    method: 'GET',
    path: '/v0/archives/collections',
    query: Type.Partial(Type.Object({ ids: Type.String() })),
    answers: { 200: WireCollectionList },
    format: 'json',
    access: 'read',
    batchedBy: ['ids'],
    isReference: true,
  },
  GetCollectionById: {
    method: 'GET',
    path: '/v0/archives/collections/{cid}',
    answers: { 200: WireCollection },
    answersOne: true,
    format: 'json',
    envelope: 'collection',
    access: 'read',
    isReference: true,
  },
  // ListItemInCollection
  ListCollectionItems: {
    method: 'GET',
    path: '/v0/archives/collections/{cid}/items',
    query: Type.Partial(Type.Object({ limit: Type.Integer(), offset: Type.Integer() })),
    answers: { 200: WireStacItemList },
    late: { rows: 'features', member: 'assets' },
    format: 'json',
    access: 'read',
  },
  GetCollectionItemById: {
    method: 'GET',
    path: '/v0/archives/collections/{cid}/items/{id}',
    answers: { 200: WireStacItem },
    answersOne: true,
    format: 'json',
    envelope: 'item',
    access: 'read',
  },
  // SearchItemInArchive
  SearchArchive: {
    method: 'POST',
    path: '/v0/archives/search',
    body: WireArchiveSearch,
    answers: { 200: WireStacItemList },
    late: { rows: 'features', member: 'assets' },
    format: 'json',
    access: 'read',
    batchedBy: ['ids'],
  },

  ListDeliveries: {
    method: 'GET',
    path: '/v0/catalogs/deliveries',
    query: Type.Partial(
      Type.Object({
        delivery_id: Type.String(),
        catalog_id: Type.String(),
        task_id: Type.String(),
        order_item_id: Type.String(),
      }),
    ),
    answers: { 200: WireDeliveryList },
    format: 'json',
    access: 'read',
  },
  // CreateDelivery
  CreateDeliveries: {
    method: 'POST',
    path: '/v0/catalogs/deliveries',
    body: WireNewDeliveries,
    answers: { 201: WireDeliveryList },
    format: 'json',
    access: 'write',
  },
  // CreateDownload
  RequestCatalogDownload: {
    method: 'POST',
    path: '/v0/catalogs/download',
    body: WireNewCatalogDownload,
    answers: { 201: WireCatalogDownload },
    format: 'json',
    envelope: 'download',
    access: 'write',
  },
  // GetDownloadById
  GetCatalogDownload: {
    method: 'GET',
    path: '/v0/catalogs/download/{download_id}',
    answers: { 200: WireCatalogDownload },
    answersOne: true,
    format: 'json',
    envelope: 'download',
    access: 'read',
  },
  SearchCatalogs: {
    method: 'POST',
    path: '/v0/catalogs/search',
    body: WireCatalogSearch,
    answers: { 200: WireCatalogList },
    format: 'json',
    access: 'read',
    batchedBy: ['ids', 'item_ids', 'order_ids', 'order_item_ids'],
  },
  GetCatalogById: {
    method: 'GET',
    path: '/v0/catalogs/{id}',
    answers: { 200: WireCatalog },
    answersOne: true,
    format: 'json',
    envelope: 'catalog',
    access: 'read',
  },

  ListStores: {
    method: 'GET',
    path: '/v0/stores',
    answers: { 200: WireStoreList },
    format: 'json',
    access: 'read',
  },
  CreateStore: {
    method: 'POST',
    path: '/v0/stores',
    body: WireNewStore,
    secretsIn: 'secrets',
    answers: { 200: WireStore },
    format: 'json',
    envelope: 'store',
    access: 'write',
  },
  DeleteStore: {
    method: 'DELETE',
    path: '/v0/stores/{id}',
    answers: { 204: Type.Unknown() },
    format: 'empty',
    access: 'write',
  },
} as const satisfies Record<string, Operation>;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
/** What a call of the named operation takes. */
export type InputOf<Name extends OperationName> = OperationInput<Operations[Name]>;
/** What the named operation answers. */
export type AnswerOf<Name extends OperationName> = OperationAnswer<Operations[Name]>;
