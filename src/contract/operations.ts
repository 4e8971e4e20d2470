import { Type } from 'typebox';
import { aoiOperations } from './aoi.ts';
import { assetOperations } from './asset.ts';
import { bandsetOperations } from './bandset.ts';
import { blockOperations } from './block.ts';
import { catalogOperations } from './catalog.ts';
import { deliveryOperations } from './delivery.ts';
import { downloadOperations } from './download.ts';
import { insightOperations } from './insight.ts';
import { jobOperations } from './job.ts';
import type { Operation, OperationAnswer, OperationInput } from './operation.ts';
import { orderOperations } from './order.ts';
import { orderItemOperations } from './order-item.ts';
import { projectOperations } from './project.ts';
import { reportOperations } from './report.ts';
import { satelliteOperations } from './satellite.ts';
import { searchOperations } from './search.ts';
import { spectralIndexOperations } from './spectral-index.ts';
import { stacOperations } from './stac.ts';
import { storeOperations } from './store.ts';
import { visualizationOperations } from './visualization.ts';
import { workflowOperations } from './workflow.ts';

const systemOperations = {
  // unnamed
  Ping: { method: 'GET', path: '/ping', format: 'json', access: 'read', answers: { 200: Type.String() } },
} as const satisfies Record<string, Operation>;

/**
 * Every operation of the Pixxel REST API, under a name of our own: its document leaves four unnamed, and writes one with a
 * space. Where the document spells a name in another way, that spelling is above the row. Client and sandbox both read this
 * table, and a test compares it with the document.
 */
export const operations = {
  ...systemOperations,
  ...projectOperations,
  ...aoiOperations,
  ...satelliteOperations,
  ...searchOperations,
  ...spectralIndexOperations,
  ...visualizationOperations,
  ...blockOperations,
  ...insightOperations,
  ...assetOperations,
  ...downloadOperations,
  ...workflowOperations,
  ...jobOperations,
  ...bandsetOperations,
  ...orderOperations,
  ...orderItemOperations,
  ...reportOperations,
  ...stacOperations,
  ...deliveryOperations,
  ...catalogOperations,
  ...storeOperations,
};

export type Operations = typeof operations;
export type OperationName = keyof Operations;
/** What a call of the named operation takes. */
export type InputOf<Name extends OperationName> = OperationInput<Operations[Name]>;
/** What the named operation answers. */
export type AnswerOf<Name extends OperationName> = OperationAnswer<Operations[Name]>;
