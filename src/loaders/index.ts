import type { UpstreamClient } from '../upstream/http/client.ts';
import { createAoiLoaders } from './aoi.ts';
import { createAssetLoaders } from './asset.ts';
import { createBandsetLoaders } from './bandset.ts';
import { createBlockLoaders } from './block.ts';
import { createCatalogLoaders } from './catalog.ts';
import { createDeliveryLoaders } from './delivery.ts';
import { createDownloadLoaders } from './download.ts';
import { createInsightLoaders } from './insight.ts';
import { createJobLoaders } from './job.ts';
import { createOrderLoaders } from './order.ts';
import { createOrderItemLoaders } from './order-item.ts';
import { createProjectLoaders } from './project.ts';
import { createReportLoaders } from './report.ts';
import { createSatelliteLoaders } from './satellite.ts';
import { createSearchLoaders } from './search.ts';
import { createSpectralIndexLoaders } from './spectral-index.ts';
import { createStacLoaders } from './stac.ts';
import { createStoreLoaders } from './store.ts';
import { createVisualizationLoaders } from './visualization.ts';
import { createWorkflowLoaders } from './workflow.ts';

const factories = {
  aoi: createAoiLoaders,
  asset: createAssetLoaders,
  bandset: createBandsetLoaders,
  block: createBlockLoaders,
  download: createDownloadLoaders,
  insight: createInsightLoaders,
  job: createJobLoaders,
  order: createOrderLoaders,
  orderItem: createOrderItemLoaders,
  catalog: createCatalogLoaders,
  delivery: createDeliveryLoaders,
  project: createProjectLoaders,
  report: createReportLoaders,
  satellite: createSatelliteLoaders,
  search: createSearchLoaders,
  spectralIndex: createSpectralIndexLoaders,
  stac: createStacLoaders,
  store: createStoreLoaders,
  visualization: createVisualizationLoaders,
  workflow: createWorkflowLoaders,
};

/** The loaders of every resource, for one operation, or one event of a subscription, of one caller. */
export type Loaders = { readonly [Name in keyof typeof factories]: ReturnType<(typeof factories)[Name]> };

/** Creates the loaders of a resource on first use, because most operations need few of them. */
class LazyLoaders {
  readonly client: UpstreamClient;
  readonly created: Partial<Record<string, Loaders[keyof Loaders]>> = {};

  constructor(client: UpstreamClient) {
    this.client = client;
  }
}

for (const [name, create] of Object.entries(factories)) {
  Object.defineProperty(LazyLoaders.prototype, name, {
    get(this: LazyLoaders) {
      this.created[name] ??= create(this.client);
      return this.created[name];
    },
  });
}

/** Loaders that use one caller's client. */
export function createLoaders(client: UpstreamClient): Loaders {
  return new LazyLoaders(client) as unknown as Loaders; // its prototype has a getter for each key of the type
}
