/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { MutationDocument, QueryDocument, SubscriptionDocument } from '../document.ts';
/** Filters a list of AOIs. An AOI must match every field given. The gateway checks all fields but `name`: it reads until the page is full, at most 20 times. `pageInfo.stoppedEarly` tells if it stopped before; `totalCount` is then null. */
export type AoiFilter = {
  /** Only AOIs created in this interval. */
  createdAt?: TimeIntervalInput | null | undefined;
  /** Only AOIs with exactly this name. */
  name?: string | null | undefined;
  /** Only AOIs whose name contains this text. Upper and lower case do not matter. */
  nameContains?: string | null | undefined;
  /** Only AOIs of these satellites, by global id or Pixxel id. At most 1,000 entries. */
  satelliteIds?: Array<string | number> | null | undefined;
  /** Only AOIs in one of these states. */
  states?: Array<LifecycleState> | null | undefined;
  /** Only AOIs last changed in this interval. */
  updatedAt?: TimeIntervalInput | null | undefined;
  /** Only AOIs whose outline lies completely in this area. */
  within?: import('geojson').Polygon | import('geojson').MultiPolygon | import('geojson').Feature<import('geojson').Polygon | import('geojson').MultiPolygon> | import('geojson').FeatureCollection<import('geojson').Polygon | import('geojson').MultiPolygon> | null | undefined;
};

/** Processing status of an AOI. */
export type AoiStatus =
  /** No image could be clipped. */
  | 'FAILED'
  /** Some images were clipped, others failed. */
  | 'PARTIAL_SUCCESS'
  /** Images are being clipped. */
  | 'RUNNING'
  /** Accepted; processing has not produced anything yet. */
  | 'STARTED'
  /** All images were clipped to the AOI. */
  | 'SUCCESS'
  /** Images are being added. */
  | 'UPDATING';

/** Existing archive images. */
export type ArchiveOrderInput = {
  /** The images, by global id or Pixxel id: `StacItem` objects of `searchArchive`. At most 1,000 entries. */
  itemIds: Array<string | number>;
};

/** Input of `searchArchive`. An image must match every field given. */
export type ArchiveSearchInput = {
  /** Only images that intersect the outline of this AOI, by global id or Pixxel id. Cannot be combined with `bbox` or `intersects`. */
  aoiId?: string | number | null | undefined;
  /** Only images that intersect this bounding box: west, south, east, north in degrees, or six numbers with heights. Cannot be combined with `intersects`. At most 6 entries. */
  bbox?: Array<number> | null | undefined;
  /** Only images with this cloud cover, in percent. */
  cloudCover?: RangeInput | null | undefined;
  /** Only images of these collections, by global id or Pixxel id. At most 1,000 entries. */
  collectionIds?: Array<string | number> | null | undefined;
  /** Only images taken in this interval. */
  datetime?: TimeIntervalInput | null | undefined;
  /** Only images with this ground sample distance, in metres. */
  gsdInM?: RangeInput | null | undefined;
  /** Only these images, by global id or Pixxel id. At most 1,000 entries. */
  ids?: Array<string | number> | null | undefined;
  /** Only images that intersect this geometry. Cannot be combined with `bbox`. */
  intersects?: import('geojson').Geometry | import('geojson').Feature<import('geojson').Geometry> | import('geojson').FeatureCollection<import('geojson').Geometry> | null | undefined;
  /** Only images with this off-nadir angle, in degrees. */
  offNadir?: RangeInput | null | undefined;
  /** Only images of this processing level, such as `L2A`. */
  productLevel?: string | null | undefined;
  /** Conditions on STAC properties, such as `{ "eo:cloud_cover": { "gte": 0, "lt": 10 } }`. If nothing is found, `extensions.warnings` names the properties that no collection lists. */
  query?: unknown;
  /** Only images with this sun elevation, in degrees. */
  sunElevation?: RangeInput | null | undefined;
};

/** The asset of the AOI that a raster input comes from. */
export type AssetSourceInput = {
  /** The asset, by global id or Pixxel id. */
  assetId: string | number;
  /** Kind of asset, such as `raw_mosaic`. */
  type: string;
};

/** Processing status of an asset. */
export type AssetStatus =
  /** The file is being made. */
  | 'CREATING'
  /** Processing failed. */
  | 'FAILED'
  /** Accepted; processing has not produced anything yet. */
  | 'STARTED'
  /** The file is available. */
  | 'SUCCESS';

/** Kind of asset. */
export type AssetType =
  /** All images of one day, merged and clipped to the AOI. */
  | 'MOSAIC'
  /** One image, clipped to the AOI. */
  | 'STAC_ITEM'
  /** The picture of one day of a visualization. */
  | 'VISUALIZATION';

/** Credentials with which Pixxel writes to an Azure container. */
export type AzblobCredentialsInput = {
  /** Name of the storage account. */
  accountName: string;
  /** Client id of the application. */
  clientId: string;
  /** Client secret of the application. */
  clientSecret: string;
  /** Directory (tenant) id of the application. */
  tenantId: string;
};

/** Where a block can run. */
export type BlockMode =
  /** Runs on an AOI, as an insight. */
  | 'INSIGHT'
  /** Runs as a step of a workflow. */
  | 'WORKFLOW';

/** A value for one input of a block: give `value` or `stacUrl`. Format and type are taken from the block. */
export type BlockParameterInput = {
  /** The asset that a raster comes from. */
  assetSource?: AssetSourceInput | null | undefined;
  /** Name of the input in the block. */
  name: string;
  /** URL of the STAC item to use as a raster: the `self` link of the image. */
  stacUrl?: string | null | undefined;
  /** The value, as a string even if it is a number. At most 20,000 characters. */
  value?: string | null | undefined;
};

/** One version of a block. */
export type BlockRefInput = {
  /** Name of the block. */
  name: string;
  /** Version of the block. */
  version: string;
};

/** Filters the catalog. An entry must match every field given. */
export type CatalogFilter = {
  /** Only images that intersect this bounding box: west, south, east, north in degrees, or six numbers with heights. Cannot be combined with `intersects`. At most 6 entries. */
  bbox?: Array<number> | null | undefined;
  /** Only images with this cloud cover, in percent. */
  cloudCover?: RangeInput | null | undefined;
  /** Only images of these collections, by global id or Pixxel id. At most 1,000 entries. */
  collectionIds?: Array<string | number> | null | undefined;
  /** Only images taken in this interval. */
  datetime?: TimeIntervalInput | null | undefined;
  /** Only images with this ground sample distance, in metres. */
  gsdInM?: RangeInput | null | undefined;
  /** Only these entries, by global id or Pixxel id. At most 1,000 entries. */
  ids?: Array<string | number> | null | undefined;
  /** Only images that intersect this geometry, which must be a Polygon. Cannot be combined with `bbox`. */
  intersects?: import('geojson').Geometry | import('geojson').Feature<import('geojson').Geometry> | import('geojson').FeatureCollection<import('geojson').Geometry> | null | undefined;
  /** Only entries of these STAC items, by global id or Pixxel id. At most 1,000 entries. */
  itemIds?: Array<string | number> | null | undefined;
  /** Only images with this off-nadir angle, in degrees. */
  offNadir?: RangeInput | null | undefined;
  /** Only images delivered by these orders, by global id or Pixxel id. At most 1,000 entries. */
  orderIds?: Array<string | number> | null | undefined;
  /** Only images delivered by these order items, by global id or Pixxel id. At most 1,000 entries. */
  orderItemIds?: Array<string | number> | null | undefined;
  /** Only images of this processing level, such as `L2A`. */
  productLevel?: string | null | undefined;
  /** Conditions on STAC properties, such as `{ "eo:cloud_cover": { "gte": 0, "lt": 10 } }`. If nothing is found, `extensions.warnings` names the properties that no collection lists. */
  query?: unknown;
  /** Only images with this sun elevation, in degrees. */
  sunElevation?: RangeInput | null | undefined;
};

