import type { UpstreamClient } from '../upstream/client.ts';
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

/** The loaders of every resource. They live for one operation, or one event of a subscription, of one caller. */
export type Loaders = { readonly [Name in keyof typeof factories]: ReturnType<(typeof factories)[Name]> };

/** Loaders over one caller's client; those of a resource are made when first used, since most operations touch few. */
export function createLoaders(client: UpstreamClient): Loaders {
  const made = new Map<string, unknown>();
  const loaders = {};
  for (const [name, create] of Object.entries(factories)) {
    Object.defineProperty(loaders, name, {
      get() {
        if (!made.has(name)) made.set(name, create(client));
        return made.get(name);
      },
    });
  }
  return loaders as Loaders; // one getter was defined for each key of the type
}
