/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Narrows a list of AOIs. */
export type AoiFilter = {
  /** Only AOIs of this name. */
  name?: string | null | undefined;
};

/** How far the cutting of an AOI has come. */
export type AoiStatus =
  /** No image could be cut. */
  | 'FAILED'
  /** Some images are cut, others failed. */
  | 'PARTIAL_SUCCESS'
  /** Images are being cut. */
  | 'RUNNING'
  /** Taken on. */
  | 'STARTED'
  /** All images are cut. */
  | 'SUCCESS'
  /** Images are being added. */
  | 'UPDATING';

/** Images that exist already. */
export type ArchiveOrderInput = {
  /** The STAC items, as a search of the archive finds them. */
  itemIds: Array<string | number>;
};

/** Which images of the archive: those for which all that is given holds. */
export type ArchiveSearchInput = {
  /** Only images that meet this box: west, south, east, north in degrees, or six numbers with heights. Not together with `intersects`. */
  bbox?: Array<number> | null | undefined;
  /** Only images of these collections, by either of their ids. */
  collectionIds?: Array<string | number> | null | undefined;
  /** Only images taken then. */
  datetime?: TimeIntervalInput | null | undefined;
  /** Only these images, by either of their ids. */
  ids?: Array<string | number> | null | undefined;
  /** Only images that meet this geometry. Not together with `bbox`. */
  intersects?: object | null | undefined;
  /** Conditions on properties: `{ "eo:cloud_cover": { "gte": 0, "lt": 10 } }`. */
  query?: unknown;
};

/** The asset of the AOI that a raster is taken from. */
export type AssetSourceInput = {
  /** The asset, by either of its ids. */
  assetId: string | number;
  /** What kind of asset it is, such as `raw_mosaic`. */
  type: string;
};

/** How far the making of an asset has come. */
export type AssetStatus =
  /** It is being made. */
  | 'CREATING'
  /** It could not be made. */
  | 'FAILED'
  /** Taken on. */
  | 'STARTED'
  /** It is there. */
  | 'SUCCESS';

/** What an asset was made of. */
export type AssetType =
  /** All images of one day, joined and cut to the AOI. */
  | 'MOSAIC'
  /** One image, cut to the AOI. */
  | 'STAC_ITEM'
  /** One day of a visualization. */
  | 'VISUALIZATION';

/** What Pixxel writes into an Azure container with. */
export type AzblobCredentialsInput = {
  /** The storage account. */
  accountName: string;
  /** The application. */
  clientId: string;
  /** Its secret. */
  clientSecret: string;
  /** The directory (tenant) of the application. */
  tenantId: string;
};

/** What a block runs in. */
export type BlockMode =
  /** Runs alone, on an AOI. */
  | 'INSIGHT'
  /** Runs as a step of a workflow. */
  | 'WORKFLOW';

/** What an input of a block is given: a `value` or a `stacUrl`. What it must be is taken from the block. */
export type BlockParameterInput = {
  /** Where a raster comes from. */
  assetSource?: AssetSourceInput | null | undefined;
  /** The name that the block has for it. */
  name: string;
  /** The STAC item that holds a raster. */
  stacUrl?: string | null | undefined;
  /** The value, as text also where it is a number. */
  value?: string | null | undefined;
};

/** One version of a block. */
export type BlockRefInput = {
  /** The name of the block. */
  name: string;
  /** Its version. */
  version: string;
};

/** Which entries of the catalog: those for which all that is given holds. */
export type CatalogFilter = {
  /** Only images that meet this box: west, south, east, north in degrees, or six numbers with heights. Not together with `intersects`. */
  bbox?: Array<number> | null | undefined;
  /** Only images of these collections, by either of their ids. */
  collectionIds?: Array<string | number> | null | undefined;
  /** Only images taken then. */
  datetime?: TimeIntervalInput | null | undefined;
  /** Only these entries, by either of their ids. */
  ids?: Array<string | number> | null | undefined;
  /** Only images that meet this geometry, which must be a Polygon. Not together with `bbox`. */
  intersects?: object | null | undefined;
  /** Only entries of these STAC items, by either of their ids. */
  itemIds?: Array<string | number> | null | undefined;
  /** Only what these orders have brought, by either of their ids. */
  orderIds?: Array<string | number> | null | undefined;
  /** Only what these order items have brought, by either of their ids. */
  orderItemIds?: Array<string | number> | null | undefined;
  /** Conditions on properties: `{ "eo:cloud_cover": { "gte": 0, "lt": 10 } }`. */
  query?: unknown;
};

/** Images of the catalog: one of the two lists. */
export type CatalogTargetInput =
  {   /** These entries, by either of their ids. */
  catalogEntryIds: Array<string | number>; orderItemIds?: never; }
  |  { catalogEntryIds?: never;   /** All that these order items have brought, by either of their ids. */
  orderItemIds: Array<string | number>; };

/** Where images are to be put. */
export type CloudDeliveryInput = {
  /** The folder, below the store's own prefix. */
  path?: string | null | undefined;
  /** The store, by either of its ids. */
  storeId: string | number;
};

/** What an AOI is made from. */
export type CreateAoiInput = {
  /** What the area is for. */
  description: string;
  /** The outline. */
  geometry: object;
  /** The STAC items to cut, as image search finds them. */
  itemIds: Array<string | number>;
  /** A name that no other AOI of the project has. */
  name: string;
  /** The project to keep it in. */
  projectId: string | number;
  /** Whose images they are. */
  provider: ImageProvider;
  /** The satellite that took the images. */
  satelliteId: string | number;
};

/** What is to be delivered. */
export type CreateDeliveriesInput = {
  /** At least one; each may name several images. */
  deliveries: Array<DeliveryInput>;
};

/** What a spectral index is made from. */
export type CreateIndexInput = {
  /** The name of the colour map to draw it with. */
  colormap: string;
  /** What it shows. */
  description: string;
  /** The formula over bands, such as `(B08-B04)/(B08+B04)`. */
  expression: string;
  /** What kind of picture it makes. */
  expressionType: ExpressionType;
  /** A name that no other index of the satellite has. */
  name: string;
  /** Two whole numbers: the values at the lower and the upper end of the colours. */
  rescale: Array<number>;
  /** The satellite whose bands it reads. */
  satelliteId: string | number;
};

/** What an insight is made from. */
export type CreateInsightInput = {
  /** The AOI to run the block on, by either of its ids. */
  aoiId: string | number;
  /** What to run. */
  block: BlockRefInput;
  /** What to give to it. */
  inputs: Array<BlockParameterInput>;
  /** Free texts to keep with it: an object whose values are texts. */
  metadata?: unknown;
  /** A name to show to people. */
  name?: string | null | undefined;
  /** The project of the AOI. */
  projectId?: string | number | null | undefined;
};

/** Which workflow to run. */
export type CreateJobInput = {
  /** Its project, which saves looking for it where `workflowId` is not the global id. */
  projectId?: string | number | null | undefined;
  /** The workflow, by either of its ids. */
  workflowId: string | number;
};

/** A bucket to connect. */
export type CreateStoreInput = {
  /** The bucket or container. */
  bucket: string;
  /** What Pixxel writes into it with. Handed on and not kept; pass it as a variable. */
  credentials: StoreCredentialsInput;
  /** Labels of your own: an object of texts. */
  labels?: unknown;
  /** A name that no other store of yours has. */
  name: string;
  /** The folder in the bucket under which to put all. */
  pathPrefix?: string | null | undefined;
  /** Where the bucket is. */
  region: string;
};

/** What a visualization is made from. */
export type CreateVisualizationInput = {
  /** The AOI to draw on. */
  aoiId: string | number;
  /** The index to draw: one of the satellite that took the images. */
  indexId: string | number;
  /** The side of a pixel in metres; that of the satellite where this is left out. */
  resolutionInM?: number | null | undefined;
  /** Assets of the AOI to draw from, at least one; all its mosaics where this is left out. */
  sourceAssetIds?: Array<string | number> | null | undefined;
};

/** Which insight to delete. */
export type DeleteInsightInput = {
  /** The AOI it is of: needed where `insightId` is not the global id. */
  aoiId?: string | number | null | undefined;
  /** The insight, by either of its ids. */
  insightId: string | number;
  /** The project of the AOI, which saves looking for it. */
  projectId?: string | number | null | undefined;
};