/** Catalog images: give exactly one of the two lists. */
export type CatalogTargetInput =
  {   /** These entries, by global id or Pixxel id. At most 1,000 entries. */
  catalogEntryIds: Array<string | number>; orderItemIds?: never; }
  |  { catalogEntryIds?: never;   /** All images delivered by these order items, by global id or Pixxel id. At most 1,000 entries. */
  orderItemIds: Array<string | number>; };

/** Where to deliver images. */
export type CloudDeliveryInput = {
  /** Folder, relative to the store's own prefix. */
  path?: string | null | undefined;
  /** The store, by global id or Pixxel id. */
  storeId: string | number;
};

/** Input of `createAoi`. */
export type CreateAoiInput = {
  /** Free-text description; the name if omitted. At most 10,000 characters. */
  description?: string | null | undefined;
  /** Outline of the area. */
  geometry: import('geojson').Polygon | import('geojson').MultiPolygon | import('geojson').Feature<import('geojson').Polygon | import('geojson').MultiPolygon> | import('geojson').FeatureCollection<import('geojson').Polygon | import('geojson').MultiPolygon>;
  /** Images to clip, by global id or Pixxel id: `StacItem` objects of `searchArchive` or `searchImages`. At most 1,000 entries. */
  itemIds: Array<string | number>;
  /** Name, unique within the project. */
  name: string;
  /** Project in which to create the AOI, by global id or Pixxel id. */
  projectId: string | number;
  /** Provider of the images. If omitted, it is found from their collection, with two calls to Pixxel. */
  provider?: ImageProvider | null | undefined;
  /** Satellite that took the images, by global id or Pixxel id. If omitted, it is found from the images, with two calls to Pixxel. */
  satelliteId?: string | number | null | undefined;
};

/** Input of `createDeliveries`. */
export type CreateDeliveriesInput = {
  /** Deliveries to create, at least one. Each can name several images. At most 1,000 entries. */
  deliveries: Array<DeliveryInput>;
};

/** Input of `createIndex`. */
export type CreateIndexInput = {
  /** Name of the colour map. */
  colormap: string;
  /** What the index shows. At most 10,000 characters. */
  description: string;
  /** Formula over bands, such as `(B08-B04)/(B08+B04)`. At most 10,000 characters. */
  expression: string;
  /** Kind of picture that it produces. */
  expressionType: ExpressionType;
  /** Name, unique among the indices of the satellite. */
  name: string;
  /** Two whole numbers: the index values at the lower and upper end of the colour map. At most 2 entries. */
  rescale: Array<number>;
  /** The satellite whose bands it uses, by global id or Pixxel id. */
  satelliteId: string | number;
};

/** Input of `createInsight` and `insightEstimate`. */
export type CreateInsightInput = {
  /** The AOI to run the block on, by global id or Pixxel id. */
  aoiId: string | number;
  /** The block to run. */
  block: BlockRefInput;
  /** Values for the inputs of the block. At most 100 entries. */
  inputs: Array<BlockParameterInput>;
  /** Metadata to store with the insight: an object whose values are strings. */
  metadata?: unknown;
  /** Display name. */
  name?: string | null | undefined;
  /** The project of the AOI, by global id or Pixxel id. */
  projectId?: string | number | null | undefined;
};

/** Input of `createJob`. */
export type CreateJobInput = {
  /** The project of the workflow, by global id or Pixxel id. If `workflowId` is a Pixxel id, giving the project saves one call to Pixxel. */
  projectId?: string | number | null | undefined;
  /** The workflow, by global id or Pixxel id. */
  workflowId: string | number;
};

/** Input of `createStore`. */
export type CreateStoreInput = {
  /** Bucket or container. */
  bucket: string;
  /** Credentials with which Pixxel writes to the bucket. The gateway passes them on and does not store them. Pass them as a variable, not in the query text. */
  credentials: StoreCredentialsInput;
  /** Labels: an object whose values are strings. */
  labels?: unknown;
  /** Name, unique among your stores. */
  name: string;
  /** Folder in the bucket for all deliveries. */
  pathPrefix?: string | null | undefined;
  /** Region of the bucket. */
  region: string;
};

/** Input of `createVisualization`. */
export type CreateVisualizationInput = {
  /** The AOI to draw, by global id or Pixxel id. */
  aoiId: string | number;
  /** The index to draw, by global id or Pixxel id. It must belong to the satellite that took the images. */
  indexId: string | number;
  /** Pixel size in metres; that of the satellite if omitted. */
  resolutionInM?: number | null | undefined;
  /** Assets of the AOI to draw from, by global id or Pixxel id, at least one; all mosaics if omitted. At most 1,000 entries. */
  sourceAssetIds?: Array<string | number> | null | undefined;
};

/** Input of `deleteInsight`. */
export type DeleteInsightInput = {
  /** The AOI of the insight, by global id or Pixxel id. Required if `insightId` is a Pixxel id. */
  aoiId?: string | number | null | undefined;
  /** The insight, by global id or Pixxel id. */
  insightId: string | number;
  /** The project of the AOI, by global id or Pixxel id. Giving it saves one call to Pixxel. */
  projectId?: string | number | null | undefined;
};

/** Input of `deleteStore`. */
export type DeleteStoreInput = {
  /** The store, by global id or Pixxel id. */
  storeId: string | number;
};

/** Images to deliver, and the store to deliver them to. */
export type DeliveryInput = {
  /** Where to deliver them. */
  cloudDelivery: CloudDeliveryInput;
  /** Images to deliver. */
  target: CatalogTargetInput;
};

/** Status of a delivery. */
export type DeliveryStatus =
  /** Created; the transfer has not started. */
  | 'CREATED'
  /** The transfer failed. */
  | 'FAILED'
  /** The image is being transferred. */
  | 'IN_PROGRESS'
  /** No delivery was requested. */
  | 'NOT_APPLICABLE'
  /** Created; the transfer has not started. */
  | 'PENDING'
  /** The image is in the store. */
  | 'SUCCESS'
  /** Unknown. */
  | 'UNSPECIFIED';

/** What a package contains. */
export type DownloadKind =
  /** Assets of an AOI. */
  | 'AOI'
  /** Catalog images. */
  | 'CATALOG'
  /** Inputs and outputs of an insight. */
  | 'INSIGHT'
  /** Inputs and outputs of a job. */
  | 'JOB'
  /** Inputs and outputs of one task of a job. */
  | 'JOB_TASK';

/** Kind of picture that an expression produces. */
export type ExpressionType =
  /** Three bands, shown as red, green and blue. */
  | 'COMPOSITE'
  /** One band, from black to white. */
  | 'GRAYSCALE'
  /** A formula over bands, drawn with a colour map. */
  | 'INDEX';

