import { aoiHandlers } from '../aoi.ts';
import { assetHandlers } from '../asset.ts';
import { bandsetHandlers } from '../bandset.ts';
import { blockHandlers } from '../block.ts';
import { catalogHandlers } from '../catalog.ts';
import { cloudStoreHandlers } from '../cloud-store.ts';
import { deliveryHandlers } from '../delivery.ts';
import { downloadHandlers } from '../download.ts';
import { insightHandlers } from '../insight.ts';
import { jobHandlers } from '../job.ts';
import { orderHandlers } from '../order.ts';
import { orderItemHandlers } from '../order-item.ts';
import { projectHandlers } from '../project.ts';
import { reportHandlers } from '../report.ts';
import { satelliteHandlers } from '../satellite.ts';
import { searchHandlers } from '../search.ts';
import { spectralIndexHandlers } from '../spectral-index.ts';
import { stacHandlers } from '../stac.ts';
import { visualizationHandlers } from '../visualization.ts';
import { workflowHandlers } from '../workflow.ts';
import type { Handlers } from './handler.ts';

/** A handler for every operation of the contract. */
export const handlers: Handlers = {
  Ping: () => 'pong',
  ...projectHandlers,
  ...aoiHandlers,
  ...assetHandlers,
  ...downloadHandlers,
  ...satelliteHandlers,
  ...spectralIndexHandlers,
  ...visualizationHandlers,
  ...blockHandlers,
  ...insightHandlers,
  ...workflowHandlers,
  ...jobHandlers,
  ...bandsetHandlers,
  ...orderHandlers,
  ...orderItemHandlers,
  ...reportHandlers,
  ...stacHandlers,
  ...searchHandlers,
  ...catalogHandlers,
  ...deliveryHandlers,
  ...cloudStoreHandlers,
};