/** The store to disconnect. */
export type DeleteStoreInput = {
  /** The store, by either of its ids. */
  storeId: string | number;
};

/** Which images are to be put where. */
export type DeliveryInput = {
  /** Where they go. */
  cloudDelivery: CloudDeliveryInput;
  /** The images. */
  target: CatalogTargetInput;
};

/** How far a delivery has come. */
export type DeliveryStatus =
  /** Taken on. */
  | 'CREATED'
  /** It could not be transferred. */
  | 'FAILED'
  /** Being transferred. */
  | 'IN_PROGRESS'
  /** There is nothing to deliver. */
  | 'NOT_APPLICABLE'
  /** Waiting for the image. */
  | 'PENDING'
  /** All of it is in the store. */
  | 'SUCCESS'
  /** Nothing is known. */
  | 'UNSPECIFIED';

/** What a package was made of. */
export type DownloadKind =
  /** Assets of an AOI. */
  | 'AOI'
  /** Images of the catalog. */
  | 'CATALOG'
  /** Inputs and outputs of an insight. */
  | 'INSIGHT'
  /** Inputs and outputs of a whole job. */
  | 'JOB'
  /** Inputs and outputs of one task of a job. */
  | 'JOB_TASK';

/** What kind of picture an expression makes. */
export type ExpressionType =
  /** Three bands, shown as red, green and blue. */
  | 'COMPOSITE'
  /** One band, from black to white. */
  | 'GRAYSCALE'
  /** A formula over bands, drawn with a colour map. */
  | 'INDEX';

/** Whether a capture can be made as ordered. */
export type FeasibilityStatus =
  /** It cannot. */
  | 'FAILED'
  /** Nothing has to be captured. */
  | 'NOT_APPLICABLE'
  /** It can. */
  | 'SUCCESS'
  /** That was not looked at. */
  | 'UNSPECIFIED'
  /** It may, with little room. */
  | 'WEAK_SUCCESS';

/** What Pixxel writes into a Google Cloud Storage bucket with. */
export type GcsCredentialsInput = {
  /** The Google Cloud project. */
  projectId: string;
  /** The key file of a service account, as Google gives it. */
  serviceAccountCredentials: string;
};

/** Whose images an AOI is cut from. */
export type ImageProvider =
  /** Images of Pixxel's own satellites. */
  | 'PIXXEL'
  /** Open data, such as Sentinel-2. */
  | 'PLANETARY';

/** Which images: those for which all of it holds. */
export type ImageSearchInput = {
  /** Taken no later than this. */
  endDate: string;
  /** With properties in these ranges. */
  filters?: Array<RangeFilterInput> | null | undefined;
  /** Meeting this geometry. */
  geometry: object;
  /** Taken by one of these satellites; at least one. */
  satellites: Array<ImageSearchSatelliteInput>;
  /** Taken no earlier than this. */
  startDate: string;
};

/** A satellite and the collection of its images to look through. */
export type ImageSearchSatelliteInput = {
  /** One of the `collections` of this satellite, by its `collectionId` or by the id of the collection. */
  collectionId: string | number;
  /** The satellite, by either of its ids. */
  satelliteId: string | number;
};

/** Narrows a list of indices. */
export type IndexFilter = {
  /** Only those that make this kind of picture. */
  expressionType?: ExpressionType | null | undefined;
  /** Only those that come with Pixxel, or only those of users. */
  type?: IndexType | null | undefined;
};

/** Where an index comes from. */
export type IndexType =
  /** Made by somebody of the organization. */
  | 'CUSTOM'
  /** Comes with Pixxel. */
  | 'PRESET';

/** Narrows a list of insights. */
export type InsightFilter = {
  /** Only insights that this person made. */
  createdBy?: string | number | null | undefined;
  /** Only insights made then; midnight stands for the whole day. */
  createdOn?: string | null | undefined;
  /** Only insights in one of these states. */
  states?: Array<LifecycleState> | null | undefined;
};

/** Narrows a list of jobs. */
export type JobFilter = {
  /** Only jobs that this person started. */
  createdBy?: string | number | null | undefined;
  /** Only jobs started then; midnight stands for the whole day. */
  createdOn?: string | null | undefined;
  /** Only jobs in one of these states. */
  states?: Array<LifecycleState> | null | undefined;
};

/** The legend of one day. */
export type LegendInput = {
  /** The day: one of `dates`. */
  date: string;
  /** Its steps. In the DYNAMIC mode they can be left out: equal steps are computed then. */
  items?: Array<LegendItemInput> | null | undefined;
};

/** One step of a legend. */
export type LegendItemInput = {
  /** The colour, such as `#2b83ba`. */
  color?: string | null | undefined;
  /** The words for it. */
  label?: string | null | undefined;
  /** The highest value that it stands for. */
  max?: number | null | undefined;
  /** The lowest value that it stands for. */
  min?: number | null | undefined;
};

/** Where long work stands, in the same words for everything. */
export type LifecycleState =
  /** Stopped or expired before it was done. */
  | 'CANCELLED'
  /** Ended without a result. */
  | 'FAILED'
  /** Ended, and some of it is there. */
  | 'PARTIALLY_SUCCEEDED'
  /** Accepted and not begun. */
  | 'PENDING'
  /** Under way. */
  | 'RUNNING'
  /** Ended, and all of it is there. */
  | 'SUCCEEDED'
  /** No status, or one that says nothing known. */
  | 'UNKNOWN';

/** One position of an order. */
export type OrderItemInput = {
  /** Where to put the images once they are there; nowhere where it is left out. */
  cloudDelivery?: CloudDeliveryInput | null | undefined;
  /** The area. Less than 100 square kilometres costs as much as 100. */
  geometry: object;
  /** A name for it, of at most 100 characters. */
  name?: string | null | undefined;
  /** What to order. */
  product: OrderProductInput;
  /** The project that it is for. */
  projectId: string | number;
  /** What the images are for, such as `agriculture`. */
  useCase: string;
};

/** How far an order item has come. */
export type OrderItemStatus =
  /** Being captured or prepared. */
  | 'ACTIVE'
  /** It was called off. */
  | 'CANCELLED'
  /** Not paid yet. */
  | 'DRAFT'
  /** It has ended without an image. */
  | 'FAILED'
  /** All of its images are there. */
  | 'FULFILLED'
  /** It has ended with some of its images. */
  | 'PARTIALLY_FULFILLED';

/** What is bought. */
export type OrderItemType =
  /** Images that exist already. */
  | 'ARCHIVE'
  /** Captures that are yet to be made, one each period. */
  | 'RECURRING'
  /** One capture that is yet to be made. */
  | 'TASKING';

/** What to order: one of the two. */
export type OrderProductInput =
  {   /** Images that exist already. */
  archive: ArchiveOrderInput; tasking?: never; }
  |  { archive?: never;   /** Captures to come. */
  tasking: TaskingOrderInput; };

/** How the payment of an order stands. */
export type OrderStatus =
  /** Paid. */
  | 'PAID'
  /** Being paid. */
  | 'PAYMENT_IN_PROGRESS'
  /** Paid back. */
  | 'REFUND'
  /** Not paid. */
  | 'UNPAID';

/** A range in which a property of the images must lie, both ends included. */
export type RangeFilterInput = {
  /** The greatest value. */
  max: number;
  /** The least value. */
  min: number;
  /** The property, such as `eo:cloud_cover`: one of the `queryables` of the collection. */
  property: string;
};

/** How often to capture. */
export type RecurrenceInput =
  /** Every second month. */
  | 'BIMONTHLY'
  /** Every month. */
  | 'MONTHLY'
  /** Once. */
  | 'ONCE'
  /** Every third month. */
  | 'QUARTERLY';

/** What to pack. */
export type RequestAoiDownloadInput = {
  /** The AOI of the assets. */
  aoiId: string | number;
  /** Assets of the AOI, at least one. */
  assetIds: Array<string | number>;
};

/** What is to be packed. */
export type RequestCatalogDownloadInput = {
  /** The images. */
  target: CatalogTargetInput;
};

/** What of an insight to pack. */
export type RequestInsightDownloadInput = {
  /** The AOI it is of: needed where `insightId` is not the global id. */
  aoiId?: string | number | null | undefined;
  /** Only these of its inputs; all where it is left out. */
  inputs?: Array<string | number> | null | undefined;
  /** The insight, by either of its ids. */
  insightId: string | number;
  /** Only these of its outputs; all where it is left out. */
  outputs?: Array<string | number> | null | undefined;
};