/** Feasibility of a capture as ordered. */
export type FeasibilityStatus =
  /** Not feasible. */
  | 'FAILED'
  /** Not applicable: nothing has to be captured. */
  | 'NOT_APPLICABLE'
  /** Feasible. */
  | 'SUCCESS'
  /** Not assessed. */
  | 'UNSPECIFIED'
  /** Feasible with little margin. */
  | 'WEAK_SUCCESS';

/** Credentials with which Pixxel writes to a Google Cloud Storage bucket. */
export type GcsCredentialsInput = {
  /** Google Cloud project id. */
  projectId: string;
  /** Key file (JSON) of a service account. At most 20,000 characters. */
  serviceAccountCredentials: string;
};

/** Whether an archive image was ordered and delivered, over all orders that the key can access. */
export type ImageOrderState =
  /** It was delivered, and the catalog contains it. */
  | 'DELIVERED'
  /** It was ordered, and every order of it failed or was cancelled. */
  | 'FAILED'
  /** No order contains it. */
  | 'NOT_ORDERED'
  /** An order contains it; it is not delivered yet. */
  | 'ORDERED';

/** Provider of the images of an AOI. */
export type ImageProvider =
  /** Pixxel's own satellites. */
  | 'PIXXEL'
  /** Open data, such as Sentinel-2. */
  | 'PLANETARY';

/** Input of `searchImages`. An image must match every field given. */
export type ImageSearchInput = {
  /** Latest acquisition time. */
  endDate: string;
  /** Ranges of properties that images must match. At most 100 entries. */
  filters?: Array<RangeFilterInput> | null | undefined;
  /** Only images that intersect this geometry. */
  geometry: import('geojson').Geometry | import('geojson').Feature<import('geojson').Geometry> | import('geojson').FeatureCollection<import('geojson').Geometry>;
  /** Satellites and collections to search, at least one. At most 100 entries. */
  satellites: Array<ImageSearchSatelliteInput>;
  /** Earliest acquisition time. */
  startDate: string;
};

/** A satellite, and which of its image collections to search. */
export type ImageSearchSatelliteInput = {
  /** One of the `collections` of the satellite, by its `collectionId` or by the global id of the collection. */
  collectionId: string | number;
  /** The satellite, by global id or Pixxel id. */
  satelliteId: string | number;
};

/** Filters a list of indices. An index must match every field given. */
export type IndexFilter = {
  /** Only indices that produce this kind of picture. */
  expressionType?: ExpressionType | null | undefined;
  /** Only indices of this origin. */
  type?: IndexType | null | undefined;
};

/** Origin of an index. */
export type IndexType =
  /** Created by a user of your organization. */
  | 'CUSTOM'
  /** Provided by Pixxel. */
  | 'PRESET';

/** Filters a list of insights. An insight must match every field given. */
export type InsightFilter = {
  /** Only insights created in this interval. */
  createdAt?: TimeIntervalInput | null | undefined;
  /** Only insights created by this user. */
  createdBy?: string | number | null | undefined;
  /** Only insights in one of these states. */
  states?: Array<LifecycleState> | null | undefined;
};

/** Filters a list of jobs. A job must match every field given. */
export type JobFilter = {
  /** Only jobs started in this interval. */
  createdAt?: TimeIntervalInput | null | undefined;
  /** Only jobs started by this user. */
  createdBy?: string | number | null | undefined;
  /** Only jobs in one of these states. */
  states?: Array<LifecycleState> | null | undefined;
};

/** The legend of one day. */
export type LegendInput = {
  /** Day, one of the `dates` of the visualization. */
  date: string;
  /** Steps of the legend. In `DYNAMIC` mode they can be omitted: equal steps are then computed. At most 1,000 entries. */
  items?: Array<LegendItemInput> | null | undefined;
};

/** One step of a legend. */
export type LegendItemInput = {
  /** Colour, such as `#2b83ba`. */
  color?: string | null | undefined;
  /** Label of the step. */
  label?: string | null | undefined;
  /** Highest value of the step. */
  max?: number | null | undefined;
  /** Lowest value of the step. */
  min?: number | null | undefined;
};

/** State of long-running work. The same vocabulary is used for everything that Pixxel processes. */
export type LifecycleState =
  /** Cancelled or expired before it finished. */
  | 'CANCELLED'
  /** Finished without a result. */
  | 'FAILED'
  /** Finished with a partial result. */
  | 'PARTIALLY_SUCCEEDED'
  /** Accepted, not started. */
  | 'PENDING'
  /** In progress. */
  | 'RUNNING'
  /** Finished with a complete result. */
  | 'SUCCEEDED'
  /** No status, or one that the gateway does not know. */
  | 'UNKNOWN';

/** One line of an order. */
export type OrderItemInput = {
  /** Cloud store to deliver the images to; none if omitted. */
  cloudDelivery?: CloudDeliveryInput | null | undefined;
  /** Area to order. Areas under 100 square kilometres are billed as 100. */
  geometry: import('geojson').Polygon | import('geojson').MultiPolygon | import('geojson').Feature<import('geojson').Polygon | import('geojson').MultiPolygon> | import('geojson').FeatureCollection<import('geojson').Polygon | import('geojson').MultiPolygon>;
  /** Name of the order item, at most 100 characters. */
  name?: string | null | undefined;
  /** What to order. */
  product: OrderProductInput;
  /** Project to order for, by global id or Pixxel id. */
  projectId: string | number;
  /** Use case of the images, such as `agriculture`. */
  useCase: string;
};

/** Status of an order item. */
export type OrderItemStatus =
  /** Images are being captured or prepared. */
  | 'ACTIVE'
  /** Cancelled. */
  | 'CANCELLED'
  /** Not paid yet. */
  | 'DRAFT'
  /** Finished without any image. */
  | 'FAILED'
  /** All images are available. */
  | 'FULFILLED'
  /** Finished with some of the images. */
  | 'PARTIALLY_FULFILLED';

/** Kind of order item. */
export type OrderItemType =
  /** Existing archive images. */
  | 'ARCHIVE'
  /** Recurring new captures, one in each period. */
  | 'RECURRING'
  /** One new capture (tasking). */
  | 'TASKING';

/** What to order: give exactly one of the two. */
export type OrderProductInput =
  {   /** Existing archive images. */
  archive: ArchiveOrderInput; tasking?: never; }
  |  { archive?: never;   /** New captures (tasking). */
  tasking: TaskingOrderInput; };

/** Payment status of an order. */
export type OrderStatus =
  /** Paid. */
  | 'PAID'
  /** Payment is in progress. */
  | 'PAYMENT_IN_PROGRESS'
  /** Refunded. */
  | 'REFUND'
  /** Not paid. */
  | 'UNPAID';

/** A range for a property of the images, both ends inclusive: a minimum, a maximum, or both. Pixxel takes whole numbers here. */
export type RangeFilterInput = {
  /** Maximum; open if omitted. */
  max?: number | null | undefined;
  /** Minimum; open if omitted. */
  min?: number | null | undefined;
  /** Property, such as `eo:cloud_cover`: one of the `queryables` of the collection. */
  property: string;
};

