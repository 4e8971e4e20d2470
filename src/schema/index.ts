import './kit/scalars.ts';
import './aoi.ts';
import './asset.ts';
import './bandset.ts';
import './block.ts';
import './catalog.ts';
import './delivery.ts';
import './download.ts';
import './insight.ts';
import './insight-new.ts';
import './job-task.ts';
import './job.ts';
import './order-new.ts';
import './order-item.ts';
import './order-task.ts';
import './order.ts';
import './project.ts';
import './report.ts';
import './satellite.ts';
import './spectral-index.ts';
import './search.ts';
import './stac.ts';
import './store.ts';
import './subscription.ts';
import './visualization.ts';
import './visualization-change.ts';
import './workflow.ts';
import { builder } from './kit/builder.ts';

builder.queryType({ description: 'What can be asked. Every field that reads needs the Authorization header.' });

builder.mutationType({ description: 'What can be done. Each write is sent to Pixxel once and never repeated.' });

/** The whole graph. */
export const schema = builder.toSchema();
