import type { WireAoi } from '../../contract/aoi.ts';
import type { WireAsset } from '../../contract/asset.ts';
import type { WireBandset } from '../../contract/bandset.ts';
import type { WireBlock, WireBlockSpec } from '../../contract/block.ts';
import type { WireCatalog } from '../../contract/catalog.ts';
import type { WireDelivery } from '../../contract/delivery.ts';
import type { WireInsight } from '../../contract/insight.ts';
import type { WireJob } from '../../contract/job.ts';
import type { WireOrder } from '../../contract/order.ts';
import type { WireOrderItem } from '../../contract/order-item.ts';
import type { WireProjectRow } from '../../contract/project.ts';
import type { WireSatellite } from '../../contract/satellite.ts';
import type { WireIndex } from '../../contract/spectral-index.ts';
import type { WireCollection, WireStacItem } from '../../contract/stac.ts';
import type { WireStore } from '../../contract/store.ts';
import type { WireVisualization } from '../../contract/visualization.ts';
import type { WireWorkflow, WireWorkflowRow } from '../../contract/workflow.ts';

type With<Wire, Key extends keyof Wire> = Readonly<Wire & Required<Pick<Wire, Key>>>;

export type StoredProject = With<WireProjectRow, 'id' | 'org_id'>;
export type StoredAoi = With<WireAoi, 'aoi_id' | 'project_id' | 'name' | 'geometry'>;
export type StoredAsset = With<WireAsset, 'id' | 'aoi_id'>;
export type StoredSatellite = With<WireSatellite, 'id'>;
export type StoredIndex = With<WireIndex, 'id' | 'name' | 'satellite_id'>;
export type StoredVisualization = With<WireVisualization, 'id' | 'aoi_id' | 'index_id'>;
export type StoredBlock = With<WireBlock, 'id'> & { readonly spec: With<WireBlockSpec, 'name' | 'version'> };
export type StoredInsight = With<WireInsight, 'id' | 'aoi_id'>;
/** Only the list contains `legacy_project_id`. */
export type StoredWorkflow = With<WireWorkflow & Pick<WireWorkflowRow, 'legacy_project_id'>, 'id' | 'project_id'>;
export type StoredJob = With<WireJob, 'id' | 'workflow_id'>;
export type StoredBandset = With<WireBandset, 'id'>;
/** Without its items: they are joined by their `order_id` when the order is read. */
export type StoredOrder = Readonly<Omit<With<WireOrder, 'id' | 'org_id'>, 'order_items'>>;
export type StoredOrderItem = With<WireOrderItem, 'id' | 'order_id' | 'org_id' | 'project_id'>;
export type StoredCollection = With<WireCollection, 'id'>;
export type StoredStacItem = With<WireStacItem, 'id' | 'collection'>;
export type StoredCatalog = With<WireCatalog, 'id' | 'org_id' | 'task_id'>;
export type StoredDelivery = With<WireDelivery, 'delivery_id' | 'catalog_id'>;
export type StoredCloudStore = With<WireStore, 'id' | 'name'>;

/** A package that was requested. */
export interface StoredPackage {
  /** The AOI whose assets it contains, if it is a package of assets. */
  readonly aoiId?: string;
  /** Its files by name: each is written as JSON. */
  readonly contents: Readonly<Record<string, unknown>>;
  /** When it can be downloaded, in milliseconds since 1970. */
  readonly readyAt: number;
}

/** A stretch of time, in milliseconds since 1970, that a piece of work takes. */
export interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
  /** The work repeats: everything from `from` on happens again every `everyMs` milliseconds. */
  readonly repeats?: { readonly from: number; readonly everyMs: number };
}

/** The account of a key. It owns the records with its `orgId`. */
export interface Account {
  readonly orgId: string;
  readonly userId: string;
}

/**
 * The sandbox's state. Records are kept in the shape in which they are sent, and as they will be when their work is
 * done; `spans` says how far along they are. A record is never changed, only replaced by `set`.
 */
export interface Store {
  /** The sandbox's clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** By key, which must equal the whole `Authorization` header. */
  readonly accounts: Map<string, Account>;
  readonly projects: Map<string, StoredProject>;
  readonly aois: Map<string, StoredAoi>;
  readonly assets: Map<string, StoredAsset>;
  readonly satellites: Map<string, StoredSatellite>;
  readonly indices: Map<string, StoredIndex>;
  /** In full. Without `metadata`, the legends are computed from the picture. */
  readonly visualizations: Map<string, StoredVisualization>;
  /** Every version, by the block's own id. */
  readonly blocks: Map<string, StoredBlock>;
  readonly insights: Map<string, StoredInsight>;
  readonly workflows: Map<string, StoredWorkflow>;
  /** In full, with tasks. */
  readonly jobs: Map<string, StoredJob>;
  readonly bandsets: Map<string, StoredBandset>;
  readonly orders: Map<string, StoredOrder>;
  /** In full, with tasks. */
  readonly orderItems: Map<string, StoredOrderItem>;
  readonly collections: Map<string, StoredCollection>;
  readonly stacItems: Map<string, StoredStacItem>;
  readonly catalogs: Map<string, StoredCatalog>;
  readonly deliveries: Map<string, StoredDelivery>;
  readonly cloudStores: Map<string, StoredCloudStore>;
  readonly packages: Map<string, StoredPackage>;
  /** By the id of a record: when its work starts and ends. Without a span, a record does not change. */
  readonly spans: Map<string, Span>;
  /** The `orgId` that owns a record whose own shape names none (index, cloud store, captured image). Without one, all see it. */
  readonly owners: Map<string, string>;
  /** A new id: UUID-shaped, the same on every run. */
  readonly newId: () => string;
}

/** What `seed` fills. */
export type World = Omit<Store, 'now' | 'newId' | 'accounts'>;