/** A range of numbers, both ends inclusive: a minimum, a maximum, or both. */
export type RangeInput = {
  /** Maximum; open if omitted. */
  max?: number | null | undefined;
  /** Minimum; open if omitted. */
  min?: number | null | undefined;
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

/** Input of `requestAoiDownload`. */
export type RequestAoiDownloadInput = {
  /** The AOI of the assets, by global id or Pixxel id. */
  aoiId: string | number;
  /** Assets of the AOI to pack, at least one, by global id or Pixxel id. At most 1,000 entries. */
  assetIds: Array<string | number>;
};

/** Input of `requestCatalogDownload`. */
export type RequestCatalogDownloadInput = {
  /** Images to pack. */
  target: CatalogTargetInput;
};

/** Input of `requestInsightDownload`. */
export type RequestInsightDownloadInput = {
  /** The AOI of the insight, by global id or Pixxel id. Required if `insightId` is a Pixxel id. */
  aoiId?: string | number | null | undefined;
  /** Inputs to pack, each by its name or by the global id or Pixxel id of its asset; all if omitted. At most 1,000 entries. */
  inputs?: Array<string | number> | null | undefined;
  /** The insight, by global id or Pixxel id. */
  insightId: string | number;
  /** Outputs to pack, each by its name or by the global id or Pixxel id of its asset; all if omitted. At most 1,000 entries. */
  outputs?: Array<string | number> | null | undefined;
};

/** Input of `requestJobDownload`. */
export type RequestJobDownloadInput = {
  /** The job, by global id or Pixxel id. */
  jobId: string | number;
  /** The workflow of the job, by global id or Pixxel id. Required if `jobId` is a Pixxel id. */
  workflowId?: string | number | null | undefined;
};

/** Input of `requestJobTaskDownload`. */
export type RequestJobTaskDownloadInput = {
  /** The job of the task, by global id or Pixxel id. Required if `taskId` is a Pixxel id. */
  jobId?: string | number | null | undefined;
  /** The task, by global id or Pixxel id. */
  taskId: string | number;
  /** The workflow of the job, by global id or Pixxel id. Required if no id given is a global id. */
  workflowId?: string | number | null | undefined;
};

/** Input of `rollbackVisualizationLegend`. */
export type RollbackVisualizationLegendInput = {
  /** The AOI of the visualization, by global id or Pixxel id. Required if `visualizationId` is a Pixxel id. */
  aoiId?: string | number | null | undefined;
  /** Days to reset, at least one. At most 1,000 entries. */
  dates: Array<string>;
  /** The index of the visualization, by global id or Pixxel id. If omitted, it is looked up, with one call to Pixxel. */
  indexId?: string | number | null | undefined;
  /** Which legends to reset. Those of the other mode are kept. */
  mode: VisualizationMode;
  /** The visualization, by global id or Pixxel id. */
  visualizationId: string | number;
};

/** Credentials with which Pixxel writes to an S3 bucket. */
export type S3CredentialsInput = {
  /** Access key id. */
  accessKeyId: string;
  /** Secret access key. */
  secretAccessKey: string;
};

/** Sort direction. */
export type SortDirection =
  /** Smallest or oldest first. */
  | 'ASC'
  /** Largest or newest first. */
  | 'DESC';

/** How to group what was spent. */
export type SpendBy =
  /** By month of creation (UTC), oldest first. */
  | 'MONTH'
  /** By project, largest sum first. */
  | 'PROJECT';

/** What tokens were spent on. */
export type SpendSource =
  /** Blocks run on AOIs: `Insight.cost`, deleted insights included. Costs one list of AOIs, and one call for each AOI. */
  | 'INSIGHTS'
  /** Runs of workflows: `Job.cost`. Costs one list of workflows, and one call for each workflow. */
  | 'JOBS'
  /** Images: `OrderItem.tokensUsed`. Costs one list of order items. */
  | 'ORDER_ITEMS';

/** A property to sort images by. */
export type StacSortInput = {
  /** Sort direction. */
  direction?: SortDirection;
  /** Property of images: its STAC name, such as `datetime` or `eo:cloud_cover`, or the name of its field in `StacItem`, such as `cloudCover`. */
  property: string;
};

/** Credentials with which Pixxel writes to the bucket: give exactly one of the three. It also determines the cloud provider. */
export type StoreCredentialsInput =
  {   /** For Azure Blob Storage. */
  azblob: AzblobCredentialsInput; gcs?: never; s3?: never; }
  |  { azblob?: never;   /** For Google Cloud Storage. */
  gcs: GcsCredentialsInput; s3?: never; }
  |  { azblob?: never; gcs?: never;   /** For Amazon S3, or a service with the same API. */
  s3: S3CredentialsInput; };

/** Cloud provider of a store. */
export type StoreType =
  /** Azure Blob Storage. */
  | 'AZBLOB'
  /** Google Cloud Storage. */
  | 'GCS'
  /** Amazon S3, or a service with the same API. */
  | 'S3';

/** Input of `submitOrder` and `orderQuote`. One order can mix archive images and new captures. */
export type SubmitOrderInput = {
  /** Lines of the order, at least one. At most 200 entries. */
  items: Array<OrderItemInput>;
};

/** New captures (tasking). */
export type TaskingOrderInput = {
  /** Bandset to capture, by global id or Pixxel id. */
  bandsetId: string | number;
  /** Maximum cloud cover in percent, 0 to 100. */
  cloudCover?: number | null | undefined;
  /** End of the capture window (exclusive). For recurring captures, give this or `occurrenceCount`. */
  endDate?: string | null | undefined;
  /** Number of recurring captures, at least 1. Give it if there is no `endDate`. */
  occurrenceCount?: number | null | undefined;
  /** Maximum off-nadir angle in degrees, 0 to 90. */
  offNadir?: number | null | undefined;
  /** How often to capture. */
  recurrence?: RecurrenceInput;
  /** Start of the capture window (inclusive), at least 24 hours from now. */
  startDate: string;
};

/** A time interval, both ends inclusive. Either end can be omitted for an open interval; two equal ends mean an instant. */
export type TimeIntervalInput = {
  /** End; open if omitted. */
  end?: string | null | undefined;
  /** Start; open if omitted. */
  start?: string | null | undefined;
};

/** Input of `updateVisualizationLegend`. */
export type UpdateVisualizationLegendInput = {
  /** The AOI of the visualization, by global id or Pixxel id. Required if `visualizationId` is a Pixxel id. */
  aoiId?: string | number | null | undefined;
  /** Number of steps to compute, 1 to 15. Required in `DYNAMIC` mode. */
  dynamicBins?: number | null | undefined;
  /** The new legends, at most one for each day. At most 1,000 entries. */
  legend: Array<LegendInput>;
  /** Which legends to change. Those of the other mode are kept. */
  mode: VisualizationMode;
  /** The visualization, by global id or Pixxel id. */
  visualizationId: string | number;
};

/** Kind of input problem. */
export type UserErrorCode =
  /** It conflicts with an existing object, such as a name already in use. */
  | 'CONFLICT'
  /** The value is invalid. */
  | 'INVALID'
  /** The object it refers to does not exist or the key cannot access it. */
  | 'NOT_FOUND';

/** Value range over which the steps of a legend are spread. */
export type VisualizationMode =
  /** From the lowest to the highest value observed on the day. */
  | 'DYNAMIC'
  /** From the lowest to the highest value that the index can have. */
  | 'THEORETICAL';

/** Filters a list of workflows. A workflow must match every field given. The gateway checks `createdAt` and `updatedAt`: it reads until the page is full, at most 20 times. `pageInfo.stoppedEarly` tells if it stopped before; `totalCount` is then null. */
export type WorkflowFilter = {
  /** Only workflows created in this interval. */
  createdAt?: TimeIntervalInput | null | undefined;
  /** Only workflows created by this user. */
  createdBy?: string | number | null | undefined;
  /** Only workflows with exactly this name. */
  name?: string | null | undefined;
  /** Only workflows last changed in this interval. */
  updatedAt?: TimeIntervalInput | null | undefined;
};

export type PageFragment = { hasNextPage: boolean, endCursor: string | null };

export type ProjectFieldsFragment = { id: string, pixxelId: string, name: string | null, title: string | null, createdAt: string | null };

export type AoiFieldsFragment = { id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: import('geojson').Polygon | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, centroid: { longitude: number, latitude: number } | null };

export type AssetFieldsFragment = { id: string, pixxelId: string, name: string | null, assetType: AssetType | null, status: AssetStatus | null, state: LifecycleState, progress: number | null, date: string | null, path: string | null, bandList: Array<string>, resolutionInM: number | null };

export type VisualizationFieldsFragment = { id: string, pixxelId: string, state: LifecycleState, progress: number | null, indexName: string | null, expression: string | null, dates: Array<string> | null };

export type InsightFieldsFragment = { id: string, pixxelId: string, name: string | null, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, error: string | null, createdAt: string | null };

export type WorkflowFieldsFragment = { id: string, pixxelId: string, name: string | null, description: string | null, createdAt: string | null };

export type JobFieldsFragment = { id: string, pixxelId: string, status: string | null, state: LifecycleState, progress: number | null, cost: number | null, createdAt: string | null, finishedAt: string | null };

export type JobTaskFieldsFragment = { id: string, pixxelId: string, name: string | null, state: LifecycleState, stateMessage: string | null, progress: number | null, error: string | null, blockName: string | null, dependsOn: Array<string> };

export type OrderItemFieldsFragment = { id: string, pixxelId: string, name: string | null, type: OrderItemType | null, status: OrderItemStatus | null, state: LifecycleState, progress: number | null, areaInSqKm: number | null, finalAmount: number | null, createdAt: string | null };

export type StacItemFieldsFragment = { id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: import('geojson').Geometry | null, bbox: Array<number> | null };

export type CatalogEntryFieldsFragment = { id: string, pixxelId: string, areaInSqKm: number | null, deliveryStatus: DeliveryStatus | null, createdAt: string | null, item: { id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: import('geojson').Geometry | null, bbox: Array<number> | null } | null };

export type DeliveryFieldsFragment = { id: string, pixxelId: string, status: DeliveryStatus | null, state: LifecycleState, progress: number | null, targetPath: string | null, createdAt: string | null };

export type DownloadFieldsFragment = { downloadId: string | null, kind: DownloadKind, state: LifecycleState, signedUrl: string | null };

export type ProblemFragment = { code: UserErrorCode, message: string, field: Array<string> | null };

export type CreateAoiMutationVariables = Exact<{
  input: CreateAoiInput;
}>;


export type CreateAoiMutation = { createAoi: { aoi: { id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: import('geojson').Polygon | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, centroid: { longitude: number, latitude: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

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


export type AoisQuery = { aois: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: import('geojson').Polygon | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, project: { id: string, pixxelId: string, name: string | null, title: string | null, createdAt: string | null } | null, centroid: { longitude: number, latitude: number } | null }> } | null };

export type AoiQueryVariables = Exact<{
  id: string | number;
  assets?: number | null | undefined;
}>;


export type AoiQuery = { aoi: { id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: import('geojson').Polygon | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, project: { id: string, pixxelId: string, name: string | null, title: string | null, createdAt: string | null } | null, assets: { totalCount: number | null, nodes: Array<{ id: string, pixxelId: string, name: string | null, assetType: AssetType | null, status: AssetStatus | null, state: LifecycleState, progress: number | null, date: string | null, path: string | null, bandList: Array<string>, resolutionInM: number | null }> } | null, visualizations: { nodes: Array<{ id: string, pixxelId: string, state: LifecycleState, progress: number | null, indexName: string | null, expression: string | null, dates: Array<string> | null }> } | null, centroid: { longitude: number, latitude: number } | null } | null };

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


export type SearchImagesQuery = { searchImages: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: import('geojson').Geometry | null, bbox: Array<number> | null }> } | null };

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


export type SearchArchiveQuery = { searchArchive: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: import('geojson').Geometry | null, bbox: Array<number> | null }> } | null };

