import { aoiHandlers } from './aoi.ts';
import { assetHandlers } from './asset.ts';
import { blockHandlers } from './block.ts';
import { downloadHandlers } from './download.ts';
import type { Handlers } from './handler.ts';
import { insightHandlers } from './insight.ts';
import { jobHandlers } from './job.ts';
import { projectHandlers } from './project.ts';
import { satelliteHandlers } from './satellite.ts';
import { spectralIndexHandlers } from './spectral-index.ts';
import { visualizationHandlers } from './visualization.ts';
import { workflowHandlers } from './workflow.ts';

/** A handler for every operation of the contract. */
export const handlers: Partial<Handlers> = {
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
};