/** Which job to pack. */
export type RequestJobDownloadInput = {
  /** The job, by either of its ids. */
  jobId: string | number;
  /** The workflow that it runs: needed where `jobId` is not the global id. */
  workflowId?: string | number | null | undefined;
};

/** Which task of a job to pack. */
export type RequestJobTaskDownloadInput = {
  /** Its job: needed where `taskId` is not the global id. */
  jobId?: string | number | null | undefined;
  /** The task, by either of its ids. */
  taskId: string | number;
  /** The workflow that the job runs: needed where no id given is a global one. */
  workflowId?: string | number | null | undefined;
};

/** Which legends to bring back. */
export type RollbackVisualizationLegendInput = {
  /** Its AOI: needed where `visualizationId` is not the global id. */
  aoiId?: string | number | null | undefined;
  /** The days, at least one. */
  dates: Array<string>;
  /** Its index: looked up where this is left out. */
  indexId?: string | number | null | undefined;
  /** Which legends; the others stay. */
  mode: VisualizationMode;
  /** The visualization. */
  visualizationId: string | number;
};

/** What Pixxel writes into an S3 bucket with. */
export type S3CredentialsInput = {
  /** The id of the access key. */
  accessKeyId: string;
  /** Its secret. */
  secretAccessKey: string;
};

/** Which way a list is sorted. */
export type SortDirection =
  /** Smallest or oldest first. */
  | 'ASC'
  /** Largest or newest first. */
  | 'DESC';

/** What images are sorted by. */
export type StacSortInput = {
  /** Which way. */
  direction?: SortDirection;
  /** A property of images, such as `datetime` or `eo:cloud_cover`. */
  property: string;
};

/** What Pixxel writes into the bucket with: one of the three, which says whose cloud it is. */
export type StoreCredentialsInput =
  {   /** For Azure Blob Storage. */
  azblob: AzblobCredentialsInput; gcs?: never; s3?: never; }
  |  { azblob?: never;   /** For Google Cloud Storage. */
  gcs: GcsCredentialsInput; s3?: never; }
  |  { azblob?: never; gcs?: never;   /** For Amazon S3, or what speaks its protocol. */
  s3: S3CredentialsInput; };

/** Whose cloud a store is in. */
export type StoreType =
  /** Azure Blob Storage. */
  | 'AZBLOB'
  /** Google Cloud Storage. */
  | 'GCS'
  /** Amazon S3, or what speaks its protocol. */
  | 'S3';

/** An order. Archive images and captures to come can stand in one. */
export type SubmitOrderInput = {
  /** What to order; at least one. */
  items: Array<OrderItemInput>;
};

/** Captures to come. */
export type TaskingOrderInput = {
  /** The bands to capture. */
  bandsetId: string | number;
  /** The most clouds to accept, 0 to 100 per cent. */
  cloudCover?: number | null | undefined;
  /** Until when, that moment not included. Recurring captures take this or `occurrenceCount`. */
  endDate?: string | null | undefined;
  /** How many captures to make, where they recur and there is no `endDate`. */
  occurrenceCount?: number | null | undefined;
  /** How far from straight down to look at most, degrees. */
  offNadir?: number | null | undefined;
  /** How often to capture. */
  recurrence?: RecurrenceInput;
  /** From when on to capture; at least a day from now. */
  startDate: string;
};

/** A stretch of time. One end may be left open; where both are equal an instant is meant. */
export type TimeIntervalInput = {
  /** When it ends; open where it is left out. */
  end?: string | null | undefined;
  /** When it begins; open where it is left out. */
  start?: string | null | undefined;
};

/** Which legends to change, and into what. */
export type UpdateVisualizationLegendInput = {
  /** Its AOI: needed where `visualizationId` is not the global id. */
  aoiId?: string | number | null | undefined;
  /** How many steps to compute, 1 to 15: needed in the DYNAMIC mode. */
  dynamicBins?: number | null | undefined;
  /** The new legends, each day once. */
  legend: Array<LegendInput>;
  /** Which legends; the others stay. */
  mode: VisualizationMode;
  /** The visualization. */
  visualizationId: string | number;
};

/** What kind of fault an input has. */
export type UserErrorCode =
  /** It clashes with what is there already, such as a name that is taken. */
  | 'CONFLICT'
  /** The value cannot be used. */
  | 'INVALID'
  /** What it names is not there, or not within reach of the key. */
  | 'NOT_FOUND';

/** How the steps of a legend are laid over the values. */
export type VisualizationMode =
  /** Between the lowest and the highest value that is seen on the day. */
  | 'DYNAMIC'
  /** Between the lowest and the highest value that the index can have. */
  | 'THEORETICAL';

/** Narrows a list of workflows. */
export type WorkflowFilter = {
  /** Only workflows that this person made. */
  createdBy?: string | number | null | undefined;
  /** Only workflows made then; midnight stands for the whole day. */
  createdOn?: string | null | undefined;
  /** Only workflows of this name. */
  name?: string | null | undefined;
  /** Only workflows last changed then; likewise. */
  updatedAt?: string | null | undefined;
};

export type PageFragment = { hasNextPage: boolean, endCursor: string | null };

export type ProjectFieldsFragment = { id: string, pixxelId: string, name: string | null, title: string | null, createdAt: string | null };

export type AoiFieldsFragment = { id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: object | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, centroid: { longitude: number, latitude: number } | null };

export type AssetFieldsFragment = { id: string, pixxelId: string, name: string | null, assetType: AssetType | null, status: AssetStatus | null, state: LifecycleState, progress: number | null, date: string | null, path: string | null, bandList: Array<string>, resolutionInM: number | null };

export type VisualizationFieldsFragment = { id: string, pixxelId: string, state: LifecycleState, progress: number | null, indexName: string | null, expression: string | null, dates: Array<string> | null };

export type InsightFieldsFragment = { id: string, pixxelId: string, name: string | null, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, error: string | null, createdAt: string | null };

export type WorkflowFieldsFragment = { id: string, pixxelId: string, name: string | null, description: string | null, createdAt: string | null };

export type JobFieldsFragment = { id: string, pixxelId: string, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, createdAt: string | null, finishedAt: string | null };

export type JobTaskFieldsFragment = { id: string, pixxelId: string, name: string | null, state: LifecycleState, stateMessage: string | null, progress: number | null, error: string | null, blockName: string | null, dependsOn: Array<string> };

export type OrderItemFieldsFragment = { id: string, pixxelId: string, name: string | null, type: OrderItemType | null, status: OrderItemStatus | null, state: LifecycleState, progress: number | null, areaInSqKm: number | null, finalAmount: number | null, createdAt: string | null };

export type StacItemFieldsFragment = { id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: object | null, bbox: Array<number> | null };

export type CatalogEntryFieldsFragment = { id: string, pixxelId: string, areaInSqKm: number | null, deliveryStatus: DeliveryStatus | null, createdAt: string | null, item: { id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: object | null, bbox: Array<number> | null } | null };

export type DeliveryFieldsFragment = { id: string, pixxelId: string, status: DeliveryStatus | null, state: LifecycleState, progress: number | null, targetPath: string | null, createdAt: string | null };

export type DownloadFieldsFragment = { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null };

export type MendFragment = { code: UserErrorCode, message: string, field: Array<string> | null };

export type CreateAoiMutationVariables = Exact<{
  input: CreateAoiInput;
}>;