export type ImagesToOrderQueryVariables = Exact<{
  aoiId: string | number;
  projectId: string | number;
  area: import('geojson').Polygon | import('geojson').MultiPolygon | import('geojson').Feature<import('geojson').Polygon | import('geojson').MultiPolygon> | import('geojson').FeatureCollection<import('geojson').Polygon | import('geojson').MultiPolygon>;
  minCoverage?: number | null | undefined;
  maxCloudCover?: number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ImagesToOrderQuery = { searchArchive: { pageInfo: { stoppedEarly: boolean, hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ orderState: ImageOrderState | null, id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: import('geojson').Geometry | null, bbox: Array<number> | null, coverage: { percent: number, areaInSqKm: number } | null, quote: { finalAmount: number | null, areaInSqKm: number | null } | null }> } | null };

export type CatalogEntriesQueryVariables = Exact<{
  filter?: CatalogFilter | null | undefined;
  sortBy?: Array<StacSortInput> | StacSortInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CatalogEntriesQuery = { catalogEntries: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, pixxelId: string, areaInSqKm: number | null, deliveryStatus: DeliveryStatus | null, createdAt: string | null, item: { id: string, pixxelId: string, datetime: string | null, cloudCover: number | null, gsdInM: number | null, platform: string | null, productLevel: string | null, geometry: import('geojson').Geometry | null, bbox: Array<number> | null } | null }> } | null };

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

export type JobsQueryVariables = Exact<{
  filter?: JobFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type JobsQuery = { jobs: { totalCount: number | null, nodes: Array<{ id: string, state: LifecycleState, progress: number | null, cost: number | null, createdAt: string | null, workflow: { name: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type UnderWayQueryVariables = Exact<{ [key: string]: never; }>;


export type UnderWayQuery = { underWay: { aois: Array<{ id: string, name: string | null, progress: number | null }> | null, insights: Array<{ id: string, name: string | null, progress: number | null }> | null, jobs: Array<{ id: string, progress: number | null }> | null, orderItems: Array<{ id: string, name: string | null, status: OrderItemStatus | null }> | null, deliveries: Array<{ id: string, state: LifecycleState }> | null } | null };

export type SpendQueryVariables = Exact<{
  by: SpendBy;
  between?: TimeIntervalInput | null | undefined;
  sources?: Array<SpendSource> | SpendSource;
}>;


export type SpendQuery = { spend: { tokens: number, stoppedEarly: boolean, rowsWithoutTokens: number, groups: Array<{ month: string | null, tokens: number, project: { id: string, title: string | null } | null }> } | null };

export type AoiProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type AoiProgressSubscription = { aoiProgress: { id: string, pixxelId: string, name: string | null, description: string | null, status: AoiStatus | null, state: LifecycleState, progress: number | null, geometry: import('geojson').Polygon | null, areaInSqM: number | null, createdAt: string | null, updatedAt: string | null, centroid: { longitude: number, latitude: number } | null } | null };

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

export const CreateAoiDocument = "mutation CreateAoi($input:CreateAoiInput!){createAoi(input:$input){aoi{...AoiFields}userErrors{...Problem}}}fragment AoiFields on Aoi{id pixxelId name description status state progress geometry centroid{longitude latitude}areaInSqM createdAt updatedAt}fragment Problem on UserError{code message field}" as MutationDocument<CreateAoiMutation, CreateAoiMutationVariables>;
export const CreateIndexDocument = "mutation CreateIndex($input:CreateIndexInput!){createIndex(input:$input){index{id pixxelId name}userErrors{...Problem}}}fragment Problem on UserError{code message field}" as MutationDocument<CreateIndexMutation, CreateIndexMutationVariables>;
export const CreateVisualizationDocument = "mutation CreateVisualization($input:CreateVisualizationInput!){createVisualization(input:$input){visualization{...VisualizationFields}userErrors{...Problem}}}fragment VisualizationFields on Visualization{id pixxelId state progress indexName expression dates}fragment Problem on UserError{code message field}" as MutationDocument<CreateVisualizationMutation, CreateVisualizationMutationVariables>;
export const UpdateVisualizationLegendDocument = "mutation UpdateVisualizationLegend($input:UpdateVisualizationLegendInput!){updateVisualizationLegend(input:$input){visualization{...VisualizationFields}userErrors{...Problem}}}fragment VisualizationFields on Visualization{id pixxelId state progress indexName expression dates}fragment Problem on UserError{code message field}" as MutationDocument<UpdateVisualizationLegendMutation, UpdateVisualizationLegendMutationVariables>;
export const RollbackVisualizationLegendDocument = "mutation RollbackVisualizationLegend($input:RollbackVisualizationLegendInput!){rollbackVisualizationLegend(input:$input){visualization{...VisualizationFields}userErrors{...Problem}}}fragment VisualizationFields on Visualization{id pixxelId state progress indexName expression dates}fragment Problem on UserError{code message field}" as MutationDocument<RollbackVisualizationLegendMutation, RollbackVisualizationLegendMutationVariables>;
export const CreateInsightDocument = "mutation CreateInsight($input:CreateInsightInput!){createInsight(input:$input){insightId insight{...InsightFields}userErrors{...Problem}}}fragment InsightFields on Insight{id pixxelId name status state progress cost error createdAt}fragment Problem on UserError{code message field}" as MutationDocument<CreateInsightMutation, CreateInsightMutationVariables>;
export const DeleteInsightDocument = "mutation DeleteInsight($input:DeleteInsightInput!){deleteInsight(input:$input){deletedInsightId userErrors{...Problem}}}fragment Problem on UserError{code message field}" as MutationDocument<DeleteInsightMutation, DeleteInsightMutationVariables>;
export const CreateJobDocument = "mutation CreateJob($input:CreateJobInput!){createJob(input:$input){job{...JobFields}userErrors{...Problem}}}fragment JobFields on Job{id pixxelId status state progress cost createdAt finishedAt}fragment Problem on UserError{code message field}" as MutationDocument<CreateJobMutation, CreateJobMutationVariables>;
export const SubmitOrderDocument = "mutation SubmitOrder($input:SubmitOrderInput!){submitOrder(input:$input){order{id pixxelId status totalAmount items{...OrderItemFields}}userErrors{...Problem}}}fragment OrderItemFields on OrderItem{id pixxelId name type status state progress areaInSqKm finalAmount createdAt}fragment Problem on UserError{code message field}" as MutationDocument<SubmitOrderMutation, SubmitOrderMutationVariables>;
export const CreateStoreDocument = "mutation CreateStore($input:CreateStoreInput!){createStore(input:$input){store{id pixxelId name type}userErrors{...Problem}}}fragment Problem on UserError{code message field}" as MutationDocument<CreateStoreMutation, CreateStoreMutationVariables>;
export const DeleteStoreDocument = "mutation DeleteStore($input:DeleteStoreInput!){deleteStore(input:$input){deletedStoreId userErrors{...Problem}}}fragment Problem on UserError{code message field}" as MutationDocument<DeleteStoreMutation, DeleteStoreMutationVariables>;
export const CreateDeliveriesDocument = "mutation CreateDeliveries($input:CreateDeliveriesInput!){createDeliveries(input:$input){deliveries{...DeliveryFields}userErrors{...Problem}}}fragment DeliveryFields on Delivery{id pixxelId status state progress targetPath createdAt}fragment Problem on UserError{code message field}" as MutationDocument<CreateDeliveriesMutation, CreateDeliveriesMutationVariables>;
export const RequestAoiDownloadDocument = "mutation RequestAoiDownload($input:RequestAoiDownloadInput!){requestAoiDownload(input:$input){download{...DownloadFields}userErrors{...Problem}}}fragment DownloadFields on Download{downloadId kind state signedUrl}fragment Problem on UserError{code message field}" as MutationDocument<RequestAoiDownloadMutation, RequestAoiDownloadMutationVariables>;
export const RequestInsightDownloadDocument = "mutation RequestInsightDownload($input:RequestInsightDownloadInput!){requestInsightDownload(input:$input){download{...DownloadFields}userErrors{...Problem}}}fragment DownloadFields on Download{downloadId kind state signedUrl}fragment Problem on UserError{code message field}" as MutationDocument<RequestInsightDownloadMutation, RequestInsightDownloadMutationVariables>;
export const RequestJobDownloadDocument = "mutation RequestJobDownload($input:RequestJobDownloadInput!){requestJobDownload(input:$input){download{...DownloadFields}userErrors{...Problem}}}fragment DownloadFields on Download{downloadId kind state signedUrl}fragment Problem on UserError{code message field}" as MutationDocument<RequestJobDownloadMutation, RequestJobDownloadMutationVariables>;
export const RequestJobTaskDownloadDocument = "mutation RequestJobTaskDownload($input:RequestJobTaskDownloadInput!){requestJobTaskDownload(input:$input){download{...DownloadFields}userErrors{...Problem}}}fragment DownloadFields on Download{downloadId kind state signedUrl}fragment Problem on UserError{code message field}" as MutationDocument<RequestJobTaskDownloadMutation, RequestJobTaskDownloadMutationVariables>;
export const RequestCatalogDownloadDocument = "mutation RequestCatalogDownload($input:RequestCatalogDownloadInput!){requestCatalogDownload(input:$input){download{...DownloadFields}userErrors{...Problem}}}fragment DownloadFields on Download{downloadId kind state signedUrl}fragment Problem on UserError{code message field}" as MutationDocument<RequestCatalogDownloadMutation, RequestCatalogDownloadMutationVariables>;
export const ProjectsDocument = "query Projects($first:Int$after:String){projects(first:$first after:$after){totalCount pageInfo{...Page}nodes{...ProjectFields}}}fragment Page on PageInfo{hasNextPage endCursor}fragment ProjectFields on Project{id pixxelId name title createdAt}" as QueryDocument<ProjectsQuery, ProjectsQueryVariables>;
export const ProjectDocument = "query Project($id:ID!){project(id:$id){...ProjectFields}}fragment ProjectFields on Project{id pixxelId name title createdAt}" as QueryDocument<ProjectQuery, ProjectQueryVariables>;
export const AoisDocument = "query Aois($projectIds:[ID!]$filter:AoiFilter$first:Int$after:String){aois(projectIds:$projectIds filter:$filter first:$first after:$after){totalCount pageInfo{...Page}nodes{...AoiFields project{...ProjectFields}}}}fragment Page on PageInfo{hasNextPage endCursor}fragment ProjectFields on Project{id pixxelId name title createdAt}fragment AoiFields on Aoi{id pixxelId name description status state progress geometry centroid{longitude latitude}areaInSqM createdAt updatedAt}" as QueryDocument<AoisQuery, AoisQueryVariables>;
export const AoiDocument = "query Aoi($id:ID!$assets:Int=20){aoi(id:$id){...AoiFields project{...ProjectFields}assets(first:$assets){totalCount nodes{...AssetFields}}visualizations{nodes{...VisualizationFields}}}}fragment ProjectFields on Project{id pixxelId name title createdAt}fragment AoiFields on Aoi{id pixxelId name description status state progress geometry centroid{longitude latitude}areaInSqM createdAt updatedAt}fragment AssetFields on Asset{id pixxelId name assetType status state progress date path bandList resolutionInM}fragment VisualizationFields on Visualization{id pixxelId state progress indexName expression dates}" as QueryDocument<AoiQuery, AoiQueryVariables>;
export const AoiInsightsDocument = "query AoiInsights($id:ID!$filter:InsightFilter$first:Int$after:String){aoi(id:$id){insights(filter:$filter first:$first after:$after){pageInfo{...Page}nodes{...InsightFields}}}}fragment Page on PageInfo{hasNextPage endCursor}fragment InsightFields on Insight{id pixxelId name status state progress cost error createdAt}" as QueryDocument<AoiInsightsQuery, AoiInsightsQueryVariables>;
export const AoiDownloadDocument = "query AoiDownload($id:ID!$aoiId:ID!){aoiDownload(id:$id aoiId:$aoiId){...DownloadFields}}fragment DownloadFields on Download{downloadId kind state signedUrl}" as QueryDocument<AoiDownloadQuery, AoiDownloadQueryVariables>;
export const SatellitesDocument = "query Satellites{satellites{id pixxelId name bands{name wavelengthInNm spatialResolutionInM}collections{collectionId name provider}}}" as QueryDocument<SatellitesQuery, SatellitesQueryVariables>;
export const SearchImagesDocument = "query SearchImages($input:ImageSearchInput!$first:Int$after:String){searchImages(input:$input first:$first after:$after){pageInfo{...Page}nodes{...StacItemFields}}}fragment Page on PageInfo{hasNextPage endCursor}fragment StacItemFields on StacItem{id pixxelId datetime cloudCover gsdInM platform productLevel geometry bbox}" as QueryDocument<SearchImagesQuery, SearchImagesQueryVariables>;
export const IndicesDocument = "query Indices($satelliteId:ID$filter:IndexFilter$first:Int$after:String){indices(satelliteId:$satelliteId filter:$filter first:$first after:$after){pageInfo{...Page}nodes{id pixxelId name type expression expressionType colormap}}}fragment Page on PageInfo{hasNextPage endCursor}" as QueryDocument<IndicesQuery, IndicesQueryVariables>;
export const VisualizationDocument = "query Visualization($id:ID!$aoiId:ID){visualization(id:$id aoiId:$aoiId){...VisualizationFields}}fragment VisualizationFields on Visualization{id pixxelId state progress indexName expression dates}" as QueryDocument<VisualizationQuery, VisualizationQueryVariables>;
export const BlocksDocument = "query Blocks($mode:BlockMode){blocks(mode:$mode){id name version title description inputs{name type format description}}}" as QueryDocument<BlocksQuery, BlocksQueryVariables>;
export const InsightDocument = "query Insight($id:ID!$aoiId:ID){insight(id:$id aoiId:$aoiId){...InsightFields}}fragment InsightFields on Insight{id pixxelId name status state progress cost error createdAt}" as QueryDocument<InsightQuery, InsightQueryVariables>;
export const InsightEstimateDocument = "query InsightEstimate($input:CreateInsightInput!){insightEstimate(input:$input){tokens}}" as QueryDocument<InsightEstimateQuery, InsightEstimateQueryVariables>;
export const WorkflowsDocument = "query Workflows($projectId:ID$filter:WorkflowFilter$first:Int$after:String){workflows(projectId:$projectId filter:$filter first:$first after:$after){totalCount pageInfo{...Page}nodes{...WorkflowFields project{...ProjectFields}}}}fragment Page on PageInfo{hasNextPage endCursor}fragment ProjectFields on Project{id pixxelId name title createdAt}fragment WorkflowFields on Workflow{id pixxelId name description createdAt}" as QueryDocument<WorkflowsQuery, WorkflowsQueryVariables>;
export const WorkflowDocument = "query Workflow($id:ID!$projectId:ID$jobs:JobFilter){workflow(id:$id projectId:$projectId){...WorkflowFields estimatedCost jobs(filter:$jobs){nodes{...JobFields}}}}fragment WorkflowFields on Workflow{id pixxelId name description createdAt}fragment JobFields on Job{id pixxelId status state progress cost createdAt finishedAt}" as QueryDocument<WorkflowQuery, WorkflowQueryVariables>;
export const JobDocument = "query Job($id:ID!$workflowId:ID){job(id:$id workflowId:$workflowId){...JobFields tasks{...JobTaskFields}}}fragment JobFields on Job{id pixxelId status state progress cost createdAt finishedAt}fragment JobTaskFields on JobTask{id pixxelId name state stateMessage progress error blockName dependsOn}" as QueryDocument<JobQuery, JobQueryVariables>;
export const BandsetsDocument = "query Bandsets{bandsets{id pixxelId name description}}" as QueryDocument<BandsetsQuery, BandsetsQueryVariables>;
export const OrdersDocument = "query Orders($first:Int$after:String){orders(first:$first after:$after){totalCount pageInfo{...Page}nodes{id pixxelId status totalAmount createdAt items{...OrderItemFields}}}}fragment Page on PageInfo{hasNextPage endCursor}fragment OrderItemFields on OrderItem{id pixxelId name type status state progress areaInSqKm finalAmount createdAt}" as QueryDocument<OrdersQuery, OrdersQueryVariables>;
export const OrderItemDocument = "query OrderItem($id:ID!){orderItem(id:$id){...OrderItemFields tasks{pixxelId state deliveryStatus}deliveries{...DeliveryFields}}}fragment OrderItemFields on OrderItem{id pixxelId name type status state progress areaInSqKm finalAmount createdAt}fragment DeliveryFields on Delivery{id pixxelId status state progress targetPath createdAt}" as QueryDocument<OrderItemQuery, OrderItemQueryVariables>;
export const OrderQuoteDocument = "query OrderQuote($input:SubmitOrderInput!){orderQuote(input:$input){totalAmount items{name areaInSqKm finalAmount feasibilityStatus}}}" as QueryDocument<OrderQuoteQuery, OrderQuoteQueryVariables>;
export const CollectionsDocument = "query Collections($ids:[ID!]){collections(ids:$ids){id pixxelId title description license}}" as QueryDocument<CollectionsQuery, CollectionsQueryVariables>;
export const SearchArchiveDocument = "query SearchArchive($input:ArchiveSearchInput!$sortBy:[StacSortInput!]$first:Int$after:String){searchArchive(input:$input sortBy:$sortBy first:$first after:$after){pageInfo{...Page}nodes{...StacItemFields}}}fragment Page on PageInfo{hasNextPage endCursor}fragment StacItemFields on StacItem{id pixxelId datetime cloudCover gsdInM platform productLevel geometry bbox}" as QueryDocument<SearchArchiveQuery, SearchArchiveQueryVariables>;
export const ImagesToOrderDocument = "query ImagesToOrder($aoiId:ID!$projectId:ID!$area:GeoJSONArea!$minCoverage:Float=80$maxCloudCover:Float=20$first:Int=10$after:String){searchArchive(input:{aoiId:$aoiId}refine:{coverage:{minPercent:$minCoverage}maxCloudCover:$maxCloudCover orderStates:[NOT_ORDERED]}sortBy:[{property:\"datetime\" direction:DESC}]first:$first after:$after){pageInfo{...Page stoppedEarly}nodes{...StacItemFields orderState coverage(of:$area){percent areaInSqKm}quote(projectId:$projectId area:$area){finalAmount areaInSqKm}}}}fragment Page on PageInfo{hasNextPage endCursor}fragment StacItemFields on StacItem{id pixxelId datetime cloudCover gsdInM platform productLevel geometry bbox}" as QueryDocument<ImagesToOrderQuery, ImagesToOrderQueryVariables>;
export const CatalogEntriesDocument = "query CatalogEntries($filter:CatalogFilter$sortBy:[StacSortInput!]$first:Int$after:String){catalogEntries(filter:$filter sortBy:$sortBy first:$first after:$after){totalCount pageInfo{...Page}nodes{...CatalogEntryFields}}}fragment Page on PageInfo{hasNextPage endCursor}fragment StacItemFields on StacItem{id pixxelId datetime cloudCover gsdInM platform productLevel geometry bbox}fragment CatalogEntryFields on CatalogEntry{id pixxelId areaInSqKm deliveryStatus createdAt item{...StacItemFields}}" as QueryDocument<CatalogEntriesQuery, CatalogEntriesQueryVariables>;
export const CatalogDownloadDocument = "query CatalogDownload($id:ID!){catalogDownload(id:$id){...DownloadFields}}fragment DownloadFields on Download{downloadId kind state signedUrl}" as QueryDocument<CatalogDownloadQuery, CatalogDownloadQueryVariables>;
export const DeliveriesDocument = "query Deliveries($catalogEntryId:ID$orderItemId:ID$taskId:ID$first:Int$after:String){deliveries(catalogEntryId:$catalogEntryId orderItemId:$orderItemId taskId:$taskId first:$first after:$after){pageInfo{...Page}nodes{...DeliveryFields}}}fragment Page on PageInfo{hasNextPage endCursor}fragment DeliveryFields on Delivery{id pixxelId status state progress targetPath createdAt}" as QueryDocument<DeliveriesQuery, DeliveriesQueryVariables>;
export const StoresDocument = "query Stores{stores{id pixxelId name type bucket region pathPrefix}}" as QueryDocument<StoresQuery, StoresQueryVariables>;
export const JobsDocument = "query Jobs($filter:JobFilter$first:Int$after:String){jobs(filter:$filter first:$first after:$after){totalCount nodes{id state progress cost createdAt workflow{name}}pageInfo{hasNextPage endCursor}}}" as QueryDocument<JobsQuery, JobsQueryVariables>;
export const UnderWayDocument = "query UnderWay{underWay{aois{id name progress}insights{id name progress}jobs{id progress}orderItems{id name status}deliveries{id state}}}" as QueryDocument<UnderWayQuery, UnderWayQueryVariables>;
export const SpendDocument = "query Spend($by:SpendBy!$between:TimeIntervalInput$sources:[SpendSource!]!=[ORDER_ITEMS]){spend(by:$by between:$between sources:$sources){tokens stoppedEarly rowsWithoutTokens groups{month tokens project{id title}}}}" as QueryDocument<SpendQuery, SpendQueryVariables>;
export const AoiProgressDocument = "subscription AoiProgress($id:ID!){aoiProgress(id:$id){...AoiFields}}fragment AoiFields on Aoi{id pixxelId name description status state progress geometry centroid{longitude latitude}areaInSqM createdAt updatedAt}" as SubscriptionDocument<AoiProgressSubscription, AoiProgressSubscriptionVariables>;
export const VisualizationProgressDocument = "subscription VisualizationProgress($id:ID!$aoiId:ID){visualizationProgress(id:$id aoiId:$aoiId){...VisualizationFields}}fragment VisualizationFields on Visualization{id pixxelId state progress indexName expression dates}" as SubscriptionDocument<VisualizationProgressSubscription, VisualizationProgressSubscriptionVariables>;
export const InsightProgressDocument = "subscription InsightProgress($id:ID!$aoiId:ID){insightProgress(id:$id aoiId:$aoiId){...InsightFields}}fragment InsightFields on Insight{id pixxelId name status state progress cost error createdAt}" as SubscriptionDocument<InsightProgressSubscription, InsightProgressSubscriptionVariables>;
export const JobProgressDocument = "subscription JobProgress($id:ID!$workflowId:ID){jobProgress(id:$id workflowId:$workflowId){...JobFields tasks{...JobTaskFields}}}fragment JobFields on Job{id pixxelId status state progress cost createdAt finishedAt}fragment JobTaskFields on JobTask{id pixxelId name state stateMessage progress error blockName dependsOn}" as SubscriptionDocument<JobProgressSubscription, JobProgressSubscriptionVariables>;
export const OrderItemProgressDocument = "subscription OrderItemProgress($id:ID!){orderItemProgress(id:$id){...OrderItemFields tasks{pixxelId state deliveryStatus}}}fragment OrderItemFields on OrderItem{id pixxelId name type status state progress areaInSqKm finalAmount createdAt}" as SubscriptionDocument<OrderItemProgressSubscription, OrderItemProgressSubscriptionVariables>;
export const DeliveryProgressDocument = "subscription DeliveryProgress($id:ID!){deliveryProgress(id:$id){...DeliveryFields}}fragment DeliveryFields on Delivery{id pixxelId status state progress targetPath createdAt}" as SubscriptionDocument<DeliveryProgressSubscription, DeliveryProgressSubscriptionVariables>;
export const AoiDownloadProgressDocument = "subscription AoiDownloadProgress($id:ID!$aoiId:ID!){aoiDownloadProgress(id:$id aoiId:$aoiId){...DownloadFields}}fragment DownloadFields on Download{downloadId kind state signedUrl}" as SubscriptionDocument<AoiDownloadProgressSubscription, AoiDownloadProgressSubscriptionVariables>;
export const CatalogDownloadProgressDocument = "subscription CatalogDownloadProgress($id:ID!){catalogDownloadProgress(id:$id){...DownloadFields}}fragment DownloadFields on Download{downloadId kind state signedUrl}" as SubscriptionDocument<CatalogDownloadProgressSubscription, CatalogDownloadProgressSubscriptionVariables>;