export type CreateAoiMutation = { createAoi: { aoi: { id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: object | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, centroid: { longitude: number, latitude: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateIndexMutationVariables = Exact<{
  input: CreateIndexInput;
}>;


export type CreateIndexMutation = { createIndex: { index: { id: string, pixxelId: string, name: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateVisualizationMutationVariables = Exact<{
  input: CreateVisualizationInput;
}>;


export type CreateVisualizationMutation = { createVisualization: { visualization: { id: string, pixxelId: string, state: LifecycleState, progress: number | null, indexName: string | null, expression: string | null, dates: Array<string> | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateVisualizationLegendMutationVariables = Exact<{
  input: UpdateVisualizationLegendInput;
}>;


export type UpdateVisualizationLegendMutation = { updateVisualizationLegend: { visualization: { id: string, pixxelId: string, state: LifecycleState, progress: number | null, indexName: string | null, expression: string | null, dates: Array<string> | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RollbackVisualizationLegendMutationVariables = Exact<{
  input: RollbackVisualizationLegendInput;
}>;


export type RollbackVisualizationLegendMutation = { rollbackVisualizationLegend: { visualization: { id: string, pixxelId: string, state: LifecycleState, progress: number | null, indexName: string | null, expression: string | null, dates: Array<string> | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateInsightMutationVariables = Exact<{
  input: CreateInsightInput;
}>;


export type CreateInsightMutation = { createInsight: { insightId: string | null, insight: { id: string, pixxelId: string, name: string | null, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, error: string | null, createdAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteInsightMutationVariables = Exact<{
  input: DeleteInsightInput;
}>;


export type DeleteInsightMutation = { deleteInsight: { deletedInsightId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateJobMutationVariables = Exact<{
  input: CreateJobInput;
}>;


export type CreateJobMutation = { createJob: { job: { id: string, pixxelId: string, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, createdAt: string | null, finishedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SubmitOrderMutationVariables = Exact<{
  input: SubmitOrderInput;
}>;


export type SubmitOrderMutation = { submitOrder: { order: { id: string, pixxelId: string, status: OrderStatus | null, totalAmount: number | null, items: Array<{ id: string, pixxelId: string, name: string | null, type: OrderItemType | null, status: OrderItemStatus | null, state: LifecycleState, progress: number | null, areaInSqKm: number | null, finalAmount: number | null, createdAt: string | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateStoreMutationVariables = Exact<{
  input: CreateStoreInput;
}>;


export type CreateStoreMutation = { createStore: { store: { id: string, pixxelId: string, name: string | null, type: StoreType | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteStoreMutationVariables = Exact<{
  input: DeleteStoreInput;
}>;


export type DeleteStoreMutation = { deleteStore: { deletedStoreId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateDeliveriesMutationVariables = Exact<{
  input: CreateDeliveriesInput;
}>;


export type CreateDeliveriesMutation = { createDeliveries: { deliveries: Array<{ id: string, pixxelId: string, status: DeliveryStatus | null, state: LifecycleState, progress: number | null, targetPath: string | null, createdAt: string | null }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RequestAoiDownloadMutationVariables = Exact<{
  input: RequestAoiDownloadInput;
}>;


export type RequestAoiDownloadMutation = { requestAoiDownload: { download: { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RequestInsightDownloadMutationVariables = Exact<{
  input: RequestInsightDownloadInput;
}>;


export type RequestInsightDownloadMutation = { requestInsightDownload: { download: { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RequestJobDownloadMutationVariables = Exact<{
  input: RequestJobDownloadInput;
}>;


export type RequestJobDownloadMutation = { requestJobDownload: { download: { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RequestJobTaskDownloadMutationVariables = Exact<{
  input: RequestJobTaskDownloadInput;
}>;


export type RequestJobTaskDownloadMutation = { requestJobTaskDownload: { download: { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RequestCatalogDownloadMutationVariables = Exact<{
  input: RequestCatalogDownloadInput;
}>;


export type RequestCatalogDownloadMutation = { requestCatalogDownload: { download: { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ProjectsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProjectsQuery = { projects: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, name: string | null, title: string | null, createdAt: string | null }> } | null };

export type ProjectQueryVariables = Exact<{
  id: string | number;
}>;


export type ProjectQuery = { project: { id: string, pixxelId: string, name: string | null, title: string | null, createdAt: string | null } | null };

export type AoisQueryVariables = Exact<{
  projectIds?: Array<string | number> | string | number | null | undefined;
  filter?: AoiFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AoisQuery = { aois: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: object | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, project: { id: string, pixxelId: string, name: string | null, title: string | null, createdAt: string | null } | null, centroid: { longitude: number, latitude: number } | null }> } | null };

export type AoiQueryVariables = Exact<{
  id: string | number;
  assets?: number | null | undefined;
}>;


export type AoiQuery = { aoi: { id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: object | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, project: { id: string, pixxelId: string, name: string | null, title: string | null, createdAt: string | null } | null, assets: { totalCount: number | null, nodes: Array<{ id: string, pixxelId: string, name: string | null, assetType: AssetType | null, status: AssetStatus | null, state: LifecycleState, progress: number | null, date: string | null, path: string | null, bandList: Array<string>, resolutionInM: number | null }> } | null, visualizations: { nodes: Array<{ id: string, pixxelId: string, state: LifecycleState, progress: number | null, indexName: string | null, expression: string | null, dates: Array<string> | null }> } | null, centroid: { longitude: number, latitude: number } | null } | null };

export type AoiInsightsQueryVariables = Exact<{
  id: string | number;
  filter?: InsightFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AoiInsightsQuery = { aoi: { insights: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, name: string | null, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, error: string | null, createdAt: string | null }> } | null } | null };

export type AoiDownloadQueryVariables = Exact<{
  id: string | number;
  aoiId: string | number;
}>;


export type AoiDownloadQuery = { aoiDownload: { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null } | null };

export type SatellitesQueryVariables = Exact<{ [key: string]: never; }>;


export type SatellitesQuery = { satellites: Array<{ id: string, pixxelId: string, name: string | null, bands: Array<{ name: string | null, wavelengthInNm: number | null, spatialResolutionInM: number | null }>, collections: Array<{ collectionId: string, name: string | null, provider: string | null }> }> | null };

export type SearchImagesQueryVariables = Exact<{
  input: ImageSearchInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchImagesQuery = { searchImages: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: object | null, bbox: Array<number> | null }> } | null };

export type IndicesQueryVariables = Exact<{
  satelliteId?: string | number | null | undefined;
  filter?: IndexFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type IndicesQuery = { indices: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, name: string | null, type: IndexType | null, expression: string | null, expressionType: ExpressionType | null, colormap: string | null }> } | null };

export type VisualizationQueryVariables = Exact<{
  id: string | number;
  aoiId?: string | number | null | undefined;
}>;


export type VisualizationQuery = { visualization: { id: string, pixxelId: string, state: LifecycleState, progress: number | null, indexName: string | null, expression: string | null, dates: Array<string> | null } | null };

export type BlocksQueryVariables = Exact<{
  mode?: BlockMode | null | undefined;
}>;


export type BlocksQuery = { blocks: Array<{ id: string, name: string, version: string, title: string | null, description: string | null, inputs: Array<{ name: string | null, type: string | null, format: string | null, description: string | null }> }> | null };

export type InsightQueryVariables = Exact<{
  id: string | number;
  aoiId?: string | number | null | undefined;
}>;


export type InsightQuery = { insight: { id: string, pixxelId: string, name: string | null, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, error: string | null, createdAt: string | null } | null };

export type InsightEstimateQueryVariables = Exact<{
  input: CreateInsightInput;
}>;


export type InsightEstimateQuery = { insightEstimate: { tokens: number | null } | null };

export type WorkflowsQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  filter?: WorkflowFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WorkflowsQuery = { workflows: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, name: string | null, description: string | null, createdAt: string | null, project: { id: string, pixxelId: string, name: string | null, title: string | null, createdAt: string | null } | null }> } | null };

export type WorkflowQueryVariables = Exact<{
  id: string | number;
  projectId?: string | number | null | undefined;
  jobs?: JobFilter | null | undefined;
}>;


export type WorkflowQuery = { workflow: { estimatedCost: number | null, id: string, pixxelId: string, name: string | null, description: string | null, createdAt: string | null, jobs: { nodes: Array<{ id: string, pixxelId: string, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, createdAt: string | null, finishedAt: string | null }> } | null } | null };

export type JobQueryVariables = Exact<{
  id: string | number;
  workflowId?: string | number | null | undefined;
}>;


export type JobQuery = { job: { id: string, pixxelId: string, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, createdAt: string | null, finishedAt: string | null, tasks: Array<{ id: string, pixxelId: string, name: string | null, state: LifecycleState, stateMessage: string | null, progress: number | null, error: string | null, blockName: string | null, dependsOn: Array<string> }> | null } | null };

export type BandsetsQueryVariables = Exact<{ [key: string]: never; }>;


export type BandsetsQuery = { bandsets: Array<{ id: string, pixxelId: string, name: string | null, description: string | null }> | null };

export type OrdersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OrdersQuery = { orders: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, status: OrderStatus | null, totalAmount: number | null, createdAt: string | null, items: Array<{ id: string, pixxelId: string, name: string | null, type: OrderItemType | null, status: OrderItemStatus | null, state: LifecycleState, progress: number | null, areaInSqKm: number | null, finalAmount: number | null, createdAt: string | null }> }> } | null };

export type OrderItemQueryVariables = Exact<{
  id: string | number;
}>;


export type OrderItemQuery = { orderItem: { id: string, pixxelId: string, name: string | null, type: OrderItemType | null, status: OrderItemStatus | null, state: LifecycleState, progress: number | null, areaInSqKm: number | null, finalAmount: number | null, createdAt: string | null, tasks: Array<{ pixxelId: string, state: LifecycleState, deliveryStatus: DeliveryStatus | null }> | null, deliveries: Array<{ id: string, pixxelId: string, status: DeliveryStatus | null, state: LifecycleState, progress: number | null, targetPath: string | null, createdAt: string | null }> | null } | null };

export type OrderQuoteQueryVariables = Exact<{
  input: SubmitOrderInput;
}>;


export type OrderQuoteQuery = { orderQuote: { totalAmount: number | null, items: Array<{ name: string | null, areaInSqKm: number | null, finalAmount: number | null, feasibilityStatus: FeasibilityStatus | null }> } | null };

export type CollectionsQueryVariables = Exact<{
  ids?: Array<string | number> | string | number | null | undefined;
}>;


export type CollectionsQuery = { collections: Array<{ id: string, pixxelId: string, title: string | null, description: string | null, license: string | null }> | null };

export type SearchArchiveQueryVariables = Exact<{
  input: ArchiveSearchInput;
  sortBy?: Array<StacSortInput> | StacSortInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchArchiveQuery = { searchArchive: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: object | null, bbox: Array<number> | null }> } | null };

export type CatalogEntriesQueryVariables = Exact<{
  filter?: CatalogFilter | null | undefined;
  sortBy?: Array<StacSortInput> | StacSortInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CatalogEntriesQuery = { catalogEntries: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, areaInSqKm: number | null, deliveryStatus: DeliveryStatus | null, createdAt: string | null, item: { id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: object | null, bbox: Array<number> | null } | null }> } | null };

export type CatalogDownloadQueryVariables = Exact<{
  id: string | number;
}>;


export type CatalogDownloadQuery = { catalogDownload: { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null } | null };

export type DeliveriesQueryVariables = Exact<{
  catalogEntryId?: string | number | null | undefined;
  orderItemId?: string | number | null | undefined;
  taskId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DeliveriesQuery = { deliveries: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, status: DeliveryStatus | null, state: LifecycleState, progress: number | null, targetPath: string | null, createdAt: string | null }> } | null };

export type StoresQueryVariables = Exact<{ [key: string]: never; }>;


export type StoresQuery = { stores: Array<{ id: string, pixxelId: string, name: string | null, type: StoreType | null, bucket: string | null, region: string | null, pathPrefix: string | null }> | null };

export type AoiProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type AoiProgressSubscription = { aoiProgress: { id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: object | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, centroid: { longitude: number, latitude: number } | null } | null };

export type VisualizationProgressSubscriptionVariables = Exact<{
  id: string | number;
  aoiId?: string | number | null | undefined;
}>;


export type VisualizationProgressSubscription = { visualizationProgress: { id: string, pixxelId: string, state: LifecycleState, progress: number | null, indexName: string | null, expression: string | null, dates: Array<string> | null } | null };

export type InsightProgressSubscriptionVariables = Exact<{
  id: string | number;
  aoiId?: string | number | null | undefined;
}>;


export type InsightProgressSubscription = { insightProgress: { id: string, pixxelId: string, name: string | null, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, error: string | null, createdAt: string | null } | null };

export type JobProgressSubscriptionVariables = Exact<{
  id: string | number;
  workflowId?: string | number | null | undefined;
}>;


export type JobProgressSubscription = { jobProgress: { id: string, pixxelId: string, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, createdAt: string | null, finishedAt: string | null, tasks: Array<{ id: string, pixxelId: string, name: string | null, state: LifecycleState, stateMessage: string | null, progress: number | null, error: string | null, blockName: string | null, dependsOn: Array<string> }> | null } | null };

export type OrderItemProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type OrderItemProgressSubscription = { orderItemProgress: { id: string, pixxelId: string, name: string | null, type: OrderItemType | null, status: OrderItemStatus | null, state: LifecycleState, progress: number | null, areaInSqKm: number | null, finalAmount: number | null, createdAt: string | null, tasks: Array<{ pixxelId: string, state: LifecycleState, deliveryStatus: DeliveryStatus | null }> | null } | null };

export type DeliveryProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type DeliveryProgressSubscription = { deliveryProgress: { id: string, pixxelId: string, status: DeliveryStatus | null, state: LifecycleState, progress: number | null, targetPath: string | null, createdAt: string | null } | null };

export type AoiDownloadProgressSubscriptionVariables = Exact<{
  id: string | number;
  aoiId: string | number;
}>;


export type AoiDownloadProgressSubscription = { aoiDownloadProgress: { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null } | null };

export type CatalogDownloadProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type CatalogDownloadProgressSubscription = { catalogDownloadProgress: { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PageFragmentDoc = new TypedDocumentString(`
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
    `, {"fragmentName":"Page"}) as unknown as TypedDocumentString<PageFragment, unknown>;
export const ProjectFieldsFragmentDoc = new TypedDocumentString(`
    fragment ProjectFields on Project {
  id
  pixxelId
  name
  title
  createdAt
}
    `, {"fragmentName":"ProjectFields"}) as unknown as TypedDocumentString<ProjectFieldsFragment, unknown>;
export const AoiFieldsFragmentDoc = new TypedDocumentString(`
    fragment AoiFields on Aoi {
  id
  pixxelId
  name
  description
  status
  state
  progress
  geometry
  centroid {
    longitude
    latitude
  }
  areaInSqM
  createdAt
  updatedAt
}
    `, {"fragmentName":"AoiFields"}) as unknown as TypedDocumentString<AoiFieldsFragment, unknown>;
export const AssetFieldsFragmentDoc = new TypedDocumentString(`
    fragment AssetFields on Asset {
  id
  pixxelId
  name
  assetType
  status
  state
  progress
  date
  path
  bandList
  resolutionInM
}
    `, {"fragmentName":"AssetFields"}) as unknown as TypedDocumentString<AssetFieldsFragment, unknown>;
export const VisualizationFieldsFragmentDoc = new TypedDocumentString(`
    fragment VisualizationFields on Visualization {
  id
  pixxelId
  state
  progress
  indexName
  expression
  dates
}
    `, {"fragmentName":"VisualizationFields"}) as unknown as TypedDocumentString<VisualizationFieldsFragment, unknown>;
export const InsightFieldsFragmentDoc = new TypedDocumentString(`
    fragment InsightFields on Insight {
  id
  pixxelId
  name
  status
  state
  progress
  cost
  error
  createdAt
}
    `, {"fragmentName":"InsightFields"}) as unknown as TypedDocumentString<InsightFieldsFragment, unknown>;
export const WorkflowFieldsFragmentDoc = new TypedDocumentString(`
    fragment WorkflowFields on Workflow {
  id
  pixxelId
  name
  description
  createdAt
}
    `, {"fragmentName":"WorkflowFields"}) as unknown as TypedDocumentString<WorkflowFieldsFragment, unknown>;
export const JobFieldsFragmentDoc = new TypedDocumentString(`
    fragment JobFields on Job {
  id
  pixxelId
  status
  state
  progress
  cost
  createdAt
  finishedAt
}
    `, {"fragmentName":"JobFields"}) as unknown as TypedDocumentString<JobFieldsFragment, unknown>;
export const JobTaskFieldsFragmentDoc = new TypedDocumentString(`
    fragment JobTaskFields on JobTask {
  id
  pixxelId
  name
  state
  stateMessage
  progress
  error
  blockName
  dependsOn
}
    `, {"fragmentName":"JobTaskFields"}) as unknown as TypedDocumentString<JobTaskFieldsFragment, unknown>;
export const OrderItemFieldsFragmentDoc = new TypedDocumentString(`
    fragment OrderItemFields on OrderItem {
  id
  pixxelId
  name
  type
  status
  state
  progress
  areaInSqKm
  finalAmount
  createdAt
}
    `, {"fragmentName":"OrderItemFields"}) as unknown as TypedDocumentString<OrderItemFieldsFragment, unknown>;
export const StacItemFieldsFragmentDoc = new TypedDocumentString(`
    fragment StacItemFields on StacItem {
  id
  pixxelId
  datetime
  cloudCover
  gsdInM
  platform
  productLevel
  geometry
  bbox
}
    `, {"fragmentName":"StacItemFields"}) as unknown as TypedDocumentString<StacItemFieldsFragment, unknown>;
export const CatalogEntryFieldsFragmentDoc = new TypedDocumentString(`
    fragment CatalogEntryFields on CatalogEntry {
  id
  pixxelId
  areaInSqKm
  deliveryStatus
  createdAt
  item {
    ...StacItemFields
  }
}
    fragment StacItemFields on StacItem {
  id
  pixxelId
  datetime
  cloudCover
  gsdInM
  platform
  productLevel
  geometry
  bbox
}`, {"fragmentName":"CatalogEntryFields"}) as unknown as TypedDocumentString<CatalogEntryFieldsFragment, unknown>;
export const DeliveryFieldsFragmentDoc = new TypedDocumentString(`
    fragment DeliveryFields on Delivery {
  id
  pixxelId
  status
  state
  progress
  targetPath
  createdAt
}
    `, {"fragmentName":"DeliveryFields"}) as unknown as TypedDocumentString<DeliveryFieldsFragment, unknown>;
export const DownloadFieldsFragmentDoc = new TypedDocumentString(`
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}
    `, {"fragmentName":"DownloadFields"}) as unknown as TypedDocumentString<DownloadFieldsFragment, unknown>;
export const MendFragmentDoc = new TypedDocumentString(`
    fragment Mend on UserError {
  code
  message
  field
}
    `, {"fragmentName":"Mend"}) as unknown as TypedDocumentString<MendFragment, unknown>;
export const CreateAoiDocument = new TypedDocumentString(`
    mutation CreateAoi($input: CreateAoiInput!) {
  createAoi(input: $input) {
    aoi {
      ...AoiFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment AoiFields on Aoi {
  id
  pixxelId
  name
  description
  status
  state
  progress
  geometry
  centroid {
    longitude
    latitude
  }
  areaInSqM
  createdAt
  updatedAt
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CreateAoiMutation, CreateAoiMutationVariables>;
export const CreateIndexDocument = new TypedDocumentString(`
    mutation CreateIndex($input: CreateIndexInput!) {
  createIndex(input: $input) {
    index {
      id
      pixxelId
      name
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CreateIndexMutation, CreateIndexMutationVariables>;
export const CreateVisualizationDocument = new TypedDocumentString(`
    mutation CreateVisualization($input: CreateVisualizationInput!) {
  createVisualization(input: $input) {
    visualization {
      ...VisualizationFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment VisualizationFields on Visualization {
  id
  pixxelId
  state
  progress
  indexName
  expression
  dates
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CreateVisualizationMutation, CreateVisualizationMutationVariables>;
export const UpdateVisualizationLegendDocument = new TypedDocumentString(`
    mutation UpdateVisualizationLegend($input: UpdateVisualizationLegendInput!) {
  updateVisualizationLegend(input: $input) {
    visualization {
      ...VisualizationFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment VisualizationFields on Visualization {
  id
  pixxelId
  state
  progress
  indexName
  expression
  dates
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<UpdateVisualizationLegendMutation, UpdateVisualizationLegendMutationVariables>;
export const RollbackVisualizationLegendDocument = new TypedDocumentString(`
    mutation RollbackVisualizationLegend($input: RollbackVisualizationLegendInput!) {
  rollbackVisualizationLegend(input: $input) {
    visualization {
      ...VisualizationFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment VisualizationFields on Visualization {
  id
  pixxelId
  state
  progress
  indexName
  expression
  dates
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<RollbackVisualizationLegendMutation, RollbackVisualizationLegendMutationVariables>;
export const CreateInsightDocument = new TypedDocumentString(`
    mutation CreateInsight($input: CreateInsightInput!) {
  createInsight(input: $input) {
    insightId
    insight {
      ...InsightFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment InsightFields on Insight {
  id
  pixxelId
  name
  status
  state
  progress
  cost
  error
  createdAt
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CreateInsightMutation, CreateInsightMutationVariables>;
export const DeleteInsightDocument = new TypedDocumentString(`
    mutation DeleteInsight($input: DeleteInsightInput!) {
  deleteInsight(input: $input) {
    deletedInsightId
    userErrors {
      ...Mend
    }
  }
}
    fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DeleteInsightMutation, DeleteInsightMutationVariables>;
export const CreateJobDocument = new TypedDocumentString(`
    mutation CreateJob($input: CreateJobInput!) {
  createJob(input: $input) {
    job {
      ...JobFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment JobFields on Job {
  id
  pixxelId
  status
  state
  progress
  cost
  createdAt
  finishedAt
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CreateJobMutation, CreateJobMutationVariables>;
export const SubmitOrderDocument = new TypedDocumentString(`
    mutation SubmitOrder($input: SubmitOrderInput!) {
  submitOrder(input: $input) {
    order {
      id
      pixxelId
      status
      totalAmount
      items {
        ...OrderItemFields
      }
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment OrderItemFields on OrderItem {
  id
  pixxelId
  name
  type
  status
  state
  progress
  areaInSqKm
  finalAmount
  createdAt
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<SubmitOrderMutation, SubmitOrderMutationVariables>;
export const CreateStoreDocument = new TypedDocumentString(`
    mutation CreateStore($input: CreateStoreInput!) {
  createStore(input: $input) {
    store {
      id
      pixxelId
      name
      type
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CreateStoreMutation, CreateStoreMutationVariables>;
export const DeleteStoreDocument = new TypedDocumentString(`
    mutation DeleteStore($input: DeleteStoreInput!) {
  deleteStore(input: $input) {
    deletedStoreId
    userErrors {
      ...Mend
    }
  }
}
    fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<DeleteStoreMutation, DeleteStoreMutationVariables>;
export const CreateDeliveriesDocument = new TypedDocumentString(`
    mutation CreateDeliveries($input: CreateDeliveriesInput!) {
  createDeliveries(input: $input) {
    deliveries {
      ...DeliveryFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment DeliveryFields on Delivery {
  id
  pixxelId
  status
  state
  progress
  targetPath
  createdAt
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<CreateDeliveriesMutation, CreateDeliveriesMutationVariables>;
export const RequestAoiDownloadDocument = new TypedDocumentString(`
    mutation RequestAoiDownload($input: RequestAoiDownloadInput!) {
  requestAoiDownload(input: $input) {
    download {
      ...DownloadFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<RequestAoiDownloadMutation, RequestAoiDownloadMutationVariables>;
export const RequestInsightDownloadDocument = new TypedDocumentString(`
    mutation RequestInsightDownload($input: RequestInsightDownloadInput!) {
  requestInsightDownload(input: $input) {
    download {
      ...DownloadFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<RequestInsightDownloadMutation, RequestInsightDownloadMutationVariables>;
export const RequestJobDownloadDocument = new TypedDocumentString(`
    mutation RequestJobDownload($input: RequestJobDownloadInput!) {
  requestJobDownload(input: $input) {
    download {
      ...DownloadFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<RequestJobDownloadMutation, RequestJobDownloadMutationVariables>;
export const RequestJobTaskDownloadDocument = new TypedDocumentString(`
    mutation RequestJobTaskDownload($input: RequestJobTaskDownloadInput!) {
  requestJobTaskDownload(input: $input) {
    download {
      ...DownloadFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<RequestJobTaskDownloadMutation, RequestJobTaskDownloadMutationVariables>;
export const RequestCatalogDownloadDocument = new TypedDocumentString(`
    mutation RequestCatalogDownload($input: RequestCatalogDownloadInput!) {
  requestCatalogDownload(input: $input) {
    download {
      ...DownloadFields
    }
    userErrors {
      ...Mend
    }
  }
}
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}
fragment Mend on UserError {
  code
  message
  field
}`) as unknown as TypedDocumentString<RequestCatalogDownloadMutation, RequestCatalogDownloadMutationVariables>;
export const ProjectsDocument = new TypedDocumentString(`
    query Projects($first: Int, $after: String) {
  projects(first: $first, after: $after) {
    totalCount
    pageInfo {
      ...Page
    }
    nodes {
      ...ProjectFields
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
fragment ProjectFields on Project {
  id
  pixxelId
  name
  title
  createdAt
}`) as unknown as TypedDocumentString<ProjectsQuery, ProjectsQueryVariables>;
export const ProjectDocument = new TypedDocumentString(`
    query Project($id: ID!) {
  project(id: $id) {
    ...ProjectFields
  }
}
    fragment ProjectFields on Project {
  id
  pixxelId
  name
  title
  createdAt
}`) as unknown as TypedDocumentString<ProjectQuery, ProjectQueryVariables>;
export const AoisDocument = new TypedDocumentString(`
    query Aois($projectIds: [ID!], $filter: AoiFilter, $first: Int, $after: String) {
  aois(projectIds: $projectIds, filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      ...Page
    }
    nodes {
      ...AoiFields
      project {
        ...ProjectFields
      }
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
fragment ProjectFields on Project {
  id
  pixxelId
  name
  title
  createdAt
}
fragment AoiFields on Aoi {
  id
  pixxelId
  name
  description
  status
  state
  progress
  geometry
  centroid {
    longitude
    latitude
  }
  areaInSqM
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<AoisQuery, AoisQueryVariables>;
export const AoiDocument = new TypedDocumentString(`
    query Aoi($id: ID!, $assets: Int = 20) {
  aoi(id: $id) {
    ...AoiFields
    project {
      ...ProjectFields
    }
    assets(first: $assets) {
      totalCount
      nodes {
        ...AssetFields
      }
    }
    visualizations {
      nodes {
        ...VisualizationFields
      }
    }
  }
}
    fragment ProjectFields on Project {
  id
  pixxelId
  name
  title
  createdAt
}
fragment AoiFields on Aoi {
  id
  pixxelId
  name
  description
  status
  state
  progress
  geometry
  centroid {
    longitude
    latitude
  }
  areaInSqM
  createdAt
  updatedAt
}
fragment AssetFields on Asset {
  id
  pixxelId
  name
  assetType
  status
  state
  progress
  date
  path
  bandList
  resolutionInM
}
fragment VisualizationFields on Visualization {
  id
  pixxelId
  state
  progress
  indexName
  expression
  dates
}`) as unknown as TypedDocumentString<AoiQuery, AoiQueryVariables>;
export const AoiInsightsDocument = new TypedDocumentString(`
    query AoiInsights($id: ID!, $filter: InsightFilter, $first: Int, $after: String) {
  aoi(id: $id) {
    insights(filter: $filter, first: $first, after: $after) {
      pageInfo {
        ...Page
      }
      nodes {
        ...InsightFields
      }
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
fragment InsightFields on Insight {
  id
  pixxelId
  name
  status
  state
  progress
  cost
  error
  createdAt
}`) as unknown as TypedDocumentString<AoiInsightsQuery, AoiInsightsQueryVariables>;
export const AoiDownloadDocument = new TypedDocumentString(`
    query AoiDownload($id: ID!, $aoiId: ID!) {
  aoiDownload(id: $id, aoiId: $aoiId) {
    ...DownloadFields
  }
}
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}`) as unknown as TypedDocumentString<AoiDownloadQuery, AoiDownloadQueryVariables>;
export const SatellitesDocument = new TypedDocumentString(`
    query Satellites {
  satellites {
    id
    pixxelId
    name
    bands {
      name
      wavelengthInNm
      spatialResolutionInM
    }
    collections {
      collectionId
      name
      provider
    }
  }
}
    `) as unknown as TypedDocumentString<SatellitesQuery, SatellitesQueryVariables>;
export const SearchImagesDocument = new TypedDocumentString(`
    query SearchImages($input: ImageSearchInput!, $first: Int, $after: String) {
  searchImages(input: $input, first: $first, after: $after) {
    pageInfo {
      ...Page
    }
    nodes {
      ...StacItemFields
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
fragment StacItemFields on StacItem {
  id
  pixxelId
  datetime
  cloudCover
  gsdInM
  platform
  productLevel
  geometry
  bbox
}`) as unknown as TypedDocumentString<SearchImagesQuery, SearchImagesQueryVariables>;
export const IndicesDocument = new TypedDocumentString(`
    query Indices($satelliteId: ID, $filter: IndexFilter, $first: Int, $after: String) {
  indices(
    satelliteId: $satelliteId
    filter: $filter
    first: $first
    after: $after
  ) {
    pageInfo {
      ...Page
    }
    nodes {
      id
      pixxelId
      name
      type
      expression
      expressionType
      colormap
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<IndicesQuery, IndicesQueryVariables>;
export const VisualizationDocument = new TypedDocumentString(`
    query Visualization($id: ID!, $aoiId: ID) {
  visualization(id: $id, aoiId: $aoiId) {
    ...VisualizationFields
  }
}
    fragment VisualizationFields on Visualization {
  id
  pixxelId
  state
  progress
  indexName
  expression
  dates
}`) as unknown as TypedDocumentString<VisualizationQuery, VisualizationQueryVariables>;
export const BlocksDocument = new TypedDocumentString(`
    query Blocks($mode: BlockMode) {
  blocks(mode: $mode) {
    id
    name
    version
    title
    description
    inputs {
      name
      type
      format
      description
    }
  }
}
    `) as unknown as TypedDocumentString<BlocksQuery, BlocksQueryVariables>;
export const InsightDocument = new TypedDocumentString(`
    query Insight($id: ID!, $aoiId: ID) {
  insight(id: $id, aoiId: $aoiId) {
    ...InsightFields
  }
}
    fragment InsightFields on Insight {
  id
  pixxelId
  name
  status
  state
  progress
  cost
  error
  createdAt
}`) as unknown as TypedDocumentString<InsightQuery, InsightQueryVariables>;
export const InsightEstimateDocument = new TypedDocumentString(`
    query InsightEstimate($input: CreateInsightInput!) {
  insightEstimate(input: $input) {
    tokens
  }
}
    `) as unknown as TypedDocumentString<InsightEstimateQuery, InsightEstimateQueryVariables>;
export const WorkflowsDocument = new TypedDocumentString(`
    query Workflows($projectId: ID, $filter: WorkflowFilter, $first: Int, $after: String) {
  workflows(projectId: $projectId, filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      ...Page
    }
    nodes {
      ...WorkflowFields
      project {
        ...ProjectFields
      }
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
fragment ProjectFields on Project {
  id
  pixxelId
  name
  title
  createdAt
}
fragment WorkflowFields on Workflow {
  id
  pixxelId
  name
  description
  createdAt
}`) as unknown as TypedDocumentString<WorkflowsQuery, WorkflowsQueryVariables>;
export const WorkflowDocument = new TypedDocumentString(`
    query Workflow($id: ID!, $projectId: ID, $jobs: JobFilter) {
  workflow(id: $id, projectId: $projectId) {
    ...WorkflowFields
    estimatedCost
    jobs(filter: $jobs) {
      nodes {
        ...JobFields
      }
    }
  }
}
    fragment WorkflowFields on Workflow {
  id
  pixxelId
  name
  description
  createdAt
}
fragment JobFields on Job {
  id
  pixxelId
  status
  state
  progress
  cost
  createdAt
  finishedAt
}`) as unknown as TypedDocumentString<WorkflowQuery, WorkflowQueryVariables>;
export const JobDocument = new TypedDocumentString(`
    query Job($id: ID!, $workflowId: ID) {
  job(id: $id, workflowId: $workflowId) {
    ...JobFields
    tasks {
      ...JobTaskFields
    }
  }
}
    fragment JobFields on Job {
  id
  pixxelId
  status
  state
  progress
  cost
  createdAt
  finishedAt
}
fragment JobTaskFields on JobTask {
  id
  pixxelId
  name
  state
  stateMessage
  progress
  error
  blockName
  dependsOn
}`) as unknown as TypedDocumentString<JobQuery, JobQueryVariables>;
export const BandsetsDocument = new TypedDocumentString(`
    query Bandsets {
  bandsets {
    id
    pixxelId
    name
    description
  }
}
    `) as unknown as TypedDocumentString<BandsetsQuery, BandsetsQueryVariables>;
export const OrdersDocument = new TypedDocumentString(`
    query Orders($first: Int, $after: String) {
  orders(first: $first, after: $after) {
    totalCount
    pageInfo {
      ...Page
    }
    nodes {
      id
      pixxelId
      status
      totalAmount
      createdAt
      items {
        ...OrderItemFields
      }
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
fragment OrderItemFields on OrderItem {
  id
  pixxelId
  name
  type
  status
  state
  progress
  areaInSqKm
  finalAmount
  createdAt
}`) as unknown as TypedDocumentString<OrdersQuery, OrdersQueryVariables>;
export const OrderItemDocument = new TypedDocumentString(`
    query OrderItem($id: ID!) {
  orderItem(id: $id) {
    ...OrderItemFields
    tasks {
      pixxelId
      state
      deliveryStatus
    }
    deliveries {
      ...DeliveryFields
    }
  }
}
    fragment OrderItemFields on OrderItem {
  id
  pixxelId
  name
  type
  status
  state
  progress
  areaInSqKm
  finalAmount
  createdAt
}
fragment DeliveryFields on Delivery {
  id
  pixxelId
  status
  state
  progress
  targetPath
  createdAt
}`) as unknown as TypedDocumentString<OrderItemQuery, OrderItemQueryVariables>;
export const OrderQuoteDocument = new TypedDocumentString(`
    query OrderQuote($input: SubmitOrderInput!) {
  orderQuote(input: $input) {
    totalAmount
    items {
      name
      areaInSqKm
      finalAmount
      feasibilityStatus
    }
  }
}
    `) as unknown as TypedDocumentString<OrderQuoteQuery, OrderQuoteQueryVariables>;
export const CollectionsDocument = new TypedDocumentString(`
    query Collections($ids: [ID!]) {
  collections(ids: $ids) {
    id
    pixxelId
    title
    description
    license
  }
}
    `) as unknown as TypedDocumentString<CollectionsQuery, CollectionsQueryVariables>;
export const SearchArchiveDocument = new TypedDocumentString(`
    query SearchArchive($input: ArchiveSearchInput!, $sortBy: [StacSortInput!], $first: Int, $after: String) {
  searchArchive(input: $input, sortBy: $sortBy, first: $first, after: $after) {
    pageInfo {
      ...Page
    }
    nodes {
      ...StacItemFields
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
fragment StacItemFields on StacItem {
  id
  pixxelId
  datetime
  cloudCover
  gsdInM
  platform
  productLevel
  geometry
  bbox
}`) as unknown as TypedDocumentString<SearchArchiveQuery, SearchArchiveQueryVariables>;
export const CatalogEntriesDocument = new TypedDocumentString(`
    query CatalogEntries($filter: CatalogFilter, $sortBy: [StacSortInput!], $first: Int, $after: String) {
  catalogEntries(filter: $filter, sortBy: $sortBy, first: $first, after: $after) {
    totalCount
    pageInfo {
      ...Page
    }
    nodes {
      ...CatalogEntryFields
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
fragment StacItemFields on StacItem {
  id
  pixxelId
  datetime
  cloudCover
  gsdInM
  platform
  productLevel
  geometry
  bbox
}
fragment CatalogEntryFields on CatalogEntry {
  id
  pixxelId
  areaInSqKm
  deliveryStatus
  createdAt
  item {
    ...StacItemFields
  }
}`) as unknown as TypedDocumentString<CatalogEntriesQuery, CatalogEntriesQueryVariables>;
export const CatalogDownloadDocument = new TypedDocumentString(`
    query CatalogDownload($id: ID!) {
  catalogDownload(id: $id) {
    ...DownloadFields
  }
}
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}`) as unknown as TypedDocumentString<CatalogDownloadQuery, CatalogDownloadQueryVariables>;
export const DeliveriesDocument = new TypedDocumentString(`
    query Deliveries($catalogEntryId: ID, $orderItemId: ID, $taskId: ID, $first: Int, $after: String) {
  deliveries(
    catalogEntryId: $catalogEntryId
    orderItemId: $orderItemId
    taskId: $taskId
    first: $first
    after: $after
  ) {
    pageInfo {
      ...Page
    }
    nodes {
      ...DeliveryFields
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  endCursor
}
fragment DeliveryFields on Delivery {
  id
  pixxelId
  status
  state
  progress
  targetPath
  createdAt
}`) as unknown as TypedDocumentString<DeliveriesQuery, DeliveriesQueryVariables>;
export const StoresDocument = new TypedDocumentString(`
    query Stores {
  stores {
    id
    pixxelId
    name
    type
    bucket
    region
    pathPrefix
  }
}
    `) as unknown as TypedDocumentString<StoresQuery, StoresQueryVariables>;
export const AoiProgressDocument = new TypedDocumentString(`
    subscription AoiProgress($id: ID!) {
  aoiProgress(id: $id) {
    ...AoiFields
  }
}
    fragment AoiFields on Aoi {
  id
  pixxelId
  name
  description
  status
  state
  progress
  geometry
  centroid {
    longitude
    latitude
  }
  areaInSqM
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<AoiProgressSubscription, AoiProgressSubscriptionVariables>;
export const VisualizationProgressDocument = new TypedDocumentString(`
    subscription VisualizationProgress($id: ID!, $aoiId: ID) {
  visualizationProgress(id: $id, aoiId: $aoiId) {
    ...VisualizationFields
  }
}
    fragment VisualizationFields on Visualization {
  id
  pixxelId
  state
  progress
  indexName
  expression
  dates
}`) as unknown as TypedDocumentString<VisualizationProgressSubscription, VisualizationProgressSubscriptionVariables>;
export const InsightProgressDocument = new TypedDocumentString(`
    subscription InsightProgress($id: ID!, $aoiId: ID) {
  insightProgress(id: $id, aoiId: $aoiId) {
    ...InsightFields
  }
}
    fragment InsightFields on Insight {
  id
  pixxelId
  name
  status
  state
  progress
  cost
  error
  createdAt
}`) as unknown as TypedDocumentString<InsightProgressSubscription, InsightProgressSubscriptionVariables>;
export const JobProgressDocument = new TypedDocumentString(`
    subscription JobProgress($id: ID!, $workflowId: ID) {
  jobProgress(id: $id, workflowId: $workflowId) {
    ...JobFields
    tasks {
      ...JobTaskFields
    }
  }
}
    fragment JobFields on Job {
  id
  pixxelId
  status
  state
  progress
  cost
  createdAt
  finishedAt
}
fragment JobTaskFields on JobTask {
  id
  pixxelId
  name
  state
  stateMessage
  progress
  error
  blockName
  dependsOn
}`) as unknown as TypedDocumentString<JobProgressSubscription, JobProgressSubscriptionVariables>;
export const OrderItemProgressDocument = new TypedDocumentString(`
    subscription OrderItemProgress($id: ID!) {
  orderItemProgress(id: $id) {
    ...OrderItemFields
    tasks {
      pixxelId
      state
      deliveryStatus
    }
  }
}
    fragment OrderItemFields on OrderItem {
  id
  pixxelId
  name
  type
  status
  state
  progress
  areaInSqKm
  finalAmount
  createdAt
}`) as unknown as TypedDocumentString<OrderItemProgressSubscription, OrderItemProgressSubscriptionVariables>;
export const DeliveryProgressDocument = new TypedDocumentString(`
    subscription DeliveryProgress($id: ID!) {
  deliveryProgress(id: $id) {
    ...DeliveryFields
  }
}
    fragment DeliveryFields on Delivery {
  id
  pixxelId
  status
  state
  progress
  targetPath
  createdAt
}`) as unknown as TypedDocumentString<DeliveryProgressSubscription, DeliveryProgressSubscriptionVariables>;
export const AoiDownloadProgressDocument = new TypedDocumentString(`
    subscription AoiDownloadProgress($id: ID!, $aoiId: ID!) {
  aoiDownloadProgress(id: $id, aoiId: $aoiId) {
    ...DownloadFields
  }
}
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}`) as unknown as TypedDocumentString<AoiDownloadProgressSubscription, AoiDownloadProgressSubscriptionVariables>;
export const CatalogDownloadProgressDocument = new TypedDocumentString(`
    subscription CatalogDownloadProgress($id: ID!) {
  catalogDownloadProgress(id: $id) {
    ...DownloadFields
  }
}
    fragment DownloadFields on Download {
  downloadId
  kind
  state
  signedUrl
}`) as unknown as TypedDocumentString<CatalogDownloadProgressSubscription, CatalogDownloadProgressSubscriptionVariables>;